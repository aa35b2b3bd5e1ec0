//! What was done for a school or clinic, one row each time (所次). How many schools and clinics that
//! are (所) is asked by name, so a name says where it is.

use crate::base::{Fault, say, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

pub const SCHOOLS: &[&str] = &["学校", "幼儿园"];
pub const CLINICS: &[&str] = &["乡镇卫生院", "村卫生室"];

const KINDS: &[Choice] = &[
    choice("学校", "school"),
    choice("幼儿园", "kindergarten"),
    choice("乡镇卫生院", "township clinic"),
    choice("村卫生室", "village clinic"),
    choice("其他", "other"),
];

/// What an institution is by its name.
const NAMED: &[(&str, &[&str])] = &[
    ("小学", SCHOOLS),
    ("中学", SCHOOLS),
    ("学校", SCHOOLS),
    ("幼儿园", SCHOOLS),
    ("卫生院", CLINICS),
    ("卫生室", CLINICS),
];

const WORKS: &[Choice] = &[
    choice("房屋改造", "building work"),
    choice("设备配置", "equipment"),
    choice("人员培训", "training of staff"),
    choice("支教", "visiting teachers"),
    choice("支医", "visiting doctors"),
    choice("远程服务", "remote service"),
    choice("其他", "other"),
];

const EQUIPMENT_STATES: &[Choice] =
    &[choice("在用", "in use"), choice("部分闲置", "partly idle"), choice("闲置", "idle")];

const FIELDS: &[Field] = &[
    Field::required("institution", "受助机构", "school or clinic", Kind::Named("organisations"))
        .also(&["学校名称", "学校（幼儿园）名称", "机构名称", "卫生院（室）名称", "受助单位"])
        .hint(
            "写全称，含县和乡镇；同名的两所会被当作一所",
            "the full name with county and township: two of one name count as one",
        ),
    Field::required("kind", "机构类别", "kind", Kind::Choice(KINDS))
        .also(&["类别", "学校类别", "机构类型"])
        .filter(),
    Field::required("county", "所在地", "place", Kind::Region)
        .also(&["所在县", "所在乡镇", "县（市、区）", "县乡村"])
        .filter(),
    Field::required("work", "帮扶内容", "what was done", Kind::Choice(WORKS))
        .also(&["改善内容", "改造内容", "建设内容"])
        .filter(),
    Field::required("day", "完成日期", "done on", Kind::Day)
        .also(&["完成时间", "完工日期", "日期"])
        .filter(),
    Field::optional("project", "项目编号", "project", Kind::Ref("projects"))
        .also(&["项目代码", "对应项目编号"]),
    Field::optional("amount", "投入金额", "amount", Kind::Money).also(&[
        "投入资金",
        "援助金额",
        "资金额",
        "金额",
    ]),
    Field::optional("pieces", "设备件数", "pieces of equipment", Kind::Whole)
        .also(&["设备台套数", "设备数量"]),
    Field::optional("equipment_state", "设备状态", "equipment is", Kind::Choice(EQUIPMENT_STATES))
        .later()
        .also(&["设备使用情况", "使用状态"]),
];

pub static FACILITIES: Register = Register {
    name: "facilities",
    title: text("学校和医疗机构受助台账", "help to schools and clinics"),
    fields: FIELDS,
    key: &["institution", "work", "day"],
    day: "day",
    region: "county",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    for name in ["amount", "pieces"] {
        faults.extend(row.not_negative(name));
    }
    let kind = row.text("kind").unwrap_or("");
    let name = row.text("institution").unwrap_or("");
    let named = NAMED.iter().find(|(word, _)| name.contains(word));
    if let Some((word, kinds)) = named
        && kind != "其他"
        && !kinds.contains(&kind)
    {
        faults.push(row.fault(
            "kind",
            say!(
                "名称里有“{word}”，机构类别却是“{kind}”",
                "the name says {word}, and the kind is {kind}"
            ),
            say!(
                "请核对名称和类别：学校与医疗机构分开计数",
                "check both: schools and clinics are counted apart"
            ),
        ));
    }
    let work = row.text("work").unwrap_or("");
    if SCHOOLS.contains(&kind) && work == "支医" || CLINICS.contains(&kind) && work == "支教" {
        faults.push(row.fault(
            "work",
            say!("{kind}不会有“{work}”", "{work} is not for {kind}"),
            say!("学校填支教，医疗机构填支医", "支教 is for schools, 支医 for clinics"),
        ));
    }
}
