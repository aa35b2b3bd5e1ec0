//! Closing of periods, and what may still be done to a closed one.

use super::{Visitor, world};
use crate::base::Day;
use crate::measure::Question;
use crate::record::{Actor, Compare, Query};
use crate::web::App;

/// Arrived in Longhua in 2021, in fen.
fn arrived(app: &App) -> i64 {
    let mut ledger = (app.site.open)().unwrap();
    let indicator = crate::topics::indicator("funds.arrived").unwrap();
    let region = crate::base::RegionCode::parse("130825").unwrap();
    let day = |text| Day::parse(text).unwrap();
    let mut question = Question::new(indicator, region, day("2021-01-01"), day("2021-12-31"));
    question.programme = "tj-cd".to_string();
    ledger.ask(&Actor::system("t"), &question).unwrap().value
}

/// The row of a batch's arrival.
fn arrival_of(app: &App, batch: &str) -> String {
    let mut ledger = (app.site.open)().unwrap();
    let register = ledger.catalog.register("funds").unwrap();
    let query = Query::of(register).filter("batch", Compare::Is, batch);
    let rows = ledger.list(&Actor::system("t"), &query).unwrap();
    let row = rows.iter().find(|row| row.value(register, "stage").text() == Some("到账"));
    row.expect("the batch has an arrival").id.clone()
}

#[test]
fn an_office_closes_a_period_which_then_takes_signed_differences_only() {
    let app = world("closing", true);
    let (office, clerk) = (Visitor::as_one(&app, "李"), Visitor::as_one(&app, "张"));
    // Longhua's arrival of 102 × 10,000 yuan on 2021-03-03.
    let path = format!("/funds/{}", arrival_of(&app, "JN-2021-001"));
    let before = arrived(&app);

    assert!(clerk.get("/closing").text.contains("只有协作办可以结账"));
    assert_eq!(clerk.post("/closing", &[("until", "2021-06-30"), ("reason", "试试")]).status, 403);
    let look = office.get("/closing?until=2021-06-30").text;
    assert!(look.contains("确认结账至 2021-06-30") && look.contains("行</td>"), "{look}");
    assert_eq!(office.post("/closing", &[("until", "2021-06-30")]).status, 422, "no reason");
    let future = office.post("/closing", &[("until", "2022-02-24"), ("reason", "提前")]);
    assert_eq!(future.status, 422, "today is not over");
    let adjust: Vec<(&str, &str)> = vec![
        ("amount", "-0.5万"),
        ("posted_on", "2021-07-05"),
        ("tally", "0"),
        ("reason", "银行回单少五千元"),
    ];
    assert_eq!(clerk.post(&format!("{path}/adjustment"), &adjust).status, 403, "still open");
    let closed = office.post("/closing", &[("until", "2021-06-30"), ("reason", "半年决算")]);
    assert_eq!((closed.status, closed.to.as_str()), (303, "/closing?notice=closed"));
    assert_eq!(
        office.post("/closing", &[("until", "2021-06-30"), ("reason", "半年决算")]).status,
        409
    );
    let page = clerk.get("/closing").text;
    assert!(page.contains("已结账至 <b>2021-06-30</b>") && page.contains("半年决算"), "{page}");

    let form = clerk.get(&path).text;
    assert!(form.contains("/adjustment") && !form.contains("/correction"), "{form}");
    assert_eq!(clerk.get(&format!("{path}/correction")).status, 403);
    let late = [("posted_on", "2021-06-30")].into_iter().chain(adjust[..1].iter().copied());
    let late: Vec<_> = late.chain(adjust[2..].iter().copied()).collect();
    assert_eq!(clerk.post(&format!("{path}/adjustment"), &late).status, 422, "booked too early");
    let none = clerk.post(&format!("{path}/adjustment"), &adjust[1..]);
    assert_eq!(none.status, 422);
    assert!(none.text.contains("没有填任何差额"));
    let booked = clerk.post(&format!("{path}/adjustment"), &adjust);
    assert_eq!(booked.status, 303, "{}", booked.text);
    assert_eq!(arrived(&app), before - 500_000, "five thousand yuan less, in fen");
    let again = booked.to.split('?').next().unwrap();
    assert!(clerk.get(again).text.contains("-5,000.00"));
}
