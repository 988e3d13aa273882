"""Every room behind the builder's door, for the one place that opens doors."""

from sendback.web.builder import dry_run, logo, page, preview, saved, verify
from sendback.web.builder.paper import checking, drawing
from sendback.web.builder.paper import page as paper_page
from sendback.web.builder.paper import saved as saved_designs

_DESIGNER = (paper_page.room, saved_designs.room, checking.room, drawing.room)
ROOMS = (page.room, saved.room, logo.room, preview.room, dry_run.room, verify.room, *_DESIGNER)
