//! A referral (转诊、远程会诊): who was sent from where to where, when it was raised, accepted, answered,
//! sent back and followed up, and what it cost. No diagnosis, no images: those stay with the hospitals.

use crate::base::{Day, Fault, Fen, say, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

const DIRECTIONS: &[Choice] = &[choice("上转", "up"), choice("下转", "down")];

const KINDS: &[Choice] = &[
    choice("远程影像", "images"),
    choice("远程心电", "cardiogram"),
    choice("远程会诊", "consultation"),
    choice("门诊上转", "outpatient, up"),
    choice("急诊", "emergency"),
    choice("康复下转", "recovery, down"),
];

const URGENCIES: &[Choice] =
    &[choice("普通", "routine"), choice("加急", "urgent"), choice("急诊", "emergency")];

const STATES: &[Choice] = &[
    choice("发起", "raised"),
    choice("受理", "accepted"),
    choice("退回", "refused"),
    choice("报告", "answered"),
    choice("下转", "sent back"),
    choice("随访", "followed up"),
    choice("结案", "closed"),
];

const FIELDS: &[Field] = &[
    Field::required("code", "转诊编号", "referral", Kind::Text)
        .also(&["转诊单号", "会诊单号", "编号"])
        .filter(),
    Field::required("patient", "患者证件号码", "patient", Kind::Person).also(&[
        "患者身份证号",
        "身份证号",
        "证件号码",
    ]),
    Field::optional("household", "户编号", "household", Kind::Text)
        .leads_to("households")
        .also(&["户编码", "户号"])
        .hint(
            "脱贫户、监测对象填，费用回到户档",
            "of helped households: the cost goes into its file",
        ),
    Field::required("county", "患者居住地", "patient's place", Kind::Region)
        .also(&["居住地", "所在县", "县乡村"])
        .filter(),
    Field::required("direction", "转诊方向", "direction", Kind::Choice(DIRECTIONS))
        .also(&["上转或下转", "方向"])
        .filter(),
    Field::required("kind", "转诊类别", "kind", Kind::Choice(KINDS))
        .also(&["类别", "类型"])
        .filter(),
    Field::required("urgency", "紧急程度", "urgency", Kind::Choice(URGENCIES))
        .also(&["缓急", "优先级"])
        .filter(),
    Field::required("from_org", "转出机构", "from", Kind::Named("organisations"))
        .also(&["申请机构", "发起机构"]),
    Field::required("to_org", "转入机构", "to", Kind::Named("organisations"))
        .also(&["接收机构", "会诊医院"]),
    Field::required("raised_on", "发起日期", "raised on", Kind::Day)
        .also(&["申请日期", "发起时间"])
        .filter(),
    Field::required("raised_at", "发起时刻", "raised at", Kind::Text)
        .also(&["申请时刻"])
        .hint("24小时制，如 09:12", "by the clock of 24 hours, like 09:12"),
    Field::required("state", "办理状态", "state", Kind::Choice(STATES))
        .later()
        .also(&["状态", "进展"])
        .filter(),
    Field::optional("accepted_on", "受理日期", "accepted on", Kind::Day)
        .later()
        .also(&["接收日期"]),
    Field::optional("accepted_at", "受理时刻", "accepted at", Kind::Text)
        .later()
        .also(&["接收时刻"])
        .hint("24小时制，如 09:26", "by the clock of 24 hours, like 09:26"),
    Field::optional("replied_on", "报告日期", "answered on", Kind::Day)
        .later()
        .also(&["回复日期", "出报告日期"])
        .filter(),
    Field::optional("replied_at", "报告时刻", "answered at", Kind::Text)
        .later()
        .also(&["回复时刻"])
        .hint("24小时制，如 15:05", "by the clock of 24 hours, like 15:05"),
    Field::optional("returned_on", "转回日期", "sent back on", Kind::Day)
        .later()
        .also(&["下转日期", "出院转回日期"])
        .filter(),
    Field::optional("followed_on", "随访日期", "followed up on", Kind::Day)
        .later()
        .also(&["随访时间"])
        .filter(),
    Field::optional("cost", "总费用", "cost", Kind::Money).also(&["医疗总费用", "费用合计"]),
    Field::optional("insured", "医保报销", "paid by insurance", Kind::Money)
        .also(&["医保支付", "报销金额"]),
    Field::optional("aid", "医疗救助", "medical aid", Kind::Money).also(&["救助金额"]),
    Field::optional("self_paid", "个人自付", "paid by the patient", Kind::Money)
        .also(&["自付金额", "自付费用"])
        .filter(),
];

pub static REFERRALS: Register = Register {
    name: "referrals",
    title: text("转诊会诊台账", "referrals"),
    fields: FIELDS,
    key: &["code"],
    day: "raised_on",
    region: "county",
    personal: true,
    check,
};

/// Minutes of the day that a text of the form 09:12 says.
pub fn minutes(text: &str) -> Option<i32> {
    let (hour, minute) = text.split_once(':')?;
    let whole = |part: &str, below: i32| -> Option<i32> {
        let digits = part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
        part.parse().ok().filter(|n| digits && *n < below)
    };
    Some(whole(hour, 24)? * 60 + whole(minute, 60)?)
}

/// Day and minute of a step, where both are there.
pub fn moment(row: &Row<'_>, day: &str, time: &str) -> Option<(Day, i32)> {
    Some((row.day(day)?, minutes(row.text(time)?)?))
}

/// Minutes from one moment to another.
pub fn between((day, minute): (Day, i32), (then, later): (Day, i32)) -> i32 {
    then.since(day) * 1_440 + later - minute
}

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    for time in ["raised_at", "accepted_at", "replied_at"] {
        if row.text(time).is_some_and(|text| minutes(text).is_none()) {
            faults.push(row.fault(
                time,
                say!("不是时刻", "this is no time of day"),
                say!("请用24小时制写成 09:12", "write it like 09:12"),
            ));
        }
    }
    let raised = moment(row, "raised_on", "raised_at");
    let accepted = moment(row, "accepted_on", "accepted_at");
    let replied = moment(row, "replied_on", "replied_at");
    for (field, first, then) in
        [("accepted_on", raised, accepted), ("replied_on", accepted, replied)]
    {
        if first.zip(then).is_some_and(|(first, then)| between(first, then) < 0) {
            faults.push(row.fault(
                field,
                say!("后一步早于前一步", "a step is before the one that it follows"),
                say!("请核对日期和时刻", "check days and times"),
            ));
        }
    }
    faults.extend(row.in_order("raised_on", "returned_on"));
    faults.extend(row.in_order("returned_on", "followed_on"));
    for name in ["cost", "insured", "aid", "self_paid"] {
        faults.extend(row.not_negative(name));
    }
    faults.extend(wrong_sum(row));
}

/// A fault where insurance, aid and the patient's part are not the cost.
fn wrong_sum(row: &Row<'_>) -> Option<Fault> {
    let (cost, own) = (row.money("cost")?, row.money("self_paid")?);
    let paid: Fen = ["insured", "aid"].into_iter().filter_map(|name| row.money(name)).sum();
    (cost != own + paid).then(|| {
        row.fault(
            "self_paid",
            say!(
                "总费用 {cost} 不等于报销、救助 {paid} 与自付 {own} 之和",
                "the cost of {cost} is not what was paid for it ({paid}) and by the patient ({own})"
            ),
            say!("请按结算单核对四项", "check the four by the bill"),
        )
    })
}
