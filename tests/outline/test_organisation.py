"""Which body a report is about: titles, addresses and file names, and what must stay open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peelextract.outline.organisation import find_organisation
from peelextract.rules.folder import RuleFolder
from peelextract.rules.organisations import OrganisationEntry, OrganisationKind, read_register

REGISTER = read_register(RuleFolder())
POLICE: OrganisationKind = "police_force"
FIRE: OrganisationKind = "fire_and_rescue_service"
ILACS = ["Inspection of [the] {organisation} local authority children's services"]
JTAI = [
    "Joint targeted area inspection of the multi-agency response to {any} in {organisation}",
    "Joint targeted area inspection of [the] {organisation}",
]


def found(
    *candidates: str, kind: OrganisationKind | None = None, frames: list[str] | None = None
) -> tuple[str, str] | None:
    body = find_organisation(candidates, REGISTER, kind, frames or [])
    return None if body is None else (body.kind, body.id)


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("Metropolitan PEEL 2018", "metropolitan"),
        ("PEEL 2021/22 – An inspection of Surrey Police", "surrey"),
        ("PEEL: Police effectiveness 2015 – An inspection of Merseyside Police", "merseyside"),
        ("Responding to austerity – South Yorkshire Police", "south-yorkshire"),
        ("PEEL 2023–2025: An inspection of Devon & Cornwall Police", "devon-and-cornwall"),
        ("A inspection of Greater Manchester Police", "greater-manchester"),
        ("GMP: PEEL cause of concern revisit letter", "greater-manchester"),
        ("Dyfed Powys PEEL 2015", "dyfed-powys"),
        ("Heddlu Gogledd Cymru: PEEL 2021/22", "north-wales"),
        ("WEST MERCIA PEEL 2017", "west-mercia"),
        ("West Midlands PEEL 2017", "west-midlands"),
        ("City of London PEEL 2018", "city-of-london"),
        ("Northumbria PEEL 2018", "northumbria"),
        ("Hampshire and Isle of Wight 2021/22", "hampshire"),
        ("Hampshire Constabulary: Crime Data Integrity inspection 2017", "hampshire"),
        ("Cumbria’s police: Cumbria Constabulary – National child protection", "cumbria"),
        ("Met Detention South – Joint inspection of police custody", "metropolitan"),
    ],
)
def test_police_forces(title: str, id_: str) -> None:
    assert found(title, kind=POLICE) == (POLICE, id_)


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("Avon 2018/19", "avon"),
        ("London 2021/22", "london"),
        ("Durham and Darlington 2018/19", "durham-and-darlington"),
        ("County Durham and Darlington Fire & Rescue Service", "durham-and-darlington"),
        ("Effectiveness, efficiency and people 2023–2025: Tyne & Wear FRS", "tyne-and-wear"),
        ("An inspection of Dorset & Wiltshire Fire and Rescue Service", "dorset-and-wiltshire"),
        ("Essex County Fire & Rescue Service", "essex"),
        ("Royal Berkshire 2018/19", "royal-berkshire"),
        ("Northumberland 2018/19", "northumberland"),
        ("West Sussex 2021/22", "west-sussex"),
        ("Hampshire 2018/19", "hampshire"),
        ("Isle of Wight 2018/19", "isle-of-wight"),
        ("Hampshire and Isle of Wight 2021/22", "hampshire-and-isle-of-wight"),
        ("Cleveland 2018/19", "cleveland"),
    ],
)
def test_fire_and_rescue_services(title: str, id_: str) -> None:
    assert found(title, kind=FIRE) == (FIRE, id_)


@pytest.mark.parametrize(
    ("candidate", "expected"),
    [
        (
            "https://www.justiceinspectorates.gov.uk/hmicfrs/peel-assessments/peel-2018/"
            "devon-and-cornwall/legitimacy/detailed-findings/?",
            (POLICE, "devon-and-cornwall"),
        ),
        ("/hmicfrs/frs-assessment/frs-2018/cleveland/", (FIRE, "cleveland")),
        ("peel-assessment-2021-22-surrey.pdf", (POLICE, "surrey")),
        ("london-frs-2018-19.pdf", (FIRE, "london")),
        ("West%20Mercia%20PEEL%202017.html", (POLICE, "west-mercia")),
        ("city_of_london_2018.txt", (POLICE, "city-of-london")),
        ("kent2016-peel.html", (POLICE, "kent")),
    ],
)
def test_addresses_and_file_names_without_a_known_kind(
    candidate: str, expected: tuple[str, str]
) -> None:
    assert found(candidate) == expected


@pytest.mark.parametrize(
    "title",
    [
        "Cleveland 2018/19",
        "Kent",
        "Norfolk and Suffolk – Joint inspection of police custody",
        "State of Policing: the annual assessment of policing in England and Wales",
        "Kentish Town and Surreyside",
        "Overall summary",
        "",
    ],
)
def test_what_tells_no_single_body_stays_open(title: str) -> None:
    assert found(title) is None


def test_a_homonym_takes_its_kind_from_words_around_it() -> None:
    assert found("Cleveland PEEL 2018") == (POLICE, "cleveland")
    assert found("Cleveland 2018/19", "/frs-assessment/frs-2018/cleveland/") == (FIRE, "cleveland")
    assert found("Cleveland 2018/19", "cleveland-fire-brigade.html") == (FIRE, "cleveland")


def test_words_for_both_kinds_leave_a_homonym_open() -> None:
    assert found("Kent", "police and fire service collaboration") is None


def test_the_inspectorates_own_name_tells_no_kind() -> None:
    title = "Cleveland – HM Inspectorate of Constabulary and Fire & Rescue Services"
    assert found(title) is None
    assert found(title, kind=FIRE) == (FIRE, "cleveland")


def test_a_given_kind_shuts_out_bodies_of_another() -> None:
    assert found("An inspection of Cleveland Fire Brigade", kind=POLICE) is None
    assert found("London 2021/22", kind=POLICE) is None
    assert found("West Sussex 2021/22", kind=POLICE) is None
    assert found("An inspection of Sussex Police", kind=FIRE) is None


def test_two_bodies_of_the_kind_in_one_title_stay_open() -> None:
    assert found("Norfolk and Suffolk", "/peel-2018/norfolk/", kind=POLICE) is None


def test_the_title_is_trusted_before_the_address_and_the_address_before_the_file_name() -> None:
    assert found("Kent PEEL 2016", "/peel-2016/essex/", "surrey.html") == (POLICE, "kent")
    assert found("Effectiveness", "/peel-2016/essex/", "surrey.html") == (POLICE, "essex")
    assert found("Effectiveness", "", "peel-surrey.html") == (POLICE, "surrey")


def test_a_host_names_no_body() -> None:
    assert found("https://www.kent.police.uk/peel-2018/index.html") is None


def test_a_name_does_not_reach_across_parts_of_an_address() -> None:
    assert found("/peel/west/mercia/") is None


@pytest.mark.parametrize(
    ("title", "frames", "id_", "name"),
    [
        (
            "Inspection of Bath and North East Somerset local authority children’s services",
            ILACS,
            "bath-and-north-east-somerset",
            "Bath and North East Somerset",
        ),
        (
            "Inspection of Plymouth City Council local authority children’s services",
            ILACS,
            "plymouth",
            "Plymouth City Council",
        ),
        (
            "Inspection of Staffordshire County Council local authority children's services",
            ILACS,
            "staffordshire",
            "Staffordshire County Council",
        ),
        (
            "Inspection of the London Borough of Hillingdon local authority children's services",
            ILACS,
            "hillingdon",
            "London Borough of Hillingdon",
        ),
        (
            "Joint targeted area inspection of the multi-agency response to sexual abuse in the "
            "family in Bracknell Forest",
            JTAI,
            "bracknell-forest",
            "Bracknell Forest",
        ),
        ("Joint targeted area inspection of Cheshire East", JTAI, "cheshire-east", "Cheshire East"),
        (
            "stockton-on-tees-children-s-services-inspection.pdf",
            ["{organisation} children's services inspection"],
            "stockton-on-tees",
            "Stockton on Tees",
        ),
    ],
)
def test_bodies_that_no_register_lists(title: str, frames: list[str], id_: str, name: str) -> None:
    body = find_organisation([title], REGISTER, "other", frames)
    assert body is not None
    assert (body.id, body.name, body.kind, body.gss_code) == (id_, name, "other", None)


def test_frames_are_not_used_for_another_kind_of_body() -> None:
    title = "Inspection of Kent local authority children's services"
    assert found(title, kind=POLICE, frames=ILACS) == (POLICE, "kent")
    assert found(title, kind="other", frames=ILACS) == ("other", "kent")


def test_a_frame_that_does_not_fit_finds_nothing() -> None:
    assert found("Inspection of a school in Torbay", kind="other", frames=ILACS) is None


ENTRIES = st.sampled_from(REGISTER.entries)


@given(ENTRIES, st.sampled_from([str.upper, str.lower, str.title]), st.booleans())
def test_every_full_name_finds_its_body(
    entry: OrganisationEntry, case: Callable[[str], str], ampersand: bool
) -> None:
    name = entry.name.replace(" and ", " & ") if ampersand else entry.name
    assert found(f"PEEL 2016: An inspection of {case(name)} – summary", kind=entry.kind) == (
        entry.kind,
        entry.id,
    )


@given(ENTRIES.filter(lambda entry: entry.short is not None))
def test_every_short_form_finds_its_body_as_title_and_as_slug(entry: OrganisationEntry) -> None:
    short = entry.short or ""
    slug = short.lower().replace(" ", "-")
    expected = (entry.kind, entry.id)
    assert found(f"{short} 2018/19", kind=entry.kind) == expected
    assert found(f"/assessments/2018/{slug}/efficiency/", kind=entry.kind) == expected


@given(st.text(max_size=60))
def test_any_text_gives_a_body_of_the_register_or_none(text: str) -> None:
    body = find_organisation([text], REGISTER, frames=[*ILACS, *JTAI])
    assert body is None or body.id
