//! The tags of the projects with a brand, and of those that care for nature.

use super::books::{Book, Maker, SOURCE, book, parts};
use super::faults::{Planted, refused, ruled};
use super::line::Line;
use super::office::{RECEIVING_CITY, Unit};
use super::places::PAIRS;
use super::projects::Project;
use super::sheet::{Column, NUMBER, col};
use super::world::{World, day};

pub const MAKERS: &[Maker] = &[("project_tags.city", tags, 0)];

pub const PLANTED: &[Planted] = &[
    refused(("project_tags.city", ""), "tag", "标签写成“共同富裕”", |line| {
        line.set("tag", "共同富裕")
    }),
    ruled("project_tags.city", "projects.tag_unlike_use", "学院实训中心标注了“嵌技术”"),
];

const COLUMNS: &[Column] = &[
    NUMBER,
    col("project", "项目代码", 14.0),
    col("county", "所在县", 22.0),
    col("tag", "项目标签", 16.0),
    col("day", "标注日期", 13.0),
    col("shows", "具体体现", 36.0),
];

/// Of a brand: its tags, each with what shows it. The college's is planted: it is no project of industry.
const BRANDS: [(&str, &[(&str, &str)]); 7] = [
    (
        "生态小滦河",
        &[
            ("扶贫+水源涵养", "湿地修复，河源段禁牧"),
            ("涵水源", "下游断面水质按月监测"),
            ("增资源", "修复湿地登记为县资产"),
            ("整合资源", "市、区、乡镇三级资金合用"),
        ],
    ),
    (
        "百万只肉羊基地",
        &[
            ("育龙头", "龙头企业建扩繁场，农户代养"),
            ("产业牵引", "种羊、饲草、屠宰成链"),
            ("添财源", "代养户按只结算"),
        ],
    ),
    (
        "水培蔬菜",
        &[
            ("嵌技术", "水培温室由天津农科人员指导"),
            ("外输外联", "产品进津销售"),
            ("添财源", "土地流转、务工、分红"),
        ],
    ),
    ("幽谷稻米", &[("链市场", "订单销往天津社区"), ("多层覆盖", "区、镇、村三级结对认购")]),
    ("致富菌", &[("育龙头", "菌棒厂带动农户出菇"), ("内增动力", "农户自管菌棚，按产量得酬")]),
    ("越夏菜", &[("链市场", "冷链直达批发市场"), ("广泛发动", "社会组织认购滞销菜")]),
    ("承德应用技术职业学院", &[("嵌技术", "实训中心引进数控设备")]),
];

/// Of the works for nature: by the words of the project's name.
const NATURE: [(&str, &[(&str, &str)]); 2] = [
    ("管护", &[("扶贫+生态管护", "护林员、河道巡查员上岗"), ("添财源", "管护补贴到户")]),
    ("人居", &[("扶贫+人居改善", "改厕、垃圾清运、污水管网"), ("增资源", "公共设施移交村集体")]),
];

fn tags(world: &World, id: &'static str, _: usize) -> Book {
    let first = || world.projects.iter().filter(|project| project.first_phase.is_none());
    let mut lines = Vec::new();
    for (brand, tags) in BRANDS {
        lines.extend(first().find(|p| p.brand == brand).into_iter().flat_map(|p| of(p, tags)));
    }
    for (word, tags) in NATURE {
        let own = first().filter(|p| p.purpose == "生态" && p.name.contains(word));
        lines.extend(own.flat_map(|p| of(p, tags)));
    }
    let parts = parts("标签", COLUMNS, lines);
    book(id, &RECEIVING_CITY, (Unit::Wan, "承德市帮扶项目路径和成效标注表", SOURCE), vec![parts])
}

fn of<'p>(
    project: &'p Project,
    tags: &'static [(&'static str, &'static str)],
) -> impl Iterator<Item = Line> + use<'p> {
    tags.iter().map(|(tag, shows)| {
        Line::of("project_tags")
            .set("project", project.code.as_str())
            .set("county", PAIRS[project.pair].county)
            .set("tag", *tag)
            .set("day", day("2021-12-15"))
            .set("shows", *shows)
    })
}
