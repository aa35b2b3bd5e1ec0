//! PL-1 of `crates/allot/oracle` through the plan, cases worked by hand, and what clerks get wrong.

use proptest::prelude::*;

use super::amounts::apportion;
use super::answer::Conflict;
use super::ask::{County, Industry, Limits, Most, Question};
use super::explain::Level;
use super::read::{candidates, counties, money, toml_limits};
use super::*;
use crate::base::{Day, Error, Fen, Lang, Place, Result};
use crate::record::Origin;

const PROJECTS: &str = include_str!("../../../allot/oracle/plan_projects.csv");
const COUNTIES: &str = include_str!("../../../allot/oracle/plan_counties.csv");
const INDUSTRY: [&str; 3] = ["agri_park", "cold_chain", "processing"];

fn day() -> Day {
    Day::new(2022, 1, 1).unwrap()
}

fn wan(amount: f64) -> Fen {
    Fen((amount * 1e6).round() as i64)
}

/// PL-1: nine thousand 万元, half of them for industry.
fn pl1(budget: f64) -> Question {
    let limits = Limits {
        counties: counties("plan_counties.csv", COUNTIES.as_bytes(), day()).unwrap(),
        complete: true,
        industry: Some(Industry {
            least_ppm: 500_000,
            uses: INDUSTRY.map(str::to_string).to_vec(),
            source: "PL-1".to_string(),
        }),
        most: None,
    };
    Question {
        day: day(),
        budget: wan(budget),
        candidates: candidates("plan_projects.csv", PROJECTS.as_bytes()).unwrap(),
        limits,
        gain: Gain::Benefit,
        whole: false,
        fair: false,
        inputs: Vec::new(),
    }
}

fn plan(question: Question) -> Plan {
    match allocate(question).unwrap() {
        Answer::Plan(plan) => *plan,
        Answer::Conflict(conflict) => panic!("{}", conflict.sentence),
    }
}

fn conflict(question: Question) -> Conflict {
    match allocate(question).unwrap() {
        Answer::Plan(plan) => panic!("feasible: {}", plan.objective),
        Answer::Conflict(conflict) => conflict,
    }
}

fn near(found: f64, expected: f64) {
    let off = (found - expected).abs() / expected.abs().max(1.0);
    assert!(off <= 1e-7, "{found} for {expected}");
}

/// All that was promised in fen: the sum, floors, caps, the share of industry, the projects' own sizes.
fn kept(question: &Question, plan: &Plan) {
    let sum = |keep: &dyn Fn(&Candidate) -> bool| -> i64 {
        let own = question.candidates.iter().zip(&plan.allocations);
        own.filter(|(candidate, _)| keep(candidate)).map(|(_, a)| a.amount.0).sum()
    };
    assert_eq!(sum(&|_| true), plan.spent.0);
    assert!(plan.spent <= plan.budget);
    assert_eq!(plan.counties.iter().map(|c| c.amount.0).sum::<i64>(), plan.spent.0);
    for county in &question.limits.counties {
        let total = sum(&|candidate| candidate.county == county.code);
        assert!(total >= county.floor.0, "{}", county.code);
        assert!(county.cap.is_none_or(|cap| total <= cap.0), "{}", county.code);
    }
    for (candidate, given) in question.candidates.iter().zip(&plan.allocations) {
        assert!(given.amount >= Fen::ZERO && given.amount <= candidate.most());
    }
    if let Some(industry) = &question.limits.industry {
        let own = i128::from(sum(&|candidate| question.is_industry(candidate)));
        let kept = own * 1_000_000 >= i128::from(plan.spent.0) * i128::from(industry.least_ppm);
        // Where whole fen cannot keep the share, the plan says by how many they miss it.
        assert!(kept || !plan.remarks.is_empty());
    }
}

