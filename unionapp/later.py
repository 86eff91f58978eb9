"""Modules that load when one of their names is first used.

The window must be there at once; what draws PDF, writes Word and Excel files and opens PDF pages is heavy and seldom
needed in the first second. A module that is wanted later is named here instead of imported:

    if TYPE_CHECKING:
        from unionapp.paper import pdf
    else:
        pdf = later("unionapp.paper.pdf")
"""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType


def later(name: str) -> ModuleType:
    """The module of that full name, loaded at its first use; ImportError at once where there is none."""
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        raise ImportError(f"no module named {name}", name=name)
    loader = importlib.util.LazyLoader(spec.loader)
    spec.loader = loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    loader.exec_module(module)
    parent, _, child = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], child, module)
    return module
