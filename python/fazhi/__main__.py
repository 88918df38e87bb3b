"""python -m fazhi"""

from fazhi.cli import main

raise SystemExit(main())
