"""职工服务: the kinds of families, of help, of campaigns and of service places."""

from __future__ import annotations

from unionapp.records.kind import Kind
from unionapp.subjects.service.campaigns import records as campaigns
from unionapp.subjects.service.households import helping_records as helping
from unionapp.subjects.service.households import records as families
from unionapp.subjects.service.places import records as places

KINDS: tuple[Kind, ...] = (*families.KINDS, *helping.KINDS, *campaigns.KINDS, *places.KINDS)
