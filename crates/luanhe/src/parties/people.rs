//! People (人员库): whoever a project, a post or a measure is for, once each, by ID number.

use crate::base::{Fault, Place, say, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

use super::identity::birth_and_sex;

pub const HOUSEHOLD_TYPES: &[Choice] = &[
    choice("一般户", "ordinary"),
    choice("脱贫户", "lifted out of poverty"),
    choice("脱贫不稳定户", "lifted, unstable"),
    choice("边缘易致贫户", "marginal, at risk"),
    choice("突发严重困难户", "sudden severe hardship"),
];

/// To the head of the household (GB/T 4761, as the national registry words it).
pub const RELATIONS: &[Choice] = &[
    choice("户主", "head"),
    choice("配偶", "spouse"),
    choice("之子", "son"),
    choice("之女", "daughter"),
    choice("之儿媳", "daughter-in-law"),
    choice("之女婿", "son-in-law"),
    choice("之孙子", "grandson"),
    choice("之孙女", "granddaughter"),
    choice("之父", "father"),
    choice("之母", "mother"),
    choice("之公婆", "parent-in-law (husband's)"),
    choice("之岳父母", "parent-in-law (wife's)"),
    choice("之祖父母", "grandparent"),
    choice("之兄弟姐妹", "sibling"),
    choice("其他", "other"),
];

pub const SEXES: &[Choice] = &[choice("男", "male"), choice("女", "female")];

pub const HEALTH: &[Choice] = &[
    choice("健康", "healthy"),
    choice("长期慢性病", "chronic illness"),
    choice("患有大病", "serious illness"),
    choice("残疾", "disabled"),
];

pub const DISABILITY_LEVELS: &[Choice] = &[
    choice("一级", "level 1 (heaviest)"),
    choice("二级", "level 2"),
    choice("三级", "level 3"),
    choice("四级", "level 4"),
];

pub const LABOUR: &[Choice] = &[
    choice("普通劳动力", "ordinary"),
    choice("技能劳动力", "skilled"),
    choice("弱劳动力或半劳动力", "weak or half"),
    choice("丧失劳动力", "lost"),
    choice("无劳动力", "none"),
];

pub const YES_NO: &[Choice] = &[choice("是", "yes"), choice("否", "no")];

pub const CADRE_TIES: &[Choice] = &[
    choice("否", "none"),
    choice("村干部", "village cadre"),
    choice("村干部家属", "family of a village cadre"),
];

pub const FIELDS: &[Field] = &[
    Field::required("name", "姓名", "name", Kind::Text).also(&["人员姓名", "成员姓名"]).filter(),
    Field::required("id_number", "身份证号", "ID number", Kind::IdNumber)
        .also(&["证件号码", "身份证号码", "公民身份号码", "公民身份证号"])
        .hint("18位，末位可为X", "18 characters, the last may be X"),
    Field::required("region", "居住地", "place of residence", Kind::Region)
        .also(&["行政村", "村", "村编码", "所在村", "住址", "县乡村"])
        .hint("写到村或乡镇", "down to the village or township")
        .filter(),
    Field::optional("household", "户编号", "household", Kind::Text)
        .leads_to("households")
        .also(&["户编码", "户号", "家庭编号", "AAC001"])
        .filter(),
    Field::optional("person_no", "人编号", "number in the registry", Kind::Text)
        .also(&["人员编号", "成员编号"]),
    Field::optional("household_type", "户类型", "household type", Kind::Choice(HOUSEHOLD_TYPES))
        .also(&["农户类型", "家庭类型"])
        .filter(),
    Field::optional("relation", "与户主关系", "relation to head", Kind::Choice(RELATIONS)).also(&[
        "户主关系",
        "家庭关系",
        "关系",
    ]),
    Field::optional("sex", "性别", "sex", Kind::Choice(SEXES))
        .hint("由身份证号得出，可不填", "follows from the ID number"),
    Field::optional("born_on", "出生日期", "born on", Kind::Day)
        .also(&["出生年月日", "出生年月"])
        .hint("由身份证号得出，可不填", "follows from the ID number"),
    Field::optional("ethnicity", "民族", "ethnicity", Kind::Text),
    Field::optional("phone", "联系电话", "telephone", Kind::Phone).also(&[
        "联系方式",
        "电话",
        "手机号",
        "手机号码",
        "人联系电话",
        "AAR012",
    ]),
    Field::optional("bank_account", "银行账号", "bank account", Kind::Bank).also(&[
        "银行卡号",
        "一卡通账号",
        "一卡通号",
        "账号",
        "开户账号",
    ]),
    Field::optional("health", "健康状况", "health", Kind::Choice(HEALTH))
        .also(&["健康情况", "身体状况"]),
    Field::optional(
        "disability_level",
        "残疾等级",
        "disability level",
        Kind::Choice(DISABILITY_LEVELS),
    )
    .also(&["残疾级别"]),
    Field::optional("labour", "劳动能力", "ability to work", Kind::Choice(LABOUR)).also(&[
        "劳动技能",
        "劳动力类型",
        "劳动力状况",
    ]),
    Field::optional("schooling", "文化程度", "schooling", Kind::Text).also(&["学历"]),
    Field::optional("at_school", "在校生状况", "at school", Kind::Text).also(&["在校情况"]),
    Field::optional("months_worked", "务工时间（月）", "months worked away", Kind::Whole)
        .also(&["务工时间", "务工月数"]),
    Field::optional(
        "insured",
        "是否参加大病保险",
        "insured for serious illness",
        Kind::Choice(YES_NO),
    )
    .also(&["大病保险"]),
    Field::optional("cadre_tie", "是否村干部或家属", "tie to cadres", Kind::Choice(CADRE_TIES))
        .also(&["村干部家属", "是否村干部家属"]),
    Field::optional("identified_on", "识别日期", "identified on", Kind::Day)
        .also(&["人员识别时间", "识别时间"])
        .filter(),
    Field::optional("died_on", "死亡日期", "died on", Kind::Day)
        .also(&["去世日期", "死亡时间"])
        .hint("健在的请留空", "leave empty for the living"),
    Field::optional("moved_out_on", "迁出日期", "moved out on", Kind::Day)
        .also(&["户籍迁出日期", "迁出时间"])
        .hint("未迁出的请留空", "leave empty where the person stays"),
];

/// A standing fact is dated by its end: closing a period must not keep a person who was identified
/// in it from getting a new telephone later.
pub static PEOPLE: Register = Register {
    name: "people",
    title: text("人员库", "people"),
    fields: FIELDS,
    key: &["id_number"],
    day: "moved_out_on",
    region: "region",
    personal: true,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    check_name(row, faults);
    check_against_id(row, faults);
    check_dates(row, faults);
    check_health(row, faults);
    check_work(row, faults);
    if row.text("household_type").is_some() && row.text("household").is_none() {
        faults.push(row.doubt(
            "household",
            say!("填了户类型而没有户编号", "a household type without a household"),
            say!("请补户编号", "add the household's number"),
        ));
    }
}

/// DQ-008: blanks, digits and signs in a name; the dot of transcribed names is right.
fn check_name(row: &Row<'_>, faults: &mut Vec<Fault>) {
    let name = row.text("name").unwrap_or("");
    let odd = |c: char| !(c.is_alphabetic() || c == '·');
    if name.chars().any(odd) || name.chars().count() < 2 {
        faults.push(row.doubt(
            "name",
            say!(
                "姓名里有空格或符号，或只有一个字",
                "blanks or signs in the name, or one character"
            ),
            say!("请与身份证核对", "compare it with the identity card"),
        ));
    }
}

/// DQ-002: what was entered against what the ID number says.
fn check_against_id(row: &Row<'_>, faults: &mut Vec<Fault>) {
    let Some((birth, sex)) = row.text("id_number").and_then(birth_and_sex) else { return };
    let remedy = || {
        say!(
            "请改正，或留空由身份证号得出",
            "correct it, or leave it empty: it follows from the ID number"
        )
    };
    if row.text("sex").is_some_and(|entered| entered != sex.word()) {
        let reason = say!("性别与身份证号不符", "the sex differs from the ID number's");
        faults.push(row.fault("sex", reason, remedy()));
    }
    if row.day("born_on").is_some_and(|entered| entered != birth) {
        let reason =
            say!("出生日期与身份证号不符", "the day of birth differs from the ID number's");
        faults.push(row.fault("born_on", reason, remedy()));
    }
}

fn check_dates(row: &Row<'_>, faults: &mut Vec<Fault>) {
    let birth = row.text("id_number").and_then(birth_and_sex).map(|(birth, _)| birth);
    let Some(birth) = birth.or(row.day("born_on")) else { return };
    for (field, zh, en) in [
        ("died_on", "死亡日期", "the day of death"),
        ("moved_out_on", "迁出日期", "the day of moving out"),
        ("identified_on", "识别日期", "the day of identification"),
    ] {
        if row.day(field).is_some_and(|day| day < birth) {
            faults.push(Fault::error(
                Place::field(field),
                say!("{zh}早于出生日期", "{en} is before the day of birth"),
                say!("请核对日期", "check the day"),
            ));
        }
    }
}

/// DQ-033 and 034: a year has twelve months, and whoever cannot work has worked in none.
fn check_work(row: &Row<'_>, faults: &mut Vec<Fault>) {
    let Some(months) = row.whole("months_worked") else { return };
    if !(0..=12).contains(&months) {
        faults.push(row.fault(
            "months_worked",
            say!("一年没有 {months} 个月", "a year has no {months} months"),
            say!("请填0至12", "enter 0 to 12"),
        ));
    }
    if months > 0 && row.text("labour") == Some("丧失劳动力") {
        faults.push(row.fault(
            "months_worked",
            say!("丧失劳动力而有务工时间", "lost ability to work, but worked away"),
            say!("请核对两栏", "check both columns"),
        ));
    }
}

/// DQ-030 and 031: health and disability must agree.
fn check_health(row: &Row<'_>, faults: &mut Vec<Fault>) {
    let level = row.text("disability_level").is_some();
    match row.text("health") {
        Some("残疾") if !level => faults.push(row.doubt(
            "disability_level",
            say!("健康状况为残疾而没有残疾等级", "disabled, but without a level"),
            say!("请按残疾人证补填", "take it from the disability card"),
        )),
        Some("健康") if level => faults.push(row.doubt(
            "health",
            say!("有残疾等级而健康状况为健康", "a level of disability, but healthy"),
            say!("请核对健康状况", "check the state of health"),
        )),
        _ => {}
    }
}
