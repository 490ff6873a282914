"""firstContactLinkCase: the visit became a case."""

import graphene

from api.hall.first_contact import ContactArguments, ContactVerb
from county.registry.permissions import RECEPTION_WORK
from hall.reception.case import link_case


class FirstContactLinkCase(ContactVerb):
    """Say which case the visit led to: the first contact ends with it."""

    verb = staticmethod(link_case)

    class Arguments(ContactArguments):
        case_number = graphene.String(required=True)

    class Meta:
        permission = RECEPTION_WORK
