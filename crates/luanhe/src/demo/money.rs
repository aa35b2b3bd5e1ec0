//! Batches of aid and their hops: 下达, 到账, 拨付, 支付. What arrives adds up to the published total
//! over tiers and uses; each batch is of one project, and all of it is paid unless a fault is planted
//! or the work is still under way at the end of 2021.

use super::amounts::{SPREADS, STEP_FEN, Spread, TIERS};
use super::dice::{Dice, share};
use super::line::Line;
use super::people::account;
use super::places::{PAIRS, county_in};
use super::projects::Project;
use super::special::{Money, STORY, Trouble};
use crate::base::Day;

pub const TIANJIN: &str = "120000";

pub struct Batch {
    pub number: String,
    pub tier: usize,
    pub pair: usize,
    /// As the county was coded when the batch was allotted; all its hops keep it.
    pub county: &'static str,
    pub purpose: &'static str,
    pub project: String,
    pub unit: String,
    pub hops: Vec<Hop>,
}

#[derive(Clone, Debug)]
pub struct Hop {
    pub stage: &'static str,
    pub fen: i64,
    pub day: Day,
    pub voucher: String,
    pub remark: String,
    pub payee: Option<String>,
    pub payee_kind: &'static str,
    pub names_project: bool,
}

/// A project's part of a tier's money for a use.
struct Part {
    project: usize,
    tier: usize,
    fen: i64,
}

/// The batches of a library. Each project is told how much aid it was allotted.
pub fn batches(projects: &mut [Project], dice: Dice) -> Vec<Batch> {
    let dice = dice.of("money");
    let mut parts: Vec<Part> = SPREADS.iter().flat_map(|s| parts(s, projects, dice)).collect();
    parts.sort_by_key(|part| part.project);
    // Numbers from 11 on: the lower ones were given out by hand, as JN-2019-03 was.
    let mut numbers = std::collections::HashMap::new();
    let mut batches = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let project = &mut projects[part.project];
        project.aid += part.fen;
        let letters = match part.tier {
            0 => "SJ",
            _ => PAIRS[project.pair].district_letters,
        };
        let count = numbers.entry((letters, project.year)).or_insert(10);
        *count += 1;
        let number = match project.money {
            Some(Money::Story) => STORY.number.to_string(),
            _ => format!("{letters}-{}-{count:02}", project.year),
        };
        let mut batch = Batch {
            number,
            tier: part.tier,
            pair: project.pair,
            county: county_in(project.pair, project.year),
            purpose: project.purpose,
            project: project.code.clone(),
            unit: project.unit.clone(),
            hops: hops(project, part.fen, dice, at),
        };
        number_vouchers(&mut batch, at);
        batches.push(batch);
    }
    batches
}

fn parts(spread: &Spread, projects: &[Project], dice: Dice) -> Vec<Part> {
    let dice = dice.of(spread.purpose);
    let mut left = spread.wan.map(|wan| wan * 1_000_000);
    let mut parts = Vec::new();
    let mut wanted: Vec<(usize, usize)> = Vec::new();
    let own = projects.iter().enumerate().filter(|(_, p)| p.purpose == spread.purpose);
    for (project, money) in own.map(|(at, p)| (at, p.money)) {
        let (tier, fen) = match money {
            Some(Money::Batch(tier, steps)) => (tier, steps * STEP_FEN),
            Some(Money::Story) => (1, STORY.arrived_fen),
            Some(Money::None) => continue,
            None => {
                wanted.extend(tiers(wanted.len(), &spread.wan).map(|tier| (project, tier)));
                continue;
            }
        };
        left[tier] -= fen;
        parts.push(Part { project, tier, fen });
    }
    for (tier, whole) in left.into_iter().enumerate() {
        let own: Vec<usize> =
            wanted.iter().filter(|(_, t)| *t == tier).map(|(project, _)| *project).collect();
        let weight = |at: &usize| i64::from(dice.from(at * 3 + tier, 60, 150));
        let weights: Vec<i64> = own.iter().map(weight).collect();
        // Most offices give whole 万元.
        let shares = share(whole, &weights, 100 * STEP_FEN);
        let given = own.into_iter().zip(shares);
        parts.extend(given.map(|(project, fen)| Part { project, tier, fen }));
    }
    parts
}

