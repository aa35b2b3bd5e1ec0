//! Programmes (协作项目计划): who helps whom under which name, from when until when. Figures of two
//! programmes are never mixed silently.

use crate::base::{Day, Error, Fault, RegionCode, Result, Said, say, text};
use crate::record::{Actor, Choice, Compare, Field, Kind, Ledger, Query, Register, Row, choice};

pub const KINDS: &[Choice] = &[
    choice("扶贫协作", "poverty-alleviation cooperation (to 2020)"),
    choice("协作", "east-west cooperation (from 2021)"),
    choice("协同合作", "coordinated cooperation"),
];

pub const FIELDS: &[Field] = &[
    Field::required("code", "编号", "code", Kind::Text)
        .hint("小写字母、数字和连字符，如 tj-cd", "small letters, digits and hyphens: tj-cd")
        .filter(),
    Field::required("name", "名称", "name", Kind::Text).also(&["项目计划名称", "协作名称"]),
    Field::optional("name_en", "英文名称", "English name", Kind::Text)
        .hint("英文简报用；不填则用中文名称", "for documents in English; else the Chinese name"),
    Field::required("kind", "类型", "kind", Kind::Choice(KINDS)).filter(),
    Field::required("helper_region", "帮扶方", "helper", Kind::Region).also(&[
        "支援方",
        "援助方",
        "帮扶地区",
    ]),
    Field::required("helped_region", "受援方", "helped", Kind::Region)
        .also(&["被帮扶方", "受援地区", "受帮扶方"])
        .filter(),
    Field::required("from_day", "起始日期", "from", Kind::Day).also(&["开始日期", "起"]),
    Field::optional("until_day", "终止日期", "until", Kind::Day)
        .also(&["结束日期", "止", "结项日期"])
        .hint("仍在实施的请留空", "leave empty while it runs"),
    Field::optional("basis", "依据文件", "basis", Kind::Text).also(&["依据", "文件依据"]),
    Field::optional("follows", "承接的项目计划", "follows", Kind::Ref("programmes"))
        .hint("前一项目计划的编号", "the code of the one before"),
];

/// Dated by its end, as all parties are; see [`super::PEOPLE`].
pub static PROGRAMMES: Register = Register {
    name: "programmes",
    title: text("协作项目计划", "programmes"),
    fields: FIELDS,
    key: &["code"],
    day: "until_day",
    region: "helped_region",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    let code = row.text("code").unwrap_or("");
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !code.chars().all(plain) {
        faults.push(row.fault(
            "code",
            say!(
                "编号只用小写字母、数字和连字符",
                "a code has small letters, digits and hyphens only"
            ),
            say!("请改为如 tj-cd 的编号", "write it like tj-cd"),
        ));
    }
    if row.text("follows") == Some(code) {
        faults.push(row.fault(
            "follows",
            say!("承接的是它自己", "it follows itself"),
            say!("请改为前一项目计划的编号，或留空", "name the one before, or leave it empty"),
        ));
    }
    super::check_both_sides(row, faults);
}

/// A programme as documents and checks speak of it.
pub struct Programme {
    pub name: Said,
    pub since: Day,
    /// Its last day, where it has one.
    pub until: Option<Day>,
    /// The helped place.
    pub region: RegionCode,
    /// The helping place.
    pub helper: RegionCode,
}

/// The programme of a code, from its register.
///
/// # Errors
/// `Missing` where none of that code is registered.
pub fn programme(ledger: &mut Ledger, actor: &Actor, code: &str) -> Result<Programme> {
    let query = Query::of(&PROGRAMMES).filter("code", Compare::Is, code);
    let row = ledger.list(actor, &query)?.into_iter().next();
    let row = row.ok_or_else(|| {
        Error::Missing(say!(
            "没有登记项目计划 {code}；请先导入 programmes 台账",
            "programme {code} is not registered; import it into `programmes` first"
        ))
    })?;
    let text = |field: &str| row.value(&PROGRAMMES, field).text().unwrap_or("").to_string();
    let damaged = || Error::Broken(format!("programme {code} has no first day or place"));
    let since = row.value(&PROGRAMMES, "from_day").day().ok_or_else(damaged)?;
    let until = row.value(&PROGRAMMES, "until_day").day();
    let region = RegionCode::parse(&text("helped_region")).ok_or_else(damaged)?;
    let helper = RegionCode::parse(&text("helper_region")).ok_or_else(damaged)?;
    let (zh, en) = (text("name"), text("name_en"));
    let en = if en.is_empty() { zh.clone() } else { en };
    Ok(Programme { name: Said { zh, en }, since, until, region, helper })
}
