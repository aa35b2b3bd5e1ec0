//! The published totals that the demo's rows add up to, and how they are spread. What the report of
//! 2022-02-26 states is marked 公布; the rest are shares of our own making.

/// One ten-thousandth of a 万元, the finest step in which offices print it: 100 元.
pub const STEP_FEN: i64 = 10_000;

/// 公布: 出栏肉羊4万只, 2021年.
pub const SHEEP_2021: i64 = 40_000;
/// 公布: 年产蔬菜1850万株, 2021年.
pub const PLANTS_2021: i64 = 18_500_000;
/// 公布: 1.4万户.
pub const HOUSEHOLDS: usize = 14_000;
/// 公布: 3.7万余人.
pub const PEOPLE: usize = 37_012;
/// 公布: 17.12万建档立卡贫困人口. Three persons more stand in the rows that are planted for the rules.
pub const PEOPLE_HELPED: usize = 171_200;
pub const PEOPLE_PLANTED: usize = 3;
/// 公布: 累计带贫1.62万人.
pub const PEOPLE_BY_INDUSTRY: usize = 16_200;

/// 公布: 选派帮扶干部人才382人次.
pub const CADRE_TIMES: usize = 382;
/// 公布: 引进产业合作企业41家, and 引导41家企业落地.
pub const FIRMS: usize = 41;
/// 公布: 融资租赁物资9373万元, 2021年.
pub const LEASED_2021_FEN: i64 = 9_373_000_000;

/// A use of money: its counted projects, their later phases, and what arrived by tier, in 万元.
pub struct Spread {
    pub purpose: &'static str,
    pub kind: &'static str,
    pub projects: usize,
    pub later_phases: usize,
    /// 市级, 区级, 乡镇级.
    pub wan: [i64; 3],
}

const fn spread(
    purpose: &'static str,
    kind: &'static str,
    (projects, later_phases): (usize, usize),
    wan: [i64; 3],
) -> Spread {
    Spread { purpose, kind, projects, later_phases, wan }
}

/// 公布: 415 projects and 16.52亿元 in all, 三保障 2.68亿元, 产业 7.11亿元; the other 6.73亿元 is not broken
/// down by the report.
pub const SPREADS: &[Spread] = &[
    spread("三保障", "巩固三保障成果", (98, 6), [17_300, 8_000, 1_500]),
    spread("产业", "产业发展", (142, 16), [43_900, 23_400, 3_800]),
    spread("基础设施", "乡村建设行动", (52, 6), [12_900, 6_700, 1_400]),
    spread("易地搬迁", "易地搬迁后扶", (24, 3), [8_900, 3_700, 0]),
    spread("公共服务", "乡村建设行动", (28, 0), [5_600, 3_100, 700]),
    spread("生态", "乡村建设行动", (20, 3), [5_400, 2_600, 300]),
    spread("就业", "就业项目", (16, 0), [3_500, 2_100, 600]),
    spread("人才培训", "其他", (14, 0), [2_900, 1_600, 300]),
    spread("消费", "其他", (10, 0), [1_300, 1_200, 500]),
    spread("管理", "项目管理费", (6, 0), [100, 50, 0]),
    spread("其他", "乡村治理和精神文明建设", (5, 0), [900, 850, 100]),
];

pub const TIERS: [&str; 3] = ["市级", "区级", "乡镇级"];

/// Mutton sheep sold and counted at each year's end, and hydroponic plants, by year.
pub const SHEEP_SOLD: [(i16, i64); 4] =
    [(2018, 9_600), (2019, 18_500), (2020, 29_000), (2021, SHEEP_2021)];
pub const SHEEP_KEPT: [(i16, i64); 4] =
    [(2018, 21_300), (2019, 38_900), (2020, 52_400), (2021, 63_700)];
pub const PLANTS: [(i16, i64); 3] = [(2019, 6_200_000), (2020, 13_400_000), (2021, PLANTS_2021)];

/// 公布: 29项合作意向, 总投资金额约231亿元, 2021年.
pub const INTENDED_2021_FEN: i64 = 2_310_000_000_000;
/// 公布: 投资600万元设立数据应用研究院和高分卫星数据中心, 2021年.
pub const INSTITUTE_FEN: i64 = 600_000_000;

/// 公布: 5家单位注册落地16家企业, 涉及资金58.24亿元, 2021年.
pub const RELOCATED_2021: usize = 16;
pub const RELOCATED_2021_FEN: i64 = 582_400_000_000;
