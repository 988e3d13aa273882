"""Every room behind the builder's door, for the one place that opens doors."""

from sendback.web.builder import dry_run, logo, page, preview, saved, verify

ROOMS = (page.room, saved.room, logo.room, preview.room, dry_run.room, verify.room)
