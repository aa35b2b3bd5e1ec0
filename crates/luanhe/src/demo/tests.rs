//! The demo against the published totals, and against those who read it: importer, indicators, rules.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::amounts::{
    HOUSEHOLDS, PEOPLE, PEOPLE_BY_INDUSTRY, PEOPLE_HELPED, PLANTS_2021, SHEEP_2021, SPREADS,
};
use super::line::Line;
use super::world::{Size, World};
use super::*;
use crate::base::{Clock, Day, RegionCode, file};
use crate::import::book::Source;
use crate::import::cell::{Lookups, RegionFound, RowFound};
use crate::import::{self, Arrival, Outcome, Request, accept};
use crate::measure::Question;
use crate::parties::{identity, regions};
use crate::record::{Actor, Keys, Ledger, Role, Value};
use crate::topics;

const SEED: u64 = 2016;

/// As published on 2022-02-26: 16.52亿元, 415个, and 554.46万元 in 2021.
const AID_FEN: i64 = 165_200_000_000;
const PROJECTS: usize = 415;
const SUBSIDY_2021_FEN: i64 = 554_460_000;

fn books(world: &World) -> impl Iterator<Item = super::books::Book> {
    super::books::makers().map(|(id, make, of)| make(world, id, *of))
}

fn lines(world: &World, register: &str) -> Vec<Line> {
    let own = super::books::makers().filter(|(id, ..)| id.split('.').next() == Some(register));
    let own = own.map(|(id, make, of)| make(world, id, *of));
    let all = own.flat_map(|book| book.sheets).flat_map(|sheet| sheet.lines);
    all.filter(|line| !line.refused).collect()
}

fn sum(lines: &[Line], field: &str, keep: impl Fn(&Line) -> bool) -> i64 {
    lines.iter().filter(|line| keep(line)).filter_map(|line| line.value(field).int()).sum()
}

fn is(line: &Line, field: &str, word: &str) -> bool {
    line.value(field).text() == Some(word)
}

#[test]
fn money_adds_up_to_what_was_published() {
    let funds = lines(&World::new(Size::Small, SEED), "funds");
    let arrived = |field: &'static str, word: &'static str| {
        sum(&funds, "amount", |l| is(l, "stage", "到账") && is(l, field, word))
    };
    assert_eq!(sum(&funds, "amount", |l| is(l, "stage", "到账")), AID_FEN);
    assert_eq!(arrived("use", "三保障"), 26_800_000_000);
    assert_eq!(arrived("use", "产业"), 71_100_000_000);
    let tiers = ["市级", "区级", "乡镇级"].map(|tier| arrived("tier", tier));
    assert_eq!(tiers, [102_700_000_000, 53_300_000_000, 9_200_000_000]);
    assert_eq!(tiers.iter().sum::<i64>(), AID_FEN);
    for spread in SPREADS {
        assert_eq!(arrived("use", spread.purpose), spread.wan.iter().sum::<i64>() * 1_000_000);
    }
    let in_2021 = |l: &Line| l.year() == 2021 && is(l, "use", "产业") && is(l, "stage", "到账");
    let subsidies: Vec<&Line> = funds.iter().filter(|l| in_2021(l)).collect();
    assert_eq!(subsidies.len(), 1);
    assert_eq!(subsidies[0].value("amount").int(), Some(SUBSIDY_2021_FEN));
    assert!(funds.iter().all(|line| line.value("amount").int() > Some(0)));
    assert!(funds.iter().all(|line| line.value("day").text() <= Some(AS_OF)));
}

#[test]
fn every_arrival_was_allotted_before_and_passed_on_after() {
    let world = World::new(Size::Small, SEED);
    let mut numbers = BTreeMap::new();
    for batch in &world.batches {
        *numbers.entry(batch.number.clone()).or_insert(0) += 1;
        let day = |stage: &str| batch.hops.iter().find(|hop| hop.stage == stage).map(|h| h.day);
        assert!(day("下达") < day("到账") && day("到账") < day("拨付"), "{}", batch.number);
        let paid = day("支付");
        assert!(paid.is_none() || paid > day("拨付"), "{}", batch.number);
        let years: Vec<i16> = batch.hops.iter().map(|hop| hop.day.year()).collect();
        let code = RegionCode::parse(batch.county).unwrap();
        let valid = |hop: &super::money::Hop| regions().is_valid_on(&code, hop.day);
        assert!(batch.hops.iter().all(valid), "{} {years:?}", batch.number);
    }
    assert!(numbers.values().all(|count| *count == 1));
}

