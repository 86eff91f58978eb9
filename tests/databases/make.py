"""Keep a data file as this program writes it, so that every later program is tried on it.

Run once per migration, when its form is final: python tests/databases/make.py
Writes <last migration>.unionbak with a record of every kind, and beside it <last migration>.json: how many rows there
are in each table. Kept files are never made anew.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from unionapp.store import editing, keys, upgrade
from unionapp.store.store import Store

from tests import support

HERE = Path(__file__).resolve().parent


def form() -> str:
    """The name of the last migration."""
    return sorted(path.stem for path in upgrade.MIGRATIONS.glob("[0-9]*.py"))[-1]


def write(folder: Path) -> Path:
    """Make the file of today's form in `folder`; returns the backup."""
    with mock.patch.object(keys, "_COST", support.CHEAP), tempfile.TemporaryDirectory() as scratch:
        store = support.make_store(Path(scratch) / "data")
        _fill(store)
        made = store.backup(folder / f"{form()}.unionbak")
        (folder / f"{form()}.json").write_text(json.dumps(counts(store), indent=1), encoding="utf-8")
        store.close()
    return made


def counts(store: Store) -> dict[str, int]:
    """How many rows each table of records has, and the log."""
    tables = ["change", *(kind.model._meta.table_name for kind in store.kinds)]
    run = store.database.execute_sql
    return {table: run(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables}


def _fill(store: Store) -> None:
    """Records of every kind, one changed, one removed, one step taken back."""
    store.files.keep(b"a picture", "photo.jpg")
    for kind in support.ALL_KINDS:
        for number in (1, 2):
            support.saved(store, kind, number)
    kind = store.kind("unions")
    union = kind.model.get()
    union.remark = "改过"
    editing.save(store.journal, kind, union)
    editing.remove(store.journal, kind, [support.saved(store, kind, 9)])
    store.journal.undo()


if __name__ == "__main__":
    if (HERE / f"{form()}.unionbak").exists():
        sys.exit("This form is kept already.")
    sys.stdout.write(f"{write(HERE)}\n")
