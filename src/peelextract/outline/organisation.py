"""Which body a report is about, told from its title, its address and its file name.

The body of a report is never asked: it names neighbours, partners and national bodies as often
as its own subject.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from urllib.parse import unquote

from ..report import Organisation
from ..rules.organisations import OrganisationEntry, OrganisationKind, Register
from ..rules.wording import pattern

_HOST = re.compile(r"^[a-z][a-z0-9+.-]*://[^/]*", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[/&]")

_ORGANISATION = "{organisation}"


def _keys(text: str) -> tuple[str, ...]:
    """Words of a title, address or file name, without case, accents, quotes and dashes.

    ``&`` is ``and``; the ``s`` of a possessive goes, since slugs part it from its word. A slash
    stays, so that no name reaches from one part of an address into the next.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    words = _TOKEN.findall("".join(c for c in plain if not unicodedata.combining(c)))
    return tuple("and" if word == "&" else word for word in words if word != "s")


def _readable(candidate: str) -> str:
    """A candidate without what a name cannot stand in: a host, and escapes."""
    return _HOST.sub("", unquote(candidate))


class OrganisationFinder:
    """Finds the bodies of one register.

    Args:
        register: the bodies.
    """

    def __init__(self, register: Register) -> None:
        self._register = register
        self._forms: dict[tuple[str, ...], list[OrganisationEntry]] = {}
        for form in register.forms():
            entries = self._forms.setdefault(_keys(form.text), [])
            if form.entry not in entries:
                entries.append(form.entry)
        self._longest = max(map(len, self._forms))
        self._cues = {kind: [_keys(cue) for cue in cues] for kind, cues in register.cues.items()}
        self._before = [_keys(words) for words in register.local_authorities.before]
        self._after = [_keys(words) for words in register.local_authorities.after]

    def find(
        self,
        candidates: Sequence[str],
        kind: OrganisationKind | None = None,
        frames: Sequence[str] = (),
    ) -> Organisation | None:
        """The one body that the candidates name.

        The first candidate that names a body decides; later ones only tell a force from a fire
        and rescue service of the same name.

        Args:
            candidates: title, page address and file name, the most trusted first.
            kind: what the body must be; None where nothing is known of it.
            frames: forms of words, as ``rules.wording`` has them, that name a body the register
                does not list; ``{organisation}`` stands for its name, and the last of the words
                that can follow ``{any}`` end it.

        Returns:
            None where no body is named, where two are, or where the name has two bearers and
            nothing tells which is meant.
        """
        texts = [_readable(candidate) for candidate in candidates]
        for text in texts if kind in (None, "other") else ():
            unlisted = self._in_frame(text, frames)
            if unlisted is not None:
                return unlisted
        named: list[OrganisationEntry] = []
        for text in texts:
            mentions = list(self._mentions(_keys(text), kind))
            if not named:
                named = _common(mentions)
                if mentions and not named:
                    return None
            else:
                named = [e for e in named if any(e in mention for mention in mentions)] or named
        if len(named) > 1:
            cued = self._cued(texts)
            named = [entry for entry in named if entry.kind in cued] if len(cued) == 1 else []
        return named[0].organisation if len(named) == 1 else None

    def _mentions(
        self, keys: tuple[str, ...], kind: OrganisationKind | None
    ) -> Iterator[list[OrganisationEntry]]:
        """The bodies that each name in a text may mean: leftmost and longest names first."""
        i = 0
        while i < len(keys):
            for length in range(min(self._longest, len(keys) - i), 0, -1):
                entries = self._forms.get(keys[i : i + length])
                if entries is not None:
                    fitting = [entry for entry in entries if kind in (None, entry.kind)]
                    if fitting:
                        yield fitting
                    i += length
                    break
            else:
                i += 1

    def _cued(self, texts: Sequence[str]) -> set[OrganisationKind]:
        """The kinds of body that the words around a name speak of."""
        keys = [_keys(text) for text in texts]
        return {
            kind
            for kind, cues in self._cues.items()
            if any(_holds(words, cue) for cue in cues for words in keys)
        }

    def _in_frame(self, text: str, frames: Sequence[str]) -> Organisation | None:
        for part in [text] if " " in text else map(_unslugged, text.split("/")):
            for frame in frames:
                match = _frame(frame).search(part)
                if match is None:
                    continue
                name = match["organisation"].strip()
                slug = "-".join(self._place(_keys(name)))
                if slug:
                    spelt = name if part is text else self._spelt(name)
                    return Organisation(id=slug, name=spelt, kind="other")
        return None

    def _place(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """A local authority's place within its name."""
        for style in self._before:
            if keys[: len(style)] == style:
                keys = keys[len(style) :]
        for style in self._after:
            if len(style) < len(keys) and keys[-len(style) :] == style:
                keys = keys[: -len(style)]
        return keys

    def _spelt(self, name: str) -> str:
        """The words of a slug with their capitals."""
        small = self._register.local_authorities.small_words
        return " ".join(word if word in small else word.capitalize() for word in name.split())


def find_organisation(
    candidates: Sequence[str],
    register: Register,
    kind: OrganisationKind | None = None,
    frames: Sequence[str] = (),
) -> Organisation | None:
    """The body that title, address and file name name; see ``OrganisationFinder.find``."""
    return _finder(register).find(candidates, kind, frames)


@lru_cache(maxsize=4)
def _finder(register: Register) -> OrganisationFinder:
    return OrganisationFinder(register)


def _common(mentions: Sequence[Collection[OrganisationEntry]]) -> list[OrganisationEntry]:
    """The bodies that every mention may mean."""
    if not mentions:
        return []
    return [e for e in mentions[0] if all(e in mention for mention in mentions)]


def _holds(keys: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """Whether a run of words stands among others."""
    return any(keys[i : i + len(part)] == part for i in range(len(keys) - len(part) + 1))


def _unslugged(text: str) -> str:
    """The words of a part of an address or of a file name."""
    return re.sub(r"[-_]+", " ", re.sub(r"(?<=\w)-s\b", "s", text))


@lru_cache(maxsize=256)
def _frame(frame: str) -> re.Pattern[str]:
    slots = {"organisation": r"\w[\w’'&,. -]{1,80}?", "any": r".*"}
    start = "^" if frame.startswith(_ORGANISATION) else r"\b"
    end = r"\s*$" if frame.endswith(_ORGANISATION) else r"\b"
    return re.compile(start + pattern(frame, slots) + end, re.IGNORECASE)
