"""A folder's issues after clustering: what people change about them, and the journal of what becomes of each.

``issues.sqlite`` beside ``clusters.jsonl`` holds the journal. Only masked labels, counts and what is typed in here go
into it, and all of it passes the release gate.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from textgov import api
from textgov.errors import UsageError
from textgov.gate import check_release, clusters_leaving
from textgov.settings import AGENDA, CLUSTER, RELEASE
from textgov.stages.cluster import FORMULA, edit, store
from textgov.stages.register import Journal, check_event, iso_date, steps
from textgov.toolbox import toolbox
from textgov.types import AgendaItem, Clustering, Document, IssueEvent, IssueRecord, IssueState, Route

FILE = "issues.sqlite"
# What a body's name explains in brackets, which people leave out.
_ASIDE = re.compile(r"\(.*?\)")
# States in which an issue waits for a meeting.
_WAITING: tuple[IssueState, ...] = ("归并", "上会", "部分解决", "重新打开")


@contextmanager
def open_project(
    folder: str | Path, *, day: str | None = None, codebook: api.Book = None, accept: Collection[str] = ()
) -> Iterator[Project]:
    """Open the journal of a folder that ``textgov cluster`` wrote, enter new issues, and hold it until the end.

    ``day`` is the date under which things are entered, by default today. Nothing is kept when an error is raised.
    Raises UsageError where the folder holds no clusters and TextgovError where the journal is in use.
    """
    folder = Path(folder)
    if not (folder / store.CLUSTERS).exists():
        raise UsageError(f"{folder} 里没有 {store.CLUSTERS};请先运行 textgov cluster 来信.xlsx -o {folder}")
    letters, clustering = store.read_earlier(folder)
    today = iso_date(day, "--date") if day else date.today().isoformat()
    with Journal.writing(folder / FILE) as journal:
        project = Project(folder, letters, clustering, journal, today, codebook, tuple(accept))
        project.sync()
        yield project


@dataclass
class Project:
    """An open folder; ``clustering`` follows the edits."""

    folder: Path
    letters: list[Document]
    clustering: Clustering
    journal: Journal
    today: str
    codebook: api.Book = None
    accept: tuple[str, ...] = ()

    def records(self) -> dict[str, IssueRecord]:
        """Return where every issue stands, by id."""
        return self.journal.records()

    def record(self, name: str) -> IssueRecord:
        """Return where one issue stands; ``name`` is its id, the beginning of it, or its label."""
        records = self.records()
        return records[name] if name in records else records[edit.find(self.clustering, name).id]

    def sync(self) -> None:
        """Enter issues, labels and numbers of letters that the files show and the journal does not."""
        known = self.records()
        new: list[IssueEvent] = []
        for one in self.clustering.clusters:
            if one.id not in known:
                first = min(one.first or self.today, self.today)
                body = self._body(one.body) if one.body else None
                new.append(IssueEvent(one.id, first, "收到来信", state="收到", label=one.label, letters=one.size))
                new.append(IssueEvent(one.id, self.today, "归并", state="归并", body=body))
                continue
            before = known[one.id]
            if before.letters != one.size:
                new.append(IssueEvent(one.id, self.today, "来信数变动", letters=one.size))
            if before.label != one.label:
                new.append(IssueEvent(one.id, self.today, "改名", label=one.label))
        present = {one.id for one in self.clustering.clusters}
        gone = [one for one in known.values() if one.id not in present and one.state != "已并入" and one.letters]
        new += [IssueEvent(one.id, self.today, "来信已全部移走", letters=0) for one in gone]
        self._add(new)

    def enter(
        self,
        name: str,
        *,
        state: IssueState | None = None,
        body: str | None = None,
        due: str | None = None,
        result: str | None = None,
        note: str | None = None,
    ) -> IssueRecord:
        """Enter what happened to an issue and return where it stands now.

        ``result`` is told to the public in the reply sheet, ``note`` is not. Raises UsageError for a state that cannot
        follow, dates that do not fit, and where there is nothing to enter.
        """
        if not any((state, body, due, result, note)):
            raise UsageError("没有要登记的内容;请写 --state、--body、--due、--result 或 --note")
        record = self.record(name)
        event = IssueEvent(
            record.id,
            self.today,
            "登记",
            state=state,
            body=self._body(body) if body else None,
            due=iso_date(due, "--due") if due else None,
            result=result,
            note=note,
        )
        check_event(record, event)
        self._add([event])
        return self.records()[record.id]

    def rename(self, name: str, label: str) -> None:
        """Give an issue a name that stays."""
        old = edit.find(self.clustering, name)
        new = replace(old, label=" ".join(label.split()))
        if not new.label:
            raise UsageError("新名称是空的;请写一个简短的名称")
        self._write(edit.change(self.clustering, new), "renamed", new.id)
        self._add([IssueEvent(new.id, self.today, "改名", label=new.label)])

    def lock(self, name: str, locked: bool = True) -> None:
        """Keep later batches from adding letters to an issue, or let them again."""
        new = replace(edit.find(self.clustering, name), locked=locked)
        self._write(edit.change(self.clustering, new), "locked" if locked else "unlocked", new.id)
        self._add([IssueEvent(new.id, self.today, "锁定" if locked else "解锁")])

    def merge(self, target: str, others: Sequence[str]) -> None:
        """Move all letters of ``others`` into ``target``, which keeps its id and name."""
        kept = edit.find(self.clustering, target)
        gone = [edit.find(self.clustering, name) for name in others]
        if kept in gone or not gone:
            raise UsageError(
                f"要并入 {kept.id} 的问题应是另外的问题;请写:textgov issues merge 文件夹 {kept.id} 其他编号"
            )
        moves = {letter: kept.id for one in gone for letter in one.members}
        self._regroup(moves, "merged", kept.id)
        ends = [IssueEvent(one.id, self.today, "并入", state="已并入", letters=0, into=kept.id) for one in gone]
        self._add([*ends, IssueEvent(kept.id, self.today, "并入来信", letters=self._size(kept.id))])

    def split(self, name: str, letters: Sequence[str], *, label: str = "") -> str:
        """Make an issue of some letters of another one and return its id."""
        source = edit.find(self.clustering, name)
        strange = [letter for letter in letters if letter not in source.members]
        if strange:
            raise UsageError(
                f"来信 {'、'.join(strange)} 不在 {source.id} 里;它的来信有:{'、'.join(source.members[:30])}"
            )
        if len(set(letters)) == source.size:
            raise UsageError(f"{source.id} 的来信都要拆出去,就没有剩下的了;要改名请用 textgov issues rename")
        identifier = edit.new_id(letters, {*self.records(), *(one.id for one in self.clustering.clusters)})
        titles = [letter.title for letter in self.letters if letter.id in letters and letter.title]
        called = label.strip() or (titles[0][: CLUSTER.label_chars] if titles else f"{source.label}(拆出)")
        self._regroup(dict.fromkeys(letters, identifier), "split", identifier, label=called)
        self._add(
            [IssueEvent(source.id, self.today, "拆出来信", letters=self._size(source.id), note=f"拆到 {identifier}")]
        )
        self.sync()
        return identifier

    def move(self, letter: str, name: str) -> None:
        """Put one letter into an issue, wherever it was."""
        target = edit.find(self.clustering, name)
        if letter not in self.clustering.assignments:
            raise UsageError(f"没有编号是 {letter} 的来信;来信编号见 {self.folder / store.ASSIGNMENTS}")
        if self.clustering.assignments[letter] == target.id:
            raise UsageError(f"来信 {letter} 已经在 {target.id} 里了")
        self._regroup({letter: target.id}, "moved", target.id)
        self.sync()

    def agenda(self, names: Sequence[str] = (), *, top: int = AGENDA.top, k: int = RELEASE.k) -> tuple[AgendaItem, ...]:
        """Return the agenda of the issues that wait for a meeting, or of those named, with what happened before."""
        from textgov.stages.agenda import make_agenda

        records = self.records()
        wanted = {self.record(name).id for name in names}
        shown = tuple(
            one
            for one in self.clustering.clusters
            if (one.id in wanted if names else records[one.id].state in _WAITING)
        )
        letters = self._letters_of({one.id for one in shown})
        routes = {found.id: found for found in self._routes(letters)}
        taggings = {found.id: found for found in api.tag(letters, kind="letter", codebook=self.codebook)}
        items = make_agenda(
            Clustering(shown, self.clustering.assignments),
            letters,
            routes=routes,
            taggings=taggings,
            codebook=toolbox(self.codebook).codebook,
            top=top,
            k=k,
        )
        items = tuple(_with_history(item, records[item.cluster]) for item in items)
        check_release(
            ((one.cluster, (one.title, one.place, *one.reports, *one.earlier)) for one in items), accept=self.accept
        )
        return items

    def _size(self, issue: str) -> int:
        return next(one.size for one in self.clustering.clusters if one.id == issue)

    def _letters_of(self, issues: Collection[str | None]) -> list[Document]:
        return [one for one in self.letters if self.clustering.assignments.get(one.id) in issues]

    def _routes(self, letters: Sequence[Document]) -> list[Route]:
        return api.route(letters, codebook=self.codebook) if letters else []

    def _body(self, name: str) -> str:
        """Return the name of a body given by id or name; any other wording stays as it is typed."""
        bodies = toolbox(self.codebook).codebook.bodies.values()
        return next((one.name for one in bodies if name in (one.id, one.name, _ASIDE.sub("", one.name))), name)

    def _add(self, events: Sequence[IssueEvent]) -> None:
        """Pass the release gate, then append: nothing personal may be typed into the journal."""
        texts = ((one.issue, [text for text in (one.label, one.body, one.result, one.note) if text]) for one in events)
        check_release(texts, accept=self.accept)
        self.journal.add(events)

    def _regroup(self, moves: dict[str, str], event: str, issue: str, *, label: str = "") -> None:
        assignments = self.clustering.assignments
        touched = {assignments[letter] for letter in moves} - {None} | set(moves.values())
        near = [one for one in self.letters if assignments.get(one.id) in touched or one.id in moves]
        urgent = {route.id for route in self._routes(near) if route.urgent}
        found = edit.regroup(self.clustering, moves, letters=self.letters, urgent=urgent, label=label)
        self._write(found, event, issue, sorted(moves))

    def _write(self, clustering: Clustering, event: str, issue: str, letters: Sequence[str] = ()) -> None:
        from textgov.stages.export.folder import write_clustering

        book = toolbox(self.codebook).codebook
        changed = next(one for one in clustering.clusters if one.id == issue)
        check_release(clusters_leaving([changed]), accept=self.accept)
        names = {body.id: body.name for body in book.bodies.values()}
        urgent = store.read_urgent(self.folder)
        write_clustering(self.folder, clustering, names=names, letters=self.letters, urgent=urgent, formula=FORMULA)
        row = {"event": event, "cluster": issue, "label": changed.label, "letters": list(letters)}
        store.log_changes(self.folder, [row])
        self.clustering = clustering


def _with_history(item: AgendaItem, record: IssueRecord) -> AgendaItem:
    """Return the item with a name that a person gave and with what happened before."""
    renamed = any(event.event == "改名" for event in record.events)
    return replace(item, title=record.label if renamed else item.title, earlier=steps(record))
