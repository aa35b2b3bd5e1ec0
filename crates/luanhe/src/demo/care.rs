//! Shared medical service: points of telemedicine in the five counties, what they did in the second half of
//! 2021, and referrals among them those of the trade's story 9. Institutions are made up.

use super::books::{Book, Maker, SOURCE, book, parts};
use super::faults::{Planted, refused, ruled};
use super::line::{Line, Typed};
use super::office::{CITY, Unit};
use super::parties::{made_up_uscc, organisation};
use super::people::Person;
use super::places::{LONGHUA, PAIRS, WEICHANG, townships};
use super::sheet::{Column, NUMBER, col};
use super::world::{World, day};
use crate::base::Month;

pub const MAKERS: &[Maker] = &[
    ("organisations.care", organisations, 0),
    ("points.city", points, 0),
    ("consultations.city", consultations, 0),
    ("referrals.city", referrals, 0),
];

pub const PLANTED: &[Planted] = &[
    refused(("points.city", ""), "closed_on", "停用早于开通", |line| {
        let opened = line.value("opened_on").day();
        line.set("code", "演远-错-1").maybe("closed_on", opened.map(|day| day.plus(-10)))
    }),
    refused(("consultations.city", ""), "sessions", "服务人次写成“若干”", |line| {
        line.slip("sessions", Typed::text("若干"))
    }),
    refused(("referrals.city", ""), "raised_at", "发起时刻写成“上午”", |line| {
        line.set("code", "演转-错-1").set("raised_at", "上午")
    }),
    refused(("referrals.city", ""), "self_paid", "四项费用对不上", |line| {
        line.set("code", "演转-错-2")
            .set("raised_at", "08:00")
            .set("cost", 500_000)
            .set("insured", 300_000)
            .set("aid", 0)
            .set("self_paid", 100_000)
    }),
    ruled("referrals.city", "care.accept_late", "一例急诊过了一小时才受理"),
    ruled("referrals.city", "care.cost_over_line", "半截塔镇一名患者自付7300元"),
    ruled("points.city", "care.idle_point", "隆化一个卫生院点八月以后没有服务"),
    ruled("referrals.city", "care.no_follow_up", "一名患者十一月转回没有随访"),
    ruled("referrals.city", "care.report_late", "一例会诊受理两天没有报告"),
];

const ORGANISATIONS: &[Column] = &[
    NUMBER,
    col("name", "机构名称", 34.0),
    col("uscc", "统一社会信用代码", 24.0),
    col("kind", "机构类型", 14.0),
    col("region", "所在地", 24.0),
    col("duty", "在项目中的职责", 12.0),
];

const POINTS: &[Column] = &[
    NUMBER,
    col("code", "点位编号", 12.0),
    col("institution", "机构名称", 34.0),
    col("tier", "机构层级", 12.0),
    col("county", "所在乡镇", 24.0),
    col("joined_to", "上级医院", 30.0),
    col("devices", "远程设备数", 10.0),
    col("doctors", "操作医生数", 10.0),
    col("opened_on", "启用日期", 13.0),
    col("closed_on", "停用日期", 13.0),
];

const CONSULTATIONS: &[Column] = &[
    NUMBER,
    col("point", "点位编号", 12.0),
    col("county", "所在乡镇", 24.0),
    col("month", "服务月份", 12.0),
    col("kind", "服务类别", 12.0),
    col("sessions", "服务例数", 10.0),
    col("online", "在线台数", 10.0),
];

const REFERRALS: &[Column] = &[
    NUMBER,
    col("code", "转诊单号", 12.0),
    col("patient", "患者身份证号", 22.0),
    col("household", "户编码", 16.0),
    col("county", "患者居住地", 24.0),
    col("direction", "上转或下转", 9.0),
    col("kind", "转诊类别", 11.0),
    col("urgency", "缓急", 8.0),
    col("from_org", "申请机构", 30.0),
    col("to_org", "接收机构", 30.0),
    col("raised_on", "申请日期", 13.0).over("申请"),
    col("raised_at", "申请时刻", 9.0).over("申请"),
    col("state", "办理状态", 9.0),
    col("accepted_on", "接收日期", 13.0).over("接收"),
    col("accepted_at", "接收时刻", 9.0).over("接收"),
    col("replied_on", "回复日期", 13.0).over("回复"),
    col("replied_at", "回复时刻", 9.0).over("回复"),
    col("returned_on", "转回日期", 13.0),
    col("followed_on", "随访日期", 13.0),
    col("cost", "医疗总费用", 12.0).over("费用"),
    col("insured", "报销金额", 12.0).over("费用"),
    col("aid", "救助金额", 12.0).over("费用"),
    col("self_paid", "自付金额", 12.0).over("费用"),
];

