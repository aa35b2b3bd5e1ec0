//! What a household of the registry is: its type, why it was poor, whether it is at risk again and
//! since when. Who belongs to it stands in the people register, under its number.

use crate::base::{Fault, say, text};
use crate::parties::{HOUSEHOLD_TYPES, YES_NO};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

/// 监测对象: those that may fall back, or fall for the first time.
const MONITORED: &[Choice] = &[
    choice("脱贫不稳定户", "lifted, unstable"),
    choice("边缘易致贫户", "marginal, at risk"),
    choice("突发严重困难户", "sudden severe hardship"),
];

/// As the registry words them; the last four came with later notices.
const CAUSES: &[Choice] = &[
    choice("因病", "illness"),
    choice("因残", "disability"),
    choice("因学", "schooling"),
    choice("因灾", "disaster"),
    choice("缺土地", "no land"),
    choice("缺水", "no water"),
    choice("缺技术", "no skill"),
    choice("缺劳力", "no labour"),
    choice("缺资金", "no money"),
    choice("交通条件落后", "no road"),
    choice("自身发展动力不足", "no drive of its own"),
    choice("因婚", "marriage"),
    choice("因丧", "a death"),
    choice("因意外", "accident"),
    choice("因疫", "epidemic"),
    choice("其他", "other"),
];

const FIELDS: &[Field] = &[
    Field::required("code", "户编号", "household", Kind::Text)
        .also(&["户编码", "户号", "家庭编号", "AAC001"])
        .hint(
            "系统内唯一，户不在了也不再用",
            "given once, and never again when the household has gone",
        )
        .filter(),
    Field::required("county", "居住地", "place of residence", Kind::Region)
        .also(&["行政村", "村", "村编码", "所在村", "住址", "县乡村"])
        .hint("写到村或乡镇", "down to the village or township")
        .filter(),
    Field::required("kind", "户类型", "household type", Kind::Choice(HOUSEHOLD_TYPES))
        .also(&["农户类型", "家庭类型", "AAC006"])
        .filter(),
    Field::optional("members", "人数", "members", Kind::Whole).also(&[
        "家庭人口",
        "家庭人口数",
        "户人口",
    ]),
    Field::optional("monitored", "监测对象类型", "monitored as", Kind::Choice(MONITORED))
        .also(&["易返贫致贫户（监测对象）类型", "易返贫致贫户类型"])
        .filter(),
    Field::optional("cause", "主要致贫原因", "main cause", Kind::Choice(CAUSES))
        .also(&["致贫原因1", "致贫原因", "AAC007"])
        .filter(),
    Field::optional("unsafe_house", "危房户", "house is unsafe", Kind::Choice(YES_NO))
        .also(&["是否危房户", "是否危房"]),
    Field::optional("safe_water", "是否解决安全饮用水", "water is safe", Kind::Choice(YES_NO))
        .also(&["是否解决饮水安全", "饮水安全"]),
    Field::optional("phone", "户联系电话", "telephone", Kind::Phone),
    Field::optional("identified_on", "首次识别时间", "first identified on", Kind::Day)
        .also(&["户识别时间", "建档时间"]),
    Field::optional("risk_found_on", "风险识别时间", "risk found on", Kind::Day)
        .also(&["监测识别时间", "纳入监测时间"])
        .filter(),
    Field::optional("risk_gone", "风险是否消除", "risk is gone", Kind::Choice(YES_NO))
        .also(&["是否消除风险"])
        .filter(),
    Field::optional("risk_gone_on", "风险消除时间", "risk gone on", Kind::Day).also(&["消除时间"]),
    Field::optional("ended_on", "整户注销日期", "household ended on", Kind::Day)
        .also(&["自然消除日期", "销户日期"])
        .hint("户还在的请留空", "leave empty while the household stands"),
];

/// A standing fact is dated by its end, as people are: closing a year must not keep a household's
/// risk from being found later.
pub static HOUSEHOLDS: Register = Register {
    name: "households",
    title: text("农户台账", "households"),
    fields: FIELDS,
    key: &["code"],
    day: "ended_on",
    region: "county",
    personal: true,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    faults.extend(row.positive("members"));
    faults.extend(row.in_order("identified_on", "ended_on"));
    faults.extend(row.in_order("risk_found_on", "risk_gone_on"));
    if row.text("risk_gone") == Some("是") && row.day("risk_gone_on").is_none() {
        faults.push(row.doubt(
            "risk_gone_on",
            say!("风险已消除，没有消除时间", "the risk is gone, but no day is given"),
            say!("请按消除公示补填", "take the day from the public notice"),
        ));
    }
    if row.text("risk_gone") == Some("否") && row.day("risk_gone_on").is_some() {
        faults.push(row.fault(
            "risk_gone",
            say!("填了消除时间，而“风险是否消除”是否", "a day is given, but the risk is not gone"),
            say!("请核对两栏", "check both columns"),
        ));
    }
    if row.text("monitored").is_some() && row.day("risk_found_on").is_none() {
        faults.push(row.doubt(
            "risk_found_on",
            say!("是监测对象，没有风险识别时间", "monitored, but the risk has no day"),
            say!("请按审定公告补填", "take the day from the county's decision"),
        ));
    }
}
