//! How many projects, whom they helped, what they yield.

use super::beneficiaries::BENEFICIARIES;
use super::outputs::OUTPUTS;
use super::record::PROJECTS;
use crate::base::{Text, Unit, text};
use crate::measure::{Basis, Indicator, Keep, Nature};
use crate::record::Total;

const fn flow(counted: Text, date: Text) -> Basis {
    Basis {
        nature: Nature::Flow,
        counted,
        date,
        place: text("实施或居住地", "place of work or residence"),
    }
}

const LISTED: Text = text("入库日期", "day listed");
const RECOGNISED: Text = text("认定日期", "day recognised");
const PERIOD_END: Text = text("期末日期", "end of period");

const fn project(
    id: &'static str,
    title: Text,
    unit: Unit,
    keeps: &'static [Keep],
    measure: Total,
    says: Text,
) -> Indicator {
    Indicator {
        id,
        title,
        unit,
        basis: flow(text("首期入库", "listed, first phases"), LISTED),
        version: 1,
        register: &PROJECTS,
        keeps,
        measure,
        whole: None,
        day: "listed_on",
        splits: &["kind", "use", "nature", "state"],
        says,
        said: &[],
    }
}

const fn helped(
    id: &'static str,
    title: Text,
    unit: Unit,
    keeps: &'static [Keep],
    key: &'static str,
    says: Text,
) -> Indicator {
    Indicator {
        id,
        title,
        unit,
        basis: flow(text("去重", "each once"), RECOGNISED),
        version: 1,
        register: &BENEFICIARIES,
        keeps,
        measure: Total::Distinct(key),
        whole: None,
        day: "day",
        splits: &["way"],
        says,
        said: &[],
    }
}

const fn yielded(
    id: &'static str,
    title: Text,
    unit: Unit,
    keeps: &'static [Keep],
    counted: Text,
    says: Text,
) -> Indicator {
    Indicator {
        id,
        title,
        unit,
        basis: flow(counted, PERIOD_END),
        version: 1,
        register: &OUTPUTS,
        keeps,
        measure: Total::Sum("quantity"),
        whole: None,
        day: "day",
        splits: &["project"],
        says,
        said: &[],
    }
}

const ECOLOGICAL: &[Keep] = &[Keep::Is("way", "生态公益岗")];

pub static BRANDS: Indicator = project(
    "projects.brands",
    text("品牌项目", "brand projects"),
    Unit::Items,
    &[Keep::Filled("brand"), Keep::Empty("first_phase")],
    Total::Distinct("brand"),
    text(
        "不同品牌的个数，一个品牌下多个项目只计一次",
        "different brands, however many projects each has",
    ),
);

pub static BUDGET: Indicator = project(
    "projects.budget",
    text("项目资金规模", "projects' budgets"),
    Unit::Fen,
    &[],
    Total::Sum("budget"),
    text("入库项目的计划总额，含各期", "planned totals of all listed projects and phases"),
);

pub static COUNT: Indicator = project(
    "projects.count",
    text("实施帮扶项目", "projects carried out"),
    Unit::Projects,
    &[
        Keep::Empty("first_phase"),
        Keep::OneOf(
            "state",
            &["立项", "招标", "在建", "完工", "验收", "决算", "移交", "运营", "归档"],
        ),
    ],
    Total::Rows,
    text(
        "已立项及以后的项目；多期、跨年项目只计首期一次",
        "projects approved or further on; one of several phases or years counts once",
    ),
)
.said(&["实施帮扶项目"]);

pub static HOUSEHOLDS_BY_ECO_POSTS: Indicator = helped(
    "projects.households_by_eco_posts",
    text("生态公益岗带动户", "households helped by ecological posts"),
    Unit::Households,
    ECOLOGICAL,
    "household",
    text("按户编号去重", "each household code once"),
)
.said(&["公益岗位 带动贫困人口 增收"]);

pub static PEOPLE: Indicator = helped(
    "projects.people",
    text("带动受益人口", "people helped"),
    Unit::People,
    &[],
    "person",
    text("按人去重，不论受益几次、几种方式", "each person once, however often and however helped"),
)
.said(&["帮助 建档立卡贫困人口 脱贫增收"]);

pub static PEOPLE_BY_ECO_POSTS: Indicator = helped(
    "projects.people_by_eco_posts",
    text("生态公益岗带动人口", "people helped by ecological posts"),
    Unit::People,
    ECOLOGICAL,
    "person",
    text("按人去重", "each person once"),
)
.said(&["公益岗位 带动贫困人口 增收"]);

pub static PEOPLE_BY_INDUSTRY: Indicator = helped(
    "projects.people_by_industry",
    text("产业带贫人口", "people helped by industry"),
    Unit::People,
    &[Keep::OneOf("way", &["资产收益分红", "订单收购", "就业务工", "土地流转"])],
    "person",
    text(
        "分红、订单、务工、土地流转带动的人，按人去重",
        "those who gained by dividends, orders, wages or land rent, each once",
    ),
)
.said(&["累计带贫"]);

pub static PLANTS_GROWN: Indicator = yielded(
    "projects.plants_grown",
    text("水培蔬菜产量", "hydroponic vegetables grown"),
    Unit::Plants,
    &[Keep::Is("item", "水培蔬菜"), Keep::Is("measure", "产量"), Keep::Is("unit", "株")],
    text("产量", "produced"),
    text("按株计，不折算吨", "in plants, never converted to tonnes"),
)
.said(&["水培蔬菜 年产蔬菜"]);

pub static SHEEP_SOLD: Indicator = yielded(
    "projects.sheep_sold",
    text("肉羊出栏", "sheep sold for slaughter"),
    Unit::Heads,
    &[Keep::Is("item", "肉羊"), Keep::Is("measure", "出栏"), Keep::Is("unit", "只")],
    text("出栏", "sold for slaughter"),
    text(
        "出栏数，不是存栏数，也不是基地名称里的数",
        "heads sold; neither the stock nor the number in a name",
    ),
)
.said(&["出栏肉羊"]);

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
];
