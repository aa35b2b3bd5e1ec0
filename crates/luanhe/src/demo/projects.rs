//! The project library: 415 counted projects, later phases of some of them, and a few that were
//! conceived or returned and are not counted.

use super::amounts::{SPREADS, Spread};
use super::dice::Dice;
use super::line::Line;
use super::places::{self, PAIRS};
use super::special::{Money, SPECIALS, Special, Trouble};
use crate::base::Day;

#[derive(Clone, Debug)]
pub struct Project {
    pub code: String,
    pub name: String,
    pub brand: &'static str,
    pub pair: usize,
    pub place: String,
    pub purpose: &'static str,
    pub kind: &'static str,
    pub industry: &'static str,
    pub state: &'static str,
    pub year: i16,
    pub first_phase: Option<String>,
    pub named_persons: bool,
    pub listed: Day,
    pub started: Option<Day>,
    pub finished: Option<Day>,
    pub accepted: Option<Day>,
    pub noticed: Option<Day>,
    pub due: Day,
    pub unit: String,
    /// Aid allotted; known once the money is spread.
    pub aid: i64,
    pub money: Option<Money>,
    pub trouble: Trouble,
}

/// What is built for a use of money, and by whom.
const WORKS: &[(&str, &[&str], &str)] = &[
    (
        "三保障",
        &["中心小学校舍维修", "村卫生室标准化改造", "农村危房改造", "饮水安全巩固提升"],
        "教育和卫生健康局",
    ),
    (
        "产业",
        &[
            "食用菌大棚",
            "肉羊养殖小区",
            "设施蔬菜基地",
            "中药材种植",
            "马铃薯仓储",
            "林果采摘园",
            "农产品冷链",
        ],
        "农业农村局",
    ),
    ("基础设施", &["通村道路硬化", "小型水利设施", "村级桥涵", "农村电网配套"], "交通运输局"),
    ("易地搬迁", &["安置区水电配套", "安置区就业车间", "安置区道路绿化"], "发展和改革局"),
    ("公共服务", &["便民服务中心", "文化活动广场", "智慧医疗服务点"], "卫生健康局"),
    ("生态", &["生态管护公益岗", "水源涵养林", "人居环境整治"], "林业和草原局"),
    ("就业", &["扶贫车间", "劳务输出补助", "家政培训"], "人力资源和社会保障局"),
    ("人才培训", &["致富带头人培训", "教师培训", "农技人员培训"], "人力资源和社会保障局"),
    ("消费", &["电商服务站", "产品进津展销"], "商务局"),
    ("管理", &["项目管理"], "乡村振兴局"),
    ("其他", &["村级议事场所", "文明实践站"], "乡村振兴局"),
];

/// Of the works of 产业, in their order.
const INDUSTRIES: [&str; 7] = ["0142", "0314", "0141", "", "", "", ""];

/// All projects in the order of their codes' years.
pub fn library(dice: Dice) -> Vec<Project> {
    let dice = dice.of("projects");
    let mut projects: Vec<Project> =
        SPECIALS.iter().enumerate().map(|(at, special)| of_special(special, dice, at)).collect();
    for spread in SPREADS {
        let own = SPECIALS.iter().filter(|special| special.purpose == spread.purpose).count();
        for at in 0..spread.projects - own {
            projects.push(ordinary(spread, at, dice.of(spread.purpose)));
        }
    }
    tell_apart(&mut projects);
    add_later_phases(&mut projects, dice);
    add_uncounted(&mut projects, dice);
    // 2016 to 2021, each year's in the order in which they came up.
    projects.sort_by_key(|project| project.year);
    number(&mut projects);
    projects
}

fn of_special(special: &Special, dice: Dice, at: usize) -> Project {
    let spread = spread_of(special.purpose);
    let named = special.township;
    let township = places::townships(PAIRS[special.pair].county);
    let found = township.into_iter().find(|(_, name)| !named.is_empty() && *name == named);
    let place = found.map_or(PAIRS[special.pair].county.to_string(), |(code, _)| code);
    let mut project = blank(spread, special.pair, place, special.year);
    project.name = special.name.to_string();
    project.brand = special.brand;
    project.industry = special.industry;
    project.money = Some(special.money);
    project.trouble = special.trouble;
    project.named_persons =
        special.purpose == "产业" && special.year < 2021 || special.trouble == Trouble::NoTargets;
    set_days(&mut project, dice.of("special"), at);
    project
}

