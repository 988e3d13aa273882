"""Reading photos out of a request: as its body, or out of a form; larger than anything else a shopper may send."""

import contextlib

from flask import request

from sendback.errors import Code, Problem
from sendback.returns.photo_pictures import MOST_SENT_BYTES
from sendback.words.catalogue import words_for

_FORM_AROUND_THEM = 64 * 1024


def read_photo() -> bytes:
    """Read the one photo that is the body, whatever type it calls itself: content tells."""
    _allow(MOST_SENT_BYTES)
    return request.get_data(cache=False, parse_form_data=False)


def allow_photos(most: int) -> None:
    """Let this request's form carry so many photos; call it before anything of the form is read."""
    # A form's parser counts what it has read ahead, of a photo too: it needs room for a few of its own portions.
    request.max_form_memory_size = 4 * _FORM_AROUND_THEM
    _allow(most * MOST_SENT_BYTES + _FORM_AROUND_THEM)


def has_photos(field: str) -> bool:
    """Say whether anything was chosen in one field of the form."""
    return any(chosen.filename for chosen in request.files.getlist(field))


def read_photos(field: str) -> list[bytes]:
    """Read the photos that were chosen in one field of the form; none where nothing was chosen."""
    photos = []
    for chosen in request.files.getlist(field):
        with contextlib.closing(chosen):
            photos.append(chosen.read(MOST_SENT_BYTES + 1))
    if any(len(photo) > MOST_SENT_BYTES for photo in photos):
        raise _too_large()
    return [photo for photo in photos if photo]


def _allow(most: int) -> None:
    request.max_content_length = most
    if (request.content_length or 0) > most:  # said before a byte of it is read
        raise _too_large()


def _too_large() -> Problem:
    values = {"most": str(MOST_SENT_BYTES // 1024 // 1024)}
    return Problem(Code.TOO_LARGE, words_for("en")("problem.photo.bytes", **values), key="photo.bytes", values=values)
