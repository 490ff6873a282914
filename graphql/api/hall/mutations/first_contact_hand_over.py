"""firstContactHandOver: the visitor is taken to a named colleague at the window in charge."""

import graphene

from api.hall.first_contact import ContactArguments, ContactVerb
from county.registry.permissions import RECEPTION_WORK
from hall.reception.hand_over import hand_over


class FirstContactHandOver(ContactVerb):
    """Hand a visitor over to a receiver who serves the window. The first-contact person stays responsible."""

    verb = staticmethod(hand_over)

    class Arguments(ContactArguments):
        window_code = graphene.String(required=True)
        receiver_id = graphene.Int(required=True, description="The user who receives.")
        note = graphene.String()

    class Meta:
        permission = RECEPTION_WORK
