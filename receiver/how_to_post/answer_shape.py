"""The shape of the answers, for the description that machines read. receiver/answers.py makes them."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from models.report import OutcomeStatus
from receiver.answers import Fault, Position


class _Changed(Struct, frozen=True, forbid_unknown_fields=True):
    """What a report left behind."""

    message: Annotated[int, Meta(description="The message's number in the database.")] | UnsetType = UNSET
    case: Annotated[int, Meta(description="The case's number in its channel.")] | UnsetType = UNSET
    unknown_references: (
        Annotated[tuple[str, ...], Meta(description="The references that are not known yet.")] | UnsetType
    ) = UNSET
    repaired: (
        Annotated[tuple[str, ...], Meta(description="JSON pointers of what had to be changed to be kept.")] | UnsetType
    ) = UNSET


class Recorded(_Changed, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a report did."""

    status: Annotated[OutcomeStatus, Meta(description="The outcome.")]


class OfSeveral(_Changed, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What one of several reports did, or what is wrong with it, which does not keep the others out."""

    status: Annotated[Literal[OutcomeStatus, "invalid_report"], Meta(description="The outcome, or invalid_report.")]
    errors: Annotated[tuple[Fault, ...], Meta(description="The fields that are wrong.")] | UnsetType = UNSET


class Read(Struct, frozen=True, forbid_unknown_fields=True):
    """What the reports of a delivery did, where it held several: 201 if one opened a case, else 200."""

    status: Literal["read"]
    reports: Annotated[tuple[OfSeveral, ...], Meta(description="What each of them did, in their order.")]


class Problem(Struct, frozen=True, forbid_unknown_fields=True):
    """Why a request was refused (RFC 9457). Programs look at status and code; title and detail are for people."""

    type: Annotated[str, Meta(description="urn:hookdesk:problem: and the code.")]
    title: Annotated[str, Meta(description="What is wrong, the same for each occurrence.")]
    status: Annotated[int, Meta(description="The HTTP status.")]
    detail: Annotated[str, Meta(description="What is wrong with this request.")]
    code: Annotated[str, Meta(description="The kind of problem.")]
    reason: Annotated[str, Meta(description="Of unavailable at /health: why nothing can be stored.")] | UnsetType = (
        UNSET
    )
    errors: Annotated[tuple[Fault, ...], Meta(description="The fields that are wrong.")] | UnsetType = UNSET
    position: Annotated[Position, Meta(description="Where the body stops being JSON.")] | UnsetType = UNSET


class Health(Struct, frozen=True, forbid_unknown_fields=True):
    """A write to the database works."""

    status: Literal["ok"]
    warning: (
        Annotated[Literal["low_space"], Meta(description="The disk is nearly full: bodies of deliveries are not kept.")]
        | UnsetType
    ) = UNSET
