"""Stores for tests of records and their search."""

from __future__ import annotations

from tests.support import cheap_keys, store

__all__ = ["cheap_keys", "store"]
