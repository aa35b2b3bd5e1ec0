"""python check.py WORK_DIR SCREEN: makes other extracts, screens them with SCREEN (luanhe-screen) and with a DuckDB
query written from the words of rules.toml, and compares hits and unknowns household by household."""
import datetime as dt, os, subprocess, sys
import duckdb, numpy as np, pyarrow as pa, pyarrow.parquet as pq

work, screen = sys.argv[1:3]
here = os.path.dirname(os.path.abspath(__file__))
os.makedirs(work, exist_ok=True)
rng = np.random.default_rng(7)
DAY = 20250515
H = 40_000
counties = np.sort(rng.choice([130100, 130828, 140105, 140200, 150102], H))
hid = np.arange(H) * 3 + rng.integers(0, 3, H)          # gaps between the numbers
days = lambda a, b, n: np.datetime64(a) + rng.integers(0, (np.datetime64(b) - np.datetime64(a)).astype(int), n)
size = rng.integers(0, 6, H); P = int(size.sum()); owner = np.repeat(np.arange(H), size)
born = days("1940-01-01", "2024-12-31", P)
W = [7,9,10,5,8,4,2,1,6,3,7,9,10,5,8,4,2]
def idno(region, day, seq):
    body = f"{region}{str(day).replace('-', '')}{seq:03d}"
    return body + "10X98765432"[sum(int(c) * w for c, w in zip(body, W)) % 11]
home = np.where(rng.random(P) < .2, 110105, counties[owner])
seen = {}; ids = []
for r, d in zip(home, born):
    k = (r, d); seen[k] = seen.get(k, 0) + 1; ids.append(idno(r, d, seen[k]))
ids = np.array(ids)
def save(name, cols): pq.write_table(pa.table(cols), f"{work}/{name}.parquet", row_group_size=20_000)
income = pa.array(rng.integers(0, 60_000, H), mask=rng.random(H) < .02)
save("households", {"户编号": hid, "区县": counties.astype("u4"), "户类型": rng.choice([0, 1, 2, 9], H).astype("u1"), "上年收入": income})
save("persons", {"身份证号": ids, "户编号": hid[owner], "出生日期": pa.array(born.astype("datetime64[D]")), "性别": rng.integers(1, 3, P).astype("u1")})
def sample(n): return rng.integers(0, P, n)
n = 60_000; i = np.where(rng.random(n) < .5, sample(n), rng.integers(0, P, 4_000)[rng.integers(0, 4_000, n)])  # some go often
save("visits", {"身份证号": np.where(rng.random(n) < .01, idno(110101, "1900-01-01", 1), ids[i]), "自付": rng.lognormal(6.5, 1.3, n).astype("i8"),
                "医院": rng.integers(1, 12, n).astype("i4"), "结算日期": pa.array(days("2023-11-01", "2025-06-30", n).astype("datetime64[D]"))})
n = 6_000
save("cuts", {"户编号": rng.integers(0, 3 * H, n), "停水天数": rng.integers(1, 20, n), "日期": pa.array(days("2023-11-01", "2025-06-30", n).astype("datetime64[D]"))})
n = 5_000
save("loans", {"户编号": hid[rng.integers(0, H, n)], "逾期天数": rng.integers(0, 90, n), "余额": rng.integers(0, 2_000_000, n)})
with open(f"{work}/school.csv", "w") as f:               # a CSV among the Parquet files
    f.write("状态,身份证号\n")
    for k in sample(6_000): f.write(f"{rng.integers(1, 5)},{ids[k].lower()}\n")

subprocess.run([screen, "run", "--registry", work, "--extracts", work, "--rules", f"{here}/rules.toml", "--limits", f"{here}/limits.toml",
                "--as-of", str(DAY), "--out", f"{work}/out"], check=True)

