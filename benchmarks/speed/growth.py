"""Growth: the cost of a unit where there are 10 and 100 times as many pages, blocks or rules."""

from __future__ import annotations

import io
import re
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from .measure import ROOT, Row, cpu, milliseconds

_BODY = re.compile(r"(<body[^>]*>)(.*)(</body>)", re.DOTALL | re.IGNORECASE)
_RULE_ID = re.compile(r"^(\s*- id: )(\S+)$", re.MULTILINE)
_RULES = "statistics/quantities.yaml"
_LEAST = 10
"""Times that the sample itself is measured, and a larger input so much less often."""


def repeated_pages(file: Path, count: int) -> bytes:
    """A PDF of so many pages, those of a file over and over."""
    from pypdfium2 import PdfDocument

    with PdfDocument(file) as source:
        pages = len(source)
        made = PdfDocument.new()
        for start in range(0, count, pages):
            made.import_pages(source, list(range(min(pages, count - start))))
        out = io.BytesIO()
        made.save(out)
        made.close()
    return out.getvalue()


def repeated_page(file: Path, times: int) -> bytes:
    """An HTML page with its body over and over."""
    text = file.read_text(encoding="utf-8")
    return _BODY.sub(lambda found: found[1] + found[2] * times + found[3], text).encode()


def repeated_rules(folder: Path, times: int) -> Path:
    """A copy of the rules in which each statistics rule stands so many times."""
    shutil.copytree(ROOT / "rules", folder)
    file = folder / _RULES
    head, body = file.read_text(encoding="utf-8").split("quantities:\n", 1)
    copies = (_RULE_ID.sub(rf"\g<1>\g<2>.copy{n}", body) for n in range(1, times))
    file.write_text(head + "quantities:\n" + body + "".join(copies), encoding="utf-8")
    return folder


def rows(html: Path, pdf: Path, sizes: Sequence[int]) -> list[Row]:
    """The cost of a unit in inputs of so many times the size, by that in the sample."""
    from pypdfium2 import PdfDocument

    with PdfDocument(pdf) as document:
        pages = len(document)
    return [
        *_grown(html, lambda times: repeated_page(html, times), sizes),
        *_grown(pdf, lambda times: repeated_pages(pdf, times * pages), sizes),
        *_more_rules(html, max(size for size in sizes if size <= 10)),
    ]


def _grown(file: Path, larger: Callable[[int], bytes], sizes: Sequence[int]) -> list[Row]:
    from peelextract.pipeline import extract

    def cost(data: bytes, times: int) -> float:
        return cpu(lambda: extract(data, name=file.name)) / times

    sample = larger(1)
    cost(sample, 1)
    found = []
    for times in sizes:
        data = larger(times)
        one: list[float] = []
        many: list[float] = []
        for _ in range(max(1, _LEAST // times)):
            one += [cost(sample, 1) for _ in range(3)]
            many.append(cost(data, times))
            one += [cost(sample, 1) for _ in range(3)]
        note = f"{milliseconds(many)} a unit by {milliseconds(one)}"
        subject = f"{times} times {file.name}"
        found.append(Row("growth", subject, median(many) / median(one), 1.5, note=note))
    return found


def _more_rules(html: Path, times: int) -> list[Row]:
    """What a report costs with so many times the statistics rules, by rule."""
    from peelextract.pipeline import extract

    with tempfile.TemporaryDirectory() as temporary:
        folder = repeated_rules(Path(temporary, "rules"), times)
        extract(html)
        extract(html, rules=folder)
        one: list[float] = []
        many: list[float] = []
        for _ in range(_LEAST):
            one.append(cpu(lambda: extract(html)))
            many.append(cpu(lambda: extract(html, rules=folder)))
    note = f"{milliseconds(many)} a report by {milliseconds(one)}"
    figure = median(many) / median(one) / times
    return [Row("growth", f"{times} times the statistics rules, a rule", figure, 1.5, note=note)]
