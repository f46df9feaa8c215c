"""`python -m bench [name ...]`: run every `bench_<name>`, or the named ones, each in a process of its own.

A process of its own, because the peak of memory of a process never goes down again.
"""

import pkgutil
import subprocess
import sys

import bench


def main(gevraagd: list[str]) -> int:
    """The number of measurements that failed or missed their aim."""
    namen = [
        gevonden.name.removeprefix("bench_")
        for gevonden in pkgutil.iter_modules(bench.__path__)
        if gevonden.name.startswith("bench_")
    ]
    onbekend = set(gevraagd) - set(namen)
    if onbekend:
        sys.exit(f"no such bench: {', '.join(sorted(onbekend))}; there are: {', '.join(namen)}")
    gemist = 0
    for naam in gevraagd or namen:
        print(f"== {naam}", flush=True)
        gemist += subprocess.run([sys.executable, "-m", f"bench.bench_{naam}"]).returncode != 0
    return gemist


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
