"""The wordings in force for one report: its family's and the shared ones, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache

from ..report import GradeValue, Organisation
from ..rules.families import Family, FindingLabel
from ..rules.folder import RuleFolder
from ..rules.organisations import read_register
from ..rules.structure import FindingRules, GradeRules, StructureRules
from ..rules.wording import Form, WordingRule, alternatives, has_form, key, whole, words_of

Compiled = list[tuple[str, Form]]
"""Forms with the ids of their rules."""


def compiled(rules: Iterable[WordingRule], slots: dict[str, str] | None = None) -> Compiled:
    """The forms of some rules, for a whole block or sentence."""
    return [(rule.id, form) for rule in rules for form in whole(rule.forms, slots)]


_LONGEST = 1000
"""Characters of a text that are held against a form; no wording is as long."""


def first_match(forms: Compiled, text: str) -> tuple[str, re.Match[str]] | None:
    """The first form that a text matches as a whole, with the id of its rule."""
    words = words_of(text)
    for rule, form in forms:
        if form.required <= words and (found := form.fullmatch(text, 0, _LONGEST)):
            return rule, found
    return None


class Lexicon:
    """What the stages of the outline ask of the rules.

    Args:
        folder: the rules.
        family: of the report.
        organisation: the inspected body, where it is known.
    """

    def __init__(
        self, folder: RuleFolder, family: Family, organisation: Organisation | None
    ) -> None:
        self.family = family
        self.organisation = organisation
        self.structure = folder.read("structure.yaml", StructureRules)
        self.grading = folder.read("grades.yaml", GradeRules)
        self.finding = folder.read("findings.yaml", FindingRules)
        self._folder = folder
        self._values = {
            key(label): value
            for value, labels in family.grades.items()
            for label in (*labels, *self.grading.verbal.get(value, ()))
        }

    @cached_property
    def bodies(self) -> list[str]:
        """How the report may name the inspected body."""
        names = list(self.family.self_reference)
        if self.organisation is not None:
            names += read_register(self._folder).surface_forms(self.organisation)
        return names

    @cached_property
    def slots(self) -> dict[str, str]:
        """Expressions for ``{grade}``, ``{pillar}`` and ``{body}``."""
        labels = [label for labels in self.family.grades.values() for label in labels]
        pillars = [word for p in self.family.pillars for word in (p.name, *p.headings)]
        return {
            "grade": alternatives(labels),
            "pillar": alternatives(pillars),
            "body": f"(?:{alternatives(self.bodies)}(?:['’]s?)?)",
            "addressee": r"[^.;:]{2,120}?",
            "topic": r"[^.;:]{6,120}?",
            "verbal": alternatives(self._verbal),
        }

    @property
    def _verbal(self) -> list[str]:
        """Verbs that give a grade of this family's scale."""
        return [
            w
            for value, ws in self.grading.verbal.items()
            if value in self.family.grades
            for w in ws
        ]

    def grade_value(self, label: str) -> GradeValue | None:
        """The grade that a label stands for in this family's scale."""
        return self._values.get(key(label))

    @cached_property
    def grade_lines(self) -> Compiled:
        """Whole lines that give a grade."""
        return compiled([self.grading.lines], self.slots) if self._values else []

    @cached_property
    def trailing_grade(self) -> re.Pattern[str]:
        """A grade behind the words of a heading."""
        verbs = alternatives(self.grading.verbs)
        return re.compile(
            rf"(?:\s+{verbs})?[\s:–—-]+(?P<grade>{self.slots['grade']})\s*\.?\s*$", re.IGNORECASE
        )

    @cached_property
    def any_grade(self) -> re.Pattern[str]:
        """A grade's label anywhere."""
        return re.compile(rf"\b{self.slots['grade']}\b", re.IGNORECASE)

    @cached_property
    def overall_grades(self) -> Compiled:
        """Lines that give the grade of the whole inspection."""
        return compiled([self.grading.overall], self.slots) if self._values else []

    @cached_property
    def grade_sentences(self) -> Compiled:
        """Sentences that give a question's or a pillar's grade."""
        return compiled(self.grading.sentences, self.slots) if self._values else []

    @cached_property
    def grade_chains(self) -> Compiled:
        """Clauses that give the grades of several questions."""
        return compiled(self.grading.chains, self.slots) if self._values else []

    @cached_property
    def grade_headlines(self) -> Compiled:
        """Lines of an overview page that give a pillar's grade."""
        return compiled(self.grading.headlines, self.slots) if self._values else []

    @cached_property
    def inspections(self) -> Compiled:
        """Sentences that say a question was not inspected."""
        return compiled(self.grading.inspections, self.slots)

    @cached_property
    def labels(self) -> list[tuple[FindingLabel, Form]]:
        """Labels of finding boxes, the family's own first."""
        return [
            (label, expression)
            for label in (*self.family.labels, *self.finding.labels)
            for expression in whole(label.headings)
        ]

    def label(self, text: str) -> FindingLabel | None:
        """The finding label that a block is, if it is one."""
        if len(text) > 160 or not text[:1].isupper() or text.endswith("."):
            return None
        words = words_of(text)
        for label, form in self.labels:
            if form.required <= words and form.fullmatch(text):
                return label
        return None

    @cached_property
    def endings(self) -> list[Form]:
        """Headings that end the last question."""
        return whole([*self.family.endings, *self.structure.endings.forms])

    def is_ending(self, text: str) -> bool:
        """Whether a heading stands behind the last question."""
        return has_form(text, self.endings)

    @cached_property
    def _quoting(self) -> list[Form]:
        return whole(self.family.quoting)

    def is_quoting(self, text: str) -> bool:
        """Whether a heading opens a part that repeats an earlier report."""
        return len(text) < 120 and has_form(text, self._quoting)

    @cached_property
    def _introductions(self) -> list[Form]:
        return whole(self.structure.introductions.forms)

    def is_introduction(self, text: str) -> bool:
        """Whether a paragraph only leads to the findings below it."""
        return len(text) < 250 and has_form(text, self._introductions)

    @cached_property
    def dates(self) -> list[Form]:
        """Lines that date the report."""
        return [form for rule in self.structure.dates for form in whole(rule.forms)]

    def is_date(self, text: str) -> bool:
        """Whether a block as a whole dates the report."""
        return len(text) < 80 and has_form(text, self.dates)

    @cached_property
    def _captions(self) -> list[Form]:
        return whole(self.structure.captions.forms)

    def is_caption(self, text: str) -> bool:
        """Whether a block as a whole is the caption of a table or a picture."""
        return has_form(text, self._captions)


@lru_cache(maxsize=256)
def lexicon(folder: RuleFolder, family_id: str, organisation: Organisation | None) -> Lexicon:
    """The lexicon of a family and body; kept, since a batch holds many reports of each."""
    return Lexicon(folder, folder.read(f"families/{family_id}.yaml", Family), organisation)
