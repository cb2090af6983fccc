"""Where each input's report goes, settled before the first is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ..errors import UsageError

STREAM = "-"
"""Stands for standard input among the inputs, and for standard output as an output."""

DEFAULT_FOLDER = "out"


def destinations(files: Sequence[str], output: str | None) -> dict[str, Path | None]:
    """The file each report is written to; None is standard output.

    A report takes its input's name without the ending. Where two inputs would then share
    one, both keep their endings (``kent.html.json``, ``kent.pdf.json``).

    Args:
        files: the inputs as given; one given twice counts once.
        output: a file (for one input), a folder, ``-``, or None for the default folder.

    Raises:
        UsageError: two reports would share a file, a report would take the place of an
            input, or ``output`` names one file for several inputs.
    """
    given: dict[str, str] = {}
    for file in files:
        given.setdefault(file if file == STREAM else str(Path(file).absolute()), file)
    inputs = list(given.values())
    if output == STREAM:
        return dict.fromkeys(inputs)
    if output is not None and not _is_folder(output, len(inputs)):
        targets = {inputs[0]: Path(output)}
    else:
        targets = _in_folder(inputs, Path(output or DEFAULT_FOLDER))
    _spare_inputs(targets)
    return dict(targets)


def _is_folder(output: str, inputs: int) -> bool:
    path = Path(output)
    if path.is_dir() or output.endswith("/"):
        return True
    if inputs == 1:
        return False
    if path.exists() or path.suffix == ".json":
        raise UsageError(f"{output}: one file for {inputs} reports; name a folder with -o")
    return True


def _in_folder(inputs: Sequence[str], folder: Path) -> dict[str, Path]:
    short = {file: Path(file).stem if file != STREAM else "stdin" for file in inputs}
    uses = Counter(name.casefold() for name in short.values())
    targets: dict[str, Path] = {}
    owners: dict[str, str] = {}
    for file, name in short.items():
        full = name if uses[name.casefold()] == 1 else Path(file).name
        target = folder / f"{full}.json"
        # Folded, because some file systems do not tell upper case from lower.
        other = owners.setdefault(target.name.casefold(), file)
        if other != file:
            raise UsageError(
                f"{other} and {file} would both be written to {target}; "
                "run them one by one, each with its own -o"
            )
        targets[file] = target
    return targets


def _spare_inputs(targets: dict[str, Path]) -> None:
    inputs = {Path(file).resolve() for file in targets if file != STREAM}
    for target in targets.values():
        if target.is_file() and target.resolve() in inputs:
            raise UsageError(f"{target}: is an input; name another output with -o")
