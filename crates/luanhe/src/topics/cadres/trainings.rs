//! A training session (培训) for one county: how many came, for how many days, at which base. A session
//! for several counties is a row for each, with each county's own persons.

use crate::base::{Fault, say, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

const KINDS: &[Choice] = &[
    choice("党政干部", "officials"),
    choice("专业技术人才", "specialists"),
    choice("致富带头人", "leaders in earning"),
    choice("农户技能", "skills of farmers"),
];

/// 智志双扶: what it is meant to give.
const AIMS: &[Choice] =
    &[choice("扶智", "knowledge and skill"), choice("扶志", "will and confidence")];

const FIELDS: &[Field] = &[
    Field::required("title", "班次名称", "session", Kind::Text).also(&[
        "培训班名称",
        "培训名称",
        "班次",
        "培训项目",
    ]),
    Field::required("kind", "培训对象", "for whom", Kind::Choice(KINDS))
        .also(&["培训类别", "对象类别", "培训类型"])
        .filter(),
    Field::required("aim", "扶智或扶志", "aim", Kind::Choice(AIMS))
        .also(&["智志类别", "培训目的"])
        .hint("教知识和技能是扶智，激发动力是扶志", "skills are 扶智, motivation is 扶志")
        .filter(),
    Field::required("base", "培训基地", "base", Kind::Named("organisations")).also(&[
        "承办单位",
        "培训机构",
        "承训单位",
    ]),
    Field::required("county", "受援县（市、区）", "helped county", Kind::Region)
        .also(&["受援县", "学员所在县", "县（市、区）"])
        .filter(),
    Field::required("place", "培训地点", "place", Kind::Region).also(&["举办地点", "办班地点"]),
    Field::required("from_day", "开班日期", "first day", Kind::Day)
        .also(&["开班时间", "培训开始时间"])
        .filter(),
    Field::required("days", "培训天数", "days", Kind::Whole).also(&["天数", "培训时长（天）"]),
    Field::required("persons", "参训人次", "person-times", Kind::Whole)
        .also(&["培训人次", "参训人数", "人次"])
        .filter(),
    Field::optional("helped", "其中脱贫人口", "of helped households", Kind::Whole).also(&[
        "脱贫人口",
        "其中脱贫户",
        "建档立卡人口",
    ]),
    Field::required("person_days", "人天数", "person-days", Kind::Whole)
        .also(&["培训人天", "人天"])
        .hint("按签到合计；中途离开的少计", "from the roster; who left earlier counts for less"),
];

pub static TRAININGS: Register = Register {
    name: "trainings",
    title: text("干部人才培训台账", "trainings"),
    fields: FIELDS,
    key: &["title", "county", "from_day"],
    day: "from_day",
    region: "county",
    personal: false,
    check,
};

/// Nobody attends for longer than the session lasts.
fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    for name in ["days", "persons", "person_days"] {
        faults.extend(row.positive(name));
    }
    faults.extend(row.not_negative("helped"));
    faults.extend(row.part_of("helped", "persons"));
    let (Some(days), Some(persons), Some(attended)) =
        (row.whole("days"), row.whole("persons"), row.whole("person_days"))
    else {
        return;
    };
    let most = days.saturating_mul(persons);
    if attended > most {
        faults.push(row.fault(
            "person_days",
            say!(
                "人天数 {attended} 大于参训人次乘天数（{most}）",
                "{attended} person-days are more than persons times days ({most})"
            ),
            say!("请按签到表核对", "check them against the roster"),
        ));
    }
}
