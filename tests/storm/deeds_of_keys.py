"""What is done to keys: passwords, who is let in, the recovery code, the data key itself."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

from unionapp.store import admission, fetching, keys, renewal

from tests.storm import deed as of
from tests.storm.deed import Deed, entered, opened
from tests.storm.work import say
from tests.support import OPERATOR, PASSWORD


def _password(folder: Path) -> None:
    with opened(folder) as store:
        admission.change_password(store, PASSWORD, of.SECOND)
        say("password")


def _admit(folder: Path) -> None:
    with opened(folder) as store:
        admission.admit(store, of.NEWCOMER, of.THEIRS)
        say("admit")


def _admitted(folder: Path, said: list[str]) -> str:
    store = entered(folder, of.NEWCOMER, of.THEIRS)
    if store is None:
        return "admitted and refused" if "admit" in said else ""
    found = "a newcomer looks after the others" if "admin" in store.context.rights else ""
    store.close()
    return found


def _dismiss(folder: Path) -> None:
    with opened(folder) as store:
        admission.dismiss(store, of.LEAVER)
        say("dismiss")


def _dismissed(folder: Path, said: list[str]) -> str:
    store = entered(folder, of.LEAVER, of.THEIRS)
    if store is None:
        return ""
    store.close()
    return "dismissed and let in" if "dismiss" in said else ""


def _renew(folder: Path) -> None:
    renewal.renew(folder, OPERATOR, keys.KeyRing.read(folder).unlock(OPERATOR, PASSWORD), of.NOW)
    say("renew")


def _renewed(folder: Path, said: list[str]) -> str:
    store = entered(folder, of.LEAVER, of.THEIRS)
    if store is None:
        return "who stays is shut out"
    store.close()
    return ""


def _code(folder: Path) -> None:
    """The code is said before it is in force, as the clerk who lost it could not try it."""
    real = keys.KeyRing.new_code

    def told(ring: keys.KeyRing, key: bytes) -> str:
        code = real(ring, key)
        say(f"code {code}")
        return code

    with opened(folder) as store, mock.patch.object(keys.KeyRing, "new_code", told):
        admission.new_recovery_code(store)
        say("new code")


def _new_code(folder: Path, said: list[str]) -> str:
    if "new code" in said:
        codes = [line[5:] for line in said if line.startswith("code ")]
        admission.reset_password(folder, codes[0], OPERATOR, of.SECOND)
    return ""


def _fetch(folder: Path) -> None:
    fetching.fetch(folder, folder.parent / of.BACKUP, OPERATOR, PASSWORD, of.NOW)
    say("fetch")


def _lose_keys(folder: Path) -> None:
    (folder / keys.FILE).write_bytes(b"{")


DEEDS = (
    Deed("password", _password),
    Deed("admit", _admit, _admitted),
    Deed("dismiss", _dismiss, _dismissed),
    Deed("renew", _renew, _renewed),
    Deed("code", _code, _new_code),
    Deed("fetch", _fetch, prepare=_lose_keys, again=True),
)
