"""Modules that load when one of their names is first used.

The window must be there at once; what draws PDF, writes Word and Excel files and opens PDF pages is heavy and seldom
needed in the first second. A module that is wanted later is named here instead of imported:

    if TYPE_CHECKING:
        from unionapp.paper import pdf
    else:
        pdf = later("unionapp.paper.pdf")

Several threads may use a name first at the same time (the worker prints while the window draws): one loads, the others
wait. The lazy modules of Python 3.11 do not wait, and show the others a module that is half loaded.
"""

from __future__ import annotations

import importlib.util
import sys
from threading import RLock
from types import ModuleType

_LOADING = RLock()
"""Held while any module loads, so that two that use each other cannot wait for each other on two threads."""
_BEGUN: set[str] = set()
"""The modules that the thread which holds the lock is loading; it may use what they have so far."""


class _Later(ModuleType):
    """A module that is loaded when something of it is first asked for, and is then like any other."""

    def __getattribute__(self, name: str) -> object:
        with _LOADING:
            if object.__getattribute__(self, "__class__") is _Later:
                _load(self)
        return ModuleType.__getattribute__(self, name)


def _load(module: ModuleType) -> None:
    """Execute a module, unless this thread is at it; one that fails is tried again when it is next used."""
    spec = object.__getattribute__(module, "__dict__")["__spec__"]
    if spec.name in _BEGUN:
        return
    _BEGUN.add(spec.name)
    try:
        spec.loader.exec_module(module)
        if object.__getattribute__(module, "__class__") is _Later:
            module.__class__ = ModuleType
    finally:
        _BEGUN.discard(spec.name)


def later(name: str) -> ModuleType:
    """The module of that full name, loaded at its first use; ImportError at once where there is none."""
    with _LOADING:
        if name in sys.modules:
            return sys.modules[name]
        spec = importlib.util.find_spec(name)
        if spec is None or spec.loader is None:
            raise ImportError(f"no module named {name}", name=name)
        module = importlib.util.module_from_spec(spec)
        module.__class__ = _Later
        sys.modules[name] = module
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(sys.modules[parent], child, module)
        return module
