//! Whom posts and projects help: every member of a household with an ecological post, and by
//! industry the 16,200 persons of the report, who are among them.

use std::collections::HashMap;

use super::Size;
use super::amounts::{HOUSEHOLDS, PEOPLE_BY_INDUSTRY};
use super::dice::Dice;
use super::line::Line;
use super::people::{People, Person};
use super::places::{CHENGDE, PAIRS};
use super::posts::first_day;
use super::projects::Project;
use super::special::Trouble;
use crate::base::Day;

/// The beneficiaries of a county.
pub fn lines(
    people: &People,
    projects: &[Project],
    size: Size,
    dice: Dice,
    pair: usize,
) -> Vec<Line> {
    let mut lines = by_posts(people, projects, dice, pair);
    lines.extend(by_projects(people, projects, dice.of("aided"), pair));
    lines.extend(by_industry(people, projects, size, dice.of("benefits"), pair));
    if pair == CHENGDE {
        lines.extend(planted(people, projects));
    }
    lines
}

fn line(person: Person<'_>, way: &str, project: &Project, day: Day) -> Line {
    Line::of("beneficiaries")
        .set("person", person.id_number())
        .set("household", person.household.code())
        .set("county", person.household.township.as_str())
        .set("way", way)
        .set("project", project.code.as_str())
        .set("day", day)
}

fn by_posts(people: &People, projects: &[Project], dice: Dice, pair: usize) -> Vec<Line> {
    let of_posts = |p: &&Project| p.pair == pair && p.purpose == "生态" && p.named_persons;
    let project = projects.iter().find(of_posts).expect("each county has a project of posts");
    let dice = dice.of("posts");
    people
        .of_pair(pair)
        .flat_map(|household| {
            let day = first_day(household, dice);
            let all = (0..household.members).map(move |member| Person { household, member });
            all.map(move |person| line(person, "生态公益岗", project, day))
        })
        .collect()
}

/// What a project of that name gives, beside industry and posts.
fn way_of(project: &Project) -> &'static str {
    let named = |part: &str| project.name.contains(part);
    match project.purpose {
        _ if named("校舍") || named("学校") => "教育资助",
        _ if named("卫生") || named("医疗") => "医疗救助",
        _ if named("危房") => "住房改造",
        _ if named("饮水") => "饮水安全",
        "人才培训" => "技能培训",
        "易地搬迁" => "搬迁后扶",
        _ => "其他",
    }
}

/// Every member of the other households: by a project of the three guarantees, and most by a second
/// one.
fn by_projects(people: &People, projects: &[Project], dice: Dice, pair: usize) -> Vec<Line> {
    let of = |purposes: &[&str]| -> Vec<&Project> {
        let own = |p: &&Project| {
            p.pair == pair
                && p.year >= 2018
                && p.started.is_some_and(|day| day.year() < 2021)
                && purposes.contains(&p.purpose)
        };
        projects.iter().filter(own).collect()
    };
    let (first, second) = (of(&["三保障"]), of(&["人才培训", "易地搬迁", "公共服务"]));
    let mut lines = Vec::new();
    for household in people.aided.iter().filter(|household| household.pair == pair) {
        let mut helped = vec![dice.of("first").pick(household.serial, &first)];
        if !dice.of("both").one_in(household.serial, 7) {
            helped.push(dice.of("second").pick(household.serial, &second));
        }
        for project in helped {
            let day = project.started.unwrap_or(project.listed).plus(40);
            let all = (0..household.members).map(|member| Person { household, member });
            lines.extend(all.map(|person| line(person, way_of(project), project, day)));
        }
    }
    lines
}

/// The county's industry projects whose persons are named, each with at least one.
fn industry(projects: &[Project], pair: usize) -> Vec<&Project> {
    let named = |p: &&Project| {
        p.pair == pair && p.purpose == "产业" && p.named_persons && p.trouble != Trouble::NoTargets
    };
    projects.iter().filter(named).collect()
}

fn by_industry(
    people: &People,
    projects: &[Project],
    size: Size,
    dice: Dice,
    pair: usize,
) -> Vec<Line> {
    let named = industry(projects, pair);
    let count = match size {
        Size::Full => full_count(pair),
        Size::Small => named.len(),
    };
    let heads = people.of_pair(pair).map(|household| Person { household, member: 0 });
    let kin = people.of_pair(pair).filter(|household| household.members > 1);
    let kin = kin.map(|household| Person { household, member: 1 });
    let ways = ["资产收益分红", "订单收购", "就业务工", "土地流转"];
    let one = |(at, person): (usize, Person<'_>)| {
        let project = named[at % named.len()];
        let begun = project.started.unwrap_or(project.listed);
        let paid = 10_000 * i64::from(dice.from(at * 5 + pair, 2, 36));
        line(person, dice.of("way").pick(at, &ways), project, begun.plus(40)).set("paid", paid)
    };
    heads.chain(kin).take(count).enumerate().map(one).collect()
}

/// The county's part of the 16,200, by households; the last county takes what is left.
fn full_count(pair: usize) -> usize {
    let part = |pair: usize| PEOPLE_BY_INDUSTRY * PAIRS[pair].households.0 / HOUSEHOLDS;
    if pair + 1 < PAIRS.len() {
        return part(pair);
    }
    PEOPLE_BY_INDUSTRY - (0..pair).map(part).sum::<usize>()
}

/// For the rules: someone who had died, someone paid twice in a year in one way, and someone listed
/// with another's household.
fn planted(people: &People, projects: &[Project]) -> Vec<Line> {
    let named = industry(projects, CHENGDE);
    let by_year = named.iter().fold(HashMap::new(), |mut years: HashMap<i16, Vec<_>>, project| {
        years.entry(project.year).or_default().push(*project);
        years
    });
    let two = by_year.get(&2019).filter(|same| same.len() > 1).expect("two projects of 2019");
    let day = |iso| Day::parse(iso).expect("a day of the demo");
    let gone = Person { household: &people.others[0], member: 0 };
    let living = Person { household: &people.others[1], member: 0 };
    let neighbour = Person { household: &people.villagers[3], member: 0 };
    vec![
        line(gone, "其他", two[0], day("2019-09-30")).set("paid", 60_000),
        line(living, "技术服务", two[0], day("2019-08-20")).set("paid", 80_000),
        line(living, "技术服务", two[1], day("2019-10-16")).set("paid", 80_000),
        line(neighbour, "技术服务", two[0], day("2019-08-20"))
            .set("household", people.villagers[4].code()),
    ]
}
