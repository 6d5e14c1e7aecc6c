"""`python -m harness` is the command `hstrack`."""

from harness.cli.main import main

main()
