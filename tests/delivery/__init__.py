"""Tests of the outbox, the mail and the paper's facts."""
