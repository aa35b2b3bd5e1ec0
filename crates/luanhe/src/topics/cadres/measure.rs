//! How many were sent, how many persons that is, who is in post, and how many were trained.

use super::record::SECONDMENTS;
use super::trainings::TRAININGS;
use crate::base::{Text, Unit, text};
use crate::measure::{Basis, Indicator, Keep, Nature};
use crate::record::Total;

const COUNTY: Text = text("受援县", "helped county");
const SENT_OUT: &[Keep] = &[Keep::Is("direction", "派往受援方")];

const fn sent(
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
        basis: Basis {
            nature: Nature::Flow,
            counted: text("到岗", "arrived at the post"),
            date: text("到岗日期", "first day"),
            place: COUNTY,
        },
        version: 1,
        register: &SECONDMENTS,
        keeps,
        measure,
        whole: None,
        day: "from_day",
        splits: &["category"],
        says,
        said: &[],
    }
}

const fn trained(
    id: &'static str,
    title: Text,
    unit: Unit,
    field: &'static str,
    says: Text,
) -> Indicator {
    Indicator {
        id,
        title,
        unit,
        basis: Basis {
            nature: Nature::Flow,
            counted: text("参训", "attended"),
            date: text("开班日期", "first day"),
            place: COUNTY,
        },
        version: 1,
        register: &TRAININGS,
        keeps: &[],
        measure: Total::Sum(field),
        whole: None,
        day: "from_day",
        splits: &["kind", "aim", "base"],
        says,
        said: &[],
    }
}

pub static HOSTED: Indicator = sent(
    "cadres.hosted",
    text("受援方赴支援方挂职跟岗", "sent to the helping side"),
    Unit::PersonTimes,
    &[Keep::Is("direction", "派往支援方")],
    Total::Rows,
    text("受援一方派到支援一方学习锻炼的人次", "person-times sent by the helped side to learn"),
);

pub static IN_POST: Indicator = Indicator {
    basis: Basis {
        nature: Nature::Stock { until: "until_day" },
        counted: text("在任", "in post"),
        date: text("到岗、离任日期", "first and last day"),
        place: COUNTY,
    },
    ..sent(
        "cadres.in_post",
        text("期末在任帮扶干部人才", "in post at the end of the period"),
        Unit::People,
        SENT_OUT,
        Total::Distinct("person"),
        text("期末当日在任的人，按人去重", "who is in post on the last day, each person once"),
    )
};

pub static SENT: Indicator = sent(
    "cadres.sent",
    text("选派帮扶干部人才", "cadres and specialists sent"),
    Unit::PersonTimes,
    SENT_OUT,
    Total::Rows,
    text(
        "支援一方派往受援一方的任期数；一人两期是两人次、一人",
        "terms of those sent by the helping side; one with two terms is two person-times, one person",
    ),
)
.said(&["选派 挂职干部 专业技术人才"]);

pub static SENT_PEOPLE: Indicator = sent(
    "cadres.sent_people",
    text("选派帮扶干部人才人数", "persons among the cadres and specialists sent"),
    Unit::People,
    SENT_OUT,
    Total::Distinct("person"),
    text("同一批任期按人去重", "the same terms, each person once"),
);

pub static TRAINED: Indicator = trained(
    "cadres.trained",
    text("干部人才培训", "trained"),
    Unit::PersonTimes,
    "persons",
    text(
        "各班次参训人次之和，不去重",
        "the persons of each session, added; nobody is known by name",
    ),
)
.said(&["培训 人次"]);

pub static TRAINED_DAYS: Indicator = trained(
    "cadres.trained_days",
    text("培训人天", "days of training"),
    Unit::PersonDays,
    "person_days",
    text("按签到合计的人天", "person-days by the rosters"),
);

/// Sorted by id.
pub static INDICATORS: &[&Indicator] =
    &[&HOSTED, &IN_POST, &SENT, &SENT_PEOPLE, &TRAINED, &TRAINED_DAYS];
