"""The commands and their options, and Chinese for what is wrong with them."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from unionapp import paths
from unionapp.errors import Refused
from unionapp.office.sizes import SIZES
from unionapp.records import texts
from unionapp.values.periods import Month, parse_month

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction["Parser"]
    Groups = argparse._MutuallyExclusiveGroup

_PHRASES = (
    (r"the following arguments are required: (.*)", r"缺少 \1。"),
    (r"argument (COMMAND|命令): invalid choice: '(.*?)' \(choose from .*", r"没有“\2”这个命令。"),
    (r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.*)\)", r"\1 不能是“\2”，可以是 \3。"),
    (r"argument (\S+): expected (?:one|at least one) argument", r"\1 后面要写一个值。"),
    (r"argument (\S+): ignored explicit argument (.*)", r"\1 后面不带值，看不懂 \2。"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 不能与 \2 同时用。"),
    (r"one of the arguments (.*) is required", r"要写明 \1 中的一个。"),
    (r"unrecognized arguments: (.*)", r"看不懂“\1”。"),
    (r"argument (\S+): (.*)", r"\1：\2"),
)
HINT = "用 --help 查看写法。"


class _Form(argparse.HelpFormatter):
    """Help that begins in Chinese."""

    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Groups], prefix: str | None = None
    ) -> None:
        """Put the Chinese word before the usage."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that refuses in one Chinese sentence."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, add_help=False, allow_abbrev=False, formatter_class=_Form)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        """Refused in words."""
        raise Refused(in_chinese(message) + HINT)


def in_chinese(message: str) -> str:
    """What argparse says, in Chinese."""
    for pattern, words in _PHRASES:
        if re.fullmatch(pattern, message, re.DOTALL):
            return re.sub(pattern, words, message, flags=re.DOTALL)
    return f"命令写得不对（{message}）。"


