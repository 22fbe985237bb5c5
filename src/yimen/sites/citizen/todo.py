"""The task list of a draft: what is done, what waits, what is not needed and why."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from yimen.contexts.cases.data import CaseView, DraftCheck, MaterialState, MaterialView
from yimen.platform.pages.badges import Badge
from yimen.platform.pages.dates import long_date

BADGES = {
    "done": Badge("已完成", "tick", "good"),
    "not_needed": Badge("不用交", "tick", "good"),
    "optional": Badge("可以不交", "ring"),
    "todo": Badge("待完成", "ring", "info"),
}


@dataclass(frozen=True)
class Task:
    """One thing to do: ``stage`` is done, todo, optional or not_needed."""

    key: str
    title: str
    url: str
    stage: str
    why: str = ""

    @property
    def badge(self) -> Badge:
        """Return where the task stands, in a word and a shape."""
        return BADGES[self.stage]


@dataclass(frozen=True)
class TaskList:
    """The tasks of a draft in the order of doing."""

    form: tuple[Task, ...]
    way: tuple[Task, ...]
    materials: tuple[Task, ...]
    ready: bool
    check_url: str

    @property
    def all(self) -> tuple[Task, ...]:
        """Return every task in order."""
        return self.form + self.way + self.materials

    @property
    def done(self) -> int:
        """Return how many need nothing more."""
        return sum(task.stage in ("done", "not_needed") for task in self.counted)

    @property
    def open(self) -> tuple[Task, ...]:
        """Return what still has to be done."""
        return tuple(task for task in self.all if task.stage == "todo")

    @property
    def counted(self) -> tuple[Task, ...]:
        """Return the tasks that count: what is optional does not."""
        return tuple(task for task in self.all if task.stage != "optional")

    @property
    def next_url(self) -> str:
        """Return where to go on."""
        return next_of(self, "")


def task_list(view: CaseView, check: DraftCheck) -> TaskList:
    """Return the tasks of this draft."""
    form = tuple(
        Task(
            group.key,
            group.title,
            reverse("citizen:group", args=[view.id, group.key]),
            "done" if group.key in check.groups_done else "todo",
        )
        for group in view.content.groups
    )
    way: tuple[Task, ...] = ()
    if view.content.commitment:
        chosen = "已选择告知承诺" if view.commitment_signed else "可以签承诺书，少交材料"
        state = "done" if view.commitment_signed else "optional"
        way = (Task("way", "选择办理方式", reverse("citizen:way", args=[view.id]), state, chosen),)
    materials = tuple(_material_task(view, material, check) for material in view.materials)
    return TaskList(form, way, materials, check.ready, reverse("citizen:check", args=[view.id]))


def _material_task(view: CaseView, material: MaterialView, check: DraftCheck) -> Task:
    url = reverse("citizen:materials", args=[view.id]) + f"#{material.key}"
    if material.state is MaterialState.MISSING:
        needed = material.key in check.missing
        return Task(material.key, material.name, url, "todo" if needed else "optional", material.when)
    state = "done" if material.state in (MaterialState.PROVIDED, MaterialState.DEFERRED) else "not_needed"
    return Task(material.key, material.name, url, state, why_of(material))


def why_of(material: MaterialView) -> str:
    """Say why a material needs nothing more."""
    return {
        MaterialState.PROVIDED: f"已上传：{material.file_name}",
        MaterialState.HELD: f"已有：{material.licence_name or material.name}，来自证照库，不用上传",
        MaterialState.DEFERRED: f"以后再交：{long_date(material.promised_on)}前补交",
        MaterialState.COMMITTED: "已用承诺书代替，不用上传",
        MaterialState.NOT_NEEDED: "您的情形不需要",
    }.get(material.state, "")


def next_of(todo: TaskList, after: str) -> str:
    """Return the next open task behind ``after``, else the first open one, else the check of the answers.

    The choice of the way is offered once, when one comes past it.
    """
    keys = [task.key for task in todo.all]
    behind = todo.all[keys.index(after) + 1 :] if after in keys else todo.all
    offered = [
        task for task in behind if task.stage == "todo" or (task.key == "way" and task.stage == "optional")
    ]
    waiting = offered or list(todo.open)
    return waiting[0].url if waiting else todo.check_url
