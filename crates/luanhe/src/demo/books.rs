//! The workbooks, in the order in which they must be imported: each office's sheets of a register,
//! filled with its rows.

use super::agreements;
use super::benefits;
use super::cadres;
use super::care;
use super::deals;
use super::exits;
use super::faults;
use super::firms;
use super::guarantees;
use super::households;
use super::layouts;
use super::leases;
use super::line::{Line, Typed};
use super::money::Batch;
use super::office::{CITY, COUNTIES, DISTRICTS, Office, RECEIVING_CITY, TOWNSHIP, Unit};
use super::outputs;
use super::pairings;
use super::parties;
use super::places::{LONGHUA, PAIRS};
use super::policies;
use super::posts;
use super::projects::Project;
use super::relocations;
use super::resettlement;
use super::sales;
use super::sheet::{Column, Sheet};
use super::statements;
use super::tags;
use super::tasks;
use super::world::World;

/// A workbook before it is written.
pub struct Book {
    /// Register and office: `funds.longhua`.
    pub id: &'static str,
    pub register: &'static str,
    pub office: &'static Office,
    pub title: String,
    pub sheets: Vec<Sheet>,
    pub is_csv: bool,
}

/// A workbook to be made, one at a time: all of them together would be large.
pub type Maker = (&'static str, fn(&World, &'static str, usize) -> Book, usize);

/// Every workbook. A topic's own file of this folder makes its workbooks; a line here adds them. What
/// refers to a register stands after it.
pub fn makers() -> impl Iterator<Item = &'static Maker> {
    [
        SPINE,
        policies::MAKERS,
        agreements::MAKERS,
        tasks::MAKERS,
        pairings::MAKERS,
        cadres::MAKERS,
        exits::MAKERS,
        firms::MAKERS,
        leases::MAKERS,
        deals::MAKERS,
        relocations::MAKERS,
        guarantees::MAKERS,
        resettlement::MAKERS,
        households::MAKERS,
        sales::MAKERS,
        statements::MAKERS,
        tags::MAKERS,
        // Last: its clinics have names like those of schools that nobody registered.
        care::MAKERS,
    ]
    .into_iter()
    .flatten()
}

/// Each workbook's id, how it is made, and of which county or year.
const SPINE: &[Maker] = &[
    ("programmes.city", programmes, 0),
    ("organisations.offices", offices, 0),
    ("organisations.doers", doers, 0),
    ("people.chengde", people, 0),
    ("people.xinglong", people, 1),
    ("people.pingquan", households::export, 2),
    ("people.longhua", people, 3),
    ("people.weichang", people, 4),
    ("projects.2016", projects, 2016),
    ("projects.2018", projects, 2018),
    ("projects.2020", projects, 2020),
    ("funds.city", funds_of_city, 0),
    ("funds.dongli", funds_of_district, 0),
    ("funds.beichen", funds_of_district, 1),
    ("funds.xiqing", funds_of_district, 2),
    ("funds.jinnan", funds_of_district, 3),
    ("funds.wuqing", funds_of_district, 4),
    ("funds.chengde", funds_of_county, 0),
    ("funds.xinglong", funds_of_county, 1),
    ("funds.pingquan", funds_of_county, 2),
    ("funds.longhua", funds_of_county, 3),
    ("funds.weichang", funds_of_county, 4),
    ("beneficiaries.chengde", beneficiaries, 0),
    ("beneficiaries.xinglong", beneficiaries, 1),
    ("beneficiaries.pingquan", beneficiaries, 2),
    ("beneficiaries.longhua", beneficiaries, 3),
    ("beneficiaries.weichang", beneficiaries, 4),
    ("outputs.livestock", livestock, 0),
    ("outputs.plants", plants, LONGHUA),
    ("posts.chengde", posts_of_county, 0),
    ("posts.xinglong", posts_of_county, 1),
    ("posts.pingquan", posts_of_county, 2),
    ("posts.longhua", posts_of_county, 3),
    ("posts.weichang", posts_of_county, 4),
    ("wages.xiabancheng", wages, 0),
];

/// Every workbook says so in its title.
const SAYS: &str = "演示数据（合成）";

/// A sheet's rows, before faults are planted among them.
pub struct Parts {
    pub name: String,
    pub columns: &'static [Column],
    pub totals: &'static [&'static str],
    pub subtotal_by: &'static str,
    pub lines: Vec<Line>,
}

pub fn parts(name: &str, columns: &'static [Column], lines: Vec<Line>) -> Parts {
    Parts { name: name.to_string(), columns, totals: &[], subtotal_by: "", lines }
}

