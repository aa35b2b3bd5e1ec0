//! What was reported and what counts: every order that does not count has a code, from the clerk or
//! from what the order lacks, and the sums differ by just those.

use std::collections::BTreeMap;

use askama::Template;

use super::products::BRANDS;
use super::record::{EXCLUSIONS, ORDERS};
use crate::base::{Fen, Result, grouped};
use crate::pages::{Params, Say, drawn, row_path};
use crate::record::{Actor, Choice, Compare, Ledger, Query, Row, Value};

/// Asked for in place of a brand: all of them.
const EVERY: &str = "every";
/// A page lists no more orders than this.
const LISTED: usize = 300;

/// Why an order does not count; `None`: it does. What the clerk says goes before what is computed.
pub fn exclusion(order: &Row<'_>) -> Option<&'static Choice> {
    let computed = || match ["delivered_on", "accepted_on", "paid_on"]
        .into_iter()
        .find(|day| order.day(day).is_none())?
    {
        "delivered_on" => Some("未送达"),
        "accepted_on" => Some("未验收"),
        _ => Some("未付款"),
    };
    let word = order.text("excluded").or_else(computed)?;
    EXCLUSIONS.iter().find(|choice| choice.word == word)
}

struct Order {
    number: String,
    path: String,
    supplier: String,
    paid_on: String,
    amount: Fen,
    code: &'static Choice,
}

/// Orders and their sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sum {
    orders: i64,
    amount: Fen,
}

#[derive(Template)]
#[template(path = "reconciliation.html")]
struct ReconciliationPage<'a> {
    say: Say,
    year: &'a str,
    brand: &'a str,
    brands: &'static [Choice],
    reported: Sum,
    counted: Sum,
    codes: Vec<(&'static str, Sum)>,
    orders: Vec<Order>,
    left_out: usize,
}

impl ReconciliationPage<'_> {
    fn yuan(&self, amount: &Fen) -> String {
        grouped(&amount.yuan())
    }
}

pub fn page(
    ledger: &mut Ledger,
    actor: &Actor,
    programme: &str,
    params: &Params,
    say: Say,
) -> Result<String> {
    let brand = params.get("brand").unwrap_or(EVERY);
    let year = match params.get("year") {
        Some(year) => year.to_string(),
        None => last_year(ledger, actor, programme)?,
    };
    let mut query = Query { programme: programme.to_string(), ..Query::of(&ORDERS) }
        .filter("paid_on", Compare::AtLeast, format!("{year}-01-01"))
        .filter("paid_on", Compare::AtMost, format!("{year}-12-31"));
    if brand != EVERY {
        query = query.filter("brand", Compare::Is, brand);
    }
    let zero = Sum { orders: 0, amount: Fen(0) };
    let (mut reported, mut counted) = (zero, zero);
    let mut codes: BTreeMap<&str, Sum> = BTreeMap::new();
    let mut orders = Vec::new();
    ledger.each_listed(actor, &query, |recorded| {
        let row = Row { register: &ORDERS, values: &recorded.values };
        let amount = row.money("amount").unwrap_or(Fen(0));
        let add = |sum: &mut Sum| {
            sum.orders += recorded.tally;
            sum.amount = sum.amount + amount;
        };
        add(&mut reported);
        let Some(code) = exclusion(&row) else {
            add(&mut counted);
            return Ok(());
        };
        add(codes.entry(code.word).or_insert(zero));
        orders.push(Order {
            number: row.written("number"),
            path: row_path(ORDERS.name, &recorded.id),
            supplier: row.written("supplier"),
            paid_on: row.written("paid_on"),
            amount,
            code,
        });
        Ok(())
    })?;
    let left_out = orders.len().saturating_sub(LISTED);
    orders.truncate(LISTED);
    let named = EXCLUSIONS.iter().filter_map(|choice| {
        let sum = codes.get(choice.word)?;
        Some((say.of(choice.word, choice.en), *sum))
    });
    let codes = named.collect();
    drawn(&ReconciliationPage {
        say,
        year: &year,
        brand,
        brands: BRANDS,
        reported,
        counted,
        codes,
        orders,
        left_out,
    })
}

/// The year of the last payment.
fn last_year(ledger: &mut Ledger, actor: &Actor, programme: &str) -> Result<String> {
    let query = Query {
        programme: programme.to_string(),
        sort: Some(("paid_on".to_string(), true)),
        limit: 1,
        ..Query::of(&ORDERS)
    };
    let last = ledger.list(actor, &query.filter("paid_on", Compare::Filled, Value::Null))?;
    let values = last.first().map(|recorded| Row { register: &ORDERS, values: &recorded.values });
    let year = values.and_then(|row| row.day("paid_on")).map(|day| day.year().to_string());
    Ok(year.unwrap_or_else(String::new))
}
