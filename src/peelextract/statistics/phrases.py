"""Noun phrases, told from word classes alone: what a figure counts, and what it is a share of."""

from __future__ import annotations

from .lexicon import Lexicon
from .reading import OPEN, Reading

_IN_NAMES = frozenset({OPEN, "POSS", "SEASON", "TIMES", "LABEL", "CMP", "CODE", "COMPOUND", "TIME"})
_FINITE = ("VERB", "BE", "AUX")
_CLAUSE_ENDS = frozenset({"STOP", "COMMA", "BREAK", "DASH"})
_SUBJECTS = frozenset("we they it you i he she".split())
_ADJECTIVES = frozenset("live lost known given held left shown paid".split())
_LIMIT = 9


class Phrases:
    """Reads noun phrases of one reading.

    Args:
        reading: the tokens.
        lexicon: plurals and generic nouns.
        text: the text the reading was made from.
    """

    def __init__(self, reading: Reading, lexicon: Lexicon, text: str) -> None:
        self._r = reading
        self._lexicon = lexicon
        self._text = text

    def words(self, first: int, last: int) -> str:
        """The text of a run of tokens, as printed."""
        return self._text[self._r.starts[first] : self._r.ends[last - 1]]

    def open(self, i: int) -> bool:
        """Whether a token can stand inside a noun's phrase."""
        return self._r.tags[i] in _IN_NAMES

    def counted(self, i: int) -> int | None:
        """The token behind the noun that a number at ``i - 1`` counts; None where there is none.

        The noun is a plural or a collective, with what stands ahead of it ("newly promoted
        inspectors"), what it is joined to ("officers, staff and volunteers") and a bare noun
        behind "of" ("teams of officers", "members of the public").
        """
        if self._r.tags[i] == "QUOTE":
            # "‘have your say’ meetings"
            texts = self._r.texts
            close = next((j for j in range(i + 1, i + 7) if texts[j].endswith(("’", "”"))), None)
            return self._plural(close + 1) if close is not None else None
        head = self._plural(i)
        if head is None:
            return None
        end = self._joined(head)
        return self._of_noun(end)

    def _plural(self, i: int) -> int | None:
        tags, lower = self._r.tags, self._r.lower
        texts = self._r.texts
        j = i
        while j < i + _LIMIT:
            tag = tags[j]
            if tag in _IN_NAMES:
                if tag != "POSS" and self._lexicon.is_plural(texts[j]) and not self._ahead(j):
                    return self._compound(j)
            elif tag in ("AND", "OR", "COMMA"):
                if j == i or not self._goes_on(j + 1):
                    return None
            elif tag == "VERB":
                if self._plural_noun(j):
                    return self._compound(j)
                if not self._in_adjective(i, j):
                    return None
            elif not (tag in ("DASH", "ADV") and j > i and self.open(j + 1)) and not (
                tag == "ADV" and lower[j] in ("more", "further", "most")
            ):
                return None
            j += 1
        return None

    def _plural_noun(self, j: int) -> bool:
        """A verb's form in -s behind a number is a noun: "17 sets of data"."""
        before, behind = self._r.tags[j - 1], self._r.tags[j + 1]
        if before == "NUMBER" and behind in (OPEN, "DET"):
            return False  # "64 gives cause"
        return before in ("NUMBER", OPEN) and self._lexicon.is_plural(self._r.texts[j])

    def _ahead(self, j: int) -> bool:
        """A collective that only stands ahead of the noun counted: "police support units"."""
        return self._r.lower[j] in self._lexicon.plurals and self._goes_on(j + 1, 3)

    def _in_adjective(self, i: int, j: int) -> bool:
        """A verb form that may be an adjective: "12 reported crimes"."""
        lower = self._r.lower
        if j == i and lower[j] in _ADJECTIVES and self._goes_on(j + 1, 2):
            return True
        if self._r.tags[j + 1] in ("AND", "OR") and self.open(j + 2):
            return j == i and lower[j].endswith("ed") and self._goes_on(j + 2, 2)
        return j == i and lower[j].endswith("ed") and self._goes_on(j + 1, 2)

    def _goes_on(self, i: int, limit: int = 4) -> bool:
        """Whether a plural stands among the next open words."""
        for j in range(i, i + limit):
            if not self.open(j) and self._r.tags[j] != "VERB" and self._r.lower[j] != "well":
                return False
            if self._lexicon.is_plural(self._r.texts[j]) and self._r.tags[j] != "POSS":
                return self._r.tags[j] != "VERB" or j > i
        return False

    def _compound(self, j: int) -> int:
        """The token behind a plural and the plurals that follow it at once."""
        end = j + 1
        while self.open(end) and self._lexicon.is_plural(self._r.texts[end]):
            end += 1
        return end

    def _joined(self, end: int) -> int:
        """Behind further nouns joined by commas and "and"."""
        tags = self._r.tags
        best, i, commas = end, end, 0
        while True:
            if tags[i] == "COMMA":
                commas += 1
                i += 1
                if tags[i] == "AND":
                    continue
                joined = False
            elif tags[i] == "AND":
                i += 1
                joined = True
            else:
                return best
            chunk = self._chunk(i)
            if chunk is None or commas > 3:
                return best
            i = chunk
            if joined:
                return chunk

    def _chunk(self, i: int) -> int | None:
        """Behind a plural of a few words that no verb follows up as a subject of its own."""
        for j in range(i, i + 5):
            if not self.open(j):
                return None
            if (
                self._lexicon.is_plural(self._r.texts[j])
                and self._r.tags[j] != "POSS"
                and not self._ahead(j)
            ):
                return self._compound(j)
        return None

    def _of_noun(self, end: int) -> int:
        tags, lower = self._r.tags, self._r.lower
        if lower[end] != "of":
            return end
        i = end + 1
        if lower[i] == "the" and lower[i + 1] == "public":
            return i + 2
        j = i
        while j < i + 4 and self.open(j) and not self._participle(j, i):
            j += 1
        if tags[j] in ("DASH",) or j == i:
            return end
        return j

    def _participle(self, j: int, start: int) -> bool:
        lower, texts = self._r.lower, self._r.texts
        return (
            j > start and lower[j].endswith(("ed", "ing")) and self._lexicon.is_plural(texts[j - 1])
        )

    def population(self, i: int) -> int | None:
        """The token behind the noun phrase that starts at ``i``, with what defines it.

        Determiners and possessives are part of it, as are participles ("the burglaries
        investigated"), what follows "of", and the relative clause of a bare "those".
        """
        tags, lower = self._r.tags, self._r.lower
        j = i
        while tags[j] in ("DET", "WITHIN", "ADV", "POSS", "NUMBER") and tags[j] != "BREAK":
            if tags[j] == "ADV" and lower[j] not in ("most", "many", "few", "several", "overall"):
                break
            j += 1
        if (
            j > i
            and lower[j - 1] in ("those", "these", "all")
            and not (self.open(j) or self._inside(j, j))
        ):
            return self._those(j)
        if tags[j] == "PRON" and lower[j] in _SUBJECTS:
            return None
        if lower[j] == "what" and j == i:
            end = self.clause(j)
            return end if end > j + 1 else None
        start = j
        while j < start + _LIMIT + 3:
            if self.open(j):
                if self._finite(j, start):
                    break
                j += 1
            elif tags[j] in ("VERB", "ADV") and self._inside(j, start):
                j += 1
            elif tags[j] == "VERB" and j == start and not lower[j].endswith("ed"):
                j += 1  # behind "of" a verb's form is a noun: "of pay", "of net spending"
            elif (tags[j] in ("AND", "OR", "COMMA") and j > start and self._list_goes_on(j)) or (
                tags[j] == "DASH" and self.open(j + 1) and j > start and self._r.glued(j)
            ):
                j += 1
            elif lower[j] == "of" and j > start:
                inner = self.population(j + 1)
                return inner if inner is not None else j
            else:
                break
        if j == start:
            return None
        return self.clause(self._behind(start, j))

    def _those(self, j: int) -> int:
        """Behind "those" and what says which."""
        tags, lower = self._r.tags, self._r.lower
        if tags[j] == "PREP" and lower[j] in ("in", "on", "with", "from", "at", "under"):
            return self.population(j + 1) or j
        return self.clause(j)

    def _finite(self, j: int, start: int) -> bool:
        """A verb that goes on to an object: "files proved sound", "recruits finish the course"."""
        r = self._r
        if (
            j > start
            and self._lexicon.is_plural(r.texts[j - 1])
            and not self._lexicon.is_plural(r.texts[j])
            and r.tags[j] == OPEN
            and r.tags[j + 1] in ("DET", "PRON")
        ):
            return True
        return self._participle(j, start) and (
            self.open(j + 1) or self._r.tags[j + 1] in ("DET", "NUMBER", "FRACTION", "REL")
        )

    def clause(self, j: int) -> int:
        """Behind a relative clause that starts at ``j``, or ``j`` where none does.

        The clause reaches to its sentence's next finite verb, or to a comma or stop.
        """
        r = self._r
        tags, lower = r.tags, r.lower
        subject = tags[j] == "PRON" and lower[j] in _SUBJECTS
        if not (subject or tags[j] == "REL" or lower[j] == "that"):
            return j
        groups = 0
        end = j
        while end < j + 18 and tags[end] not in _CLAUSE_ENDS:
            finite = tags[end] in _FINITE or (
                self.open(end)
                and lower[end].endswith("ed")
                and (tags[end - 1] in ("REL", "PRON") or lower[end - 1] == "that")
            )
            if finite and not self._goes_with(end, j):
                groups += 1
                if groups == 2:
                    break
                if subject and not self._without_object(end):
                    return j
            end += 1
        while end > j and tags[end - 1] in ("ADV", "DET", "AND"):
            end -= 1
        return end if groups else j

    def _goes_with(self, i: int, start: int) -> bool:
        """Whether a verb's form belongs to the verb ahead of it: "had not been asked"."""
        tags = self._r.tags
        before = i - 1
        while before > start and tags[before] == "ADV":
            before -= 1
        if before < start:
            return False
        if tags[before] == "TO":
            return self._r.lower[i] in ("be", "have", "do") or tags[i] == "VERB"
        return tags[before] in ("AUX", "BE", "AND", "OR")

    def _without_object(self, i: int) -> bool:
        """Whether a verb leaves its object open: "the files we read had", not "we saw no plan"."""
        tags = self._r.tags
        j = i + 1
        while tags[j] in ("ADV", "VERB", "AUX", "BE") and j < i + 4:
            j += 1
        if j > i + 1:
            return True
        return tags[j] in ("PREP", "TO", *_CLAUSE_ENDS) or (self.open(j) and tags[j] == "TIME")

    def _inside(self, j: int, start: int) -> bool:
        """A verb form or adverb ahead of the noun: "all recorded crime", "the most serious"."""
        lower = self._r.lower
        if j == start and lower[j].endswith("ed") and self.open(j + 1):
            return True
        return lower[j] in ("most", "newly", "more", "reported") and self.open(j + 1)

    def _list_goes_on(self, j: int) -> bool:
        """Whether a comma or "and" joins names rather than clauses."""
        tags, lower = self._r.tags, self._r.lower
        texts = self._r.texts
        k = j + 1
        if tags[k] == "AND":
            k += 1
        if not self.open(k):
            return False
        if self._r.texts[j - 1][0].isupper() and self._r.texts[k][0].isupper():
            return True
        if tags[j] == "COMMA":
            return False
        end = k
        while self.open(end) and end < k + 4:
            end += 1
        closing = tags[end] not in ("VERB",) or lower[k] == lower[end - 1]
        plural = self._lexicon.is_plural(texts[j - 1]) and self._lexicon.is_plural(texts[end - 1])
        return (
            closing
            and (plural or not self._lexicon.is_plural(texts[j - 1]))
            and not lower[k].endswith("ed")
        )

    def _behind(self, start: int, j: int) -> int:
        """Behind a participle or "to it" that defines the noun."""
        tags, lower = self._r.tags, self._r.lower
        verb = tags[j] == "VERB" and lower[j].endswith(("ed", "made", "held"))
        if verb and tags[j + 1] == "TO" and tags[j + 2] == "PRON":
            return j + 3
        if tags[j] == "PREP" or tags[j] == "TO":
            follows = tags[j + 1]
            if lower[j] in ("to", "by", "from", "with", "in") and j > start:
                before = lower[j - 1]
                if before.endswith("ed") and follows == "PRON":
                    return j + 2
        return j
