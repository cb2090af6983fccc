"""A process that reads many reports keeps its vocabulary small, and its results as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from peelextract import analyse
from peelextract.pipeline import extract
from peelextract.rules.folder import open_folder

SAMPLE = Path(__file__).parents[1] / "samples" / "metropolitan-2018-effectiveness.html"


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> analyse.Analyser:
    """The program's analyser, whose vocabulary counts as full."""
    monkeypatch.setattr(analyse, "_VOCABULARY", 0)
    return analyse.analyser(open_folder())


def coined(number: int) -> bytes:
    """The sample with many words that no other text holds."""
    return SAMPLE.read_bytes().replace(b" police", b" police%04dish" % number)


def test_a_full_vocabulary_changes_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analyse, "_VOCABULARY", 10**9)
    learning = extract(coined(1), name=SAMPLE.name)
    monkeypatch.setattr(analyse, "_VOCABULARY", 0)
    assert extract(coined(1), name=SAMPLE.name) == learning
    assert learning.statistics


def test_a_full_vocabulary_does_not_grow(full: analyse.Analyser) -> None:
    extract(coined(2), name=SAMPLE.name)
    strings = full.vocabulary
    for number in range(3, 6):
        assert f"police{number:04}ish" in extract(coined(number), name=SAMPLE.name).text
    assert full.vocabulary == strings


def test_a_failure_leaves_the_vocabulary_usable(
    full: analyse.Analyser, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = extract(SAMPLE)
    with monkeypatch.context() as broken:
        broken.setattr("peelextract.pipeline.assemble", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            extract(SAMPLE)
    assert full.vocabulary
    assert extract(SAMPLE) == before


def test_a_worn_vocabulary_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    before = extract(SAMPLE)
    worn = analyse.analyser(open_folder())
    monkeypatch.setattr(analyse, "_WORDS", worn.words - 1)
    assert extract(SAMPLE) == before
    assert analyse.analyser(open_folder()) is not worn
