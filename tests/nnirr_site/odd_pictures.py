"""Pictures that are allowed and odd, made anew by each call."""

from PIL import Image

from tests.nnirr_site import telling


def _srgb() -> bytes:
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def deep_gray() -> bytes:
    deep = Image.linear_gradient("L").resize((300, 400)).convert("I").point(lambda v: v * 257)
    return telling.encode(deep.convert("I;16"), "PNG")


ODD = {
    "16 bits of gray": deep_gray,
    "CMYK": lambda: telling.encode(telling.gradient(300, 400, "CMYK"), "JPEG"),
    "CMYK with another's profile": lambda: telling.encode(
        telling.gradient(300, 400, "CMYK"), "JPEG", icc_profile=_srgb()
    ),
    "one bit": lambda: telling.encode(telling.gradient(300, 400, "1"), "PNG"),
    "palette with transparency": lambda: telling.encode(
        telling.gradient(300, 400, "P"), "PNG", transparency=3
    ),
    "gray with transparency": lambda: telling.encode(telling.gradient(300, 400, "LA"), "PNG"),
    "moving": lambda: telling.encode(
        telling.gradient(300, 400),
        "WEBP",
        save_all=True,
        append_images=[telling.gradient(300, 400).transpose(Image.Transpose.ROTATE_180)],
    ),
    "phone with a second picture": lambda: telling.encode(
        telling.gradient(300, 400), "MPO", save_all=True, append_images=[telling.gradient(30, 40)]
    ),
    "a profile that is damaged": lambda: telling.encode(
        telling.gradient(300, 400), "JPEG", icc_profile=b"x" * 600
    ),
}
