"""Token patterns, each tried only where it can begin.

spaCy's Matcher tries every pattern at every token, and most tokens begin none. So there is a
Matcher for each two words or classes that patterns begin with, and each is given only the
stretches that two such tokens begin, and that hold what its patterns need behind them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from .patterns import compile_pattern, demands, longest, openings


class WindowMatcher:
    """Finds the patterns of all rules.

    Args:
        vocab: of the documents.
        kinds: names of the kinds of words; see ``compile_pattern``.
    """

    def __init__(self, vocab: Vocab, kinds: Collection[str]) -> None:
        self._vocab = vocab
        self._kinds = kinds
        self._groups: dict[tuple[frozenset[str], frozenset[str] | None], _Group] = {}
        self._by_head: dict[str, dict[str | None, list[_Group]]] = {}

    def add(self, rule: str, patterns: Sequence[str]) -> None:
        """Add the written patterns of a rule."""
        for pattern in patterns:
            opening = openings(pattern)
            group = self._groups.get(opening)
            if group is None:
                group = self._groups[opening] = _Group(self._vocab)
                for start in opening[0]:
                    by_second = self._by_head.setdefault(start, {})
                    for second in opening[1] or (None,):
                        by_second.setdefault(second, []).append(group)
            group.rules.append(self._vocab.strings.add(rule))
            group.matcher.add(rule, [compile_pattern(pattern, self._kinds)])
            group.reach = max(group.reach, longest(pattern))
            group.demands.add(demands(pattern))

    def __call__(
        self, doc: Doc, start: int, heads: Sequence[Sequence[str]]
    ) -> Iterator[tuple[int, int, int]]:
        """Matches in a stretch of tokens: key of the rule, first token, that behind the last.

        Args:
            doc: the tokens.
            start: the first token of the stretch.
            heads: by token of the stretch, what it may begin a pattern as.
        """
        for group, windows in self._windows(heads).items():
            if group.reach == 1:
                # A pattern of one word or class has its match where it begins.
                for rule in group.rules:
                    for first, last in windows:
                        yield rule, start + first, start + last
                continue
            for first, last in windows:
                at = start + first
                for key, i, j in group.matcher(doc[at : start + last], allow_missing=True):
                    yield key, at + i, at + j

    def _windows(self, heads: Sequence[Sequence[str]]) -> dict[_Group, list[tuple[int, int]]]:
        """The parts of a stretch for each group, none overlapping another."""
        found: dict[_Group, list[tuple[int, int]]] = {}
        starts = self._by_head.keys()
        for i, head in enumerate(heads):
            if starts.isdisjoint(head):
                continue
            following = heads[i + 1] if i + 1 < len(heads) else ()
            for group in self._groups_at(head, following):
                last = min(i + group.reach, len(heads))
                if not group.may_begin(heads, i, last):
                    continue
                windows = found.setdefault(group, [])
                if windows and i < windows[-1][1]:
                    windows[-1] = (windows[-1][0], last)
                else:
                    windows.append((i, last))
        return found

    def _groups_at(self, head: Sequence[str], following: Sequence[str]) -> Iterator[_Group]:
        """The groups that two tokens may begin; a group may come twice."""
        for start in head:
            by_second = self._by_head.get(start)
            if by_second is not None:
                yield from by_second.get(None, ())
                for second in following:
                    yield from by_second.get(second, ())


class _Group:
    """The patterns with one opening.

    Attributes:
        matcher: of the patterns.
        rules: the keys of their rules.
        reach: length of the longest in tokens.
        demands: by pattern, what stands behind the first token of each of its matches, in order.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.matcher = Matcher(vocab)
        self.rules: list[int] = []
        self.reach = 1
        self.demands: set[tuple[frozenset[str], ...]] = set()

    def may_begin(self, heads: Sequence[Sequence[str]], first: int, last: int) -> bool:
        """Whether the tokens up to ``last`` hold what some match from ``first`` on would."""
        for needed in self.demands:
            at = first
            for choices in needed:
                at += 1
                while at < last and choices.isdisjoint(heads[at]):
                    at += 1
                if at >= last:
                    break
            else:
                return True
        return False
