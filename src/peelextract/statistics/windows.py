"""Token patterns, each tried only where it can begin.

spaCy's Matcher tries every pattern at every token, and most tokens begin none. So there is a
Matcher for each two words or classes that patterns begin with, and each is given only the
stretches that two such tokens begin.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import zip_longest

from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from .patterns import compile_pattern, longest, openings


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
            group.matcher.add(rule, [compile_pattern(pattern, self._kinds)])
            group.reach = max(group.reach, longest(pattern))

    def __call__(self, doc: Doc, heads: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, int]]:
        """Matches as key of the rule, first token, and the token behind the last.

        Args:
            doc: the tokens.
            heads: by token, what it may begin a pattern as: its word, its class, its kind.
        """
        for group, windows in self._windows(heads).items():
            for first, last in windows:
                for key, i, j in group.matcher(doc[first:last], allow_missing=True):
                    yield key, first + i, first + j

    def _windows(self, heads: Sequence[Sequence[str]]) -> dict[_Group, list[tuple[int, int]]]:
        """The stretches of tokens for each group, none overlapping another."""
        found: dict[_Group, list[tuple[int, int]]] = {}
        by_head = self._by_head
        nothing: Sequence[str] = ()
        for i, (head, following) in enumerate(zip_longest(heads, heads[1:], fillvalue=nothing)):
            for start in head:
                by_second = by_head.get(start)
                if by_second is None:
                    continue
                for second in {None, *following}:
                    for group in by_second.get(second, ()):
                        windows = found.setdefault(group, [])
                        last = min(i + group.reach, len(heads))
                        if windows and windows[-1][0] == i:
                            continue
                        if windows and i < windows[-1][1]:
                            windows[-1] = (windows[-1][0], last)
                        else:
                            windows.append((i, last))
        return found


class _Group:
    """The patterns with one opening; ``reach`` is the length of the longest in tokens."""

    def __init__(self, vocab: Vocab) -> None:
        self.matcher = Matcher(vocab)
        self.reach = 1
