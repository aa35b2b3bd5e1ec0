//! A deal (项目): what somebody may invest in, where, who looks after it, how far it has come, and what
//! is done next and by when. An agreement over several intentions is a row for each: they go their
//! ways one by one. What it is worth stands in the register of investments, one kind of money a row.

use crate::base::{Fault, say, text};
use crate::parties::{MODELS, NATURES, STAGES};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

const KINDS: &[Choice] = &[
    choice("产业园区", "park"),
    choice("中心", "centre"),
    choice("平台", "platform"),
    choice("零售门店", "shops"),
    choice("智慧城市", "smart city"),
    choice("农业农村", "agriculture and villages"),
    choice("生产加工", "production"),
    choice("科研机构", "research"),
    choice("其他", "other"),
];

const FIELDS: &[Field] = &[
    Field::required("code", "项目编号", "code", Kind::Text)
        .also(&["签约项目编号", "线索编号", "编号"])
        .filter(),
    Field::required("name", "项目名称", "name", Kind::Text).also(&[
        "签约项目",
        "合作意向",
        "合作事项",
        "线索名称",
    ]),
    Field::optional("framework", "框架协议", "framework agreement", Kind::Text)
        .also(&["总协议", "战略合作协议"])
        .hint(
            "一份协议有几项意向的，每项一行，都填这份协议的名称",
            "an agreement over several intentions: a row each, all with its name",
        )
        .filter(),
    Field::required("direction", "合作方向", "field", Kind::Text)
        .also(&["合作方面", "合作领域", "产业方向"])
        .filter(),
    Field::required("kind", "项目类型", "kind", Kind::Choice(KINDS))
        .also(&["项目类别", "类型"])
        .filter(),
    Field::required("nature", "协作或合作", "nature", Kind::Choice(NATURES))
        .also(&["性质（协作/合作）", "协作性质"])
        .hint("协作是帮扶，合作是市场行为", "assistance, or cooperation on the market")
        .filter(),
    Field::optional("model", "产业协作模式", "model", Kind::Choice(MODELS))
        .also(&["协作模式", "合作模式"])
        .filter(),
    Field::required("investor", "投资方", "investor", Kind::Named("organisations"))
        .also(&["投资单位", "投资主体", "投资企业"])
        .hint("填单位库里的名称或信用代码", "its name or code in the register of organisations"),
    Field::required("county", "落地区县", "place", Kind::Region)
        .also(&["拟落地区县", "落地县", "落地区", "县（市、区）", "所在区县"])
        .hint("定了哪个区县填哪个，没定的填市", "the county or district; the city where it is open")
        .filter(),
    Field::optional("site", "选址", "site", Kind::Text).later().also(&["用地或场所", "落地地址"]),
    Field::optional("owner", "责任单位", "looked after by", Kind::Named("organisations"))
        .later()
        .also(&["跟进单位", "牵头单位", "责任人单位"]),
    Field::required("stage", "所处阶段", "stage", Kind::Choice(STAGES))
        .later()
        .also(&["阶段", "项目阶段", "目前进展"])
        .filter(),
    Field::optional("stage_on", "进入阶段日期", "in this stage since", Kind::Day)
        .later()
        .also(&["进入该阶段时间", "阶段日期"])
        .filter(),
    Field::optional("next_action", "下一步工作", "next action", Kind::Text).later().also(&[
        "下一步",
        "下步工作",
        "待办事项",
    ]),
    Field::optional("next_on", "下一步时限", "next action by", Kind::Day)
        .later()
        .also(&["下步时限", "完成时限", "下次对接时间"])
        .filter(),
    Field::optional("last_contact_on", "最近对接日期", "last contact on", Kind::Day)
        .later()
        .also(&["最近联系日期", "最近对接时间", "上次对接时间"])
        .filter(),
    Field::optional("outcome", "可量化成效", "measurable outcome", Kind::Text)
        .later()
        .also(&["成效", "建设成效"])
        .hint("写得出数的，如服务企业数、用户数", "with a number: firms served, users"),
    Field::optional("shops", "已开门店数", "shops opened", Kind::Whole)
        .later()
        .also(&["开业门店数", "门店数量"]),
    Field::optional("ended_because", "终止原因", "ended because", Kind::Text)
        .later()
        .also(&["终止理由", "流失原因"]),
    Field::required("listed_on", "登记日期", "listed on", Kind::Day)
        .also(&["线索日期", "登记时间", "入库日期"])
        .filter(),
];

pub static DEALS: Register = Register {
    name: "deals",
    title: text("签约项目台账", "deals"),
    fields: FIELDS,
    key: &["code"],
    day: "listed_on",
    region: "county",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    faults.extend(row.in_order("listed_on", "last_contact_on"));
    faults.extend(row.not_negative("shops"));
    let stage = row.text("stage").unwrap_or("");
    if stage == "终止" && row.text("ended_because").is_none() {
        faults.push(row.doubt(
            "ended_because",
            say!("项目已终止，没有写原因", "the deal ended and nothing says why"),
            say!("请补终止原因", "say why it ended"),
        ));
    }
    let runs = matches!(stage, "投产" | "达产");
    if runs && row.text("kind") == Some("平台") && row.text("outcome").is_none() {
        faults.push(row.doubt(
            "outcome",
            say!("平台已经运行，没有可量化的成效", "the platform runs and no outcome is measured"),
            say!("请填服务企业数、用户数等", "give the firms served, the users or the like"),
        ));
    }
}
