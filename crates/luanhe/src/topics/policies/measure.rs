//! How many documents were issued, and how many are in force.

use super::record::POLICIES;
use crate::base::{Text, text};
use crate::measure::{Basis, Indicator};

const PLACE: Text = text("适用地区", "place where it holds");

pub static IN_FORCE: Indicator = Indicator {
    id: "policies.in_force",
    title: text("期末有效的政策文件", "documents in force at the end of the period"),
    splits: &["level", "kind"],
    says: text(
        "已发布、过了期末仍有效的文件；期末当日失效的不计",
        "documents that go on after the period; those that end on its last day do not count",
    ),
    ..Indicator::of(
        &POLICIES,
        "issued_on",
        Basis::stock(
            "until_day",
            text("有效", "in force"),
            text("发布、失效日期", "days issued and ended"),
            PLACE,
        ),
    )
};

pub static ISSUED: Indicator = Indicator {
    id: "policies.issued",
    title: text("发布政策文件", "documents issued"),
    splits: &["level", "kind"],
    says: text(
        "期内发布并登记的文件",
        "documents issued within the period, as they are registered",
    ),
    ..Indicator::of(
        &POLICIES,
        "issued_on",
        Basis::flow(text("发布", "issued"), text("发布日期", "day issued"), PLACE),
    )
};

/// Sorted by id.
pub static INDICATORS: &[&Indicator] = &[&IN_FORCE, &ISSUED];
