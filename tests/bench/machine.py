"""What else the machine was doing, for a figure means little without it."""

import os
import platform
import time


def state() -> dict[str, object]:
    load = [round(one, 2) for one in os.getloadavg()] if hasattr(os, "getloadavg") else []
    return {
        "at": time.strftime("%Y-%m-%d %H:%M"),
        "load": load,
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
    }
