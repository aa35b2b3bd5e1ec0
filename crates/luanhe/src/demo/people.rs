//! The people of the demo. None of them exists:
//! - their names are 演示 and two signs of the calendar (演示甲子);
//! - their ID numbers have a real county, a real day and a right check digit, but the sequence number
//!   000, which no office gives out. Its last digit is even, so all of them are women by the number,
//!   and only female relations occur;
//! - their telephones begin with 199 00; their accounts begin with 0000 and pass Luhn's test, but
//!   ISO/IEC 7812 keeps a leading 0 for purposes other than banks.
//!
//! With one sequence number there is one person for each county prefix and day of birth: heads of a
//! county take the days of 1956 to 1985 in a fixed disorder, and their families the same days some
//! years earlier or later.

use super::Size;
use super::dice::Dice;
use super::line::Line;
use super::places::{self, CHENGDE, PAIRS, XIABANCHENG};
use crate::base::Day;
use crate::parties::identity;

/// Days from 1956-01-01 to 1985-12-31; a prime, so that any step walks through all of them.
const HEADS_BORN: usize = 10_957;
const STEP: usize = 4_051;
/// Years by which daughter, mother and second daughter differ from the head.
const YEARS_APART: [i32; 3] = [30, -26, 33];

/// Forest guards of 下板城镇, and holders of its village posts (story 5).
pub const GUARDS: usize = 85;
pub const VILLAGERS: usize = 240;

#[derive(Clone, Debug)]
pub struct Household {
    /// Place in [`PAIRS`].
    pub pair: usize,
    /// From 0 in its county.
    pub serial: usize,
    pub members: usize,
    pub township: String,
}

impl Household {
    pub fn code(&self) -> String {
        format!("{}{:07}", PAIRS[self.pair].county, self.serial + 1)
    }
}

/// A member of a household: 0 is its head.
#[derive(Clone, Copy, Debug)]
pub struct Person<'a> {
    pub household: &'a Household,
    pub member: usize,
}

/// What is known of someone beyond the pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lot {
    Plain,
    /// Died on that day (year, month, day).
    Died(i16, i8, i8),
    CadreFamily,
    HeavilyDisabled,
}

pub struct People {
    dice: Dice,
    /// Households helped by ecological posts, county by county.
    pub ecological: Vec<Household>,
    /// Households of one, for the village posts of 下板城镇.
    pub villagers: Vec<Household>,
    /// Households that other projects helped, county by county.
    pub aided: Vec<Household>,
    /// Households of one outside both: someone who died, someone without a post.
    pub others: Vec<Household>,
    pub lots: Vec<(String, Lot)>,
}

impl People {
    pub fn new(size: Size, dice: Dice) -> People {
        let mut ecological = Vec::new();
        let count = |pair: usize| match size {
            Size::Full => PAIRS[pair].households.0,
            Size::Small => PAIRS[pair].households.1,
        };
        for pair in 0..PAIRS.len() {
            add_households(pair, count(pair), &mut ecological);
        }
        let next = count(CHENGDE);
        let alone = |serial: usize| Household {
            pair: CHENGDE,
            serial: next + serial,
            members: 1,
            township: XIABANCHENG.to_string(),
        };
        let villagers = (0..VILLAGERS).map(alone).collect();
        let others = (VILLAGERS..VILLAGERS + 2).map(alone).collect();
        let aided = aided(size, &count);
        let (dice, lots) = (dice.of("people"), Vec::new());
        People { dice, ecological, villagers, aided, others, lots }
    }

    pub fn of_pair(&self, pair: usize) -> impl Iterator<Item = &Household> {
        self.ecological.iter().filter(move |household| household.pair == pair)
    }

    /// Every household of a county.
    pub fn all_of(&self, pair: usize) -> impl Iterator<Item = &Household> {
        let more = self.villagers.iter().chain(&self.others).chain(&self.aided);
        let all = self.ecological.iter().chain(more);
        all.filter(move |household| household.pair == pair)
    }

    /// The rows of the people register for a county.
    pub fn lines(&self, pair: usize) -> Vec<Line> {
        self.all_of(pair)
            .flat_map(|household| {
                (0..household.members).map(move |m| Person { household, member: m })
            })
            .map(|person| self.line(person))
            .collect()
    }

    /// The row of the people register.
    pub fn line(&self, person: Person<'_>) -> Line {
        let Person { household, member } = person;
        let place = person.place();
        let dice = self.dice;
        let id_number = person.id_number();
        let lot = self.lots.iter().find(|(id, _)| *id == id_number).map_or(Lot::Plain, |(_, l)| *l);
        let kind = match dice.of("kind").below(household.serial, 20) {
            0 => "脱贫不稳定户",
            1 => "边缘易致贫户",
            _ => "脱贫户",
        };
        let (health, level) = match dice.of("health").below(place, 25) {
            0..=2 => ("长期慢性病", None),
            3 => ("残疾", Some("三级")),
            _ => ("健康", None),
        };
        let (health, level) = match lot {
            Lot::HeavilyDisabled => ("残疾", Some("二级")),
            _ => (health, level),
        };
        let labour = match (person.born().year(), level) {
            (2006.., _) => "无劳动力",
            (..1956, _) | (_, Some(_)) => "弱劳动力或半劳动力",
            _ if dice.of("skill").one_in(place, 12) => "技能劳动力",
            _ => "普通劳动力",
        };
        let identified = Day::new(2014, 1, 1).expect("a day").plus(dice.from(place, 0, 330));
        let born = person.born();
        let died = match lot {
            Lot::Died(year, month, day) => Day::new(year, month, day),
            _ => None,
        };
        let tie = if lot == Lot::CadreFamily { "村干部家属" } else { "否" };
        Line::of("people")
            .set("name", person.name())
            .set("id_number", id_number)
            .set("region", household.township.as_str())
            .set("household", household.code())
            .set("household_type", kind)
            .set("relation", person.relation())
            .set("sex", "女")
            .set("born_on", born)
            .set(
                "ethnicity",
                dice.of("ethnicity").pick(household.serial, &["汉族", "满族", "蒙古族"]),
            )
            .maybe("phone", (member == 0).then(|| person.phone()))
            .maybe("bank_account", (member == 0).then(|| person.account()))
            .set("health", health)
            .maybe("disability_level", level)
            .set("labour", labour)
            .set("cadre_tie", tie)
            .set("identified_on", identified.max(born))
            .maybe("died_on", died)
    }
}

