"""Unified social credit code 统一社会信用代码 (GB 32100-2015)."""

from __future__ import annotations

from dataclasses import dataclass

from yimen.kernel.checkdigits import ALPHABET_31, DIGITS, org_check, uscc_check
from yimen.kernel.codes import Code
from yimen.kernel.orgcode import OrgCode
from yimen.kernel.provinces import PROVINCES

REGISTRARS: dict[str, tuple[str, dict[str, str]]] = {
    "1": ("机构编制", {"1": "机关", "2": "事业单位", "3": "群众团体", "9": "其他"}),
    "2": ("外交", {"1": "外国常驻新闻机构", "9": "其他"}),
    "3": (
        "司法行政",
        {
            "1": "律师执业机构",
            "2": "公证处",
            "3": "基层法律服务所",
            "4": "司法鉴定机构",
            "5": "仲裁委员会",
            "9": "其他",
        },
    ),
    "4": ("文化", {"1": "外国在华文化中心", "9": "其他"}),
    "5": ("民政", {"1": "社会团体", "2": "民办非企业单位", "3": "基金会", "9": "其他"}),
    "6": ("旅游", {"1": "外国旅游部门常驻代表机构", "2": "港澳台旅游部门常驻代表机构", "9": "其他"}),
    "7": ("宗教", {"1": "宗教活动场所", "2": "宗教院校", "9": "其他"}),
    "8": ("工会", {"1": "基层工会", "9": "其他"}),
    "9": ("市场监管", {"1": "企业", "2": "个体工商户", "3": "农民专业合作社"}),
    "A": ("中央军委改革和编制管理部门", {"1": "军队事业单位", "9": "其他"}),
    "N": (
        "农业农村",
        {"1": "组级集体经济组织", "2": "村级集体经济组织", "3": "乡镇级集体经济组织", "9": "其他"},
    ),
    "Y": ("其他", {"1": "其他"}),
}
"""First character (registering authority) and second character (kind of body) of GB 32100."""

_NATIONAL = "10"
"""Places 3-4 of bodies registered by a national authority (region 100000)."""


@dataclass(frozen=True, order=True)
class Uscc(Code):
    """A unified social credit code: registrar, kind, region, organisation code, check character."""

    kind = "uscc"
    kind_name = "统一社会信用代码"

    @property
    def registrar(self) -> str:
        """Return the registering authority in words."""
        return REGISTRARS[self.value[0]][0]

    @property
    def body_kind(self) -> str:
        """Return the kind of body in words."""
        return REGISTRARS[self.value[0]][1][self.value[1]]

    @property
    def region(self) -> str:
        """Return the six digits of the region of registration; retired regions live on here."""
        return self.value[2:8]

    @property
    def org_code(self) -> OrgCode | None:
        """Return the organisation code inside, or None where its own check does not hold.

        GB 32100 wants it to hold; a code is not refused for it, because its own check covers all of it.
        """
        inside = self.value[8:17]
        if inside[8] in DIGITS + "X" and org_check(inside[:8]) == inside[8]:
            return OrgCode(inside)
        return None

    @classmethod
    def _check(cls, value: str) -> None:
        cls._require_length(value, (18,))
        cls._require_alphabet(value, ALPHABET_31, "应为数字或大写字母（不含I、O、S、V、Z）")
        if value[0] not in REGISTRARS:
            raise cls._refusal(f"第1位“{value[0]}”不是登记管理部门代码。", "unknown_registrar")
        if value[1] not in REGISTRARS[value[0]][1]:
            raise cls._refusal(f"第2位“{value[1]}”不是该登记管理部门的机构类别代码。", "unknown_type")
        cls._require_alphabet(value[2:8], DIGITS, "第3至8位登记机关行政区划码应为数字", start=2)
        if value[2:4] != _NATIONAL and value[2:4] not in PROVINCES:
            raise cls._refusal("第3至4位不是已知的省级行政区划代码。", "unknown_region")
        cls._require_check(value[17], uscc_check(value[:17]))
