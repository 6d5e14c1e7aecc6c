"""The declared table of the wire: which key means what, in which kind of hit, and where it goes.

A new parameter is one line here. The order is the order on the wire, and `docs/wire-format.md` shows this table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from harness.wire import codecs as c
from harness.wire import hits
from harness.wire.codecs import Codec
from harness.wire.endpoints import EndpointKind

__all__ = ["SHARED", "SPECS", "Field", "Rest", "Spec", "spec_of"]


@dataclass(frozen=True, slots=True)
class Field:
    """One key: where its value goes in a `Hit` (`page.url`), what people call it, how it is read.

    A place that ends in `[]` collects every occurrence, one that ends in `[=]` key and value. An empty place is read
    and written but kept nowhere. A value that cannot be read makes the hit malformed, unless the field is `torn`.
    """

    key: str
    place: str
    name: str
    codec: Codec[Any] = c.TEXT
    torn: bool = False

    @property
    def attribute(self) -> str:
        """The name of the attribute, without the part it belongs to."""
        return self.place.rpartition(".")[2].partition("[")[0]

    @property
    def collects(self) -> bool:
        """Whether every occurrence is kept."""
        return self.place.endswith("]")

    @property
    def keyed(self) -> bool:
        """Whether the key is kept with the value."""
        return self.place.endswith("[=]")


@dataclass(frozen=True, slots=True)
class Rest:
    """The keys that start with `prefix` and are no field: collected at `place`, without the prefix.

    `gather` makes the value of the place from the pairs, `spread` the pairs from the value.
    """

    prefix: str
    place: str
    name: str
    gather: Callable[[Iterable[tuple[str, str]]], Any] = tuple
    spread: Callable[[Any], Iterable[tuple[str, str]]] = tuple


@dataclass(frozen=True, slots=True)
class Spec:
    """One kind of hit: its endpoint and its keys; the own ones stand before the shared ones on the wire.

    `in_path` names the attributes that the path of the address says. A hit that `needs_portal` is malformed without a
    portal id.
    """

    hit: type[hits.Hit]
    endpoint: EndpointKind
    own: tuple[Field, ...] = ()
    rests: tuple[Rest, ...] = ()
    shared: tuple[Field, ...] = ()
    in_path: tuple[str, ...] = ()
    needs_portal: bool = True

    @property
    def codes(self) -> tuple[str, ...]:
        """The values of `k` that mean this kind; empty where the endpoint alone says it."""
        return next((field.codec.codes for field in self.own if field.key == "k"), ())

    @property
    def portal_key(self) -> str:
        """The key that carries the portal id."""
        return next((field.key for field in self.fields if field.place == "portal_id"), "")

    def rest_of(self, key: str) -> Rest | None:
        """The rest that `key` belongs to, or None."""
        return next((rest for rest in self.rests if key.startswith(rest.prefix)), None)

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields in wire order; an own field takes the place of a shared one of the same key."""
        taken = {field.key for field in self.own}
        return self.own + tuple(field for field in self.shared if field.key not in taken)


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


def _gather_fields(pairs: Iterable[tuple[str, str]]) -> tuple[hits.FormField, ...]:
    named = ((*key.partition("/"), value) for key, value in pairs)
    return tuple(hits.FormField(name=name, value=value, object_type=kind or None) for kind, _, name, value in named)


def _spread_fields(fields: Iterable[hits.FormField]) -> tuple[tuple[str, str], ...]:
    return tuple((f"{field.object_type or ''}/{field.name}", field.value) for field in fields)


def _type(code: str) -> Field:
    return Field("k", "", "hit type", c.constant(code))


SPECS = (
    Spec(hits.PageView, "hit", (_type("1"),), shared=SHARED),
    Spec(
        hits.LegacyEvent,
        "hit",
        (_type("3"), Field("n", "id", "event id"), Field("m", "value", "event value")),
        (Rest("", "properties", "property"),),
        SHARED,
    ),
    Spec(
        hits.CtaView,
        "hit",
        (_type("12"), Field("aij", "ids", "call to action and variant", c.TEXTS), Field("rfc", "rfc", "always 8")),
        shared=SHARED,
    ),
    Spec(
        hits.FeedView,
        "hit",
        (
            _type("14"),
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
        (_type("26"), Field("st", "survey_type", "survey type"), Field("si", "survey_id", "survey id")),
        shared=SHARED,
    ),
    Spec(hits.ConsentHit, "hit", (Field("k", "decision", "hit type", c.choice(_DECISIONS)),), shared=SHARED),
    Spec(
        hits.CustomEvent, "event", (Field("n", "name", "event name"),), (Rest("_", "properties", "property"),), SHARED
    ),
    Spec(hits.ElementClick, "click", (), (Rest("_", "properties", "property"),), SHARED),
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
        ),
        (Rest("", "contact", "contact property"),),
    ),
    Spec(
        hits.FormSetUp,
        "form set-up",
        (Field("portalId", "portal_id", "portal id", c.NUMBER), Field("utk", "visitor.usertoken", "usertoken")),
    ),
    Spec(hits.FormCounter, "form counter", (), (Rest("", "counts", "counter"),), needs_portal=False),
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
        ),
        (
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
            Field("context.hutk", "hutk", "usertoken"),
            Field("context.pageUri", "page.url", "address of the page"),
            Field("context.pageName", "page.title", "title of the page"),
        ),
        (Rest("fields.", "fields", "form field", _gather_fields, _spread_fields),),
        in_path=("portal_id", "form_id"),
    ),
    Spec(
        hits.BannerReport,
        "banner report",
        (Field("portalId", "portal_id", "portal id", c.NUMBER),),
        (Rest("", "details", "detail", dict, dict.items),),
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
