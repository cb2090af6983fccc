"""How the prose puts a demand: the vocabularies of ``prose.yaml``."""

from __future__ import annotations

from ..report import Modality
from .base import Rule


class ProseRules(Rule):
    """``prose.yaml``; every list holds phrases in any case.

    Attributes:
        bodies: how reports call the inspected body; a report's own names come on top.
        leaders: who leads it.
        supervisors: who leads within it; what they must do is mostly their daily work, so that
            only "should" and "need to" count.
        demonstratives: what may stand for a fault; what it should do is an expectation.
        statutes: nouns of laws, under which "must" tells a duty.
        partners: who may stand beside it in the subject.
        pronouns: what may stand for the body, if the sentences before speak of it.
        generic: first words of a subject that means every force, so that a pronoun behind it
            does too.
        transparent: first words of sentences that tell nothing of what a pronoun means.
        inspectorate: who recommends.
        finds: verbs by which it says what it found, so that its demand may follow.
        openers: what may stand before the subject.
        subordinators: first words of an introduction behind which "should" tells what is
            expected, not what is demanded.
        conjunctions: what may join a demand to the clause before it.
        joints: what joins two verbs of one subject.
        relatives: words that begin a clause with a subject of its own between two such verbs.
        adverbs: what may stand before the verb.
        speech: verbs that make what follows somebody else's words.
        modals: the verbs of each modality.
        expectations: verbs behind "it should" that tell what is expected.
        outcomes: the same behind any subject.
        burdens: verbs behind "must" that tell what a body has to bear.
        participles: irregular ones behind "should have", which looks back.
    """

    bodies: list[str]
    leaders: list[str]
    supervisors: list[str]
    demonstratives: list[str]
    statutes: list[str]
    partners: list[str]
    pronouns: list[str]
    generic: list[str]
    transparent: list[str]
    inspectorate: list[str]
    finds: list[str]
    openers: list[str]
    subordinators: list[str]
    conjunctions: list[str]
    joints: list[str]
    relatives: list[str]
    adverbs: list[str]
    speech: list[str]
    modals: dict[Modality, list[str]]
    expectations: list[str]
    outcomes: list[str]
    burdens: list[str]
    participles: list[str]
