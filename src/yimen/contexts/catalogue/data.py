"""What leaves the catalogue: the content of a version, and short views of items.

``Content`` is the whole immutable text of one published version. The citizen's guide, the officer's manual,
the application form and the review plan are all generated from it and from nothing else.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from yimen.contexts.catalogue.domain.frozen import Frozen
from yimen.contexts.catalogue.domain.paper_forms import PaperForm


class Handling(StrEnum):
    """办件类型 (S39046 A.6)."""

    INSTANT = "instant"  # 即办件
    PROMISED = "promised"  # 承诺件


class Necessity(StrEnum):
    """Whether a material must be there."""

    REQUIRED = "required"  # 必要
    SITUATIONAL = "situational"  # 按情形
    DEFERRABLE = "deferrable"  # 可容缺


class Source(StrEnum):
    """来源渠道."""

    APPLICANT = "applicant"  # 申请人自备
    GOVERNMENT = "government"  # 政府部门核发
    OTHER = "other"


class StepKind(StrEnum):
    """What happens in a review step."""

    REVIEW = "review"  # 审查
    SITE_VISIT = "site_visit"  # 现场核查, two officers (许可法第34条)
    JOINT = "joint"  # 联合审查
    EXPERT = "expert"  # 专家评审, a special procedure (许可法第45条)
    SIGN_OFF = "sign_off"  # 审核签发


class ResultKind(StrEnum):
    """审批结果类型."""

    LICENCE = "licence"  # 证照
    APPROVAL = "approval"  # 批文
    NONE = "none"  # 无


class FieldKind(StrEnum):
    """How a form field is asked and checked."""

    TEXT = "text"
    TEXTAREA = "textarea"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    ID_NUMBER = "id_number"
    USCC = "uscc"
    PHONE = "phone"
    ADDRESS = "address"
    LICENCE = "licence"  # identifier of a licence this platform issued


class Basis(Frozen):
    """One legal ground: the law, the article, and the words relied on."""

    law: str
    article: str = ""
    text: str = ""


class Limit(Frozen):
    """A time limit: ``days`` counted in ``unit`` ("working_day" or "calendar_day")."""

    days: int = Field(ge=0)
    unit: str = "working_day"
    basis: str = ""


class Condition(Frozen):
    """One condition of approval 准予条件; ``standard`` is for the officer's manual."""

    key: str
    text: str
    basis: str = ""
    standard: str = ""


class Material(Frozen):
    """申请材料. ``licence_type`` names the licence (21-character code) that satisfies it without upload."""

    key: str
    name: str
    necessity: Necessity = Necessity.REQUIRED
    source: Source = Source.APPLICANT
    form: str = "电子"
    copies: int = 1
    basis: str = ""
    licence_type: str = ""
    when: str = ""
    """For a situational material: the situation in words."""
    formats: tuple[str, ...] = ("pdf", "jpg", "png")
    max_mb: int = 10
    instructions: str = ""
    acceptance_standard: str = ""
    common_errors: tuple[str, ...] = ()
    blank_form: str = ""
    """Name of the form among ``Content.forms`` that is offered empty, to be filled in by hand."""
    sample: str = ""
    """Name of the form that is offered filled in as an example."""


class Choice(Frozen):
    """One answer of a choice field."""

    value: str
    label: str


class FormField(Frozen):
    """One question; ``element`` is the data element, asked once; ``prefill`` says where it is known from."""

    key: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    element: str = ""
    required: bool = True
    hint: str = ""
    max_length: int = 200
    minimum: int | None = None
    maximum: int | None = None
    choices: tuple[Choice, ...] = ()
    prefill: str = ""
    """One of: holder.name, holder.number, holder.phone, holder.address, holder.representative."""


class FormGroup(Frozen):
    """One page of the form: one decision each."""

    key: str
    title: str
    hint: str = ""
    fields: tuple[FormField, ...]


class ReviewStep(Frozen):
    """One step of the review plan, a node of a DAG: opens when all of ``after`` are closed."""

    key: str
    name: str
    body: str
    """Name of the organisation in the district's register."""
    kind: StepKind = StepKind.REVIEW
    limit: Limit
    after: tuple[str, ...] = ()
    officers: int = 1
    points: tuple[str, ...] = ()
    """Review points, for the officer's manual."""
    discretion: tuple[str, ...] = ()
    """裁量基准."""


class SpecialProcedure(Frozen):
    """A ground on which this item's clock may be paused (许可法第45条), with the days usually needed."""

    ground: str
    days: int
    explanation: str = ""


class Commitment(Frozen):
    """告知承诺: what the applicant signs, and how it is checked later."""

    text: str
    conditions: tuple[str, ...]
    consequences: str
    check_days: int
    excluded: str = ""


class Fee(Frozen):
    """One charge with its basis."""

    name: str
    amount: str
    basis: str
    relief: str = ""


