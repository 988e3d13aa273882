"""Files that others made, put behind one another."""

from collections.abc import Sequence
from io import BytesIO

from sendback.paper.raster import one_at_a_time


def join_files(files: Sequence[bytes]) -> bytes:
    """Put PDF files into one, all their pages in order."""
    import pypdfium2  # 7 MB of library: only who joins files loads it

    with one_at_a_time:
        joined = pypdfium2.PdfDocument.new()
        try:
            for file in files:
                source = pypdfium2.PdfDocument(file)
                try:
                    joined.import_pages(source)
                finally:
                    source.close()
            out = BytesIO()
            joined.save(out)
        finally:
            joined.close()
    return out.getvalue()
