"""Puts reports in their places and inputs on record, so that being killed costs nothing.

Order matters. Entries whose report has to move, or is replaced, are first put on record as
moving; then files are moved; then the new state is put on record. Killed in between, the next
batch finds entries that are moving or missing, does those inputs again, and ends in the same
state.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .entry import Entry, Status, main_source, related
from .manifest import Manifest
from .store import DUPLICATES, REPORTS, Store
from .task import Outcome
from .work import Facts, Failure, FailureKind, Origin


class Ledger:
    """The state of an output folder.

    Args:
        store: the folder; what an interrupted batch left in staging is removed.
        origin: program and rules that new entries are of.

    Raises:
        OutputError: by every method, where the folder cannot be used.
    """

    def __init__(self, store: Store, origin: Origin) -> None:
        self._store = store
        self._origin = origin
        store.clear_staging()
        self._manifest = Manifest(store)
        self._files = store.sizes(REPORTS) | store.sizes(DUPLICATES)
        self._sources: dict[str, list[str]] = {}
        self._primaries: dict[str, str] = {}
        self._unrelated: set[str] = set()
        unread = []
        for entry in self._manifest.entries():
            if entry.sha256 is None:
                unread.append(entry.name)
            if entry.report is None:
                continue
            sources = self._sources.setdefault(entry.report, [])
            sources.append(entry.name)
            # A batch that was killed may have left relations untold, or told wrongly.
            if len(sources) > 1 or entry.also or entry.duplicate_of:
                self._unrelated.add(entry.report)
            if entry.output == store.primary(entry.report) and self._in_place(entry):
                self._primaries[entry.report] = entry.name
        # Nothing rests on what could not be read; most of it were slips in the arguments.
        self._manifest.drop(unread)

    @property
    def local(self) -> bool:
        """Whether putting on record costs next to nothing."""
        return self._store.local

    def known(self, name: str) -> str | None:
        """The digest an input needs to have to be left alone; None: it is to be done.

        Left alone is what this program has done with these rules, if its report is still in
        its place, or if it failed in a way that trying again does not change.
        """
        entry = self._manifest.get(name)
        if entry is None or (entry.version, entry.rules) != self._origin:
            return None
        if entry.error is not None:
            return entry.sha256 if FailureKind(entry.error["kind"]).lasting else None
        return entry.sha256 if self._in_place(entry) else None

    def entry(self, name: str) -> Entry | None:
        """What is on record of an input."""
        return self._manifest.get(name)

    def record(self, outcomes: Sequence[Outcome]) -> list[Entry]:
        """Take over what was done; gives the entries in the same order.

        Relations between the sources of a report are not told before ``relate``.
        """
        fresh = {outcome.task.input.name: self._entry(outcome) for outcome in outcomes}
        before = [old for name in fresh if (old := self._manifest.get(name)) is not None]
        for old in before:
            if old.report is not None:
                self._sources[old.report].remove(old.name)
        for entry in fresh.values():
            if entry.report is not None:
                self._sources.setdefault(entry.report, []).append(entry.name)
        touched = {entry.report for entry in [*before, *fresh.values()]} - {None}
        placed = {
            entry.name: entry
            for report in sorted(filter(None, touched))
            for entry in self._placed(report, fresh)
        }
        self._settle(placed, fresh, before)
        self._manifest.add((fresh | placed).values())
        return [(fresh | placed)[name] for name in fresh]

    def relate(self) -> int:
        """Put on record which inputs are the same report; gives how many are duplicates of
        another, among the reports touched since the last time.
        """
        duplicates = 0
        for report in sorted(self._unrelated):
            now = [self._manifest.get(name) for name in self._sources.get(report, ())]
            sources = [entry for entry in now if entry is not None and self._in_place(entry)]
            if sources:
                told = related(sources)
                duplicates += len(told) - 1
                self._manifest.add(entry for entry in told if entry not in sources)
        self._unrelated.clear()
        return duplicates

    def close(self) -> None:
        """Leave one clean manifest and no staging folder behind."""
        self.relate()
        self._manifest.compact()
        self._store.clear_staging()

    def _in_place(self, entry: Entry) -> bool:
        if entry.status is Status.MOVING or entry.output is None:
            return False
        return self._files.get(entry.output) == entry.output_size

    def _placed(self, report: str, fresh: dict[str, Entry]) -> list[Entry]:
        """The new sources of a report, and the old ones that have to give or take the place."""
        new = [entry for entry in fresh.values() if entry.report == report]
        incumbent = self._manifest.get(self._primaries.pop(report, ""))
        if incumbent is None or incumbent.name in fresh:
            # Who else there is counts only now; it keeps a thousand copies of one report from
            # being compared with one another at every step.
            names = set(self._sources.get(report, ())) - fresh.keys()
            old = [e for name in names if (e := self._manifest.get(name)) and self._in_place(e)]
        else:
            old = [incumbent]
        if not new and not old:
            return []
        self._unrelated.add(report)
        first = main_source([*new, *old])
        self._primaries[report] = first.name
        placed = []
        for entry in [*new, *old]:
            key = self._store.key(entry.name, entry.sha256 or "")
            other = self._store.duplicate(report, key)
            output = self._store.primary(report) if entry is first else other
            if entry.output != output:
                placed.append(replace(entry, output=output))
        return placed

    def _settle(
        self, placed: dict[str, Entry], fresh: dict[str, Entry], before: Iterable[Entry]
    ) -> None:
        """Move staged reports to their places, and out of the way what stands there."""
        replaced = [entry for entry in before if entry.output is not None]
        moved = [
            old
            for name in placed.keys() - fresh.keys()
            if (old := self._manifest.get(name)) is not None
        ]
        self._manifest.add(replace(old, status=Status.MOVING) for old in [*replaced, *moved])
        demotions: list[tuple[str, str]] = []
        others: list[tuple[str, str]] = []
        for old in moved:
            assert old.output is not None
            target = placed[old.name].output
            assert target is not None
            is_primary = self._primaries.get(old.report or "") == old.name
            (others if is_primary else demotions).append((old.output, target))
        for entry in placed.values():
            if entry.name in fresh:
                assert entry.output is not None
                key = self._store.key(entry.name, entry.sha256 or "")
                others.append((self._store.staged(key), entry.output))
        self._store.move(demotions)
        self._store.move(others)
        for source, _ in [*demotions, *others]:
            self._files.pop(source, None)
        self._files |= {e.output: e.output_size for e in placed.values() if e.output is not None}
        self._remove_stale(replaced, placed)

    def _remove_stale(self, replaced: Iterable[Entry], placed: dict[str, Entry]) -> None:
        """Remove the earlier reports of inputs whose report now stands elsewhere, or failed."""
        taken = {entry.output for entry in placed.values()}
        stale = []
        for old in replaced:
            owner = self._manifest.get(self._primaries.get(old.report or "", ""))
            if owner is not None and owner.name not in placed:
                taken.add(owner.output)
            for place in self._places(old) - taken:
                if self._files.pop(place, None) is not None:
                    stale.append(place)
        self._store.remove(stale)

    def _places(self, old: Entry) -> set[str]:
        """Where the report of an entry may be; a killed batch may have moved it or not."""
        places = {old.output}
        if old.status is Status.MOVING and old.report is not None:
            key = self._store.key(old.name, old.sha256 or "")
            places |= {self._store.primary(old.report), self._store.duplicate(old.report, key)}
        return {place for place in places if place is not None}

    def _entry(self, outcome: Outcome) -> Entry:
        version, rules = self._origin
        entry = Entry(
            outcome.task.input.name,
            outcome.sha256,
            outcome.size,
            version,
            rules,
            Status.FAILED,
            seconds=round(outcome.seconds, 3),
        )
        if isinstance(outcome.result, Failure):
            error = {"kind": outcome.result.kind.value, "message": outcome.result.message}
            return replace(entry, error=error)
        facts = outcome.result
        assert isinstance(facts, Facts)
        return replace(
            entry,
            status=Status.PARTIAL if facts.warnings else Status.OK,
            report=facts.id,
            media_type=facts.media_type,
            pages=facts.pages,
            date=facts.date,
            counts=facts.counts,
            warnings=facts.warnings,
            output_size=outcome.staged_size,
        )
