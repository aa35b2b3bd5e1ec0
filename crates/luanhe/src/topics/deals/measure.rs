//! How many deals there are, what they are worth in each kind of money, what their investors asked.

use super::investments::INVESTMENTS;
use super::record::DEALS;
use super::services::SERVICES;
use crate::base::{Text, Unit, text};
use crate::measure::{Basis, Indicator, Keep};
use crate::record::Total;

const PLACE: Text = text("项目落地的区县", "place of the deal");

const LISTED: Indicator = Indicator {
    splits: &["stage", "kind", "nature", "model", "direction", "framework"],
    ..Indicator::of(
        &DEALS,
        "listed_on",
        Basis::flow(text("登记", "listed"), text("登记日期", "day listed"), PLACE),
    )
};

/// What is booked of one kind of money. Its word is the basis, so that no two kinds add up.
const fn money(keeps: &'static [Keep], counted: Text) -> Indicator {
    Indicator {
        unit: Unit::Fen,
        keeps,
        measure: Total::Sum("amount"),
        splits: &["deal", "exactness", "form"],
        ..Indicator::of(
            &INVESTMENTS,
            "day",
            Basis::flow(counted, text("依据的日期", "day of the paper"), PLACE),
        )
    }
}

const ASKED: Indicator = Indicator {
    splits: &["state", "owner", "rating"],
    ..Indicator::of(
        &SERVICES,
        "raised_on",
        Basis::flow(text("提出", "raised"), text("提出日期", "day raised"), PLACE),
    )
};

const INTENTION: Indicator = money(&[Keep::Is("kind", "意向")], text("意向", "intended"));
const REGISTRATION: Indicator =
    money(&[Keep::Is("kind", "注册")], text("注册", "registered capital"));

pub static ARRIVED: Indicator = Indicator {
    id: "deals.arrived",
    title: text("签约项目到位资金", "money arrived for deals"),
    says: text(
        "有回单、验资报告等凭证的到位资金，分笔相加；与意向、签约额不相加",
        "by receipt or capital report, each payment; never added to what was intended or signed",
    ),
    said: &["投资 设立 研究院 数据中心", "签约项目 到位资金"],
    ..money(&[Keep::Is("kind", "到位")], text("到位", "arrived"))
};

pub static COUNT: Indicator = Indicator {
    id: "deals.count",
    title: text("登记的签约项目", "deals listed"),
    unit: Unit::Projects,
    says: text(
        "登记的项目，各阶段都在内；框架协议的每项意向各计一个",
        "deals listed, at whatever stage; each intention of an agreement is one",
    ),
    ..LISTED
};

pub static DIRECTIONS: Indicator = Indicator {
    id: "deals.directions",
    title: text("框架协议合作方向", "fields of framework agreements"),
    keeps: &[Keep::Filled("framework")],
    measure: Total::Distinct("direction"),
    says: text("框架协议下各项意向的不同方向", "different fields of the intentions of agreements"),
    said: &["集团 方面 达成"],
    ..LISTED
};

pub static FIRMS: Indicator = Indicator {
    id: "deals.firms",
    title: text("签约项目注册企业", "firms set up by deals"),
    unit: Unit::Firms,
    measure: Total::Distinct("entity"),
    says: text(
        "有营业执照的企业，一家只计一次；注册不等于到位",
        "firms with a licence, each once; to register is not to invest",
    ),
    ..REGISTRATION
};

pub static INTENDED: Indicator = Indicator {
    id: "deals.intended",
    title: text("意向投资额", "investment intended"),
    says: text(
        "意向协议写的投资额，多为约数；意向不等于落地，不与签约、到位相加",
        "what intentions name, mostly about; an intention is not a landing, nor added to one",
    ),
    said: &["合作意向 总投资金额", "意向 总投资"],
    ..INTENTION
};

pub static INTENTIONS: Indicator = Indicator {
    id: "deals.intentions",
    title: text("达成合作意向", "intentions agreed"),
    unit: Unit::Items,
    measure: Total::Distinct("deal"),
    says: text(
        "有意向协议的项目，一个项目只计一次，之后走到哪一步都在内",
        "deals with an intention on paper, each once, however far they went since",
    ),
    said: &["达成 合作意向"],
    ..INTENTION
};

pub static INVOLVED: Indicator = Indicator {
    id: "deals.involved",
    title: text("签约项目涉及资金", "money involved in deals"),
    says: text(
        "报告写“涉及资金”而没有说明口径的",
        "what reports call “involved” and do not define",
    ),
    ..money(&[Keep::Is("kind", "涉及")], text("涉及", "involved"))
};

pub static OPEN_SERVICES: Indicator = Indicator {
    id: "deals.open_services",
    title: text("期末未办结的服务事项", "requests open at the end of the period"),
    keeps: &[Keep::OneOf("state", &["办理中", "已办结"])],
    basis: Basis::stock(
        "answered_on",
        text("未办结", "open"),
        text("提出、办结日期", "days raised and answered"),
        PLACE,
    ),
    says: text("期末当日已提出而没有办结的", "raised by the last day and not answered"),
    ..ASKED
};

pub static PLANNED: Indicator = Indicator {
    id: "deals.planned",
    title: text("签约项目计划投资", "investment planned"),
    says: text("备案或方案写的计划总投资", "the total that plans name"),
    ..money(&[Keep::Is("kind", "计划")], text("计划", "planned"))
};

pub static REGISTERED: Indicator = Indicator {
    id: "deals.registered",
    title: text("签约项目注册资本", "capital registered by deals"),
    says: text("营业执照写的注册资本，是认缴数", "as the licence says: subscribed, not paid in"),
    ..REGISTRATION
};

pub static SERVICES_RAISED: Indicator = Indicator {
    id: "deals.services_raised",
    title: text("签约项目服务事项", "requests raised"),
    says: text(
        "投资方提出的诉求，撤回的也在内",
        "requests of investors, withdrawn ones among them",
    ),
    ..ASKED
};

pub static SIGNED: Indicator = Indicator {
    id: "deals.signed",
    title: text("正式签约额", "investment signed"),
    says: text(
        "正式协议写的投资额；框架、意向不在内",
        "what contracts name; no frameworks, no intentions",
    ),
    ..money(&[Keep::Is("kind", "签约")], text("签约", "signed"))
};

pub static SUBSIDIES: Indicator = Indicator {
    id: "deals.subsidies",
    title: text("签约项目补贴", "subsidies to deals"),
    says: text("财政给项目的补贴，不是投资", "granted by treasuries: no investment"),
    ..money(&[Keep::Is("kind", "补贴")], text("补贴", "subsidy"))
};

/// Money in the order in which a deal goes through it.
pub const MONEY: [&Indicator; 7] =
    [&INTENDED, &PLANNED, &SIGNED, &REGISTERED, &INVOLVED, &ARRIVED, &SUBSIDIES];

/// Sorted by id.
pub static INDICATORS: &[&Indicator] = &[
    &ARRIVED,
    &COUNT,
    &DIRECTIONS,
    &FIRMS,
    &INTENDED,
    &INTENTIONS,
    &INVOLVED,
    &OPEN_SERVICES,
    &PLANNED,
    &REGISTERED,
    &SERVICES_RAISED,
    &SIGNED,
    &SUBSIDIES,
];
