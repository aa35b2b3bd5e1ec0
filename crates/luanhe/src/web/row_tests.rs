//! Rows that name persons, and differences booked on rows of a closed period, through forms and API.

use serde_json::json;

use super::tests::{Visitor, row_in, world};
use crate::base::Day;
use crate::record::{Actor, Ledger, Recorded};

const PERSON: &[(&str, &str)] =
    &[("name", "李明"), ("id_number", "13082819650312001X"), ("region", "130825 隆化县")];

const POST: &[(&str, &str)] = &[
    ("holder", "13082819650312001x"),
    ("county", "130825 隆化县"),
    ("kind", "保洁员"),
    ("from_day", "2021-03-01"),
    ("wage", "500"),
    ("payer", "帮扶方财政"),
];

/// What a form's field holds when it is opened.
fn held(page: &str, field: &str) -> String {
    let tag = page.split(&format!("name=\"{field}\" value=\"")).nth(1).unwrap();
    tag.split('"').next().unwrap().to_string()
}

fn row(ledger: &mut Ledger, register: &str, id: &str) -> Recorded {
    let register = ledger.catalog.register(register).unwrap();
    ledger.get(&Actor::system("t"), register, id).unwrap().unwrap()
}

/// A sheet of people tells of their household, which leads to them and is led to by them.
#[test]
fn a_household_lists_its_people_and_its_income() {
    let app = world("household", false);
    let clerk = Visitor::as_one(&app, "张");
    let sheet = "姓名,证件号码,县(市、区、旗),乡(镇),户编号,户类型,人均纯收入（元）,数据日期\n\
        演示甲子,13082819650312001X,隆化县,蓝旗镇,H1,脱贫户,7000,2021-10-15\n\
        演示乙丑,130828196503120028,隆化县,蓝旗镇,H1,脱贫户,7000,2021-10-15\n";
    let file = ("人口.csv", sheet.as_bytes());
    let sent = clerk.upload("/imports", &[("register", "people")], file);
    assert_eq!(sent.status, 303, "{}", sent.text);
    let draft = clerk.get(&sent.to).text;
    assert!(draft.contains("这份表还说到") && draft.contains("农户收入"), "{draft}");
    let taken = clerk.waited(&clerk.post(&format!("{}/acceptance", sent.to), &[]).to);
    assert!(taken.text.contains("已处理"), "{}", taken.text);
    let named = clerk.get("/households/named/H1");
    assert_eq!(named.status, 303, "{} {}", taken.text, named.text);
    let page = clerk.get(&named.to).text;
    for register in ["人员库 · 户编号", "农户收入 · 户编号", "演示甲子", "7,000.00"]
    {
        assert!(page.contains(register), "{register}: {page}");
    }
    assert!(clerk.get("/people").text.contains("/households/named/H1"));
}

#[test]
fn a_person_is_shown_by_name_and_stays_when_the_row_is_corrected() {
    let app = world("persons", false);
    let clerk = Visitor::as_one(&app, "张");
    assert_eq!(clerk.post("/people", PERSON).status, 303);
    let saved = clerk.post("/posts", POST);
    assert_eq!(saved.status, 303, "{}", saved.text);
    let path = saved.to.split('?').next().unwrap();
    let shown = "李明 1308**********001X";
    for page in ["/posts", path, "/posts/export/csv"] {
        let text = clerk.get(page).text;
        let masked = text.contains("李明 1308") && !text.contains("13082819650312001X");
        assert!(masked, "{page} {shown}: {text}");
    }
    let list = |question: &str| clerk.get(&format!("/posts?{question}")).text;
    let person =
        clerk.get(path).text.split("href=\"/people/named/").nth(1).unwrap()[..36].to_string();
    for word in [&person, "13082819650312001x"] {
        assert_eq!(list(&format!("holder={word}")).matches("class=\"row\"").count(), 1, "{word}");
    }
    assert_eq!(clerk.get("/posts?holder=130828196503120028").status, 422);
    let about = clerk.get(&format!("/people/{person}")).text;
    assert!(about.contains("公益岗台账 · 上岗人证件号码"), "{about}");
    assert!(about.contains(&format!("/posts?holder={person}")), "{about}");
    let form = clerk.get(&format!("{path}/correction")).text;
    let holder = held(&form, "holder");
    assert!(holder.starts_with("李明 1308") && holder.contains('*'), "{holder}");
    let seen = held(&form, "seen");
    let mut corrected = POST.to_vec();
    corrected[0].1 = &holder;
    corrected[4].1 = "600";
    corrected.extend([("seen", seen.as_str()), ("reason", "录错")]);
    let done = clerk.post(&format!("{path}/correction"), &corrected);
    assert_eq!(done.status, 303, "{}", done.text);
    let id = path.rsplit('/').next().unwrap();
    let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    let before = read(&clerk.get(&format!("/api/posts/{id}")).text);
    assert_eq!(
        (&before["wage"], &before["history"][0]["values"]["wage"]),
        (&json!(60000), &json!(50000))
    );
    assert_eq!(before["holder"], before["history"][0]["values"]["holder"]);
    let change = json!({"wage": 70000, "reason": "录错", "seen": before["entry"]});
    let done = clerk.json(&format!("/api/posts/{id}/correction"), &change);
    assert_eq!(done.status, 200, "{}", done.text);
    let after = read(&clerk.get(&format!("/api/posts/{id}")).text);
    assert_eq!((&after["wage"], &after["holder"]), (&json!(70000), &before["holder"]));
    let by_id = json!({"holder": before["holder"], "wage": 80000, "reason": "录错", "seen": after["entry"]});
    assert_eq!(clerk.json(&format!("/api/posts/{id}/correction"), &by_id).status, 200);
    corrected[0].1 = "130828196503120028";
    let unknown = clerk.post(&format!("{path}/correction"), &corrected);
    assert!(unknown.status == 422 && unknown.text.contains("e-holder"), "{}", unknown.text);
}

