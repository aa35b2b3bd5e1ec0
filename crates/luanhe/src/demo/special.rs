//! The projects of the demo that are there for a reason: the brands of the report, the story of the
//! batch JN-2019-03, the industry subsidy of 2021, and one project for each rule of money and
//! projects to find. They are among the 415.

use super::places::{CHENGDE, LONGHUA, PINGQUAN, WEICHANG, XINGLONG};

/// What is wrong with a project or its money, for a rule to find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    None,
    /// Part of the money lies unpaid since 2019.
    Idle,
    LateHop,
    LateToUnit,
    AdvanceOverLimit,
    ArrivedOverAllotted,
    ManagementOverLimit,
    NegativeList,
    NotInLibrary,
    PaidOverTransferred,
    PersonalAccount,
    TransferredOverArrived,
    UnitMix,
    OverBudget,
    AcceptedBeforeNotice,
    NoTargets,
    NotBegun,
    Overdue,
}

/// How the money of a project went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Money {
    /// One batch of that many steps of 100 元, of a tier (0 市级, 1 区级, 2 乡镇级).
    Batch(usize, i64),
    /// The batch JN-2019-03: 500.00万元, told hop by hop in the trade's story 2.
    Story,
    None,
}

pub struct Special {
    pub name: &'static str,
    pub brand: &'static str,
    pub pair: usize,
    /// Township by name; empty: the county.
    pub township: &'static str,
    pub purpose: &'static str,
    pub industry: &'static str,
    pub year: i16,
    pub money: Money,
    pub trouble: Trouble,
}