con = duckdb.connect()
for t in ("households", "persons", "visits", "cuts", "loans"): con.execute(f"create view {t} as select * from '{work}/{t}.parquet'")
con.execute(f"create view school as select * from read_csv('{work}/school.csv', all_varchar=true)")
con.execute("""
create table lim as select distinct 区县 c,
  case when 区县 = 130100 then 20 when 区县 // 10000 = 13 then 25 else 30 end share,
  case when 区县 // 100 = 1401 then 2000 when 区县 // 10000 = 14 then 2500 else 3000 end visit from households;
create table p as select p.*, h.区县 c from persons p join households h using (户编号);
create table v as select v.*, p.户编号 h, p.c, p.出生日期 born, lim.visit from visits v join p using (身份证号) join lim using (c);
create table m12 as select * from v where 结算日期 > date '2024-05-15' and 结算日期 <= date '2025-05-15';
create table y25 as select * from v where 结算日期 >= date '2025-01-01' and 结算日期 <= date '2025-05-15';
create table f as
with paid as (select h, sum(自付) x from m12 group by 1),
 before as (select h, sum(自付) x from v where year(结算日期) = 2024 group by 1),
 large as (select h, max(自付) x from y25 where 医院 <> 7 group by 1),
 wander as (select h, count(*) x from (select h, 身份证号, any_value(born) b, count(distinct 医院) d from y25 group by 1, 2) where d >= 3 and b < date '1965-01-01' group by 1),
 dear as (select h, count(*) x from m12 where 自付 > visit group by 1),
 child as (select 户编号 h, count(*) x from p where 出生日期 >= date '2009-09-01' and upper(身份证号) in (select upper(身份证号) from school where 状态 in ('3', '4')) group by 1),
 kids as (select 户编号 h, count(*) x from p where 出生日期 >= date '2009-09-01' group by 1),
 dry as (select 户编号 h, sum(停水天数) x from cuts where 日期 > date '2024-11-15' and 日期 <= date '2025-05-15' group by 1),
 dryb as (select 户编号 h, max(停水天数) x from cuts where year(日期) = 2024 group by 1),
 over as (select 户编号 h, max(逾期天数) x from loans group by 1),
 owed as (select 户编号 h, min(余额) x from loans where 逾期天数 >= 30 group by 1),
 n as (select 户编号 h, count(*) x from p group by 1)
select h.户编号 h, h.区县 c, h.户类型 kind, h.上年收入 inc, lim.share, lim.visit, n.x n, coalesce(paid.x,0) paid, coalesce(before.x,0) paid_before,
 coalesce(large.x,0) largest, coalesce(wander.x,0) wanderers, coalesce(dear.x,0) dear, coalesce(child.x,0) child_out, coalesce(kids.x,0) kids,
 coalesce(dry.x,0) dry, coalesce(dryb.x,0) dryb, coalesce(over.x,0) overdue, owed.x owed, (h.区县 // 10000 = 13 or h.区县 // 100 = 1401) covered
from households h join lim on lim.c = h.区县 join n on n.h = h.户编号 left join paid on paid.h=h.户编号 left join before on before.h=h.户编号 left join large on large.h=h.户编号
 left join wander on wander.h=h.户编号 left join dear on dear.h=h.户编号 left join child on child.h=h.户编号 left join kids on kids.h=h.户编号 left join dry on dry.h=h.户编号
 left join dryb on dryb.h=h.户编号 left join over on over.h=h.户编号 left join owed on owed.h=h.户编号
where h.户类型 <> 9;
create table r as select *,
 paid*100 > inc*share or largest > visit*3 sick, wanderers > 0 and dear >= 2 wanders, dry >= 3 or (dry > 0 and dryb > 10) is_dry,
 overdue >= 30 and owed > 500000 owes,
 case when covered then child_out > 0 when kids > 0 then null else false end school,
 paid*100 > paid_before*150 and paid - paid_before > 2000 rising, null::boolean and n > 0 sent from f;
create table m as select *, (coalesce(sick,false)::int + coalesce(is_dry,false)::int + coalesce(owes,false)::int + coalesce(school,false)::int) >= 2 several from r;
""")
rules = [("sick", 1, 3), ("wanders", 2, 1), ("is_dry", 3, 2), ("owes", 4, 2), ("school", 7, 3), ("rising", 8, 1), ("sent", 9, 1), ("several", 40, 2)]
mask = " + ".join(f"coalesce({r},false)::bigint * {1 << (b - 1)}" for r, b, _ in rules)
unknown = " + ".join(f"({r} is null)::bigint * {1 << (b - 1)}" for r, b, _ in rules)
highest = "greatest(" + ", ".join(f"coalesce({r},false)::int * {s}" for r, _, s in rules) + ")"
category = "case when coalesce(sick,false) and coalesce(owes,false) then 3 when kind = 1 then 1 else 2 end"
want = con.sql(f"select h, c, {category}, {highest} + coalesce(is_dry,false)::int + coalesce(owes,false)::int, {mask} mask from m where mask > 0 order by h").fetchall()
open_ = con.sql(f"select h, c, {unknown} mask from m where mask > 0 order by h").fetchall()
def rows(name):
    t = pq.read_table(f"{work}/out/{name}.parquet"); return list(zip(*(c.to_pylist() for c in t.columns)))
got, unsure = rows("flagged"), rows("unknown")
each = {r: sum(1 for row in want if row[4] >> (b - 1) & 1) for r, b, _ in rules}
print(f"{len(want)} flagged {each}, {len(open_)} undecided")
if got != want or unsure != open_:
    print("DIFFERENT", [(a, b) for a, b in zip(got, want) if a != b][:5], [(a, b) for a, b in zip(unsure, open_) if a != b][:5], len(got), len(unsure))
    sys.exit(1)
print("the same")
