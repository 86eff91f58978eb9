"""Stores for tests of the store."""

from __future__ import annotations

from tests.support import cheap_keys, store

__all__ = ["cheap_keys", "store"]
