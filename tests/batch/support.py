"""Running batches in tests, and looking at what they leave."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.batch.functions import ORIGIN, extract

from peelextract.batch.engine import LocalEngine
from peelextract.batch.inputs import find_inputs
from peelextract.batch.runner import Observer, Tally, opened, run_batch
from peelextract.batch.store import Store
from peelextract.batch.task import Processor
from peelextract.batch.work import Limits, Origin, Work

LIMITS = Limits(seconds=1.0, mebibytes=256)


def run(
    paths: list[str],
    out: str,
    work: Work = extract,
    *,
    origin: Origin = ORIGIN,
    jobs: int = 2,
    limits: Limits = LIMITS,
    force: bool = False,
    fail_fast: bool = False,
    observer: Observer | None = None,
) -> Tally:
    engine = LocalEngine(Processor(work, limits, Store(out).address), jobs)
    try:
        with opened(out, origin) as ledger:
            inputs = find_inputs(paths).inputs
            return run_batch(
                inputs, ledger, engine, force=force, fail_fast=fail_fast, observer=observer
            )
    finally:
        engine.close()


def manifest(out: Path) -> dict[str, dict[str, Any]]:
    lines = (out / "manifest.jsonl").read_text().splitlines()
    return {entry["name"]: entry for entry in map(json.loads, lines)}


def snapshot(out: Path) -> dict[str, bytes]:
    """Every file of an output folder; durations, which no two runs share, are left out."""
    files = {str(p.relative_to(out)): p.read_bytes() for p in out.rglob("*") if p.is_file()}
    entries = [json.loads(line) for line in files["manifest.jsonl"].splitlines()]
    for entry in entries:
        del entry["seconds"]
    return files | {"manifest.jsonl": json.dumps(entries).encode()}
