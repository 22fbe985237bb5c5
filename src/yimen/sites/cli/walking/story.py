"""The story of the walk: one food licence, two bodies in parallel, two illegal acts, one altered copy."""

from __future__ import annotations

import html
import time
from collections.abc import Callable
from typing import Any

import httpx

from yimen.sites.cli.walking.failing import Failed
from yimen.sites.cli.walking.people import Person

PASSWORD = "yimen-demo-2026"  # noqa: S105 - the published password of the demo accounts
ITEM = "食品经营许可"
PDF = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
ANSWERS = {
    "uscc": "92511602MA0DEM021C",
    "premises": "四川省广安市广安区浓洄街道演示路1号一楼",
    "area": "80",
    "safety_manager": "王秀兰",
}


class Walk:
    """Walks one application through a running server."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.began = time.monotonic()
        self.number = 0
        self.case = ""
        self.content: dict[str, Any] = {}

    def go(self) -> None:
        """Walk every step in the order of the procedure. Raises Failed at the first that does not hold."""
        print(f"一件申请走到底　{self.base}\n")
        self.sign_in()
        self.find()
        self.apply()
        self.accept()
        self.review()
        self.decide()
        self.receive()
        self.verify()

    def say(self, what: str, basis: str = "") -> None:
        """Print one step with the seconds since the start and the article it rests on."""
        self.number += 1
        ground = f"　〔{basis}〕" if basis else ""
        print(f"{self.number:>2}. {time.monotonic() - self.began:6.2f}s  {what}{ground}", flush=True)

    def sign_in(self) -> None:
        """Five logins: citizen, window clerk, reviewers of two bodies, decider."""
        names = ("wangxiulan", "window", "reviewer-shijian", "reviewer-weijian", "decider-shenpi")
        people = [Person(self.base, name, PASSWORD) for name in names]
        self.citizen, self.clerk, self.market, self.health, self.decider = people
        self.say("五个人登录：申请人、窗口、市监和卫健两个部门的审查人、决定人")

    def find(self) -> None:
        """Search by word and by initials, read the guide."""
        self.citizen.see("/search/?q=" + ITEM, ITEM)
        items = self.citizen.do("GET", "/items", params={"q": ITEM})["items"]
        ready = [item for item in items if item["open_for_application"]]
        if not ready:
            raise Failed(f"没有找到可以办理的“{ITEM}”。")
        self.slug = ready[0]["slug"]
        by_initials = self.citizen.do("GET", "/items", params={"q": "spjyxk"})["items"]
        if self.slug not in [item["slug"] for item in by_initials]:
            raise Failed("用拼音首字母 spjyxk 找不到同一个事项。")
        self.content = self.citizen.do("GET", f"/items/{self.slug}")["content"]
        self.citizen.see(f"/items/{self.slug}/", html.escape(self.content["name"]), "需要")
        self.say(f"查到事项并打开办事指南：{ready[0]['name']}")

    def apply(self) -> None:
        """Begin, see what is filled in already, answer, upload, send; a second sending is refused."""
        self.case = self.citizen.do("POST", "/cases", json={"item": self.slug}, expect=201)["id"]
        known = self.citizen.do("GET", f"/cases/{self.case}")["answers"]
        self.say(f"建立草稿，已自动填好 {len(known)} 项")
        for group in self.content["groups"]:
            answers = {field["key"]: self._answer(field, known) for field in group["fields"]}
            self.citizen.do("PUT", f"/cases/{self.case}/answers/{group['key']}", json={"answers": answers})
        for material in self.content["materials"]:
            if material["necessity"] != "situational":
                self._upload(material["key"])
        self.say("填写表单、上传材料")
        sent = self.citizen.do("POST", f"/cases/{self.case}/submission")
        self.say(f"提交申请，办件编号 {sent['number']}，{sent['paper']}", "许可法第29条")
        self._refused(self.citizen, "submission", {}, 409, "重复提交被拒绝")
        self.citizen.see(f"/cases/{self.case}/", sent["number"])

    def _answer(self, field: dict[str, Any], known: dict[str, str]) -> str:
        if known.get(field["key"]):
            return known[field["key"]]
        if field["key"] in ANSWERS:
            return ANSWERS[field["key"]]
        if field["choices"]:
            return str(field["choices"][0]["value"])
        return "四川省广安市广安区演示路1号"

    def _upload(self, key: str) -> None:
        file = {"file": (f"{key}.pdf", PDF, "application/pdf")}
        self.citizen.do("POST", f"/cases/{self.case}/materials/{key}", files=file)

    def accept(self) -> None:
        """The clerk asks for something that is not in the version and is refused, then accepts."""
        waiting = self.clerk.do("GET", "/cases", params={"filter": "accept"})["rows"]
        if self.case not in [row["id"] for row in waiting]:
            raise Failed("窗口的待受理里没有这件申请。")
        self.clerk.see(f"/desk/cases/{self.case}/", "同意受理")
        beyond = {"points": [{"target": "material", "key": "marriage-certificate", "text": "请提供结婚证。"}]}
        self._refused(self.clerk, "correction", beyond, 422, "窗口索要指南以外的材料，被拒绝")
        done = self.clerk.do("POST", f"/cases/{self.case}/acceptance")
        self.say(f"窗口受理，{done['paper']}", "许可法第32条第1款第5项")
        self.citizen.see(f"/cases/{self.case}/", "审查中", "工作日")

    def review(self) -> None:
        """Two bodies give their opinions in parallel; a reviewer who decides is refused."""
        self._refused(self.market, "decision", {"outcome": "granted"}, 403, "审查人自己作决定，被拒绝")
        self._refused(self.decider, "decision", {"outcome": "granted"}, 409, "审查没有完成就作决定，被拒绝")
        steps = self.decider.do("GET", f"/cases/{self.case}")["steps"]
        opened = [step for step in steps if step["state"] == "open"]
        if len({step["body"] for step in opened}) < 2:
            raise Failed("没有两个部门同时在审查。")
        for reviewer, body in ((self.market, "区市监局"), (self.health, "区卫健局")):
            step = next(step for step in opened if step["body"] == body)
            opinion = {"step": step["key"], "verdict": "pass", "text": "经审查，符合规定的条件。"}
            reviewer.do("POST", f"/cases/{self.case}/opinion", json=opinion)
            self.say(f"{body}提交审查意见：{step['name']}", "许可法第34条")

    def decide(self) -> None:
        """The decider grants."""
        self.decider.see(f"/desk/cases/{self.case}/", "作出决定")
        done = self.decider.do("POST", f"/cases/{self.case}/decision", json={"outcome": "granted"})
        self.say(f"决定准予，{done['paper']}", "许可法第37条 第38条")

    def receive(self) -> None:
        """The licence is issued and delivered by the background worker."""
        view = self._await(lambda view: bool(view["licence_id"]) and view["state"] in ("delivered", "closed"))
        licence = self.citizen.do("GET", f"/licences/{view['licence_id']}")
        self.say(f"证照制发：{licence['identifier']}", "许可法第39条")
        self.citizen.see(f"/licences/{view['licence_id']}/", licence["identifier"])
        self.pdf = self.citizen.do("GET", f"/licences/{view['licence_id']}/file")
        for paper in view["papers"]:
            if not self.citizen.do("GET", f"/papers/{paper['id']}").startswith(b"%PDF-"):
                raise Failed(f"{paper['kind']}不是 PDF。")
        names = "、".join(paper["kind"] for paper in view["papers"])
        self.say(f"网上送达；文书齐全：{names}", "许可法第44条")
        self.licence = licence

    def _await(self, ready: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline:
            view: dict[str, Any] = self.citizen.do("GET", f"/cases/{self.case}")
            if ready(view):
                return view
            time.sleep(0.3)
        raise Failed("后台没有在 90 秒内制发和送达证照；后台是否在运行？")

    def verify(self) -> None:
        """The signed file holds, an altered copy does not, and the page behind the QR code says so."""
        verdict = self._verdict(self.pdf)
        if not (verdict["valid"] and verdict["trusted"] and verdict["same_as_issued"]):
            raise Failed(f"证照文件没有通过核验：{verdict['message']}")
        self.say(f"签名有效，签名人 {verdict['signer']}", "电子签名法第13条")
        middle = len(self.pdf) // 2
        altered = self.pdf[:middle] + bytes([self.pdf[middle] ^ 1]) + self.pdf[middle + 1 :]
        if self._verdict(altered)["valid"]:
            raise Failed("改动过一个字节的文件竟然通过了核验。")
        self.say("改动一个字节的副本：签名无效")
        page = httpx.get(self.base + self.licence["verify_path"], timeout=60)
        if page.status_code != 200 or self.licence["identifier"] not in page.text:
            raise Failed("二维码后面的核验页不对。")
        if "王秀兰" in page.text:
            raise Failed("核验页没有遮盖持证人姓名。")
        self.say("扫码核验页：有效，持证人姓名已遮盖")

    def _verdict(self, pdf: bytes) -> dict[str, Any]:
        file = {"file": ("licence.pdf", pdf, "application/pdf")}
        answer = httpx.post(self.base + "/api/v1/verify-file", files=file, timeout=60)
        if answer.status_code != 200:
            raise Failed(f"核验接口返回 {answer.status_code} {answer.text[:200]}")
        verdict: dict[str, Any] = answer.json()
        return verdict

    def _refused(self, who: Person, act: str, body: dict[str, Any], status: int, what: str) -> None:
        before = self.citizen.do("GET", f"/cases/{self.case}")
        refusal = who.do("POST", f"/cases/{self.case}/{act}", json=body, expect=status)
        after = self.citizen.do("GET", f"/cases/{self.case}")
        if (before["state"], before["papers"]) != (after["state"], after["papers"]):
            raise Failed(f"{what}，但是办件变了。")
        self.say(f"{what}：{refusal['message']}", refusal.get("basis") or "")
