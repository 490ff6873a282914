"""firstContactTellPapers: everything that is missing is told, once (一次性告知)."""

import graphene

from api.hall.first_contact import ContactArguments, ContactVerb
from county.registry.permissions import RECEPTION_WORK
from hall.reception.told import tell_papers


class FirstContactTellPapers(ContactVerb):
    """Tell a visitor everything that is missing, with a notice; a second list is refused."""

    verb = staticmethod(tell_papers)

    class Arguments(ContactArguments):
        items = graphene.List(graphene.NonNull(graphene.String), required=True)

    class Meta:
        permission = RECEPTION_WORK