#[test]
fn the_batch_of_the_story_is_told_to_the_fen() {
    let funds = lines(&World::new(Size::Small, SEED), "funds");
    let story: Vec<&Line> = funds.iter().filter(|l| is(l, "batch", "JN-2019-03")).collect();
    let told = |stage: &str| -> Vec<(String, i64)> {
        let own = story.iter().filter(|line| is(line, "stage", stage));
        own.map(|l| (l.value("day").text().unwrap().into(), l.value("amount").int().unwrap()))
            .collect()
    };
    assert_eq!(told("到账"), [("2019-03-27".to_string(), 500_000_000)]);
    assert_eq!(told("拨付"), [("2019-04-24".to_string(), 500_000_000)]);
    let paid: i64 = told("支付").iter().map(|(_, fen)| fen).sum();
    assert_eq!(paid, 487_260_000);
    let in_2019: i64 =
        told("支付").iter().filter(|(day, _)| day.starts_with("2019")).map(|(_, fen)| fen).sum();
    // 97 % of the contract over 500万元: 94.53 %.
    assert_eq!(in_2019 * 10_000 / 500_000_000, 9_452);
    assert_eq!((in_2019 * 10_000 + 250_000_000) / 500_000_000, 9_453);
    assert_eq!(paid + told("收回")[0].1, 500_000_000);
    assert!(story.iter().all(|line| is(line, "giver", "120112") && is(line, "county", "130825")));
}

#[test]
fn projects_and_outputs_are_those_of_the_report() {
    let world = World::new(Size::Small, SEED);
    let counted = world.projects.iter().filter(|project| project.counts());
    assert_eq!(counted.clone().count(), PROJECTS);
    assert!(world.projects.len() > PROJECTS + 40);
    let mut brands: Vec<&str> = counted.map(|p| p.brand).filter(|b| !b.is_empty()).collect();
    brands.sort_unstable();
    brands.dedup();
    assert_eq!(brands.len(), 8);
    let outputs = lines(&world, "outputs");
    let of = |item: &'static str, measure: &'static str| {
        sum(&outputs, "quantity", |l| {
            l.year() == 2021 && is(l, "item", item) && is(l, "measure", measure)
        })
    };
    assert_eq!(of("肉羊", "出栏"), SHEEP_2021);
    assert_eq!(of("水培蔬菜", "产量"), PLANTS_2021);
    assert_ne!(of("肉羊", "存栏"), SHEEP_2021);
}

/// Distinct words of a field.
fn distinct<'a>(lines: impl Iterator<Item = &'a Line>, field: &str) -> usize {
    let mut words: Vec<&str> = lines.filter_map(|line| line.value(field).text()).collect();
    words.sort_unstable();
    words.dedup();
    words.len()
}

#[test]
fn the_full_demo_has_the_people_of_the_report() {
    let world = World::new(Size::Full, SEED);
    let beneficiaries = lines(&world, "beneficiaries");
    let eco = || beneficiaries.iter().filter(|line| is(line, "way", "生态公益岗"));
    assert_eq!(distinct(eco(), "household"), HOUSEHOLDS);
    assert_eq!(distinct(eco(), "person"), PEOPLE);
    let ways = ["资产收益分红", "订单收购", "就业务工", "土地流转"];
    let industry = beneficiaries.iter().filter(|l| ways.iter().any(|way| is(l, "way", way)));
    assert_eq!(distinct(industry, "person"), PEOPLE_BY_INDUSTRY);
    assert_eq!(distinct(beneficiaries.iter(), "person"), PEOPLE_HELPED);
    assert!(beneficiaries.len() >= 300_000, "{}", beneficiaries.len());
    let people = lines(&world, "people");
    assert_eq!(distinct(people.iter(), "id_number"), people.len());
    let rows = ["people", "beneficiaries", "posts", "wages", "funds", "projects"];
    let rows: usize = rows.iter().map(|register| lines(&world, register).len()).sum();
    assert!(rows > 400_000, "{rows}");
}

#[test]
fn nobody_in_it_exists() {
    let today = Day::parse(AS_OF).unwrap();
    for line in lines(&World::new(Size::Full, SEED), "people") {
        let number = line.value("id_number").text().unwrap();
        assert_eq!(&number[14..17], "000");
        let judged = identity::citizen_id(number, today);
        assert!(judged.flaws.is_empty(), "{number}: {:?}", judged.flaws);
        assert!(line.value("name").text().unwrap().starts_with("演示"));
        let account = line.value("bank_account").text();
        assert!(account.is_none_or(|a| a.starts_with("0000") && a.len() == 19 && luhn(a)));
    }
}

