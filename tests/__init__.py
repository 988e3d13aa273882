"""The test ground: one fresh shop per test, one database per run, both engines."""
