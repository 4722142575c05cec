"""Tags of MP3 files: ID3v2 before the sound, APE and ID3v1 behind it."""

from __future__ import annotations

ID3_NAMES = {
    "TIT2": "title",
    "TPE1": "author",
    "TPE2": "author",
    "TCOM": "author",
    "TENC": "author",
    "TOWN": "author",
    "TPUB": "organization",
    "TCOP": "organization",
    "TSSE": "program",
    "TDRC": "created",
    "TDEN": "created",
    "TDTG": "changed",
    "TYER": "created",
    "COMM": "comment",
    "APIC": "pictures",
}
ENCODINGS = {0: "latin-1", 1: "utf-16", 2: "utf-16-be", 3: "utf-8"}


def synchsafe(data: bytes) -> int:
    """A number of four bytes with seven bits each."""
    return data[0] << 21 | data[1] << 14 | data[2] << 7 | data[3]


def tag_size(data: bytes) -> int:
    """Bytes of the ID3v2 tag at the start, 0 if there is none."""
    if data[:3] != b"ID3" or len(data) < 10:
        return 0
    footer = 10 if data[5] & 0x10 else 0
    return 10 + synchsafe(data[6:10]) + footer


def remove_mp3(data: bytes, extension: str) -> bytes:
    """The sound alone."""
    while size := tag_size(data):
        data = data[size:]
    if data[-128:-125] == b"TAG":
        data = data[:-128]
    if data[-32:-24] == b"APETAGEX":
        size = int.from_bytes(data[-20:-16], "little")
        has_header = int.from_bytes(data[-12:-8], "little") >> 31
        data = data[: -(size + 32 * has_header)]
    return data


def show_mp3(data: bytes, extension: str) -> list[tuple[str, str]]:
    """Texts of the frames, and that there is more where there is."""
    found = list(frames(data))
    if data[-128:-125] == b"TAG":
        old = data[-128:]
        for name, text in (("title", old[3:33]), ("author", old[33:63]), ("comment", old[97:127])):
            found.append((name, text.strip(b"\0 ").decode("latin-1")))
    if b"APETAGEX" in data[-160 - 32 :]:
        found.append(("other", "APE"))
    return list(dict.fromkeys((name, value) for name, value in found if value))


def frames(data: bytes):
    end, position, version = tag_size(data), 10, data[3] if len(data) > 3 else 0
    while version in (3, 4) and position + 10 <= end:
        name = data[position : position + 4].decode("latin-1")
        raw_size = data[position + 4 : position + 8]
        size = synchsafe(raw_size) if version == 4 else int.from_bytes(raw_size, "big")
        content = data[position + 10 : position + 10 + size]
        if not name.strip("\0") or not size:
            return
        position += 10 + size
        kind = ID3_NAMES.get(name, "other")
        if kind == "pictures":
            yield kind, "1"
        elif name.startswith("T") or name == "COMM":
            text = content[4:] if name == "COMM" else content[1:]
            value = text.decode(ENCODINGS.get(content[0], "latin-1"), "replace")
            yield kind, " ".join(value.replace("\0", " ").replace("\ufeff", " ").split())[:200]
        else:
            yield "other", name