pub fn book(
    id: &'static str,
    office: &'static Office,
    (unit, title, notes): (Unit, &str, &'static [&'static str]),
    parts: Vec<Parts>,
) -> Book {
    let title = format!("{SAYS}{title}");
    let sheets = parts.into_iter().map(|mut parts| {
        if !parts.subtotal_by.is_empty() {
            let by = parts.subtotal_by;
            let text = |line: &Line| line.value(by).text().unwrap_or("").to_string();
            parts.lines.sort_by_key(text);
        }
        let wrong_by = faults::plant(id, &parts.name, &mut parts.lines);
        Sheet {
            title: title.clone(),
            name: parts.name,
            columns: parts.columns,
            unit,
            totals: parts.totals,
            subtotal_by: parts.subtotal_by,
            wrong_by,
            notes,
            lines: parts.lines,
        }
    });
    let sheets = sheets.collect();
    let register = id.split('.').next().unwrap_or(id);
    Book { id, register, office, title, sheets, is_csv: false }
}

pub const SOURCE: &[&str] = &["注：本表为系统演示用合成数据，不是真实台账。"];
pub const MONEY_NOTES: &[&str] = &[
    "注：1.本表为系统演示用合成数据，不是真实台账。",
    "说明：金额以国库到账、拨款和支付凭证为准。",
];
pub const PEOPLE_NOTES: &[&str] =
    &["注：本表姓名、证件号码、电话、账号均为虚构，不对应任何真实的人。"];

fn programmes(_: &World, id: &'static str, _: usize) -> Book {
    let parts = parts("项目计划", layouts::PROGRAMMES, parties::programmes());
    book(id, &CITY, (Unit::Wan, "天津市对口帮扶协作项目计划一览表", SOURCE), vec![parts])
}

fn offices(_: &World, id: &'static str, _: usize) -> Book {
    let parts = parts("机关单位", layouts::OFFICES, parties::offices());
    book(id, &CITY, (Unit::Wan, "津承对口帮扶工作机构名录", SOURCE), vec![parts])
}

fn doers(world: &World, id: &'static str, _: usize) -> Book {
    let parts = parts("实施单位", layouts::DOERS, parties::doers(world.dice));
    book(id, &RECEIVING_CITY, (Unit::Wan, "承德市帮扶项目实施和受益单位名录", SOURCE), vec![parts])
}

fn people(world: &World, id: &'static str, pair: usize) -> Book {
    let columns = match pair {
        0 => layouts::PEOPLE_ONE_ROW,
        1 | 3 => layouts::PEOPLE_TWO_ROWS,
        _ => layouts::PEOPLE_SHORT,
    };
    let title = format!("{}脱贫人口和监测对象信息表", PAIRS[pair].county_name);
    let parts = parts("人员信息", columns, world.people.lines(pair));
    book(id, &COUNTIES[pair], (Unit::Yuan, &title, PEOPLE_NOTES), vec![parts])
}

/// The library of two years.
fn projects(world: &World, id: &'static str, year: usize) -> Book {
    let first = i16::try_from(year).expect("a year");
    let of_years = |(_, p): &(usize, &Project)| (first..first + 2).contains(&p.year);
    let all = world.projects.iter().enumerate().filter(of_years);
    let dice = world.dice.of("budgets");
    let lines = all.map(|(at, project)| project.line(dice, at)).collect();
    let columns =
        if first == 2018 { layouts::PROJECTS_TWO_ROWS } else { layouts::PROJECTS_ONE_ROW };
    let parts = Parts {
        totals: &["budget", "aid"],
        ..parts(&format!("{first}—{}", first + 1), columns, lines)
    };
    let title = format!("天津市援助承德市帮扶项目库（{first}—{}年）", first + 1);
    book(id, &RECEIVING_CITY, (Unit::Wan, &title, MONEY_NOTES), vec![parts])
}

fn stage(
    batches: &[Batch],
    keep: impl Fn(&Batch) -> bool,
    stage: &str,
    columns: &'static [Column],
) -> Parts {
    let own = batches.iter().filter(|batch| keep(batch));
    let lines: Vec<Line> = own.flat_map(|batch| batch.lines(stage)).collect();
    Parts { totals: &["amount"], ..parts(stage, columns, lines) }
}

fn funds_of_city(world: &World, id: &'static str, _: usize) -> Book {
    let own = |batch: &Batch| batch.tier == 0;
    let by_county = |parts: Parts| Parts { subtotal_by: "county", ..parts };
    let sheets = vec![
        by_county(stage(&world.batches, own, "下达", layouts::ALLOTTED)),
        by_county(stage(&world.batches, own, "到账", layouts::ARRIVED)),
    ];
    let title = "2016—2021年天津市级财政援助承德资金台账";
    book(id, &CITY, (Unit::Wan, title, MONEY_NOTES), sheets)
}

