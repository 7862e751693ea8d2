"""Where the frozen programs start; on Linux hookdeskctl is another name of the same file."""

import sys
from pathlib import Path

if Path(sys.argv[0]).name == "hookdeskctl":
    from receiver.cli import main as receive

    receive()
else:
    from desktop.app import main

    sys.exit(main())
