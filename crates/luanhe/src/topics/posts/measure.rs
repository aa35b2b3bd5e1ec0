//! How many hold posts, how many took one up, what they were paid.

use super::record::POSTS;
use super::wages;
use crate::base::{Unit, text};
use crate::measure::{Basis, Indicator};
use crate::record::Total;

pub static HOLDERS: Indicator = Indicator {
    id: "posts.holders",
    title: text("期末在岗人数", "holders at the end of the period"),
    unit: Unit::People,
    measure: Total::Distinct("holder"),
    splits: &["kind", "payer"],
    says: text("期末当日在岗的人，按人去重", "who holds a post on the last day, each person once"),
    said: &["公益岗位 在岗", "公益性岗位 安置"],
    ..Indicator::of(
        &POSTS,
        "from_day",
        Basis::stock(
            "until_day",
            text("在岗", "holding"),
            text("上岗、离岗日期", "first and last day"),
            text("岗位所在地", "place of the post"),
        ),
    )
};

pub static TAKEN_UP: Indicator = Indicator {
    id: "posts.taken_up",
    title: text("上岗人次", "posts taken up"),
    unit: Unit::PersonTimes,
    splits: &["kind", "payer"],
    says: text(
        "一人上岗两次是两人次、一人",
        "one who takes up two posts is two person-times and one person",
    ),
    said: &["公益岗位 上岗"],
    ..Indicator::of(
        &POSTS,
        "from_day",
        Basis::flow(
            text("上岗", "taken up"),
            text("上岗日期", "first day"),
            text("岗位所在地", "place of the post"),
        ),
    )
};

pub static WAGES: Indicator = Indicator {
    id: "posts.wages",
    title: text("岗位补贴发放额", "pay of posts"),
    unit: Unit::Fen,
    measure: Total::Sum("paid"),
    says: text("按考勤表实发的金额", "what the attendance sheets say was paid"),
    said: &["公益岗位 补贴", "岗位补贴"],
    ..Indicator::of(
        &wages::WAGES,
        "day",
        Basis::flow(
            text("发放", "paid"),
            text("所属月份", "month it is for"),
            text("岗位所在地", "place of the post"),
        ),
    )
};

/// Sorted by id.
pub static INDICATORS: &[&Indicator] = &[&HOLDERS, &TAKEN_UP, &WAGES];
