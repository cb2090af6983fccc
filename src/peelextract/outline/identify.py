"""What a document is: its family, title, kind, body and dates.

A title of known form decides; the page's address and the questions that a document asks help
where a rendering lost the title or where two families share its form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from ..document import Block, BlockKind, Document
from ..report import DocumentKind
from ..rules.families import Family, TitleForm
from ..rules.folder import RuleFolder
from ..rules.organisations import read_register
from ..rules.structure import StructureRules
from ..rules.wording import Form, alternatives, key, required_words, whole, words_of
from .dates import iso_date
from .model import Identity
from .organisation import find_organisation

_TITLE_BLOCKS = 14
"""How many blocks from the start may hold the title, and how many dates."""
_IMPRINT = 4
"""How many blocks at the end may hold the date: a PDF's back cover."""
_LONGEST_TITLE = 5
"""Blocks that one title may be set in: a PDF's cover breaks it into lines."""

_NOBODY = 15
"""What it counts against a title that something else stands in the place of the body's name."""


@dataclass(frozen=True, slots=True)
class _Title:
    form: TitleForm
    text: str
    block: int | None
    organisation: str | None
    pillar: str | None
    year: str | None


def families(folder: RuleFolder) -> list[Family]:
    """All families of a rules folder."""
    return folder.read_all("families", Family)


_HeadLine = tuple[str, int | None, frozenset[str]]
"""What may be a title: its text, the block that it begins in, and its words."""


@lru_cache(maxsize=512)
def _forms(folder: RuleFolder, family_id: str) -> list[tuple[TitleForm, frozenset[str], Form]]:
    """A family's forms of title, each with the words that it cannot do without."""
    family = folder.read(f"families/{family_id}.yaml", Family)
    slots = _slots(folder, family_id)
    forms = whole([title.form for title in family.titles], slots)
    needed = [required_words(title.form) for title in family.titles]
    return list(zip(family.titles, needed, forms, strict=True))


@lru_cache(maxsize=512)
def _slots(folder: RuleFolder, family_id: str) -> dict[str, str]:
    family = folder.read(f"families/{family_id}.yaml", Family)
    pillars = [word for p in family.pillars for word in (p.name, *p.headings)]
    return {"organisation": r"[^|:;?\d]{2,80}?", "pillar": alternatives(pillars)}


def identify(document: Document, folder: RuleFolder) -> Identity:
    """Tells what a document is."""
    head = list(_head(document))
    dates = _dates([*document.blocks[: 2 * _TITLE_BLOCKS], *document.blocks[-_IMPRINT:]], folder)
    published = dates.get("published") or _date_of_name(document.metadata.name)
    updated = dates.get("updated")
    words = frozenset[str]().union(*(words for _, _, words in head))
    keys = frozenset(key(block.text) for block in document.blocks if len(block.text) < 250)
    best: tuple[float, Family, _Title | None] | None = None
    for known in families(folder):
        score, form = _score(document, known, folder, head, words, keys, published or updated)
        if score > 0 and (best is None or score > best[0]):
            best = (score, known, form)
    family, title = best[1:] if best else (None, None)
    kind = title.form.kind if title else _kind_without_title(family)
    pillar = _pillar(title, family)
    names = [title.text] if title else [block.text for block in document.blocks[:4]]
    meta = document.metadata
    named = [title.organisation] if title and title.organisation else []
    others = [text for text in (meta.title, meta.address, meta.name) if text]
    organisation = find_organisation(
        [*named, *names, *others] if title else others,
        read_register(folder),
        family.organisation_kind if family else None,
        family.organisation_frames if family else (),
    )
    printed = title.text if title else _fallback_title(document)
    return Identity(
        family,
        printed,
        title.block if title else None,
        kind,
        _cycle(family, title, published or dates.get("inspected") or updated),
        pillar,
        organisation,
        published,
        updated,
    )


def _head(document: Document) -> Iterator[_HeadLine]:
    """What may be the title: runs of the first blocks, then what the file says of itself."""
    blocks = document.blocks[:_TITLE_BLOCKS]
    for first in range(len(blocks)):
        for count in range(1, _LONGEST_TITLE + 1):
            run = blocks[first : first + count]
            if len(run) == count and all(_may_be_title(b) for b in run):
                text = " ".join(b.text for b in run)
                yield text, first, words_of(text)
    if document.metadata.title:
        for part in (document.metadata.title, *re.split(r"\s[|–—-]\s", document.metadata.title)):
            yield part, None, words_of(part)


def _may_be_title(block: Block) -> bool:
    return block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and len(block.text) < 220


def _score(
    document: Document,
    family: Family,
    folder: RuleFolder,
    head: Sequence[_HeadLine],
    words: Set[str],
    keys: frozenset[str],
    dated: str | None,
) -> tuple[float, _Title | None]:
    """How much speaks for a family, and the title that does; 0 where nothing does."""
    title = _title(family, folder, head, words, document.blocks[:_TITLE_BLOCKS])
    address = document.metadata.address or ""
    addressed = any(part.casefold() in address.casefold() for part in family.addresses)
    wordings = _wordings(folder, family.id)
    asked = len({wordings[k] for k in keys & wordings.keys()})
    if title is None and not addressed and asked < 2:
        return 0, None
    if family.requires and not _holds(document.text, family.requires):
        return 0, None
    score = 6.0 * addressed + min(asked, 12)
    if title is not None:
        literal = len(key(re.sub(r"\{\w+\}", "", title.form.form)))
        score += 20 + literal / 10 + (1 if title.block is not None else 0)
        if title.organisation is not None and not _is_body(title.organisation, family, folder):
            score -= _NOBODY
    if family.published and dated:
        first, last = family.published
        score += 2 if first <= dated[:7] <= last else -2
    return score, title