fn luhn(number: &str) -> bool {
    let sum: u32 = number
        .chars()
        .rev()
        .filter_map(|c| c.to_digit(10))
        .enumerate()
        .map(|(at, d)| if at % 2 == 1 { d * 2 / 10 + d * 2 % 10 } else { d })
        .sum();
    sum.is_multiple_of(10)
}

#[test]
fn april_is_paid_as_the_story_has_it() {
    let world = World::new(Size::Small, SEED);
    let april: Vec<Line> =
        lines(&world, "wages").into_iter().filter(|l| is(l, "day", "2021-04-30")).collect();
    assert_eq!(april.len(), 236);
    assert_eq!(sum(&april, "cut", |_| true), 315_000);
    assert_eq!(sum(&april, "paid", |_| true), 11_485_000);
}

fn folder(name: &str) -> std::path::PathBuf {
    std::env::temp_dir().join(format!("luanhe-demo-{name}-{}", std::process::id()))
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let (one, other) = (folder("one"), folder("other"));
    let first = write(&one, Size::Small, SEED, &|_| {}).unwrap();
    let again = write(&other, Size::Small, SEED, &|_| {}).unwrap();
    assert!(first.len() >= 15);
    for (a, b) in first.iter().zip(&again) {
        let read = |workbook: &Workbook| file::read(&workbook.path, 1 << 24).unwrap();
        assert!(read(a) == read(b), "{}", a.id);
    }
    let rows: usize = first.iter().map(|workbook| workbook.rows).sum();
    assert!((4_000..10_000).contains(&rows), "{rows}");
    std::fs::remove_dir_all(one).unwrap();
    std::fs::remove_dir_all(other).unwrap();
}

fn ledger() -> Ledger {
    let clock = Clock::fixed(Day::new(2022, 1, 5).unwrap());
    let keys = Arc::new(Keys::of(&[7; 32]));
    Ledger::open(":memory:", Arc::new(topics::catalog()), keys, clock).unwrap()
}

fn sent_in(ledger: &mut Ledger, workbook: &Workbook) -> Outcome {
    let bytes = file::read(&workbook.path, 1 << 24).unwrap();
    let arrival = Arrival {
        actor: &Actor::system("演示"),
        programme: workbook.programme,
        origin: workbook.origin,
        register: topics::register(workbook.register).unwrap(),
        others: &topics::registers().collect::<Vec<_>>(),
        beside: topics::BESIDE,
        mappings: &[],
        name: workbook.path.file_name().unwrap().to_str().unwrap(),
        bytes: &bytes,
    };
    accept(ledger, &arrival, &mut |_| Ok(())).unwrap()
}

/// What a workbook must be told, or was: errors and doubts by sheet and field.
fn expected(workbook: &Workbook) -> Vec<String> {
    let own = planted().filter(|planted| planted.book == workbook.id);
    let mut all: Vec<String> = own
        .filter_map(|planted| match planted.found_by {
            Finder::Refused(field) => Some(format!("error {field} {}", planted.sheet)),
            Finder::Doubted(field) => Some(format!("doubt {field} {}", planted.sheet)),
            Finder::Rule(_) => None,
        })
        .collect();
    all.sort();
    all
}

fn told(outcome: &Outcome) -> Vec<String> {
    let one_sheet = outcome.reading.sheets.len() == 1;
    let mut all: Vec<String> = outcome
        .reading
        .faults
        .iter()
        .map(|fault| {
            let level = if fault.is_error() { "error" } else { "doubt" };
            let sheet = if one_sheet { "" } else { &fault.place.sheet };
            format!("{level} {} {sheet}", fault.place.field)
        })
        .collect();
    all.sort();
    all
}

#[test]
fn the_importer_and_the_rules_find_what_is_planted_and_nothing_else() {
    let folder = folder("import");
    let workbooks = write(&folder, Size::Small, SEED, &|_| {}).unwrap();
    let mut ledger = ledger();
    for workbook in &workbooks {
        let outcome = sent_in(&mut ledger, workbook);
        let faults: Vec<String> =
            outcome.reading.faults.iter().map(|f| f.line(crate::base::Lang::Zh)).collect();
        let all = faults.join("\n");
        assert_eq!(
            (outcome.read, outcome.rejected),
            (workbook.rows, workbook.refused),
            "{}\n{all}",
            workbook.id
        );
        assert_eq!(told(&outcome), expected(workbook), "{}\n{all}", workbook.id);
        let sheets = outcome.reading.sheets.iter();
        let unknown: Vec<&str> =
            sheets.flat_map(|s| &s.unmapped).map(|u| u.heading.as_str()).collect();
        let own = |heading: &&str| !["校验列", "核查人", "签字"].contains(heading);
        assert!(!unknown.iter().any(own), "{} {unknown:?}", workbook.id);
    }
    std::fs::remove_dir_all(folder).unwrap();
    the_rules_find_what_is_planted(&mut ledger);
    the_indicators_answer_as_published(&mut ledger);
    the_phrases_that_work_have_figures(&mut ledger);
}

