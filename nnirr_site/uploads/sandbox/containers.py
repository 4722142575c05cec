"""What picture files tell beside the picture: named, and taken out without touching the picture.

For JPEG (ITU-T T.81), PNG (W3C PNG), WebP (RFC 9649), GIF (GIF89a). Everything that is not known to
be needed for showing the picture counts as telling something.
"""

from __future__ import annotations

import struct

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG_NEEDED = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"pHYs"),
    *(b"sBIT", b"bKGD", b"cICP", b"acTL", b"fcTL", b"fdAT"),
}
WEBP_NEEDED = {b"VP8 ", b"VP8L", b"VP8X", b"ICCP", b"ALPH", b"ANIM", b"ANMF"}
WEBP_EXIF_AND_XMP = 0b00001100
JPEG_START, JPEG_END, JPEG_SCAN, JPEG_COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
JFIF, EXIF, ICC, PHOTOSHOP, ADOBE = 0xE0, 0xE1, 0xE2, 0xED, 0xEE
GIF_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


class Damaged(Exception):
    """The file is not what it begins like."""


def is_known_picture(data: bytes) -> bool:
    """True for a file whose parts can be told apart here: a JPEG, PNG, WebP or GIF."""
    return (
        data.startswith((b"\xff\xd8", PNG_SIGNATURE, b"GIF8"))
        or data[:4] + data[8:12] == b"RIFFWEBP"
    )


def find_told(data: bytes) -> list[str]:
    """Names of what a picture file tells beside the picture; empty if there is nothing."""
    if data.startswith(b"\xff\xd8"):
        return _names(told for told, _part in jpeg_parts(data))
    if data.startswith(PNG_SIGNATURE):
        return _names(told for told, _part in png_parts(data))
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _names(told for told, _part in webp_parts(data))
    if data[:4] == b"GIF8":
        return _names(gif_told(data))
    return []


def strip(data: bytes) -> bytes:
    """A JPEG, PNG or WebP without what it tells, the picture itself byte by byte the same.

    Which way up a JPEG is shown is kept, in an EXIF block that says nothing else. Other files come
    back as they are, damaged ones too.
    """
    try:
        if data.startswith(b"\xff\xd8"):
            turned = orientation(data)
            kept = b"".join(part for told, part in jpeg_parts(data) if not told)
            return kept[:2] + (_exif_with(turned) if turned > 1 else b"") + kept[2:]
        if data.startswith(PNG_SIGNATURE):
            return PNG_SIGNATURE + b"".join(p for told, p in png_parts(data) if not told)
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            body = b"WEBP" + b"".join(p for told, p in webp_parts(data) if not told)
            return b"RIFF" + struct.pack("<I", len(body)) + body
    except (Damaged, struct.error, IndexError):
        pass
    return data


def _names(told) -> list[str]:
    return sorted({name for name in told if name})


# -- JPEG -------------------------------------------------------------------------------------


def jpeg_parts(data: bytes):
    """`(what it tells or "", bytes)` of each part of a JPEG file, in order."""
    yield "", data[:2]
    position, end = 2, len(data)
    while position + 4 <= end:
        if data[position] != 0xFF:
            raise Damaged
        marker = data[position + 1]
        if marker == 0xFF:  # a byte that fills
            position += 1
            continue
        if marker == JPEG_END:
            break
        length = struct.unpack_from(">H", data, position + 2)[0]
        following = position + 2 + length
        if length < 2 or following > end:
            raise Damaged
        if marker == JPEG_SCAN:
            following = _after_scan(data, following)
            yield "", data[position:following]
        else:
            part = data[position:following]
            yield _jpeg_told(marker, part[4:]), part
        position = following
    yield "", b"\xff\xd9"
    if len(data) > position + 2:
        yield "appended data", data[position + 2 :]


def _after_scan(data: bytes, position: int) -> int:
    """Where the compressed picture ends: at a marker that is neither stuffing nor a restart."""
    while True:
        position = data.find(b"\xff", position)
        if position < 0 or position + 1 >= len(data):
            return len(data)
        if data[position + 1] == 0 or 0xD0 <= data[position + 1] <= 0xD7:
            position += 2
        elif data[position + 1] == 0xFF:
            position += 1
        else:
            return position


