"""What a document is: title, family, kind, cycle, body and dates."""

from __future__ import annotations

import pytest
from tests.outline.support import document_of, outline_of

from peelextract.outline.identify import identify
from peelextract.outline.model import Identity
from peelextract.rules.folder import open_folder

PROSE = (
    "The police force serves a large county with many villages, two cities and a long coast, and "
    "its officers told us about the work that they do there every day, in all weathers, for all "
    "of the people who live there or come to visit in the summer months."
)
FIRE = "How well does the fire and rescue service look after its people?\n" + PROSE.replace(
    "police force", "fire and rescue service"
)


def identity(source: str, name: str = "report") -> Identity:
    return identify(document_of(source, name), open_folder())


@pytest.mark.parametrize(
    ("title", "programme", "cycle", "kind", "body"),
    [
        ("Kent PEEL 2014\nEfficiency", "PEEL", "2014", "pillar", "kent"),
        ("Kent PEEL 2016\nLegitimacy", "PEEL", "2016", "pillar", "kent"),
        ("Kent PEEL 2018\nEffectiveness", "PEEL", "2018/19", "pillar", "kent"),
        ("PEEL: Police legitimacy 2017 – Kent Police", "PEEL", "2017", "pillar", "kent"),
        ("PEEL 2021/22 – An inspection of Kent Police", "PEEL", "2021/22", "full_report", "kent"),
        ("PEEL 2023–2025: An inspection of Kent Police", "PEEL", "2023-25", "full_report", "kent"),
        ("PEEL 2023-25: An inspection of Kent Police", "PEEL", "2023-25", "full_report", "kent"),
        ("PEEL 2025–27: An inspection of Kent Police", "PEEL", "2025-27", "full_report", "kent"),
        ("Kent 2018/19", "PEEL", "2018/19", "organisation_summary", "kent"),
    ],
)
def test_titles_of_police_reports(
    title: str, programme: str, cycle: str, kind: str, body: str
) -> None:
    found = identity(f"{title}\n{PROSE}\n")
    assert found.family is not None
    assert found.organisation is not None
    assert (found.family.programme, found.cycle, found.kind.value, found.organisation.id) == (
        programme,
        cycle,
        kind,
        body,
    )


def test_the_same_title_is_of_police_or_fire_by_what_the_text_speaks_of() -> None:
    police, fire = identity(f"Cleveland 2018/19\n{PROSE}"), identity(f"Cleveland 2018/19\n{FIRE}")
    assert police.family is not None
    assert fire.family is not None
    assert (police.family.programme, fire.family.programme) == ("PEEL", "FRS")
    assert police.organisation is not None
    assert fire.organisation is not None
    assert police.organisation.kind == "police_force"
    assert fire.organisation.kind == "fire_and_rescue_service"


def test_banners_ahead_of_the_title_are_passed_over() -> None:
    banner = (
        "Skip to content\n\nPlanned website downtime\n\nThe website will be unavailable for a short "
        "time on Thursday.\n\n"
    )
    outline = outline_of(f"{banner}Kent PEEL 2017\n\nEfficiency\n\n{PROSE}\n")
    assert outline.identity.title == "Kent PEEL 2017"
    assert outline.document.text.startswith("Kent PEEL 2017")


def test_a_line_that_names_no_body_is_not_taken_for_the_title() -> None:
    page = (
        "Kent Police: Crime Data Integrity inspection 2019\n\nPublished on: 9 July 2019\n\n"
        "Publication types: Crime data integrity\n\nCrime-recording arrangements are good.\n"
    )
    assert identity(page).title == "Kent Police: Crime Data Integrity inspection 2019"


def test_a_title_in_a_link_behind_prose_is_another_reports() -> None:
    link = "PEEL: Police effectiveness, efficiency and legitimacy 2018/19 – Kent Police"
    found = identity(f"Kent 2018/19\n\n{PROSE}\n\n{link}\n\n{PROSE}\n")
    assert (found.title, found.kind.value) == ("Kent 2018/19", "organisation_summary")


def test_a_title_broken_over_the_lines_of_a_cover() -> None:
    cover = "PEEL\n\nPolice effectiveness, efficiency and legitimacy 2018/19\n\n"
    found = identity(f"{cover}An inspection of Surrey Police\n\n{PROSE}\n")
    assert found.kind.value == "full_report"
    assert found.organisation is not None
    assert found.organisation.name == "Surrey Police"


def test_a_grade_above_a_label_is_no_title_of_a_letter() -> None:
    page = f"Kent PEEL 2018\n\nEffectiveness\n\nInadequate\n\nCause of concern\n\n{PROSE}\n"
    found = identity(page)
    assert (found.title, found.kind.value) == ("Kent PEEL 2018", "pillar")


def test_a_neighbour_in_the_text_is_not_the_body() -> None:
    text = "Kent PEEL 2016\nLegitimacy\n" + f"Surrey Police helps. {PROSE}\n" * 9
    found = identity(text)
    assert found.organisation is not None
    assert found.organisation.id == "kent"


def test_an_address_or_a_file_name_tells_the_body_that_the_text_lacks() -> None:
    text = f"PEEL 2023–2025\n\n{PROSE}\n"
    found = identity(text, "peel-2023-25-kent-police.txt")
    assert found.organisation is not None
    assert found.organisation.id == "kent"
    assert identity(text).organisation is None


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("Last updated 09/10/2019", None, "2019-10-09"),
        ("Published on: 2 May 2019", "2019-05-02", None),
        ("Published: 8 December 2015", "2015-12-08", None),
        ("March 2018", "2018-03", None),
        ("The plan was last updated 09/10/2019 by the force.", None, None),
        ("On 31 February 2019 nothing happened", None, None),
    ],
)
def test_dates(line: str, published: str | None, updated: str | None) -> None:
    found = identity(f"Kent PEEL 2018\nEffectiveness\n{line}\n{PROSE}\n")
    assert (found.published, found.updated) == (published, updated)


@pytest.mark.parametrize(
    "text",
    [
        "Minutes of the parish council\n\nThe council met at seven. It thanked the police.",
        "Crime falls in the county\n\nThe force’s overall effectiveness is good, it said today.",
        "lorem ipsum " * 50,
        "?",
    ],
)
def test_other_documents_belong_to_no_family(text: str) -> None:
    found = identity(text)
    assert (found.family, found.kind.value, found.cycle) == (None, "unknown", None)
