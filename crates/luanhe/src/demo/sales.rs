//! Products, channels and orders. The table of 承德山水 of 2021 tells the trade's story 6 to the fen;
//! with what else went through Tianjin's channels since 2017 it makes the 5亿元 of the report.

use super::Size;
use super::books::{Book, Maker, Parts, SOURCE, book, parts};
use super::dice::{Dice, share};
use super::faults::{Planted, refused, ruled};
use super::line::{Line, Typed};
use super::office::{CITY, RECEIVING_CITY, Unit};
use super::places::PAIRS;
use super::sheet::{Column, NUMBER, col};
use super::world::{World, day};
use crate::base::Day;
use crate::record::Value;

/// 公布: 通过天津渠道销售扶贫产品5亿元, in all.
const THROUGH_TIANJIN: i64 = 50_000_000_000;
/// 公布: “承德山水”消费帮扶5365.95万元, 2021年.
const BRAND_2021: i64 = 5_365_950_000;
/// Story 6: 41,207 rows of 5,412.31万, of which 31 were not accepted, one was claimed twice, and two
/// suppliers are from elsewhere.
const STORY_ROWS: usize = 41_207;
const SMALL_ROWS: usize = 240;
const NOT_ACCEPTED: (usize, i64) = (31, 28_900_000);
const CLAIMED_TWICE: i64 = 12_460_000;
const FROM_ELSEWHERE: [i64; 2] = [3_125_000, 1_875_000];
/// What came back of two orders that count.
const RETURNED: [i64; 2] = [20_000, 15_000];
/// A supplier outside Chengde, and where.
const ELSEWHERE: (&str, &str) = ("张家口演示食品有限公司", "130722");

pub const MAKERS: &[Maker] = &[
    ("products.city", products, 0),
    ("channels.city", channels, 0),
    ("orders.brand", brand, 0),
    ("orders.tianjin", tianjin, 0),
    ("orders.online", online, 0),
];

pub const PLANTED: &[Planted] = &[
    refused(("products.city", ""), "until_day", "认定截止早于认定日期", |line| {
        let from = line.value("recognised_on").day();
        line.maybe("until_day", from.map(|from| from.plus(-1)))
    }),
    refused(("orders.tianjin", ""), "amount", "销售的金额是负数", |line| {
        let amount = line.value("amount").int();
        line.maybe("amount", amount.map(|fen| -fen))
    }),
    refused(("orders.online", ""), "channel", "必填的销售渠道空着", |line| {
        line.slip("channel", Typed::Blank)
    }),
    ruled("orders.online", "sales.double_claim", "食堂和供货方各报一次同一笔供货"),
    ruled("orders.online", "sales.market_mismatch", "天津超市的订单写成了北京渠道"),
    ruled("orders.online", "sales.not_accepted", "一笔2021年3月付款的订单没有验收"),
    ruled("orders.online", "sales.not_paid", "一笔2021年4月验收的订单没有付款"),
    ruled("orders.online", "sales.not_recognised", "一笔订单早于产品认定"),
    ruled("orders.online", "sales.outside_origin", "一笔订单的供应商在张家口"),
    ruled("orders.online", "sales.return_unmatched", "一笔退货的原订单号查不到"),
];

const PRODUCTS: &[Column] = &[
    NUMBER,
    col("code", "认定编号", 13.0),
    col("name", "商品名称", 24.0),
    col("brand", "所属品牌", 12.0),
    col("supplier", "申报主体", 34.0),
    col("county", "产品产地", 22.0),
    col("recognised_on", "认定时间", 13.0),
    col("until_day", "有效期至", 13.0),
];

const CHANNELS: &[Column] = &[
    NUMBER,
    col("name", "销售渠道", 28.0),
    col("kind", "渠道类型", 18.0),
    col("market", "归属", 12.0),
    col("region", "所在区", 14.0),
    col("from_day", "开通时间", 13.0),
];

const ORDERS: &[Column] = &[
    col("number", "订单编号", 15.0),
    col("reported_by", "填报方", 9.0),
    col("kind", "订单类型", 9.0),
    col("of_order", "原订单号", 15.0),
    col("buyer", "采购单位", 26.0),
    col("supplier", "供货单位", 34.0),
    col("supplier_place", "供应商所在县", 22.0),
    col("county", "归属县", 22.0),
    col("product", "产品代码", 12.0),
    col("brand", "品牌", 10.0),
    col("channel", "渠道名称", 28.0),
    col("market", "销往", 10.0),
    col("amount", "结算金额", 14.0),
    col("ordered_on", "下单时间", 13.0),
    col("delivered_on", "到货日期", 13.0),
    col("accepted_on", "签收日期", 13.0),
    col("paid_on", "回款日期", 13.0),
    col("excluded", "剔除原因", 12.0),
];

