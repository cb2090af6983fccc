from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from peelextract.errors import UsageError
from peelextract.report import GradeValue, Organisation
from peelextract.store import tables
from peelextract.store.database import database_url, loading
from peelextract.store.errors import InputError, StoreError
from peelextract.store.load import load

from .conftest import build_report, dump, query, write_report

Save = Callable[..., Path]


def test_statistic_arrives_with_every_field(save: Save, database: str) -> None:
    sentence = "In 2018 almost 42 percent led to arrest, below the average of 51 percent."
    load([save(statistics=[(sentence, "42 percent", 42)])], database)
    (row,) = query(database, "SELECT * FROM statistics")
    start = row.pop("span_start")
    assert row == {
        "report_id": "peel-2018-19-wessex-effectiveness",
        "id": "statistic-1",
        "position": 0,
        "question_id": "q1",
        "section": "Supervision",
        "text": "42 percent",
        "sentence": sentence,
        "kind": "percentage",
        "value": 42.0,
        "upper": None,
        "unit": None,
        "numerator": None,
        "denominator": None,
        "qualifier": "almost",
        "of": None,
        "measure": None,
        "margin": None,
        "comparison_relation": "lower",
        "comparison_value": 51.0,
        "comparison_with": "the average",
        "period_text": "in 2018",
        "period_start": "2018-01-01",
        "period_end": "2018-12-31",
        "attribution": None,
        "span_end": start + len("42 percent"),
        "span_page": None,
        "rule": "example.statistic",
    }
    (text,) = query(database, "SELECT text FROM texts")
    assert text["text"][start:].startswith("42 percent")


def test_finding_refers_to_its_question_and_cause(save: Save, database: str) -> None:
    load([save()], database)
    rows = query(
        database,
        "SELECT r.text, r.deadline_date, c.text AS concern, q.number, q.pillar, q.grade, s.heading "
        "FROM recommendations AS r "
        "JOIN causes_of_concern AS c ON c.report_id = r.report_id AND c.id = r.cause_of_concern_id "
        "JOIN questions AS q ON q.report_id = r.report_id AND q.id = r.question_id "
        "JOIN sections AS s ON s.report_id = r.report_id AND s.question_id = q.id",
    )
    assert rows == [
        {
            "text": "The force should recruit more detectives.",
            "deadline_date": "2020-03-31",
            "concern": "Too few detectives investigate rape.",
            "number": "1",
            "pillar": "effectiveness",
            "grade": "good",
            "heading": "Supervision",
        }
    ]


def test_every_table_is_filled(save: Save, database: str) -> None:
    load([save()], database)
    assert all(dump(database).values())


def test_second_load_changes_nothing(save: Save, database: str, tmp_path: Path) -> None:
    for force in ("wessex", "mercia"):
        save(force=force)
        save(force=force, media_type="application/pdf")
    first = load([tmp_path / "reports"], database)
    before = dump(database)
    second = load([tmp_path / "reports"], database)
    assert (first.new, first.recorded, first.unchanged) == (2, 2, 0)
    assert (second.new, second.recorded, second.unchanged, second.rows) == (0, 0, 4, 0)
    assert dump(database) == before


def test_second_load_writes_no_page_of_sqlite(save: Save, tmp_path: Path) -> None:
    path = save()
    load([path], str(tmp_path / "peel.db"))
    before = (tmp_path / "peel.db").read_bytes()
    load([path], str(tmp_path / "peel.db"))
    assert (tmp_path / "peel.db").read_bytes() == before


def test_second_load_writes_no_row_version_of_postgresql(save: Save, postgres: str) -> None:
    path = save()
    versions = " UNION ALL ".join(
        f"SELECT '{name}', xmin::text, ctid::text FROM {name}" for name in tables.METADATA.tables
    )
    load([path], postgres)
    before = query(postgres, versions)
    load([path], postgres)
    assert query(postgres, versions) == before


