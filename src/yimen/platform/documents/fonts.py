"""Find a Chinese font: the system's if there is one, else the one of the installable font package.

A document with empty boxes instead of characters must never leave the house, so there is no third choice.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import typst

FAMILIES = (
    "Noto Serif CJK SC",
    "Noto Sans CJK SC",
    "Source Han Serif SC",
    "Source Han Sans SC",
    "Noto Serif SC",
    "Noto Sans SC",
)
"""Families the templates name; all cover the characters of GB 18030 that names use."""

NO_FONT = (
    "没有找到中文字体：请安装系统字体（例如 Debian 的 fonts-noto-cjk），"
    "或安装本项目的字体附加包（pip install 'yimen[fonts]'）。"
)


FONT_PACKAGE = "mplfonts"


@lru_cache(maxsize=1)
def font_directories() -> list[Path]:
    """Return the folders that hold a usable Chinese font; empty where there is none."""
    return system_fonts(FAMILIES) or packaged_fonts(FONT_PACKAGE)


def system_fonts(families: Iterable[str]) -> list[Path]:
    """Return the folders of the system that hold one of ``families``."""
    wanted = {family.lower() for family in families}
    system = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False)
    found = {Path(font.path).parent for font in system.fonts() if font.path and font.family.lower() in wanted}
    return sorted(found)


def packaged_fonts(package: str) -> list[Path]:
    """Return the font folder of an installed Python package, if it is there and has the fonts we name."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        return []
    folder = Path(spec.origin).parent / "fonts"
    return [folder] if any(folder.glob("Noto*CJK*")) else []


def require_chinese_font(folders: list[Path] | None = None) -> list[Path]:
    """Return the font folders, or raise ``RuntimeError`` with one sentence that says what to do."""
    found = font_directories() if folders is None else folders
    if not found:
        raise RuntimeError(NO_FONT)
    return found


@lru_cache(maxsize=1)
def book() -> typst.Fonts:
    """Return the loaded fonts, once per process."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in require_chinese_font()],
    )