/// In each county as many households, after those that have posts: with these the report's 17.12万 are
/// whole. They have three or four members.
fn aided(size: Size, count: &dyn Fn(usize) -> usize) -> Vec<Household> {
    use super::amounts::{PEOPLE, PEOPLE_HELPED, PEOPLE_PLANTED};
    let (each, people) = match size {
        Size::Full => (7_668, PEOPLE_HELPED - PEOPLE - PEOPLE_PLANTED),
        Size::Small => (3, 48),
    };
    let all = each * PAIRS.len();
    let fourths = people - 3 * all;
    let mut households = Vec::new();
    for at in 0..all {
        let pair = at / each;
        let alone = if pair == CHENGDE { VILLAGERS + 2 } else { 0 };
        let townships = places::townships(PAIRS[pair].county);
        let fourth = (at + 1) * fourths / all - at * fourths / all;
        households.push(Household {
            pair,
            serial: count(pair) + alone + at % each,
            members: 3 + fourth,
            township: townships[at % townships.len()].0.clone(),
        });
    }
    households
}

fn add_households(pair: usize, count: usize, into: &mut Vec<Household>) {
    let townships = places::townships(PAIRS[pair].county);
    let elsewhere: Vec<&str> =
        townships.iter().map(|(code, _)| code.as_str()).filter(|c| *c != XIABANCHENG).collect();
    for serial in 0..count {
        let guarded = pair == CHENGDE && serial < GUARDS;
        let township = if guarded { XIABANCHENG } else { elsewhere[serial % elsewhere.len()] };
        let members = members(into.len());
        into.push(Household { pair, serial, members, township: township.to_string() });
    }
}

/// Two or three in a proportion that gives 37,012 persons in 14,000 households; one fewer in every
/// seventh household and one more in another.
fn members(at: usize) -> usize {
    use super::amounts::{HOUSEHOLDS, PEOPLE};
    let beyond_two = PEOPLE - 2 * HOUSEHOLDS;
    let third = (at + 1) * beyond_two / HOUSEHOLDS - at * beyond_two / HOUSEHOLDS;
    match at % 7 {
        0 => 1 + third,
        3 => 3 + third,
        _ => 2 + third,
    }
}

impl Person<'_> {
    pub fn relation(self) -> &'static str {
        ["户主", "之女", "之母", "之女"][self.member]
    }

    pub fn born(self) -> Day {
        let offset = (self.household.serial * STEP) % HEADS_BORN;
        let first = Day::new(1956, 1, 1).expect("a day");
        let head = first.plus(i32::try_from(offset).expect("below thirty years"));
        match self.member.checked_sub(1) {
            None => head,
            Some(kin) => head.plus(YEARS_APART[kin] * 365 + YEARS_APART[kin] / 4),
        }
    }

    /// A number that differs between the people of a county.
    fn place(self) -> usize {
        self.household.serial * 4 + self.member
    }

    pub fn name(self) -> String {
        let at = self.place();
        let stem = "甲乙丙丁戊己庚辛壬癸".chars().nth(at % 10).expect("ten stems");
        let branch = "子丑寅卯辰巳午未申酉戌亥".chars().nth(at / 10 % 12).expect("twelve branches");
        format!("演示{stem}{branch}")
    }

    pub fn id_number(self) -> String {
        let pair = &PAIRS[self.household.pair];
        let prefix = if self.member < 2 { pair.id_prefix } else { pair.other_prefix };
        id_number(prefix, self.born())
    }

    pub fn phone(self) -> String {
        format!("19900{}{:05}", self.household.pair, self.household.serial)
    }

    pub fn account(self) -> String {
        account(self.household.pair * 1_000_000 + self.place())
    }
}

/// Nineteen digits of which the last is Luhn's.
pub fn account(holder: usize) -> String {
    let first = format!("0000{holder:014}");
    let value = |(at, byte): (usize, u8)| {
        let digit = u32::from(byte - b'0');
        if at % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { digit }
    };
    let sum: u32 = first.bytes().rev().enumerate().map(value).sum();
    format!("{first}{}", (10 - sum % 10) % 10)
}

/// Prefix, day of birth, the sequence number 000, and the check digit of GB 11643.
pub fn id_number(prefix: &str, born: Day) -> String {
    let digits = format!("{prefix}{}000", born.to_string().replace('-', ""));
    let check = identity::check_digit(digits.as_bytes()).expect("seventeen digits");
    format!("{digits}{}", char::from(check))
}
