"""Medians of CPU seconds, ours and the peer's, run in turn. compare.py TIMING REPEATS"""
import subprocess
import sys
from pathlib import Path
from statistics import median

# What, size, peer, goal for ours over the peer's.
CASES = [
    ("inverse", "1302", "numpy", 0.5),
    ("inverse", "3465", "numpy", 0.5),
    ("effects", "1000000", "pyfixest", 0.5),
    ("callaway", "3000", "diff-diff", 0.3),
    ("moran", "55", "esda", 1.0),
    ("betweenness", "600", "networkx", 0.03),
    ("dagum", "1000000", None, None),
    ("dea", "1000", "scipy-HiGHS", 1.0),
]


def seconds(command):
    said = subprocess.run(command, capture_output=True, text=True)
    lines = [line for line in said.stdout.splitlines() if line.startswith("cpu ")]
    if said.returncode or not lines:
        return None
    return float(lines[-1].split()[1])


def main():
    timing, repeats = sys.argv[1], int(sys.argv[2])
    peers = str(Path(__file__).with_name("peers.py"))
    print("| what | size | ours, CPU s | peer | CPU s | ratio | goal |")
    print("|---|---|---|---|---|---|---|")
    for what, size, peer, goal in CASES:
        ours, theirs = [], []
        for _ in range(repeats):
            ours.append(seconds([timing, what, size]))
            if peer:
                theirs.append(seconds([sys.executable, peers, what, size]))
        if None in ours or None in theirs:
            print(f"| {what} | {size} | – | {peer} | – | not run | |")
            continue
        own = median(ours)
        if not theirs:
            print(f"| {what} | {size} | {own:.3f} | | | | < 1 s |")
            continue
        other = median(theirs)
        print(f"| {what} | {size} | {own:.3f} | {peer} | {other:.3f} | {own / other:.3f} | {goal} |")


main()
