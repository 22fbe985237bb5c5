"""Make a screenshot small: at most 256 colours, which a flat page hardly exceeds. Standard library only."""

from __future__ import annotations

import struct
import zlib
from collections import Counter

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHANNELS = {2: 3, 6: 4}
COLOURS = 256


def smaller(png: bytes) -> bytes:
    """Return the picture with a palette of its most frequent colours; every other takes the nearest."""
    width, height, rows = _decode(png)
    counted = Counter(rows[at : at + 3] for at in range(0, len(rows), 3))
    palette = [colour for colour, _ in counted.most_common(COLOURS)]
    index = {colour: place for place, colour in enumerate(palette)}
    for colour in counted:
        if colour not in index:
            index[colour] = _nearest(colour, palette)
    lines = bytearray()
    for y in range(height):
        lines.append(0)
        start = y * width * 3
        lines.extend(index[rows[at : at + 3]] for at in range(start, start + width * 3, 3))
    return (
        SIGNATURE
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0))
        + _chunk(b"PLTE", b"".join(palette))
        + _chunk(b"IDAT", zlib.compress(bytes(lines), 9))
        + _chunk(b"IEND", b"")
    )


def _nearest(colour: bytes, palette: list[bytes]) -> int:
    return min(
        range(len(palette)),
        key=lambda place: sum((a - b) ** 2 for a, b in zip(colour, palette[place], strict=True)),
    )


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _decode(png: bytes) -> tuple[int, int, bytes]:
    """Return width, height and the plain RGB bytes of an 8-bit truecolour PNG without interlace."""
    assert png.startswith(SIGNATURE)
    at, packed, head = len(SIGNATURE), b"", b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        head, packed = (body, packed) if kind == b"IHDR" else (head, packed + body * (kind == b"IDAT"))
        at += 12 + length
    width, height, depth, colour_type, _, _, interlace = struct.unpack(">IIBBBBB", head)
    assert (depth, interlace) == (8, 0)
    step = CHANNELS[colour_type]
    plain = _unfilter(zlib.decompress(packed), width * step, height, step)
    if step == 4:
        plain = b"".join(plain[place : place + 3] for place in range(0, len(plain), 4))
    return width, height, bytes(plain)


def _unfilter(data: bytes, stride: int, height: int, step: int) -> bytes:
    above, out = bytearray(stride), bytearray()
    for y in range(height):
        start = y * (stride + 1)
        kind, line = data[start], bytearray(data[start + 1 : start + 1 + stride])
        for x in range(stride):
            left = line[x - step] if x >= step else 0
            corner = above[x - step] if x >= step else 0
            line[x] = (line[x] + _predicted(kind, left, above[x], corner)) & 255
        out += line
        above = line
    return bytes(out)


def _predicted(kind: int, left: int, up: int, corner: int) -> int:
    """Return what the filter of a line adds (PNG, 9.2)."""
    if kind == 3:
        return (left + up) // 2
    if kind < 3:
        return (0, left, up)[kind]
    guess = left + up - corner
    distances = (abs(guess - left), abs(guess - up), abs(guess - corner))
    return (left, up, corner)[distances.index(min(distances))]
