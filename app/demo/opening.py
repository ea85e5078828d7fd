"""What a house gets that is a demo: its command, its days, its accounts; a real house never loads any of it."""

from datetime import date

import click
from flask import Flask

from app.demo import chapters
from app.demo.seed import ACCOUNTS, PASSWORD, seed
from app.extensions import db
from app.year.cycle.demo_clock import moved


def init_app(app: Flask) -> None:
    """Tell what has happened since whenever the demo day has moved; the page of the day offers the ends of chapters."""
    app.extensions["demo_days"] = tuple(chapters.CHAPTERS)
    app.extensions["demo_story"] = chapters.go_on
    app.extensions["demo_accounts"] = [*(f"{email:28} {who}" for email, who in ACCOUNTS), f"пароль у всех: {PASSWORD}"]
    app.cli.add_command(seed_demo)
    moved.connect(lambda _app, now: chapters.moved_to(now), app, weak=False)


@click.command("seed")
@click.option(
    "--day",
    type=click.Choice([f"{day}" for day in chapters.CHAPTERS]),
    default=f"{chapters.SPRING}",
    help="the day that the demo begins on",
)
def seed_demo(day: str) -> None:
    """Write the mode down and fill the year of the demo with its schools. A second run changes nothing."""
    seed(date.fromisoformat(day))
    db.session.commit()
