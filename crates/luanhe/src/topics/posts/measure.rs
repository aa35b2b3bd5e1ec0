//! How many hold posts, how many took one up, what they were paid.

use super::record::POSTS;
use super::wages;
use crate::base::{Unit, text};
use crate::measure::{Basis, Indicator, Nature};
use crate::record::Total;

pub static HOLDERS: Indicator = Indicator {
    id: "posts.holders",
    title: text("期末在岗人数", "holders at the end of the period"),
    unit: Unit::People,
    basis: Basis {
        nature: Nature::Stock { until: "until_day" },
        counted: text("在岗", "holding"),
        date: text("上岗、离岗日期", "first and last day"),
        place: text("岗位所在地", "place of the post"),
    },
    version: 1,
    register: &POSTS,
    keeps: &[],
    measure: Total::Distinct("holder"),
    whole: None,
    day: "from_day",
    splits: &["kind", "payer"],
    says: text("期末当日在岗的人，按人去重", "who holds a post on the last day, each person once"),
    said: &["公益岗位 在岗", "公益性岗位 安置"],
};

pub static TAKEN_UP: Indicator = Indicator {
    id: "posts.taken_up",
    title: text("上岗人次", "posts taken up"),
    unit: Unit::PersonTimes,
    basis: Basis {
        nature: Nature::Flow,
        counted: text("上岗", "taken up"),
        date: text("上岗日期", "first day"),
        place: text("岗位所在地", "place of the post"),
    },
    version: 1,
    register: &POSTS,
    keeps: &[],
    measure: Total::Rows,
    whole: None,
    day: "from_day",
    splits: &["kind", "payer"],
    says: text(
        "一人上岗两次是两人次、一人",
        "one who takes up two posts is two person-times and one person",
    ),
    said: &["公益岗位 上岗"],
};

pub static WAGES: Indicator = Indicator {
    id: "posts.wages",
    title: text("岗位补贴发放额", "pay of posts"),
    unit: Unit::Fen,
    basis: Basis {
        nature: Nature::Flow,
        counted: text("发放", "paid"),
        date: text("所属月份", "month it is for"),
        place: text("岗位所在地", "place of the post"),
    },
    version: 1,
    register: &wages::WAGES,
    keeps: &[],
    measure: Total::Sum("paid"),
    whole: None,
    day: "day",
    splits: &[],
    says: text("按考勤表实发的金额", "what the attendance sheets say was paid"),
    said: &["公益岗位 补贴", "岗位补贴"],
};

/// Sorted by id.
pub static INDICATORS: &[&Indicator] = &[&HOLDERS, &TAKEN_UP, &WAGES];
