//! Deals: an agreement with 京东集团 of 2021 over twenty-nine intentions in five fields, of about 231亿元 and
//! none of it landed by being intended; and a few of either side. Investors bear the names that the
//! report prints, and say that they are of the demo.

use super::amounts::{INSTITUTE_FEN, INTENDED_2021_FEN};
use super::books::{Book, MONEY_NOTES, Maker, SOURCE, book, parts};
use super::dice::{Dice, share};
use super::faults::{Planted, refused, ruled};
use super::line::{Line, Typed};
use super::office::{CITY, Unit};
use super::parties::{GIVING_OFFICE, made_up_uscc, organisation};
use super::places::{CHENGDE, LONGHUA, PAIRS, PINGQUAN, WEICHANG, XINGLONG};
use super::sheet::{Column, NUMBER, col};
use super::world::{World, day};
use crate::base::Day;
use crate::record::Value;

pub const MAKERS: &[Maker] = &[
    ("organisations.deals", organisations, 0),
    ("deals.city", deals, 0),
    ("investments.city", investments, 0),
    ("services.city", services, 0),
];

pub const PLANTED: &[Planted] = &[
    refused(("deals.city", ""), "stage", "阶段写成“快签了”", |line| {
        line.set("code", "演项-错-1").slip("stage", Typed::text("快签了"))
    }),
    refused(("investments.city", ""), "amount", "金额写成“约数十亿”", |line| {
        line.set("voucher", "演据-错-1").slip("amount", Typed::text("约数十亿"))
    }),
    refused(("investments.city", ""), "entity", "注册资本没有写设立的企业", |line| {
        line.set("kind", "注册")
            .set("entity", Value::Null)
            .set("form", Value::Null)
            .set("voucher", "演据-错-2")
    }),
    refused(("services.city", ""), "answered_on", "已办结的没有办结日期", |line| {
        line.set("code", "演服-错-1").set("state", "已办结").set("answered_on", Value::Null)
    }),
    ruled("deals.city", "deals.arrived_over_signed", "兴隆一个项目到位多于签约"),
    ruled("investments.city", "deals.claimed_twice", "两个区都报了同一家体验店"),
    ruled("deals.city", "deals.landed_without_money", "平泉一个项目报开工而没有到位资金"),
    ruled("deals.city", "deals.next_overdue", "隆化一个项目过了下一步时限"),
    ruled("deals.city", "deals.no_next", "围场一条线索没有责任单位和下一步"),
    ruled("services.city", "deals.service_late", "一件用地诉求一个多月没有办结"),
    ruled("deals.city", "deals.stale", "第一项意向九月以后没有对接"),
    ruled("deals.city", "deals.stale", "第二项意向九月以后没有对接"),
    ruled("deals.city", "deals.stale", "第三项意向九月以后没有对接"),
    ruled("deals.city", "deals.stale", "第四项意向九月以后没有对接"),
    ruled("deals.city", "deals.stale", "第五项意向九月以后没有对接"),
    ruled("deals.city", "deals.stale", "第六项意向九月以后没有对接"),
    ruled("deals.city", "deals.stale", "第七项意向九月以后没有对接"),
];

const ORGANISATIONS: &[Column] = &[
    NUMBER,
    col("name", "企业名称", 36.0),
    col("uscc", "统一社会信用代码", 24.0),
    col("kind", "单位类别", 12.0),
    col("region", "注册地", 16.0),
    col("duty", "在项目中的职责", 12.0),
];

const DEALS: &[Column] = &[
    NUMBER,
    col("code", "项目编号", 12.0),
    col("name", "项目名称", 34.0),
    col("framework", "框架协议", 26.0),
    col("direction", "合作方向", 20.0),
    col("kind", "项目类型", 12.0),
    col("nature", "协作或合作", 10.0),
    col("model", "产业协作模式", 12.0),
    col("investor", "投资方", 26.0),
    col("county", "落地区县", 18.0),
    col("owner", "责任单位", 26.0).over("跟进"),
    col("stage", "所处阶段", 9.0).over("跟进"),
    col("stage_on", "进入阶段日期", 13.0).over("跟进"),
    col("next_action", "下一步工作", 22.0).over("跟进"),
    col("next_on", "下一步时限", 13.0).over("跟进"),
    col("last_contact_on", "最近对接日期", 13.0).over("跟进"),
    col("ended_because", "终止原因", 18.0),
    col("listed_on", "登记日期", 13.0),
];

const INVESTMENTS: &[Column] = &[
    NUMBER,
    col("deal", "项目编号", 12.0),
    col("kind", "资金口径", 9.0),
    col("amount", "金额", 14.0),
    col("exactness", "约数或确数", 10.0),
    col("county", "落地区县", 18.0),
    col("entity", "设立主体", 34.0),
    col("form", "到位形式", 10.0),
    col("voucher", "依据编号", 16.0),
    col("day", "日期", 13.0),
];

