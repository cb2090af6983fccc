"""``peelextract batch``: many reports, on every core or on a cluster."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..batch.engine import Engine
    from ..batch.inputs import Input
    from ..batch.ledger import Ledger
    from ..batch.runner import Tally
    from ..batch.task import Processor


class EngineName(StrEnum):
    """What runs the batch."""

    LOCAL = "local"
    DASK = "dask"


def batch(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH", help="File, folder, glob, zip archive or fsspec address (s3://…)."
        ),
    ],
    out: Annotated[
        str, typer.Option("--out", "-o", metavar="DIR", help="Folder or fsspec address.")
    ] = "out",
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes; default: one a core."),
    ] = None,
    timeout: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.1, help="Longest time for one file.")
    ] = 300,
    max_memory: Annotated[
        int, typer.Option(metavar="MIB", min=64, help="Most memory for one file.")
    ] = 2048,
    rules: Annotated[
        Path | None,
        typer.Option("--rules", metavar="DIR", help="Rules to use in place of the built-in ones."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Do all again, changed or not.")] = False,
    fail_fast: Annotated[
        bool, typer.Option("--fail-fast", help="Stop at the first file that fails.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Go on with what is dropped in later.")
    ] = False,
    settle: Annotated[
        float,
        typer.Option(
            metavar="SECONDS", min=0.1, help="With --watch: a file unchanged for so long is done."
        ),
    ] = 2,
    engine: Annotated[
        EngineName, typer.Option(help="This machine, or a Dask cluster.")
    ] = EngineName.LOCAL,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Of the Dask scheduler; default: start one here."),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Tell failures only; no bar, no summary.")
    ] = False,
) -> None:
    """Extract many reports into a folder with a manifest.

    Does what is new or changed since the last time, and goes on where it was stopped. A file
    that fails, hangs or crashes is told and costs no other.

    \b
    Examples:
      peelextract batch reports/ --out out
      peelextract batch 'reports/**/*.pdf' more.zip --out out --jobs 4
      peelextract batch inbox/ --out out --watch
      peelextract batch s3://bucket/reports --out s3://bucket/out \\
          --engine dask --scheduler tcp://host:8786
    """
    from ..batch.extraction import Extraction
    from ..batch.inputs import find_inputs
    from ..batch.runner import opened
    from ..batch.store import Store
    from ..batch.task import Processor
    from ..batch.work import Limits
    from ..errors import UsageError
    from .ending import ExitCode, tell

    if scheduler is not None and engine is not EngineName.DASK:
        raise UsageError("--scheduler goes with --engine dask; add it")
    if watch and fail_fast:
        raise UsageError("--watch and --fail-fast contradict each other; give one of them")
    work = Extraction.of(str(rules.resolve()) if rules is not None else None)
    found = find_inputs(paths)
    if not found.inputs and not watch:
        raise UsageError(f"{', '.join(paths)}: no reports there (HTML, PDF, text); check the path")
    if found.passed_over and not quiet:
        tell(f"{found.passed_over} files of other kinds are left out")
    processor = Processor(work, Limits(timeout, max_memory), Store(out).address)
    with opened(out, work.origin) as ledger:
        chosen = _engine(engine, processor, scheduler, jobs)
        try:
            if watch:
                tally = _watch(paths, ledger, chosen, settle=settle, force=force, quiet=quiet)
            else:
                tally = _once(
                    found.inputs, ledger, chosen, force=force, fail_fast=fail_fast, quiet=quiet
                )
        finally:
            chosen.close()
    if not watch:
        _tell_failures(tally)
    if not quiet:
        tell(f"{tally}; manifest: {out.rstrip('/')}/manifest.jsonl")
    if tally.failures:
        raise typer.Exit(ExitCode.SOME_FAILED if tally.succeeded else ExitCode.NOTHING_SUCCEEDED)


def _engine(
    name: EngineName, processor: Processor, scheduler: str | None, jobs: int | None
) -> Engine:
    from ..batch.cores import cores

    if name is EngineName.DASK:
        from ..batch.dask import DaskEngine

        return DaskEngine(processor, scheduler, jobs or cores())
    from ..batch.engine import LocalEngine

    return LocalEngine(processor, jobs or cores())


def _once(
    inputs: Sequence[Input],
    ledger: Ledger,
    engine: Engine,
    *,
    force: bool,
    fail_fast: bool,
    quiet: bool,
) -> Tally:
    from contextlib import nullcontext

    from ..batch.progress import shown
    from ..batch.runner import run_batch

    with nullcontext() if quiet else shown(len(inputs)) as observer:
        return run_batch(
            inputs, ledger, engine, force=force, fail_fast=fail_fast, observer=observer
        )


def _watch(
    paths: Sequence[str], ledger: Ledger, engine: Engine, *, settle: float, force: bool, quiet: bool
) -> Tally:
    import signal
    from threading import Event

    from ..batch.entry import Entry
    from ..batch.inputs import find_inputs
    from ..batch.runner import Tally, run_batch
    from ..batch.watch import watch
    from .ending import tell

    stop = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    total = Tally()

    def told(entry: Entry, *, unchanged: bool) -> None:
        if entry.error is None and not unchanged and not quiet:
            tell(f"{entry.name}: {entry.status} ({entry.output})")

    def do(inputs: Sequence[Input]) -> None:
        tally = run_batch(inputs, ledger, engine, force=force, observer=told)
        _tell_failures(tally)
        total.merge(tally)

    if not quiet:
        tell(f"watching {', '.join(paths)}; Ctrl-C ends it")
    watch(lambda: find_inputs(paths), do, stop, settle=settle)
    return total


def _tell_failures(tally: Tally) -> None:
    from .ending import tell

    for name, message in sorted(tally.failures):
        tell(f"{name}: {message}")
