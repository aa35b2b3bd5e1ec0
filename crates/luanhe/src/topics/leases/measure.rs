//! What was leased, and what rent is in arrears.

use super::contracts::LEASES;
use super::rents::RENTS;
use crate::base::{Text, Unit, text};
use crate::measure::{Basis, Indicator, Nature};
use crate::record::Total;

const PLACE: Text = text("承租方所在县", "lessee's county");

const fn signed(
    id: &'static str,
    title: Text,
    unit: Unit,
    measure: Total,
    says: Text,
) -> Indicator {
    Indicator {
        id,
        title,
        unit,
        basis: Basis {
            nature: Nature::Flow,
            counted: text("签约", "signed"),
            date: text("签约日期", "day of signature"),
            place: PLACE,
        },
        version: 1,
        register: &LEASES,
        keeps: &[],
        measure,
        whole: None,
        day: "signed_on",
        splits: &["lessor", "lessee", "asset", "state"],
        says,
        said: &[],
    }
}

pub static ARREARS: Indicator = Indicator {
    id: "leases.arrears",
    title: text("期末欠租", "rents in arrears at the end of the period"),
    unit: Unit::Fen,
    basis: Basis {
        nature: Nature::Stock { until: "paid_on" },
        counted: text("欠租", "in arrears"),
        date: text("应付、付清日期", "days due and paid"),
        place: PLACE,
    },
    version: 1,
    register: &RENTS,
    keeps: &[],
    measure: Total::Sum("due"),
    whole: None,
    day: "due_on",
    splits: &["contract"],
    says: text(
        "期末当日已到期而没有付清的租金，按整期计",
        "rents that were due by the last day and not paid in full, each as a whole",
    ),
    said: &["租金 逾期", "欠租"],
};

pub static CONTRACTS: Indicator = signed(
    "leases.contracts",
    text("融资租赁合同", "leases signed"),
    Unit::Items,
    Total::Rows,
    text("签订的合同，多台设备的每台计一项", "contracts, each machine of one counted by itself"),
);

pub static VALUE: Indicator = signed(
    "leases.value",
    text("融资租赁物资", "goods leased"),
    Unit::Fen,
    Total::Sum("value"),
    text(
        "租赁物的价值，含首付；不是租金，也不是补贴",
        "the value of the goods with what was paid down; neither rents nor subsidies",
    ),
)
.said(&["企业融资租赁物资"]);

/// Sorted by id.
pub static INDICATORS: &[&Indicator] = &[&ARREARS, &CONTRACTS, &VALUE];
