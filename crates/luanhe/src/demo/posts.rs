//! Posts and their pay. Each household helped by an ecological post has one holder; 下板城镇 has 240
//! village posts besides, whose wage lists tell the trade's story 5.

use super::Size;
use super::dice::Dice;
use super::line::Line;
use super::people::{Household, Lot, People, Person};
use super::places::{CHENGDE, PAIRS, XIABANCHENG, XINGLONG};
use crate::base::{Day, Month};

/// Places among the 240 village posts of story 5: who died and was paid on, the director's wife, and
/// two whose tracks were far away.
pub const DEAD: usize = 37;
pub const WIFE: usize = 88;
pub const WITHHELD: [usize; 2] = [121, 203];
/// Who is paid by another standard in March.
const RAISED: usize = 11;
const VILLAGE_WAGE: i64 = 50_000;
/// 10,000 元 a year.
const GUARD_WAGE: i64 = 83_333;
/// Days of work agreed for each month, so that one missed is 25.00 元.
const DAYS_DUE: i64 = 20;
/// Days missed in April 2021: 3,150.00 元.
const APRIL_MISSED: i64 = 126;

/// Marks those of whom the people register must know more.
pub fn mark(people: &mut People) {
    let head = |household: &Household| Person { household, member: 0 }.id_number();
    let dead = head(&people.villagers[DEAD]);
    let wife = head(&people.villagers[WIFE]);
    let gone = head(&people.others[0]);
    let guard = head(people.of_pair(CHENGDE).nth(3).expect("85 households"));
    people.lots = vec![
        (dead, Lot::Died(2021, 1, 31)),
        (wife, Lot::CadreFamily),
        (gone, Lot::Died(2019, 5, 12)),
        (guard, Lot::HeavilyDisabled),
    ];
}

/// The household of 下板城镇 that has two guards: the first whose daughter is of age.
pub fn two_guards(people: &People) -> &Household {
    let of_age =
        |h: &&Household| h.members > 1 && Person { household: h, member: 1 }.born().year() < 2000;
    people.of_pair(CHENGDE).find(of_age).expect("one of 85 households")
}

/// The household whose holder is over age: the first of 兴隆 with a grandmother born before 1946.
fn over_age(people: &People) -> &Household {
    let old =
        |h: &&Household| h.members > 2 && Person { household: h, member: 2 }.born().year() < 1946;
    people.of_pair(XINGLONG).find(old).expect("one in some twenty households")
}

/// The second post of a head in 兴隆.
fn two_posts(people: &People) -> &Household {
    let over = over_age(people).serial;
    people.of_pair(XINGLONG).find(|h| h.serial != over).expect("more than one household")
}

/// The posts of a county.
pub fn lines(people: &People, dice: Dice, pair: usize) -> Vec<Line> {
    let dice = dice.of("posts");
    let mut lines: Vec<Line> = people
        .of_pair(pair)
        .map(|household| {
            let over = pair == XINGLONG && household.serial == over_age(people).serial;
            let person = Person { household, member: if over { 2 } else { 0 } };
            ecological(person, over, dice)
        })
        .collect();
    if pair == CHENGDE {
        let guards = two_guards(people);
        let second = Person { household: guards, member: 1 };
        lines.push(post(second, "生态护林员", "2021-01-01", (GUARD_WAGE, "帮扶方财政")));
        let village = people.villagers.iter().enumerate();
        lines.extend(village.map(|(at, household)| village_post(household, at)));
    }
    if pair == XINGLONG {
        let second = Person { household: two_posts(people), member: 0 };
        lines.push(post(second, "保洁员", "2021-03-01", (VILLAGE_WAGE, "受援方财政")));
    }
    lines
}

fn post(person: Person<'_>, kind: &str, from: &str, (wage, payer): (i64, &str)) -> Line {
    let place = person.household.serial;
    Line::of("posts")
        .set("holder", person.id_number())
        .set("county", person.household.township.as_str())
        .set("kind", kind)
        .set("area", format!("第{}责任区", place % 40 + 1))
        .set("from_day", Day::parse(from).expect("a day of the demo"))
        .set("wage", wage)
        .set("payer", payer)
        .set(
            "agreement",
            format!("{}岗-{:05}", PAIRS[person.household.pair].county_letters, place + 1),
        )
}

