"""From a route to the street's own office: who takes it by the street's directory, how to reach them, or where else to go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from textgov.codebook import Body, Codebook
from textgov.codebook.directory import Directory
from textgov.types import Document, Referral, Route


def referred(
    routes: Iterable[Route], documents: Iterable[Document], directory: Directory, codebook: Codebook, *, today: str
) -> list[Route]:
    """Return the routes with the office that took such letters on the letter's day (``today`` where it has none).

    The office of the issue comes before that of the body, unless the letter does not go to the issue's own body (it was left
    to a person, or accuses that body).
    """
    found = []
    for route, document in zip(routes, documents, strict=True):
        day = document.date or today
        known = codebook.issues.get(route.issue or "")
        issue = known.id if known is not None and known.body == route.body else None
        lead = directory.lead(issue, route.body, day)
        referral = _referral(lead, directory.supporting(issue, route.body, day), day)
        found.append(replace(route, referral=referral, reasons=(*route.reasons, _line(referral, route))))
    return found


def _referral(lead: Body | None, supporting: Iterable[Body], day: str) -> Referral:
    helpers = tuple(_with_contact(one.name, one.contact) for one in supporting if lead is None or one.id != lead.id)
    if lead is None:
        return Referral("", "", day, supporting=helpers)
    return Referral(lead.name, lead.contact, day, bool(lead.outside), helpers)


def _line(referral: Referral, route: Route) -> str:
    if not referral.office:
        return f"通讯录({referral.day})里没有写谁管“{route.body_name}”的这类事,请补上"
    named = _with_contact(referral.office, referral.contact)
    if referral.outside:
        return f"这类事不归本街道,请来信人找{named}"
    return f"本街道由{named}办理(按 {referral.day} 的通讯录)"


def _with_contact(name: str, contact: str) -> str:
    return f"{name}({contact})" if contact else name
