"""``python -m pipelines.cli`` is ``welfare-monitor``."""

from pipelines.cli import main

if __name__ == "__main__":
    main()