const fn brand(
    name: &'static str,
    brand: &'static str,
    (pair, township): (usize, &'static str),
    (purpose, industry): (&'static str, &'static str),
    (year, money): (i16, Money),
) -> Special {
    let trouble = Trouble::None;
    Special { name, brand, pair, township, purpose, industry, year, money, trouble }
}

const fn troubled(
    name: &'static str,
    (pair, township): (usize, &'static str),
    purpose: &'static str,
    (year, money): (i16, Money),
    trouble: Trouble,
) -> Special {
    Special { name, brand: "", pair, township, purpose, industry: "", year, money, trouble }
}

use Money::Batch;

/// The first eight with a brand are those that the report names.
pub const SPECIALS: &[Special] = &[
    brand(
        "御道口小滦河源头湿地保护与修复项目",
        "生态小滦河",
        (WEICHANG, "御道口镇"),
        ("生态", ""),
        // 公布 (2020): 援助资金1083万元.
        (2018, Batch(0, 108_300)),
    ),
    brand(
        "隆化县百万只肉羊养殖基地项目",
        "百万只肉羊基地",
        (LONGHUA, "张三营镇"),
        ("产业", "0314"),
        (2018, Batch(0, 246_000)),
    ),
    brand(
        "蓝旗镇设施蔬菜水培温室项目",
        "水培蔬菜",
        (LONGHUA, "蓝旗镇"),
        ("产业", "0141"),
        (2019, Money::Story),
    ),
    brand(
        "幽谷优质稻米基地项目",
        "幽谷稻米",
        (LONGHUA, "七家镇"),
        ("产业", "0111"),
        (2018, Batch(1, 38_650)),
    ),
    brand(
        "承德应用技术职业学院实训中心项目",
        "承德应用技术职业学院",
        (CHENGDE, "下板城镇"),
        ("人才培训", ""),
        (2017, Batch(0, 198_000)),
    ),
    brand(
        "优质肉羊产业化（领头羊）项目",
        "领头羊",
        (WEICHANG, "半截塔镇"),
        ("产业", "0314"),
        (2019, Batch(0, 152_300)),
    ),
    brand(
        "食用菌（致富菌）标准化园区项目",
        "致富菌",
        (PINGQUAN, "卧龙镇"),
        ("产业", "0142"),
        (2018, Batch(1, 87_200)),
    ),
    brand(
        "坝上越夏蔬菜基地项目",
        "越夏菜",
        (WEICHANG, "新拨镇"),
        ("产业", "0141"),
        (2019, Batch(1, 61_480)),
    ),
    brand(
        "兴隆县肉羊扩繁场项目",
        "百万只肉羊基地",
        (XINGLONG, "蓝旗营镇"),
        ("产业", "0314"),
        (2020, Batch(1, 29_900)),
    ),
    brand(
        "2021年天津援助产业补贴项目",
        "",
        (LONGHUA, ""),
        ("产业", ""),
        // 公布: 554.46万元, a batch of its own.
        (2021, Batch(0, 55_446)),
    ),
    troubled(
        "步古沟镇村级道路硬化项目",
        (LONGHUA, "步古沟镇"),
        "基础设施",
        (2019, Batch(0, 42_000)),
        Trouble::Idle,
    ),
    troubled(
        "四合永镇饮水管网改造项目",
        (WEICHANG, "四合永镇"),
        "三保障",
        (2019, Batch(1, 26_300)),
        Trouble::LateHop,
    ),
    troubled(
        "郭家屯镇文化广场项目",
        (LONGHUA, "郭家屯镇"),
        "公共服务",
        (2020, Batch(1, 24_500)),
        Trouble::LateToUnit,
    ),
    troubled(
        "半截塔镇过水桥涵项目",
        (WEICHANG, "半截塔镇"),
        "基础设施",
        (2019, Batch(0, 36_400)),
        Trouble::AdvanceOverLimit,
    ),
    troubled(
        "杨树岭镇卫生厕所改造项目",
        (PINGQUAN, "杨树岭镇"),
        "公共服务",
        (2020, Batch(1, 16_200)),
        Trouble::ArrivedOverAllotted,
    ),
    troubled(
        "隆化县项目管理费",
        (LONGHUA, ""),
        "管理",
        (2020, Batch(0, 9_000)),
        Trouble::ManagementOverLimit,
    ),
    troubled(
        "六沟镇便民服务中心项目",
        (CHENGDE, "六沟镇"),
        "公共服务",
        (2018, Batch(0, 31_500)),
        Trouble::NegativeList,
    ),
    troubled(
        "半壁山镇山楂加工车间项目",
        (XINGLONG, "半壁山镇"),
        "产业",
        (2019, Batch(0, 35_800)),
        Trouble::NotInLibrary,
    ),
    troubled(
        "榆树林子镇设施农业项目",
        (PINGQUAN, "榆树林子镇"),
        "产业",
        (2019, Batch(1, 28_400)),
        Trouble::PaidOverTransferred,
    ),
    troubled(
        "郭家屯镇村卫生室改造项目",
        (LONGHUA, "郭家屯镇"),
        "三保障",
        (2020, Batch(1, 22_600)),
        Trouble::PersonalAccount,
    ),
    troubled(
        "党坝镇易地搬迁安置区配套项目",
        (PINGQUAN, "党坝镇"),
        "易地搬迁",
        (2019, Batch(1, 47_500)),
        Trouble::TransferredOverArrived,
    ),
    troubled(
        "棋盘山镇小学宿舍维修项目",
        (WEICHANG, "棋盘山镇"),
        "三保障",
        (2021, Batch(0, 30_000)),
        Trouble::UnitMix,
    ),
    troubled(
        "三沟镇冷藏库项目",
        (CHENGDE, "三沟镇"),
        "产业",
        (2018, Batch(0, 21_000)),
        Trouble::OverBudget,
    ),
    troubled(
        "青松岭镇中心小学食堂项目",
        (XINGLONG, "青松岭镇"),
        "三保障",
        (2018, Batch(0, 18_700)),
        Trouble::AcceptedBeforeNotice,
    ),
    troubled(
        "平房小尾寒羊托养项目",
        (PINGQUAN, "七沟镇"),
        "产业",
        (2019, Batch(0, 33_300)),
        Trouble::NoTargets,
    ),
    troubled(
        "头沟镇河道护岸项目",
        (CHENGDE, "头沟镇"),
        "基础设施",
        (2021, Money::None),
        Trouble::NotBegun,
    ),
    troubled(
        "雾灵山镇步道及旅游厕所项目",
        (XINGLONG, "雾灵山镇"),
        "基础设施",
        (2020, Batch(0, 19_800)),
        Trouble::Overdue,
    ),
];

/// Batch JN-2019-03 to the fen: its contract was 4,872,600.00 元, its last payment is the retention,
/// and what the contract did not need was taken back.
pub struct Story {
    pub number: &'static str,
    pub arrived_fen: i64,
    pub payments: [(&'static str, i64, &'static str); 4],
    pub taken_back: (&'static str, i64),
    /// Allotted, arrived, transferred.
    pub days: [&'static str; 3],
}

pub const STORY: Story = Story {
    number: "JN-2019-03",
    arrived_fen: 500_000_000,
    payments: [
        ("2019-05-06", 146_178_000, "预付款30%"),
        ("2019-08-15", 243_630_000, "进度款50%"),
        ("2019-11-28", 82_834_200, "结算款17%"),
        ("2021-06-18", 14_617_800, "质保金3%"),
    ],
    taken_back: ("2020-06-30", 12_740_000),
    days: ["2019-03-12", "2019-03-27", "2019-04-24"],
};