const TIANJIN: &str = "天津演示中心医院";
const YUAN: i64 = 100;
/// Township clinics of a county.
const CLINICS: usize = 2;
/// Referrals of a county, besides those of the story.
const REFERRED: usize = 6;
/// Places among all referrals of those with something to find.
const LATE: usize = 7;
const UNANSWERED: usize = 13;
const NOT_FOLLOWED: usize = 20;

fn hospital(pair: usize) -> String {
    format!("{}演示县医院", PAIRS[pair].county_name)
}

/// A township clinic with its place; in 围场 the first is that of 半截塔镇.
fn clinic(pair: usize, turn: usize) -> (String, String) {
    let all = townships(PAIRS[pair].county);
    let story = |(_, name): &&(String, &str)| pair == WEICHANG && turn == 0 && *name == "半截塔镇";
    let (code, name) = all.iter().find(story).unwrap_or(&all[turn * 5 + 1]);
    (code.clone(), format!("{}{name}演示卫生院", PAIRS[pair].county_name))
}

fn organisations(_: &World, id: &'static str, _: usize) -> Book {
    let health = |name: &str, region: &str, duty| organisation(name, "医疗卫生机构", region, duty);
    let mut lines = vec![health(TIANJIN, "120000", "帮扶单位")];
    for (pair, own) in PAIRS.iter().enumerate() {
        lines.push(health(&hospital(pair), own.county, "受援单位"));
        for turn in 0..CLINICS {
            let (place, name) = clinic(pair, turn);
            lines.push(health(&name, &place, "受援单位"));
        }
    }
    let coded = lines.into_iter().enumerate().map(|(at, line)| {
        let region = line.value("region").text().unwrap_or("120000")[..6].to_string();
        line.set("uscc", made_up_uscc("12", &region, 500 + at))
    });
    let parts = parts("机构", ORGANISATIONS, coded.collect());
    book(id, &CITY, (Unit::Yuan, "共享智慧医疗服务机构名录", SOURCE), vec![parts])
}

struct Point {
    code: String,
    institution: String,
    tier: &'static str,
    place: String,
    joined_to: String,
}

fn all_points() -> Vec<Point> {
    let mut all = Vec::new();
    for (pair, own) in PAIRS.iter().enumerate() {
        let code = |turn: usize| format!("演远-{}{turn}", own.county_letters);
        all.push(Point {
            code: code(0),
            institution: hospital(pair),
            tier: "县医院",
            place: own.county.to_string(),
            joined_to: TIANJIN.to_string(),
        });
        for turn in 0..CLINICS {
            let (place, institution) = clinic(pair, turn);
            let (tier, joined_to) = ("乡镇卫生院", hospital(pair));
            all.push(Point { code: code(turn + 1), institution, tier, place, joined_to });
        }
    }
    all
}

fn points(world: &World, id: &'static str, _: usize) -> Book {
    let dice = world.dice.of("points");
    let line = |(at, point): (usize, Point)| {
        Line::of("points")
            .set("code", point.code)
            .set("institution", point.institution)
            .set("tier", point.tier)
            .set("county", point.place)
            .set("joined_to", point.joined_to)
            .set("devices", i64::from(dice.from(at, 2, 6)))
            .set("doctors", i64::from(dice.of("doctors").from(at, 1, 4)))
            .set("opened_on", day("2019-03-01").plus(dice.of("opened").from(at, 0, 300)))
    };
    let lines = all_points().into_iter().enumerate().map(line).collect();
    let parts = parts("服务点", POINTS, lines);
    book(id, &CITY, (Unit::Yuan, "远程医疗点清单", SOURCE), vec![parts])
}

fn consultations(world: &World, id: &'static str, _: usize) -> Book {
    let dice = world.dice.of("consultations");
    let mut lines = Vec::new();
    for (at, point) in all_points().into_iter().enumerate() {
        for month in 7i8..=12 {
            // The second clinic of 隆化 stands idle from September on.
            let idle = at == LONGHUA * (CLINICS + 1) + 2 && month >= 9;
            let least = if point.tier == "县医院" { 30 } else { 3 };
            let sessions = dice.from(at * 12 + usize::from(month.unsigned_abs()), least, 4 * least);
            lines.push(
                Line::of("consultations")
                    .set("point", point.code.as_str())
                    .set("county", point.place.as_str())
                    .set("month", Month::of(2021, month).last_day())
                    .set("kind", ["远程影像", "远程心电", "远程会诊"][at % 3])
                    .set("sessions", if idle { 0 } else { i64::from(sessions) })
                    .set("online", if idle { 0 } else { 2 }),
            );
        }
    }
    let parts = parts("月报", CONSULTATIONS, lines);
    book(id, &CITY, (Unit::Yuan, "远程诊疗月报（2021年下半年）", SOURCE), vec![parts])
}

