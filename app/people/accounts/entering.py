"""Somebody comes in on this device: a session of its own, and the cookie that remembers it."""

from flask import request, session
from flask_login import login_user

from app.people.accounts.actor import SignedIn, grants_today
from app.people.accounts.models import Account
from app.people.accounts.services import seed_of_tokens
from app.people.accounts.sessions import begin, end


def enter(account: Account) -> SignedIn:
    """End the session that this browser had, and begin one for the account."""
    end(session.get("_user_id"))
    actor = SignedIn(account, grants_today(account.person_id), begin(account, request.user_agent.string))
    login_user(actor)
    session.permanent = True
    session["csrf_token"] = seed_of_tokens(account)
    return actor
