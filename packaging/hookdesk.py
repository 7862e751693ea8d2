"""Where the frozen window program starts."""

import sys

from desktop.app import main

sys.exit(main())
