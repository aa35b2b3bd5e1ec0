//! Who is courted, who registered, of how many groups, with what money, against which goal.

use super::contacts::CONTACTS;
use super::goals::RELOCATION_GOALS;
use super::registrations::REGISTRATIONS;
use super::targets::TARGETS;
use crate::base::{Text, Unit, text};
use crate::measure::{Basis, Indicator, Keep};
use crate::record::Total;

const PLACE: Text = text("承接的区", "district that takes it over");

const REGISTRATION: Basis =
    Basis::flow(text("注册", "registered"), text("注册日期", "day of registration"), PLACE);

const REGISTERED: Indicator = Indicator {
    splits: &["parent_group", "way"],
    ..Indicator::of(&REGISTRATIONS, "registered_on", REGISTRATION)
};

const COURTED: Indicator = Indicator {
    unit: Unit::Firms,
    measure: Total::Distinct("firm"),
    splits: &["level", "ownership", "sector", "stage", "parent_group"],
    ..Indicator::of(
        &TARGETS,
        "listed_on",
        Basis::flow(text("列入目标", "listed"), text("列入日期", "day listed"), PLACE),
    )
};

pub static ARRIVED: Indicator = Indicator {
    id: "relocations.arrived",
    title: text("疏解企业到位资金", "money that firms which moved brought"),
    unit: Unit::Fen,
    basis: Basis { counted: text("到位", "arrived"), ..REGISTRATION },
    measure: Total::Sum("arrived"),
    says: text(
        "注册落地企业有凭证的到位资金；与涉及资金不相加",
        "by voucher, of firms that registered; never added to what is involved",
    ),
    ..REGISTERED
};

pub static CONTACTED: Indicator = Indicator {
    id: "relocations.contacted",
    title: text("对接过的企业", "firms spoken with"),
    unit: Unit::Firms,
    measure: Total::Distinct("firm"),
    splits: &["level", "office"],
    says: text("有对接记录的企业，一家只计一次", "firms with a recorded contact, each once"),
    ..Indicator::of(
        &CONTACTS,
        "day",
        Basis::flow(text("对接", "contacted"), text("对接日期", "day of contact"), PLACE),
    )
};

pub static FIRMS: Indicator = Indicator {
    id: "relocations.firms",
    title: text("疏解注册落地企业", "firms that moved and registered"),
    unit: Unit::Firms,
    measure: Total::Distinct("firm"),
    says: text(
        "在承接区注册的企业，一家只计一次；注册不等于投产",
        "firms registered there, each once; a registration is not production",
    ),
    said: &["单位 注册落地 企业", "注册落地 企业"],
    ..REGISTERED
};

pub static GOAL: Indicator = Indicator {
    id: "relocations.goal",
    title: text("疏解承接目标企业数", "firms to be brought"),
    unit: Unit::Firms,
    measure: Total::Sum("firms"),
    says: text("各区到期的目标数之和", "the districts' goals that were due, summed"),
    ..Indicator::of(
        &RELOCATION_GOALS,
        "due",
        Basis::flow(text("目标", "goal"), text("完成期限", "day due"), PLACE),
    )
};

pub static GROUPS: Indicator = Indicator {
    id: "relocations.groups",
    title: text("疏解企业来源单位", "groups from which firms moved"),
    unit: Unit::Firms,
    basis: Basis { counted: text("来源单位", "group"), ..REGISTRATION },
    measure: Total::Distinct("parent_group"),
    says: text("注册落地企业的最上一级单位，一家只计一次", "the tops above those firms, each once"),
    said: &["集团等 单位 分别"],
    ..REGISTERED
};

pub static INVOLVED: Indicator = Indicator {
    id: "relocations.involved",
    title: text("疏解企业涉及资金", "money involved in relocations"),
    unit: Unit::Fen,
    basis: Basis { counted: text("涉及", "involved"), ..REGISTRATION },
    measure: Total::Sum("involved"),
    says: text(
        "注册落地企业的“涉及资金”，报告口径；不是到位，也不与到位相加",
        "“involved”, as reports have it; neither arrived nor added to what did",
    ),
    said: &["企业 涉及资金"],
    ..REGISTERED
};

pub static PAID_IN: Indicator = Indicator {
    id: "relocations.paid_in",
    title: text("疏解企业实缴资本", "capital paid in by firms that moved"),
    unit: Unit::Fen,
    basis: Basis { counted: text("实缴", "paid in"), ..REGISTRATION },
    measure: Total::Sum("paid_in"),
    says: text("注册落地企业实缴的资本", "capital paid in by firms that registered"),
    ..REGISTERED
};

pub static PRODUCING: Indicator = Indicator {
    id: "relocations.producing",
    title: text("疏解企业已投产", "firms that moved and produce"),
    unit: Unit::Firms,
    basis: Basis { counted: text("投产", "in production"), ..REGISTRATION },
    keeps: &[Keep::Filled("arrived"), Keep::Filled("producing_on")],
    measure: Total::Distinct("firm"),
    says: text(
        "资金到位并已投产运营的，按注册日期归期",
        "with money arrived and in production, by day of registration",
    ),
    ..REGISTERED
};

pub static TARGETED: Indicator = Indicator {
    id: "relocations.targeted",
    title: text("疏解目标企业", "targets of relocation"),
    says: text(
        "列入目标的企业，一家只计一次，不论几个区在对接",
        "targets, each once, however many districts court it",
    ),
    ..COURTED
};

/// Sorted by id.
pub static INDICATORS: &[&Indicator] =
    &[&ARRIVED, &CONTACTED, &FIRMS, &GOAL, &GROUPS, &INVOLVED, &PAID_IN, &PRODUCING, &TARGETED];
