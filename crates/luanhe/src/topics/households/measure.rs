//! How many are monitored, how many left the list, of how many the income is known.

use super::incomes::INCOMES;
use super::record::HOUSEHOLDS;
use crate::base::{Text, Unit, text};
use crate::measure::{Basis, Indicator, Keep};
use crate::record::Total;

const HOME: Text = text("居住地", "place of residence");

pub static INCOME_KNOWN: Indicator = Indicator {
    id: "households.income_known",
    title: text("已采集收入的户", "households whose income is known"),
    unit: Unit::Households,
    measure: Total::Distinct("household"),
    splits: &["collected"],
    says: text(
        "期内采集过收入的户，采集几次都计一户",
        "households with an income collected in the period, each once",
    ),
    ..Indicator::of(
        &INCOMES,
        "day",
        Basis::flow(text("采集", "collected"), text("数据日期", "day of the data"), HOME),
    )
};

pub static MONITORED: Indicator = Indicator {
    id: "households.monitored",
    title: text("期末监测对象户数", "households monitored at the end of the period"),
    unit: Unit::Households,
    keeps: &[Keep::Filled("monitored")],
    splits: &["monitored", "cause"],
    says: text(
        "期末当日风险尚未消除的监测对象",
        "households at risk whose risk is not gone on the last day",
    ),
    said: &["监测对象"],
    ..Indicator::of(
        &HOUSEHOLDS,
        "risk_found_on",
        Basis::stock(
            "risk_gone_on",
            text("监测中", "monitored"),
            text("风险识别、消除时间", "day the risk was found and gone"),
            HOME,
        ),
    )
};

pub static RISK_GONE: Indicator = Indicator {
    id: "households.risk_gone",
    title: text("风险消除户数", "households whose risk is gone"),
    unit: Unit::Households,
    keeps: &[Keep::Filled("monitored"), Keep::Is("risk_gone", "是")],
    splits: &["monitored", "cause"],
    says: text("期内标注风险消除的监测对象", "households whose risk was gone within the period"),
    said: &["风险消除"],
    ..Indicator::of(
        &HOUSEHOLDS,
        "risk_gone_on",
        Basis::flow(text("消除", "gone"), text("风险消除时间", "day the risk was gone"), HOME),
    )
};

/// Sorted by id.
pub static INDICATORS: &[&Indicator] = &[&INCOME_KNOWN, &MONITORED, &RISK_GONE];
