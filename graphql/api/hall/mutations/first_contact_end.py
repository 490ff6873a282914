"""firstContactEnd: the first contact has ended."""

import graphene

from api.hall import enums
from api.hall.first_contact import ContactArguments, ContactVerb
from county.registry.permissions import RECEPTION_WORK
from hall.reception.end import end_contact


class FirstContactEnd(ContactVerb):
    """Say how it ended: by the first-contact person, who has it in hand, or who answers for the hall."""

    verb = staticmethod(end_contact)

    class Arguments(ContactArguments):
        outcome = enums.ContactOutcome(required=True)
        words = graphene.String()

    class Meta:
        permission = RECEPTION_WORK
