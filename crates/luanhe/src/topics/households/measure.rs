//! How many are monitored, how many left the list, of how many the income is known.

use super::incomes::INCOMES;
use super::record::HOUSEHOLDS;
use crate::base::{Text, Unit, text};
use crate::measure::{Basis, Indicator, Keep, Nature};
use crate::record::Total;

const HOME: Text = text("居住地", "place of residence");

pub static INCOME_KNOWN: Indicator = Indicator {
    id: "households.income_known",
    title: text("已采集收入的户", "households whose income is known"),
    unit: Unit::Households,
    basis: Basis {
        nature: Nature::Flow,
        counted: text("采集", "collected"),
        date: text("数据日期", "day of the data"),
        place: HOME,
    },
    version: 1,
    register: &INCOMES,
    keeps: &[],
    measure: Total::Distinct("household"),
    whole: None,
    day: "day",
    splits: &["collected"],
    says: text(
        "期内采集过收入的户，采集几次都计一户",
        "households with an income collected in the period, each once",
    ),
    said: &[],
};

pub static MONITORED: Indicator = Indicator {
    id: "households.monitored",
    title: text("期末监测对象户数", "households monitored at the end of the period"),
    unit: Unit::Households,
    basis: Basis {
        nature: Nature::Stock { until: "risk_gone_on" },
        counted: text("监测中", "monitored"),
        date: text("风险识别、消除时间", "day the risk was found and gone"),
        place: HOME,
    },
    version: 1,
    register: &HOUSEHOLDS,
    keeps: &[Keep::Filled("monitored")],
    measure: Total::Rows,
    whole: None,
    day: "risk_found_on",
    splits: &["monitored", "cause"],
    says: text(
        "期末当日风险尚未消除的监测对象",
        "households at risk whose risk is not gone on the last day",
    ),
    said: &["监测对象"],
};

pub static RISK_GONE: Indicator = Indicator {
    id: "households.risk_gone",
    title: text("风险消除户数", "households whose risk is gone"),
    unit: Unit::Households,
    basis: Basis {
        nature: Nature::Flow,
        counted: text("消除", "gone"),
        date: text("风险消除时间", "day the risk was gone"),
        place: HOME,
    },
    version: 1,
    register: &HOUSEHOLDS,
    keeps: &[Keep::Filled("monitored"), Keep::Is("risk_gone", "是")],
    measure: Total::Rows,
    whole: None,
    day: "risk_gone_on",
    splits: &["monitored", "cause"],
    says: text("期内标注风险消除的监测对象", "households whose risk was gone within the period"),
    said: &["风险消除"],
};

/// Sorted by id.
pub static INDICATORS: &[&Indicator] = &[&INCOME_KNOWN, &MONITORED, &RISK_GONE];
