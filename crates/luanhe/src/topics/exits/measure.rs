//! How many counties and villages left the list, and how many are still poor there.

use super::record::{COUNTY, EXITS, VILLAGE};
use crate::base::{Unit, text};
use crate::measure::{Basis, Indicator, Keep};
use crate::record::Total;

const APPROVED: Indicator = Indicator {
    unit: Unit::Sites,
    splits: &["level"],
    ..Indicator::of(
        &EXITS,
        "approved_on",
        Basis::flow(
            text("批准退出", "approved"),
            text("批准退出日期", "day of approval"),
            text("所在地", "place"),
        ),
    )
};

pub static COUNTIES: Indicator = Indicator {
    id: "exits.counties",
    title: text("摘帽贫困县", "counties that left the list"),
    keeps: &[Keep::Is("level", COUNTY)],
    says: text(
        "期内批准退出的贫困县（市）；计划退出的不计",
        "counties whose exit was approved within the period; plans do not count",
    ),
    said: &["贫困县 摘帽", "贫困县 退出"],
    ..APPROVED
};

pub static PEOPLE_BEFORE: Indicator = Indicator {
    id: "exits.people_before",
    title: text("摘帽县识别时贫困人口", "poor of those counties at the beginning"),
    unit: Unit::People,
    keeps: &[Keep::Is("level", COUNTY)],
    measure: Total::Sum("people_before"),
    says: text(
        "已摘帽各县识别时的建档立卡人口；村在县内，不另加",
        "those registered in the counties that left; their villages are among them",
    ),
    ..APPROVED
};

pub static VILLAGES: Indicator = Indicator {
    id: "exits.villages",
    title: text("退出贫困村", "villages that left the list"),
    keeps: &[Keep::Is("level", VILLAGE)],
    says: text("期内批准退出的贫困村", "villages whose exit was approved within the period"),
    said: &["贫困村 出列", "贫困村 退出"],
    ..APPROVED
};

/// Sorted by id.
pub static INDICATORS: &[&Indicator] = &[&COUNTIES, &PEOPLE_BEFORE, &VILLAGES];
