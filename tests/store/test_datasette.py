"""Datasette itself, on a database that was loaded."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from peelextract.store.datasette import datasette_metadata
from peelextract.store.load import load

Save = Callable[..., Path]
Get = Callable[[str], Any]


@pytest.fixture
def get(save: Save, tmp_path: Path) -> Get:
    """The JSON of a page of Datasette."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from datasette.app import Datasette

    for force in ("wessex", "mercia"):
        save(force=force)
    database = tmp_path / "inspections.db"
    load([tmp_path / "reports"], str(database))
    datasette = Datasette(
        [str(database)], metadata=yaml.safe_load(datasette_metadata("inspections"))
    )

    def page(path: str) -> Any:
        async def fetch() -> Any:
            return await datasette.client.get(f"/inspections{path}")

        response = asyncio.run(fetch())
        assert response.status_code == 200, response.text
        return response.json()

    return page


def test_statistic_is_labelled_with_its_report(get: Get) -> None:
    page = get("/statistics.json?_labels=on&_shape=objects")
    assert page["rows"][0]["report_id"] == {
        "value": "peel-2018-19-mercia-effectiveness",
        "label": "Mercia PEEL 2018/19",
    }


def test_report_is_labelled_with_its_organisation(get: Get) -> None:
    page = get("/reports.json?_labels=on&_shape=objects")
    labels = {row["organisation_id"]["label"] for row in page["rows"]}
    assert labels == {"Wessex Police", "Mercia Constabulary"}


def test_search_box_finds_any_form_of_a_word(get: Get) -> None:
    page = get("/search.json?_search=recruiting&_shape=objects")
    assert {row["text"] for row in page["rows"]} == {"The force should recruit more detectives."}


@pytest.mark.parametrize(
    ("query", "column", "value"),
    [
        ("grades_by_cycle.json?organisation=Mercia", "grade", "good"),
        ("open_areas_by_theme_and_year.json?", "areas", 2),
        ("domestic_abuse.json?", "comparison_with", "the average"),
        ("deadlines.json?", "deadline_date", "2020-03-31"),
        ("find.json?words=rape", "organisation", "Wessex Police"),
        ("find.json?words=night-time", "kind", "practice"),
    ],
)
def test_query_answers(get: Get, query: str, column: str, value: object) -> None:
    page = get(f"/{query}&_shape=objects")
    assert value in {row[column] for row in page["rows"]}


def test_columns_are_described(get: Get) -> None:
    metadata = yaml.safe_load(datasette_metadata("inspections"))
    described = metadata["databases"]["inspections"]["tables"]["statistics"]
    assert described["columns"]["margin"] == "Half-width of the confidence interval."
    assert set(described["columns"]) == set(get("/statistics.json")["columns"])