def test_corrected_report_leaves_nothing_of_the_old_one(
    save: Save, database: str, tmp_path: Path
) -> None:
    other = save(force="mercia")
    load([other, save("r.json", force="wessex")], database)
    corrected = save("r.json", force="wessex", edition="2", grade=GradeValue.INADEQUATE,
                     improvements=[], recommendations=[], practices=[], statistics=[])  # fmt: skip
    outcome = load([corrected], database)
    assert (outcome.new, outcome.replaced) == (0, 1)
    rows = dump(database)
    fresh = str(tmp_path / f"fresh{Path(database).suffix}")
    load([other, corrected], fresh)
    assert {k: v for k, v in rows.items() if k not in ("sources", "search")} == {
        k: v for k, v in dump(fresh).items() if k not in ("sources", "search")
    }
    assert rows["search"] == dump(fresh)["search"]


def test_replaced_report_takes_its_organisation_along(save: Save, database: str) -> None:
    report = build_report(force="wessex")
    path = save("r.json", force="wessex")
    load([path], database)
    path.write_text(report.model_copy(update={"organisation": None}).model_dump_json(by_alias=True))
    load([path], database)
    assert query(database, "SELECT * FROM organisations") == []
    assert query(database, "SELECT organisation_id FROM reports") == [{"organisation_id": None}]


def test_force_and_fire_service_of_one_county_are_two_bodies(database: str, tmp_path: Path) -> None:
    police = build_report(force="mercia")
    fire = police.model_copy(
        update={
            "id": "frs-2018-19-mercia",
            "programme": "FRS",
            "organisation": Organisation(
                id="mercia", name="Mercia Fire Service", kind="fire_and_rescue_service"
            ),
        }
    )
    load([write_report(police, tmp_path), write_report(fire, tmp_path)], database)
    assert query(database, "SELECT id, slug, name FROM organisations ORDER BY id") == [
        {"id": "mercia", "slug": "mercia", "name": "Mercia Constabulary"},
        {
            "id": "mercia-fire-and-rescue-service",
            "slug": "mercia",
            "name": "Mercia Fire Service",
        },
    ]
    assert query(database, "SELECT DISTINCT programme, organisation FROM grades ORDER BY 1") == [
        {"programme": "FRS", "organisation": "Mercia Fire Service"},
        {"programme": "PEEL", "organisation": "Mercia Constabulary"},
    ]


@pytest.mark.parametrize(
    "order", [("text/html", "application/pdf"), ("application/pdf", "text/html")]
)
@pytest.mark.parametrize("together", [True, False])
def test_page_and_pdf_count_once(
    save: Save, database: str, order: tuple[str, str], together: bool
) -> None:
    paths = [save(media_type=media_type) for media_type in order]
    for inputs in [paths] if together else [[path] for path in paths]:
        load(inputs, database)
    assert query(database, "SELECT count(*) AS n FROM statistics") == [{"n": 2}]
    assert query(database, "SELECT media_type, is_main FROM sources ORDER BY media_type") == [
        {"media_type": "application/pdf", "is_main": False},
        {"media_type": "text/html", "is_main": True},
    ]


def test_detailed_page_outranks_its_summary_whatever_the_order(save: Save, database: str) -> None:
    summary = save("s.json", edition="s", file="s.html", updated="2019-10-02", improvements=[])
    detailed = save("d.json", edition="d", file="d.html", improvements=["One.", "Two."])
    for inputs in ([detailed, summary], [summary, detailed]):
        load(inputs, database)
        assert query(database, "SELECT text FROM areas_for_improvement ORDER BY position") == [
            {"text": "One."},
            {"text": "Two."},
        ]
        assert query(database, "SELECT name, is_main, boxed_findings FROM sources ORDER BY 1") == [
            {"name": "d.html", "is_main": True, "boxed_findings": 5},
            {"name": "s.html", "is_main": False, "boxed_findings": 3},
        ]


def test_later_page_outranks_its_equal_whatever_the_order(save: Save, database: str) -> None:
    later = save("b.json", edition="b", file="b.html", updated="2019-10-02", practices=["Later."])
    earlier = save("a.json", edition="a", file="a.html", practices=["Earlier."])
    load([later, earlier], database)
    assert query(database, "SELECT text FROM practices") == [{"text": "Later."}]


