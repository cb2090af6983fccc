"""The program's own function in a batch: it gives what ``extract`` gives."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from tests.batch.support import manifest, run

from peelextract.batch.extraction import Extraction
from peelextract.batch.work import Limits, Origin
from peelextract.errors import ForeignSourceError, RulesError, WorkerError
from peelextract.pipeline import extract
from peelextract.report import Report
from peelextract.writers import to_json

SAMPLES = Path(__file__).parents[2] / "samples"
PAGE = "metropolitan-2018-effectiveness"
LIMITS = Limits(120, 2048)


def test_a_page_and_its_text_are_one_report(tmp_path: Path) -> None:
    out = tmp_path / "out"
    work = Extraction.of()
    paths = [str(SAMPLES / f"{PAGE}.{ending}") for ending in ("html", "txt")]
    assert run(paths, str(out), work, origin=work.origin, limits=LIMITS).done == 2
    for path, entry in manifest(out).items():
        report = extract(Path(path))
        data = (out / entry["output"]).read_bytes()
        assert data == to_json(report)
        assert entry["report"] == report.id == "peel-2018-19-metropolitan-effectiveness"
        assert entry["sha256"] == report.source.sha256
        assert entry["rules"] == report.extractor.rules
        assert entry["warnings"] == len(report.warnings)
        for kind in ("questions", "areas_for_improvement", "statistics"):
            assert entry["counts"][kind] == len(getattr(Report.model_validate_json(data), kind))
        assert entry["counts"]["graded"] == sum(q.grade is not None for q in report.questions)
    [primary] = (out / "reports").iterdir()
    assert primary.name == "peel-2018-19-metropolitan-effectiveness.json"
    assert len(list((out / "duplicates").iterdir())) == 1


def test_what_is_no_report_raises_as_it_does_alone() -> None:
    with pytest.raises(ForeignSourceError):
        Extraction.of()(b"\x89PNG\r\n\x1a\n" + bytes(100), "a.html")


def test_it_travels(tmp_path: Path) -> None:
    work = Extraction.of()
    assert pickle.loads(pickle.dumps(work)) == work
    with pytest.raises(RulesError, match="no such rules folder"):
        Extraction.of(str(tmp_path / "gone"))


def test_another_program_or_other_rules_on_a_worker_are_refused() -> None:
    work = Extraction.of()
    for other in (Origin("0.0.1", work.origin.rules), Origin(work.origin.version, "0" * 64)):
        with pytest.raises(WorkerError, match="install the same everywhere"):
            Extraction(None, other).prepare()