fn ordinary(spread: &Spread, at: usize, dice: Dice) -> Project {
    let pair = at % PAIRS.len();
    // Industry got nothing in 2021 but the subsidy; the first ecological projects employ the posts.
    let years: &[i16] = match spread.purpose {
        "产业" => &[2016, 2017, 2017, 2018, 2018, 2018, 2019, 2019, 2019, 2020, 2020],
        "生态" if at < PAIRS.len() => &[2016],
        "生态" if at < 2 * PAIRS.len() => &[2017],
        _ => &[2016, 2017, 2017, 2018, 2018, 2018, 2019, 2019, 2019, 2020, 2020, 2021],
    };
    // Each county begins elsewhere, so that short lists reach every year too.
    let year = years[(at / PAIRS.len() + pair * 3) % years.len()];
    let townships = places::townships(PAIRS[pair].county);
    let (place, name) = townships[dice.below(at, townships.len())].clone();
    let (_, works, _) = works_of(spread.purpose);
    let work = dice.of("work").below(at, works.len());
    // The table of townships is today's, and so has none of 平泉县.
    let then = places::county_in(pair, year);
    let place = if then == PAIRS[pair].county { place } else { then.to_string() };
    let mut project = blank(spread, pair, place, year);
    project.name = format!("{name}{}项目", works[work]);
    if spread.purpose == "产业" {
        project.industry = INDUSTRIES[work];
        project.named_persons = at.is_multiple_of(2);
    }
    if spread.purpose == "生态" && at < 2 * PAIRS.len() {
        project.name = format!("{}生态管护公益岗项目（{year}年）", PAIRS[pair].county_name);
        project.named_persons = at < PAIRS.len();
    }
    set_days(&mut project, dice.of("days"), at);
    project
}

fn blank(spread: &Spread, pair: usize, place: String, year: i16) -> Project {
    let day = Day::new(year, 1, 1).expect("a day");
    let (_, _, office) = works_of(spread.purpose);
    Project {
        code: String::new(),
        name: String::new(),
        brand: "",
        pair,
        place,
        purpose: spread.purpose,
        kind: spread.kind,
        industry: "",
        state: "入库",
        year,
        first_phase: None,
        named_persons: false,
        listed: day,
        started: None,
        finished: None,
        accepted: None,
        noticed: None,
        due: day,
        unit: format!("{}{office}", PAIRS[pair].county_name),
        aid: 0,
        money: None,
        trouble: Trouble::None,
    }
}

fn spread_of(purpose: &str) -> &'static Spread {
    SPREADS.iter().find(|spread| spread.purpose == purpose).expect("a use of the table")
}

fn works_of(purpose: &str) -> &'static (&'static str, &'static [&'static str], &'static str) {
    WORKS.iter().find(|(of, ..)| *of == purpose).expect("a use of the table")
}

/// Listed, noticed, begun, finished, accepted, in that order, and as far as the year lets it get.
fn set_days(project: &mut Project, dice: Dice, at: usize) {
    let year = project.year;
    let (first, width) = match year {
        2016 => (Day::new(2016, 11, 1), 20),
        2019 if project.money == Some(Money::Story) => (Day::new(2019, 1, 8), 5),
        2021 => (Day::new(2021, 1, 11), 45),
        _ => (Day::new(year, 1, 5), 100),
    };
    project.listed = first.expect("a day").plus(dice.from(at * 8, 0, width));
    let started = project.listed.plus(dice.from(at * 8 + 1, 75, 110));
    let finished = started.plus(dice.from(at * 8 + 2, 90, 150));
    let accepted = finished.plus(dice.from(at * 8 + 3, 20, 50));
    project.noticed = Some(project.listed.plus(dice.from(at * 8 + 4, 10, 30)));
    project.due = finished.plus(dice.from(at * 8 + 5, -15, 30));
    project.started = Some(started);
    project.finished = Some(finished);
    project.accepted = Some(accepted);
    let states: &[&str] = match year {
        ..=2018 => &["归档", "运营", "移交"],
        2019 => &["运营", "移交", "决算"],
        2020 => &["验收", "决算", "移交"],
        _ => &["验收", "完工", "在建", "完工"],
    };
    project.state = dice.pick(at * 8 + 6, states);
    // The only batch of 2021 that industry got has been paid out.
    if project.money == Some(Money::Batch(0, 55_446)) {
        project.state = "验收";
    }
    match (project.state, project.trouble) {
        (_, Trouble::NotBegun) => {
            project.state = "立项";
            (project.started, project.finished, project.accepted) = (None, None, None);
            project.due = Day::new(2022, 6, 30).expect("a day");
        }
        (_, Trouble::Overdue) => {
            project.state = "在建";
            (project.finished, project.accepted) = (None, None);
            project.due = Day::new(2021, 6, 30).expect("a day");
        }
        (_, Trouble::AcceptedBeforeNotice) => project.noticed = Some(accepted.plus(12)),
        ("在建", _) => {
            (project.finished, project.accepted) = (None, None);
            project.due = Day::new(2022, 5, 31).expect("a day");
        }
        ("完工", _) => project.accepted = None,
        _ => {}
    }
}

/// Projects of one place and work are told apart by their batch.
fn tell_apart(projects: &mut [Project]) {
    let mut seen = std::collections::HashMap::new();
    for project in projects {
        let count = seen.entry(project.name.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            project.name = format!("{}（第{count}批）", project.name);
        }
    }
}

