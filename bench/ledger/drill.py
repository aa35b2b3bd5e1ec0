"""python drill.py DIR ROWS < OURS: the questions that `cargo bench --bench drill` answered, put to DuckDB's native file.

OURS are the lines that it printed. Prints for each question both medians in ms; ends with an error where the values differ."""

import json
import os
import statistics
import sys
import time

import duckdb

folder, rows = sys.argv[1], sys.argv[2]
path = f"{folder}/drill-{rows}.duckdb"
is_new = not os.path.exists(path)
peer = duckdb.connect(path, config={"threads": 2})
if is_new:
    peer.execute(f"create table moves as select * from '{folder}/drill-{rows}.csv'")
    peer.execute("checkpoint")
columns = {"category": "category", "year": "year", "region": "county"}
agree = True
for line in sys.stdin:
    ours = json.loads(line)
    code = ours["region"]
    step = 10000 if code.endswith("0000") else 100 if code.endswith("00") else 1
    low = int(code)
    by = columns[ours["by"]]
    sql = (
        f"select {by}, cast(sum(amount) as bigint), count(*) from moves where status = 2 "
        f"and county >= {low} and county < {low + step} and year between {ours['from']} and {ours['to']} group by {by} order by 1"
    )
    times = []
    for _ in range(21):
        start = time.perf_counter()
        parts = peer.execute(sql).fetchall()
        times.append((time.perf_counter() - start) * 1000)
    same = (sum(p[1] for p in parts), sum(p[2] for p in parts), len(parts)) == (ours["value"], ours["rows"], ours["parts"])
    agree &= same
    theirs = statistics.median(times)
    said = {"region": code, "by": ours["by"], "from": ours["from"], "parts": ours["parts"], "ours_ms": round(ours["ms"], 3)}
    print(json.dumps(said | {"duckdb_ms": round(theirs, 2), "times": round(theirs / ours["ms"], 1), "same": same}))
sys.exit(0 if agree else "the answers differ")