/// Forest guards, fire guards and river patrols; a tenth has left at a year's end.
fn ecological(person: Person<'_>, over_age: bool, dice: Dice) -> Line {
    let household = person.household;
    let at = household.pair * 10_000 + household.serial;
    let (kind, wage) = match dice.below(at, 50) {
        _ if household.township == XIABANCHENG => ("生态护林员", GUARD_WAGE),
        0..=28 => ("生态护林员", GUARD_WAGE),
        29..=39 => ("防火员", 60_000),
        _ => ("河道巡查员", 50_000),
    };
    let kept = household.township == XIABANCHENG
        || over_age
        || household.pair == XINGLONG && household.serial < 10;
    let from = first_day(household, dice);
    let payer = if dice.of("payer").one_in(at, 5) { "受援方财政" } else { "帮扶方财政" };
    let line = post(person, kind, &from.to_string(), (wage, payer));
    let until = (!kept && dice.of("until").one_in(at, 10)).then(|| Day::new(2020, 12, 31));
    line.maybe("until_day", until.flatten())
}

/// The first of a month from March 2017 to April 2020.
pub fn first_day(household: &Household, dice: Dice) -> Day {
    let at = household.pair * 10_000 + household.serial;
    let month = dice.of("from").below(at, 38);
    Month(Month::of(2017, 3).0 + i32::try_from(month).expect("below 38")).first_day()
}

fn village_post(household: &Household, at: usize) -> Line {
    let person = Person { household, member: 0 };
    let kind = ["保洁员", "护路员", "治安协管员"][at % 3];
    let line = post(person, kind, "2020-01-01", (VILLAGE_WAGE, "受援方财政"));
    let ended = (at == DEAD).then(|| Day::new(2021, 3, 31));
    line.maybe("until_day", ended.flatten())
}

/// The months of 2021 for which 下板城镇 sends wage lists.
pub fn months(size: Size) -> std::ops::RangeInclusive<i8> {
    match size {
        Size::Full => 1..=12,
        Size::Small => 2..=4,
    }
}

/// A month's wage list. In March a planted row has more pay than attendance, and one has no post.
pub fn wages(people: &People, dice: Dice, month: i8) -> Vec<Line> {
    let dice = dice.of("wages");
    let day = Month::of(2021, month).last_day();
    let paid: Vec<usize> = (0..people.villagers.len()).filter(|at| is_paid(*at, month)).collect();
    let mut lines = Vec::new();
    for (turn, at) in paid.into_iter().enumerate() {
        let place = usize::try_from(month).expect("a month") * 1000 + at;
        let missed = match month {
            // Three days each for the first 42 on the list.
            4 if turn < 42 => APRIL_MISSED / 42,
            4 => 0,
            _ if dice.one_in(place, 8) => i64::from(dice.of("days").from(place, 1, 3)),
            _ => 0,
        };
        let missed = if month == 3 && at == RAISED { 0 } else { missed };
        let unnoticed = month == 3 && at == 5;
        let missed = if unnoticed { 5 } else { missed };
        let cut = if unnoticed { 0 } else { missed * VILLAGE_WAGE / DAYS_DUE };
        let line = wage(&people.villagers[at], day, missed, cut);
        // One is paid by a standard that is not the post's.
        let raised = month == 3 && at == RAISED;
        lines.push(match raised {
            true => line.set("standard", VILLAGE_WAGE + 5_000).set("paid", VILLAGE_WAGE + 5_000),
            false => line,
        });
    }
    if month == 3 {
        lines.push(wage(&people.others[1], day, 0, 0));
    }
    lines
}

/// Paid until March: all. From April: neither the dead nor the director's wife; the two that were
/// withheld in April are paid again from May.
fn is_paid(at: usize, month: i8) -> bool {
    match at {
        DEAD | WIFE => month < 4,
        _ if WITHHELD.contains(&at) => month != 4,
        _ => true,
    }
}

fn wage(household: &Household, day: Day, missed: i64, cut: i64) -> Line {
    let person = Person { household, member: 0 };
    Line::of("wages")
        .set("holder", person.id_number())
        .set("county", household.township.as_str())
        .set("day", day)
        .set("days_due", DAYS_DUE)
        .set("days_present", DAYS_DUE - missed)
        .set("standard", VILLAGE_WAGE)
        .set("cut", cut)
        .set("paid", VILLAGE_WAGE - cut)
        .set("account", person.account())
}
