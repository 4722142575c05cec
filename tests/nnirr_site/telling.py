"""Pictures that tell a great deal, and files that do harm, made for tests."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image, PngImagePlugin

PLANTED = {
    "make": "PlantedMaker",
    "serial": "PlantedSerial4711",
    "xmp": "PlantedXmpPerson",
    "iptc": "PlantedIptcByline",
    "comment": "PlantedComment",
    "thumbnail": "PlantedThumbnail",
    "behind": "PlantedBehindTheEnd",
}
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf='
    '"http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc='
    f'"http://purl.org/dc/elements/1.1/" dc:creator="{PLANTED["xmp"]}"/></rdf:RDF></x:xmpmeta>'
).encode()


def gradient(width: int = 900, height: int = 600, mode: str = "RGB") -> Image.Image:
    return Image.linear_gradient("L").resize((width, height)).convert(mode)


def encode(picture: Image.Image, kind: str, **options) -> bytes:
    output = io.BytesIO()
    picture.save(output, kind, **options)
    return output.getvalue()


def telling_exif(orientation: int = 6) -> Image.Exif:
    """Camera, serial number, time and place (Oakland), and which way up the picture is."""
    exif = Image.Exif()
    exif[0x010F] = PLANTED["make"]
    exif[0x0112] = orientation
    exif[0x0132] = "2026:05:01 09:30:00"
    exif.get_ifd(0x8769)[0xA431] = PLANTED["serial"]
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (37.0, 48.0, 15.81), "W", (122.0, 16.0, 15.2)
    return exif


def telling_jpeg(orientation: int = 6, **options) -> bytes:
    """A JPEG with EXIF, GPS, XMP, IPTC, a comment, a thumbnail, a profile and bytes behind it."""
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    plain = encode(
        gradient(),
        "JPEG",
        quality=90,
        exif=telling_exif(orientation),
        icc_profile=profile,
        xmp=XMP,
        comment=PLANTED["comment"].encode(),
        **options,
    )
    iptc = b"\x1c\x02\x50" + struct.pack(">H", len(PLANTED["iptc"])) + PLANTED["iptc"].encode()
    iptc += b"\0" * (len(iptc) % 2)
    photoshop = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(iptc)) + iptc
    thumbnail = b"JFXX\0\x10" + PLANTED["thumbnail"].encode()
    segments = _segment(0xED, photoshop) + _segment(0xE0, thumbnail)
    return plain[:2] + segments + plain[2:] + PLANTED["behind"].encode()


def _segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def telling_png() -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", PLANTED["make"])
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    texts.add_text("Comment", PLANTED["comment"], zip=True)
    return (
        encode(gradient(), "PNG", pnginfo=texts, exif=telling_exif()) + PLANTED["behind"].encode()
    )


def telling_gif() -> bytes:
    return encode(gradient(mode="P"), "GIF", comment=PLANTED["comment"].encode())


def telling(kind: str) -> bytes:
    if kind in ("webp", "avif"):
        return encode(gradient(), kind.upper(), exif=telling_exif().tobytes(), xmp=XMP)
    return {"jpg": telling_jpeg, "png": telling_png, "gif": telling_gif}[kind]()


def find_planted(data: bytes) -> list[str]:
    """Names of the planted words that stand in `data`, plainly or as Pillow reads it."""
    found = [name for name, word in PLANTED.items() if word.encode() in data]
    try:
        with Image.open(io.BytesIO(data)) as picture:
            picture.load()
            told = {"exif": dict(picture.getexif()), "gps": picture.getexif().get_ifd(0x8825)}
            told |= {k: picture.info.get(k) for k in ("comment", "xmp", "photoshop", "Author")}
            told |= getattr(picture, "text", {})
    except OSError:
        return found
    return found + [name for name, value in told.items() if value]


# -- Files that do harm -----------------------------------------------------------------------


def huge_png(side: int = 13_400) -> bytes:
    """A PNG of `side`² pixels in a few hundred kilobytes."""
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    packer = zlib.compressobj(9)
    row = b"\0" * (side + 1)
    rows = b"".join(packer.compress(row * 100) for _ in range(side // 100)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(c)) + k + c + struct.pack(">I", zlib.crc32(k + c))
        for k, c in ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b""))
    )


def huge_webp() -> bytes:
    """A header that promises 16,383 × 16,383 pixels: opening it takes two gigabytes."""
    side = (16_382).to_bytes(3, "little")
    frame = encode(gradient(16, 16), "WEBP", lossless=True)[12:]
    chunks = b"VP8X" + struct.pack("<I", 10) + b"\x02\0\0\0" + side + side
    chunks += b"ANIM" + struct.pack("<I", 6) + b"\0" * 6
    body = b"\0" * 6 + (15).to_bytes(3, "little") * 2 + b"\x64\0\0\0" + frame
    chunks += b"ANMF" + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks


def write_pdf(objects: list[bytes]) -> bytes:
    """A PDF of numbered objects, the first being the catalog."""
    output, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(output))
        output += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(output)
    output += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    output += b"".join(b"%010d 00000 n \n" % place for place in places)
    output += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        start,
    )
    return bytes(output)


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (more, len(content), content)


PAGE = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]


def doubling_pdf(depth: int = 28) -> bytes:
    """A page whose form draws another twice, which draws another twice: 2^depth drawings."""
    forms = [
        stream(
            b"/F Do /F Do",
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F %d 0 R>>>>"
            % (number + 1),
        )
        for number in range(5, 5 + depth)
    ]
    last = stream(b"0 0 9 9 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<>>")
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R"
        b"/Resources<</XObject<</F 5 0 R>>>>>>"
    )
    return write_pdf([*PAGE, page, stream(b"/F Do"), *forms, last])


def selfish_pdf() -> bytes:
    """580 bytes: a form that draws itself twice."""
    form = stream(
        b"/F Do /F Do",
        b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>",
    )
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R"
        b"/Resources<</XObject<</F 5 0 R>>>>>>"
    )
    return write_pdf([*PAGE, page, stream(b"/F Do"), form])


def swelling_pdf(megabytes: int = 50) -> bytes:
    """Under 100 KB that unpack to so many megabytes of text on one page."""
    line = b"(All migrants) Tj 0 -1 Td "
    text = b"BT /A 1 Tf " + line * (megabytes * 1_000_000 // len(line)) + b"ET"
    packed = zlib.compress(text, 9)
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R"
        b"/Resources<</Font<</A<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
    )
    return write_pdf([*PAGE, page, stream(packed, b"/Filter/FlateDecode")])
