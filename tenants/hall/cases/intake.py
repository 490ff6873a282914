"""① Intake: the application is received, numbered and on record, in two SQL calls."""

import json
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.db import IntegrityError, connection, models, transaction

from county.now import TIMEZONE
from county.registry.permissions import Actor
from hall.cases.deemed import first_look
from hall.cases.events import next_event
from hall.cases.judge import decide_kind, kind_code
from hall.cases.models import Case, IdempotencyKey
from hall.cases.numbers import insert_numbered
from hall.catalogue.models import Matter, Window
from hall.catalogue.search import first_letters
from hall.decisions.keep import Made, record_of
from hall.keys import uuid7
from hall.people import identity, sealed
from hall.regulations.current import IN_FORCE, Regulation, in_force
from hall.reporting.announce import announce
from rules.errors import RuleError
from rules.transitions import Action, step

OPERATION = "intake"


def _columns(model: type[models.Model]) -> dict[str, str]:
    """Column by attribute, in the order of the model. Without JSON, which only the ORM reads."""
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.JSONField)]
    return {field.attname: f"{model._meta.db_table}.{field.column}" for field in fields}


# Written out once: for the ORM this one row costs more time than all that PostgreSQL does for an intake.
MATTER, WINDOW = _columns(Matter), _columns(Window)
READ_MATTER = f"""
SELECT {IN_FORCE}, {", ".join([*MATTER.values(), *WINDOW.values()])}
FROM {Matter._meta.db_table} JOIN {Window._meta.db_table} ON {WINDOW["id"]} = {MATTER["window_id"]}
WHERE {MATTER["code"]} = %s
"""  # noqa: S608 - names of our own tables

ID_NUMBER, PHONE, ADDRESS, EMAIL = "id_number", "phone", "address", "email"  # what a sealed value is for


@dataclass(frozen=True)
class Application:
    """What an applicant hands in, as typed; `intake` checks and normalises it."""

    matter_code: str
    applicant_name: str
    phone: str
    id_number: str = ""
    address: str = ""
    channel: str = Case.Channel.WINDOW.value
    email: str = ""


def intake(application: Application, *, key: str, actor: Actor, now: datetime) -> Case:
    """Receive an application: a case with its gapless number of the day. Idempotent by `key` per caller.

    The same key with the same application returns the first case; with another application it is refused
    (`idempotency_conflict`). Raises RuleError with the field at fault: `matter_unknown`, `matter_not_offered`,
    `window_closed`, `window_not_working` (at the window only), and those of `hall.people.identity`.
    """
    day = now.astimezone(TIMEZONE).date()
    clean = _checked(application, now)
    asked = sha256(json.dumps(asdict(clean), sort_keys=True).encode()).hexdigest()
    try:
        matter, version = _matter(application.matter_code, day)
        if clean.channel == Case.Channel.WINDOW:
            matter.window.check_works_on(day)
    except RuleError:
        # A second try gets the answer of the first, even if the window has closed in between.
        if key and (first := _answered(actor, key, sealed.blind_index(asked, OPERATION))):
            return first
        raise
    rules = in_force(version, day)
    kind = decide_kind(matter.term, matter.route, rules)
    case = _new_case(clean, matter, kind, rules, actor, now)
    answer = IdempotencyKey(
        id=uuid7(now),
        caller=caller_of(actor),
        operation=OPERATION,
        key=mark_of(key),
        request_hash=sealed.blind_index(asked, OPERATION),
        case=case,
        created_at=now,
    )
    event = next_event(case, Action.INTAKE, before="", actor=actor, now=now, data={"channel": case.channel})
    why = record_of(kind, subject_id=case.id, sequence=event.sequence, now=now)
    try:
        with _undone_alone():
            insert_numbered(case, event, answer, why)
    except IntegrityError as error:
        first = _answered(actor, key, sealed.blind_index(asked, OPERATION))
        if "one_answer_per_key" not in str(error) or first is None:
            raise
        return first
    announce()
    return case