class Result(Frozen):
    """What the applicant gets."""

    kind: ResultKind
    name: str
    licence_type: str = ""
    """21-character licence type code (S§3.3) where the result is a licence."""
    validity_months: int = 0
    """0: no expiry."""
    facts: tuple[str, ...] = ()
    """Keys of form fields that are printed on the licence, in order."""


class Visits(Frozen):
    """到现场次数 with the reason where it is not zero."""

    count: int = 0
    reason: str = ""
    baseline: int = 2
    """How often one had to come before, for the figure of visits saved."""


class Service(Frozen):
    """Where and when."""

    hall: str
    window: str
    address: str
    hours: str
    phone: str
    complaint_phone: str
    bus: tuple[str, ...] = ()
    latitude: float = 0.0
    longitude: float = 0.0
    note: str = ""
    """What to know about the above, e.g. that bus lines and place are demonstration."""


class Faq(Frozen):
    """One question people really ask."""

    question: str
    answer: str


class Content(Frozen):
    """The whole of one version."""

    name: str
    type: str
    """事项类型, two digits (S§1.7)."""
    profile: str
    """Procedure profile of the cases room: licence, payment, confirmation, reward, filing, service."""
    body: str
    """Name of the deciding organisation in the district's register."""
    level: str = "4"
    summary: str
    handling: Handling
    subjects: tuple[str, ...]
    """服务对象: "person" and/or "company"."""
    themes: tuple[str, ...]
    life_events: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    """Words people use for it."""
    assurance: int = 1
    """Lowest identity assurance that may apply."""
    basis: tuple[Basis, ...]
    conditions: tuple[Condition, ...]
    legal_limit: Limit
    promised_limit: Limit
    correction_days: int = 10
    """Working days the applicant has to supply what a correction notice asks."""
    materials: tuple[Material, ...]
    groups: tuple[FormGroup, ...]
    steps: tuple[ReviewStep, ...] = ()
    joint: bool = False
    """Joint handling under 许可法第26条: limits 45 + 15 by the government."""
    special: tuple[SpecialProcedure, ...] = ()
    commitment: Commitment | None = None
    fees: tuple[Fee, ...] = ()
    """Empty: free of charge."""
    result: Result
    visits: Visits
    channels: tuple[str, ...] = ("window", "online")
    depth: tuple[str, ...] = ()
    cross_region: str = ""
    service: Service
    rights: str = ""
    """行政复议、行政诉讼途径 in plain words."""
    faq: tuple[Faq, ...] = ()
    intermediaries: tuple[str, ...] = ()
    quantity_limit: str = ""
    receiving_halls: tuple[str, ...] = ()
    """Names of the halls elsewhere that may receive for this item (通办)."""
    forms: tuple[PaperForm, ...] = ()
    """Blank forms and samples the materials name: part of the version, so that it prints the same for ever."""
    upper_body: str = ""
    """For items of lower-level examination (许可法第35条, 第43条): the body that decides above."""


class ItemSummary(Frozen):
    """One row of a list of items."""

    id: UUID
    slug: str
    """Stable part of the item's address (``/items/<slug>/``)."""
    name: str
    code: str
    """31-character code, or the code as published where it does not parse."""
    department: str
    type: str
    guide_only: bool
    open_for_application: bool
    summary: str = ""
    promised: str = ""
    visits: int | None = None
    subjects: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


class Difference(Frozen):
    """One place that differs between two versions, in words a person can read."""

    place: str
    before: str
    after: str


class VersionView(Frozen):
    """One version with its item's codes; ``content`` is None for a row that was only imported."""

    id: UUID
    item_id: UUID
    slug: str
    number: int
    status: str
    code: str
    published_code: str
    base_code: str
    name: str
    type: str
    organisation_id: UUID
    department: str
    effective_on: date
    guide_only: bool
    open_for_application: bool
    content: Content | None
    findings: tuple[str, ...] = ()
    latest: bool = True
    """Whether this is the version in force today."""
    group: str = ""
    """主项 as published, empty where the list gives none."""
    demo_code: bool = False
    """The base code was composed by us for demonstration; it is not in the national catalogue."""
    sha256: str = ""
    """Digest of what the version says; checked at every reading."""
    differences: tuple[Difference, ...] = ()
    """What changed against the version before."""


class FormFile(Frozen):
    """A printed form, blank or as a filled sample: a PDF and the name to save it under."""

    name: str
    body: bytes


class Facet(Frozen):
    """One way to narrow a list, with how many items it leaves."""

    value: str
    label: str
    count: int


class SearchPage(Frozen):
    """One page of a list of items; ``facets`` by kind: department, theme, subject."""

    total: int
    items: tuple[ItemSummary, ...]
    facets: dict[str, tuple[Facet, ...]]
    page: int = 1
    pages: int = 1
    query: str = ""
