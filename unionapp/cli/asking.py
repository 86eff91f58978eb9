"""The questions of an import on the command line: how they are told, and the file that answers them."""

from __future__ import annotations

import json
from pathlib import Path

from unionapp.errors import Refused
from unionapp.exchange.outcome import Plan
from unionapp.exchange.questions import Question
from unionapp.paths import shown

NO_ANSWERS = (
    '--answers 的“{name}”{why}，没有导入任何内容。请写成 {{"问题": "回答"}}，问题照 --dry-run --json 列出的写。'
)
_MOST_NAMED = 20
"""Questions told to people; --json gives all."""


def lines(made: Plan) -> list[str]:
    """What is asked, a line each, and how it is answered."""
    if not made.questions and not made.unused:
        return []
    found = [
        f"问：{each.cause}（{len(each.rows)} 行）"
        + (f" 建议：{each.suggestion}" if each.suggestion not in ("", each.answer) else "")
        + f" 现按：{each.answer}"
        for each in made.questions[:_MOST_NAMED]
    ]
    if made.questions:
        found.append(
            '回答的办法：--answers 文件.json，内容如 {"所属工会：某某工会": "登记中的名称"}；全部问题见 --json。'
        )
    if made.unused:
        found.append(f"这次没有用到的回答：{'、'.join(made.unused)}。")
    return found


def given(name: str) -> dict[str, str]:
    """The answers of a file: a table by cause, or the questions as they were listed with an "answer" each; Refused."""
    if not name:
        return {}
    try:
        found = json.loads(Path(name).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Refused(NO_ANSWERS.format(name=shown(name), why="打不开")) from error
    except ValueError as error:
        raise Refused(NO_ANSWERS.format(name=shown(name), why="不是 JSON")) from error
    listed = found.get("questions") if isinstance(found, dict) and isinstance(found.get("questions"), list) else found
    if isinstance(listed, list):
        rows = [each for each in listed if isinstance(each, dict) and each.get("answer") is not None]
        listed = {str(each.get("cause", "")): each["answer"] for each in rows}
    if not isinstance(listed, dict) or not all(isinstance(each, str) for each in listed.values()):
        raise Refused(NO_ANSWERS.format(name=shown(name), why="里面不是“问题: 回答”"))
    return {str(cause): answer for cause, answer in listed.items()}


def document(question: Question) -> dict[str, object]:
    """A question for a program."""
    return {
        "cause": question.cause,
        "rows": question.rows,
        "suggestion": question.suggestion,
        "answer": question.answer,
        "choices": list(question.choices),
        "message": question.message,
    }
