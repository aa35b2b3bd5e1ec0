//! How many points there are, what they do, who was referred, and what it cost.

use super::consultations::CONSULTATIONS;
use super::points::POINTS;
use super::referrals::REFERRALS;
use crate::base::{Text, Unit, text};
use crate::measure::{Basis, Indicator, Keep};
use crate::record::Total;

const HOME: Text = text("患者居住地", "patient's place");

const RAISED: Indicator = Indicator {
    unit: Unit::PersonTimes,
    splits: &["direction", "kind", "urgency", "state"],
    ..Indicator::of(
        &REFERRALS,
        "raised_on",
        Basis::flow(text("发起", "raised"), text("发起日期", "day raised"), HOME),
    )
};

pub static ANSWERED: Indicator = Indicator {
    id: "care.answered",
    title: text("已出报告的转诊", "referrals answered"),
    keeps: &[Keep::Filled("replied_on")],
    says: text("发起以后已有报告日期的", "those raised that have the day of an answer"),
    ..RAISED
};

pub static PATIENTS: Indicator = Indicator {
    id: "care.patients",
    title: text("转诊患者", "patients referred"),
    unit: Unit::People,
    measure: Total::Distinct("patient"),
    says: text("按人去重，不论转诊几次", "each person once, however often referred"),
    ..RAISED
};

pub static POINTS_OPEN: Indicator = Indicator {
    id: "care.points_open",
    title: text("在用远程医疗点", "points of telemedicine in use"),
    unit: Unit::Sites,
    splits: &["tier", "joined_to"],
    says: text("期末当日已开通而没有停用的", "opened by the last day and not closed"),
    ..Indicator::of(
        &POINTS,
        "opened_on",
        Basis::stock(
            "closed_on",
            text("在用", "in use"),
            text("开通、停用日期", "days opened and closed"),
            text("机构所在地", "place of the institution"),
        ),
    )
};

pub static REFERRED_DOWN: Indicator = Indicator {
    id: "care.referred_down",
    title: text("下转人次", "referrals down"),
    keeps: &[Keep::Is("direction", "下转")],
    says: text("转回基层的，一人几次计几次", "sent down, each time"),
    ..RAISED
};

pub static REFERRED_UP: Indicator = Indicator {
    id: "care.referred_up",
    title: text("上转人次", "referrals up"),
    keeps: &[Keep::Is("direction", "上转")],
    says: text("转往上级或远程会诊的，一人几次计几次", "sent up or asked about, each time"),
    ..RAISED
};

pub static SELF_PAID: Indicator = Indicator {
    id: "care.self_paid",
    title: text("转诊患者个人自付", "paid by patients referred"),
    unit: Unit::Fen,
    measure: Total::Sum("self_paid"),
    says: text("结算单上的个人自付，不含报销和救助", "by the bills, without insurance and aid"),
    ..RAISED
};

pub static SESSIONS: Indicator = Indicator {
    id: "care.sessions",
    title: text("远程诊疗人次", "sessions of telemedicine"),
    unit: Unit::PersonTimes,
    measure: Total::Sum("sessions"),
    splits: &["kind", "point"],
    says: text(
        "月报的服务人次，影像、心电、会诊、培训都在内",
        "as reported by the month, of all kinds",
    ),
    ..Indicator::of(
        &CONSULTATIONS,
        "month",
        Basis::flow(
            text("月报", "reported"),
            text("月份", "month"),
            text("机构所在地", "place of the institution"),
        ),
    )
};

/// Sorted by id.
pub static INDICATORS: &[&Indicator] =
    &[&ANSWERED, &PATIENTS, &POINTS_OPEN, &REFERRED_DOWN, &REFERRED_UP, &SELF_PAID, &SESSIONS];
