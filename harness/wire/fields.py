"""The declared table of the wire: which key means what, in which kind of hit, and where it goes.

A new parameter is one line here. The order is the order on the wire, and `docs/wire-format.md` shows this table.
"""

from __future__ import annotations

from types import MappingProxyType

from harness.wire import codecs as c
from harness.wire import hits
from harness.wire.bodies import gather_fields, spread_fields
from harness.wire.spec import Field, Rest, Spec

__all__ = ["SHARED", "SPECS", "spec_of"]

SHARED = (
    Field("sd", "client.screen", "screen size"),
    Field("cd", "client.colour_depth", "colour depth"),
    Field("cs", "client.charset", "document charset"),
    Field("ln", "client.language", "browser language"),
    Field("bfp", "visitor.fingerprint", "browser fingerprint"),
    Field("v", "version", "protocol version"),
    Field("a", "portal_id", "portal id", c.NUMBER),
    Field("pi", "content.page_id", "page id"),
    Field("ct", "content.content_type", "content type"),
    Field("ccu", "page.canonical_set", "canonical URL given by setCanonicalUrl"),
    Field("po", "page.path", "path given by setPath"),
    Field("rpo", "page.previous_path", "path before the last setPath"),
    Field("rcu", "page.canonical", "canonical link of the page"),
    Field("cpi", "content.metadata[=]", "content page id"),
    Field("cgi", "content.metadata[=]", "content group id"),
    Field("cfi", "content.metadata[=]", "content folder id"),
    Field("lpi", "content.metadata[=]", "legacy page id"),
    Field("abi", "content.metadata[=]", "A/B test id"),
    Field("lvi", "content.metadata[=]", "language variant id"),
    Field("lvc", "content.metadata[=]", "language variant code"),
    Field("mabci", "content.metadata[=]", "multi-armed bandit correlation id"),
    Field("mabei", "content.metadata[=]", "multi-armed bandit experiment id"),
    Field("tc", "content.targeted[]", "targeted content"),
    Field("r", "page.referrer", "referrer"),
    Field("pu", "page.url", "address of the page"),
    Field("t", "page.title", "title of the page"),
    Field("cts", "sent_at", "sent at", c.EPOCH_MS),
    Field("i", "identity", "identity", c.IDENTITY),
    Field("rv", "visitor.was_reset", "visitor was reset on this page", c.ONE),
    Field("vi", "visitor.usertoken", "usertoken"),
    Field("nc", "visitor.is_new", "new visitor", c.TRUE_FALSE),
    Field("u", "visitor.hstc", "copy of the __hstc cookie", c.HSTC, torn=True),
    Field("b", "session", "copy of the __hssc cookie", c.HSSC, torn=True),
    Field("ce", "consent.given", "consent given", c.CONSENT_GIVEN),
    Field("pt", "consent.policy", "policy of the banner", c.POLICY),
    Field("cc", "consent.categories", "consent categories", c.CATEGORIES),
)
"""What every hit of the tracker may carry."""

_FORM_STEPS = {"15": "view", "16": "install", "17": "visible", "18": "interaction", "19": "completion"}
_DECISIONS = {"28": "approved", "29": "declined", "30": "revoked"}


def _type(code: str, word: str) -> Field:
    return Field("k", "", "hit type", c.choice({code: word}))


