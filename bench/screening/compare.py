"""python compare.py DATA_DIR WORK_DIR [ROUNDS]: ours and the peers in turn on the same files, verified, as a table.
Ratios are taken round by round; CPU seconds and peak memory stand beside the time, because other work on the machine changes
the time first. Ours also with kept state: the same day again, one limit changed, 0.1 % of medical subjects changed."""
import multiprocessing, os, statistics, subprocess, sys, time

here = os.path.dirname(os.path.abspath(__file__))
data, work = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
screen = os.environ.get("SCREEN", os.path.join(here, "../../target/release/luanhe-screen"))
os.makedirs(work, exist_ok=True)
limits = os.path.join(work, "limits.toml")
subprocess.run([sys.executable, os.path.join(here, "limits.py"), data, limits], check=True)

def measured(command, **env):
    begun = time.monotonic()
    child = subprocess.Popen(command, cwd=here, env={**os.environ, **env}, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    if status: sys.exit(f"{command} ended with {status}")
    return time.monotonic() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024

def ours(out, *more, limits=limits):
    return [screen, "run", "--registry", data, "--extracts", data, "--rules", os.path.join(here, "rules.toml"),
            "--limits", limits, "--as-of", "2025-12-31", "--out", os.path.join(work, out), *more]

def changes():
    """All rows of a random thousandth of the persons in medical, their amounts raised by a yuan."""
    import numpy as np, pyarrow as pa, pyarrow.parquet as pq
    rows = pq.read_table(os.path.join(data, "medical.parquet")); ids = rows.column("person_id").to_numpy()
    some = np.random.default_rng(7).random(1 << 20) < .001; mine = some[(ids * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(44)).astype("i8")]
    rows = rows.filter(pa.array(mine)); folder = os.path.join(work, "changes"); os.makedirs(folder, exist_ok=True)
    raised = pa.array(rows.column("oop").to_numpy() + 100)
    pq.write_table(rows.set_column(rows.schema.get_field_index("oop"), "oop", raised), os.path.join(folder, "medical.parquet"), compression="zstd")
    return folder, len(rows)

python = sys.executable
engines = {
    "ours, cold": (ours("ours"), {}),
    "DuckDB B": ([python, "peer_duckdb.py", data, os.path.join(work, "duckdb")], {"VARIANT": "B"}),
    "Polars streaming": ([python, "peer_polars.py", data, os.path.join(work, "polars")], {}),
}
found = {name: [] for name in engines}
for _ in range(rounds):
    for name, (command, env) in engines.items(): found[name].append(measured(command, **env))
subprocess.run([python, "verify.py", *(os.path.join(work, o) for o in ("ours", "duckdb", "polars"))], cwd=here, check=True)
print(f"load {os.getloadavg()[0]:.1f}, {rounds} rounds in turn\n\n| engine | wall s | CPU s | peak MiB | its CPU / ours, by round |\n| --- | --- | --- | --- | --- |")
def middle(runs, at): return statistics.median(run[at] for run in runs)
for name, runs in found.items():
    ratios = ", ".join(f"{theirs[1] / mine[1]:.1f}" for theirs, mine in zip(runs, found["ours, cold"]))
    print(f"| {name} | {middle(runs, 0):.2f} | {middle(runs, 1):.2f} | {middle(runs, 2):.0f} | {ratios} |")
state, other = os.path.join(work, "state"), os.path.join(work, "other.toml")
with open(limits) as f, open(other, "w") as g: g.write(f.read().replace("value = 2000000", "value = 2000100"))
# In a process of its own: a child's peak counts what this process had in memory when it was made.
with multiprocessing.get_context("fork").Pool(1) as apart: folder, rows = apart.apply(changes)
for name, command in {
    "ours, cold, keeping": ours("kept", "--state", state), "same again": ours("kept", "--state", state),
    "one limit changed": ours("kept", "--state", state, limits=other),
    f"{rows} rows changed": ours("kept", "--state", state, "--changes", folder, limits=other),
}.items():
    wall, cpu, memory = measured(command)
    print(f"| {name} | {wall:.2f} | {cpu:.2f} | {memory:.0f} | |")
