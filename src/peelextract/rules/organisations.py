"""The register of inspected bodies: what each is called, and by which code it is known.

The ids are the slugs of police.uk and of the inspectorate's pages. The codes are the Office for
National Statistics' GSS codes of police force areas (E23, W15) and of fire and rescue
authorities (E31). One id may stand for a force and for a fire and rescue service; id and kind
together are unique.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from ..errors import RulesError
from ..report import Organisation
from .base import Rule, RuleModel
from .folder import RuleFolder

OrganisationKind = Literal["police_force", "fire_and_rescue_service", "other"]

_FILES = ("police-forces", "fire-and-rescue-services", "other-bodies")

Name = Annotated[str, Field(min_length=2)]


class FormerName(RuleModel):
    """A name that a body gave up; ``until`` is the year, where it is known."""

    name: Name
    until: int | None = None


class OrganisationEntry(RuleModel):
    """One body.

    Attributes:
        id: slug of police.uk or of the inspectorate's pages.
        name: the full present name.
        kind: what it is; its file's kind where the entry gives none.
        gss_code: null where there is none, or none is known for certain.
        short: its place, as titles and slugs have it: "Devon and Cornwall".
        other_shorts: other forms of the place.
        variants: other full names, abbreviations and Welsh names.
        former: names it had.
        until: the year in which it ceased to be.
        successor: id of the body that took its place.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    name: Name
    kind: OrganisationKind
    gss_code: Annotated[str, Field(pattern=r"^[ENW]\d{8}$")] | None = None
    short: Name | None = None
    other_shorts: list[Name] = []
    variants: list[Name] = []
    former: list[FormerName] = []
    until: int | None = None
    successor: str | None = None

    @property
    def shorts(self) -> list[str]:
        """All forms of its place, the usual one first."""
        return ([self.short] if self.short else []) + list(self.other_shorts)

    @property
    def organisation(self) -> Organisation:
        """The entry as a report gives it."""
        return Organisation(id=self.id, name=self.name, kind=self.kind, gss_code=self.gss_code)


class OrganisationFile(Rule):
    """A file of bodies; its examples are titles, addresses and file names.

    Attributes:
        kind: of every entry that gives none.
        suffixes: what follows a place in a body's name; every pair is a form of the name.
        cues: words beside a bare place that tell which kind of body is meant.
        organisations: the bodies.
    """

    kind: OrganisationKind
    suffixes: list[Name] = []
    cues: list[Name] = []
    organisations: Annotated[list[OrganisationEntry], Field(min_length=1)]

    @model_validator(mode="before")
    @classmethod
    def _kind_of_entries(cls, data: Any) -> Any:
        if not isinstance(data, dict) or not isinstance(data.get("organisations"), list):
            return data
        entries = [
            {"kind": data.get("kind"), **entry} if isinstance(entry, dict) else entry
            for entry in data["organisations"]
        ]
        return {**data, "organisations": entries}


class LocalAuthorityNames(Rule):
    """What belongs to a local authority's style and not to its place.

    Attributes:
        before: styles that stand before the place.
        after: styles that stand behind it.
        small_words: words that are not set in capitals within a name.
    """

    before: list[Name]
    after: list[Name]
    small_words: list[str]


@dataclass(frozen=True, slots=True)
class SurfaceForm:
    """Words that name a body.

    Attributes:
        text: the words.
        entry: the body.
    """

    text: str
    entry: OrganisationEntry


class Register:
    """All bodies, and every form in which they are named.

    Args:
        files: the files of bodies.
        local_authorities: how the bodies that are not listed style themselves.

    Raises:
        RulesError: two bodies share id and kind, or a successor is missing.
    """

    def __init__(
        self, files: Sequence[OrganisationFile], local_authorities: LocalAuthorityNames
    ) -> None:
        self.local_authorities = local_authorities
        self.cues: dict[OrganisationKind, list[str]] = {}
        self._entries: dict[tuple[OrganisationKind, str], OrganisationEntry] = {}
        self._suffixes: dict[tuple[OrganisationKind, str], list[str]] = {}
        for file in files:
            self.cues.setdefault(file.kind, []).extend(file.cues)
            for entry in file.organisations:
                key = (entry.kind, entry.id)
                if key in self._entries:
                    raise RulesError(f"{file.id}: {entry.id} stands twice; remove one of the two")
                self._entries[key] = entry
                self._suffixes[key] = file.suffixes
        for (kind, _), entry in self._entries.items():
            if entry.successor is not None and (kind, entry.successor) not in self._entries:
                raise RulesError(
                    f"{entry.id}: its successor {entry.successor} is not in the register; add it"
                )

    @property
    def entries(self) -> list[OrganisationEntry]:
        """Every body, in order of file and line."""
        return list(self._entries.values())

    def forms(self) -> Iterator[SurfaceForm]:
        """Every form of every body's name."""
        for entry in self._entries.values():
            for text in self._named(entry):
                yield SurfaceForm(text, entry)

    def surface_forms(self, organisation: Organisation) -> list[str]:
        """All forms in which a report may name a body, longest first.

        The first is not always its full name. A body that the register does not list has the
        one name it was found with. How a report calls the body without naming it ("the force")
        is its family's to say.
        """
        entry = self._entries.get((organisation.kind, organisation.id))
        forms = self._named(entry) if entry is not None else [organisation.name]
        return sorted(dict.fromkeys(forms), key=lambda form: (-len(form), form))

    def _named(self, entry: OrganisationEntry) -> list[str]:
        suffixes = self._suffixes[entry.kind, entry.id]
        return [
            entry.name,
            *entry.variants,
            *(former.name for former in entry.former),
            *(f"{short} {suffix}" for short in entry.shorts for suffix in suffixes),
            *entry.shorts,
        ]


@lru_cache(maxsize=16)
def read_register(folder: RuleFolder) -> Register:
    """The register of a rules folder; the same one for the same folder.

    Raises:
        RulesError: a file is missing or wrong, or the files contradict each other.
    """
    files = [folder.read(f"organisations/{name}.yaml", OrganisationFile) for name in _FILES]
    local = folder.read("organisations/local-authorities.yaml", LocalAuthorityNames)
    return Register(files, local)
