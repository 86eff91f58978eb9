"""Commands over a data folder as a whole: begin, fill, check, back up, restore."""

from __future__ import annotations

import os
import shutil
from argparse import Namespace
from datetime import datetime
from pathlib import Path

from unionapp import paths, subjects
from unionapp.cli import opening
from unionapp.cli.output import document, progress, say
from unionapp.errors import Level, Refused
from unionapp.office import demo, founding, health, inspection, leaving, second_place
from unionapp.office.sizes import SIZES
from unionapp.store import backup as backups
from unionapp.store import fetching, newest, store
from unionapp.store import rescue as rescuing
from unionapp.store.consent import Leave
from unionapp.store.store import Store
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.states import UnionLevel, UnionType
from unionapp.values import names

_OPERATOR = "操作员"


def init(options: Namespace) -> int:
    """Make a data folder with one operator and the township's own union; print the recovery code once."""
    name = names.clean(options.union)
    if not name:
        raise Refused("没有写工会名称，什么都没有建立。请写 --union 名称。")
    operator = options.operator or os.environ.get(opening.OPERATOR) or _OPERATOR
    union = Union(name=name, region=options.region, type=UnionType.GENERAL, level=UnionLevel.TOWNSHIP)
    data, code = founding.found(opening.folder(options), union, operator, opening.new_password())
    data.close()
    if options.json:
        document({"recovery_code": code})
    else:
        say(f"已建立“{name}”的数据文件夹：{opening.folder(options)}")
        say(f"操作员：{data.operator}")
        say(f"恢复码（只显示这一次，请抄下收好）：{code}")
    return 0


def _create(folder: Path, operator: str, password: str) -> tuple[Store, str]:
    return Store.create(folder, subjects.KINDS, operator, password, subjects.OPTIONS)


def demonstrate(options: Namespace) -> int:
    """Fill an empty data folder with a fictional township."""
    operator = os.environ.get(opening.OPERATOR) or demo.OPERATOR
    password = os.environ.get(opening.PASSWORD, demo.PASSWORD)
    data, code = _create(opening.folder(options), operator, password)
    try:
        with data.active():
            demo.fill(data, options.size, options.seed, progress)
    finally:
        data.close()
    size = SIZES[options.size]
    if options.json:
        document({"operator": data.operator, "unions": size.unions, "members": size.members, "recovery_code": code})
    else:
        say(f"已生成演示数据：{size.unions} 个工会，{size.members} 名会员（都是虚构的）。")
        say(f"文件夹：{opening.folder(options)}　操作员：{data.operator}　密码：{password}")
    return 0


def showcase_data(folder: Path, size: str) -> tuple[str, str]:
    """A fresh demonstration township; returns operator and password. Only a demonstration is ever replaced."""
    if store.exists(folder):
        if store.operators(folder) != [demo.OPERATOR]:
            raise Refused(f"文件夹“{paths.shown(folder)}”里的数据不是演示数据，没有改动。请换一个文件夹。")
        shutil.rmtree(folder)
    data, _ = _create(folder, demo.OPERATOR, demo.PASSWORD)
    try:
        with data.active():
            demo.fill(data, size, 1, progress)
    finally:
        data.close()
    return demo.OPERATOR, demo.PASSWORD


def check(options: Namespace) -> int:
    """The file, the books and the rules; exit code 1 where something is wrong or doubtful."""
    levels: tuple[Level, ...] = ("error", "warning", "info") if options.all else ("error", "warning")
    with opening.opened(options) as data:
        titles = {kind.key: kind.title for kind in data.kinds}
        found = inspection.inspect(data, levels, progress)
        lines = health.state(data, datetime.now())
    if options.json:
        document({"findings": [each.plain() for each in found], "health": [line.plain() for line in lines]})
    else:
        for line in lines:
            if line.state != "good":
                say(f"[{health.STATES[line.state]}] {line.title}：{line.words}")
        for each in found:
            where = f"{titles.get(each.kind, '数据文件')}“{each.label}”" if each.label else "数据文件"
            article = f"（{each.problem.article}）" if each.problem.article else ""
            say(f"[{_LEVELS[each.problem.level]}] {where}：{each.problem.message}{article}")
        say(f"检查完毕，{len(found)} 处要看。" if found else "检查完毕，没有发现问题。")
    return 1 if found else 0


_LEVELS = {"error": "错误", "warning": "疑点", "info": "提示"}


def backup(options: Namespace) -> int:
    """Make a verified copy, in the second place or, where nothing is named, in the data folder's backups."""
    with opening.opened(options) as data:
        out = Path(options.out) if options.out else None
        if out and out.is_dir():
            out /= backups.name(datetime.now(), "手动")
        made = second_place.copy(data, progress) if options.second else data.backup(out, progress=progress)
    if options.json:
        document({"file": paths.shown(made)})
    else:
        say(f"已备份并核对：{paths.shown(made)}")
    return 0


def leave(options: Namespace) -> int:
    """Write everything into a folder that needs no program; exit code 1 where an attachment could not be read."""
    with opening.opened(options) as data:
        made = leaving.leave(data, Path(options.out), progress)
    if options.json:
        document({"folder": paths.shown(made.folder), "files": len(made.files), "missing": made.missing})
    else:
        for words in made.missing:
            say(words)
        say(f"已全部导出 {len(made.files)} 个文件（没有加密，请妥善保管）：{paths.shown(made.folder)}")
    return 1 if made.missing else 0


def restore(options: Namespace) -> int:
    """Put a backup in the place of the data; the replaced data are kept beside it."""
    folder, file = opening.folder(options), Path(options.file)
    operator = opening.who(backups.operators(file))
    password = opening.password()
    replaces = store.exists(folder)
    leave = opening.leave(operator, password)
    if options.keys_only:
        return _fetch_keys(options, operator, password, leave)
    kept = backups.restore(folder, file, operator, password, datetime.now(), leave)
    Store.open(folder, subjects.KINDS, operator, password, subjects.OPTIONS).close()
    if options.json:
        document({"kept": paths.shown(kept) if replaces else ""})
    else:
        say(f"已恢复备份“{paths.shown(file.name)}”。" + (f"原来的数据另存在：{paths.shown(kept)}" if replaces else ""))
    return 0


def _fetch_keys(options: Namespace, operator: str, password: str, leave: Leave) -> int:
    """Put only the keys of a backup into the data folder."""
    kept = fetching.fetch(opening.folder(options), Path(options.file), operator, password, datetime.now(), leave)
    if options.json:
        document({"kept": paths.shown(kept) if kept else ""})
    else:
        say("已取回钥匙，数据没有动。" + (f"原来的钥匙文件另存在：{paths.shown(kept)}" if kept else ""))
    return 0


def rescue(options: Namespace) -> int:
    """Put what can be read of a damaged data file in its place; exit code 1 where something is missing."""
    folder = opening.folder(options)
    operator = opening.who(store.operators(folder))
    password = opening.password()
    rescued = rescuing.rescue(folder, subjects.KINDS, operator, password, datetime.now(), progress)
    missing = [table for table in rescued.tables if not table.whole]
    if options.json:
        lost = [{"title": each.title, "rows": each.rows, "expected": each.expected} for each in missing]
        document({"kept": paths.shown(rescued.kept), "missing": lost, "dangling": list(rescued.dangling)})
    else:
        for line in rescued.lines():
            say(line)
        if whole := newest.offer(folder, operator, password):
            say(f"也可以改用备份：{whole}（{paths.shown(whole.file.name)}，用 restore 恢复）。")
    return 1 if missing or rescued.dangling else 0
