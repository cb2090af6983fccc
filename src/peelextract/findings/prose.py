"""Prose recommendations: sentences outside the boxes that say what the body should do.

A spaCy component. The verbs are found first (``Matcher``), so that only sentences that hold
one are looked at; then the subject before the verb (``PhraseMatcher``), and what stands before
the subject, tell a demand from an expectation and from other people's words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc, Span, Token

from ..language.tokenizer import text_of
from ..language.words import WordGate
from ..report import Modality
from ..rules.folder import RuleFolder, open_folder
from ..rules.prose import ProseRules

FACTORY = "peelextract_prose_recommendations"
_LONGEST_INTRODUCTION = 16
_LONGEST_SENTENCE = 300
"""Tokens beyond which a sentence is a text that lost its punctuation."""


@dataclass(frozen=True, slots=True)
class ProseDemand:
    """A sentence that puts a demand, with its subject and its verb's modality."""

    start: int
    end: int
    addressee: str | None
    modality: Modality
    rule: str


class _Subjects(NamedTuple):
    """The mentions of a body: the first token by the one behind the last, and all first ones."""

    by_end: dict[int, int]
    starts: frozenset[int]


def _extend() -> None:
    if not Doc.has_extension("peelextract_bodies"):
        Doc.set_extension("peelextract_bodies", default=())
    if not Doc.has_extension("peelextract_prose_recommendations"):
        Doc.set_extension("peelextract_prose_recommendations", default=())