def _jpeg_told(marker: int, content: bytes) -> str:
    if marker == JPEG_COMMENT:
        return "comment"
    if marker == JFIF:
        # A JFIF block may hold a small picture of what was there before it was cropped.
        plain = content[:5] == b"JFIF\0" and content[12:14] == b"\0\0" and len(content) == 14
        return "" if plain else "thumbnail"
    if marker == EXIF:
        if content in {_exif_with(turned)[4:] for turned in range(2, 9)}:
            return ""
        return "XMP" if content.startswith(b"http://ns.adobe.com/") else "EXIF"
    if marker == ICC:
        return "" if content.startswith(b"ICC_PROFILE\0") else "further pictures"
    if marker == PHOTOSHOP:
        return "IPTC"
    if marker == ADOBE:
        return "" if content.startswith(b"Adobe") else "application data"
    return "application data" if 0xE0 <= marker <= 0xEF else ""


def orientation(data: bytes) -> int:
    """Which way up a JPEG is shown (EXIF tag 0x0112); 1 where nothing or nonsense is said."""
    for _told, part in jpeg_parts(data):
        block = part[4:]
        if part[:2] == b"\xff\xe1" and block.startswith(b"Exif\0\0"):
            order = {b"II": "<", b"MM": ">"}.get(block[6:8])
            if order is None:
                return 1
            tiff = block[6:]
            start = struct.unpack_from(f"{order}I", tiff, 4)[0]
            count = struct.unpack_from(f"{order}H", tiff, start)[0]
            for number in range(min(count, 500)):
                place = start + 2 + 12 * number
                tag = struct.unpack_from(f"{order}H", tiff, place)[0]
                if tag == 0x0112:
                    value = struct.unpack_from(f"{order}H", tiff, place + 8)[0]
                    return value if 1 <= value <= 8 else 1
    return 1


def _exif_with(turned: int) -> bytes:
    tiff = b"MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, 0x0112, 3, 1, turned, 0, 0)
    block = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block


# -- PNG, WebP, GIF ---------------------------------------------------------------------------


def png_parts(data: bytes):
    """`(what it tells or "", bytes)` of each chunk after the signature."""
    position = len(PNG_SIGNATURE)
    while position + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, position)
        following = position + 12 + length
        if following > len(data):
            raise Damaged
        yield ("" if kind in PNG_NEEDED else f"PNG {_word(kind)}"), data[position:following]
        position = following
        if kind == b"IEND":
            break
    if position < len(data):
        yield "appended data", data[position:]


def webp_parts(data: bytes):
    """`(what it tells or "", bytes)` of each chunk; the header no longer promises what goes."""
    position = 12
    end = min(len(data), 8 + struct.unpack_from("<I", data, 4)[0])
    while position + 8 <= end:
        kind, length = struct.unpack_from("<4sI", data, position)
        following = position + 8 + length + length % 2
        part = data[position:following]
        if kind == b"VP8X" and len(part) > 8:
            part = part[:8] + bytes([part[8] & ~WEBP_EXIF_AND_XMP]) + part[9:]
        told = "" if kind in WEBP_NEEDED else {b"EXIF": "EXIF", b"XMP ": "XMP"}.get(kind)
        yield (f"WebP {_word(kind)}" if told is None else told), part
        position = following
    if end < len(data):
        yield "appended data", data[end:]


def gif_told(data: bytes):
    """What the blocks of a GIF tell."""
    position = 13 + (3 << (data[10] & 7) + 1 if data[10] & 0x80 else 0)
    while position < len(data):
        kind = data[position]
        if kind == 0x3B:
            if position + 1 < len(data):
                yield "appended data"
            return
        if kind == 0x2C:
            flags = data[position + 9]
            position += 10 + (3 << (flags & 7) + 1 if flags & 0x80 else 0) + 1
        elif kind == 0x21:
            label, name = data[position + 1], data[position + 3 : position + 14]
            if label == 0xFE:
                yield "comment"
            elif label == 0x01 or (label == 0xFF and name not in GIF_LOOPS):
                yield "XMP" if name.startswith(b"XMP") else "application data"
            position += 2
        else:
            raise Damaged
        while position < len(data) and data[position]:
            position += data[position] + 1
        position += 1


def _word(kind: bytes) -> str:
    return kind.decode("ascii", "replace").strip()
