//! A6 Sustained growth: is income growing, year after year, and catching up?

use std::collections::BTreeMap;

use crate::answer::{Answer, Number, Reason, ratio};
use crate::spec::{
    ANY, Column, DESCRIBES, POSITIVE, PRICE_BASIS, Picture, SHARE, Spec, Study, UNIT, input, key,
    number, output, period, text, whole,
};
use crate::study::{Case, Fault};
use crate::sums::{mean, sum_of};

pub static STUDY: Study = Study {
    spec: Spec {
        id: "sustained_growth",
        version: "1.0.0",
        family: "A6",
        name: text("持续增收", "Sustained income growth"),
        question: text(
            "扣除物价后收入是否连年增长，波动多大，是否在追赶？",
            "Net of prices, does income grow year after year, how unevenly, and does it catch up?",
        ),
        cites: &[
            "methods list A6: real growth, growth in k of the last K years, downside semi-deviation, catch-up ratio",
        ],
        inputs: &[
            input("incomes", text("人均收入", "income per person"), SERIES),
            input(
                "prices",
                text(
                    "价格指数，上年=100；缺省为已是不变价",
                    "price index, year before = 100; absent: already real",
                ),
                &[period("year"), number("index", "%", text("指数", "index"))],
            )
            .optional(),
            input(
                "reference",
                text("追赶对象的收入，如全省", "income to catch up with, such as the province"),
                &[period("year"), number("value", "", text("收入", "income")), UNIT, PRICE_BASIS],
            )
            .optional(),
        ],
        params: &[
            whole("years", 5, 2, 50, text("看最近几年K", "how many last years, K")),
            whole("needed", 4, 1, 50, text("至少几年增长k", "how many of them must grow, k")),
        ],
        outputs: &[
            output(
                "growth",
                "ln",
                ANY,
                DESCRIBES,
                text("实际增长（对数差）", "real growth, log difference"),
            ),
            output(
                "mean_growth",
                "ln",
                ANY,
                DESCRIBES,
                text("近K年平均实际增长", "mean over the last K years"),
            ),
            output(
                "rising_years",
                "years",
                POSITIVE,
                DESCRIBES,
                text("增长的年数", "years of growth"),
            ),
            output(
                "sustained",
                "1",
                SHARE,
                DESCRIBES,
                text("是否持续增收（1是）", "1 if growth is sustained"),
            ),
            output(
                "downside",
                "ln",
                POSITIVE,
                DESCRIBES,
                text("下行半偏差", "downside semi-deviation"),
            ),
            output(
                "catch_up",
                "1",
                POSITIVE,
                DESCRIBES,
                text("与参照的比", "ratio to the reference"),
            ),
        ],
        chart: text("实际增长折线与追赶比", "lines of real growth and catch-up"),
        pictures: &[Picture::Dots("mean_growth")],
    },
    run,
};

const SERIES: &[Column] = &[
    key("region", text("单位", "unit")),
    period("year"),
    number("value", "", text("收入", "income")),
    UNIT,
    PRICE_BASIS,
];

/// √(mean of min(0, g)²): only falls count.
pub fn downside(growth: &[f64]) -> f64 {
    (sum_of(growth.len(), |i| growth[i].min(0.0).powi(2)) / growth.len() as f64).sqrt()
}

fn by_year(case: &Case, table: &str, value: &str) -> Option<BTreeMap<i64, f64>> {
    let table = case.maybe(table)?;
    let years = table.period("year").expect("checked");
    let values = table.number(value).expect("checked");
    Some(years.iter().copied().zip(values.iter().copied()).collect())
}

fn run(case: &Case, answer: &mut Answer) -> Result<(), Vec<Fault>> {
    let table = case.table("incomes");
    let regions = table.key("region").expect("checked");
    let (years, values) = (table.period("year"), table.number("value"));
    let (years, values) = (years.expect("checked"), values.expect("checked"));
    let prices = by_year(case, "prices", "index");
    let reference = by_year(case, "reference", "value");
    let mut series: BTreeMap<&str, BTreeMap<i64, (f64, u32)>> = BTreeMap::new();
    for i in 0..table.len() {
        let row = series.entry(regions.word(i)).or_default();
        row.insert(years[i], (values[i], table.line(i)));
    }
    for (region, row) in &series {
        let mut grown = Vec::new();
        for (&year, &(value, line)) in row {
            let before = row.get(&(year - 1)).map(|(v, _)| *v);
            if row.keys().next() != Some(&year) {
                let growth = real_growth(before, value, prices.as_ref(), year);
                let copied = before == Some(value);
                answer
                    .put(region, Some(year), "growth", growth)
                    .n(2)
                    .flag_if(copied, "same_as_before");
                answer.trace(region, Some(year), "income", value, &[line]);
                grown.push(growth);
            }
            if let Some(other) = reference.as_ref().and_then(|r| r.get(&year)) {
                let value =
                    if value.is_nan() { Err(Reason::MissingInput) } else { ratio(value, *other) };
                answer.put(region, Some(year), "catch_up", value).n(2);
            }
        }
        put_recent(case, answer, (region, row.keys().next_back().copied()), &grown);
    }
    Ok(())
}

/// ln(y_t/y_{t−1}) − ln(index/100).
fn real_growth(
    before: Option<f64>,
    now: f64,
    prices: Option<&BTreeMap<i64, f64>>,
    year: i64,
) -> Number {
    let before = before.filter(|b| !b.is_nan()).ok_or(Reason::MissingInput)?;
    if now.is_nan() {
        return Err(Reason::MissingInput);
    }
    if before <= 0.0 || now <= 0.0 {
        return Err(Reason::NegativeInput);
    }
    let inflation = match prices {
        None => 0.0,
        Some(prices) => {
            let index = prices.get(&year).copied().filter(|p| *p > 0.0);
            (index.ok_or(Reason::MissingInput)? / 100.0).ln()
        }
    };
    Ok((now / before).ln() - inflation)
}

fn put_recent(
    case: &Case,
    answer: &mut Answer,
    (region, last): (&str, Option<i64>),
    grown: &[Number],
) {
    let years = case.whole("years") as usize;
    let recent = &grown[grown.len().saturating_sub(years)..];
    let known: Vec<f64> = recent.iter().filter_map(|g| g.ok()).collect();
    let n = known.len();
    // A hole in the window is a reason, not a year without growth.
    let whole = |value: f64| match n {
        _ if recent.len() < years => Err(Reason::NTooSmall),
        _ if n < years => Err(Reason::MissingInput),
        _ => Ok(value),
    };
    let rising = known.iter().filter(|g| **g > 0.0).count();
    let enough = rising as i64 >= case.whole("needed");
    let mean = if n > 0 { mean(&known) } else { 0.0 };
    let fall = if n > 0 { downside(&known) } else { 0.0 };
    answer.put(region, last, "mean_growth", whole(mean)).n(n);
    answer.put(region, last, "rising_years", whole(rising as f64)).n(n);
    answer.put(region, last, "sustained", whole(f64::from(u8::from(enough)))).n(n);
    answer.put(region, last, "downside", whole(fall)).n(n);
}
