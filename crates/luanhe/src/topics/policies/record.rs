//! A document of policy: who issued it, under which number, on which level, from when until when it is in
//! force, and what it takes the place of.

use crate::base::{Fault, say, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

const LEVELS: &[Choice] = &[
    choice("中央", "central"),
    choice("部委", "ministry"),
    choice("省市", "province or municipality"),
    choice("市", "prefecture"),
    choice("区县", "district or county"),
    choice("单位", "office"),
];

const KINDS: &[Choice] = &[
    choice("重要指示和讲话", "instruction or speech"),
    choice("法律法规", "law"),
    choice("意见", "opinion"),
    choice("办法", "measures"),
    choice("通知", "notice"),
    choice("规划", "plan"),
    choice("会议纪要", "minutes"),
    choice("其他", "other"),
];

const FIELDS: &[Field] = &[
    Field::required("code", "文件编号", "code", Kind::Text)
        .also(&["编号", "序列号"])
        .hint(
            "本单位文件库的编号，协议、任务的“依据文件”填它",
            "the office's own; agreements name it as their basis",
        )
        .filter(),
    Field::required("title", "文件标题", "title", Kind::Text).also(&["文件名称", "标题"]),
    Field::optional("number", "文号", "number", Kind::Text)
        .also(&["发文字号", "文件号"])
        .hint(
            "如 财农〔2021〕19号；讲话没有文号的留空",
            "like 财农〔2021〕19号; empty where it has none",
        )
        .filter(),
    Field::required("issuer", "发文单位", "issuer", Kind::Text)
        .also(&["发文机关", "印发单位"])
        .filter(),
    Field::required("level", "发文层级", "level", Kind::Choice(LEVELS)).also(&["层级"]).filter(),
    Field::required("kind", "文件类型", "kind", Kind::Choice(KINDS))
        .also(&["类型", "文种"])
        .filter(),
    Field::required("county", "适用地区", "place", Kind::Region)
        .also(&["适用范围", "地区"])
        .hint("全国适用的填帮扶计划的受援地", "the helped place, where it holds for all")
        .filter(),
    Field::required("issued_on", "发布日期", "issued on", Kind::Day)
        .also(&["发文日期", "印发日期", "成文日期"])
        .filter(),
    Field::optional("until_day", "失效日期", "in force until", Kind::Day)
        .ends()
        .also(&["废止日期", "有效期至"])
        .hint("仍有效的留空", "empty while it is in force")
        .filter(),
    Field::optional("replaces", "替代的文件", "replaces", Kind::Ref("policies"))
        .also(&["废止的文件"])
        .hint("原文件的编号", "the code of the one before"),
    Field::optional("cited", "出处", "cited from", Kind::Text)
        .also(&["网址", "来源"])
        .hint("公开网址，或存放处", "the public address, or where it is kept"),
];

pub static POLICIES: Register = Register {
    name: "policies",
    title: text("政策文件库", "documents of policy"),
    fields: FIELDS,
    key: &["code"],
    day: "issued_on",
    region: "county",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    faults.extend(row.in_order("issued_on", "until_day"));
    if row.text("replaces").is_some_and(|code| row.text("code") == Some(code)) {
        faults.push(row.fault(
            "replaces",
            say!("填的是它自己的编号", "it names itself"),
            say!("请填另一份文件的编号，或留空", "name another document, or leave it empty"),
        ));
    }
    if row.text("number").is_some_and(|number| !number.contains(['〔', '号'])) {
        faults.push(row.doubt(
            "number",
            say!("文号里没有“〔年份〕”和“号”", "a number without its year in 〔〕 and 号"),
            say!("请照文件写，如 财农〔2021〕19号", "write it as the document does"),
        ));
    }
}
