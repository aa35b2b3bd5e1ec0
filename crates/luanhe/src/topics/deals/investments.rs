//! Money of a deal (资金), one row for each kind and paper: what was intended, planned, signed,
//! registered, involved, what arrived, what was granted. The kinds tell different things of the same
//! yuan, so no sum is ever made over two of them.

use crate::base::{Fault, say, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

/// In the order in which a deal goes through them.
pub const KINDS: &[Choice] = &[
    choice("意向", "intended"),
    choice("计划", "planned"),
    choice("签约", "signed"),
    choice("注册", "registered capital"),
    choice("涉及", "involved"),
    choice("到位", "arrived"),
    choice("补贴", "subsidy"),
];

const EXACTNESS: &[Choice] = &[choice("确数", "exact"), choice("约数", "about")];

const FORMS: &[Choice] = &[
    choice("现金", "cash"),
    choice("土地", "land"),
    choice("设备", "equipment"),
    choice("无形资产", "intangible"),
];

const FIELDS: &[Field] = &[
    Field::required("deal", "项目编号", "deal", Kind::Ref("deals"))
        .also(&["签约项目编号", "线索编号"]),
    Field::required("kind", "资金口径", "kind of money", Kind::Choice(KINDS))
        .also(&["口径", "资金类别", "资金性质"])
        .hint(
            "意向、计划、签约、注册、涉及、到位、补贴各记各的，不相加",
            "each kind by itself; kinds are never added",
        )
        .filter(),
    Field::required("amount", "金额", "amount", Kind::Money)
        .also(&["资金额", "投资额", "资金数额"])
        .filter(),
    Field::optional("exactness", "约数或确数", "exact or about", Kind::Choice(EXACTNESS))
        .also(&["是否约数"])
        .hint("协议里写“约”的填约数", "about, where the paper says so"),
    Field::required("county", "落地区县", "place", Kind::Region)
        .also(&["落地县", "落地区", "县（市、区）", "所在区县"])
        .filter(),
    Field::optional("entity", "设立主体", "firm set up", Kind::Named("organisations"))
        .also(&["注册企业", "新设企业", "项目公司"])
        .hint("注册的必填；一个项目设立几家的每家一行", "for registrations; a row for each firm"),
    Field::optional("form", "到位形式", "form", Kind::Choice(FORMS)).also(&["出资形式"]).filter(),
    Field::required("voucher", "依据编号", "paper", Kind::Text)
        .also(&["协议编号", "凭证号", "回单号", "文件编号"])
        .hint(
            "协议、执照、验资报告、银行回单的编号",
            "number of agreement, licence, report or receipt",
        ),
    Field::required("day", "日期", "day", Kind::Day)
        .also(&["发生日期", "签订日期", "到账日期"])
        .filter(),
];

pub static INVESTMENTS: Register = Register {
    name: "investments",
    title: text("签约项目资金台账", "money of deals"),
    fields: FIELDS,
    key: &["deal", "kind", "voucher"],
    day: "day",
    region: "county",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    faults.extend(row.positive("amount"));
    let kind = row.text("kind").unwrap_or("");
    if kind == "注册" && row.text("entity").is_none() {
        faults.push(row.fault(
            "entity",
            say!("注册资本没有写设立了哪家企业", "registered capital of no firm"),
            say!("请填营业执照上的企业；还没有注册的不要填“注册”", "name the firm on the licence"),
        ));
    }
    if kind == "到位" && row.text("exactness") == Some("约数") {
        faults.push(row.fault(
            "exactness",
            say!("到位资金不能是约数", "money that arrived is never “about”"),
            say!("请按回单或验资报告填到分", "give it to the fen, by receipt or capital report"),
        ));
    }
    if kind != "到位" && row.text("form").is_some() {
        faults.push(row.doubt(
            "form",
            say!("只有到位资金才有到位形式", "only money that arrived has a form"),
            say!("请核对资金口径", "check the kind of money"),
        ));
    }
}
