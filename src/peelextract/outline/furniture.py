"""Which blocks are furniture of the site or the template by their words."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from ..document import BlockKind, RawBlock
from ..rules.folder import RuleFolder
from ..rules.structure import StructureRules
from .lexicon import compiled, first_match

_LONGEST = 300
"""Characters beyond which a block is prose, whatever its words."""


@lru_cache(maxsize=16)
def furniture(folder: RuleFolder) -> Callable[[RawBlock, str], bool]:
    """The test by which ``compose`` leaves blocks out of the text."""
    forms = compiled(folder.read("structure.yaml", StructureRules).boilerplate)

    def is_furniture(block: RawBlock, text: str) -> bool:
        if len(text) > _LONGEST or block.kind is BlockKind.TABLE:
            return False
        return first_match(forms, text) is not None

    return is_furniture