#[test]
fn a_program_empties_a_telephone_with_null_and_keeps_it_by_saying_nothing() {
    let app = world("telephone", false);
    let clerk = Visitor::as_one(&app, "张");
    let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    let mut new = json!({"phone": "13800001234"});
    PERSON.iter().for_each(|(name, word)| new[*name] = json!(word));
    let made = clerk.json("/api/people", &new);
    assert_eq!(made.status, 201, "{}", made.text);
    let path = format!("/api/people/{}", read(&made.text)["id"].as_str().unwrap());
    for (given, phone) in
        [(json!({"ethnicity": "汉"}), json!("138****1234")), (json!({"phone": null}), json!(null))]
    {
        let mut change = given;
        change["reason"] = json!("核对");
        change["seen"] = read(&clerk.get(&path).text)["entry"].clone();
        let done = clerk.json(&format!("{path}/correction"), &change);
        assert_eq!(done.status, 200, "{}", done.text);
        assert_eq!(read(&clerk.get(&path).text)["phone"], phone);
    }
}

#[test]
fn a_difference_may_be_negative_and_stays_one_when_it_is_corrected() {
    let app = world("differences", true);
    let clerk = Visitor::as_one(&app, "张");
    let mut ledger = (app.site.open)().unwrap();
    let until = Day::new(2021, 12, 31).unwrap();
    ledger.close(&Actor::system("test"), "tj-cd", until, "年结").unwrap();
    let id = row_in(&app, "130825");
    let difference =
        [("amount", "-3.50"), ("posted_on", "2022-01-05"), ("tally", "0"), ("reason", "多记")];
    let done = clerk.post(&format!("/funds/{id}/adjustment"), &difference);
    assert_eq!(done.status, 303, "{}", done.text);
    let path = done.to.split('?').next().unwrap();
    let form = clerk.get(&format!("{path}/correction")).text;
    let mut corrected: Vec<(&str, String)> = Vec::new();
    for name in ["batch", "giver", "county", "day", "voucher", "seen"] {
        corrected.push((name, held(&form, name)));
    }
    let own = row(&mut ledger, "funds", &id);
    let register = ledger.catalog.register("funds").unwrap();
    for name in ["stage", "tier", "use"] {
        corrected.push((name, own.value(register, name).text().unwrap().to_string()));
    }
    corrected.extend([("amount", "-4".to_string()), ("reason", "再核".to_string())]);
    let corrected: Vec<(&str, &str)> = corrected.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let done = clerk.post(&format!("{path}/correction"), &corrected);
    assert_eq!(done.status, 303, "{}", done.text);
    let difference = row(&mut ledger, "funds", path.rsplit('/').next().unwrap());
    assert_eq!(difference.value(register, "amount").int(), Some(-400));
    let booked = (difference.adjusts.as_deref(), difference.posted_on.as_deref());
    assert_eq!((booked, difference.tally), ((Some(id.as_str()), Some("2022-01-05")), 0));
}
