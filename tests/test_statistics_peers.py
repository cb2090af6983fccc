"""``python -m benchmarks.statistics_peers`` on one report, with whatever peers are installed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.accuracy import Gold
from benchmarks.statistics_peers import cli, contenders, matcher
from benchmarks.statistics_peers.agreement import agree
from benchmarks.statistics_peers.quantity import Quantity, is_year

TEXT = "Kent\n\nIn 2018 the force solved 72 out of 90 burglaries. It had 340 vehicles on 5 June.\n"
GOLD = {
    "document": "kent",
    "statistics": [
        {"tier": "must", "question": None, "quote": "72 out of 90", "kind": "fraction",
         "value": 0.8, "numerator": 72, "denominator": 90},
        {"tier": "must", "question": None, "quote": "340 vehicles", "kind": "count", "value": 340},
        {"tier": "never", "question": None, "quote": "5 June", "number": 5, "why": "a date"},
    ],
}  # fmt: skip
SENTENCES = [(0, 5), (6, 52), (53, len(TEXT))]


def quantity(surface: str, kind: str, value: float) -> Quantity:
    start = TEXT.index(surface)
    return Quantity(start, start + len(surface), kind, value)


def test_a_table_of_all_that_are_installed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "kent.txt").write_text(TEXT)
    (tmp_path / "kent.gold.json").write_text(json.dumps(GOLD))
    assert cli.main([str(tmp_path), str(tmp_path), "--repeats", "1", "-v"]) == 0
    out, err = capsys.readouterr()
    rows = {row.split()[1]: row.split("|")[2:] for row in out.splitlines() if row.startswith("| ")}
    installed, missing = contenders.contenders()
    assert {way.name.split()[0] for way in installed} < set(rows)
    assert [cell.strip() for cell in rows["peelextract"][:5]] == ["100.0"] * 5
    assert rows["peelextract"][6].strip() == "1.00"
    assert all(name in err for name in missing)
    assert "spaCy Matcher: kent.txt: wrong: 5 June (count 5)" in out


def test_a_peer_that_is_not_installed_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(contenders, "import_module", absent)
    installed, missing = contenders.contenders()
    assert [way.name for way in installed] == ["peelextract", "spaCy Matcher"]
    assert set(missing) == {"quantulum3", "recognizers-text"}


def test_agreement_is_mild() -> None:
    gold = Gold.model_validate(GOLD)
    found = [quantity("72", "count", 72), quantity("90", "count", 90), quantity("5", "count", 5)]
    agreement = agree(gold, TEXT, SENTENCES, found)
    value, kind, forgiving = agreement.value, agreement.kind, agreement.forgiving
    # The 72 is enough, the 90 belongs to it; the 5 is a date, and 340 is missed.
    assert (value.tp, value.fp, value.fn) == (1, 1, 1)
    assert (forgiving.tp, forgiving.fp, forgiving.fn) == (1, 0, 1)
    assert (kind.tp, kind.fp, kind.fn) == (0, 2, 2)


def test_agreement_wants_place_and_value() -> None:
    gold = Gold.model_validate(GOLD)
    found = [quantity("340", "count", 34), quantity("Kent", "count", 72)]
    agreement = agree(gold, TEXT, SENTENCES, found)
    assert (agreement.value.tp, agreement.value.fp, agreement.value.fn) == (0, 2, 2)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("It met 8.5 percent of calls.", "percentage", 8.5),
        ("It spent £1.2 million.", "money", 1_200_000),
        ("It spent £6.75m.", "money", 6_750_000),
        ("It spent £1.2bn, then less.", "money", 1_200_000_000),
        ("Forty-one officers replied.", "count", 41),
        ("Two hundred and six cases were late, or 72 of the 90.", "fraction", 0.8),
        ("It took 12 working days.", "duration", 12),
        ("There were 1,204 calls.", "count", 1204),
    ],
)
def test_matcher(text: str, kind: str, value: float) -> None:
    assert (kind, value) in [(q.kind, q.value) for q in matcher.make_finder()(text)]


@pytest.mark.parametrize("surface", ["2018", "2018/19", "2023 to 2025", "2018/19 at"])
def test_years(surface: str) -> None:
    assert is_year(surface)


@pytest.mark.parametrize("surface", ["2018 calls", "20181", "1,998", "2,018"])
def test_figures_that_are_no_years(surface: str) -> None:
    assert not is_year(surface)
