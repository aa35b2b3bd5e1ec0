"""Medians of CPU seconds, ours and the peer's, run in turn. compare.py TIMING REPEATS [WHAT…]"""
import os
import subprocess
import sys
from pathlib import Path
from statistics import median

# What, size, peer, goal for ours over the peer's.
CASES = [
    ("inverse", "1302", "numpy", 0.5),
    ("inverse", "3465", "numpy", 0.5),
    ("accounts", "1302", "pymrio", 0.25),
    ("accounts", "3465", "pymrio", 0.25),
    ("effects", "1000000", "pyfixest", 0.5),
    ("callaway", "3000", "diff-diff", 0.3),
    ("moran", "55", "esda", 1.0),
    ("betweenness", "600", "networkx", 0.03),
    ("dagum", "1000000", None, None),
    ("dea", "1000", "scipy-HiGHS", 1.0),
]


def run(command):
    """CPU seconds of the computation and peak MB of the process, or None."""
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    lines = [line for line in child.stdout.read().splitlines() if line.startswith("cpu ")]
    _, status, used = os.wait4(child.pid, 0)
    return (float(lines[-1].split()[1]), used.ru_maxrss / 1024) if status == 0 and lines else None


def main():
    timing, repeats, only = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    peers = str(Path(__file__).with_name("peers.py"))
    print("| what | size | ours, CPU s | MB | peer | CPU s | MB | ratio | goal |")
    print("|---|---|---|---|---|---|---|---|---|")
    for what, size, peer, goal in CASES:
        if only and what not in only:
            continue
        ours, theirs = [], []
        for _ in range(repeats):
            ours.append(run([timing, what, size]))
            if peer:
                theirs.append(run([sys.executable, peers, what, size]))
        if None in ours or None in theirs:
            print(f"| {what} | {size} | – | | {peer} | – | | not run | |", flush=True)
            continue
        own, room = (median(x) for x in zip(*ours))
        line = f"| {what} | {size} | {own:.3f} | {room:.0f} |"
        if theirs:
            other, space = (median(x) for x in zip(*theirs))
            line += f" {peer} | {other:.3f} | {space:.0f} | {own / other:.3f} | {goal} |"
        else:
            line += " | | | | < 1 s |"
        print(line, flush=True)


main()
