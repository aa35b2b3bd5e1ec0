"""python limits.py DATA_DIR OUT_FILE: the versioned parameters of DATA_DIR/rules.json as a limits file."""
import json, os, sys

UNITS = {"line": "分/人", "job_months": "月", "job_long": "月", "multi_k": "项"}
data, out = sys.argv[1:3]
rules = json.load(open(os.path.join(data, "rules.json")))["params"]
with open(out, "w") as f:
    for name in dict.fromkeys(r["param"] for r in rules):
        unit = UNITS.get(name, "%" if name.endswith("_pct") else "分")
        f.write(f'[[limits]]\nname = "{name}"\ntitle = {{ zh = "{name}", en = "{name}" }}\nunit = "{unit}"\nvalues = [\n')
        for r in rules:
            if r["param"] == name:
                region = f'region = "{r["province"]}", ' if r["province"] else ""
                f.write(f'    {{ {region}from = {r["from_year"]}-01-01, value = {r["value"]}, source = "rules.json" }},\n')
        f.write("]\n\n")