def _undone_alone() -> AbstractContextManager[object]:
    """A refused statement undoes nothing else: alone it is a transaction, inside another one it needs a savepoint."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()


def _checked(application: Application, now: datetime) -> Application:
    on = now.astimezone(TIMEZONE).date()
    if application.channel not in Case.Channel.values:
        raise RuleError("channel_unknown", "There is no such way to apply.", "channel")
    return Application(
        matter_code=identity.plain_text(application.matter_code, "matterCode", at_most=40),
        applicant_name=identity.normal_name(application.applicant_name),
        phone=identity.normal_phone(application.phone),
        id_number=identity.normal_id_number(application.id_number, on=on) if application.id_number else "",
        address=identity.plain_text(application.address, "address", at_most=200),
        email=identity.normal_email(application.email) if application.email else "",
        channel=application.channel,
    )


def _matter(code: str, day: date) -> tuple[Matter, UUID | None]:
    """The matter with its window, and the version of the regulation that is in force on the day."""
    with connection.cursor() as cursor:
        cursor.execute(READ_MATTER, [day, code])
        version, *row = cursor.fetchone() or [None]
    if not row:
        raise RuleError("matter_unknown", "This hall has no such matter.", "matterCode")
    matter = Matter.from_db(connection.alias, list(MATTER), row[: len(MATTER)])
    matter.window = Window.from_db(connection.alias, list(WINDOW), row[len(MATTER) :])
    if not matter.is_active:
        raise RuleError("matter_not_offered", "This matter is not offered at the moment.", "matterCode")
    if not matter.window.is_open:
        raise RuleError("window_closed", "The window for this matter is closed.", "matterCode")
    return matter, version


def _new_case(
    clean: Application, matter: Matter, kind: Made, rules: Regulation, actor: Actor, now: datetime
) -> Case:
    """The row, with what is promised frozen onto it; its number and the chain of its events come later."""
    return Case(
        id=uuid7(now),
        day=now.astimezone(TIMEZONE).date(),
        status=step(None, Action.INTAKE).value,
        version=1,
        last_hash="",
        matter=matter,
        matter_code=matter.code,
        matter_name=matter.name,
        matter_english=matter.english,
        department=matter.department,
        window=matter.window,
        channel=clean.channel,
        term=matter.term,
        route=matter.route,
        kind=kind_code(kind),
        applicant_name=clean.applicant_name,
        initials=first_letters(clean.applicant_name),
        id_number_sealed=sealed.seal(clean.id_number, ID_NUMBER),
        id_number_index=sealed.blind_index(clean.id_number, ID_NUMBER),
        id_number_mask=identity.mask_id_number(clean.id_number) if clean.id_number else "",
        phone_sealed=sealed.seal(clean.phone, PHONE),
        phone_mask=identity.mask_phone(clean.phone),
        address_sealed=sealed.seal(clean.address, ADDRESS),
        email_sealed=sealed.seal(clean.email, EMAIL),
        email_mask=identity.mask_email(clean.email) if clean.email else "",
        regulation_id=kind.regulation_id,
        promised_limit=matter.promised_limit,
        promised_unit=matter.promised_unit,
        received_at=now,
        papers_at=now,
        next_check_at=first_look(rules.rulebook, now),
        handler_id=actor.id,
        handler_name=actor.name,
    )


def _answered(actor: Actor, key: str, asked: str) -> Case | None:
    """The case this key was answered with; None when it was not used yet."""
    answer = (
        IdempotencyKey.objects.select_related("case")
        .filter(caller=caller_of(actor), operation=OPERATION, key=mark_of(key))
        .first()
    )
    if answer is None:
        return None
    if answer.request_hash != asked:
        raise RuleError(
            "idempotency_conflict", "This key was already used for a different application.", "idempotencyKey"
        )
    return answer.case


def caller_of(actor: Actor) -> str:
    """Whose idempotency keys these are."""
    return f"client:{actor.client}" if actor.client else f"user:{actor.id}"


def mark_of(key: str) -> str:
    """An idempotency key as it is kept: its digest, for programs have sent worse than random ones. Raises
    `idempotency_key_malformed`."""
    if not key or len(key) > 100 or not key.isprintable():
        raise RuleError(
            "idempotency_key_malformed", "The key must be 1 to 100 printable characters.", "idempotencyKey"
        )
    return sealed.blind_index(key, "idempotency key")