const SERVICES: &[Column] = &[
    NUMBER,
    col("code", "诉求编号", 12.0),
    col("deal", "所属项目编号", 12.0),
    col("county", "落地区县", 18.0),
    col("request", "诉求内容", 34.0),
    col("owner", "承办单位", 26.0),
    col("raised_on", "提出日期", 13.0),
    col("state", "办理状态", 9.0),
    col("answered_on", "办结日期", 13.0),
    col("answer", "办理结果", 26.0),
    col("rating", "企业评价", 10.0),
];

const JD: &str = "京东集团（演示）";
const SURVEY: &str = "华北地质勘查局（演示）";
const FRAMEWORK: &str = "天津市与京东集团战略合作协议（演示）";

/// The fields of the agreement, and the items of each: those that the report names, and three more.
const ITEMS: [(&str, &str, &[&str]); 5] = [
    (
        "数字经济载体",
        "产业园区",
        &[
            "新八大里数字经济创新中心",
            "智能制造数字科技产业园",
            "创新型互联网电商产业园",
            "网联车智能制造产业园",
            "商业文化产业园",
            "智能算力和运营中心",
        ],
    ),
    ("全渠道零售", "零售门店", &["超级体验店", "7Fresh", "便利店", "演示前置仓"]),
    (
        "产业数字化和消费升级",
        "平台",
        &["产业数字化平台", "互联网+消费", "商贸中心数字化转型", "供应链现代化"],
    ),
    (
        "数字政府和智慧城市",
        "智慧城市",
        &[
            "数字政府",
            "数字经济",
            "数字民生",
            "智慧社区",
            "新型智慧城市样板",
            "智能咨询实验室",
            "无人城市配送",
        ],
    ),
    (
        "数字乡村和农产品上行",
        "农业农村",
        &[
            "数字乡村和县域治理",
            "智能农业生态",
            "B2C电商上行",
            "B2B2C社区购",
            "B2B供货",
            "便利门店上行",
            "演示产地仓",
            "演示冷链",
        ],
    ),
];

/// How far the twenty-nine have come, as the trade's story 7 has it: twelve, nine, five, three.
const STAGES: [(&str, usize); 4] = [("意向", 12), ("签约", 9), ("注册", 5), ("开工", 3)];
/// In 万元: what seventeen of them signed, and what arrived for three.
const SIGNED_WAN: i64 = 746_000;
const ARRIVED_WAN: [i64; 3] = [9_600, 10_400, 11_800];
/// Without contact since September.
const STALE: usize = 7;
/// The first that is registered has set up two firms, and another district claims its first.
const CLAIMED: usize = 21;

const WAN: i64 = 1_000_000;

