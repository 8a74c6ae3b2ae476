from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from textgov.errors import ReadError
from textgov.stages.cluster import cluster
from textgov.stages.cluster.course import bursts, trend
from textgov.stages.cluster.store import changes, log_changes, read_earlier, unseen, write_letters
from textgov.stages.export.folder import write_clustering
from textgov.types import Document

# Invented letters: id → title, text, date.
FIRST = {
    "m1": ("云栖花园旁搅拌站粉尘", "云栖花园西侧的搅拌站日夜开工，水泥灰落满阳台，窗户不敢开。", "2026-03-02"),
    "m2": ("云栖花园搅拌站扬尘", "搅拌站的罐车进出不冲洗，云栖花园门口一层水泥灰，衣服都是白点。", "2026-03-05"),
    "d1": ("柳荫小区广场舞噪音", "柳荫小区南门每晚跳广场舞，音箱开到最大，跳到十点多。", "2026-03-03"),
    "d2": ("柳荫小区广场舞音箱太响", "南门空地的广场舞又来了，柳荫小区靠街三栋楼都听得见音箱。", "2026-03-09"),
    "l1": ("枫树坪三组路灯不亮", "枫树坪三组的路灯坏了半个月，晚上走路看不清。", "2026-03-08"),
}
LATER = {
    "m3": ("云栖花园旁搅拌站水泥灰", "云栖花园旁的搅拌站凌晨还在卸料，水泥灰更大。", "2026-05-01"),
    "l2": ("枫树坪三组路灯又不亮了", "枫树坪三组的路灯修了两天又坏，晚上走路要打手电。", "2026-05-02"),
    "x1": ("咨询医保异地报销", "父亲在外省住院，想问医保报销要带哪些材料。", "2026-05-03"),
}


def letters(rows: dict[str, tuple[str, str, str]]) -> list[Document]:
    return [Document(key, text, "letter", title=title, date=day) for key, (title, text, day) in rows.items()]


def test_a_later_batch_joins_or_opens_and_changes_no_id_or_name() -> None:
    before = cluster(letters(FIRST))
    before = replace(before, clusters=tuple(replace(one, label=f"人工改名{one.id}") for one in before.clusters))
    after = cluster(letters(FIRST | LATER), into=before)
    old = {key: one for key, one in before.assignments.items() if one}
    assert len(set(old.values())) == 2
    assert {key: after.assignments[key] for key in old} == old
    assert after.assignments["m3"] == old["m1"]
    assert after.assignments["l1"] == after.assignments["l2"] not in (None, *old.values())
    assert after.assignments["x1"] is None
    assert {one.id: one.label for one in after.clusters if one.id in old.values()} == {
        one.id: one.label for one in before.clusters
    }


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_later_batch_does_not_matter(seed: int) -> None:
    before = cluster(letters(FIRST))
    rows = letters(FIRST | LATER)
    expected = cluster(rows, into=before)
    random.Random(seed).shuffle(rows)
    assert cluster(rows, into=before) == expected


def test_what_a_person_put_together_or_apart_stays() -> None:
    found = cluster(letters(FIRST))
    name = found.assignments["m1"]
    apart = replace(found, assignments={**found.assignments, "m2": None})
    assert cluster(letters(FIRST), into=apart).assignments["m1"] == name
    joined = replace(found, assignments={**found.assignments, "l1": name})
    assert cluster(letters(FIRST), into=joined).assignments["l1"] == name


def test_the_folder_holds_what_the_next_batch_needs(tmp_path: Path) -> None:
    rows = [replace(one, metadata={"点赞数": "3", "电话": "不该留下"}) for one in letters(FIRST)]
    found = cluster(rows)
    write_clustering(tmp_path, found, letters=rows, urgent={"l1"})
    write_letters(tmp_path, rows)
    earlier, into = read_earlier(tmp_path)
    assert [(one.id, one.title, one.text, one.date) for one in earlier] == [
        (one.id, one.title, one.text, one.date) for one in rows
    ]
    assert into.assignments == found.assignments
    assert cluster(earlier, into=into).clusters == found.clusters
    assert "不该留下" not in (tmp_path / "masked.jsonl").read_text(encoding="utf-8")
    assert '"id": "l1"' in (tmp_path / "alone.jsonl").read_text(encoding="utf-8").splitlines()[0]


def test_an_empty_folder_is_a_first_batch_and_a_broken_one_is_refused(tmp_path: Path) -> None:
    assert read_earlier(tmp_path)[0] == []
    (tmp_path / "clusters.jsonl").write_text("{", encoding="utf-8")
    with pytest.raises(ReadError, match="缺少或损坏"):
        read_earlier(tmp_path)


def test_seen_letters_are_left_out_and_numbers_used_again_are_told_apart() -> None:
    rows = letters(FIRST)
    other = replace(rows[0], text="河堤上的石凳被人搬走了。")
    new = unseen([rows[0], other, rows[1]], rows)
    assert len(new) == 1
    assert new[0].id.startswith("m1-")
    assert unseen([other], [*rows, *new]) == []


def test_changes_are_appended(tmp_path: Path) -> None:
    before = cluster(letters(FIRST))
    after = cluster(letters(FIRST | LATER), into=before)
    rows = changes(before, after)
    assert {row["event"]: row["letters"] for row in rows} == {
        "joined": ["m3"],
        "opened": ["l1", "l2"],
        "alone": ["x1"],
    }
    log_changes(tmp_path, rows)
    log_changes(tmp_path, changes(after, after))
    log_changes(tmp_path, rows[:1])
    lines = (tmp_path / "changes.jsonl").read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[0] for line in lines] == ['{"batch": 1'] * 3 + ['{"batch": 2']


@pytest.mark.parametrize(
    ("dates", "months", "found"),
    [
        ([None], (), ()),
        (["2026-01-31", "2026-03-01"], (("2026-01", 1), ("2026-02", 0), ("2026-03", 1)), ()),
        (
            ["2026-01-01", "2026-05-01", "2026-05-02", "2026-05-03", None],
            (("2026-01", 1), ("2026-02", 0), ("2026-03", 0), ("2026-04", 0), ("2026-05", 3)),
            (("2026-05-01", "2026-05-03", 3),),
        ),
        (["2026-05-01", "2026-05-02", "2026-05-03"], (("2026-05", 3),), ()),
    ],
)
def test_course(dates: list[str | None], months: tuple[object, ...], found: tuple[object, ...]) -> None:
    assert trend(dates) == months
    assert bursts(dates) == found


@pytest.mark.parametrize(("batch", "least"), [("village", 5), ("village_second", 7), ("compound", 7)])
def test_letters_of_one_place_are_joined_by_their_problem_not_its_name(batch: str, least: int) -> None:
    path = Path(__file__).resolve().parents[2] / "corpora" / "gold" / f"{batch}_batch.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    group = {row["id"]: row["group"] for row in rows}
    found = cluster([Document(row["id"], row["text"], "letter", date=row["date"]) for row in rows])
    held = [{group[member] for member in one.members} for one in found.clusters]
    alone = [key for key, name in group.items() if name is None]
    assert len({name for names in held if len(names) == 1 for name in names if name}) >= least - 1
    assert sum(found.assignments[key] is None for key in alone) >= 0.8 * len(alone)
