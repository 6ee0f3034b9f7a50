"""Portraits that need nobody's face: a few shapes and quiet colours, different for everyone."""

import io
from random import Random

from PIL import Image, ImageDraw, ImageFilter

SIDE = 256
SCALE = 2
"""Drawn twice as large and shrunk, for smooth edges."""

BACKGROUNDS = (
    ("#dbeafe", "#93c5fd"),
    ("#dcfce7", "#86efac"),
    ("#fef3c7", "#fcd34d"),
    ("#fce7f3", "#f9a8d4"),
    ("#ede9fe", "#c4b5fd"),
    ("#e0f2fe", "#67e8f9"),
    ("#ffedd5", "#fdba74"),
    ("#f1f5f9", "#94a3b8"),
    ("#ccfbf1", "#5eead4"),
    ("#fee2e2", "#fca5a5"),
)
SKINS = ("#f6d5bd", "#eec3a2", "#e3b08b", "#f9dfcb", "#d9a27c")
HAIR = ("#2b2118", "#4a3223", "#6b4a2f", "#8a6a45", "#b98b53", "#1f2328", "#7a7d83", "#93431f")
CLOTHES = ("#334155", "#1e40af", "#0f766e", "#7c2d12", "#6d28d9", "#be123c", "#3f6212", "#0369a1", "#525252")


def portrait(seed: int, *, woman: bool) -> bytes:
    """A WebP image of 256 by 256 pixels; the same seed always gives the same picture."""
    random = Random(seed)
    size = SIDE * SCALE
    picture = _gradient(size, *random.choice(BACKGROUNDS))
    draw = ImageDraw.Draw(picture)
    skin, hair, cloth = random.choice(SKINS), random.choice(HAIR), random.choice(CLOTHES)
    middle = size // 2 + random.randint(-10, 10)
    head, top = random.randint(84, 96), random.randint(118, 138)
    chin = top + int(head * 2.45)

    def blob(x: int, y: int, rx: int, ry: int, colour: str) -> None:
        draw.ellipse((x - rx, y - ry, x + rx, y + ry), fill=colour)

    if woman and random.random() < 0.75:
        length = random.choice((60, 110, 170))
        draw.rounded_rectangle(
            (middle - head - 22, top + 40, middle + head + 22, chin + length), radius=90, fill=hair
        )
    blob(middle, size + 60, 205, 190, cloth)
    draw.rounded_rectangle((middle - 38, chin - 60, middle + 38, chin + 50), radius=34, fill=_darker(skin))
    if random.random() < 0.5:
        draw.polygon(
            ((middle - 52, chin + 34), (middle + 52, chin + 34), (middle, chin + 110)), fill=_darker(skin)
        )
    blob(middle, (top + chin) // 2, head, (chin - top) // 2, skin)
    _hair(draw, random, middle, top, head, hair, woman=woman)
    _face(draw, random, middle, (top + chin) // 2, hair, woman=woman)
    small = picture.resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    output = io.BytesIO()
    small.filter(ImageFilter.SMOOTH).save(output, "WEBP", quality=82, method=2)
    return output.getvalue()


def _hair(
    draw: ImageDraw.ImageDraw, random: Random, x: int, top: int, head: int, colour: str, *, woman: bool
) -> None:
    style = random.randrange(3)
    box = (x - head - 12, top - 34, x + head + 12, top + 150)
    if style == 0:
        draw.pieslice(box, 180, 360, fill=colour)
        draw.rounded_rectangle((box[0], top + 40, box[0] + 26, top + 110), radius=12, fill=colour)
        draw.rounded_rectangle((box[2] - 26, top + 40, box[2], top + 110), radius=12, fill=colour)
    elif style == 1:
        draw.pieslice(box, 170, 330, fill=colour)
        draw.ellipse((x - head + 10, top - 44, x + head + 6, top + 60), fill=colour)
    else:
        draw.pieslice(box, 190, 360, fill=colour)
        draw.pieslice((x - head - 14, top - 30, x + 70, top + 100), 150, 320, fill=colour)
    if woman and style == 1:
        draw.ellipse((x - 44, top - 86, x + 44, top - 4), fill=colour)


def _face(draw: ImageDraw.ImageDraw, random: Random, x: int, y: int, hair: str, *, woman: bool) -> None:
    for side in (-1, 1):
        eye = x + side * 36
        draw.ellipse((eye - 7, y - 8, eye + 7, y + 8), fill="#27211d")
        draw.arc((eye - 22, y - 36, eye + 22, y - 8), 200, 340, fill=_darker(hair), width=6)
    draw.arc((x - 34, y + 20, x + 34, y + 62), 20, 160, fill="#9f4a3f", width=7)
    if random.random() < 0.35:
        for side in (-1, 1):
            eye = x + side * 36
            draw.ellipse((eye - 27, y - 24, eye + 27, y + 24), outline="#3b3f46", width=5)
        draw.line((x - 10, y - 2, x + 10, y - 2), fill="#3b3f46", width=5)
    if not woman and random.random() < 0.3:
        draw.chord((x - 62, y + 14, x + 62, y + 118), 10, 170, fill=hair)
        draw.arc((x - 30, y + 24, x + 30, y + 58), 20, 160, fill="#e7b7a5", width=7)


def _gradient(size: int, light: str, dark: str) -> Image.Image:
    ramp = Image.linear_gradient("L").resize((size, size))
    return Image.composite(Image.new("RGB", ramp.size, dark), Image.new("RGB", ramp.size, light), ramp)


def _darker(colour: str) -> str:
    parts = (int(colour[i : i + 2], 16) * 85 // 100 for i in (1, 3, 5))
    return "#" + "".join(f"{part:02x}" for part in parts)