/// Second phases a year or two after the first; a first phase has one.
fn add_later_phases(projects: &mut Vec<Project>, dice: Dice) {
    for spread in SPREADS.iter().filter(|spread| spread.later_phases > 0) {
        let firsts: Vec<Project> = projects
            .iter()
            .filter(|p| p.purpose == spread.purpose && (2017..2020).contains(&p.year))
            .filter(|p| p.trouble == Trouble::None && p.brand != "水培蔬菜")
            .take(spread.later_phases)
            .cloned()
            .collect();
        for (at, first) in firsts.into_iter().enumerate() {
            let mut second = first.clone();
            second.name = format!("{}（二期）", first.name);
            second.money = None;
            second.named_persons = false;
            second.year = first.year + 1;
            // Numbered below; until then the first phase is known by its name.
            second.first_phase = Some(first.name);
            set_days(&mut second, dice.of("phases").of(spread.purpose), at);
            projects.push(second);
        }
    }
}

/// Conceived, listed, returned, taken off: in the library, and in no figure.
fn add_uncounted(projects: &mut Vec<Project>, dice: Dice) {
    const STATES: [&str; 12] = [
        "谋划",
        "退回",
        "已申报",
        "入库",
        "谋划",
        "出库",
        "谋划",
        "退回",
        "终止",
        "入库",
        "谋划",
        "退回",
    ];
    let dice = dice.of("uncounted");
    for (at, state) in STATES.into_iter().enumerate() {
        let mut project = ordinary(&SPREADS[at % 3], at, dice);
        project.year = 2018 + i16::try_from(at % 4).expect("below four");
        project.place = PAIRS[project.pair].county.to_string();
        set_days(&mut project, dice, at);
        project.name = format!("{}（储备{}）", project.name, at + 1);
        project.state = state;
        project.named_persons = false;
        project.money = Some(Money::None);
        (project.started, project.finished, project.accepted) = (None, None, None);
        projects.push(project);
    }
}

/// LH2019-014: county, year, place in that year's list of the county.
fn number(projects: &mut [Project]) {
    let mut counts = std::collections::HashMap::new();
    for project in projects.iter_mut() {
        let count = counts.entry((project.pair, project.year)).or_insert(0);
        *count += 1;
        let letters = PAIRS[project.pair].county_letters;
        project.code = format!("{letters}{}-{count:03}", project.year);
    }
    let named: Vec<(String, usize, String)> = projects
        .iter()
        .filter(|p| p.first_phase.is_none())
        .map(|p| (p.name.clone(), p.pair, p.code.clone()))
        .collect();
    for project in projects.iter_mut() {
        let pair = project.pair;
        if let Some(first) = &mut project.first_phase {
            let found = named.iter().find(|(name, p, _)| name == first && *p == pair);
            first.clone_from(&found.expect("a first phase is in the library").2);
        }
    }
}

impl Project {
    /// Whether it counts towards 帮扶项目415个.
    #[cfg(test)]
    pub fn counts(&self) -> bool {
        const CARRIED_OUT: [&str; 9] =
            ["立项", "招标", "在建", "完工", "验收", "决算", "移交", "运营", "归档"];
        self.first_phase.is_none() && CARRIED_OUT.contains(&self.state)
    }

    /// What is planned: the aid, and for some the county's own part. One budget is too small.
    fn budget(&self, dice: Dice, at: usize) -> i64 {
        match self.trouble {
            Trouble::OverBudget => self.aid - 10_000_000,
            Trouble::NotBegun => 120_000_000,
            _ if self.aid == 0 => 1_000_000 * i64::from(dice.from(at, 30, 400)),
            _ if dice.one_in(at, 3) => self.aid + 1_000_000 * i64::from(dice.from(at, 2, 60)),
            _ => self.aid,
        }
    }

    pub fn line(&self, dice: Dice, at: usize) -> Line {
        let budget = self.budget(dice, at);
        let filled = |text: &'static str| (!text.is_empty()).then_some(text);
        let scope = if self.named_persons { "到人到户" } else { "公益普惠" };
        let build = if self.first_phase.is_some() { "续建" } else { "新建" };
        let planned = (self.aid == 0).then(|| i64::from(dice.from(at, 20, 300)));
        let size = if self.trouble == Trouble::NotBegun { 9 } else { 3 };
        Line::of("projects")
            .set("code", self.code.as_str())
            .set("name", self.name.as_str())
            .maybe("brand", filled(self.brand))
            .set("county", self.place.as_str())
            .set("kind", self.kind)
            .set("use", self.purpose)
            .maybe("industry", filled(self.industry))
            .set("nature", "协作")
            .set("build", build)
            .set("state", self.state)
            .set("year", i64::from(self.year))
            .maybe("first_phase", self.first_phase.as_deref())
            .set("listed_on", self.listed)
            .maybe("started_on", self.started)
            .set("due_on", self.due)
            .maybe("finished_on", self.finished)
            .maybe("accepted_on", self.accepted)
            .maybe("noticed_on", self.noticed)
            .set("unit", self.unit.as_str())
            .set("budget", budget)
            .maybe("aid", (self.aid > 0).then(|| self.aid.min(budget)))
            .set("scope", scope)
            .maybe("households", planned)
            .maybe("people", planned.map(|households| households * size))
    }
}
