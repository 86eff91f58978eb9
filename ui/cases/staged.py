"""A case that passes through stages: its head leads to the first one that is missing."""

from __future__ import annotations

from unionapp.records.record import Row
from unionapp.values.stages import Stage

from ui.cases.headed import HeadedCase
from ui.cases.stages_part import StagesPart


class StagedCase(HeadedCase[Row]):
    """The page of a case whose part "stages" shows them; the head names the key of the next one."""

    def go_on(self) -> None:
        """Do what is missing next."""
        if self.found is not None and self.found.next_key:
            self.lead("stages")
            part = self.part("stages")
            assert isinstance(part, StagesPart)
            part.choose(self.found.next_key)
            part.attempt(part.mend)


def next_words(stage: Stage | None, late: str = "已经逾期") -> str:
    """The next stage in one sentence; `late` says why it is late."""
    if stage is None:
        return "各环节都办齐了。"
    return f"下一步：{stage.title}{f'（{late}）' if stage.late else ''}，要补：{'、'.join(stage.missing)}。"
