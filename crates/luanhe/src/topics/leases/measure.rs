//! What was leased, and what rent is in arrears.

use super::contracts::LEASES;
use super::rents::RENTS;
use crate::base::{Text, Unit, text};
use crate::measure::{Basis, Indicator};
use crate::record::Total;

const PLACE: Text = text("承租方所在县", "lessee's county");

const SIGNED: Indicator = Indicator {
    splits: &["lessor", "lessee", "asset", "state"],
    ..Indicator::of(
        &LEASES,
        "signed_on",
        Basis::flow(text("签约", "signed"), text("签约日期", "day of signature"), PLACE),
    )
};

pub static ARREARS: Indicator = Indicator {
    id: "leases.arrears",
    title: text("期末欠租", "rents in arrears at the end of the period"),
    unit: Unit::Fen,
    measure: Total::Sum("due"),
    splits: &["contract"],
    says: text(
        "期末当日已到期而没有付清的租金，按整期计",
        "rents that were due by the last day and not paid in full, each as a whole",
    ),
    said: &["租金 逾期", "欠租"],
    ..Indicator::of(
        &RENTS,
        "due_on",
        Basis::stock(
            "paid_on",
            text("欠租", "in arrears"),
            text("应付、付清日期", "days due and paid"),
            PLACE,
        ),
    )
};

pub static CONTRACTS: Indicator = Indicator {
    id: "leases.contracts",
    title: text("融资租赁合同", "leases signed"),
    says: text(
        "签订的合同，多台设备的每台计一项",
        "contracts, each machine of one counted by itself",
    ),
    ..SIGNED
};

pub static VALUE: Indicator = Indicator {
    id: "leases.value",
    title: text("融资租赁物资", "goods leased"),
    unit: Unit::Fen,
    measure: Total::Sum("value"),
    says: text(
        "租赁物的价值，含首付；不是租金，也不是补贴",
        "the value of the goods with what was paid down; neither rents nor subsidies",
    ),
    said: &["企业融资租赁物资"],
    ..SIGNED
};

/// Sorted by id.
pub static INDICATORS: &[&Indicator] = &[&ARREARS, &CONTRACTS, &VALUE];