/// A deal of the demo with its money: kind, 万元, day, firm set up.
struct Deal {
    code: String,
    name: String,
    investor: &'static str,
    framework: bool,
    direction: &'static str,
    kind: &'static str,
    model: Option<&'static str>,
    county: &'static str,
    stage: &'static str,
    listed: Day,
    last: Day,
    next: Option<(&'static str, Day)>,
    money: Vec<(&'static str, i64, Day, Option<String>)>,
}

impl Deal {
    fn owner(&self) -> String {
        let own = PAIRS.iter().find(|p| p.county == self.county || p.district == self.county);
        match own {
            Some(pair) if pair.county == self.county => format!("{}发展和改革局", pair.county_name),
            Some(pair) => format!("天津市{}合作交流办公室", pair.district_name),
            None => GIVING_OFFICE.to_string(),
        }
    }
}

fn all(dice: Dice) -> Vec<Deal> {
    let mut all = intentions(dice);
    all.extend(others());
    all
}

fn firm(at: usize, turn: usize) -> String {
    format!("天津演示京数{:02}{}有限公司", at + 1, ["科技", "运营"][turn])
}

fn intentions(dice: Dice) -> Vec<Deal> {
    let items = ITEMS.iter().flat_map(|(direction, kind, names)| {
        names.iter().map(move |name| (*direction, *kind, *name))
    });
    let items: Vec<_> = items.collect();
    let weights: Vec<i64> =
        (0..items.len()).map(|at| i64::from(dice.of("intended").from(at, 5, 30))).collect();
    let intended = share(INTENDED_2021_FEN / WAN, &weights, 1_000);
    // Those for which money arrived have signed for more than that.
    let weights: Vec<i64> = (12..29)
        .map(|at| if at < 26 { i64::from(dice.of("signed").from(at, 5, 20)) } else { 20 })
        .collect();
    let signed = share(SIGNED_WAN, &weights, 100);
    let stages = STAGES.iter().flat_map(|(stage, count)| std::iter::repeat_n(*stage, *count));
    let deal = |(at, ((direction, kind, name), stage))| {
        let money = money_of(at, intended[at], at.checked_sub(12).map(|place| signed[place]));
        let stale = at < STALE;
        Deal {
            code: format!("演项-{:03}", at + 1),
            name: format!("{name}（演示）"),
            investor: JD,
            framework: true,
            direction,
            kind,
            model: None,
            county: if at == 0 { "120103" } else { PAIRS[at % PAIRS.len()].district },
            stage,
            listed: day("2021-04-20"),
            last: if stale { day("2021-09-15") } else { day("2021-11-10") }
                .plus(dice.of("last").from(at, 0, if stale { 12 } else { 45 })),
            next: Some(("报送实施方案", day("2022-01-10").plus(dice.of("next").from(at, 0, 60)))),
            money,
        }
    };
    items.into_iter().zip(stages).enumerate().map(deal).collect()
}

/// The money of one of the twenty-nine: intended, and where it came to that, signed, registered, arrived.
fn money_of(
    at: usize,
    intended: i64,
    signed: Option<i64>,
) -> Vec<(&'static str, i64, Day, Option<String>)> {
    let mut money = vec![("意向", intended, day("2021-04-20"), None)];
    money.extend(signed.map(|wan| ("签约", wan, day("2021-07-08"), None)));
    if at >= CLAIMED {
        let firms = if at == CLAIMED { 2 } else { 1 };
        money.extend((0..firms).map(|turn| {
            ("注册", 5_000, day("2021-09-16").plus(turn as i32), Some(firm(at, turn)))
        }));
    }
    if let Some(place) = at.checked_sub(26) {
        // In two payments.
        let half = ARRIVED_WAN[place] / 2;
        money.push(("到位", half, day("2021-10-20"), None));
        money.push(("到位", ARRIVED_WAN[place] - half, day("2021-12-15"), None));
    }
    money
}

const OTHER: &str = "津沽演示投资有限公司";

/// Deals of either side that no agreement covers, those with something to find among them.
fn others() -> Vec<Deal> {
    let next = Some(("现场考察", day("2022-01-20")));
    let deal = |number: usize, name: &str, pair: usize, stage: &'static str| Deal {
        code: format!("演项-{:03}", 100 + number),
        name: format!("{}{name}（演示）", PAIRS[pair].county_name),
        investor: OTHER,
        framework: false,
        direction: "特色农产品加工",
        kind: "生产加工",
        model: Some("龙头引入"),
        county: PAIRS[pair].county,
        stage,
        listed: day("2020-03-10"),
        last: day("2021-12-06"),
        next,
        money: Vec::new(),
    };
    let institute = INSTITUTE_FEN / WAN;
    let entity = |name: &str| Some(format!("承德演示{name}有限公司"));
    vec![
        Deal {
            name: "数据应用研究院和高分卫星数据中心（演示）".to_string(),
            investor: SURVEY,
            direction: "地理信息和卫星数据",
            kind: "科研机构",
            model: Some("科技嵌入"),
            listed: day("2021-02-20"),
            money: vec![
                ("签约", institute, day("2021-03-18"), None),
                ("注册", 300, day("2021-05-12"), entity("数据应用研究院")),
                ("注册", 300, day("2021-05-13"), entity("高分卫星数据中心")),
                ("到位", institute, day("2021-08-26"), None),
            ],
            ..deal(1, "", CHENGDE, "投产")
        },
        Deal {
            money: vec![
                ("签约", 1_500, day("2020-04-20"), None),
                ("到位", 1_600, day("2020-09-10"), None),
                ("补贴", 60, day("2020-12-18"), None),
            ],
            ..deal(2, "山楂深加工", XINGLONG, "投产")
        },
        Deal {
            money: vec![("签约", 2_000, day("2020-06-01"), None)],
            ..deal(3, "食用菌工厂", PINGQUAN, "开工")
        },
        Deal {
            next: Some(("签补充协议", day("2021-12-10"))),
            money: vec![("计划", 3_200, day("2020-05-06"), None)],
            ..deal(4, "冷链物流园", LONGHUA, "对接")
        },
        Deal { next: None, ..deal(5, "马铃薯种薯", WEICHANG, "线索") },
        Deal { next: None, ..deal(6, "饮用水", WEICHANG, "终止") },
        Deal {
            code: "演项-107".to_string(),
            name: "武清超级体验店（演示，区里自报）".to_string(),
            direction: "全渠道零售",
            kind: "零售门店",
            model: None,
            county: PAIRS[WEICHANG].district,
            listed: day("2021-06-01"),
            money: vec![("注册", 5_000, day("2021-10-11"), Some(firm(CLAIMED, 0)))],
            ..deal(7, "", WEICHANG, "注册")
        },
    ]
}

fn organisations(world: &World, id: &'static str, _: usize) -> Book {
    let all = all(world.dice.of("deals"));
    let mut lines = vec![
        organisation(JD, "企业", "110000", "帮扶单位"),
        organisation(SURVEY, "事业单位", "120000", "帮扶单位"),
        organisation(OTHER, "企业", "120000", "帮扶单位"),
    ];
    let mut known: Vec<&str> = Vec::new();
    for deal in &all {
        for firm in deal.money.iter().filter_map(|(_, _, _, firm)| firm.as_deref()) {
            if !known.contains(&firm) {
                known.push(firm);
                lines.push(organisation(firm, "企业", deal.county, "实施单位"));
            }
        }
    }
    let coded = lines.into_iter().enumerate().map(|(at, line)| {
        let region = line.value("region").text().unwrap_or("120000").to_string();
        line.set("uscc", made_up_uscc("91", &region, 300 + at))
    });
    let parts = parts("企业", ORGANISATIONS, coded.collect());
    book(id, &CITY, (Unit::Wan, "签约项目投资方和设立企业名录", SOURCE), vec![parts])
}

fn deals(world: &World, id: &'static str, _: usize) -> Book {
    let line = |deal: &Deal| {
        // A lead that nobody looks after yet.
        let nobody = deal.next.is_none() && deal.stage != "终止";
        Line::of("deals")
            .set("code", deal.code.as_str())
            .set("name", deal.name.as_str())
            .maybe("framework", deal.framework.then_some(FRAMEWORK))
            .set("direction", deal.direction)
            .set("kind", deal.kind)
            .set("nature", "合作")
            .maybe("model", deal.model)
            .set("investor", deal.investor)
            .set("county", deal.county)
            .maybe("owner", (!nobody).then(|| deal.owner()))
            .set("stage", deal.stage)
            .set("stage_on", deal.money.last().map_or(deal.listed, |(_, _, day, _)| *day))
            .maybe("next_action", deal.next.map(|(what, _)| what))
            .maybe("next_on", deal.next.map(|(_, day)| day))
            .set("last_contact_on", deal.last)
            .maybe("ended_because", (deal.stage == "终止").then_some("投资方改投他处"))
            .set("listed_on", deal.listed)
    };
    let lines = all(world.dice.of("deals")).iter().map(line).collect();
    let parts = parts("项目", DEALS, lines);
    book(id, &CITY, (Unit::Wan, "签约项目台账", SOURCE), vec![parts])
}

fn investments(world: &World, id: &'static str, _: usize) -> Book {
    let mut lines = Vec::new();
    for deal in all(world.dice.of("deals")) {
        for (at, (kind, wan, day, firm)) in deal.money.iter().enumerate() {
            let line = Line::of("investments")
                .set("deal", deal.code.as_str())
                .set("kind", *kind)
                .set("amount", wan * WAN)
                .set("exactness", if *kind == "意向" { "约数" } else { "确数" })
                .set("county", deal.county)
                .maybe("entity", firm.clone())
                .maybe("form", (*kind == "到位").then_some("现金"))
                .set(
                    "voucher",
                    format!("演据-{}-{}", deal.code.trim_start_matches("演项-"), at + 1),
                )
                .set("day", *day);
            lines.push(line);
        }
    }
    let parts = parts("资金", INVESTMENTS, lines);
    book(id, &CITY, (Unit::Wan, "签约项目资金台账", MONEY_NOTES), vec![parts])
}

const REQUESTS: [&str; 5] = ["用地手续", "用电增容", "员工落户", "专项资金申报", "门店证照办理"];

/// Raised and answered within two weeks; the fifth is still open.
fn services(world: &World, id: &'static str, _: usize) -> Book {
    let dice = world.dice.of("services");
    let all = all(world.dice.of("deals"));
    let line = |at: usize| {
        let deal = &all[12 + at];
        let raised = day("2021-08-02").plus(dice.of("raised").from(at, 0, 90));
        let late = at == 4;
        let answered = raised.plus(dice.of("answered").from(at, 1, 11));
        Line::of("services")
            .set("code", format!("演服-{:03}", at + 1))
            .set("deal", deal.code.as_str())
            .set("county", deal.county)
            .set("request", REQUESTS[at % REQUESTS.len()])
            .set("owner", deal.owner())
            .set("raised_on", raised)
            .set("state", if late { "办理中" } else { "已办结" })
            .maybe("answered_on", (!late).then_some(answered))
            .maybe("answer", (!late).then_some("已协调办理"))
            .maybe("rating", (!late).then_some(if at == 7 { "基本满意" } else { "满意" }))
    };
    let parts = parts("服务事项", SERVICES, (0..12).map(line).collect());
    book(id, &CITY, (Unit::Wan, "签约项目服务事项台账", SOURCE), vec![parts])
}
