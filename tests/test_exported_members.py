"""The public face: it exports what it says, and costs nothing before it is used."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

import peelextract
from peelextract import errors, report

HEAVY = ("spacy", "pydantic", "bs4", "lxml", "pdfplumber", "pypdfium2", "yaml", "rich", "typer")


@pytest.mark.parametrize("name", peelextract.__all__)
def test_every_name_is_there_and_documented(name: str) -> None:
    member = getattr(peelextract, name)
    assert name == "__version__" or inspect.getdoc(member)


def test_members_are_those_of_their_modules() -> None:
    assert peelextract.Report is report.Report
    assert peelextract.Statistic is report.Statistic
    assert peelextract.PeelextractError is errors.PeelextractError
    assert dir(peelextract) == sorted(peelextract.__all__)


def test_what_is_not_exported_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'extrakt'"):
        _ = peelextract.extrakt


def test_report_exports_every_model_it_is_made_of() -> None:
    schema = report.Report.model_json_schema()
    # The schema's name for ReportWarning and the like is the class name itself.
    assert set(schema["$defs"]) <= set(report.__all__)
    assert all(hasattr(report, name) for name in report.__all__)


def test_import_loads_nothing_heavy() -> None:
    code = f"import sys, peelextract; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_error_is_in_the_tree_of_its_module() -> None:
    tree = errors.__doc__ or ""
    classes = [e for _, e in inspect.getmembers(errors, inspect.isclass)]
    for error in classes:
        assert issubclass(error, errors.PeelextractError)
        assert error.__name__ in tree


@pytest.mark.parametrize("error", errors.SourceError.__subclasses__())
def test_source_errors_survive_a_process_border(error: type[errors.SourceError]) -> None:
    import pickle

    copy = pickle.loads(pickle.dumps(error("kent.pdf", "asks for a password", "unlock it")))
    assert type(copy) is error
    assert str(copy) == "kent.pdf: asks for a password; unlock it"
