"""XLSX import: python xlsx_peer.py ENGINE DATA_DIR     ENGINE = openpyxl | openpyxl_full | calamine | pandas_openpyxl | pandas_calamine ; reads every cell to rows, sums column income."""
import sys, time, json, resource; T0 = time.time(); eng, d = sys.argv[1:3]; f = f"{d}/import.xlsx"
if eng.startswith("openpyxl"):
    import openpyxl; wb = openpyxl.load_workbook(f, read_only=eng == "openpyxl", data_only=True); rows = list(wb["data"].iter_rows(min_row=2, values_only=True))
elif eng == "calamine":
    import python_calamine as pc; rows = pc.CalamineWorkbook.from_path(f).get_sheet_by_name("data").to_python()[1:]
else:
    import pandas as pd; rows = pd.read_excel(f, sheet_name="data", engine=eng.split("_")[1], dtype={1: str}, keep_default_na=False).values.tolist()
s = sum(r[6] for r in rows if isinstance(r[6], (int, float)))
print(json.dumps(dict(engine=eng, wall_s=round(time.time()-T0, 2), cpu_s=round(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]), 2), peak_rss_mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss//1024, rows=len(rows), income=round(s, 2))))
