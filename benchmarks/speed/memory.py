"""Memory: one very long report, and thousands in one process.

Each measurement is a process of its own: ``python -m benchmarks.speed.memory pages 300 FILE``
prints the peak, ``… reports 2000 FILE`` the largest size at any of the first 100 reports and at
any of the last 100, in MiB: the vocabulary is made anew every few dozen reports, so that the size
at one report tells where in that round it stands.
"""

from __future__ import annotations

import gc
import random
import re
import subprocess
import sys
from pathlib import Path

import psutil

from .growth import repeated_pages
from .measure import ROOT, Row

_MIB = 1024 * 1024
_WORD = re.compile(r"(?<=[ >])[a-z]{4,}(?=[ ,.<])")
_LEAST = 100
_STEP = 4
"""Reports between two looks at the size."""


def rows(pdf: Path, page: Path, pages: int, reports: int) -> list[Row]:
    """Peak for a long PDF, and growth over many pages of varying words."""
    (peak,) = _measured("pages", pages, pdf)
    early, late = _measured("reports", reports, page)
    return [
        Row(
            "memory", f"a PDF of {pages} pages", peak, 300, unit=" MiB", note="peak of the process"
        ),
        Row(
            "memory",
            f"report {reports} by report {_LEAST}",
            late / early,
            1.05,
            note=f"{early:.0f} and {late:.0f} MiB",
        ),
    ]


def _measured(what: str, count: int, file: Path) -> list[float]:
    command = [sys.executable, "-m", __spec__.name, what, str(count), str(file)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return [float(word) for word in done.stdout.split()]


def varied(page: str, seed: int) -> str:
    """A page with one word in twelve made into one that no other page holds."""
    chance = random.Random(seed)

    def coined(match: re.Match[str]) -> str:
        if chance.random() > 1 / 12:
            return match[0]
        return match[0] + "".join(chance.choices("aeioulnrst", k=5))

    return _WORD.sub(coined, page)


def _resident() -> float:
    gc.collect()
    return float(psutil.Process().memory_info().rss / _MIB)


def _peak() -> float:
    """The largest size of this process; what its parent held when it began does not count."""
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (each for each in status.read_text().splitlines() if each.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(what: str, count: int, file: Path) -> None:
    from peelextract.pipeline import extract

    if what == "pages":
        data = repeated_pages(file, count)
        report = extract(data, name=file.name)
        assert report.source.pages == count
        print(_peak())
        return
    page = file.read_text(encoding="utf-8")
    early = late = 0.0
    for number in range(1, count + 1):
        extract(varied(page, number).encode(), name=file.name)
        if number % _STEP == 0 and number <= _LEAST:
            early = max(early, _resident())
        if number % _STEP == 0 and number > count - _LEAST:
            late = max(late, _resident())
    print(early, late)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
