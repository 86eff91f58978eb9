"""The pages that belong to no subject: what is due, papers, backups, who may come in, settings."""

from __future__ import annotations

from unionapp.store.aliases import ALIASES
from unionapp.store.arrangements import ARRANGEMENTS
from unionapp.store.option_changes import SETTINGS
from unionapp.store.system import CHARACTERS, CODES
from unionapp.store.unfinished import UNFINISHED

from ui.page_spec import of_kind, page, parted

WORKBENCH = page("workbench", "工作台", "ui.office.workbench_page:Workbench")
PAGES = (
    page("papers", "打印表格", "ui.office.papers_page:PapersPage"),
    parted(
        "检查与待补",
        page("inspection", "检查", "ui.office.inspection_page:InspectionPage"),
        of_kind(UNFINISHED, "ui.office.unfinished_page:UnfinishedPage"),
        of_kind(ARRANGEMENTS),
    ),
    page("health", "数据安全", "ui.office.health_page:HealthPage"),
    page("backups", "备份与恢复", "ui.office.backups_page:BackupsPage"),
    page("operators", "操作员与密码", "ui.office.operators_page:OperatorsPage"),
    parted(
        "日志与个人信息",
        page("journal", "操作日志", "ui.office.journal_page:JournalPage"),
        page("privacy", "个人信息", "ui.office.privacy_page:PrivacyPage"),
    ),
    parted(
        "参数设置",
        of_kind(SETTINGS, "ui.office.settings_page:SettingsPage", title="参数"),
        of_kind(CODES),
        of_kind(CHARACTERS),
        of_kind(ALIASES),
    ),
)