#[test]
fn the_largest_gain_with_the_price_of_each_limit() {
    let question = pl1(9000.0);
    let plan = plan(question.clone());
    near(plan.objective, 10402.152);
    assert_eq!(plan.spent, wan(9000.0));
    assert!(plan.certificate.holds && plan.remarks.is_empty(), "{:?}", plan.remarks);
    kept(&question, &plan);
    let prices: Vec<(&str, f64)> = plan
        .prices
        .iter()
        .map(|price| (price.limit.as_str(), (price.worth * 1e9).round() / 1e9))
        .collect();
    let expected = [
        ("budget", 0.8995),
        ("floor:Zhangbei", 0.16),
        ("industry", 0.021),
        ("floor:Fengning", 0.014),
    ];
    assert_eq!(prices, expected);
    let told: Vec<&str> = plan.prices.iter().map(|price| price.sentence.zh.as_str()).collect();
    assert!(
        told[0].starts_with("预算 9000万元：每增加1万元，可多带动0.8995万元效益"),
        "{}",
        told[0]
    );
    assert!(told[1].starts_with("Zhangbei保底 422万元使总效益减少：每降低1万元，"), "{}", told[1]);
}

#[test]
fn fairness_has_a_price() {
    let question = Question { fair: true, ..pl1(9000.0) };
    let plan = plan(question.clone());
    let fairness = plan.fairness.clone().unwrap();
    near(fairness.least, 39.2701578192);
    near(fairness.without, 10402.152);
    near(plan.objective, 10219.2580321);
    assert_eq!((fairness.price * 1e6).round(), 17582.0);
    assert!(fairness.sentence.zh.contains("39.2702元/人"), "{}", fairness.sentence);
    kept(&question, &plan);
}

#[test]
fn at_most_twenty_whole_projects() {
    let mut question = pl1(9000.0);
    question.limits.most = Some(Most { projects: 20, source: "PL-1".to_string() });
    let plan = plan(question.clone());
    near(plan.objective, 10121.561);
    assert_eq!(plan.allocations.iter().filter(|a| a.amount > Fen::ZERO).count(), 20);
    for (candidate, given) in question.candidates.iter().zip(&plan.allocations) {
        assert!(given.amount == Fen::ZERO || given.amount >= candidate.least);
    }
    kept(&question, &plan);
}

#[test]
fn a_budget_below_the_floors_says_which_limits_and_by_how_much() {
    let floors: i64 = pl1(1.0).limits.counties.iter().map(|c| c.floor.0).sum();
    let question = Question { budget: Fen(floors - Fen::WAN), ..pl1(1.0) };
    let found = conflict(question);
    assert_eq!(found.members.len(), 9);
    assert!(found.members.iter().all(|give| give.gives == Level::Money(Fen::WAN)));
    assert!(found.sentence.zh.starts_with("这 9 项限制不能同时满足：预算 "), "{}", found.sentence);
    let budget = &found.members[0].sentence;
    assert!(budget.zh.contains("：须增加 1万元，至 "), "{budget}");
    plan(Question { budget: Fen(floors), ..pl1(1.0) });
}

fn candidate(code: &str, county: &str, amount: f64, households: i64) -> Candidate {
    Candidate {
        code: code.to_string(),
        name: String::new(),
        county: county.to_string(),
        fund_use: "产业".to_string(),
        least: wan(amount),
        segments: vec![Segment { amount: wan(amount), gain: 0.0 }],
        households: Some(households),
        people: None,
        origin: Origin::Own,
        place: Place::field(code),
    }
}

/// Longhua asks 100 万元 for 50 households, Pingquan 80 for 80.
fn two(budget: f64) -> Question {
    Question {
        day: day(),
        budget: wan(budget),
        candidates: vec![candidate("A", "130825", 100.0, 50), candidate("B", "130881", 80.0, 80)],
        limits: Limits::default(),
        gain: Gain::Households,
        whole: false,
        fair: false,
        inputs: Vec::new(),
    }
}

