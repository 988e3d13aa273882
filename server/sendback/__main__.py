"""`python -m sendback`."""

from sendback.cli.main import main

main()