/// The tiers that a project gets money from: mostly one; every seventh two.
fn tiers(at: usize, wan: &[i64; 3]) -> impl Iterator<Item = usize> + use<> {
    const FIRST: [usize; 10] = [0, 1, 0, 2, 0, 1, 0, 1, 0, 2];
    let gives = |tier: usize| if wan[tier] > 0 { tier } else { 1 };
    let first = gives(FIRST[at % 10]);
    let second = (at % 7 == 6).then(|| gives((first + 1) % 3)).filter(|second| *second != first);
    std::iter::once(first).chain(second)
}

fn hop(stage: &'static str, fen: i64, day: Day, remark: &str) -> Hop {
    Hop {
        stage,
        fen,
        day,
        voucher: String::new(),
        remark: remark.to_string(),
        payee: None,
        payee_kind: "单位",
        names_project: true,
    }
}

fn hops(project: &Project, fen: i64, dice: Dice, at: usize) -> Vec<Hop> {
    if project.money == Some(Money::Story) {
        return story();
    }
    let slow = if project.trouble == Trouble::LateHop { 40 } else { 0 };
    let allotted = project.listed.plus(dice.from(at * 8, 20, 35));
    let arrived = allotted.plus(dice.from(at * 8 + 1, 8, 24) + slow);
    let waits = if project.trouble == Trouble::LateToUnit { 45 } else { 0 };
    let transferred = arrived.plus(dice.from(at * 8 + 2, 10, 25) + waits);
    let mut hops = vec![
        hop("下达", fen, allotted, &format!("{}年度援助资金", project.year)),
        hop("到账", fen, arrived, ""),
        hop("拨付", fen, transferred, &project.name),
    ];
    hops.extend(payments(project, fen, transferred, dice, at));
    plant(project.trouble, fen, &mut hops);
    hops
}

/// In three, two or one, to whom the work was given.
fn payments(project: &Project, fen: i64, transferred: Day, dice: Dice, at: usize) -> Vec<Hop> {
    let step = |permille: i64| fen * permille / 1000 / STEP_FEN * STEP_FEN;
    let parts: Vec<(&str, i64)> = match fen {
        300_000_000.. => {
            let (first, second) = (step(300), step(500));
            vec![("预付款", first), ("进度款", second), ("结算款", fen - first - second)]
        }
        120_000_000.. => {
            let first = step(600);
            vec![("进度款", first), ("结算款", fen - first)]
        }
        _ => vec![("项目款", fen)],
    };
    // What is under way at the end of 2021 has its last payment before it.
    let under_way = project.state == "在建" && project.trouble == Trouble::None;
    let paid = if under_way { parts.len().saturating_sub(1) } else { parts.len() };
    let last = Day::new(2021, 12, 24).expect("a day");
    let first = transferred.plus(dice.from(at * 8 + 3, 5, 20));
    let to_farmers = matches!(project.purpose, "就业" | "其他");
    let payee = match to_farmers {
        true => format!("{}农户（一卡通批量代发）", PAIRS[project.pair].county_name),
        false => {
            format!("演示{}工程有限公司", dice.pick(at * 8 + 4, &["甲", "乙", "丙", "丁", "戊"]))
        }
    };
    let one = |(turn, (remark, fen)): (i32, (&str, i64))| Hop {
        payee: Some(payee.clone()),
        payee_kind: if to_farmers { "农户一卡通" } else { "单位" },
        ..hop("支付", fen, first.plus(turn * 62).min(last), remark)
    };
    (0..).zip(parts.into_iter().take(paid)).map(one).collect()
}

