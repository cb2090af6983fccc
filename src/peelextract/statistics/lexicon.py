"""The words of the statistics rules, laid out for look-up."""

from __future__ import annotations

from dataclasses import dataclass

from ..rules.folder import RuleFolder
from ..rules.statistics import QualifierRules, Words

_NOT_PLURAL = ("ss", "us", "is", "’s", "'s")


@dataclass(frozen=True)
class Lexicon:
    """Vocabularies by word, all in lower case.

    Attributes:
        tags: the class of each closed-class word.
        kinds: the kind that a word has beside its class, where it has one.
        qualifiers: phrase, as a tuple of words, to the qualifier's value and its rule.
        longest_qualifier: words in the longest phrase.
        behind_qualifiers: the same for phrases that stand behind a figure.
    """

    words: Words
    tags: dict[str, str]
    kinds: dict[str, str]
    plurals: frozenset[str]
    generic: frozenset[str]
    measures: frozenset[str]
    rate_bases: frozenset[str]
    time_words: frozenset[str]
    measured: frozenset[str]
    reference: frozenset[str]
    behind: frozenset[str]
    pointing: frozenset[str]
    pointing_behind: frozenset[str]
    due: frozenset[str]
    joining: frozenset[str]
    rounds: frozenset[str]
    ago: frozenset[str]
    fillers: frozenset[str]
    qualifiers: dict[tuple[str, ...], tuple[str, str]]
    longest_qualifier: int
    behind_qualifiers: dict[tuple[str, ...], str]

    def is_plural(self, word: str) -> bool:
        """Whether a word looks like a plural or a collective noun; "BCUs" is one, "status" none."""
        if word.lower() in self.plurals or (
            word[-1:] == "s" and word[:-1].isupper() and len(word) > 2
        ):
            return True
        return len(word) > 2 and word.endswith("s") and not word.endswith(_NOT_PLURAL)


def load_lexicon(rules: RuleFolder) -> Lexicon:
    """Read ``words.yaml`` and ``qualifiers.yaml``."""
    words = rules.read("statistics/words.yaml", Words)
    qualifier_rules = rules.read("statistics/qualifiers.yaml", QualifierRules).qualifiers
    qualifiers = {
        tuple(phrase.split()): (rule.value.value, rule.id)
        for rule in qualifier_rules
        for phrase in rule.phrases
    }
    generic = set(words.generic_nouns) | {f"{noun}s" for noun in words.generic_nouns}
    generic |= {f"{noun[:-1]}ies" for noun in words.generic_nouns if noun.endswith("y")}
    return Lexicon(
        words=words,
        tags={word: name for name, members in words.classes.items() for word in members},
        kinds={word: name for name, members in words.kinds.items() for word in members},
        plurals=frozenset(words.plurals),
        generic=frozenset(generic),
        measures=frozenset(words.measures) | {f"{word}s" for word in words.measures},
        rate_bases=frozenset(words.rate_bases),
        time_words=frozenset(words.time_words),
        measured=frozenset(words.durations.measured),
        reference=frozenset(words.durations.reference),
        behind=frozenset(words.durations.behind),
        pointing=frozenset(words.durations.pointing),
        pointing_behind=frozenset(words.durations.pointing_behind),
        due=frozenset(words.durations.due),
        joining=frozenset(words.joining),
        rounds=frozenset(words.rounds),
        ago=frozenset(words.ago),
        fillers=frozenset(words.numbers.fillers),
        qualifiers=qualifiers,
        longest_qualifier=max(map(len, qualifiers)),
        behind_qualifiers={
            tuple(phrase.split()): rule.value.value
            for rule in qualifier_rules
            for phrase in rule.behind
        },
    )
