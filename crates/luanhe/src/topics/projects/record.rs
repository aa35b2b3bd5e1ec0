//! What a project is, and what makes a row one. A project of several phases is one project: its
//! later phases name the first, and only the first is counted.

use crate::base::{Fault, text};
use crate::parties::industry::check_industry;
use crate::parties::{NATURES, USES};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

/// The eight classes of the project library.
const KINDS: &[Choice] = &[
    choice("产业发展", "industry"),
    choice("就业项目", "employment"),
    choice("乡村建设行动", "rural construction"),
    choice("易地搬迁后扶", "after resettlement"),
    choice("巩固三保障成果", "three guarantees"),
    choice("乡村治理和精神文明建设", "governance and culture"),
    choice("项目管理费", "management fee"),
    choice("其他", "other"),
];

/// The life cycle, in order; the last five leave it.
pub const STATES: &[Choice] = &[
    choice("谋划", "conceived"),
    choice("已申报", "applied for"),
    choice("入库", "in the library"),
    choice("立项", "approved"),
    choice("招标", "in tender"),
    choice("在建", "under way"),
    choice("完工", "completed"),
    choice("验收", "accepted"),
    choice("决算", "settled"),
    choice("移交", "handed over"),
    choice("运营", "in operation"),
    choice("归档", "archived"),
    choice("变更", "changed"),
    choice("暂停", "suspended"),
    choice("终止", "ended"),
    choice("退回", "returned"),
    choice("出库", "taken off"),
];

const BUILDS: &[Choice] =
    &[choice("新建", "new"), choice("续建", "continued"), choice("改扩建", "extended")];

const SCOPES: &[Choice] =
    &[choice("到人到户", "named persons"), choice("公益普惠", "public benefit")];

const FIELDS: &[Field] = &[
    Field::required("code", "项目编号", "code", Kind::Text)
        .also(&["编号", "项目代码", "项目库编号"])
        .hint("多期项目各期各编一号", "each phase has a code of its own")
        .filter(),
    Field::required("name", "项目名称", "name", Kind::Text).also(&["项目", "名称", "建设项目名称"]),
    Field::optional("brand", "品牌", "brand", Kind::Text)
        .also(&["品牌名称", "品牌项目"])
        .hint("如“生态小滦河”；不是品牌项目留空", "leave empty where it is no brand project")
        .filter(),
    Field::required("county", "实施地点", "place", Kind::Region)
        .also(&["实施县", "县（市、区）", "所在县", "项目地点", "建设地点"])
        .hint("写到县，能写到乡镇更好", "the county, better the township")
        .filter(),
    Field::required("kind", "项目类型", "class", Kind::Choice(KINDS))
        .also(&["项目类别", "类型", "项目大类"])
        .filter(),
    Field::required("use", "资金用途", "use of money", Kind::Choice(USES))
        .also(&["资金投向", "用途", "投向"])
        .filter(),
    Field::optional("industry", "行业代码", "industry code", Kind::Text)
        .also(&["行业", "国民经济行业代码"])
        .hint("GB/T 4754，如 0142 食用菌种植", "GB/T 4754, such as 0142"),
    Field::required("nature", "协作或合作", "nature", Kind::Choice(NATURES))
        .also(&["性质（协作/合作）", "协作性质"])
        .hint("协作是帮扶，合作是市场行为", "assistance, or cooperation on the market")
        .filter(),
    Field::optional("build", "建设性质", "kind of construction", Kind::Choice(BUILDS)),
    Field::required("state", "项目状态", "state", Kind::Choice(STATES))
        .later()
        .also(&["状态", "进展", "项目进度", "目前状态"])
        .filter(),
    Field::required("year", "计划年度", "planned year", Kind::Whole)
        .also(&["年度", "实施年度", "项目年度"])
        .filter(),
    Field::optional(
        "first_phase",
        "首期项目编号",
        "code of the first phase",
        Kind::Ref("projects"),
    )
    .also(&["一期项目编号", "首期编号"])
    .hint("只有二期及以后才填", "only for second and later phases")
    .filter(),
    Field::required("listed_on", "入库日期", "listed on", Kind::Day).also(&["入库时间"]).filter(),
    Field::optional("started_on", "开工日期", "started on", Kind::Day)
        .later()
        .also(&["开工时间", "实际开工日期"]),
    Field::optional("due_on", "计划完工日期", "due on", Kind::Day)
        .later()
        .also(&["计划完工时间", "计划竣工日期"])
        .filter(),
    Field::optional("finished_on", "完工日期", "finished on", Kind::Day).later().also(&[
        "完工时间",
        "竣工日期",
        "实际完工日期",
    ]),
    Field::optional("accepted_on", "验收日期", "accepted on", Kind::Day)
        .later()
        .also(&["验收时间"])
        .filter(),
    Field::optional("noticed_on", "公示日期", "public notice on", Kind::Day)
        .later()
        .also(&["公示时间"]),
    Field::optional("unit", "实施单位", "implementing unit", Kind::Named("organisations"))
        .later()
        .also(&["责任单位", "项目实施单位"]),
    Field::required("budget", "资金规模", "budget", Kind::Money)
        .also(&["总投资", "投资规模", "项目资金", "计划投资"])
        .filter(),
    Field::optional("aid", "其中援助资金", "of which aid", Kind::Money).also(&[
        "援助资金",
        "帮扶资金",
        "天津援助资金",
    ]),
    Field::required("scope", "受益方式", "scope", Kind::Choice(SCOPES))
        .also(&["受益范围"])
        .filter(),
    Field::optional("targets", "绩效目标", "targets", Kind::Text)
        .later()
        .also(&["绩效目标（简述）", "建设任务"]),
    Field::optional("households", "计划受益户数", "planned households", Kind::Whole)
        .later()
        .also(&["受益户数", "带动户数", "计划带动户数", "预计受益户数"])
        .hint(
            "申报时的计划数；实际受益以受益人口台账为准",
            "as planned; the list of beneficiaries says who was helped",
        ),
    Field::optional("people", "计划受益人数", "planned people", Kind::Whole).later().also(&[
        "受益人数",
        "带动人数",
        "计划带动人数",
        "预计受益人数",
    ]),
];

pub static PROJECTS: Register = Register {
    name: "projects",
    title: text("项目库", "project library"),
    fields: FIELDS,
    key: &["code"],
    day: "listed_on",
    region: "county",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    for (earlier, later) in [
        ("started_on", "finished_on"),
        ("started_on", "accepted_on"),
        ("finished_on", "accepted_on"),
    ] {
        faults.extend(row.in_order(earlier, later));
    }
    for name in ["budget", "aid", "households", "people"] {
        faults.extend(row.not_negative(name));
    }
    faults.extend(row.part_of("aid", "budget"));
    faults.extend(row.part_of("households", "people"));
    faults.extend(check_industry(row, "industry"));
}
