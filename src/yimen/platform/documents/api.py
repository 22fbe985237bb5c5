"""The door of the document printer."""

from yimen.platform.documents.fonts import font_directories, require_chinese_font
from yimen.platform.documents.qr import qr_svg
from yimen.platform.documents.rendering import CannotBePrinted, render

__all__ = ["CannotBePrinted", "font_directories", "qr_svg", "render", "require_chinese_font"]
