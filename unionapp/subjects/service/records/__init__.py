"""职工服务: the kinds of families, of help, of campaigns and of service places."""

from __future__ import annotations

from unionapp.records.kind import Kind
from unionapp.subjects.service.records import campaigns, families, helping, places

KINDS: tuple[Kind, ...] = (*families.KINDS, *helping.KINDS, *campaigns.KINDS, *places.KINDS)