/// Name, kind, market, place, since when.
const SOLD_THROUGH: [(&str, &str, &str, &str, &str); 8] = [
    ("天津消费帮扶演示专馆", "专馆专柜专区", "天津渠道", "120110", "2017-03-01"),
    ("天津演示连锁超市", "商超", "天津渠道", "120104", "2017-03-01"),
    ("天津演示农产品批发市场", "批发市场", "天津渠道", "120111", "2017-03-01"),
    ("天津演示机关食堂", "单位食堂", "天津渠道", "120103", "2017-03-01"),
    ("京东商城（演示）", "B2C电商平台", "全国渠道", "110115", "2019-01-01"),
    ("京喜社区购（演示）", "B2B2C社区购平台", "全国渠道", "110115", "2019-01-01"),
    ("京东企业购（演示）", "B2B供货平台", "全国渠道", "110115", "2019-01-01"),
    ("京东便利店（演示）", "便利门店", "全国渠道", "110115", "2019-01-01"),
];

const GOODS: [&str; 6] = ["板栗", "国光苹果", "小米", "食用菌", "山楂制品", "羊肉"];

/// A supplier for each product: the firms and cooperatives of the counties.
struct Product {
    code: String,
    name: String,
    brand: &'static str,
    supplier: String,
    pair: usize,
}

fn goods() -> Vec<Product> {
    let one = |at: usize| {
        let pair = at % PAIRS.len();
        let county = PAIRS[pair].county_name;
        let (brand, letters) =
            if at < 15 { ("承德山水", "SS") } else { ("其他品牌", "QT") };
        let stem = ["甲", "乙", "丙"][at / PAIRS.len() % 3];
        let firm = if at < 15 { "农业开发有限公司" } else { "种养专业合作社" };
        Product {
            code: format!("CD{letters}-{:03}", at + 1),
            name: format!("{}（演示）", GOODS[at % GOODS.len()]),
            brand,
            supplier: format!("{county}演示{stem}{firm}"),
            pair,
        }
    };
    (0..30).map(one).collect()
}

/// The last of them was recognised only in 2020.
fn recognised(at: usize) -> Day {
    if at == 29 { day("2020-06-01") } else { day("2017-02-20") }
}

fn products(_: &World, id: &'static str, _: usize) -> Book {
    let one = |(at, product): (usize, Product)| {
        Line::of("products")
            .set("code", product.code)
            .set("name", product.name)
            .set("brand", product.brand)
            .set("supplier", product.supplier)
            .set("county", PAIRS[product.pair].county)
            .set("recognised_on", recognised(at))
    };
    let lines = goods().into_iter().enumerate().map(one).collect();
    let parts = parts("认定产品", PRODUCTS, lines);
    let title = "承德市消费帮扶产品认定名录（演示）";
    book(id, &RECEIVING_CITY, (Unit::Yuan, title, SOURCE), vec![parts])
}

fn channels(_: &World, id: &'static str, _: usize) -> Book {
    let one = |(name, kind, market, region, from): (&str, &str, &str, &str, &str)| {
        Line::of("channels")
            .set("name", name)
            .set("kind", kind)
            .set("market", market)
            .set("region", region)
            .set("from_day", day(from))
    };
    let parts = parts("渠道", CHANNELS, SOLD_THROUGH.into_iter().map(one).collect());
    book(id, &CITY, (Unit::Yuan, "消费帮扶销售渠道一览表", SOURCE), vec![parts])
}

/// An order that went the whole way: delivered, accepted and paid within some days.
fn order(number: String, product: &Product, (at, paid): (usize, Day), channel: usize) -> Line {
    let (name, _, market, ..) = SOLD_THROUGH[channel];
    let county = PAIRS[product.pair].county;
    let ordered = paid.plus(-9 - i32::try_from(at % 12).expect("below twelve"));
    Line::of("orders")
        .set("number", number)
        .set("reported_by", "供货方")
        .set("kind", "销售")
        .set("buyer", format!("演示采购单位{}", at % 40 + 1))
        .set("supplier", product.supplier.as_str())
        .set("supplier_place", county)
        .set("county", county)
        .set("product", product.code.as_str())
        .set("brand", product.brand)
        .set("channel", name)
        .set("market", market)
        .set("ordered_on", ordered)
        .set("delivered_on", ordered.plus(4))
        .set("accepted_on", ordered.plus(5))
        .set("paid_on", paid)
}

