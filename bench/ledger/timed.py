"""python timed.py NAME COMMAND…: runs a command, prints one JSON line: wall and CPU seconds, peak memory."""

import json
import resource
import subprocess
import sys
import time

name, command = sys.argv[1], sys.argv[2:]
began = time.monotonic()
done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
wall = time.monotonic() - began
if done.returncode != 0:
    sys.exit(f"{name}: exit {done.returncode}")
used = resource.getrusage(resource.RUSAGE_CHILDREN)
answer = done.stdout.strip()
line = {"name": name, "wall_s": round(wall, 3), "cpu_s": round(used.ru_utime + used.ru_stime, 3), "peak_mb": used.ru_maxrss // 1024}
try:
    said = json.loads(answer)
    line |= {key: said[key] for key in ("read", "accepted", "value", "rows") if key in said}
except (ValueError, TypeError):
    pass
print(json.dumps(line, ensure_ascii=False), flush=True)
