//! Who is paired with whom: cities and townships, villages, firms, social organisations, schools and
//! hospitals, made up; and the pairs of districts and counties, which newspapers published.

use super::books::{Book, Maker, SOURCE, book, parts};
use super::faults::{Planted, refused, ruled};
use super::line::{Line, Typed};
use super::money::TIANJIN;
use super::office::{CITY, RECEIVING_CITY, Unit};
use super::parties::CHENGDE_CITY;
use super::places::{CHENGDE, LONGHUA, PAIRS, PINGQUAN, WEICHANG, XINGLONG, townships};
use super::sheet::{Column, NUMBER, col};
use super::world::{World, day};
use crate::base::Day;
use crate::record::Value;

pub const MAKERS: &[Maker] = &[
    ("pairings.city", cities, 0),
    ("pairings.townships", township_pairs, 0),
    ("pairings.units", units, 0),
];

pub const PLANTED: &[Planted] = &[
    refused(("pairings.townships", ""), "helped", "必填的受援单位空着", |line| {
        line.slip("helped", Typed::Blank)
    }),
    refused(("pairings.units", ""), "until_day", "解除早于结对", |line| {
        let from = line.value("from_day").day();
        line.maybe("until_day", from.map(|from| from.plus(-1)))
    }),
    ruled("pairings.units", "pairings.crossed", "东丽区的一个社区与隆化县的村结对"),
    ruled("pairings.units", "pairings.ended", "平泉市一所学校的结对2020年解除后没有接上"),
    ruled("pairings.units", "pairings.undated", "承德县一家企业的结对没有日期"),
    ruled("pairings.units", "pairings.unfounded", "围场县一个村的结对没有依据"),
];

const CITIES: &[Column] = &[
    NUMBER,
    col("helper", "支援单位", 16.0).over("支援方"),
    col("helper_region", "支援地区", 16.0).over("支援方"),
    col("helped", "被帮扶单位", 22.0).over("受援方"),
    col("helped_region", "受援地区", 22.0).over("受援方"),
    col("tier", "结对类型", 10.0),
    col("from_day", "签约日期", 14.0),
    col("basis", "结对协议", 28.0),
];

const TOWNSHIPS: &[Column] = &[
    col("helper", "帮扶单位", 20.0),
    col("helper_region", "帮扶单位所在地", 20.0),
    col("helped", "受援单位", 20.0),
    col("helped_region", "受援单位所在地", 20.0),
    col("tier", "结对层级", 10.0),
    col("from_day", "结对日期", 14.0),
    col("basis", "依据文件", 24.0),
];

const UNITS: &[Column] = &[
    NUMBER,
    col("tier", "结对类别", 10.0),
    col("helper", "援助单位", 28.0).over("支援方"),
    col("helper_region", "帮扶地区", 18.0).over("支援方"),
    col("helped", "受帮扶单位", 28.0).over("受援方"),
    col("helped_region", "受援县", 24.0).over("受援方"),
    col("from_day", "结对时间", 13.0),
    col("until_day", "解除时间", 13.0),
    col("basis", "协议名称", 24.0),
];

fn pairing(tier: &str, helper: (&str, &str), helped: (&str, &str), from: Day) -> Line {
    Line::of("pairings")
        .set("helper", helper.0)
        .set("helper_region", helper.1)
        .set("helped", helped.0)
        .set("helped_region", helped.1)
        .set("tier", tier)
        .set("from_day", from)
        .set("basis", "结对帮扶协议（演示）")
}

fn cities(_: &World, id: &'static str, _: usize) -> Book {
    let both = pairing("市", ("天津市", TIANJIN), ("承德市", CHENGDE_CITY), day("2016-11-01"));
    let line = both.set("basis", "中央关于东西部扶贫协作的部署（2016年）");
    let parts = parts("结对关系", CITIES, vec![line]);
    book(id, &CITY, (Unit::Wan, "津承结对关系一览表（市）", SOURCE), vec![parts])
}

