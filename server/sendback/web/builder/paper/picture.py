"""A page as the designer shows it: our own PDF, drawn by Chromium's engine."""

import io
import threading

import pypdfium2

MOST_DOTS = 10_000_000
# PDFium keeps state of its own outside any document: two threads in it at once crash the process.
_one_at_a_time = threading.Lock()


def draw_picture(pdf: bytes, dpi: int) -> bytes:
    """Draw a file's only page as PNG."""
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        try:
            bitmap = document[0].render(scale=dpi / 72)
            picture = bitmap.to_pil()
            picture.load()
        finally:
            document.close()
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue()