class ProseRecommendations:
    """Sets ``doc._.peelextract_prose_recommendations``.

    ``doc._.peelextract_bodies`` may name the inspected body before.

    Args:
        nlp: the pipeline, for its vocabulary and tokeniser.
        rules: the vocabularies.
    """

    def __init__(self, nlp: Language, rules: ProseRules) -> None:
        _extend()
        self._nlp = nlp
        self._rules = rules
        self._verbs = Matcher(nlp.vocab)
        for modality, phrases in rules.modals.items():
            patterns = [[{"LOWER": w} for w in phrase.split()] for phrase in phrases]
            self._verbs.add(modality.value, patterns)
        first = {phrase.split()[0] for phrases in rules.modals.values() for phrase in phrases}
        self._gate = WordGate(nlp.vocab, {word.lower() for word in first})
        self._sets = {
            name: frozenset(w.lower() for w in getattr(rules, name))
            for name in (
                "pronouns generic transparent inspectorate openers subordinators conjunctions "
                "adverbs speech expectations outcomes participles partners supervisors "
                "demonstratives statutes finds burdens joints relatives"
            ).split()
        }
        self._subjects = lru_cache(maxsize=128)(self._matcher)

    def __call__(self, doc: Doc) -> Doc:
        """Finds the demands of a document whose sentences are set."""
        doc._.peelextract_prose_recommendations = tuple(self.demands(doc))
        return doc

    def prepare(self, bodies: tuple[str, ...]) -> None:
        """Builds what the names of a body need.

        To be called outside a memory zone of the vocabulary, whose strings go with it.
        """
        self._subjects(bodies)

    def _matcher(self, bodies: tuple[str, ...]) -> PhraseMatcher:
        matcher = PhraseMatcher(self._nlp.vocab, attr="LOWER")
        rules = self._rules
        subjects = [*rules.bodies, *rules.leaders, *rules.supervisors, *bodies]
        plain = {s.replace("’", "'") for s in subjects} | {s.replace("'", "’") for s in subjects}
        matcher.add("subject", [self._nlp.make_doc(s) for s in sorted(plain)])
        return matcher

    def demands(self, doc: Doc) -> Iterator[ProseDemand]:
        """The sentences of a document that put a demand, in order."""
        verbs = list(self._modal_verbs(doc))
        if not verbs:
            return
        by_end: dict[int, int] = {}
        for _, start, end in self._subjects(tuple(doc._.peelextract_bodies))(doc):
            by_end[end] = min(start, by_end.get(end, start))
        subjects = _Subjects(by_end, frozenset(by_end.values()))
        done = -1
        for start, end, key in verbs:
            sentence = doc[start].sent
            if sentence.start <= done or not _speaks_plainly(sentence):
                continue
            modality = Modality(doc.vocab.strings[key])
            subject = self._subject(doc, sentence, start, modality, subjects)
            if subject is None or not self._demanded(doc, subject, end, sentence.end, modality):
                continue
            done = sentence.start
            text = _trimmed(sentence)
            yield ProseDemand(*text, _addressee(subject, modality), modality, self._rules.id)

    def _modal_verbs(self, doc: Doc) -> Iterator[tuple[int, int, int]]:
        """The verbs in order, as first token, the one behind the last, and key.

        Only sentences whose words hold one are given to the matcher.
        """
        done = -1
        for token in self._gate.tokens(doc).tolist():
            if token <= done:
                continue
            sentence = doc[token].sent
            done = sentence.end - 1
            if len(sentence) > _LONGEST_SENTENCE:
                continue
            found = sorted((start, end, key) for key, start, end in self._verbs(sentence))
            for start, end, key in found:
                yield sentence.start + start, sentence.start + end, key

    def _subject(
        self, doc: Doc, sentence: Span, verb: int, modality: Modality, subjects: _Subjects
    ) -> Span | None:
        """The subject of a verb, if it is one whose demands count."""
        at = verb
        while at > sentence.start and doc[at - 1].lower_ in self._sets["adverbs"]:
            at -= 1
        if modality is Modality.RECOMMENDS:
            start = self._recommending(doc, sentence, at)
        else:
            start = self._subject_start(doc, sentence, at, subjects)
        if start is None and modality is not Modality.RECOMMENDS:
            start, at = self._shared(doc, sentence, verb, subjects)
        if start is None or not self._opens(doc, sentence, start, modality):
            return None
        subject = doc[start:at]
        words = subject.text.lower()
        if words in self._sets["pronouns"]:
            return subject if self._means_body(doc, sentence, start, subjects) else None
        if words in self._sets["demonstratives"]:
            return None if modality is Modality.SHOULD else subject
        if modality is Modality.MUST and (
            words in self._sets["supervisors"] or self._is_statutory(sentence)
        ):
            return None
        return subject

    def _is_statutory(self, sentence: Span) -> bool:
        """Whether a sentence names a law: a capital noun of one with its year."""
        return any(
            token.lower_ in self._sets["statutes"] and token.nbor(1).is_digit
            for token in sentence[:-1]
        )

    def _recommending(self, doc: Doc, sentence: Span, at: int) -> int | None:
        for length in (1, 2):
            words = doc[max(at - length, sentence.start) : at]
            if words.text.lower() in self._sets["inspectorate"]:
                return words.start
        return None

    def _subject_start(self, doc: Doc, sentence: Span, at: int, subjects: _Subjects) -> int | None:
        for tail in range(5):
            partners = doc[at - tail : at].text.lower() if tail else ""
            if tail and partners not in self._sets["partners"]:
                continue
            start = subjects.by_end.get(at - tail)
            if start is not None and start >= sentence.start:
                return start
        pointing = self._sets["pronouns"] | self._sets["demonstratives"]
        if at > sentence.start and doc[at - 1].lower_ in pointing:
            return at - 1
        return None

    def _shared(
        self, doc: Doc, sentence: Span, verb: int, subjects: _Subjects
    ) -> tuple[int | None, int]:
        """The subject, as its start and end, that a verb behind "and" or "but" has from before.

        It is the only one that the sentence names, and no clause of another stands between.
        """
        joint = verb
        while joint > sentence.start and doc[joint - 1].lower_ in self._sets["adverbs"]:
            joint -= 1
        words = {token.lower_ for token in doc[max(joint - 1, sentence.start) : verb]}
        ends = [end for end in range(sentence.start + 1, joint + 1) if end in subjects.by_end]
        if not words & self._sets["joints"] or len(ends) != 1:
            return None, verb
        start, end = subjects.by_end[ends[0]], ends[0]
        between = {token.lower_ for token in doc[end:joint]}
        others = self._sets["speech"] | self._sets["relatives"]
        return (None, verb) if between & others else (start, end)

    def _opens(self, doc: Doc, sentence: Span, subject: int, modality: Modality) -> bool:
        """Whether the subject begins the sentence, or a clause that stands for itself."""
        before = [t for t in doc[sentence.start : subject] if not t.is_space]
        words = [t.lower_ for t in before]
        while words and words[-1] == ",":
            words.pop()
        if not words or " ".join(words) in self._sets["openers"]:
            return True
        finding = words[:-1] if words[-1] == "that" else words
        if finding[-1] in self._sets["finds"] and 1 < len(finding) <= 4:
            return finding[-2] in self._sets["inspectorate"]
        joined = words[-1] in self._sets["conjunctions"] and len(words) > 1
        if joined and before[-2].is_punct and not self._is_pronoun(doc[subject]):
            return True
        if any(word in self._sets["speech"] for word in words):
            return False
        if joined:
            return before[-2].is_punct or len(words) > 4
        if words[-1] in (";", ":", "–", "—"):
            return words[-1] != ":"
        introduced = before[-1].text == "," and len(words) <= _LONGEST_INTRODUCTION
        expected = modality is Modality.SHOULD and words[0] in self._sets["subordinators"]
        return introduced and not expected

    def _is_pronoun(self, token: Token) -> bool:
        return token.lower_ in self._sets["pronouns"] | self._sets["demonstratives"]

    def _means_body(self, doc: Doc, sentence: Span, pronoun: int, subjects: _Subjects) -> bool:
        """Whether "it" stands for the body.

        The clauses before it in its sentence tell, then the sentences before that one within
        the paragraph.
        """
        clause = doc[sentence.start : pronoun]
        if any(token.i in subjects.starts for token in clause):
            return True
        if any(
            token.lower_ in self._sets["generic"]
            and _names_a_body(list(clause[n : n + 4]), self._rules.bodies)
            for n, token in enumerate(clause)
        ):
            return False
        for earlier in _before(doc, sentence):
            words = [t for t in earlier if not t.is_space and not t.is_punct]
            while words and words[0].lower_ in self._sets["openers"]:
                words.pop(0)
            if not words:
                continue
            first = words[0].lower_
            if first in self._sets["generic"]:
                return not _names_a_body(words, self._rules.bodies)
            if first in self._sets["pronouns"] or first in self._sets["transparent"]:
                continue
            if words[0].i in subjects.starts:
                return True
        return True

    def _demanded(
        self, doc: Doc, subject: Span, verb_end: int, end: int, modality: Modality
    ) -> bool:
        """Whether the verb demands, and does not look back or tell what is expected."""
        following = [t.lower_ for t in doc[verb_end : min(verb_end + 4, end)]]
        if following[:1] == [","] and self._sets["speech"] & set(following):
            return False
        while following and following[0] in self._sets["adverbs"]:
            following.pop(0)
        if modality is not Modality.SHOULD:
            return not " ".join(following).startswith(tuple(self._sets["burdens"]))
        if following[:1] == ["by"] or following[:1] == ["have"]:
            rest = following[following.index("have") + 1 :] if "have" in following else []
            if rest and (rest[0] in self._sets["participles"] or rest[0].endswith("ed")):
                return False
        joined = " ".join(following)
        if joined.startswith(tuple(self._sets["outcomes"])):
            return False
        is_pronoun = subject.text.lower() in self._sets["pronouns"]
        return not (is_pronoun and joined.startswith(tuple(self._sets["expectations"])))


