"""Whose meeting talks about a matter, and what goes elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from textgov.codebook import Codebook, load_codebook
from textgov.codebook.model import LEVELS
from textgov.errors import CodebookError
from textgov.stages.agenda import make_agenda
from textgov.stages.agenda.meeting import meeting_about
from textgov.types import Cluster, Clustering, Document, Heat, Route


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook(None)


def test_every_issue_says_what_a_meeting_needs(codebook: Codebook) -> None:
    for issue in codebook.issues.values():
        assert issue.level in LEVELS, issue.id
        assert issue.concerns, issue.id
        assert len(issue.questions) == 3, issue.id
        assert (issue.settle is False) == bool(issue.goes_to), issue.id
    questions = [one for issue in codebook.issues.values() for one in issue.questions]
    assert len(questions) == len(set(questions))


@pytest.mark.parametrize(
    ("issue", "place", "level", "settle"),
    [
        ("building_repair", "", "楼道", True),
        ("building_repair", "滨河花园", "楼道", True),
        ("parking", "长虹路", "村居", True),
        ("parking", "石磨村", "村居", True),
        ("parking", "云桥镇", "街道", True),
        ("traffic_order", "长虹路", "街道", True),
        ("social_insurance", "", "街道", False),
        ("medical", "滨河花园", "街道", False),
        ("public_order", "", "街道", False),
        ("planning", "", "街道", False),
        ("consumer", "", "街道", False),
        ("neighbour_dispute", "", "楼道", True),
        (None, "石磨村", "村居", True),
        (None, "", "", True),
    ],
)
def test_level_and_power(codebook: Codebook, issue: str | None, place: str, level: str, settle: bool) -> None:
    code = codebook.issues[issue] if issue else None
    lead = codebook.bodies[code.body if code else "triage"]
    found = meeting_about(code, lead, place)
    assert (found.level, found.settle, bool(found.goes_to)) == (level, settle, not settle)
    assert len(found.questions) >= 2


def test_what_others_have_to_settle_comes_after_what_the_meeting_can(codebook: Codebook) -> None:
    issues = ("social_insurance", "parking", "medical", "garbage")
    heats = (9.0, 5.0, 3.0, 4.0)
    urgent = (0, 0, 1, 0)
    letters = [Document(f"L{n}", "办事难", "letter") for n in range(4)]
    routes = {
        f"L{n}": Route(f"L{n}", one, codebook.issues[one].name, codebook.issues[one].body, "", 0.9, ())
        for n, one in enumerate(issues)
    }
    clusters = tuple(
        Cluster(
            one,
            one,
            (),
            (f"L{n}",),
            f"L{n}",
            None,
            None,
            Heat(heats[n], 1, 1, 0, 0, urgent[n]),
            codebook.issues[one].body,
        )
        for n, one in enumerate(issues)
    )
    found = make_agenda(Clustering(clusters, {}), letters, routes=routes, taggings={}, codebook=codebook)
    assert [(one.number, one.cluster, one.settle) for one in found] == [
        (1, "parking", True),
        (2, "garbage", True),
        (3, "medical", False),
        (4, "social_insurance", False),
    ]
    assert found[3].goes_to == codebook.issues["social_insurance"].goes_to
    assert found[0].questions == codebook.issues["parking"].questions


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('level = "小区"', None),
        ('level = "楼栋"', "可以写 楼道、小区、村居、街道"),
        ("settle = false", "goes_to"),
        ('settle = false\ngoes_to = "区水务局"', None),
        ('settle = "否"', "类型不对"),
    ],
)
def test_the_codebook_is_checked(tmp_path: Path, line: str, says: str | None) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        f'[[issue]]\nid = "own"\nname = "自定"\nbody = "triage"\nforms = ["河埠头石阶"]\n{line}\n', encoding="utf-8"
    )
    if says is None:
        assert load_codebook(path).issues["own"].name == "自定"
        return
    with pytest.raises(CodebookError, match=says):
        load_codebook(path)


def test_an_own_codebook_may_take_a_matter_to_the_meeting(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        '[[issue]]\nid = "parking"\nname = "小区停车与车位"\nforms = []\nsettle = false\ngoes_to = "停车办"\n',
        encoding="utf-8",
    )
    assert load_codebook(path).issues["parking"].settle is False
    assert load_codebook(None).issues["parking"].settle is None


def test_level_and_power_go_through_a_workbook(tmp_path: Path, codebook: Codebook) -> None:
    from textgov.codebook.table import write_codebook

    write_codebook(codebook, tmp_path / "book.xlsx")
    assert load_codebook(tmp_path / "book.xlsx").issues == codebook.issues
