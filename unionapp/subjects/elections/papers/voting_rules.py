"""选举办法（草案）: what the assembly adopts before it votes."""

from __future__ import annotations

from unionapp.paper.document import Document, Paragraph
from unionapp.paper.letter import letter
from unionapp.subjects.elections import thresholds
from unionapp.subjects.elections.papers.ballot import LEGENDS, legend
from unionapp.subjects.elections.papers.case import ElectionFacts
from unionapp.subjects.elections.papers.common import chinese, figure
from unionapp.subjects.elections.papers.meeting import bodies
from unionapp.subjects.elections.papers.request import seats_sentence
from unionapp.subjects.elections.states import BodyKind, ElectionSort

MARKS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六"]


def election_rules(case: ElectionFacts) -> Document:
    """The clauses in their usual order."""
    clauses = [*_who(case), *_how(case), *_outcome(case)]
    body = [Paragraph(text, lead=f"第{MARKS[place]}条　", lead_style="hei") for place, text in enumerate(clauses)]
    title = f"{case.short}\n{case.assembly}\n选举办法（草案）"
    made = letter(
        title, "", [Paragraph(f"（提请{chinese(case.day)}大会审议通过）", indent=False, align="center"), *body]
    )
    return Document("选举办法", made.blocks, made.page)


def _who(case: ElectionFacts) -> list[str]:
    ballot = [panel for panel in case.assembly_panels if panel.by_ballot]
    seats = "；".join(seats_sentence(case, panel) for panel in case.assembly_panels)
    chair = "大会主席团" if case.by_delegates else "上一届委员会" if case.sort == ElectionSort.FULL else "筹备组"
    heads = "和主席、副主席" if case.direct and case.panel(BodyKind.CHAIR) else ""
    later = "" if case.direct else f"{case.term}委员会主席、副主席由新一届委员会第一次全体会议选举产生。"
    return [
        "根据《中华人民共和国工会法》《中国工会章程》《工会基层组织选举工作条例》，制定本办法。",
        f"本次大会选举{bodies(case)}{heads}。{seats}。{later}",
        f"大会选举由{chair}主持。",
        "候选人由工会小组（分会）推荐，经充分酝酿和公示，报同级党组织和上一级工会审查同意，提交大会选举。"
        "候选人名单以姓氏笔画为序排列。",
        f"有选举权的到会{case.heads}达到应到会人数的三分之二，方可进行选举。列席人员和保留会籍的人员没有选举权。"
        f"本次大会应到{case.heads}{figure(case.due)}人。",
        "选举采用无记名投票方式。因故未到会的，不得委托他人代为投票。"
        + (f"选票分{len(ballot)}种，以颜色区分，投入同一票箱，分别计票。" if len(ballot) > 1 else ""),
    ]


def _how(case: ElectionFacts) -> list[str]:
    return [
        f"填写选票时，对候选人可以投赞成票，可以投不赞成票，也可以弃权。{LEGENDS[legend()].rule}" + _others(),
        "每张选票所选的人数，等于或者少于应选人数的有效，多于应选人数的整张作废。"
        "书写模糊、无法辨认的部分无效，可以辨认的部分有效。",
        "收回的选票等于或者少于发出的选票，选举有效；多于发出的选票，选举无效，应重新进行选举。",
        "大会设总监票人1名、监票人若干名，从不是候选人的会员（代表）中推荐，经大会表决通过。"
        "监票人对选举的全过程进行监督。计票人由会务组指定，在监票人监督下工作。候选人不得担任监票人、计票人。",
        "投票开始前，监票人当场检查票箱并加封。投票时，监票人、计票人首先投票，然后其他有选举权的人依次投票。",
    ]


def _others() -> str:
    """Who may write in another, as the votes will be counted (a setting)."""
    how = "在空白栏内写上另选人的姓名，并画上赞成的符号"
    if not thresholds.WRITE_INS.value:
        return f"可以另选他人，{how}。"
    return f"投不赞成票的，可以另选他人，{how}；投赞成票或者弃权的，不另选他人，另选的不计票。"


def _outcome(case: ElectionFacts) -> list[str]:
    return [
        "候选人和另选人获得的赞成票超过应到会人数的半数，始得当选。",
        "获得赞成票超过应到会人数半数的人数多于应选名额时，以得赞成票多的当选；票数相同不能确定当选人时，"
        "就票数相同的人再次投票，以得赞成票多的当选。",
        "当选人数少于应选名额时，对不足的名额可以另行选举；接近应选名额且符合规定的，经大会过半数同意，"
        "也可以减少名额，不再进行选举。",
        "计票完毕，由总监票人、监票人、计票人在计票结果报告单上签名，向大会主持人报告，由大会主持人当场宣布选举"
        "是否有效和选举结果。选举结果报上一级工会批准。",
        f"本办法经大会表决通过后生效。未尽事宜由{'大会主席团' if case.by_delegates else '大会主持人'}研究决定。",
    ]
