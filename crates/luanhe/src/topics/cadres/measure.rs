//! How many were sent, how many persons that is, who is in post, and how many were trained.

use super::record::SECONDMENTS;
use super::trainings::TRAININGS;
use crate::base::{Text, Unit, text};
use crate::measure::{Basis, Indicator, Keep};
use crate::record::Total;

const COUNTY: Text = text("受援县", "helped county");
const SENT_OUT: &[Keep] = &[Keep::Is("direction", "派往受援方")];

const TERMS: Indicator = Indicator {
    splits: &["category"],
    ..Indicator::of(
        &SECONDMENTS,
        "from_day",
        Basis::flow(text("到岗", "arrived at the post"), text("到岗日期", "first day"), COUNTY),
    )
};

const SESSIONS: Indicator = Indicator {
    splits: &["kind", "aim", "base"],
    ..Indicator::of(
        &TRAININGS,
        "from_day",
        Basis::flow(text("参训", "attended"), text("开班日期", "first day"), COUNTY),
    )
};

pub static HOSTED: Indicator = Indicator {
    id: "cadres.hosted",
    title: text("受援方赴支援方挂职跟岗", "sent to the helping side"),
    unit: Unit::PersonTimes,
    keeps: &[Keep::Is("direction", "派往支援方")],
    says: text(
        "受援一方派到支援一方学习锻炼的人次",
        "person-times sent by the helped side to learn",
    ),
    ..TERMS
};

pub static IN_POST: Indicator = Indicator {
    id: "cadres.in_post",
    title: text("期末在任帮扶干部人才", "in post at the end of the period"),
    unit: Unit::People,
    basis: Basis::stock(
        "until_day",
        text("在任", "in post"),
        text("到岗、离任日期", "first and last day"),
        COUNTY,
    ),
    keeps: SENT_OUT,
    measure: Total::Distinct("person"),
    says: text("期末当日在任的人，按人去重", "who is in post on the last day, each person once"),
    ..TERMS
};

pub static SENT: Indicator = Indicator {
    id: "cadres.sent",
    title: text("选派帮扶干部人才", "cadres and specialists sent"),
    unit: Unit::PersonTimes,
    keeps: SENT_OUT,
    says: text(
        "支援一方派往受援一方的任期数；一人两期是两人次、一人",
        "terms of those sent by the helping side; one with two terms is two person-times, one person",
    ),
    said: &["选派 挂职干部 专业技术人才"],
    ..TERMS
};

pub static SENT_PEOPLE: Indicator = Indicator {
    id: "cadres.sent_people",
    title: text("选派帮扶干部人才人数", "persons among the cadres and specialists sent"),
    unit: Unit::People,
    keeps: SENT_OUT,
    measure: Total::Distinct("person"),
    says: text("同一批任期按人去重", "the same terms, each person once"),
    ..TERMS
};

pub static TRAINED: Indicator = Indicator {
    id: "cadres.trained",
    title: text("干部人才培训", "trained"),
    unit: Unit::PersonTimes,
    measure: Total::Sum("persons"),
    says: text(
        "各班次参训人次之和，不去重",
        "the persons of each session, added; nobody is known by name",
    ),
    said: &["培训 人次"],
    ..SESSIONS
};

pub static TRAINED_DAYS: Indicator = Indicator {
    id: "cadres.trained_days",
    title: text("培训人天", "days of training"),
    unit: Unit::PersonDays,
    measure: Total::Sum("person_days"),
    says: text("按签到合计的人天", "person-days by the rosters"),
    ..SESSIONS
};

/// Sorted by id.
pub static INDICATORS: &[&Indicator] =
    &[&HOSTED, &IN_POST, &SENT, &SENT_PEOPLE, &TRAINED, &TRAINED_DAYS];