fn referrals(world: &World, id: &'static str, _: usize) -> Book {
    let mut lines = story(world);
    for pair in 0..PAIRS.len() {
        lines.extend((0..REFERRED).map(|turn| referral(world, pair, turn)));
    }
    let parts = parts("转诊", REFERRALS, lines);
    book(id, &CITY, (Unit::Yuan, "转诊会诊台账", SOURCE), vec![parts])
}

/// Who is sent, from where: the head of a household that posts help.
fn sent(world: &World, (pair, turn): (usize, usize), code: String) -> Line {
    let household = world.people.of_pair(pair).nth(turn).expect("households in each county");
    Line::of("referrals")
        .set("code", code)
        .set("patient", Person { household, member: 0 }.id_number())
        .set("household", household.code())
        .set("county", household.township.as_str())
}

/// Images for the county's hospital on 2021-05-14, and two days later the way to Tianjin and back.
fn story(world: &World) -> Vec<Line> {
    let (_, clinic) = clinic(WEICHANG, 0);
    let first = sent(world, (WEICHANG, 0), "演转-001".to_string())
        .set("direction", "上转")
        .set("kind", "远程影像")
        .set("urgency", "加急")
        .set("from_org", clinic)
        .set("to_org", hospital(WEICHANG))
        .set("raised_on", day("2021-05-14"))
        .set("raised_at", "09:12")
        .set("state", "报告")
        .set("accepted_on", day("2021-05-14"))
        .set("accepted_at", "09:26")
        .set("replied_on", day("2021-05-14"))
        .set("replied_at", "15:05");
    let second = first
        .clone()
        .set("code", "演转-002")
        .set("kind", "门诊上转")
        .set("from_org", hospital(WEICHANG))
        .set("to_org", TIANJIN)
        .set("raised_on", day("2021-05-16"))
        .set("accepted_on", day("2021-05-16"))
        .set("replied_on", day("2021-05-16"))
        .set("state", "随访")
        .set("returned_on", day("2021-05-26"))
        .set("followed_on", day("2021-05-30"))
        .set("cost", 46_800 * YUAN)
        .set("insured", 33_500 * YUAN)
        .set("aid", 6_000 * YUAN)
        .set("self_paid", 7_300 * YUAN);
    vec![first, second]
}

fn referral(world: &World, pair: usize, turn: usize) -> Line {
    let dice = world.dice.of("referrals");
    let at = pair * REFERRED + turn;
    let (urgency, minutes) = match at {
        LATE => ("急诊", 65),
        _ if turn == 5 => ("急诊", dice.from(at, 5, 25)),
        _ if turn == 4 => ("加急", dice.from(at, 20, 200)),
        _ => ("普通", dice.from(at, 30, 600)),
    };
    let raised = day("2021-07-05").plus(dice.of("raised").from(at, 0, 120));
    let time = |minutes: i32| format!("{:02}:{:02}", 8 + minutes / 60, minutes % 60);
    let down = turn == 3;
    let cost = i64::from(dice.of("cost").from(at, 800, 9_000));
    let (insured, aid) = (cost * 7 / 10, cost / 20);
    let returned = raised.plus(12).max(if at == NOT_FOLLOWED { day("2021-11-20") } else { raised });
    let (clinic, county) = (clinic(pair, turn % CLINICS).1, hospital(pair));
    let (from, to) = if down { (county, clinic) } else { (clinic, county) };
    let line = sent(world, (pair, turn + 1), format!("演转-{:03}", at + 3))
        .set("direction", if down { "下转" } else { "上转" })
        .set("kind", ["远程影像", "远程心电", "远程会诊", "康复下转", "门诊上转", "急诊"][turn])
        .set("urgency", urgency)
        .set("from_org", from)
        .set("to_org", to)
        .set("raised_on", raised)
        .set("raised_at", time(0))
        .set("state", if at == UNANSWERED { "受理" } else { "报告" })
        .set("accepted_on", raised)
        .set("accepted_at", time(minutes));
    let line = match at {
        UNANSWERED => line,
        _ => line.set("replied_on", raised.plus(1)).set("replied_at", "08:00"),
    };
    match turn {
        2 | 4 => line
            .set("returned_on", returned)
            .maybe("followed_on", (at != NOT_FOLLOWED).then(|| returned.plus(5)))
            .set("cost", cost * YUAN)
            .set("insured", insured * YUAN)
            .set("aid", aid * YUAN)
            .set("self_paid", (cost - insured - aid) * YUAN),
        _ => line,
    }
}