def whole(text: str) -> int:
    """A whole number from nought on."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"“{text}”不是整数。")
    return int(text)


def a_year(text: str) -> int:
    """A year of four digits."""
    if not re.fullmatch("(19|20|21)[0-9]{2}", text):
        raise argparse.ArgumentTypeError(f"“{text}”不是年份，请写成 2026 的样子。")
    return int(text)


def a_month(text: str) -> Month:
    """A month, as 2026-03."""
    try:
        return parse_month(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def parser() -> Parser:
    """All commands."""
    top = Parser(prog="main.py", description="乡镇工会台账。不带命令时打开窗口。")
    top.add_argument("--data", metavar="DIR", help="数据文件夹（默认在用户目录下）")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="命令", parser_class=Parser)
    for add in (_folders, _registers, _sheets, _printing, _counting, _books, _history):
        add(commands)
    return top


def _add(commands: Commands, name: str, help: str) -> Parser:
    """One command; all take --json."""
    added = commands.add_parser(name, help=help, description=help)
    added.add_argument("--data", metavar="DIR", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    added.add_argument("--json", action="store_true", help="只输出一份 JSON")
    return added


def _folders(commands: Commands) -> None:
    init = _add(commands, "init", "建立数据文件夹，显示一次恢复码")
    init.add_argument("--union", required=True, metavar="名称", help="本级工会的全称")
    init.add_argument("--region", default="", metavar="CODE", help="所在政区代码或名称")
    init.add_argument("--operator", default="", metavar="姓名", help="操作员姓名")
    demo = _add(commands, "demo", "在空文件夹里生成虚构的乡镇")
    demo.add_argument("--size", choices=tuple(SIZES), default="township", help="规模")
    demo.add_argument("--seed", type=whole, default=1, metavar="N", help="种子；相同的种子得到相同的数据")
    _add(commands, "check", "检查数据文件、账目和规定").add_argument(
        "--all", action="store_true", help="提示性的（资料不全等）也列出"
    )
    copying = _add(commands, "backup", "备份并核对").add_mutually_exclusive_group()
    copying.add_argument("out", nargs="?", metavar="OUT", help="备份文件或文件夹")
    copying.add_argument("--second", action="store_true", help="备份到已指定的第二处（U盘、移动硬盘或共享文件夹）")
    leave = _add(commands, "leave", "全部导出：台账、账簿、附件，不用本程序也能看；没有加密")
    leave.add_argument("out", metavar="OUT", help="写到哪个新文件夹或空文件夹")
    restore = _add(commands, "restore", "恢复备份；原来的数据另存")
    restore.add_argument("file", metavar="FILE", help="备份文件，或 replaced-… 文件夹")
    restore.add_argument("--keys-only", action="store_true", help="只取回钥匙文件，数据不动")
    _add(commands, "rescue", "从损坏的数据文件里抢救能读出的内容；损坏的文件另存")
    show = commands.add_parser("showcase", description="生成演示数据、全部表格和窗口截图")
    show.add_argument("out", nargs="?", default="out", metavar="OUT")
    show.add_argument("--size", choices=tuple(SIZES), default="township", help="规模")


def _registers(commands: Commands) -> None:
    _add(commands, "kinds", "有哪些台账")
    listing = _add(commands, "list", "查一本台账")
    listing.add_argument("kind", metavar="KIND", help="台账（见 kinds）")
    listing.add_argument("--find", default="", metavar="TEXT", help="姓名、全拼、拼音首字母、证件号码或电话")
    _where(listing)
    listing.add_argument("--order", default="", metavar="FIELD", help="排序的栏目；strokes 按笔画，pinyin 按拼音")
    listing.add_argument("--limit", type=whole, default=0, metavar="N", help="最多几条")
    show = _add(commands, "show", "看一条记录和它的变动")
    show.add_argument("kind", metavar="KIND", help="台账（见 kinds）")
    show.add_argument("uid", metavar="UID", help="记录的编号（list 最后一栏）")


def _where(command: Parser) -> None:
    command.add_argument(
        "--where", action="append", default=[], metavar="FIELD=VALUE", help="条件，可写几个；范围写成 起..止"
    )


def _sheets(commands: Commands) -> None:
    template = _add(commands, "template", "空白采集表")
    template.add_argument("kind", metavar="KIND", help="台账（见 kinds）")
    template.add_argument("out", metavar="OUT.xlsx", help="写到哪里")
    taking = _add(commands, "import", "导入（.xlsx .xls .et .ods .csv）")
    taking.add_argument("kind", metavar="KIND", help="台账（见 kinds）")
    taking.add_argument("file", metavar="FILE", help="表格文件")
    taking.add_argument("--sheet", metavar="名称", help="读哪一张工作表（不写就找有栏目名的第一张）")
    taking.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="表里没有或空着的栏目，全表统一填什么，可写几个；只用于新增的行，这一格有内容的以表为准",
    )
    taking.add_argument(
        "--answers", default="", metavar="FILE.json", help="对所列问题的回答（问题见 --dry-run --json）"
    )
    taking.add_argument("--dry-run", action="store_true", help="只看结果，不改数据")
    taking.add_argument("--all-or-nothing", action="store_true", help="有一行不对就都不导入")
    taking.add_argument("--failed", metavar="OUT.xlsx", help="把没有导入的行连同原因存成一张表")
    giving = _add(commands, "export", "导出")
    giving.add_argument("kind", metavar="KIND", help="台账（见 kinds）")
    giving.add_argument("out", metavar="OUT.xlsx", help="写到哪里")
    _where(giving)
    giving.add_argument("--masked", action="store_true", help="隐去证件号码等")


def _printing(commands: Commands) -> None:
    _add(commands, "papers", "有哪些表格")
    paper = _add(commands, "paper", "打印一份表格")
    paper.add_argument("id", metavar="ID", help="表格（见 papers）")
    paper.add_argument("out", metavar="OUT.pdf", help="写到哪里；.docx 得到可修改的文稿")
    paper.add_argument("--record", default="", metavar="UID", help="哪一条记录")
    paper.add_argument("--union", default="", metavar="UID", help="哪个工会")
    paper.add_argument("--month", type=a_month, metavar="YYYY-MM", help="月份")
    paper.add_argument("--year", type=a_year, metavar="YYYY", help="年度")
    paper.add_argument("--masked", action="store_true", help="隐去证件号码等")
    paper.add_argument("--set", action="append", metavar="NAME=VALUE", help="表格另问的内容，如 copies=120")
    report = _add(commands, "report", "报表")
    report.add_argument("id", metavar="ID", help="报表")
    report.add_argument("--book", default="", metavar="账套", help="哪个账套；只有一个账套时不用写")
    period = report.add_mutually_exclusive_group()
    period.add_argument("--month", type=a_month, metavar="YYYY-MM", help="月份")
    period.add_argument("--year", type=a_year, metavar="YYYY", help="年度")


def _counting(commands: Commands) -> None:
    count = _add(commands, "count", "选举计票")
    count.add_argument("file", metavar="FILE.json", help="人数、选票张数、候选人和选票（或票数合计）")


def _books(commands: Commands) -> None:
    deeds = {"approve": "审核一个月的凭证草稿", "unapprove": "撤销审核", "post": "把一个月已审核的凭证记账"}
    for name, help in deeds.items():
        command = _add(commands, name, help)
        command.add_argument("--month", type=a_month, required=True, metavar="YYYY-MM", help="月份")
        command.add_argument("--book", default="", metavar="账套", help="账套名称或编号；只有一个账套时不用写")
        if name == "approve":
            command.add_argument("--because", default="", metavar="说明", help="有疑点的凭证为何仍然审核，记在凭证上")
        if name == "unapprove":
            command.add_argument("--because", required=True, metavar="原因", help="为什么撤销，记入操作记录")
            command.add_argument(
                "--voucher", nargs="+", metavar="编号", help="只撤销这几张：凭证号，或 list 最后一栏的编号"
            )
    wear = _add(commands, "depreciate", "提一个月的固定资产折旧：生成一张凭证草稿")
    wear.add_argument("--month", type=a_month, required=True, metavar="YYYY-MM", help="月份")
    wear.add_argument("--book", default="", metavar="账套", help="账套名称或编号；只有一个账套时不用写")
    closing = _add(commands, "close", "月末结账，或年结")
    period = closing.add_mutually_exclusive_group(required=True)
    period.add_argument("--month", type=a_month, metavar="YYYY-MM", help="月份")
    period.add_argument("--year", type=a_year, metavar="YYYY", help="年度")
    closing.add_argument("--book", default="", metavar="账套", help="账套名称或编号；只有一个账套时不用写")
    closing.add_argument("--because", default="", metavar="说明", help="银行没有对账、或整月没有凭证的原因")
    archive = _add(commands, "archive", "一年的会计档案：账簿、数据、附件和校验和")
    archive.add_argument("out", metavar="OUT", help="写到哪个新文件夹；.zip 结尾的写成一个压缩文件")
    archive.add_argument("--year", type=a_year, required=True, metavar="YYYY", help="年度")
    archive.add_argument("--book", default="", metavar="账套", help="账套名称或编号；只有一个账套时不用写")


def _history(commands: Commands) -> None:
    undo = _add(commands, "undo", "撤销上一步；导入、合并等要写明原因，封存、批复、审核和选票不能这样退回")
    undo.add_argument("--because", default="", metavar="原因", help="为什么撤销，记入操作记录")
    _add(commands, "redo", "重做撤销的一步")
    log = _add(commands, "log", "操作记录：谁、何时、做了什么")
    log.add_argument("--limit", type=whole, default=20, metavar="N", help="最近几步，0 为全部")


_PATHS = ("data", "file", "out", "failed")
"""What names files, whose names may hold any bytes."""


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The command and its options, texts in their clean form; Refused where they cannot be understood."""
    options = parser().parse_args(list(arguments))
    for name, value in vars(options).items():
        if name not in _PATHS:
            setattr(options, name, _clean(value))
        elif value and paths.too_long(value):
            raise Refused(f"文件名“{paths.shown(value)[:20]}……”太长，什么都没有做。请把名称改短（不超过 80 个汉字）。")
    return options


def _clean(value: object) -> object:
    """A text that can be kept and shown, a list of them, or what is no text; Refused where it holds stray bytes."""
    if isinstance(value, list):
        return [_clean(each) for each in value]
    if not isinstance(value, str):
        return value
    try:
        return texts.clean(value)
    except ValueError:
        raise Refused(f"“{paths.shown(value)}”里有看不懂的字节，什么都没有做。请重新输入这一项。") from None
