"""The commands by which the first administrator comes in, and by which a way in is closed before the house opens."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import click
from flask import current_app
from flask.cli import AppGroup

from app.extensions import db
from app.kernel import clock
from app.kernel.transaction import begin_write
from app.people import coming_in, services
from app.people.queries import person_at
from app.refusals import Refused
from app.roles import PLACES, TITLES, Role

Given = ParamSpec("Given")
people = AppGroup("people", help="People and their way in.")
UNKNOWN = "Человека с почтой {} в списке нет."
REGIONAL = [str(role) for role, place in PLACES.items() if place == "region"]


def _told(command: Callable[Given, None]) -> Callable[Given, None]:
    """What is refused is said to who runs the command, which then fails."""

    @wraps(command)
    def run(*arguments: Given.args, **named: Given.kwargs) -> None:
        try:
            command(*arguments, **named)
        except Refused as refused:
            raise click.ClickException(refused.sentence) from refused

    return run


@people.command("invite")
@click.argument("email")
@click.option("--name", default="", help="The name of a person who is not in the list yet.")
@click.option("--role", type=click.Choice(REGIONAL), default=str(Role.ADMIN), show_default=True)
@_told
def invite(email: str, name: str, role: str) -> None:
    """Print the path of an invitation for EMAIL; give the role when the person has none."""
    begin_write()
    now, today = clock.now(), clock.today()
    person = person_at(email) or services.add(name or email, email, "", "", None, now)
    if not person.grants:
        place = {"school_id": None, "municipality_id": None}
        services.give_role(person, Role(role), place, today, None, None, now)
    link = coming_in.invite(person, None, now)
    db.session.commit()
    days = current_app.config["SETTINGS"].invitation_days
    click.echo(f"{person.name}, {TITLES[Role(person.grants[0].role)]}. Откройте в браузере за {days} дней:")
    click.echo(f"  {current_app.config['SETTINGS'].public_url}/invitations/{link}")


@people.command("close")
@click.argument("email")
@_told
def close(email: str) -> None:
    """Close the way in of EMAIL: no signing in from now on, no role from tomorrow. What was done stays."""
    begin_write()
    person = person_at(email)
    if person is None:
        raise click.ClickException(UNKNOWN.format(email))
    services.close(person, clock.today(), None, clock.now())
    db.session.commit()
    click.echo(f"{person.name}: вход закрыт.")