SPECS = (
    Spec(hits.PageView, "hit", (_type("1", "page view"),), shared=SHARED),
    Spec(
        hits.LegacyEvent,
        "hit",
        (
            Rest("", "properties", "property"),
            _type("3", "legacy event"),
            Field("n", "id", "event id"),
            Field("m", "value", "event value"),
        ),
        shared=SHARED,
    ),
    Spec(
        hits.CtaView,
        "hit",
        (
            _type("12", "CTA view"),
            Field("aij", "ids", "call to action and variant", c.TEXTS),
            Field("rfc", "rfc", "always 8"),
        ),
        shared=SHARED,
    ),
    Spec(
        hits.FeedView,
        "hit",
        (
            Field("a", "portal_id", "portal id", c.NUMBER),
            _type("14", "feed view"),
            Field("r", "post", "address of the post"),
            Field("bu", "blog", "address of the blog", c.TWICE_ENCODED),
            Field("bvt", "medium", "medium"),
            Field("p", "platform", "blog platform"),
        ),
        shared=SHARED,
    ),
    Spec(
        hits.FormHit,
        "hit",
        (
            Field("k", "step", "hit type", c.choice(_FORM_STEPS)),
            Field("fi", "form_id", "form id"),
            Field("fci", "conversion_id", "form conversion id"),
            Field("fvi", "variant_id", "form variant id"),
            Field("lfi", "lead_flow_id", "lead-flow id"),
            Field("ft", "form_type", "form type"),
        ),
        shared=SHARED,
    ),
    Spec(
        hits.FeedbackView,
        "hit",
        (
            _type("26", "feedback view"),
            Field("st", "survey_type", "survey type"),
            Field("si", "survey_id", "survey id"),
        ),
        shared=SHARED,
    ),
    Spec(hits.ConsentHit, "hit", (Field("k", "decision", "hit type", c.choice(_DECISIONS)),), shared=SHARED),
    Spec(
        hits.CustomEvent,
        "event",
        (Field("n", "name", "event name"), Rest("_", "properties", "property")),
        shared=SHARED,
    ),
    Spec(hits.ElementClick, "click", (Rest("_", "properties", "property"),), shared=SHARED),
    Spec(
        hits.ScriptError,
        "error",
        (
            Field("w", "sent_at", "sent at", c.EPOCH_MS),
            Field("m", "message", "error message"),
            Field("j", "build", "version of the script"),
            Field("n", "error", "error name"),
            Field("f", "file", "file"),
            Field("l", "line", "line"),
            Field("x", "stack", "stack"),
        ),
        needs_portal=False,
    ),
    Spec(
        hits.ApiEvent,
        "API event",
        (
            Field("_a", "portal_id", "portal id", c.NUMBER),
            Field("_n", "name", "event name or id"),
            Field("_m", "value", "event value"),
            Rest("", "contact", "contact property"),
        ),
    ),
    Spec(
        hits.FormSetUp,
        "form set-up",
        (Field("portalId", "portal_id", "portal id", c.NUMBER), Field("utk", "visitor.usertoken", "usertoken")),
    ),
    Spec(hits.FormCounter, "form counter", (Rest("", "counts", "counter"),), needs_portal=False),
    Spec(
        hits.CollectedForm,
        "collected form",
        (
            Field("portalId", "portal_id", "portal id", c.NUMBER),
            Field("formSelectorId", "form_selector", "id of the form element"),
            Field("formSelectorClasses", "form_classes", "classes of the form element"),
            Field("pageTitle", "page.title", "title of the page"),
            Field("pageUrl", "page.url", "address of the page"),
            Field("type", "source", "how it was collected"),
            Field("utk", "visitor.usertoken", "usertoken"),
            Field("uuid", "uuid", "id of this submission"),
            Field("version", "version", "version of the script"),
            Rest("contactFields.", "contact", "contact field"),
            Rest("formValues.", "values", "form value"),
            Rest("labelToNameMap.", "labels", "name of the field labelled"),
        ),
    ),
    Spec(
        hits.FormSubmission,
        "form submission",
        (
            Field("submittedAt", "sent_at", "submitted at", c.EPOCH_MS),
            Field("context.hutk", "visitor.usertoken", "usertoken"),
            Field("context.pageUri", "page.url", "address of the page"),
            Field("context.pageName", "page.title", "title of the page"),
            Rest("fields.", "fields", "form field", gather_fields, spread_fields),
        ),
        in_path=("portal_id", "form_id"),
    ),
    Spec(
        hits.BannerReport,
        "banner report",
        (Field("portalId", "portal_id", "portal id", c.NUMBER), Rest("", "details", "detail", dict, dict.items)),
        in_path=("activity",),
        needs_portal=False,
    ),
    Spec(
        hits.UnknownHit,
        "other",
        (Field("k", "code", "hit type"),),
        shared=SHARED,
        in_path=("path",),
        needs_portal=False,
    ),
)
"""Every kind of hit."""

_BY_TYPE = MappingProxyType({spec.hit: spec for spec in SPECS})


def spec_of(kind: type[hits.Hit]) -> Spec:
    """The table of one type of hit."""
    return _BY_TYPE[kind]
