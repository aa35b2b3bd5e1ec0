//! How many projects, whom they helped, what they yield.

use super::beneficiaries::BENEFICIARIES;
use super::outputs::OUTPUTS;
use super::record::PROJECTS;
use super::tags::PROJECT_TAGS;
use crate::base::{Text, Unit, text};
use crate::measure::{Basis, Indicator, Keep};
use crate::record::Total;

const PLACE: Text = text("实施或居住地", "place of work or residence");

const LISTED: Indicator = Indicator {
    splits: &["kind", "use", "nature", "state"],
    ..Indicator::of(
        &PROJECTS,
        "listed_on",
        Basis::flow(
            text("首期入库", "listed, first phases"),
            text("入库日期", "day listed"),
            PLACE,
        ),
    )
};

const HELPED: Indicator = Indicator {
    unit: Unit::People,
    measure: Total::Distinct("person"),
    splits: &["way"],
    ..Indicator::of(
        &BENEFICIARIES,
        "day",
        Basis::flow(text("去重", "each once"), text("认定日期", "day recognised"), PLACE),
    )
};

const YIELDED: Indicator = Indicator {
    measure: Total::Sum("quantity"),
    splits: &["project"],
    ..Indicator::of(
        &OUTPUTS,
        "day",
        Basis::flow(text("产量", "produced"), text("期末日期", "end of period"), PLACE),
    )
};

const ECOLOGICAL: &[Keep] = &[Keep::Is("way", "生态公益岗")];

pub static BRANDS: Indicator = Indicator {
    id: "projects.brands",
    title: text("品牌项目", "brand projects"),
    keeps: &[Keep::Filled("brand"), Keep::Empty("first_phase")],
    measure: Total::Distinct("brand"),
    says: text(
        "不同品牌的个数，一个品牌下多个项目只计一次",
        "different brands, however many projects each has",
    ),
    ..LISTED
};

pub static BUDGET: Indicator = Indicator {
    id: "projects.budget",
    title: text("项目资金规模", "projects' budgets"),
    unit: Unit::Fen,
    measure: Total::Sum("budget"),
    says: text("入库项目的计划总额，含各期", "planned totals of all listed projects and phases"),
    ..LISTED
};

pub static COUNT: Indicator = Indicator {
    id: "projects.count",
    title: text("实施帮扶项目", "projects carried out"),
    unit: Unit::Projects,
    keeps: &[
        Keep::Empty("first_phase"),
        Keep::OneOf(
            "state",
            &["立项", "招标", "在建", "完工", "验收", "决算", "移交", "运营", "归档"],
        ),
    ],
    says: text(
        "已立项及以后的项目；多期、跨年项目只计首期一次",
        "projects approved or further on; one of several phases or years counts once",
    ),
    said: &["实施帮扶项目"],
    ..LISTED
};

pub static HOUSEHOLDS_BY_ECO_POSTS: Indicator = Indicator {
    id: "projects.households_by_eco_posts",
    title: text("生态公益岗带动户", "households helped by ecological posts"),
    unit: Unit::Households,
    keeps: ECOLOGICAL,
    measure: Total::Distinct("household"),
    says: text("按户编号去重", "each household code once"),
    said: &["公益岗位 带动贫困人口 增收"],
    ..HELPED
};

pub static PEOPLE: Indicator = Indicator {
    id: "projects.people",
    title: text("带动受益人口", "people helped"),
    says: text(
        "按人去重，不论受益几次、几种方式",
        "each person once, however often and however helped",
    ),
    said: &["帮助 建档立卡贫困人口 脱贫增收"],
    ..HELPED
};

pub static PEOPLE_BY_ECO_POSTS: Indicator = Indicator {
    id: "projects.people_by_eco_posts",
    title: text("生态公益岗带动人口", "people helped by ecological posts"),
    keeps: ECOLOGICAL,
    says: text("按人去重", "each person once"),
    said: &["公益岗位 带动贫困人口 增收"],
    ..HELPED
};

pub static PEOPLE_BY_INDUSTRY: Indicator = Indicator {
    id: "projects.people_by_industry",
    title: text("产业带贫人口", "people helped by industry"),
    keeps: &[Keep::OneOf("way", &["资产收益分红", "订单收购", "就业务工", "土地流转"])],
    says: text(
        "分红、订单、务工、土地流转带动的人，按人去重",
        "those who gained by dividends, orders, wages or land rent, each once",
    ),
    said: &["累计带贫"],
    ..HELPED
};

pub static PLANTS_GROWN: Indicator = Indicator {
    id: "projects.plants_grown",
    title: text("水培蔬菜产量", "hydroponic vegetables grown"),
    unit: Unit::Plants,
    keeps: &[Keep::Is("item", "水培蔬菜"), Keep::Is("measure", "产量"), Keep::Is("unit", "株")],
    says: text("按株计，不折算吨", "in plants, never converted to tonnes"),
    said: &["水培蔬菜 年产蔬菜"],
    ..YIELDED
};

pub static SHEEP_SOLD: Indicator = Indicator {
    id: "projects.sheep_sold",
    title: text("肉羊出栏", "sheep sold for slaughter"),
    unit: Unit::Heads,
    basis: Basis { counted: text("出栏", "sold for slaughter"), ..YIELDED.basis },
    keeps: &[Keep::Is("item", "肉羊"), Keep::Is("measure", "出栏"), Keep::Is("unit", "只")],
    says: text(
        "出栏数，不是存栏数，也不是基地名称里的数",
        "heads sold; neither the stock nor the number in a name",
    ),
    said: &["出栏肉羊"],
    ..YIELDED
};

pub static TAGGED: Indicator = Indicator {
    id: "projects.tagged",
    title: text("有标签的项目", "projects with tags"),
    unit: Unit::Projects,
    measure: Total::Distinct("project"),
    splits: &["tag"],
    says: text(
        "标注了路径、方式或成效的项目，一个只计一次；按标签拆分时各数不相加",
        "projects with a path, way or gain, each once; parts by tag are never added",
    ),
    ..Indicator::of(
        &PROJECT_TAGS,
        "day",
        Basis::flow(text("认定", "recognised"), text("认定日期", "day recognised"), PLACE),
    )
};

/// Sorted by id.
pub static INDICATORS: &[&Indicator] = &[
    &BRANDS,
    &BUDGET,
    &COUNT,
    &HOUSEHOLDS_BY_ECO_POSTS,
    &PEOPLE,
    &PEOPLE_BY_ECO_POSTS,
    &PEOPLE_BY_INDUSTRY,
    &PLANTS_GROWN,
    &SHEEP_SOLD,
    &TAGGED,
];
