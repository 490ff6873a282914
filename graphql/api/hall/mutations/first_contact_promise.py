"""firstContactPromise: nobody is at the window, so a time is promised."""

import graphene

from api.base.scalars import DateTime
from api.hall.first_contact import ContactArguments, ContactVerb
from county.registry.permissions import RECEPTION_WORK
from hall.reception.hand_over import promise_time


class FirstContactPromise(ContactVerb):
    """Nobody is at the window: who of it was reached, when the visitor is asked back, with what, reached how."""

    verb = staticmethod(promise_time)

    class Arguments(ContactArguments):
        window_code = graphene.String(required=True)
        contacted = graphene.String(required=True, description="Who of the window was reached, by name.")
        promised_at = DateTime(required=True)
        requirements = graphene.String(required=True)
        phone = graphene.String(description="Of the visitor; unless it is on record.")

    class Meta:
        permission = RECEPTION_WORK
