"""Per-document functions for tests; worker processes import them by name.

A document is a few words, one directive a line::

    id kent-2016
    graded 3
    warnings 1
    sleep 0.1
    do segfault
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import time
from dataclasses import dataclass
from functools import partial

from peelextract.batch.work import Extracted, Facts, Origin
from peelextract.errors import DamagedSourceError, RulesError

ORIGIN = Origin("1.0", "rules")


def extract(data: bytes, name: str, stamp: str = "") -> Extracted:
    words = dict(line.split(" ", 1) for line in data.decode().splitlines())
    if "sleep" in words:
        time.sleep(float(words["sleep"]))
    if "do" in words:
        MISDEEDS[words["do"]](name)
    report = words.get("id", name.rpartition(".")[0])
    facts = Facts(
        report,
        {"html": "text/html", "pdf": "application/pdf"}.get(name.rpartition(".")[2], "text/plain"),
        int(words["pages"]) if "pages" in words else None,
        None,
        {"graded": int(words.get("graded", 0)), "statistics": int(words.get("statistics", 0))},
        int(words.get("warnings", 0)),
    )
    body = {"id": report, "name": name, "stamp": stamp, "words": words}
    return Extracted(facts, json.dumps(body).encode() + b"\n")


stamped = partial(extract, stamp="second rules")


class BadRules:
    def prepare(self) -> None:
        raise RulesError("grades.yaml: at the top: wrong; correct that entry")

    __call__ = staticmethod(extract)


class DiesAtStart:
    def prepare(self) -> None:
        os._exit(7)

    __call__ = staticmethod(extract)


def _hang(_: str) -> None:
    # Holds the interpreter's lock, as a library that hangs in C does.
    ctypes.PyDLL(None).sleep(1000)


def _segfault(_: str) -> None:
    ctypes.string_at(0)


def _exit(_: str) -> None:
    os._exit(3)


def _hog(_: str) -> None:
    kept = []
    while True:
        kept.append(b"x" * 16 * 1024 * 1024)


def _mapped_hog(_: str) -> None:
    # Shared mappings are no part of the data segment: the kernel's limit does not hold them.
    import mmap

    kept = []
    while True:
        kept.append(mmap.mmap(-1, 16 * 1024 * 1024))
        kept[-1].write(b"x" * len(kept[-1]))


def _raise(_: str) -> None:
    raise ZeroDivisionError("no\nsuch quantity")


def _damaged(name: str) -> None:
    raise DamagedSourceError(name, "the PDF cannot be parsed", "get it again")


def _kill_the_parent(_: str) -> None:
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(60)


def _print(_: str) -> None:
    print("noise " * 10000, flush=True)
    os.write(1, b"\x80\x05garbage" * 1000)


def _find_rules_wrong(_: str) -> None:
    raise RulesError("grades.yaml: at the top: wrong; correct that entry")


def _quit(_: str) -> None:
    raise SystemExit(0)


MISDEEDS = {
    "hang": _hang,
    "segfault": _segfault,
    "exit": _exit,
    "hog": _hog,
    "mapped hog": _mapped_hog,
    "raise": _raise,
    "damaged": _damaged,
    "kill the parent": _kill_the_parent,
    "print": _print,
    "find rules wrong": _find_rules_wrong,
    "quit": _quit,
}


@dataclass(frozen=True)
class Instead:
    """Takes the place of the program's own function."""

    rules: str | None = None
    origin: Origin = ORIGIN

    @classmethod
    def of(cls, rules: str | None = None) -> Instead:
        return cls(rules)

    def __call__(self, data: bytes, name: str) -> Extracted:
        return extract(data, name)
