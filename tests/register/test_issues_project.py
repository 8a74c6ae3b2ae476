"""What people change about issues, the journal of what becomes of them, and what the public gets to read."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from textgov import api
from textgov.errors import ReadError, ReleaseGateError, TextgovError, UsageError
from textgov.register import FILE, open_project
from textgov.stages.cluster.store import read_earlier, write_letters
from textgov.stages.export.folder import write_clustering
from textgov.stages.export.register import describe, event_rows
from textgov.stages.export.reply import write_reply
from textgov.stages.register import Journal, is_overdue
from textgov.types import Document, IssueEvent

# Invented letters: id → title, text, date.
LETTERS = {
    "m1": ("云栖花园旁搅拌站粉尘", "云栖花园西侧的搅拌站日夜开工，水泥灰落满阳台，窗户不敢开。", "2026-03-02"),
    "m2": ("云栖花园搅拌站扬尘", "搅拌站的罐车进出不冲洗，云栖花园门口一层水泥灰，衣服都是白点。", "2026-03-05"),
    "m3": ("云栖花园搅拌站水泥灰", "云栖花园旁的搅拌站凌晨还在卸料，水泥灰更大。", "2026-03-20"),
    "d1": ("柳荫小区广场舞噪音", "柳荫小区南门每晚跳广场舞，音箱开到最大，跳到十点多。", "2026-03-03"),
    "d2": ("柳荫小区广场舞音箱太响", "南门空地的广场舞又来了，柳荫小区靠街三栋楼都听得见音箱。", "2026-03-09"),
    "l1": ("枫树坪三组路灯不亮", "枫树坪三组的路灯坏了半个月，晚上走路看不清。", "2026-03-08"),
}
LATER = {"m4": ("云栖花园搅拌站粉尘更重", "云栖花园旁的搅拌站又日夜开工，水泥灰落满阳台。", "2026-04-20")}
DAY = "2026-04-01"


def documents(rows: dict[str, tuple[str, str, str]]) -> list[Document]:
    return [Document(key, text, "letter", title=title, date=day) for key, (title, text, day) in rows.items()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = api.cluster(documents(LETTERS))
    write_clustering(tmp_path, found, letters=documents(LETTERS))
    write_letters(tmp_path, documents(LETTERS))
    return tmp_path


def place_of(folder: Path) -> dict[str, str | None]:
    return dict(read_earlier(folder)[1].assignments)


def later(folder: Path) -> dict[str, str | None]:
    """Join the later letter as ``textgov cluster --into`` does."""
    earlier, before = read_earlier(folder)
    letters = [*earlier, *documents(LATER)]
    found = api.cluster(letters, into=before)
    write_clustering(folder, found, letters=letters)
    write_letters(folder, letters)
    return dict(found.assignments)


def test_new_issues_are_entered_once(folder: Path) -> None:
    for _ in range(2):
        with open_project(folder, day=DAY) as project:
            records = list(project.records().values())
    assert [(one.state, one.since, one.letters) for one in records] == [("归并", DAY, 3), ("归并", DAY, 2)]
    assert [event.date for event in records[0].events] == ["2026-03-02", DAY]


def test_a_name_stays_when_letters_join(folder: Path) -> None:
    with open_project(folder, day=DAY) as project:
        project.rename(str(place_of(folder)["m1"]), "搅拌站  搬迁")
    assert later(folder)["m4"] == place_of(folder)["m1"]
    with open_project(folder, day="2026-05-01") as project:
        record = project.record("搅拌站 搬迁")
    assert (record.letters, record.events[-1].event) == (4, "来信数变动")


def test_merging_keeps_the_first_and_closes_the_other(folder: Path) -> None:
    places = place_of(folder)
    with open_project(folder, day=DAY) as project:
        project.merge(str(places["m1"]), [str(places["d1"])])
        gone = project.records()[str(places["d1"])]
    assert set(later(folder).values()) == {places["m1"], None}
    assert (gone.state, gone.events[-1].into) == ("已并入", places["m1"])
    with open_project(folder, day=DAY) as project, pytest.raises(UsageError, match="已并入"):
        project.enter(str(places["d1"]), state="上会")


def test_splitting_makes_an_issue_that_stays_apart(folder: Path) -> None:
    source = str(place_of(folder)["m1"])
    with open_project(folder, day=DAY) as project:
        new = project.split(source, ["m3"], label="搅拌站夜间卸料")
        record = project.record("搅拌站夜间卸料")
        assert (record.id, record.letters, project.record(source).letters) == (new, 1, 2)
    assert later(folder)["m3"] == new
    (row,) = map(json.loads, (folder / "changes.jsonl").read_text(encoding="utf-8").splitlines())
    assert row["event"] == "split"
    assert (row["cluster"], row["letters"]) == (new, ["m3"])


def test_a_letter_is_moved_and_heat_follows(folder: Path) -> None:
    target = str(place_of(folder)["d1"])
    with open_project(folder, day=DAY) as project:
        project.move("l1", target)
        assert project.record(target).letters == 3
    found = {one.id: one for one in read_earlier(folder)[1].clusters}
    assert found[target].members == ("d1", "l1", "d2")
    assert (found[target].heat.letters, found[target].last) == (3, "2026-03-09")
    assert "l1" not in (folder / "alone.jsonl").read_text(encoding="utf-8")
    assert later(folder)["l1"] == target


@pytest.mark.parametrize(("locked", "joins"), [(True, False), (False, True)])
def test_a_locked_issue_takes_no_letters(folder: Path, locked: bool, joins: bool) -> None:
    issue = str(place_of(folder)["m1"])
    with open_project(folder, day=DAY) as project:
        project.lock(issue)
        project.lock(issue, locked)
    places = later(folder)
    assert (places["m4"] == issue, places["m1"]) == (joins, issue)
    assert {one.id: one.locked for one in read_earlier(folder)[1].clusters}[issue] is locked


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (lambda p: p.rename("C-没有", "新"), "没有编号或名称"),
        (lambda p: p.rename(p.clustering.clusters[0].id, "  "), "空的"),
        (lambda p: p.rename("C-", "新"), "对得上 2 个"),
        (lambda p: p.merge(p.clustering.clusters[0].id, [p.clustering.clusters[0].id]), "另外的问题"),
        (lambda p: p.split(p.clustering.assignments["m1"], ["d1"]), "不在"),
        (lambda p: p.split(p.clustering.assignments["m1"], ["m1", "m2", "m3"]), "没有剩下"),
        (lambda p: p.move("zz", p.clustering.clusters[0].id), "没有编号是 zz"),
        (lambda p: p.move("m1", p.clustering.assignments["m1"]), "已经在"),
        (lambda p: p.enter(p.clustering.clusters[0].id), "没有要登记的"),
    ],
)
def test_impossible_edits_change_nothing(folder: Path, edit: object, says: str) -> None:
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(UsageError, match=says), open_project(folder, day=DAY) as project:
        edit(project)  # type: ignore[operator]
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.name in files} == files


def test_the_way_from_meeting_to_visit_and_back(folder: Path) -> None:
    issue = str(place_of(folder)["m1"])
    steps = [
        ("上会", "2026-04-02"),
        ("议定", "2026-04-03"),
        ("办理", "2026-04-05"),
        ("部分解决", "2026-05-01"),
        ("办理", "2026-05-02"),
        ("答复", "2026-05-20"),
        ("回访", "2026-06-01"),
        ("重新打开", "2026-07-01"),
        ("上会", "2026-07-05"),
    ]
    for state, day in steps:
        with open_project(folder, day=day) as project:
            record = project.enter(issue, state=state)  # type: ignore[arg-type]
            assert (record.state, record.since) == (state, day)
    assert [row["state"] for row in event_rows(record)][2:] == [state for state, _ in steps]


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({"state": "答复", "day": "2026-04-02"}, None),
        ({"state": "回访"}, "不能直接变成“回访”;接下来可以是:上会、办理、答复"),
        ({"state": "收到"}, "不能直接"),
        ({"state": "上会", "day": "2026-03-01"}, None),
        ({"state": "上会", "due": "2026-03-31"}, "期限 2026-03-31 早于"),
        ({"state": "上会", "due": "下个月"}, "不是日期"),
        ({"due": "2026年5月1日"}, None),
    ],
)
def test_entries_are_checked(folder: Path, entry: dict[str, str], says: str | None) -> None:
    day = entry.pop("day", DAY)
    with open_project(folder, day=DAY):
        pass
    if says is None:
        with open_project(folder, day=day) as project:
            project.enter(str(place_of(folder)["m1"]), **entry)  # type: ignore[arg-type]
        return
    with pytest.raises(UsageError, match=says), open_project(folder, day=day) as project:
        project.enter(str(place_of(folder)["m1"]), **entry)  # type: ignore[arg-type]


def test_the_history_goes_on_only(folder: Path) -> None:
    with open_project(folder, day=DAY) as project:
        project.enter(str(place_of(folder)["m1"]), state="上会")
    with open_project(folder, day="2026-03-01") as project, pytest.raises(UsageError, match="早于"):
        project.enter(str(place_of(folder)["m1"]), state="议定")


def test_what_is_late_is_told(folder: Path) -> None:
    issue = str(place_of(folder)["m1"])
    with open_project(folder, day=DAY) as project:
        record = project.enter(issue, state="办理", body="urban_management", due="2026-04-10")
        cluster = project.clustering.clusters[0]
    assert record.body == "城市管理(综合执法)办公室"
    assert [is_overdue(record, day) for day in ("2026-04-10", "2026-04-11")] == [False, True]
    assert any("已超期" in line for line in describe(record, cluster, "2026-04-11"))
    with open_project(folder, day="2026-04-12") as project:
        assert not is_overdue(project.enter(issue, state="答复", result="搅拌站已加盖围挡"), "2026-05-01")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history SET state = '答复'",
        "DELETE FROM history",
        "INSERT OR REPLACE INTO history (number, issue, date, event) VALUES (1, 'C-0', '2026-01-01', '登记')",
    ],
)
def test_nobody_changes_the_history(folder: Path, statement: str) -> None:
    with open_project(folder, day=DAY):
        pass
    with sqlite3.connect(folder / FILE) as connection, pytest.raises(sqlite3.IntegrityError, match="只能追加"):
        connection.execute(statement)


def test_one_writer_at_a_time(folder: Path) -> None:
    path = folder / FILE
    with (
        Journal.writing(path),
        pytest.raises(TextgovError, match="正被另一个程序使用"),
        Journal.writing(path, wait=0.05),
    ):
        pass


def test_after_an_error_nothing_is_kept(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="stop"), Journal.writing(tmp_path / FILE) as journal:
        journal.add([IssueEvent("C-1", DAY, "登记", state="收到")])
        raise ValueError("stop")
    with Journal.writing(tmp_path / FILE) as journal:
        assert journal.records() == {}


def test_other_files_and_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="请先运行 textgov cluster"), open_project(tmp_path):
        pass
    (tmp_path / FILE).write_text("这不是数据库" * 200, encoding="utf-8")
    with pytest.raises(ReadError, match="不是问题台账"), Journal.writing(tmp_path / FILE):
        pass


@pytest.mark.parametrize("field", ["result", "note", "body"])
def test_nothing_personal_gets_into_the_journal(folder: Path, field: str) -> None:
    issue = str(place_of(folder)["m1"])
    with pytest.raises(ReleaseGateError), open_project(folder, day=DAY) as project:
        project.enter(issue, **{field: "已电话联系 13912345678"})
    with open_project(folder, day=DAY) as project:
        assert "139" not in repr(project.records())


@pytest.mark.parametrize("ending", [".docx", ".html", ".md"])
def test_the_reply_tells_what_was_decided_and_nobody_who_wrote(folder: Path, tmp_path: Path, ending: str) -> None:
    issue = str(place_of(folder)["m1"])
    with open_project(folder, day="2026-04-02") as project:
        project.enter(issue, state="上会", note="请老周主持")
        project.enter(issue, state="议定", body="城市管理办公室", due="2026-05-30", result="罐车出场先冲洗")
        record = project.record(issue)
        write_reply(tmp_path / f"a{ending}", project.agenda([issue])[0], record, "2026-04-03")
    if ending == ".docx":
        import docx

        shown = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "a.docx")).paragraphs)
    else:
        shown = (tmp_path / f"a{ending}").read_text(encoding="utf-8")
    for wanted in ("罐车出场先冲洗", "2026-05-30", "城市管理（综合执法）办公室", "少于 5 封", "由负责单位办理"):
        assert wanted in shown
    assert "老周" not in shown
    assert not any(text[at : at + 8] in shown for _, text, _ in LETTERS.values() for at in range(len(text) - 7))


def test_the_agenda_lists_what_waits_with_earlier_meetings(folder: Path) -> None:
    places = place_of(folder)
    with open_project(folder, day="2026-04-02") as project:
        project.enter(str(places["d1"]), state="办理")
        project.enter(str(places["m1"]), state="上会", result="请环保所先检测")
        (item,) = project.agenda()
    assert (item.cluster, item.earlier) == (places["m1"], ("2026-04-02 上会:请环保所先检测",))
