//! Finance leases: goods of 9373万元 in 2021, those of the year before, and their rents until the day of
//! the demo. Lessors bear the names that the report prints, and say that they are of the demo.

use super::amounts::LEASED_2021_FEN;
use super::books::{Book, MONEY_NOTES, Maker, SOURCE, book, parts};
use super::dice::{Dice, share};
use super::faults::{Planted, refused, ruled};
use super::line::{Line, Typed};
use super::office::{CITY, RECEIVING_CITY, Unit};
use super::parties::{COOPERATIVE, doer, made_up_uscc, organisation};
use super::places::{CHENGDE, LONGHUA, PAIRS, WEICHANG};
use super::sheet::{Column, NUMBER, col};
use super::world::{AS_OF, World, day};
use crate::base::{Day, Month};
use crate::topics::equal_rent;

pub const MAKERS: &[Maker] =
    &[("organisations.lessors", lessors, 0), ("leases.city", leases, 0), ("rents.city", rents, 0)];

pub const PLANTED: &[Planted] = &[
    refused(("leases.city", ""), "rent", "租金与利率、租期算出的不符", |line| {
        let rent = line.value("rent").int();
        line.maybe("rent", rent.map(|rent| rent + 10_000)).set("code", "演租-错-1")
    }),
    refused(("leases.city", ""), "down_payment", "首付款大于设备价值", |line| {
        let value = line.value("value").int();
        line.maybe("down_payment", value.map(|value| value + 100)).set("code", "演租-错-2")
    }),
    refused(("rents.city", ""), "due_on", "应付日期写成2月30日", |line| {
        line.slip("due_on", Typed::text("2021.2.30"))
    }),
    ruled("rents.city", "leases.overdue", "一份合同12月的租金没有付（M1）"),
    ruled("rents.city", "leases.overdue", "一份合同11月起没有付租金（M2）"),
    ruled("rents.city", "leases.overdue_m3", "一份合同8月起没有付租金（M3+）"),
    ruled("rents.city", "leases.rent_differs", "一期租金多写了100元"),
    ruled("rents.city", "leases.rent_outside_term", "期次写在了租期之外"),
    ruled("leases.city", "leases.same_serial", "两份合同写着同一台拖拉机的编号"),
];

const LESSORS: &[Column] = &[
    NUMBER,
    col("name", "企业名称", 34.0),
    col("uscc", "统一社会信用代码", 24.0),
    col("kind", "单位类别", 12.0),
    col("region", "注册地", 16.0),
    col("duty", "在项目中的职责", 12.0),
];

const LEASES: &[Column] = &[
    NUMBER,
    col("code", "租赁合同号", 14.0),
    col("lessor", "租赁公司", 30.0),
    col("lessee", "承租人", 30.0),
    col("county", "承租方所在县", 22.0),
    col("asset", "设备名称", 16.0).over("租赁物"),
    col("serial", "机架号", 16.0).over("租赁物"),
    col("value", "设备价款", 14.0),
    col("down_payment", "首付金额", 13.0),
    col("months", "租期", 7.0),
    col("rate", "年利率", 8.0),
    col("rent", "每期租金", 12.0),
    col("signed_on", "签约时间", 13.0),
    col("first_rent_on", "首个还租日", 13.0),
    col("state", "履行状态", 9.0),
];

const RENTS: &[Column] = &[
    NUMBER,
    col("contract", "合同号", 14.0),
    col("number", "期数", 7.0),
    col("county", "承租方所在县", 22.0),
    col("due_on", "应还日期", 13.0),
    col("due", "应还租金", 12.0),
    col("paid_on", "实还日期", 13.0),
];

const NAMES: [&str; 2] = ["约翰迪尔融资租赁（演示）", "狮桥融资租赁（演示）"];

const GOODS: [&str; 4] = ["拖拉机", "联合收割机", "青贮机", "冷链货车"];

/// Signed in 2020, and in 2021.
const BEFORE: usize = 6;
const IN_2021: usize = 24;

/// Places of those with something to find.
const M1: usize = 8;
const M2: usize = 9;
const M3: usize = 10;
const SAME_SERIAL: usize = 12;
const RAISED: usize = 7;
const MISNUMBERED: usize = 6;

/// A contract before it is written.
struct Lease {
    at: usize,
    pair: usize,
    value: i64,
    down: i64,
    months: i64,
    rate: i64,
    signed: Day,
    first: Day,
}

impl Lease {
    fn code(&self) -> String {
        format!("演租-{:03}", self.at + 1)
    }

    fn rent(&self) -> i64 {
        equal_rent(self.value - self.down, self.rate, self.months).expect("a sound lease")
    }

    fn serial(&self) -> String {
        let at = if self.at == SAME_SERIAL { SAME_SERIAL - 1 } else { self.at };
        format!("YS{:08}", 20_210_000 + at)
    }

    fn state(&self) -> &'static str {
        if self.at == M3 { "逾期" } else { "执行" }
    }
}

