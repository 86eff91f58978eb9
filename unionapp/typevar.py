"""A TypeVar with a default (PEP 696): a generic class named without brackets then means its usual case.

Python has it from 3.13 on; until then the type checker alone is told of the default.
"""

from __future__ import annotations

import typing

if typing.TYPE_CHECKING:
    from typing_extensions import TypeVar as TypeVar
else:

    def TypeVar(name: str, *one_of: type, default: object, **more: object) -> typing.TypeVar:
        """Without the default."""
        return typing.TypeVar(name, *one_of, **more)