/// Whatever way an office types them, days, places, amounts and numbers come in as they were meant.
#[test]
fn every_cell_is_read_as_it_was_meant() {
    let folder = folder("cells");
    let workbooks = write(&folder, Size::Small, SEED, &|_| {}).unwrap();
    let world = World::new(Size::Small, SEED);
    for (workbook, book) in workbooks.iter().zip(books(&world)) {
        let meant = book.sheets.iter().flat_map(|sheet| {
            let right = sheet.lines.iter().filter(|line| !line.refused);
            right.map(|line| sheet.columns.iter().map(|c| meant(line, c.field)).collect())
        });
        let meant: Vec<Vec<Value>> = meant.collect();
        let read = cells(workbook, &book);
        assert_eq!(read.len(), meant.len(), "{}", workbook.id);
        for (read, meant) in read.iter().zip(&meant) {
            assert_eq!(read, meant, "{}", workbook.id);
        }
    }
    std::fs::remove_dir_all(folder).unwrap();
}

/// What another register makes of the column is no matter of this one.
fn meant(line: &Line, field: &str) -> Value {
    line.register.field(field).map_or(Value::Null, |field| line.value(field.name).clone())
}

/// The accepted rows of a workbook, in the columns that it has.
fn cells(workbook: &Workbook, book: &super::books::Book) -> Vec<Vec<Value>> {
    let region = |text: &str, day: Option<Day>| {
        let day = day.unwrap_or_else(|| Day::parse(AS_OF).unwrap());
        let found = regions().find(text, day, None);
        found.map_or(RegionFound::Unknown, |found| RegionFound::One(found.code))
    };
    let stranger = |number: &str| number[6..10] == *"1925";
    let lookups = Lookups {
        today: Day::parse(AS_OF).unwrap(),
        region: &region,
        person: &|number| (!stranger(number)).then(|| number.to_string()),
        row: &|_, word| RowFound::One(word.to_string()),
    };
    let register = topics::register(workbook.register).unwrap();
    let request =
        Request { register, others: &[], lookups: &lookups, mappings: &[], merges: false };
    let bytes = file::read(&workbook.path, 1 << 24).unwrap();
    let name = workbook.path.file_name().unwrap().to_str().unwrap();
    let opened = import::book::Book::open(name, Source::from(bytes)).unwrap();
    let mut rows = Vec::new();
    let mut take = |batch: import::Batch| {
        let columns = book.sheets[batch.sheet].columns;
        rows.extend(batch.iter().map(|row| {
            let values = row.values();
            let of = |field: &str| {
                register.field(field).map_or(Value::Null, |f| values[register.at(f.name)].clone())
            };
            columns.iter().map(|column| of(column.field)).collect()
        }));
        Ok(())
    };
    import::read(&opened, &request, Some(&mut take)).unwrap();
    rows
}

fn the_rules_find_what_is_planted(ledger: &mut Ledger) {
    let day = Day::parse(AS_OF).unwrap();
    let found = ledger.watch(&topics::rule_books(), PROGRAMME, day).unwrap();
    for found in found {
        let planted = planted().filter(|p| p.found_by == Finder::Rule(found.rule)).count();
        assert!(planted > 0, "no fault is planted for {}", found.rule);
        assert_eq!(found.rows, planted, "{}", found.rule);
    }
}

