"""Finds the statistics of a text: the order of the steps."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache

import numpy as np
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from ..document import Document
from ..language.tokenizer import text_of
from ..language.words import WordGate
from ..rules.folder import RuleFolder
from ..rules.statistics import (
    AttributionRules,
    ComparisonRule,
    ComparisonRules,
    MaskRule,
    MaskRules,
    PeriodRules,
    QuantityRule,
    QuantityRules,
)
from . import brackets, durations
from .attributions import Attributions
from .comparisons import Comparisons
from .constructs import build
from .counts import Counts
from .cues import Cue
from .inheritance import Inheritance
from .lexicon import Lexicon, load_lexicon
from .patterns import expand
from .periods import Periods
from .phrases import Phrases
from .populations import Populations
from .qualifiers import Qualifiers
from .quantity import Found, Quantity
from .reading import Reader, Reading, Sentence
from .recall import Recall
from .tables import table_statistics, worded_cells
from .units import Units
from .windows import WindowMatcher

_DIGITS = re.compile(r"\d+")


class StatisticsFinder:
    """Finds statistics by rules; one object serves any number of texts.

    Args:
        rules: the rules folder.
        vocab: the vocabulary of the pipeline whose documents it reads.
    """

    def __init__(self, rules: RuleFolder, vocab: Vocab) -> None:
        self._lexicon: Lexicon = load_lexicon(rules)
        self._reader = Reader(self._lexicon)
        self._vocab = vocab
        self._gate = WordGate(vocab, self._reader.number_words | self._multiples(rules))
        masks = rules.read("statistics/masks.yaml", MaskRules).masks
        self._quantity_rules = rules.read("statistics/quantities.yaml", QuantityRules).quantities
        comparisons = rules.read("statistics/comparisons.yaml", ComparisonRules)
        self._comparison_rules = comparisons
        self._order = {rule.id: i for i, rule in enumerate(self._quantity_rules)}
        self._by_key: dict[int, MaskRule | QuantityRule | ComparisonRule] = {}
        self._matcher = WindowMatcher(vocab, self._lexicon.words.kinds)
        token_rules: list[MaskRule | QuantityRule] = [*masks, *self._quantity_rules]
        for rule in token_rules:
            self._matcher.add(rule.id, rule.patterns)
            self._by_key[vocab.strings[rule.id]] = rule
        self._phrases = PhraseMatcher(vocab, attr="LOWER")
        for cue in comparisons.comparisons:
            words = [words for phrase in cue.phrases for words in expand(phrase)]
            self._phrases.add(cue.id, [Doc(vocab, words=w) for w in words])
            self._by_key[vocab.strings[cue.id]] = cue
        self._periods = Periods(rules.read("statistics/periods.yaml", PeriodRules).periods)
        self._attributions = Attributions(
            rules.read("statistics/attributions.yaml", AttributionRules).attributions
        )

    @staticmethod
    def _multiples(rules: RuleFolder) -> frozenset[str]:
        quantities = rules.read("statistics/quantities.yaml", QuantityRules).quantities
        words = {word for rule in quantities for word in rule.values}
        return frozenset(part for word in words for part in word.split("-"))

    def find(
        self, doc: Doc, document: Document | None = None, *, every_duration: bool = False
    ) -> list[Found]:
        """The statistics of a text in order of place.

        Args:
            doc: the text's tokens with their sentences.
            document: the blocks of the same text, for what lists and tables give their items.
            every_duration: also those that tell when, how soon or for how long, and not only
                those that were measured.
        """
        if not len(doc):
            return []
        text = text_of(doc)
        sentences = self._sentences(doc, text, document)
        reading = self._reader.read(text, sentences)
        if not reading.sentences:
            return (
                table_statistics(document, self._periods, self._comparison_rules.comparators)
                if document
                else []
            )
        quantities, cues = self._matches(reading)
        phrases = Phrases(reading, self._lexicon, text)
        units = Units(reading, phrases, self._lexicon)
        recall = Recall(reading, phrases, self._lexicon)
        comparisons = Comparisons(reading, phrases, self._lexicon, self._comparison_rules)
        qualifiers = Qualifiers(reading, self._lexicon)
        populations = Populations(reading, phrases, self._lexicon)
        counts = Counts(reading, self._lexicon, text)
        inheritance = Inheritance(text, document, self._periods)
        found: list[Found] = []
        for index, sentence in enumerate(reading.sentences):
            own = quantities.get(index, [])
            if not own:
                continue
            own_cues = cues.get(index, [])
            brackets.mark(own, reading, sentence)
            for quantity in own:
                units.resolve(quantity, sentence)
                qualifiers.resolve(quantity, sentence)
            units.shared(own)
            periods = inheritance.named(sentence)
            comparisons.resolve(sentence, own, own_cues, periods)
            earlier = inheritance.last_figures(sentence)
            if earlier:
                comparisons.carried(sentence, own, own_cues, periods, earlier)
            before = next((q for q in reversed(earlier) if not q.bracketed), None)
            recall.resolve(own, sentence, before)
            counts.shares(own, sentence)
            kept = [
                q
                for q in own
                if not q.comparator
                and (
                    q.kind.value != "duration"
                    or durations.measured(q, reading, sentence, self._lexicon)
                    or (
                        every_duration
                        and not durations.pointing(q, reading, sentence, self._lexicon)
                    )
                )
                and counts.worth(q, sentence)
            ]
            kept = qualifiers.margins(kept)
            populations.resolve(kept, sentence, periods)
            inheritance.periods(kept, periods, sentence, reading)
            self._attributions.resolve(kept, sentence, reading, text)
            inheritance.remember(sentence, kept)
        found = [_found(q, reading, s) for s, q in inheritance.figures()]
        if document is not None:
            found += table_statistics(document, self._periods, self._comparison_rules.comparators)
            found.sort(key=lambda f: (f.start, f.end))
        return found

    def _sentences(self, doc: Doc, text: str, document: Document | None) -> list[tuple[int, int]]:
        """The sentences that hold a digit or a number word, outside tables."""
        array = doc.to_array(["IDX", "SENT_START"])
        offsets, marks = array[:, 0], array[:, 1]
        starts = offsets[marks == 1]
        if not len(starts):
            starts = offsets[:1]
        digits = [match.start() for match in _DIGITS.finditer(text)]
        hits = np.concatenate([offsets[self._gate.tokens(doc)], np.asarray(digits, offsets.dtype)])
        chosen = starts.searchsorted(hits, side="right") - 1
        bounds = [*starts.tolist(), len(text)]
        spans = [(bounds[i], bounds[i + 1]) for i in sorted(set(chosen.tolist())) if i >= 0]
        found = [_trimmed(text, *span) for span in spans if not _in_table(document, span[0])]
        if document is not None:
            found += [(cell.start, cell.end) for cell in worded_cells(document)]
            found.sort()
        return found

    def _matches(self, reading: Reading) -> tuple[dict[int, list[Quantity]], dict[int, list[Cue]]]:
        """By sentence, its quantities and comparison cues; what is masked is none."""
        masked: dict[int, int] = {}
        candidates: list[tuple[QuantityRule, int, int]] = []
        doc = reading.doc(self._vocab, self._lexicon.kinds)
        for start, end in reading.near_numbers():
            heads = reading.heads(start, end, self._lexicon.kinds)
            for key, first, last in self._matcher(doc, start, heads):
                rule = self._by_key[key]
                if isinstance(rule, QuantityRule):
                    candidates.append((rule, first, last))
                elif isinstance(rule, MaskRule):
                    for token in range(first, last):
                        begins = first if rule.yields else -1
                        masked[token] = min(begins, masked.get(token, begins))
        quantities = self._quantities(reading, masked, candidates)
        return quantities, _cues(reading, self._spoken(doc, reading, quantities))

    def _spoken(self, doc: Doc, reading: Reading, sentences: Container[int]) -> Iterator[Cue]:
        """The comparison cues of some sentences."""
        for key, first, last in self._phrases(doc):
            if reading.owner[first] in sentences:
                rule = self._by_key[key]
                assert isinstance(rule, ComparisonRule)
                yield Cue(rule, first, last)

    def _quantities(
        self,
        reading: Reading,
        masked: dict[int, int],
        candidates: list[tuple[QuantityRule, int, int]],
    ) -> dict[int, list[Quantity]]:
        candidates.sort(key=lambda c: (c[1], -c[2], self._order[c[0].id]))
        taken: set[int] = set()
        found: dict[int, list[Quantity]] = {}
        for rule, first, last in candidates:
            tokens = range(first, last)
            if not taken.isdisjoint(tokens):
                continue
            numbers = [i for i in tokens if reading.tags[i] in ("NUMBER", "YEAR")]
            # A mask that yields holds only where the quantity starts inside of it.
            if any(i in masked and not first < masked[i] for i in numbers):
                continue
            quantity = build(rule, reading, first, last)
            if quantity is None:
                continue
            taken.update(tokens)
            found.setdefault(reading.owner[first], []).append(quantity)
        for quantities in found.values():
            quantities.sort(key=lambda q: q.first)
        return found


def _cues(reading: Reading, cues: Iterable[Cue]) -> dict[int, list[Cue]]:
    """Comparison cues by sentence, the longest at each place."""
    ordered = sorted(cues, key=lambda c: (c.first - c.last, c.first))
    taken: set[tuple[str, int]] = set()
    kept: dict[int, list[Cue]] = {}
    for cue in ordered:
        places = {(cue.rule.form, i) for i in range(cue.first, cue.last)}
        if taken & places:
            continue
        taken |= places
        kept.setdefault(reading.owner[cue.first], []).append(cue)
    for own in kept.values():
        own.sort(key=lambda c: c.first)
    return kept


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _in_table(document: Document | None, offset: int) -> bool:
    if document is None:
        return False
    block = document.block_at(offset)
    return block is not None and bool(block.cells)


def _found(quantity: Quantity, reading: Reading, sentence: Sentence) -> Found:
    return Found(
        start=reading.starts[quantity.first],
        end=reading.ends[quantity.last - 1],
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        rule=quantity.rule,
        kind=quantity.kind,
        value=quantity.value,
        upper=quantity.upper,
        unit=quantity.unit,
        numerator=quantity.numerator,
        denominator=quantity.denominator,
        qualifier=quantity.qualifier,
        of=quantity.of,
        measure=quantity.measure,
        margin=quantity.margin,
        comparison=quantity.comparison,
        period=quantity.period,
        attribution=quantity.attribution,
    )


@lru_cache(maxsize=4)
def _finder(
    digest: str,  # noqa: ARG001 - changed rules, new finder
    path: str,
    vocab: Vocab,
) -> StatisticsFinder:
    return StatisticsFinder(RuleFolder(path), vocab)


@lru_cache(maxsize=1)
def _default_rules() -> RuleFolder:
    return RuleFolder()


def finder_for(vocab: Vocab, rules: RuleFolder | None = None) -> StatisticsFinder:
    """The finder for a vocabulary and a rules folder, made once."""
    rules = rules or _default_rules()
    return _finder(rules.digest, str(rules.path), vocab)


def forget_finders() -> None:
    """Let go of all finders and the vocabularies they hold."""
    _finder.cache_clear()
