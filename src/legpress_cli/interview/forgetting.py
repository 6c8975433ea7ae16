"""Asks before sessions are deleted, or a damaged file is set aside; all else that is kept goes at the word."""

from __future__ import annotations

from legpress_cli.diagnosis.phrases import count
from legpress_cli.errors import InvalidInput
from legpress_cli.interview.keeping import ask_for_yes
from legpress_cli.interview.phrases import DELETE, DELETE_NOTHING
from legpress_cli.store.database import Store
from legpress_cli.store.forgetting import Forgotten, count_sessions, forget, is_damaged
from legpress_cli.system.browser import forget_pages
from legpress_cli.system.environment import Environment
from legpress_cli.system.files import has_owners


def forget_what_is_kept(store: Store, *, log: bool, sure: bool, environment: Environment) -> Forgotten:
    """Delete what is kept, with ``log`` the sessions too, and return what was deleted and what stays.

    Without ``sure`` a person is asked first where sessions are to go, or a damaged file is to get another name. Raises
    ``InvalidInput`` where nobody can be asked, and ``StoreUnavailable`` for a file that is not ours to delete from.
    """
    if not has_owners():  # so nothing is kept but pages
        return Forgotten(pages=forget_pages())
    if is_damaged(store):
        question = f"{store} is damaged, and nothing in it can be read. Set it aside under another name, and begin anew?"
        return forget(store, log=False, set_aside=_may(question, environment, sure=sure))
    sessions = count_sessions(store) if log else 0
    if sessions and not _may(f"Delete {count(sessions, 'logged session')} for good?", environment, sure=sure):
        log = False
    return forget(store, log=log, set_aside=False)


def _may(question: str, environment: Environment, *, sure: bool) -> bool:
    if sure:
        return True
    if not environment.can_ask:
        raise InvalidInput(f"{question} Say so with --yes.")
    return ask_for_yes(environment, question, DELETE, DELETE_NOTHING)
