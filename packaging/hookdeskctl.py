"""Where the frozen command line program starts."""

from receiver.cli import main

main()
