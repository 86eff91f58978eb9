"""The demonstration: a fictional township (or county) that grows from a seed, always the same for the same seed."""

from __future__ import annotations

from unionapp.errors import Refused
from unionapp.office.demo import activities, elections, funds, people, service, unions
from unionapp.office.demo.fiction import Fiction
from unionapp.office.sizes import SIZES
from unionapp.store.journal import SEAL
from unionapp.store.store import Store
from unionapp.subjects.unions.models import Union
from unionapp.work import Progress, silent

OPERATOR = "演示员"
PASSWORD = "demo"
TODAY = unions.TODAY


def fill(store: Store, size: str, seed: int, progress: Progress = silent) -> None:
    """Fill a fresh data folder as one step that cannot be undone; Refused where there are unions already.

    Each subject draws from a source of its own, so that the data of one do not move when another grows.
    """
    if Union.select().exists():
        raise Refused("这份数据里已经有工会了，演示数据只能放进空的数据文件夹。")
    wanted = SIZES[size]
    with store.journal.step("生成演示数据", SEAL):
        places = unions.found(Fiction(f"{seed}:unions"), wanted.unions, wanted.members)
        people.settle(Fiction(f"{seed}:people"), places, progress)
        funds.keep(store.journal, Fiction(f"{seed}:funds"), places, progress)
        elections.hold(store.journal, Fiction(f"{seed}:elections"), places)
        activities.hold(store, Fiction(f"{seed}:activities"), places)
        service.serve(store.journal, Fiction(f"{seed}:service"), places)
