"""Pictures, in the child process: measured before they are decoded, cleaned, made smaller."""

from __future__ import annotations

import io
import math
import struct

from PIL import (
    AvifImagePlugin,
    Image,
    ImageCms,
    ImageOps,
    JpegImagePlugin,
    UnidentifiedImageError,
)

from nnirr_site.uploads.sandbox.containers import Damaged, find_told
from nnirr_site.uploads.sandbox.unreadable import Refused

# Pillow's readers that are asked, and no others.
READERS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
MOVING = ("GIF", "WEBP", "PNG", "AVIF")
# A larger profile costs a visitor more than the colors are worth: then the colors are converted.
LARGEST_PROFILE = 4096
DEEP_GRAY = ("I;16", "I;16B", "I;16L", "I;16N", "I", "F")
QUALITY = 92
MOST_OPTIMIZED = 4_000_000
# Writing these takes many seconds beyond this many pixels of width or height.
LARGEST_OF_SLOW = {"webp": 4096, "avif": 4096}
DAMAGE = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, struct.error)

Image.init()
AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # each thread takes memory of its own
Image.MAX_IMAGE_PIXELS = None  # our own limit is lower, and is asked first


def webp_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a WebP from its first bytes: its decoder takes memory when opened."""
    kind = data[12:16]
    if kind == b"VP8X":
        return (
            int.from_bytes(data[24:27], "little") + 1,
            int.from_bytes(data[27:30], "little") + 1,
        )
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    return None


def open_picture(data: bytes, most_pixels: int) -> Image.Image:
    """Open a picture without decoding it. Refuses what is none, and what has too many pixels."""
    try:
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            check_size(webp_size(data) or (0, 0), most_pixels)
        picture = Image.open(io.BytesIO(data), formats=READERS)
    except UnidentifiedImageError:
        raise Refused("no_picture") from None
    except DAMAGE:
        raise Refused("damaged") from None
    check_size(picture.size, most_pixels)
    return picture


def check_size(size: tuple[int, int], most_pixels: int) -> None:
    width, height = size
    if width < 1 or height < 1:
        raise Refused("damaged")
    if width * height > most_pixels:
        raise Refused("too_many_pixels", width=width, height=height)


def format_of(picture: Image.Image) -> str:
    """MPO is a JPEG of a camera or phone with further pictures behind it."""
    return "jpeg" if picture.format == "MPO" else picture.format.lower()


def is_moving(picture: Image.Image) -> bool:
    return picture.format in MOVING and getattr(picture, "n_frames", 1) > 1


# -- Colors -----------------------------------------------------------------------------------


def usable_profile(picture: Image.Image) -> bytes | None:
    """The color profile, if it can really be used for this picture."""
    profile = picture.info.get("icc_profile")
    if not profile:
        return None
    try:
        read = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        space = read.profile.xcolor_space.strip()
        mode = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}.get(space)
        fits = {"RGB": ("RGB", "RGBA", "P"), "L": ("L", "LA", "1"), "CMYK": ("CMYK",)}
        if mode is None or picture.mode not in fits[mode]:
            return None
        ImageCms.buildTransform(read, ImageCms.createProfile("sRGB"), mode, "RGB")
    except (ImageCms.PyCMSError, *DAMAGE):
        return None
    return profile


def plain_colors(picture: Image.Image) -> tuple[Image.Image, bytes | None]:
    """The picture in a mode that every format can hold, and the profile that goes with it."""
    profile = usable_profile(picture)
    if picture.mode in DEEP_GRAY:
        deep = picture.convert("I")
        highest = deep.getextrema()[1]
        return deep.point(lambda value: value / (256 if highest > 255 else 1)).convert("L"), None
    if picture.mode == "CMYK" and profile:
        return to_srgb(picture, profile), None
    if picture.mode not in ("1", "L", "LA", "P", "RGB", "RGBA"):
        kept = "RGBA" if picture.mode in ("PA", "RGBa", "La") else "RGB"
        return picture.convert(kept), None
    return picture, profile


def to_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """The colors converted; plainly where the profile does not allow it."""
    target = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        return ImageCms.profileToProfile(
            picture,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode=target,
        )
    except (ImageCms.PyCMSError, *DAMAGE):
        return picture.convert(target)


def forget_told(picture: Image.Image) -> Image.Image:
    """Take everything but transparency out of what Pillow would write beside the picture."""
    kept = picture.info.get("transparency")
    picture.info = {} if kept is None else {"transparency": kept}
    return picture


# -- Cleaning ---------------------------------------------------------------------------------


def rewrite_picture(data: bytes, most_pixels: int, largest: int = 0) -> tuple[dict, bytes]:
    """The same picture upright, in its own format, telling nothing; at most `largest` wide or high.

    WebP and AVIF beyond LARGEST_OF_SLOW are made so large. It is decoded and written anew, so that
    nothing of the old file remains but what is seen. Of a moving picture the first frame.
    """
    picture = open_picture(data, most_pixels)
    kind, moving = format_of(picture), is_moving(picture)
    options = writing_options(picture, data, kind)
    try:
        picture.seek(0)
        picture.load()
        icc = picture.info.get("icc_profile")
        turned = ImageOps.exif_transpose(picture)
        turned.info["icc_profile"] = icc
        mode = turned.mode
        picture, profile = plain_colors(turned)
        forget_told(picture)
        most = min(largest or picture.width + picture.height, LARGEST_OF_SLOW.get(kind, 10**9))
        if max(picture.size) > most:
            picture = forget_told(smaller(picture, most))
        if picture.mode != mode or (largest and kind == "jpeg"):
            options = {"quality": QUALITY} if kind == "jpeg" else options
        content = write(picture, kind, profile, **options)
    except DAMAGE:
        raise Refused("damaged") from None
    return {
        "format": kind,
        "width": picture.width,
        "height": picture.height,
        "moving": moving,
        "removed": told_by(data),
    }, content


def smaller(picture: Image.Image, largest: int) -> Image.Image:
    if picture.mode in ("1", "P"):
        picture = picture.convert("RGBA" if has_alpha(picture) else "RGB")
    picture.thumbnail((largest, largest), Image.Resampling.LANCZOS)
    return picture


def told_by(data: bytes) -> list[str]:
    """What a file tells beside its picture, as far as its parts can be read."""
    try:
        found = find_told(data)
    except (Damaged, *DAMAGE):
        found = ["damaged parts"]
    if data[4:8] == b"ftyp":
        with Image.open(io.BytesIO(data), formats=("AVIF",)) as picture:
            found = [n.upper() for n in ("exif", "xmp") if picture.info.get(n)]
    return found


def writing_options(picture: Image.Image, data: bytes, kind: str) -> dict:
    """How to write the same picture again and lose as little as can be."""
    if kind == "jpeg":
        tables = getattr(picture, "quantization", None)
        sampling = JpegImagePlugin.get_sampling(picture)
        if tables and sampling >= 0:
            return {"qtables": tables, "subsampling": sampling}
        return {"quality": QUALITY}
    if kind == "webp":
        return {"method": 2} | (
            {"lossless": True} if b"VP8L" in data[:64] else {"quality": QUALITY}
        )
    if kind == "avif":
        return {"quality": 85, "speed": 9, "max_threads": 1}
    return {}


def write(picture: Image.Image, kind: str, profile: bytes | None, **options) -> bytes:
    """The picture in a format, with its profile and nothing else."""
    output = io.BytesIO()
    if kind == "jpeg" and picture.mode not in ("L", "RGB"):
        picture = on_ground(picture, (255, 255, 255)) if has_alpha(picture) else picture
        picture = picture.convert("RGB")
    if kind in ("webp", "avif") and picture.mode not in ("RGB", "RGBA"):
        picture = picture.convert("RGBA" if has_alpha(picture) else "RGB")
    if kind == "jpeg":
        options = {"progressive": True, "optimize": True, **options}
    if profile and kind != "gif":
        options["icc_profile"] = profile
    forget_told(picture).save(output, kind.upper(), **options)
    return output.getvalue()


def has_alpha(picture: Image.Image) -> bool:
    return picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info


def on_ground(picture: Image.Image, color: tuple[int, ...]) -> Image.Image:
    """The picture on a color instead of transparency."""
    top = picture.convert("RGBA")
    ground = Image.new("RGBA", top.size, (*color, 255))
    ground.alpha_composite(top)
    return ground.convert("RGB")


# -- Renditions -------------------------------------------------------------------------------


def cut_rendition(
    data: bytes,
    most_pixels: int,
    expected: list[int],
    crop: list[int],
    size: list[int],
    kind: str = "",
    ground: list[int] | None = None,
    **options,
) -> tuple[dict, bytes]:
    """A part of the picture, resized, in a format. `crop` is left, top, right, bottom.

    If the upright picture has another size than `expected`, only that is told, for the part has to
    be reckoned anew.
    """
    picture = open_picture(data, most_pixels)
    kind = kind or {"gif": "png"}.get(format_of(picture), format_of(picture))
    try:
        turn = picture.getexif().get(0x0112, 1) if picture.format != "AVIF" else 1
        upright = picture.size[::-1] if turn in (5, 6, 7, 8) else picture.size
        if list(upright) != list(expected):
            return {"size": list(upright)}, b""
        if picture.format in ("JPEG", "MPO") and turn == 1:
            crop = draft(picture, crop, size)
        picture.load()
        icc = picture.info.get("icc_profile")
        picture = ImageOps.exif_transpose(picture)
        picture.info["icc_profile"] = icc
        picture, profile = plain_colors(picture)
        if picture.mode in ("1", "P", "LA"):
            picture = picture.convert("RGBA" if has_alpha(picture) else "RGB")
        if profile and len(profile) > LARGEST_PROFILE:
            picture, profile = to_srgb(picture, profile), None
        box = clamp(crop, picture.size)
        picture = forget_told(picture.resize(tuple(size), Image.Resampling.LANCZOS, box=box))
        if ground is not None and has_alpha(picture):
            picture = on_ground(picture, tuple(ground))
        if kind == "png":
            options = {"optimize": size[0] * size[1] < MOST_OPTIMIZED}
        content = write(picture, kind, profile, **options)
    except DAMAGE:
        raise Refused("damaged") from None
    return {"format": kind, "width": picture.width, "height": picture.height}, content


def clamp(crop, size: tuple[int, int]) -> tuple[float, float, float, float]:
    left, top, right, bottom = crop
    box = (max(0, left), max(0, top), min(right, size[0]), min(bottom, size[1]))
    if box[0] >= box[2] or box[1] >= box[3]:
        raise ValueError("nothing is left of the picture")
    return box


def draft(picture: Image.Image, crop, size) -> list[float]:
    """Have a JPEG decoded in half its size or less where that is enough; the part in that size."""
    before = picture.size
    scale = max(size[0] / max(1, crop[2] - crop[0]), size[1] / max(1, crop[3] - crop[1]))
    if scale < 0.5:
        wanted = tuple(math.ceil(side * scale * 2) for side in before)
        picture.draft(None, wanted)
    ratio = (picture.size[0] / before[0], picture.size[1] / before[1])
    return [crop[0] * ratio[0], crop[1] * ratio[1], crop[2] * ratio[0], crop[3] * ratio[1]]