fn all(dice: Dice) -> Vec<Lease> {
    let weights = |count: usize, seed: &str| -> Vec<i64> {
        (0..count).map(|at| i64::from(dice.of(seed).from(at, 5, 30))).collect()
    };
    let before = share(2_640 * 1_000_000, &weights(BEFORE, "before"), 1_000_000);
    let this_year = share(LEASED_2021_FEN, &weights(IN_2021, "values"), 1_000_000);
    let values = before.into_iter().chain(this_year).enumerate();
    values.map(|(at, value)| lease(dice, at, value)).collect()
}

fn lease(dice: Dice, at: usize, value: i64) -> Lease {
    let signed = match at {
        ..BEFORE => day("2020-03-02").plus(dice.of("signed").from(at, 0, 240)),
        // Those in arrears have begun to pay before.
        M1..=M3 => day("2021-03-10"),
        _ => day("2021-02-01").plus(dice.of("signed").from(at, 0, 300)),
    };
    let (year, month) = (signed.year(), signed.month_of_year());
    let first = Month(Month::of(year, month).0 + 1).first_day().plus(14);
    Lease {
        at,
        pair: [CHENGDE, LONGHUA, WEICHANG][at % 3],
        value,
        down: value / 10,
        months: dice.of("months").pick(at, &[24, 36, 48]),
        rate: dice.of("rate").pick(at, &[48_000, 58_500, 72_300]),
        signed,
        first,
    }
}

fn lessors(_: &World, id: &'static str, _: usize) -> Book {
    let lines = NAMES.iter().enumerate().map(|(at, name)| {
        let line = organisation(name, "企业", "120116", "帮扶单位");
        line.set("uscc", made_up_uscc("91", "120116", 200 + at))
    });
    let parts = parts("租赁公司", LESSORS, lines.collect());
    book(id, &CITY, (Unit::Wan, "融资租赁公司名录", SOURCE), vec![parts])
}

fn leases(world: &World, id: &'static str, _: usize) -> Book {
    let all = all(world.dice.of("leases"));
    let line = |lease: &Lease| {
        let lessee = doer(PAIRS[lease.pair].county_name, lease.at % 3, COOPERATIVE);
        Line::of("leases")
            .set("code", lease.code())
            .set("lessor", NAMES[usize::from(lease.at % 3 == 2)])
            .set("lessee", lessee)
            .set("county", PAIRS[lease.pair].county)
            .set("asset", GOODS[lease.at % GOODS.len()])
            .set("serial", lease.serial())
            .set("value", lease.value)
            .set("down_payment", lease.down)
            .set("months", lease.months)
            .set("rate", lease.rate)
            .set("rent", lease.rent())
            .set("signed_on", lease.signed)
            .set("first_rent_on", lease.first)
            .set("state", lease.state())
    };
    let lines = all.iter().map(line).collect();
    let parts = parts("合同", LEASES, lines);
    book(id, &RECEIVING_CITY, (Unit::Yuan, "融资租赁合同台账", MONEY_NOTES), vec![parts])
}

fn rents(world: &World, id: &'static str, _: usize) -> Book {
    let dice = world.dice.of("rents");
    let all = all(world.dice.of("leases"));
    let lines = all.iter().flat_map(|lease| schedule(lease, dice)).collect();
    let parts = parts("租金", RENTS, lines);
    book(id, &RECEIVING_CITY, (Unit::Yuan, "融资租赁租金支付台账", MONEY_NOTES), vec![parts])
}

/// The rents of a contract that were due by the day of the demo.
fn schedule(lease: &Lease, dice: Dice) -> Vec<Line> {
    let unpaid_since = match lease.at {
        M1 => Some(day("2021-12-15")),
        M2 => Some(day("2021-11-15")),
        M3 => Some(day("2021-08-15")),
        _ => None,
    };
    let first = lease.first.month().0;
    let due = (1..=lease.months).map(|number| {
        let month = Month(first + i32::try_from(number - 1).expect("a term"));
        (number, month.first_day().plus(14))
    });
    let rent = |(number, due_on): (i64, Day)| {
        let place = lease.at * 100 + usize::try_from(number).expect("counted from one");
        let paid_on = due_on.plus(-dice.from(place, 0, 5));
        let paid = unpaid_since.is_none_or(|since| due_on < since);
        let raised = lease.at == RAISED && number == 2;
        let misnumbered = lease.at == MISNUMBERED && number == 2;
        Line::of("rents")
            .set("contract", lease.code())
            .set("number", if misnumbered { lease.months + 24 } else { number })
            .set("county", PAIRS[lease.pair].county)
            .set("due_on", due_on)
            .set("due", lease.rent() + if raised { 10_000 } else { 0 })
            .maybe("paid_on", paid.then_some(paid_on))
    };
    due.take_while(|(_, due_on)| *due_on <= day(AS_OF)).map(rent).collect()
}
