"""The schema of a hall's host. Its text is kept in api/snapshots/hall.graphql."""

import graphene

from api.hall.mutations.brush_off_report import BrushOffReport
from api.hall.mutations.case_accept import CaseAccept
from api.hall.mutations.case_acknowledge_copy import CaseAcknowledgeCopy
from api.hall.mutations.case_advance_agency import CaseAdvanceAgency
from api.hall.mutations.case_collect import CaseCollect
from api.hall.mutations.case_complete import CaseComplete
from api.hall.mutations.case_copy import CaseCopy
from api.hall.mutations.case_decide_extension import CaseDecideExtension
from api.hall.mutations.case_decide_part import CaseDecidePart
from api.hall.mutations.case_decide_review import CaseDecideReview
from api.hall.mutations.case_decline import CaseDecline
from api.hall.mutations.case_intake import CaseIntake
from api.hall.mutations.case_issue_receipt import CaseIssueReceipt
from api.hall.mutations.case_rate import CaseRate
from api.hall.mutations.case_receive_supplement import CaseReceiveSupplement
from api.hall.mutations.case_record_consent import CaseRecordConsent
from api.hall.mutations.case_record_fee import CaseRecordFee
from api.hall.mutations.case_record_joint_review import CaseRecordJointReview
from api.hall.mutations.case_record_survey import CaseRecordSurvey
from api.hall.mutations.case_request_extension import CaseRequestExtension
from api.hall.mutations.case_request_review import CaseRequestReview
from api.hall.mutations.case_request_supplement import CaseRequestSupplement
from api.hall.mutations.case_resume_clock import CaseResumeClock
from api.hall.mutations.case_return import CaseReturn
from api.hall.mutations.case_stop_clock import CaseStopClock
from api.hall.mutations.case_urge import CaseUrge
from api.hall.mutations.case_withdraw import CaseWithdraw
from api.hall.mutations.conduct_lead_close import ConductLeadClose
from api.hall.mutations.first_contact_end import FirstContactEnd
from api.hall.mutations.first_contact_hand_over import FirstContactHandOver
from api.hall.mutations.first_contact_link_case import FirstContactLinkCase
from api.hall.mutations.first_contact_promise import FirstContactPromise
from api.hall.mutations.first_contact_record import FirstContactRecord
from api.hall.mutations.first_contact_tell_papers import FirstContactTellPapers
from api.hall.mutations.rating_follow_up import RatingFollowUp
from api.hall.queries import Query


class Mutation(graphene.ObjectType):
    """Receiving visitors, working on cases in the order of a case's life, then on what was said of the service. One
    mutation a request."""

    first_contact_record = FirstContactRecord.Field()
    first_contact_tell_papers = FirstContactTellPapers.Field()
    first_contact_hand_over = FirstContactHandOver.Field()
    first_contact_promise = FirstContactPromise.Field()
    first_contact_link_case = FirstContactLinkCase.Field()
    first_contact_end = FirstContactEnd.Field()
    brush_off_report = BrushOffReport.Field()
    case_intake = CaseIntake.Field()
    case_issue_receipt = CaseIssueReceipt.Field()
    case_request_supplement = CaseRequestSupplement.Field()
    case_receive_supplement = CaseReceiveSupplement.Field()
    case_accept = CaseAccept.Field()
    case_decline = CaseDecline.Field()
    case_return = CaseReturn.Field()
    case_stop_clock = CaseStopClock.Field()
    case_resume_clock = CaseResumeClock.Field()
    case_request_extension = CaseRequestExtension.Field()
    case_decide_extension = CaseDecideExtension.Field()
    case_urge = CaseUrge.Field()
    case_record_consent = CaseRecordConsent.Field()
    case_advance_agency = CaseAdvanceAgency.Field()
    case_record_fee = CaseRecordFee.Field()
    case_copy = CaseCopy.Field()
    case_acknowledge_copy = CaseAcknowledgeCopy.Field()
    case_record_survey = CaseRecordSurvey.Field()
    case_record_joint_review = CaseRecordJointReview.Field()
    case_decide_part = CaseDecidePart.Field()
    case_complete = CaseComplete.Field()
    case_collect = CaseCollect.Field()
    case_rate = CaseRate.Field()
    case_withdraw = CaseWithdraw.Field()
    case_request_review = CaseRequestReview.Field()
    case_decide_review = CaseDecideReview.Field()
    rating_follow_up = RatingFollowUp.Field()
    conduct_lead_close = ConductLeadClose.Field()


schema = graphene.Schema(query=Query, mutation=Mutation)
