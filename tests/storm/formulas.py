"""Texts that a spreadsheet would run, through the fields of members into sheets."""

from __future__ import annotations

import re
import tempfile
import zipfile
from pathlib import Path
from random import Random

from unionapp.exchange import csvtext, outgoing, plan
from unionapp.records import formats, search
from unionapp.store import editing
from unionapp.subjects.members.records import MEMBERS

from tests import support
from tests.storm.scene import Result

_STARTS = ("=", "+", "-", "@", "\t=", "\r=", "＝", "＋", "－", "＠", "'=", "\n=", '"=')
_BODIES = ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://x","y")', "SUM(A1:A9)", "{=1}", "http://x", "DDE(1;2)")
_RUN = re.compile(rb"<f[ />]|<hyperlink|t=\"e\"")


def run(count: int, seed: int) -> Result:
    """So many members whose remark is a formula, exported, looked at and read again."""
    random, result = Random(seed), Result()
    with support.passing_store() as store, tempfile.TemporaryDirectory() as place:
        for number in range(1, count + 1):
            member = support.saved(store, MEMBERS, number)
            member.remark = formats.parse(MEMBERS.fields["remark"], random.choice(_STARTS) + random.choice(_BODIES))
            editing.save(store.journal, MEMBERS, member)
            result.tried += 1
            raw = random.choice(_STARTS) + random.choice(_BODIES)
            text = csvtext.guarded(raw)
            if text[0] in "=+-@\t\r\n＝＋－＠" or csvtext.parse(next(iter(csvtext.compose([[text, ""]])))) != [
                [raw, None]
            ]:
                result.failures.append(f"csv: {raw!r}")
        path = Path(place) / "a.xlsx"
        outgoing.export(store, MEMBERS, search.Query(), path)
        with zipfile.ZipFile(path) as pack:
            result.failures += [name for name in pack.namelist() if "sheets/" in name and _RUN.search(pack.read(name))]
        rows = plan.read_and_plan(store, MEMBERS, path).plan.rows
        result.failures += [f"row {row.number}: {row.fate}" for row in rows if row.fate != "same"]
    return result
