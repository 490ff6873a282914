"""Where things lie on this machine: the checkout, and the folder for everything it writes."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(os.environ.get("VAR_DIR") or ROOT / "var").absolute()
LOGS = VAR / "log"
RUN = VAR / "run"
MANAGE = ROOT / "manage.py"
BOOTSTRAP = ROOT / "infra" / "postgres" / "bootstrap.sql"
