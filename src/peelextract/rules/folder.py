"""A folder of rule files: found, read, checked and digested."""

from __future__ import annotations

import hashlib
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import ValidationError

from ..errors import RulesError
from .base import RuleModel

M = TypeVar("M", bound=RuleModel)

_LONGEST_CHAIN = 5
"""Files that may be like one another in a row."""
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def default_folder() -> Path:
    """The rules that come with the program: in the wheel, or the checkout's ``rules/``."""
    packaged = Path(__file__).parent / "data"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "rules"


def open_folder(path: Path | str | None = None) -> RuleFolder:
    """A rules folder; the same one for the same files, so that they are read once.

    A folder of the user's is looked at each time: what was edited meanwhile is read anew.
    """
    return _opened(path, _stamp(Path(path)) if path is not None else ())


@lru_cache(maxsize=16)
def _opened(path: Path | str | None, _: tuple[tuple[str, int, int], ...]) -> RuleFolder:
    return RuleFolder(path)


def _stamp(path: Path) -> tuple[tuple[str, int, int], ...]:
    """Names, sizes and times of change of a folder's rule files."""
    files = sorted(path.rglob("*.yaml"))
    return tuple((str(f), (s := f.stat()).st_size, s.st_mtime_ns) for f in files)


class RuleFolder:
    """Reads rule files below one folder; each file once.

    Args:
        path: the folder; the program's own where it is None.

    Raises:
        RulesError: the folder is missing.
    """

    def __init__(self, path: Path | str | None = None) -> None:
        self.path = Path(path) if path is not None else default_folder()
        if not self.path.is_dir():
            raise RulesError(f"{self.path}: no such rules folder; name one that holds rule files")
        self._read: dict[tuple[str, type[RuleModel]], RuleModel] = {}
        self._names: dict[str, list[str]] = {}

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the names and bytes of all rule files."""
        digest = hashlib.sha256()
        for file in sorted(self.path.rglob("*.yaml")):
            digest.update(file.relative_to(self.path).as_posix().encode() + b"\0")
            digest.update(file.read_bytes() + b"\0")
        return digest.hexdigest()

    def read(self, name: str, model: type[M]) -> M:
        """One file, checked.

        Args:
            name: path below the folder, with its ending.
            model: what it must hold.

        Raises:
            RulesError: the file is missing, is not YAML, or does not hold what it should; the
                message names the file, the place in it and what was expected.
        """
        key = (name, model)
        if key not in self._read:
            self._read[key] = self._checked(self.path / name, model)
        found = self._read[key]
        assert isinstance(found, model)
        return found

    def read_all(self, folder: str, model: type[M]) -> list[M]:
        """Every file of a folder below this one, in order of name."""
        if folder not in self._names:
            self._names[folder] = sorted(f.name for f in (self.path / folder).glob("*.yaml"))
        return [self.read(f"{folder}/{name}", model) for name in self._names[folder]]

    @classmethod
    def _checked(cls, file: Path, model: type[M]) -> M:
        try:
            return model.model_validate(cls._loaded(file))
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            raise RulesError(
                f"{file}: at {place or 'the top'}: {first['msg']}; correct that entry"
            ) from error

    @classmethod
    def _loaded(cls, file: Path, depth: int = 0) -> object:
        """What a file says; one that is ``like`` another takes from it what it leaves out."""
        try:
            data: object = yaml.load(file.read_bytes(), _LOADER)
        except OSError as error:
            raise RulesError(
                f"{file}: cannot be read ({error.strerror}); restore it from the project's rules"
            ) from error
        except yaml.YAMLError as error:
            where = getattr(error, "problem_mark", None)
            line = f" in line {where.line + 1}" if where else ""
            raise RulesError(f"{file}: not valid YAML{line}; check its indentation") from error
        if not isinstance(data, dict) or "like" not in data:
            return data
        if depth > _LONGEST_CHAIN:
            raise RulesError(f"{file}: is like a file that is like it; break the circle")
        other = cls._loaded(file.with_name(f"{data.pop('like')}.yaml"), depth + 1)
        return {**other, **data} if isinstance(other, dict) else data