def _is_body(name: str, family: Family, folder: RuleFolder) -> bool:
    """Whether what stands in the place of a body's name in a title names one."""
    register, kind = read_register(folder), family.organisation_kind
    return any(
        find_organisation([part], register, kind, family.organisation_frames) is not None
        for part in (name, *re.split(r"\band\b|,", name))
    )


def _holds(text: str, words: Sequence[str]) -> bool:
    return any(re.search(re.escape(word), text, re.IGNORECASE) for word in words)


def _title(
    family: Family,
    folder: RuleFolder,
    head: Sequence[_HeadLine],
    words: Set[str],
    blocks: Sequence[Block],
) -> _Title | None:
    found: list[tuple[tuple[bool, int, bool, int, int], _Title]] = []
    for form, required, expression in _forms(folder, family.id):
        if not required <= words:
            continue
        specific = len(re.sub(r"\{\w+\}", "", form.form))
        for text, block, held in head:
            match = expression.fullmatch(text) if required <= held else None
            if match is None:
                continue
            groups = match.groupdict()
            organisation = groups.get("organisation")
            title = _Title(
                form, text, block, organisation, groups.get("pillar"), groups.get("year")
            )
            # Of a body, by the longest form; with a name as short as can be; then all of the
            # form, but no more than it names.
            named = organisation is not None and _is_body(organisation, family, folder)
            open_ended = "{any}" in form.form or "{some}" in form.form
            length = -len(text) if open_ended else len(text)
            rank = (named, specific, block is not None, -len(organisation or ""), length)
            found.append((rank, title))
    first = min((t.block for _, t in found if t.block is not None), default=None)
    if first is not None:
        # Behind prose stand links to other reports, whose titles are as good.
        reach = next((b.index for b in blocks[first:] if not _may_be_title(b)), len(blocks))
        found = [pair for pair in found if pair[1].block is None or pair[1].block < reach]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _catalogue(family: Family) -> Iterator[tuple[str, str]]:
    """A family's questions and headlines: what each belongs to, and a wording."""
    for pillar in family.pillars:
        for text in (pillar.question, *pillar.aliases):
            if text:
                yield f"{pillar.name}", text
        for question in pillar.questions:
            for text in (question.text, *question.aliases):
                yield question.id, text
    for question in family.areas:
        for text in (question.text, *question.aliases):
            yield question.id, text


@lru_cache(maxsize=512)
def _wordings(folder: RuleFolder, family_id: str) -> dict[str, str]:
    family = folder.read(f"families/{family_id}.yaml", Family)
    return {key(text): of for of, text in _catalogue(family)}


def _kind_without_title(family: Family | None) -> DocumentKind:
    if family is None:
        return DocumentKind.UNKNOWN
    kinds = {title.kind for title in family.titles}
    if len(kinds) == 1:
        return kinds.pop()
    return DocumentKind.PILLAR if family.pillars else DocumentKind.FULL_REPORT


def _pillar(title: _Title | None, family: Family | None) -> str | None:
    if title is None or family is None or title.pillar is None:
        return None
    named = key(title.pillar)
    for pillar in family.pillars:
        if named in (key(pillar.name), *map(key, pillar.headings)):
            return pillar.name
    return None


def _cycle(family: Family | None, title: _Title | None, dated: str | None) -> str | None:
    """The family's cycle, or the year that the title or the date gives."""
    if family is None:
        return None
    if family.cycle is not None:
        return family.cycle
    if title is not None and title.year:
        first, *second = map(str, re.findall(r"\d+", title.year))
        if not second:
            return first
        last = second[0][-2:]
        together = int(last) == (int(first) + 1) % 100
        return f"{first}/{last}" if together else f"{first}-{last}"
    return dated[:4] if dated else None


def _fallback_title(document: Document) -> str | None:
    """The first heading, where no family's form of title is met."""
    for block in document.blocks[:_TITLE_BLOCKS]:
        if block.kind is BlockKind.HEADING:
            return block.text
    return document.metadata.title


def _dates(blocks: Sequence[Block], folder: RuleFolder) -> dict[str, str]:
    """The dates that lines near the start give, by what they date."""
    found: dict[str, str] = {}
    texts = [(block.text, words_of(block.text)) for block in blocks if len(block.text) < 200]
    for rule in folder.read("structure.yaml", StructureRules).dates:
        for form in whole(rule.forms):
            for text, words in texts:
                match = form.fullmatch(text) if form.required <= words else None
                printed = iso_date(match.group(0)) if match else None
                if printed and rule.field not in found:
                    found[rule.field] = printed
    return found


def _date_of_name(name: str) -> str | None:
    """The full date that a file is named after, as downloads of the inspectorates are."""
    date = iso_date(name) or iso_date(re.sub(r"[-_]+", " ", name))
    return date if date and len(date) == 10 else None