fn the_indicators_answer_as_published(ledger: &mut Ledger) {
    let mut ask_at = |region: &str, id: &str, from: &str, value: i64| {
        let day = |iso| Day::parse(iso).unwrap();
        let region = RegionCode::parse(region).unwrap();
        let indicator = topics::indicator(id).unwrap();
        let question = Question::new(indicator, region, day(from), day(AS_OF));
        let answer = ledger.ask(&Actor::system("演示"), &question).unwrap();
        assert_eq!(answer.value, value, "{id}");
    };
    // The trade's story 7, of which nothing has happened at the helped place but one deal.
    ask_at("120000", "deals.directions", "2021-01-01", 5);
    ask_at("120000", "deals.intentions", "2021-01-01", 29);
    ask_at("120000", "deals.intended", "2021-01-01", 2_310_000_000_000);
    ask_at("120000", "deals.signed", "2021-01-01", 746_000_000_000);
    ask_at("120000", "deals.firms", "2021-01-01", 9);
    ask_at("120000", "deals.arrived", "2021-01-01", 31_800_000_000);
    ask_at("120000", "relocations.firms", "2021-01-01", 16);
    ask_at("120000", "relocations.groups", "2021-01-01", 5);
    ask_at("120000", "relocations.involved", "2021-01-01", 582_400_000_000);
    ask_at("120000", "relocations.targeted", "2016-01-01", 50);
    ask_at("120000", "relocations.producing", "2021-01-01", 4);
    ask_at("130800", "deals.arrived", "2021-01-01", 600_000_000);
    let mut ask = |id: &str, from: &str, value: i64| ask_at("130800", id, from, value);
    ask("funds.arrived", "2016-01-01", AID_FEN);
    ask("funds.guarantees", "2016-01-01", 26_800_000_000);
    ask("funds.industry", "2016-01-01", 71_100_000_000);
    ask("funds.industry", "2021-01-01", SUBSIDY_2021_FEN);
    ask("policies.in_force", "2016-01-01", 10);
    ask("tasks.carried", "2021-01-01", 2);
    // “1+4”, five of the pairs, two of a year, four that follow, one memorandum.
    ask("agreements.signed", "2016-01-01", 5 + 5 + 2 + 4 + 1);
    // One of the cities, five published, forty of townships; of other units 20 villages, 10 firms (one
    // without a day), 10 schools (one ended), four of each other kind. In Chengde Beijing has one more
    // with a day: all programmes are asked.
    ask("pairings.standing", "2016-01-01", 1 + 5 + 40 + 20 + 9 + 9 + 4 + 4 + 1);
    ask("exits.counties", "2016-01-01", 5);
    ask("exits.villages", "2016-01-01", 19);
    ask("cadres.sent", "2016-01-01", 382);
    ask("cadres.sent_people", "2016-01-01", 331);
    // The report prints 41 twice, on two bases.
    ask("firms.brought_in", "2016-01-01", 41);
    ask("firms.landed", "2016-01-01", 41);
    ask("firms.groups", "2016-01-01", 6);
    ask("leases.value", "2021-01-01", 9_373_000_000);
    ask("projects.count", "2016-01-01", 415);
    ask("projects.brands", "2016-01-01", 8);
    ask("projects.sheep_sold", "2021-01-01", SHEEP_2021);
    ask("projects.plants_grown", "2021-01-01", PLANTS_2021);
    ask("guarantees.schools_helped", "2016-01-01", 499);
    ask("sales.brand", "2021-01-01", 5_365_950_000);
    ask("sales.brand_reported", "2021-01-01", 5_412_310_000);
    ask("sales.through_tianjin", "2016-01-01", 50_000_000_000);
    ask("resettlement.sites", "2016-01-01", 10);
    ask("guarantees.clinics_helped", "2016-01-01", 577);
    ask("projects.households_by_eco_posts", "2016-01-01", 200);
    ask("projects.people_by_eco_posts", "2016-01-01", 528);
    // All of the small demo's: 528 by posts, 48 by other projects, three that are planted.
    ask("projects.people", "2016-01-01", 579);
}

/// A phrase that is said to work has rows in the demo, on the helped side or on the helping one.
fn the_phrases_that_work_have_figures(ledger: &mut Ledger) {
    let [from, to] = ["2016-01-01", AS_OF].map(|iso| Day::parse(iso).unwrap());
    let me = Actor::system("演示");
    for phrase in topics::phrases().filter(|phrase| phrase.status == topics::Status::Works) {
        for indicator in phrase.indicators() {
            let figures = ["130800", "120000"].map(|side| {
                let region = RegionCode::parse(side).unwrap();
                ledger.ask(&me, &Question::new(indicator, region, from, to)).unwrap().value
            });
            assert!(figures.iter().any(|f| *f > 0), "{} {}", phrase.code, indicator.id);
        }
    }
}

#[test]
fn each_rule_has_a_fault_planted_for_it() {
    for rule in topics::rules() {
        let planted = planted().any(|p| p.found_by == Finder::Rule(rule.id));
        assert!(planted, "{} has nothing to find in the demo", rule.id);
    }
}

#[test]
fn each_role_has_a_user() {
    for role in [Role::Office, Role::County, Role::Auditor, Role::Administrator] {
        assert!(USERS.iter().any(|user| user.role == role));
    }
}