fn township_pairs(world: &World, id: &'static str, _: usize) -> Book {
    let mut lines = Vec::new();
    for pair in &PAIRS {
        let helpers = townships(pair.district);
        let helped = townships(pair.county);
        for at in 0..8 {
            let (helper_code, helper) = &helpers[at];
            let (helped_code, name) = &helped[at * helped.len() / 8];
            let from = day("2018-03-01").plus(world.dice.of(pair.county).from(at, 0, 400));
            let helper = format!("{}{helper}", pair.district_name);
            let helped = format!("{}{name}", pair.county_name);
            lines.push(pairing("乡镇", (&helper, helper_code), (&helped, helped_code), from));
        }
    }
    let parts = parts("乡镇结对", TOWNSHIPS, lines);
    let head = (Unit::Wan, "津承乡镇（街道）结对名单", SOURCE);
    Book { is_csv: true, ..book(id, &RECEIVING_CITY, head, vec![parts]) }
}

/// Villages, firms, social organisations, schools, hospitals of a pair. 兴隆 has no social organisation
/// and 围场 no hospital: the gaps of the matrix.
fn of_a_pair(at: usize) -> Vec<Line> {
    let pair = &PAIRS[at];
    let (district, county) = (pair.district_name, pair.county_name);
    let below = townships(pair.county);
    let from = |turn: usize| {
        let years = i16::try_from((turn + at) % 4).expect("below four");
        Day::new(2018 + years, 5, 8).expect("a day")
    };
    let stem = |turn: usize| ["甲", "乙", "丙", "丁"][turn % 4];
    let village = |turn: usize| {
        let (code, township) = &below[turn * below.len() / 4];
        (format!("{county}{township}演示{}村", stem(turn)), code.clone())
    };
    let mut lines = Vec::new();
    for turn in 0..4 {
        let (name, code) = village(turn);
        // One of the villages of Longhua is helped from another district.
        let crossed = at == LONGHUA && turn == 3;
        let (district, region) = match crossed {
            true => (PAIRS[CHENGDE].district_name, PAIRS[CHENGDE].district),
            false => (district, pair.district),
        };
        let helper = format!("{district}演示{}社区", stem(turn));
        lines.push(pairing("村", (&helper, region), (&name, &code), from(turn)));
    }
    for turn in 0..2 {
        let (name, code) = village(turn + 1);
        let helper = format!("天津演示{}{}集团", district, stem(turn));
        lines.push(pairing("企业", (&helper, TIANJIN), (&name, &code), from(turn + 1)));
        let helper = format!("{district}演示第{}中学", turn + 1);
        let helped = format!("{county}演示第{}中学", turn + 1);
        lines.push(pairing("学校", (&helper, pair.district), (&helped, pair.county), from(turn)));
    }
    if at != XINGLONG {
        let (helper, helped) = (format!("{district}演示慈善协会"), format!("{county}演示慈善协会"));
        lines.push(pairing("社会组织", (&helper, pair.district), (&helped, pair.county), from(2)));
    }
    if at != WEICHANG {
        let (helper, helped) = (format!("{district}演示医院"), format!("{county}演示医院"));
        lines.push(pairing("医院", (&helper, pair.district), (&helped, pair.county), from(1)));
    }
    lines
}

fn units(_: &World, id: &'static str, _: usize) -> Book {
    let lines = (0..PAIRS.len()).flat_map(|at| {
        let mut lines = of_a_pair(at);
        let of = |tier: &str| {
            let own = |line: &Line| line.value("tier").text() == Some(tier);
            lines.iter().position(own).expect("every pair has one")
        };
        let (village, firm, school) = (of("村"), of("企业"), of("学校"));
        let mut change = |at: usize, field: &str, value: Value| {
            lines[at] = lines[at].clone().set(field, value);
        };
        match at {
            CHENGDE => change(firm, "from_day", Value::Null),
            PINGQUAN => {
                change(school, "from_day", day("2018-05-08").into());
                change(school, "until_day", day("2020-12-31").into());
            }
            WEICHANG => change(village, "basis", Value::Null),
            _ => {}
        }
        lines
    });
    let parts = parts("单位结对", UNITS, lines.collect());
    let title = "津承村、企业、社会组织、学校、医院结对名单";
    book(id, &RECEIVING_CITY, (Unit::Wan, title, SOURCE), vec![parts])
}