def _words_of(sentence: Span) -> str:
    """A sentence's text, not put together from its tokens."""
    return text_of(sentence.doc)[sentence.start_char : sentence.end_char]


def _speaks_plainly(sentence: Span) -> bool:
    """Whether a sentence is no question, no lead-in and nobody's quoted words."""
    text = _words_of(sentence).strip()
    return not text.endswith(("?", ":")) and not text.startswith(("“", "‘", '"'))


def _before(doc: Doc, sentence: Span) -> Iterator[Span]:
    """The sentences before one in its paragraph, the nearest first."""
    at = sentence.start
    while at > 0 and "\n" not in doc[at - 1].text:
        earlier = doc[at - 1].sent
        yield earlier
        at = earlier.start


def _names_a_body(words: Sequence[Token], bodies: Sequence[str]) -> bool:
    nouns = {body.split()[-1].lower() for body in bodies}
    return any(t.lower_ in nouns or t.lower_.rstrip("s") in nouns for t in words[:8])


def _trimmed(sentence: Span) -> tuple[int, int]:
    text = _words_of(sentence)
    start = sentence.start_char + len(text) - len(text.lstrip())
    return start, sentence.start_char + len(text.rstrip())


def _addressee(subject: Span, modality: Modality) -> str | None:
    return None if modality is Modality.RECOMMENDS else subject.text.rstrip(" ,")


@Language.factory(FACTORY, default_config={"rules": None})
def make_prose_recommendations(nlp: Language, name: str, rules: str | None) -> ProseRecommendations:  # noqa: ARG001 - spaCy names it
    """The factory; ``rules`` is a rules folder, the program's own where it is None."""
    folder: RuleFolder = open_folder(rules)
    return ProseRecommendations(nlp, folder.read("prose.yaml", ProseRules))
