"""Says of the Python that runs this whether the environment can be built with it, and how gladly.

    python3 deploy/interpreter.py        # prints 0 or 1, the lower the better; exit code 1: not with this one

Belongs here: what the Makefile asks of each Python that it finds; so this runs on versions that are too old.
Does not belong here: where they are looked for (Makefile).

One that was compiled without optimisations, as pyenv does unless told otherwise, takes half as long again for
a plain loop, and an eighth longer for all tests. Distributions compile theirs with optimisations.
"""

import sys
import sysconfig

try:
    import ensurepip  # noqa: F401 (Debian has it in python3-venv)
    import venv  # noqa: F401
except ImportError:
    sys.exit(1)

if not (3, 11) <= sys.version_info < (3, 15):
    sys.exit(1)

is_optimised = "--enable-optimizations" in (sysconfig.get_config_var("CONFIG_ARGS") or "")
print(0 if is_optimised or sys.base_prefix == "/usr" else 1)  # noqa: T201
