"""A film of a label for a browser's make-believe camera: on a desk, aslant, under an uneven light, in a hand that shakes."""

import io
import random
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

WIDTH, HEIGHT = 1280, 720
"""Of the film, as phones give it to pages."""


def film_label(path: Path, png: bytes, degrees: float = 12, seconds: float = 2, empty_seconds: float = 0.5) -> Path:
    """Write a film (Motion JPEG, which Chromium shows again and again) of a label between two looks at an empty desk."""
    dice = random.Random(1)
    label = Image.open(io.BytesIO(png)).convert("RGB")
    label.thumbnail((WIDTH * 3 // 5, HEIGHT * 19 // 20))
    shadow = Image.linear_gradient("L").resize((WIDTH, HEIGHT)).point(lambda level: 190 + level // 4).convert("RGB")
    frames = []
    for _ in range(int(empty_seconds * 30)):
        frames.append(_shoot(Image.new("RGB", (WIDTH, HEIGHT), (96, 84, 70)), shadow))
    for _ in range(int(seconds * 30)):
        desk = Image.new("RGB", (WIDTH, HEIGHT), (96, 84, 70))
        turned = label.convert("RGBA").rotate(degrees + dice.uniform(-1, 1), expand=True, resample=Image.Resampling.BICUBIC)
        place = (WIDTH - turned.width) // 2 + dice.randint(-4, 4), (HEIGHT - turned.height) // 2 + dice.randint(-4, 4)
        desk.paste(turned, place, turned)
        frames.append(_shoot(desk.filter(ImageFilter.GaussianBlur(0.6)), shadow))
    path.write_bytes(b"".join(frames))
    return path


def _shoot(picture: Image.Image, shadow: Image.Image) -> bytes:
    body = io.BytesIO()
    ImageChops.multiply(picture, shadow).save(body, "JPEG", quality=80)
    return body.getvalue()
