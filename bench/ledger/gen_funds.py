"""python gen_funds.py OUT_DIR [--rows 1000000]: movements of money as one sheet of csv, and the programme.

Every row is synthetic. Counties are those of Chengde as they stand since 2017; amounts are whole fen; the
same seed gives the same bytes."""

import argparse
import os
import random

COUNTIES = ["130802", "130803", "130804", "130821", "130822", "130824", "130825", "130826", "130827", "130828", "130881"]
GIVERS = ["120112", "120114", "120115", "120116", "120117", "120118"]
STAGES = ["下达", "到账", "拨付", "支付"]
TIERS = ["市级", "区级", "乡镇级"]
USES = ["三保障", "产业", "基础设施", "就业"]

ask = argparse.ArgumentParser()
ask.add_argument("out")
ask.add_argument("--rows", type=int, default=1_000_000)
ask.add_argument("--uses", default=",".join(USES))
asked = ask.parse_args()
uses = asked.uses.split(",")
os.makedirs(asked.out, exist_ok=True)
dice = random.Random(7)

with open(f"{asked.out}/programme.csv", "w", encoding="utf-8") as out:
    out.write("编号,名称,类型,帮扶方,受援方,起始日期\n")
    out.write("tj-cd,天津市对口帮扶承德市（基准测试）,扶贫协作,天津市,承德市,2016-01-01\n")

with open(f"{asked.out}/funds.csv", "w", encoding="utf-8") as out:
    out.write("批次号,环节,资金层级,资金用途,支援方,受援县,金额（元）,日期,凭证号,收款方\n")
    for i in range(asked.rows):
        fen = int(dice.lognormvariate(13, 1.6)) + 1
        tier = dice.choice(TIERS)
        giver = "120000" if tier == "市级" else dice.choice(GIVERS)
        payee = "演示施工单位" if STAGES[i % 4] == "支付" else ""
        out.write(
            f"P-{i // 4},{STAGES[i % 4]},{tier},{dice.choice(uses)},{giver},"
            f"{dice.choice(COUNTIES)},{fen // 100}.{fen % 100:02},"
            f"{dice.randint(2017, 2020)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02},V-{i},{payee}\n"
        )