fn funds_of_district(world: &World, id: &'static str, pair: usize) -> Book {
    let own = |batch: &Batch| batch.tier > 0 && batch.pair == pair;
    let columns = if pair.is_multiple_of(2) { layouts::ARRIVED_TWO_ROWS } else { layouts::ARRIVED };
    let allotted =
        if pair.is_multiple_of(2) { layouts::ARRIVED_TWO_ROWS } else { layouts::ALLOTTED };
    let by_tier = |parts: Parts| Parts { subtotal_by: "tier", ..parts };
    let sheets = vec![
        stage(&world.batches, own, "下达", allotted),
        by_tier(stage(&world.batches, own, "到账", columns)),
    ];
    let Office { money, .. } = DISTRICTS[pair];
    let title = format!(
        "{}区级、乡镇级财政援助{}资金台账",
        PAIRS[pair].district_name, PAIRS[pair].county_name
    );
    book(id, &DISTRICTS[pair], (money, &title, MONEY_NOTES), sheets)
}

fn funds_of_county(world: &World, id: &'static str, pair: usize) -> Book {
    let own = |batch: &Batch| batch.pair == pair;
    let mut sheets = vec![
        stage(&world.batches, own, "拨付", layouts::TRANSFERRED),
        stage(&world.batches, own, "支付", layouts::PAID),
    ];
    let back = stage(&world.batches, own, "收回", layouts::TRANSFERRED);
    if !back.lines.is_empty() {
        sheets.push(back);
    }
    let Office { money, .. } = COUNTIES[pair];
    let title = format!("{}天津援助资金拨付、支付台账", PAIRS[pair].county_name);
    book(id, &COUNTIES[pair], (money, &title, MONEY_NOTES), sheets)
}

fn beneficiaries(world: &World, id: &'static str, pair: usize) -> Book {
    let World { people, projects, dice, size, .. } = world;
    let columns = if pair.is_multiple_of(2) {
        layouts::BENEFICIARIES
    } else {
        layouts::BENEFICIARIES_TWO_ROWS
    };
    let lines = benefits::lines(people, projects, *size, *dice, pair);
    let parts = Parts { totals: &["paid"], ..parts("受益人口", columns, lines) };
    let title = format!("{}天津帮扶项目受益人口台账", PAIRS[pair].county_name);
    book(id, &COUNTIES[pair], (Unit::Yuan, &title, PEOPLE_NOTES), vec![parts])
}

fn livestock(world: &World, id: &'static str, _: usize) -> Book {
    let parts = parts("产出", layouts::OUTPUTS, outputs::lines(&world.projects, false));
    let title = "肉羊、食用菌、稻米项目产出统计表（出栏与存栏分列）";
    book(id, &RECEIVING_CITY, (Unit::Wan, title, SOURCE), vec![parts])
}

fn plants(world: &World, id: &'static str, pair: usize) -> Book {
    let mut lines = outputs::lines(&world.projects, true);
    // The heading says 万株.
    for line in &mut lines {
        let plants = line.value("quantity").int().unwrap_or(0);
        line.slips.push(("quantity", Typed::Number(plants as f64 / 10_000.0)));
    }
    let parts = parts("水培蔬菜", layouts::PLANTS, lines);
    let title = "水培蔬菜项目季度产量";
    book(id, &COUNTIES[pair], (Unit::Yuan, title, SOURCE), vec![parts])
}

fn posts_of_county(world: &World, id: &'static str, pair: usize) -> Book {
    let columns = if pair.is_multiple_of(2) { layouts::POSTS } else { layouts::POSTS_TWO_ROWS };
    let lines = posts::lines(&world.people, world.dice, pair);
    let title = format!("{}公益性岗位上岗人员台账", PAIRS[pair].county_name);
    book(
        id,
        &COUNTIES[pair],
        (Unit::Yuan, &title, PEOPLE_NOTES),
        vec![parts("岗位", columns, lines)],
    )
}

/// One sheet a month.
fn wages(world: &World, id: &'static str, _: usize) -> Book {
    let month = |month: i8| {
        let lines = posts::wages(&world.people, world.dice, month);
        Parts { totals: &["cut", "paid"], ..parts(&format!("{month}月"), layouts::WAGES, lines) }
    };
    let sheets = posts::months(world.size).map(month).collect();
    let title = "承德县下板城镇村级公益岗考勤及补贴发放表（2021年）";
    book(id, &TOWNSHIP, (Unit::Yuan, title, PEOPLE_NOTES), sheets)
}