#[test]
fn two_projects_by_hand() {
    // B first with all its 80, A with the 20 that are left: 80 + 20/2 households.
    let plan_of_two = plan(two(100.0));
    let given: Vec<Fen> = plan_of_two.allocations.iter().map(|a| a.amount).collect();
    assert_eq!(given, [wan(20.0), wan(80.0)]);
    near(plan_of_two.objective, 90.0);
    assert_eq!(plan_of_two.prices.len(), 1);
    near(plan_of_two.prices[0].worth, 0.5);
    assert_eq!(
        plan_of_two.prices[0].sentence.zh,
        "预算 100万元：每增加1万元，可多带动0.5户（在 80万元 至 180万元 之间成立）"
    );
    // With 40 for Longhua each 万元 of its floor costs 1 − ½ households.
    let mut question = two(100.0);
    toml_limits("limits.toml", FLOOR, day(), &mut question.limits).unwrap();
    let held = plan(question.clone());
    near(held.objective, 80.0);
    let floor = held.prices.iter().find(|price| price.limit == "floor:130825").unwrap();
    near(floor.worth, 0.5);
    assert!(floor.sentence.zh.starts_with("隆化县保底 40万元使总效益减少"), "{}", floor.sentence);
    // A county written by its name is the county of its code.
    question.candidates[0].county = "隆化县".to_string();
    near(plan(question).objective, 80.0);
    // As wholes, 100 buy one of them only; 120 do not buy both either.
    let whole = plan(Question { whole: true, ..two(120.0) });
    near(whole.objective, 80.0);
    assert_eq!(whole.spent, wan(80.0));
}

#[test]
fn a_floor_above_all_that_is_asked_for_says_so() {
    let mut question = two(200.0);
    toml_limits("l.toml", &FLOOR.replace("40万", "120万"), day(), &mut question.limits).unwrap();
    let found = conflict(question.clone());
    assert_eq!(found.sentence.zh, "隆化县保底 120万元无法满足（候选项目的申请额不够）");
    assert_eq!(found.members[0].sentence.zh, "隆化县保底 120万元：须降低 20万元，至 100万元");
    question.budget = wan(20.0);
    question.limits.counties[0].floor = wan(40.0);
    let told = conflict(question).sentence.zh;
    assert_eq!(told, "这 2 项限制不能同时满足：预算 20万元、隆化县保底 40万元");
}

#[test]
fn a_plan_over_demo_rows_says_so() {
    let mut question = two(100.0);
    question.candidates[1].origin = Origin::Synthetic;
    let remarks = plan(question).remarks;
    assert_eq!(remarks[0].zh, "候选项目含演示数据，测算结果不作凭证");
}

const FLOOR: &str = "
[[county]]
county = '隆化县'
floor = '40万'
source = '测试'
";

#[test]
fn all_faults_come_at_once() {
    let mut question = two(-1.0);
    question.candidates.push(candidate("A", "130825", 10.0, 1));
    question.candidates.push(Candidate { least: wan(9.0), ..candidate("C", "130825", 5.0, 1) });
    let county = |floor: f64, cap: f64| County {
        floor: wan(floor),
        cap: Some(wan(cap)),
        ..County::new("130825", day(), Place::field("county 1"))
    };
    question.limits.counties = vec![county(50.0, 40.0)];
    question.limits.complete = true;
    let Err(Error::Faults(faults)) = allocate(question) else { panic!("no faults") };
    let told: Vec<String> = faults.iter().map(|fault| fault.line(Lang::Zh)).collect();
    let expected = [
        "B：项目B的县“130881”不在各县表中；请改正县名，或在各县表中补这一县",
        "budget：预算 -1.00万元不大于零；请填下一年可安排的总额，如 9000万",
        "county 1：隆化县保底 50.00万元高于上限 40.00万元；请核对两个数的单位和次序",
        "A：项目A重复，前一处在 A；请只留一行，或改正编号",
        "C：项目C的最低额 9.00万元不在 0 与合计 5.00万元之间；最低额不能超过各段合计",
    ];
    assert_eq!(told, expected);
}

#[test]
fn text_in_number_cells_is_named_by_cell() {
    let text = "project,county,type,min_10k,seg1_10k,gain1\nP1,A,x,多,10,1.2\nP2,,x,1,1O,一\n";
    let Err(Error::Faults(faults)) = candidates("p.csv", text.as_bytes()) else {
        panic!("no faults")
    };
    let places: Vec<String> = faults.iter().map(|fault| fault.place.to_string()).collect();
    assert_eq!(places, ["p.csv!D2", "p.csv!E3", "p.csv!F3", "p.csv!B3"]);
    let Err(Error::Faults(faults)) = candidates("p.csv", b"project,county\nP1,A\n") else {
        panic!("no faults")
    };
    assert_eq!(faults.len(), 3);
}

