"""The command that counts an election from a file; it needs no data folder."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from unionapp import paths
from unionapp.cli.output import document, say, table
from unionapp.errors import Refused
from unionapp.store import disk
from unionapp.subjects.elections.counting import count as counting


def count(options: Namespace) -> int:
    """Count one election, or a list of them; 1 where one has an error, such as a missed quorum."""
    raw = _read(Path(options.file))
    several = isinstance(raw, list)
    cases = raw if isinstance(raw, list) else [raw]
    results = [_one(each, number if several else 0) for number, each in enumerate(cases, 1)]
    shown = [counting.shown(each) for each in results]
    if options.json:
        document(shown if several else shown[0])
    else:
        for number, each in enumerate(shown, 1):
            if several:
                say(f"—— 第 {number} 次选举 ——")
            _tell(each)
    return int(any(problem.level == "error" for each in results for problem in each.problems))


def _read(file: Path) -> object:
    try:
        if not file.is_dir():
            disk.need_file(file)
        raw = json.loads(file.read_text(encoding="utf-8-sig"), object_pairs_hook=_each_once)
        json.dumps(raw, ensure_ascii=False).encode()  # half a character cannot be shown: ValueError
        return raw
    except FileNotFoundError:
        raise Refused(f"找不到文件“{paths.shown(file)}”。") from None
    except IsADirectoryError:
        raise Refused(f"读不了“{paths.shown(file)}”：这是文件夹，不是文件。") from None
    except OSError as error:
        raise Refused(f"读不了文件“{paths.shown(file)}”（{error.strerror}）。") from error
    except (ValueError, RecursionError) as error:
        raise Refused(f"“{paths.shown(file)}”不是可读的 JSON 文件，没有计票。写法见 README。") from error


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """The items of an object; one written twice is refused, since the first one's marks would be lost."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Refused(f"文件里同一处写了两次“{twice}”，没有计票，免得漏掉划写。请合成一处。")
    return found


def _one(raw: object, number: int) -> counting.PollResult:
    """One election; with a number, what is wrong says in which."""
    which = f"第 {number} 次选举：" if number else ""
    if not isinstance(raw, Mapping):
        raise Refused(f"{which}写法不对，应是一组名称和数值。写法见 README。")
    try:
        return counting.read(raw)
    except Refused as refusal:
        raise Refused(f"{which}{refusal}") from refusal


def _tell(result: Mapping[str, Any]) -> None:
    """A result for people."""
    votes = result["votes"]
    rows = [(name, str(each["for"]), str(each["against"]), str(each["abstain"])) for name, each in votes.items()]
    table(("姓名", "赞成", "不赞成", "弃权"), rows)
    say(f"有效票 {result['valid_ballots']} 张，无效票 {result['invalid_ballots']} 张，校验码 {result['code']}。")
    say(f"选举{'有效' if result['valid'] else '无效'}。当选：{'、'.join(result['elected']) or '无'}。")
    if result["runoff"]:
        say(f"须再次投票：{'、'.join(result['runoff'])}。")
    if result["open_seats"]:
        say(f"还有 {result['open_seats']} 个名额没有选出。")
    for problem in result["problems"]:
        article = f"（{problem['article']}）" if problem["article"] else ""
        say(f"· {problem['message']}{article}")