def test_foreign_keys_hold(save: Save, database: str) -> None:
    load([save()], database)
    row = {"report_id": "peel-2018-19-wessex-effectiveness", "position": 9, "code": "c"}
    with pytest.raises((IntegrityError, StoreError)), loading(database_url(database)) as connection:
        connection.execute(tables.warnings.insert().values(**row | {"report_id": "x"}, message="m"))


def test_bad_file_is_told_and_the_others_are_loaded(
    save: Save, database: str, tmp_path: Path
) -> None:
    save()
    (tmp_path / "reports" / "bad.json").write_text('{"schema_version": "1.0"}')
    problems: list[str] = []
    outcome = load(
        [tmp_path / "reports", tmp_path / "missing.json"],
        database,
        on_problem=lambda error: problems.append(str(error)),
    )
    assert (outcome.new, outcome.failed) == (1, 2)
    assert "bad.json: is no report of this version (id: Field required)" in problems[1]
    assert "missing.json: cannot be read" in problems[0]
    assert len(query(database, "SELECT * FROM reports")) == 1


def test_load_without_any_report_leaves_no_database(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{}")
    with pytest.raises(StoreError, match="no report in the input"):
        load([tmp_path], str(tmp_path / "peel.db"), on_problem=print)
    assert not (tmp_path / "peel.db").exists()


def test_nul_character_and_doubled_keys_are_refused(tmp_path: Path) -> None:
    report = build_report()
    path = tmp_path / "r.json"
    path.write_text(report.model_copy(update={"title": "a\0b"}).model_dump_json(by_alias=True))
    with pytest.raises(InputError, match="holds a NUL character"):
        load([path], str(tmp_path / "peel.db"))
    doubled = report.model_copy(update={"pillars": report.pillars * 2})
    path.write_text(doubled.model_dump_json(by_alias=True))
    with pytest.raises(InputError, match="uses the pillar effectiveness twice"):
        load([path], str(tmp_path / "peel.db"))


def test_pillar_named_by_a_question_alone_is_kept(tmp_path: Path, database: str) -> None:
    report = build_report().model_copy(update={"pillars": []})
    load([write_report(report, tmp_path)], database)
    assert query(database, "SELECT name, grade FROM pillars") == [
        {"name": "effectiveness", "grade": None}
    ]


@pytest.mark.parametrize("address", ["mysql://host/peel", "sqlite://", "sqlite:///:memory:"])
def test_unknown_database_is_wrong_usage(save: Save, address: str) -> None:
    with pytest.raises(UsageError):
        load([save()], address)


def test_server_out_of_reach_is_told_in_one_line_without_the_password(save: Save) -> None:
    with pytest.raises(StoreError) as caught:
        load([save()], "postgresql://analyst:secret@127.0.0.1:1/peel")
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "127.0.0.1" in str(caught.value)


def test_file_that_is_no_database_is_left_alone(save: Save, tmp_path: Path) -> None:
    for name in ("notes.db", "notes.duckdb"):
        path = tmp_path / name
        path.write_text("These are notes. " * 999)
        with pytest.raises(StoreError, match=name):
            load([save()], str(path))
        assert path.read_text() == "These are notes. " * 999


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    loads=st.lists(
        st.lists(
            st.tuples(st.sampled_from(["2016", "2017"]), st.integers(0, 3)), min_size=1, max_size=3
        ),
        min_size=1,
        max_size=4,
    )
)
def test_database_holds_the_last_version_of_each_report(
    tmp_path_factory: pytest.TempPathFactory, loads: list[list[tuple[str, int]]]
) -> None:
    """However reports grow, shrink and come again, what counts is their last version."""
    folder = tmp_path_factory.mktemp("versions")

    def version(cycle: str, size: int) -> Path:
        words = [f"The force should do thing {number}." for number in range(size)]
        report = build_report(cycle=cycle, improvements=words)
        return write_report(report, folder, f"{cycle}-{size}.json")

    address = str(folder / "history.db")
    last: dict[str, int] = {}
    for batch in loads:
        load([version(*one) for one in batch], address)
        last.update(batch)
    fresh = str(folder / "fresh.db")
    load([version(*one) for one in last.items()], fresh)
    assert dump(address) == dump(fresh)
