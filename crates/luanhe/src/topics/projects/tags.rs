//! What a project stands for (标签): by which path it helps, which of the three ways of industry it takes,
//! what it does for nature, what it gains. A project may have several; each says what shows it.

use crate::base::text;
use crate::record::{Choice, Field, Kind, Register, choice};

/// 六条路径, as the report names them.
pub const PATHS: [&str; 6] =
    ["广泛发动", "整合资源", "内增动力", "外输外联", "产业牵引", "多层覆盖"];
/// The three ways of industry.
pub const WAYS: [&str; 3] = ["育龙头", "嵌技术", "链市场"];
/// What is done beside the relief of poverty.
pub const NATURE: [&str; 3] = ["扶贫+水源涵养", "扶贫+生态管护", "扶贫+人居改善"];
/// What comes of it for Beijing and Tianjin, for the county, for the poor.
pub const GAINS: [&str; 3] = ["涵水源", "增资源", "添财源"];
pub const DIGITAL: [&str; 1] = ["数字经济"];

const TAGS: &[Choice] = &[
    choice("广泛发动", "wide mobilisation"),
    choice("整合资源", "resources brought together"),
    choice("内增动力", "own strength"),
    choice("外输外联", "outward links"),
    choice("产业牵引", "led by industry"),
    choice("多层覆盖", "covered at each tier"),
    choice("育龙头", "leading firms raised"),
    choice("嵌技术", "technology embedded"),
    choice("链市场", "markets linked"),
    choice("扶贫+水源涵养", "relief and water conservation"),
    choice("扶贫+生态管护", "relief and care for nature"),
    choice("扶贫+人居改善", "relief and better villages"),
    choice("涵水源", "water kept"),
    choice("增资源", "resources added"),
    choice("添财源", "income added"),
    choice("数字经济", "digital economy"),
];

const FIELDS: &[Field] = &[
    Field::required("project", "项目编号", "project", Kind::Ref("projects"))
        .also(&["项目代码"])
        .filter(),
    Field::required("county", "实施县", "county", Kind::Region)
        .also(&["所在县", "县（市、区）"])
        .filter(),
    Field::required("tag", "标签", "tag", Kind::Choice(TAGS))
        .also(&["项目标签", "路径和效益"])
        .filter(),
    Field::required("day", "认定日期", "day", Kind::Day).also(&["标注日期"]).filter(),
    Field::required("shows", "体现", "what shows it", Kind::Text)
        .also(&["具体体现", "依据和成效"])
        .hint("写做了什么、看得见的结果，不写评价", "what was done and what came of it, no praise"),
];

pub static PROJECT_TAGS: Register = Register {
    name: "project_tags",
    title: text("项目标签台账", "project tags"),
    fields: FIELDS,
    key: &["project", "tag"],
    day: "day",
    region: "county",
    personal: false,
    check: |_, _| {},
};
