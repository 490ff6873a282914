"""The words of the law as GraphQL enums: the same members, never copied."""

import graphene

from hall.agency.models import AgencyRecord
from hall.cases import models
from hall.cases.clock_stops import BY_HAND
from hall.catalogue.models import Window
from hall.conduct.models import ConductLead
from hall.feedback.models import Rating
from hall.joint.models import Part
from hall.notices.models import Notice
from hall.reception.models import ContactStep, FirstContact
from rules import classification, clock, decisions, stops, transitions

CaseStatus = graphene.Enum.from_enum(
    transitions.Status, name="CaseStatus", description="Where a case stands."
)
CaseAction = graphene.Enum.from_enum(transitions.Action, name="CaseAction", description="A step of a case.")
Term = graphene.Enum.from_enum(
    classification.Term,
    name="Term",
    description="INSTANT: settled the same day (即办). COMMITMENT: by a date (承诺).",
)
Route = graphene.Enum.from_enum(
    classification.Route,
    name="Route",
    description="Who decides: the hall, several departments, an agent on the way, or an authority above.",
)
LimitUnit = graphene.Enum.from_enum(
    clock.LimitUnit, name="LimitUnit", description="What a limit is counted in."
)
Provider = graphene.Enum.from_enum(
    Window.Provider, name="Provider", description="Who runs a window: a department, a firm, or a machine."
)
Channel = graphene.Enum.from_enum(
    models.Case.Channel, name="Channel", description="How the application came."
)
ConsentHow = graphene.Enum.from_enum(
    AgencyRecord.How, name="ConsentHow", description="How the citizen agreed to agency."
)
Result = graphene.Enum.from_enum(models.Case.Result, name="Result", description="How the matter was settled.")
RatingLevel = graphene.Enum.from_enum(
    Rating.Level, name="RatingLevel", description="How satisfied the applicant is (好差评)."
)
LeadCode = graphene.Enum.from_enum(
    ConductLead.Code, name="LeadCode", description="What may have been broken."
)
LeadSource = graphene.Enum.from_enum(ConductLead.Source, name="LeadSource", description="Who noticed it.")
LeadOutcome = graphene.Enum.from_enum(
    ConductLead.Outcome, name="LeadOutcome", description="What came of a lead."
)
StopReason = graphene.Enum.from_enum(
    stops.StopReason, name="StopReason", description="Why a clock stands still (中止计时)."
)
ProcedureThatStops = graphene.Enum(
    "ProcedureThatStops",
    [(reason.name, reason.value) for reason in BY_HAND],
    description="Why a person may stop a clock: hearing, public notice, site survey, expert review.",
)
DeadlineKind = graphene.Enum.from_enum(
    models.Deadline.What, name="DeadlineKind", description="What is due besides the case itself."
)
PartOutcome = graphene.Enum.from_enum(
    Part.Outcome, name="PartOutcome", description="What a department decided of its part."
)
NoticeKind = graphene.Enum.from_enum(
    Notice.Kind, name="NoticeKind", description="What a hall gave in writing."
)
ContactStepKind = graphene.Enum.from_enum(
    ContactStep.What, name="ContactStepKind", description="What was done for a visitor."
)
ContactOutcome = graphene.Enum.from_enum(
    FirstContact.Outcome, name="ContactOutcome", description="How a first contact ended."
)
Question = graphene.Enum.from_enum(
    decisions.Question, name="Question", description="What was decided on a case."
)