/// Parts of a whole that add up to it, no two of them far apart.
fn amounts(whole: i64, count: usize, dice: Dice) -> Vec<i64> {
    let weights: Vec<i64> = (0..count).map(|at| i64::from(dice.from(at, 600, 1_900))).collect();
    share(whole, &weights, 1)
}

/// What becomes of an order.
#[derive(Clone, Copy)]
enum Fate {
    Counted,
    /// Part of an earlier order comes back.
    Returned,
    /// The seller's row of an order that the buyer's side reports again.
    Sold,
    SoldAgain,
    NotAccepted,
    FromElsewhere,
}

/// Story 6: the rows that do not count stand behind those that do, each with its code.
fn brand_lines(world: &World) -> Vec<Line> {
    let dice = world.dice.of("brand");
    let goods = goods();
    let rows = if world.size == Size::Full { STORY_ROWS } else { SMALL_ROWS };
    let beside = RETURNED.len() + 2 + NOT_ACCEPTED.0 + FROM_ELSEWHERE.len();
    let whole = BRAND_2021 - CLAIMED_TWICE + RETURNED.iter().sum::<i64>();
    let mut sums: Vec<(i64, Fate)> = Vec::new();
    let mut add = |fen: Vec<i64>, fate: Fate| sums.extend(fen.into_iter().map(|fen| (fen, fate)));
    add(amounts(whole, rows - beside, dice.of("counted")), Fate::Counted);
    add(RETURNED.map(|fen| -fen).to_vec(), Fate::Returned);
    add(vec![CLAIMED_TWICE], Fate::Sold);
    add(vec![CLAIMED_TWICE], Fate::SoldAgain);
    add(amounts(NOT_ACCEPTED.1, NOT_ACCEPTED.0, dice.of("unaccepted")), Fate::NotAccepted);
    add(FROM_ELSEWHERE.to_vec(), Fate::FromElsewhere);
    let one = |(at, (fen, fate)): (usize, (i64, Fate))| {
        let (product, paid, channel) = match fate {
            Fate::Sold | Fate::SoldAgain => (0, day("2021-09-16"), 3),
            _ => (
                dice.of("product").below(at, 15),
                day("2021-01-25").plus(dice.of("paid").from(at, 0, 330)),
                dice.of("channel").below(at, 4),
            ),
        };
        let number = |at: usize| format!("SS2021-{:05}", at + 1);
        let line = order(number(at), &goods[product], (at, paid), channel).set("amount", fen);
        match fate {
            Fate::Counted | Fate::Sold => line,
            Fate::Returned => line.set("kind", "退货").set("of_order", number(at % 7)),
            Fate::SoldAgain => line.set("reported_by", "采购方").set("excluded", "重复填报"),
            Fate::NotAccepted => line.set("accepted_on", Value::Null).set("excluded", "未验收"),
            Fate::FromElsewhere => line
                .set("supplier", ELSEWHERE.0)
                .set("supplier_place", ELSEWHERE.1)
                .set("excluded", "产地不符"),
        }
    };
    sums.into_iter().enumerate().map(one).collect()
}

fn brand(world: &World, id: &'static str, _: usize) -> Book {
    let parts = Parts { totals: &["amount"], ..parts("承德山水", ORDERS, brand_lines(world)) };
    let title = "2021年“承德山水”消费帮扶订单明细（填报数）";
    book(id, &RECEIVING_CITY, (Unit::Yuan, title, SOURCE), vec![parts])
}