fn story() -> Vec<Hop> {
    let day = |iso: &str| Day::parse(iso).expect("a day of the story");
    let [allotted, arrived, transferred] = STORY.days.map(day);
    let mut hops = vec![
        hop("下达", STORY.arrived_fen, allotted, "津南区2019年援助隆化县蓝旗镇设施蔬菜"),
        hop("到账", STORY.arrived_fen, arrived, "3月20日到承德市，3月27日到县"),
        hop("拨付", STORY.arrived_fen, transferred, "拨蓝旗镇人民政府"),
    ];
    hops.extend(STORY.payments.map(|(iso, fen, remark)| Hop {
        payee: Some("演示甲温室工程有限公司".to_string()),
        ..hop("支付", fen, day(iso), &format!("合同价4872600.00元，{remark}"))
    }));
    let (iso, fen) = STORY.taken_back;
    hops.push(hop("收回", fen, day(iso), "合同结余，按程序收回"));
    hops
}

/// Makes a batch wrong in the one way that its rule looks for.
fn plant(trouble: Trouble, fen: i64, hops: &mut Vec<Hop>) {
    let last = hops.len() - 1;
    match trouble {
        // 136万元 lies unpaid: the last payment was not made, and the one before was smaller.
        Trouble::Idle => {
            let missing = hops.pop().map_or(0, |hop| hop.fen);
            hops[last - 1].fen -= 136_000_000 - missing;
        }
        Trouble::ArrivedOverAllotted => hops[0].fen -= 5_000_000,
        // Half of the money instead of three tenths.
        Trouble::AdvanceOverLimit => {
            hops[3].fen += fen / 5;
            hops[4].fen -= fen / 5;
        }
        Trouble::NegativeList => hops[last].remark = "购车及修理".to_string(),
        Trouble::NotInLibrary => hops[last].names_project = false,
        Trouble::PaidOverTransferred => hops[2].fen -= 6_000_000,
        Trouble::TransferredOverArrived => {
            let again = hop("拨付", 5_000_000, hops[2].day.plus(3), "补拨");
            hops.insert(3, again);
        }
        Trouble::PersonalAccount => {
            hops[last].fen -= 6_000_000;
            let dealer = Hop {
                payee: Some("演示丙寅".to_string()),
                payee_kind: "个人账户",
                ..hop("支付", 6_000_000, hops[last].day, "水泥款")
            };
            hops.push(dealer);
        }
        Trouble::UnitMix => {
            let slip = fen / 10_000;
            hops[last].fen -= slip;
            let small = Hop {
                payee: hops[last].payee.clone(),
                ..hop("支付", slip, hops[last].day, "材料款")
            };
            hops.insert(last, small);
        }
        _ => {}
    }
}

fn number_vouchers(batch: &mut Batch, at: usize) {
    for (turn, hop) in batch.hops.iter_mut().enumerate() {
        hop.voucher = match hop.stage {
            "下达" => format!("演财指〔{}〕{}号", hop.day.year(), at + 1),
            "到账" => format!("到-{}-{:04}", hop.day.year(), at + 1),
            _ => format!("记-{}-{:05}", hop.day.year(), at * 10 + turn),
        };
    }
}

impl Batch {
    pub fn giver(&self) -> &'static str {
        if self.tier == 0 { TIANJIN } else { PAIRS[self.pair].district }
    }

    pub fn lines(&self, stage: &str) -> impl Iterator<Item = Line> {
        self.hops.iter().filter(move |hop| hop.stage == stage).map(|hop| self.line(hop))
    }

    fn line(&self, hop: &Hop) -> Line {
        let project =
            (self.purpose != "管理" && hop.names_project).then_some(self.project.as_str());
        let card = (hop.payee_kind == "单位").then(|| account(9_000_000 + self.pair * 1000));
        let filled = (!hop.remark.is_empty()).then_some(hop.remark.as_str());
        Line::of("funds")
            .set("batch", self.number.as_str())
            .set("stage", hop.stage)
            .set("tier", TIERS[self.tier])
            .set("use", self.purpose)
            .set("giver", self.giver())
            .set("county", self.county)
            .maybe("project", project)
            .set("amount", hop.fen)
            .set("day", hop.day)
            .set("voucher", hop.voucher.as_str())
            .set("unit", self.unit.as_str())
            .maybe("payee", hop.payee.as_deref())
            .maybe("payee_kind", hop.payee.as_ref().map(|_| hop.payee_kind))
            .maybe("account", hop.payee.as_ref().and(card))
            .maybe("purpose", filled)
    }
}