#[test]
fn limits_need_a_source_a_unit_and_a_known_place() {
    let text = "
        surplus = 1
        [industry]
        share = '150%'
        source = 'x'
        [[county]]
        county = '没有县'
        floor = '100'
        source = ' '
    ";
    let mut limits = Limits::default();
    let Err(Error::Faults(faults)) = toml_limits("l.toml", text, day(), &mut limits) else {
        panic!("no faults")
    };
    let places: Vec<String> = faults.iter().map(|fault| fault.place.to_string()).collect();
    let expected = [
        "l.toml: county 1.source",
        "l.toml: county 1.floor",
        "l.toml: county 1.county",
        "l.toml: industry.share",
        "l.toml: surplus",
    ];
    assert_eq!(places, expected);
}

#[test]
fn amounts_say_their_unit() {
    let read = |text: &str| -> Result<Fen, _> { money(text, Place::field("budget")) };
    assert_eq!(read("9000万").unwrap(), wan(9000.0));
    assert_eq!(read(" 1.2 亿元").unwrap(), wan(12000.0));
    assert_eq!(read("35000.5元").unwrap(), Fen(3_500_050));
    assert_eq!(read("-5万").unwrap(), wan(-5.0));
    for wrong in ["", "9000", "万", "多少万", "9e3万", "0.0000001万"] {
        assert!(read(wrong).is_err(), "{wrong}");
    }
}

proptest! {
    #[test]
    fn shares_sum_to_the_whole_within_their_bounds(
        parts in prop::collection::vec((0.0..1e6f64, 0..500i64, 0..2_000_000i64), 1..20),
        total in 0..20_000_000i64,
    ) {
        let wanted: Vec<f64> = parts.iter().map(|(w, _, _)| *w).collect();
        let bounds: Vec<(i64, i64)> = parts.iter().map(|(_, l, h)| (*l, l + h)).collect();
        let found = apportion(total, &wanted, &bounds);
        for (part, (low, high)) in found.iter().zip(&bounds) {
            prop_assert!(low <= part && part <= high);
        }
        let (least, most) = bounds.iter().fold((0, 0), |(l, h), b| (l + b.0, h + b.1));
        prop_assert_eq!(found.iter().sum::<i64>(), total.clamp(least, most));
    }

    #[test]
    fn rounding_to_fen_keeps_every_limit(
        sizes in prop::collection::vec((1..90_000_000i64, 0..900i64), 4..12),
        floor in 0..20_000_000i64,
        share in 0..=400_000i64,
        part in 0.3..1.0f64,
    ) {
        let counties = ["130825", "130881", "130822"];
        let made = sizes.iter().enumerate().map(|(p, (size, households))| Candidate {
            fund_use: if p % 2 == 0 { "产业" } else { "就业" }.to_string(),
            least: Fen::ZERO,
            segments: vec![Segment { amount: Fen(*size), gain: 0.0 }],
            ..candidate(&format!("P{p}"), counties[p % 3], 1.0, *households)
        });
        let all: i64 = sizes.iter().map(|(size, _)| size).sum();
        let mut question = two(1.0);
        question.candidates = made.collect();
        question.budget = Fen((all as f64 * part) as i64 + 1);
        question.limits.counties = vec![County {
            floor: Fen(floor),
            ..County::new("130825", day(), Place::default())
        }];
        question.limits.industry = Some(Industry {
            least_ppm: share,
            uses: vec!["产业".to_string()],
            source: String::new(),
        });
        if let Answer::Plan(plan) = allocate(question.clone()).unwrap() {
            let mut limits = question.clone();
            limits.limits.counties = plan.counties.iter().map(|c| {
                let own = question.limits.counties.iter().find(|own| own.code == c.county);
                own.cloned().unwrap_or_else(|| County::new(&c.county, day(), Place::default()))
            }).collect();
            kept(&limits, &plan);
            prop_assert!(plan.certificate.holds);
        }
    }
}
