"""One ballot while it is being keyed in: what each key means, without any window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from unionapp.subjects.elections import record_rules as checks
from unionapp.subjects.elections import thresholds
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.counting.actions import ABSTAIN, AGAINST, BOTH, FOR

_NEXT = {ABSTAIN: FOR, FOR: AGAINST, AGAINST: BOTH, BOTH: ABSTAIN}
"""What a name has after its number is pressed, or it is clicked, once more."""
SIGNS = {FOR: "○", AGAINST: "×", ABSTAIN: "", BOTH: "○×"}
KEYS = "0123456789-/+."


@dataclass(frozen=True)
class State:
    """The ballot after some keys."""

    marks: str
    written: tuple[str, ...] = ()
    void: bool = False
    last: int | None = None
    """The place of the name marked last: a minus after its number turns it to ×."""
    against: bool = False
    """The next number is marked ×."""
    typed: str = ""
    """A number of two digits, begun with 0."""


class BallotDraft:
    """Numbers mark ○, minus makes ×; 0 begins a number of two digits; every key can be taken back."""

    def __init__(self, names: Sequence[str], seats: int) -> None:
        self.names = tuple(names)
        self.seats = seats
        self.state = State(ABSTAIN * len(self.names))
        self._past: list[State] = []

    def press(self, key: str) -> bool:
        """Take one key: a digit, - × for the last or next number, / and + for all the rest, . void; False if not."""
        if key not in KEYS:
            return False
        if key.isdigit():
            return self._digit(key)
        before = self.state
        if key == "-":
            self._minus()
        elif key == ".":
            self._put(replace(before, void=not before.void))
        else:
            rest = AGAINST if key == "/" else FOR
            self._put(replace(before, marks=before.marks.replace(ABSTAIN, rest), last=None))
        return True

    def settle(self) -> bool:
        """Take a number begun with 0 as it stands; tells whether one was begun."""
        typed = self.state.typed
        return bool(typed) and (self._choose(int(typed)) or True)

    def mark(self, place: int) -> None:
        """Give a name its next mark: ○, ×, both, none."""
        state = self.state
        now = state.marks[place]
        new = AGAINST if state.against and now in (ABSTAIN, FOR) else _NEXT[now]
        marks = state.marks[:place] + new + state.marks[place + 1 :]
        self._put(replace(state, marks=marks, last=place, against=False, typed=""))

    def write(self, name: str) -> None:
        """Add somebody written in."""
        tidy = counting.tidy(name)
        names = [each for each in checks.lines(tidy) if each not in self.state.written]
        if names:
            self._put(replace(self.state, written=(*self.state.written, *names), last=None))

    def back(self) -> bool:
        """Take back the last key; False where there is none."""
        if not self._past:
            return False
        self.state = self._past.pop()
        return True

    def load(self, marks: str, written: str, begun: bool = False) -> None:
        """Begin with what a sheet already has; where it was keyed in before, backspace empties it."""
        empty = State(ABSTAIN * len(self.names))
        void = marks == checks.VOID
        plain = ABSTAIN * len(self.names) if void else marks
        self.state = State(plain, tuple(checks.lines(written)), void)
        self._past = [empty] if begun else []

    @property
    def marks(self) -> str:
        """The marks as they are filed."""
        return checks.VOID if self.state.void else self.state.marks

    @property
    def written(self) -> str:
        """The names written in, as they are filed."""
        return "、".join(self.state.written)

    @property
    def begun(self) -> bool:
        """Whether anything was keyed in."""
        return bool(self._past)

    def verdict(self) -> tuple[bool, str]:
        """Whether the ballot is valid, and why in words."""
        return verdict(self.marks, self.written, self.names, self.seats)

    def _digit(self, key: str) -> bool:
        typed = self.state.typed
        if not typed and key != "0":
            return self._choose(int(key))
        if len(typed) == 2:
            return self._choose(int(typed + key))
        self._put(replace(self.state, typed=typed + key))
        return True

    def _choose(self, number: int) -> bool:
        if 1 <= number <= len(self.names):
            self.mark(number - 1)
            return True
        self.state = replace(self.state, typed="")
        return False

    def _minus(self) -> None:
        state = self.state
        if state.last is not None and state.marks[state.last] == FOR:
            marks = state.marks[: state.last] + AGAINST + state.marks[state.last + 1 :]
            self._put(replace(state, marks=marks))
        else:
            self._put(replace(state, against=not state.against))

    def _put(self, state: State) -> None:
        self._past.append(self.state)
        self.state = state


def verdict(marks: str, written: str, names: Sequence[str], seats: int) -> tuple[bool, str]:
    """Whether a ballot is valid, and why in words; the same rule as the count's."""
    if marks == checks.VOID:
        return False, "无效票：整张作废（没有盖章、无法辨认等）"
    ballot = counting.ballot_of(marks, written, names)
    chosen = len(ballot.named)
    if chosen > seats:
        return False, f"无效票：选了 {chosen} 名，多于应选 {seats} 名"
    left = ballot.left_out(names, bool(thresholds.WRITE_INS.value))
    unheard = "；没有画 ×，另选的不计票" if left else ""
    both = sorted(ballot.named & ballot.against)
    if both:
        return True, f"有效票：对{'、'.join(both)}既赞成又不赞成，按弃权计{unheard}"
    if not chosen and not ballot.against:
        return True, "空白票：有效，全部弃权"
    return True, f"有效票：赞成 {chosen - len(left)} 名，不赞成 {len(ballot.against)} 名{unheard}"


def described(marks: str, written: str, names: Sequence[str]) -> str:
    """A ballot on one line, by the numbers of the names."""
    if marks == checks.VOID:
        return "整张作废"
    parts = []
    for mark, word in ((FOR, "○"), (AGAINST, "×"), (BOTH, "○×")):
        numbers = [str(place + 1) for place, each in enumerate(marks) if each == mark]
        if numbers:
            parts.append(f"{word} {' '.join(numbers)}")
    if written:
        parts.append(f"另选 {written}")
    return "　".join(parts) or "空白票"
