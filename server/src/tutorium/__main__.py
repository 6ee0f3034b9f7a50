"""`python -m tutorium` is the same as `tutorium`."""

from tutorium.cli import main

main()
