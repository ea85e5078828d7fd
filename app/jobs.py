"""Work that no person waits for, as two tables: what is asked for by name, and what comes by the clock."""

from collections.abc import Callable
from contextlib import suppress

from flask import Flask, current_app
from huey import Huey, crontab
from huey.consumer import Consumer

from app.archive.leftovers import part_taken, sweep_halves, sweep_parts
from app.borrowing.services import compare_asked, fingerprint_pending
from app.documents.checks.comparisons import compare_versions
from app.documents.checks.services import check_again, check_pending, check_version
from app.documents.conversion import convert_unshown, draw
from app.documents.recognition.services import recognise
from app.expertise.opinions.publishing import planned, publish
from app.expertise.queries import unfrozen_stages
from app.expertise.services import freeze
from app.extensions import db
from app.health.pulse import Pulse
from app.kernel import clock, line
from app.kernel.later import send_later
from app.kernel.resending import sweep_sent_forms
from app.kernel.sweeping import each
from app.kernel.transaction import begin_write, end_write
from app.kernel.turn import in_turn
from app.night import look_by_night
from app.notices.letters.composing import compose
from app.notices.letters.outbox import send_due
from app.notices.letters.way_in import write_recovery
from app.notices.services import read
from app.orders.sheets import count_sheets
from app.refusals import Refused
from app.search.services import catch_up
from app.training.services import keep_training
from app.year.cycle.models import Stage


def freeze_stages() -> None:
    """Fix the set of every stage whose day is over."""
    each("freezing of stage", [stage.id for stage in unfrozen_stages(clock.now())], _freeze)


@in_turn
def _freeze(stage_id: int) -> None:
    begin_write()
    with suppress(Refused):  # it was fixed in the meantime
        freeze(db.session.get_one(Stage, stage_id), None, clock.now())


def look_and_print(version_id: int) -> None:
    """Look at a version; its words are compared with those of other schools from now on."""
    check_version(version_id)
    end_write()
    fingerprint_pending()


def forget_sent_forms() -> None:
    """Forget the keys of forms that nobody sends again any more."""
    begin_write()
    sweep_sent_forms()


def publish_stages() -> None:
    """Show schools what was planned for today."""
    each("publication of stage", [stage.id for stage in planned(clock.now())], _publish)


def _publish(stage_id: int) -> None:
    begin_write()
    with suppress(Refused):  # what holds it waits for a person
        publish(db.session.get_one(Stage, stage_id), {}, None, clock.now())


def go_on() -> None:
    """What a demo has still to tell by its day; a real house has no story."""
    if story := current_app.extensions.get("demo_story"):
        story()


def read_notices(person_id: int, path: str) -> None:
    """Somebody has opened what a message leads to."""
    begin_write()
    read(person_id, path, clock.now())


def compose_letters() -> None:
    """Make letters of what people are to be told."""
    compose(clock.now())


ASKED: dict[str, Callable[..., object]] = {
    "look_at": look_and_print,
    "look_again": check_again,
    "look_at_unseen": check_pending,
    "compare_versions": compare_versions,
    "convert_unshown": convert_unshown,
    "draw": draw,
    "print_unprinted": fingerprint_pending,
    "compare_asked": compare_asked,
    "part_taken": part_taken,
    "go_on": go_on,
    "read_notices": read_notices,
    "write_recovery": write_recovery,
    "keep_training": keep_training,
}
EVERY_MINUTE: tuple[Callable[[], object], ...] = (
    freeze_stages,
    publish_stages,
    check_pending,
    fingerprint_pending,
    compare_asked,
    convert_unshown,
    recognise,
    count_sheets,
    catch_up,
    sweep_parts,
    sweep_halves,
    forget_sent_forms,
    compose_letters,
    send_due,
    look_by_night,
    go_on,
    keep_training,
)
PULSE = Pulse()  # of this process
WORKERS = 2  # one may wait for LibreOffice while the other checks what has just been uploaded


def init_app(app: Flask) -> None:
    """Open the queue and give the application its way to ask: `app.extensions["jobs"](name, *args)`."""
    huey = line.opened(app.config["SETTINGS"].queue)
    asked = {name: huey.task(name=name)(_in_app(app, job)) for name, job in ASKED.items()}
    for job in EVERY_MINUTE:
        once = _by_one(huey, job.__name__, _in_app(app, job))
        huey.periodic_task(crontab(minute="*"), name=f"every_minute_{job.__name__}")(once)
    app.extensions["huey"] = huey
    app.extensions["jobs"] = lambda name, *args: asked[name](*args, asked_at=clock.real_now().timestamp())


def _in_app(app: Flask, job: Callable[..., object]) -> Callable[..., None]:
    """The job in an application context of its own, committed at its end; a failure leaves no trace."""

    # The queue keeps `asked_at`, to know how long a job waits.
    def run(*args: object, asked_at: float | None = None) -> None:
        with app.app_context(), PULSE.doing(job.__name__):
            job(*args)
            db.session.commit()
            send_later()

    return run


def _by_one(huey: Huey, name: str, run: Callable[..., None]) -> Callable[[], None]:
    """The job of the clock, done by one of all workers in a minute."""

    def once() -> None:
        if line.is_first(huey, name, clock.real_now().timestamp()):
            run()

    return once


def consumer(app: Flask) -> Consumer:
    """The worker; `run()` on it blocks until it is told to stop. It begins with what was left undone."""
    PULSE.start(app)
    app.extensions["jobs"]("look_at_unseen")
    huey: Huey = app.extensions["huey"]
    return huey.create_consumer(workers=WORKERS, max_delay=0.5, graceful_signal="TERM")
