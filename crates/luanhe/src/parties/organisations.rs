//! Organisations (单位): offices, firms, schools, clinics, once each, whatever they are called.

use crate::base::{Fault, Place, say, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice, parted};

use super::identity::uscc;

pub const KINDS: &[Choice] = &[
    choice("党政机关", "party or government office"),
    choice("事业单位", "public institution"),
    choice("学校", "school"),
    choice("医疗卫生机构", "hospital or clinic"),
    choice("企业", "firm"),
    choice("农民专业合作社", "farmers' cooperative"),
    choice("村集体经济组织", "village collective"),
    choice("社会组织", "social organisation"),
    choice("其他", "other"),
];

pub const ROLES: &[Choice] = &[
    choice("牵头单位", "lead"),
    choice("主管单位", "in charge"),
    choice("实施单位", "implementing"),
    choice("帮扶单位", "helper"),
    choice("受援单位", "helped"),
    choice("其他", "other"),
];

pub const FIELDS: &[Field] = &[
    Field::required("name", "单位名称", "name", Kind::Text)
        .also(&["机构名称", "企业名称", "名称", "单位", "学校名称", "卫生院名称"])
        .filter(),
    Field::optional("aliases", "别名", "also called", Kind::Text)
        .also(&["曾用名", "简称", "又称"])
        .hint("多个别名用顿号隔开", "several are parted by 、")
        .names(),
    Field::optional("uscc", "统一社会信用代码", "social credit code", Kind::Text)
        .also(&["信用代码", "社会信用代码", "组织机构代码"])
        .names()
        .filter(),
    Field::required("kind", "单位类别", "kind", Kind::Choice(KINDS))
        .also(&["单位性质", "机构类型", "企业类型"])
        .filter(),
    Field::required("region", "所在地", "region", Kind::Region)
        .also(&["所在县区", "注册地", "单位地址"])
        .filter(),
    Field::optional("duty", "在项目中的职责", "role", Kind::Choice(ROLES))
        .also(&["职责", "单位角色", "角色"])
        .filter(),
    Field::optional("parent", "上级单位", "parent", Kind::Ref("organisations")).also(&[
        "主管部门",
        "隶属单位",
        "母公司",
        "所属集团",
    ]),
    Field::optional("founded_on", "成立日期", "founded on", Kind::Day)
        .also(&["注册日期", "登记日期"]),
    Field::optional("dissolved_on", "撤并日期", "dissolved on", Kind::Day)
        .also(&["注销日期", "撤销日期"])
        .hint("存续的请留空", "leave empty while it stands"),
];

/// Dated by its end, as all parties are; see [`super::PEOPLE`].
pub static ORGANISATIONS: Register = Register {
    name: "organisations",
    title: text("单位库", "organisations"),
    fields: FIELDS,
    key: &["name"],
    day: "dissolved_on",
    region: "region",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    if let Some(code) = row.text("uscc") {
        faults.extend(uscc(code).flaws.into_iter().map(|flaw| flaw.at(Place::field("uscc"))));
    }
    let name = row.text("name").unwrap_or("");
    if row.text("parent") == Some(name) {
        faults.push(row.fault(
            "parent",
            say!("上级单位是它自己", "it is its own parent"),
            say!("请改为上级单位；没有的留空", "name the parent, or leave it empty"),
        ));
    }
    if row.text("aliases").is_some_and(|names| parted(names).any(|one| one == name)) {
        faults.push(row.doubt(
            "aliases",
            say!("别名与名称相同", "the alias is the name itself"),
            say!("请删去该别名", "remove that alias"),
        ));
    }
    faults.extend(row.in_order("founded_on", "dissolved_on"));
}