/// What else was sold in Tianjin, by years: settled by the lot, so the rows are few.
fn tianjin(world: &World, id: &'static str, _: usize) -> Book {
    let dice = world.dice.of("tianjin");
    let goods = goods();
    let count = if world.size == Size::Full { 2_000 } else { 60 };
    let years = share(THROUGH_TIANJIN - BRAND_2021, &[10, 18, 24, 28, 20], 1_000_000);
    let mut lines = Vec::new();
    for (year, whole) in (2017i16..).zip(years) {
        let dice = dice.of(&year.to_string());
        for (at, fen) in amounts(whole, count / 5, dice).into_iter().enumerate() {
            let first = Day::new(year, 3, 25).expect("a day");
            let paid = first.plus(dice.of("paid").from(at, 0, 270));
            let product = &goods[15 + dice.of("product").below(at, 14)];
            let number = format!("TJ{year}-{:05}", at + 1);
            let channel = dice.of("channel").below(at, 4);
            lines.push(order(number, product, (at, paid), channel).set("amount", fen));
        }
    }
    let parts = Parts { totals: &["amount"], ..parts("天津渠道", ORDERS, lines) };
    let title = "2017—2021年通过天津渠道销售帮扶产品结算明细（“承德山水”除外）";
    book(id, &CITY, (Unit::Yuan, title, SOURCE), vec![parts])
}

/// Orders of the four online channels, and one order for each rule, none through Tianjin.
fn online(world: &World, id: &'static str, _: usize) -> Book {
    let dice = world.dice.of("online");
    let goods = goods();
    let at_day = |at: usize, iso: &str| {
        let product = &goods[15 + at % 14];
        let number = format!("JD2021-{:05}", at + 1);
        let fen = 100 * i64::from(dice.from(at, 1_000, 90_000));
        order(number, product, (at, day(iso)), 4 + at % 4).set("amount", fen)
    };
    let usual = |at: usize| {
        let paid = day("2021-02-10").plus(dice.of("paid").from(at, 0, 310));
        at_day(at, &paid.to_string())
    };
    let mut lines: Vec<Line> = (0..40).map(usual).collect();
    let product = goods[20].supplier.as_str();
    let twice =
        |at: usize, iso: &str| at_day(at, iso).set("supplier", product).set("amount", 36_800_000);
    lines.push(twice(40, "2021-05-18"));
    lines.push(twice(41, "2021-05-20").set("reported_by", "采购方"));
    lines.push(
        at_day(42, "2021-06-08").set("channel", "天津演示连锁超市").set("market", "北京渠道"),
    );
    lines.push(at_day(43, "2021-03-15").set("accepted_on", Value::Null));
    lines.push(at_day(44, "2021-04-20").set("paid_on", Value::Null));
    lines.push(at_day(45, "2019-08-20").set("product", goods[29].code.as_str()));
    lines.push(
        at_day(46, "2021-07-02").set("supplier_place", ELSEWHERE.1).set("supplier", ELSEWHERE.0),
    );
    lines.push(
        at_day(47, "2021-08-03")
            .set("kind", "退货")
            .set("of_order", "JD2021-99999")
            .set("amount", -52_000),
    );
    let parts = Parts { totals: &["amount"], ..parts("电商", ORDERS, lines) };
    let title = "2021年电商渠道消费帮扶订单明细";
    book(id, &RECEIVING_CITY, (Unit::Yuan, title, SOURCE), vec![parts])
}

#[cfg(test)]
mod tests {
    use super::super::world::{Size, World};
    use super::{Line, STORY_ROWS, brand_lines};

    fn sum(lines: &[Line], keep: impl Fn(&Line) -> bool) -> i64 {
        lines.iter().filter(|line| keep(line)).filter_map(|line| line.value("amount").int()).sum()
    }

    /// 5,412.31万 − 28.90万 − 12.46万 − 5.00万 = 5,365.95万, in both sizes.
    #[test]
    fn the_table_of_the_story_adds_up_to_the_fen() {
        for (size, rows) in [(Size::Full, STORY_ROWS), (Size::Small, 240)] {
            let lines = brand_lines(&World::new(size, 2016));
            let code = |word: &'static str| {
                move |line: &Line| line.value("excluded").text().unwrap_or("") == word
            };
            assert_eq!(lines.len(), rows);
            assert_eq!(sum(&lines, |_| true), 5_412_310_000);
            assert_eq!(lines.iter().filter(|line| code("未验收")(line)).count(), 31);
            assert_eq!(sum(&lines, code("未验收")), 28_900_000);
            assert_eq!(sum(&lines, code("重复填报")), 12_460_000);
            assert_eq!(sum(&lines, code("产地不符")), 5_000_000);
            assert_eq!(sum(&lines, code("")), 5_365_950_000);
        }
    }
}
