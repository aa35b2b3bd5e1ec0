//! The faults that are planted in the demo, each with the rule or the field of the importer's check
//! that must find it. A test holds that each is found, and nothing else.

use super::agreements;
use super::cadres;
use super::care;
use super::deals;
use super::exits;
use super::firms;
use super::guarantees;
use super::households;
use super::leases;
use super::line::{Line, Typed};
use super::pairings;
use super::people::id_number;
use super::policies;
use super::relocations;
use super::resettlement;
use super::sales;
use super::statements;
use super::tags;
use super::tasks;
use crate::base::Day;
use crate::record::Value;

/// Who must find a planted fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finder {
    /// A watch rule, in one row, as of [`super::AS_OF`].
    Rule(&'static str),
    /// The importer, which refuses the row for this field.
    Refused(&'static str),
    /// The importer, which takes the row, or doubts a total.
    Doubted(&'static str),
}

/// How it comes into the workbook.
#[derive(Clone, Copy)]
enum How {
    /// A row more, made from a right one: it does not disturb the totals.
    Added(fn(Line) -> Line),
    /// A right row typed otherwise.
    Changed(fn(Line) -> Line),
    /// 合计 says so many fen too much.
    Total(i64),
    /// Made where the rows are made: it is in what they say.
    Told,
}

/// A fault that is there on purpose.
pub struct Planted {
    #[expect(dead_code, reason = "for those who read the table of faults")]
    pub what: &'static str,
    /// The workbook's id, and the sheet where it has several.
    pub book: &'static str,
    pub sheet: &'static str,
    #[cfg_attr(not(test), expect(dead_code, reason = "the test of the demo asks for it"))]
    pub found_by: Finder,
    how: How,
}

/// A row more, which the importer refuses for a field.
pub const fn refused(
    (book, sheet): (&'static str, &'static str),
    field: &'static str,
    what: &'static str,
    row: fn(Line) -> Line,
) -> Planted {
    Planted { what, book, sheet, found_by: Finder::Refused(field), how: How::Added(row) }
}

/// A right row typed otherwise.
pub const fn slipped(
    (book, sheet): (&'static str, &'static str),
    found_by: Finder,
    what: &'static str,
    row: fn(Line) -> Line,
) -> Planted {
    Planted { what, book, sheet, found_by, how: How::Changed(row) }
}

/// What the importer doubts in how the sheet is made.
pub const fn doubted(book: &'static str, field: &'static str, what: &'static str) -> Planted {
    Planted { what, book, sheet: "", found_by: Finder::Doubted(field), how: How::Told }
}

/// What a rule finds in a row of the workbook.
pub const fn ruled(book: &'static str, rule: &'static str, what: &'static str) -> Planted {
    Planted { what, book, sheet: "", found_by: Finder::Rule(rule), how: How::Told }
}

/// A number of the right form that nobody in the demo has: she would have been born in 1925.
pub fn stranger() -> Typed {
    let born = Day::new(1925, 5, 17).expect("a day");
    Typed::Text(id_number("130828", born))
}

fn wrong_check_digit(line: Line) -> Line {
    let number = line.value("id_number").text().unwrap_or("").to_string();
    let (first, last) = number.split_at(17);
    // Not 0: a number that ends in 000 looks like one that went through a float.
    let other = if last == "7" { "8" } else { "7" };
    line.slip("id_number", Typed::Text(format!("{first}{other}")))
}

fn ends_before_it_begins(line: Line) -> Line {
    let from = line.value("from_day").day();
    line.maybe("until_day", from.map(|from| from.plus(-31)))
}

fn more_aid_than_budget(line: Line) -> Line {
    let budget = line.value("budget").int().unwrap_or(0);
    line.set("aid", budget + 50_000_000)
}

fn finished_before_begun(line: Line) -> Line {
    let started = line.value("started_on").day();
    line.maybe("finished_on", started.map(|started| started.plus(-40)))
}

fn paid_too_much(line: Line) -> Line {
    line.set("cut", 5_000).set("paid", 50_000)
}

/// Every planted fault. A topic's own file of this folder plants its faults; a line here adds them.
pub fn planted() -> impl Iterator<Item = &'static Planted> {
    [
        SPINE,
        policies::PLANTED,
        agreements::PLANTED,
        tasks::PLANTED,
        pairings::PLANTED,
        cadres::PLANTED,
        exits::PLANTED,
        firms::PLANTED,
        leases::PLANTED,
        deals::PLANTED,
        relocations::PLANTED,
        care::PLANTED,
        guarantees::PLANTED,
        resettlement::PLANTED,
        households::PLANTED,
        sales::PLANTED,
        statements::PLANTED,
        tags::PLANTED,
    ]
    .into_iter()
    .flatten()
}

const SPINE: &[Planted] = &[
    refused(("organisations.doers", ""), "uscc", "统一社会信用代码少一位", |line| {
        line.slip("uscc", Typed::text("91130825000000099"))
    }),
    refused(("people.chengde", ""), "id_number", "身份证号校验码不对", wrong_check_digit),
    slipped(("people.xinglong", ""), Finder::Doubted("name"), "姓名里有空格", |line| {
        line.set("name", "演示 甲子")
    }),
    refused(
        ("people.longhua", ""),
        "id_number",
        "身份证号被存成数字（…E+17）",
        |line| line.slip("id_number", Typed::Number(130_825_198_001_010_000.0)),
    ),
    refused(("people.weichang", ""), "id_number", "同一人在表里重复", |line| line),
    refused(("projects.2016", ""), "finished_on", "完工早于开工", finished_before_begun),
    refused(("projects.2018", ""), "code", "项目编号重复", |line| line),
    refused(("projects.2018", ""), "county", "写了不存在的县", |line| {
        line.slip("county", Typed::text("承德市隆华县"))
    }),
    refused(("projects.2020", ""), "aid", "援助资金大于总投资", more_aid_than_budget),
    Planted {
        what: "合计与各行之和不符",
        book: "funds.city",
        sheet: "到账",
        found_by: Finder::Doubted("amount"),
        how: How::Total(30_000_000),
    },
    refused(("funds.city", "到账"), "day", "日期写成2021.13.5", |line| {
        line.slip("day", Typed::text("2021.13.5"))
    }),
    refused(("funds.beichen", "到账"), "voucher", "必填的凭证号空着", |line| {
        line.slip("voucher", Typed::Blank)
    }),
    refused(("funds.jinnan", "到账"), "amount", "金额写成“约三十万”", |line| {
        line.slip("amount", Typed::text("约三十万"))
    }),
    refused(("funds.wuqing", "下达"), "giver", "市级资金写了区的名字", |line| {
        line.set("tier", "市级")
    }),
    refused(("funds.pingquan", "拨付"), "county", "写了不存在的市", |line| {
        line.slip("county", Typed::text("平权市"))
    }),
    refused(("funds.longhua", "支付"), "payee", "支付没有收款方", |line| {
        line.set("payee", Value::Null)
    }),
    refused(("beneficiaries.xinglong", ""), "way", "受益方式不在可选的词里", |line| {
        line.slip("way", Typed::text("发羊"))
    }),
    refused(("beneficiaries.weichang", ""), "person", "人员库里没有的人", |line| {
        line.slip("person", stranger())
    }),
    refused(("outputs.livestock", ""), "unit", "肉羊按公斤填报", |line| {
        line.set("unit", "公斤")
    }),
    refused(("posts.pingquan", ""), "until_day", "离岗早于上岗", ends_before_it_begins),
    refused(("posts.longhua", ""), "holder", "上岗人不在人员库", |line| {
        line.slip("holder", stranger())
    }),
    refused(("wages.xiabancheng", "3月"), "paid", "实发不等于标准减扣款", paid_too_much),
    ruled("funds.weichang", "funds.advance_over_limit", "半截塔镇桥涵项目预付了一半资金"),
    ruled("funds.xiqing", "funds.arrived_over_allotted", "杨树岭镇厕所项目到账比下达多5万元"),
    ruled("funds.longhua", "funds.dormant", "同一笔136万元沉淀已超过两年"),
    ruled("funds.longhua", "funds.idle", "步古沟镇道路项目136万元2019年到账后一直未支付"),
    ruled("funds.wuqing", "funds.late_hop", "四合永镇饮水项目资金下达四十多天后才到账"),
    ruled("funds.longhua", "funds.late_to_unit", "郭家屯镇广场项目资金到县两个多月才拨付"),
    ruled("funds.city", "funds.management_over_limit", "隆化县2020年管理费90万元，超过1%"),
    ruled("funds.chengde", "funds.negative_list", "六沟镇项目付款摘要写着“购车及修理”"),
    ruled("funds.xinglong", "funds.not_in_library", "半壁山镇项目尾款没有项目编号"),
    ruled("funds.pingquan", "funds.paid_over_transferred", "榆树林子镇项目支付比拨付多6万元"),
    ruled("funds.longhua", "funds.personal_account", "6万元水泥款付到个人账户"),
    ruled("funds.pingquan", "funds.transferred_over_arrived", "党坝镇项目重复拨付5万元"),
    ruled("funds.weichang", "funds.unit_mix", "棋盘山镇项目一笔万元写成了元"),
    ruled("projects.2018", "projects.accepted_before_notice", "青松岭镇食堂项目验收后才公示"),
    ruled(
        "beneficiaries.chengde",
        "projects.dead_beneficiary",
        "2019年5月已去世的人9月被列为受益人",
    ),
    ruled("beneficiaries.chengde", "projects.household_mismatch", "一人的户编号写成了邻居的"),
    ruled("projects.2018", "projects.no_targets", "七沟镇托养项目没有一个列名的受益人"),
    ruled("projects.2020", "projects.household_size", "头沟镇护岸项目计划受益人数是户数的9倍"),
    ruled("projects.2020", "projects.not_begun", "头沟镇护岸项目2021年立项后没有开工"),
    ruled("funds.chengde", "projects.over_budget", "三沟镇冷藏库支付超过资金规模10万元"),
    ruled("projects.2020", "projects.overdue", "雾灵山镇步道项目应于2021年6月完工"),
    ruled("beneficiaries.chengde", "projects.paid_twice", "同一人2019年技术服务补助兑现两次"),
    ruled("wages.xiabancheng", "posts.attendance_mismatch", "3月一人缺勤5天没有扣减"),
    ruled("posts.chengde", "posts.cadre_family", "一名上岗人是村主任家属"),
    ruled("wages.xiabancheng", "posts.dead_still_paid", "1月31日去世的人2月仍在发放"),
    ruled("wages.xiabancheng", "posts.dead_still_paid", "1月31日去世的人3月仍在发放"),
    ruled("posts.xinglong", "posts.over_age", "一名上岗人七十多岁"),
    ruled("posts.chengde", "posts.guard_disabled", "一名生态护林员残疾二级"),
    ruled("wages.xiabancheng", "posts.standard_mismatch", "3月一人按550元标准发放"),
    ruled("wages.xiabancheng", "posts.paid_without_post", "3月给没有岗位的人发了补贴"),
    ruled("posts.xinglong", "posts.two_at_once", "一人同时是生态岗和保洁员"),
    ruled("posts.chengde", "posts.two_guards_in_household", "下板城镇一户两名生态护林员"),
];

/// Plants what belongs into a sheet; gives by how much its 合计 is wrong.
pub fn plant(book: &str, sheet: &str, lines: &mut Vec<Line>) -> i64 {
    let mut wrong_by = 0;
    let own = |p: &&Planted| p.book == book && (p.sheet.is_empty() || p.sheet == sheet);
    for (turn, planted) in planted().filter(own).enumerate() {
        // Spread over the sheet; the row behind is the one that is a repetition.
        let at = lines.len() / 2 + turn;
        match planted.how {
            How::Added(row) => {
                let mut bad = row(lines[at].clone());
                bad.refused = true;
                lines.insert(at + 1, bad);
            }
            How::Changed(row) => lines[at] = row(lines[at].clone()),
            How::Total(fen) => wrong_by += fen,
            How::Told => {}
        }
    }
    wrong_by
}
