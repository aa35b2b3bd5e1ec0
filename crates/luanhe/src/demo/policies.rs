//! The documents that the demo's agreements rest on. They are made up and say so, but for one whose number
//! the limits cite; its day is 待核.

use super::books::{Book, Maker, SOURCE, book, parts};
use super::faults::{Planted, refused, ruled};
use super::line::Line;
use super::office::{CITY, Unit};
use super::parties::CHENGDE_CITY;
use super::sheet::{Column, NUMBER, col};
use super::world::World;
use crate::base::Day;

pub const MAKERS: &[Maker] = &[("policies.city", policies, 0), ("policy_clauses.city", clauses, 0)];

pub const PLANTED: &[Planted] = &[
    refused(("policies.city", ""), "until_day", "失效早于发布", |line| {
        let issued = line.value("issued_on").day();
        line.set("code", "演文-错").maybe("until_day", issued.map(|issued| issued.plus(-1)))
    }),
    ruled("policies.city", "policies.expired_basis", "失效的资金办法仍是农业科技备忘录的依据"),
    ruled("policies.city", "policies.replaced", "旧的考核办法已被替代，没有失效日期"),
    ruled("policies.city", "policies.same_number", "一份通知登记了两次"),
    ruled("policies.city", "policies.unsourced", "一份会议纪要没有文号和出处"),
];

const POLICIES: &[Column] = &[
    NUMBER,
    col("code", "文件编号", 11.0),
    col("title", "文件名称", 44.0),
    col("number", "发文字号", 22.0),
    col("issuer", "发文机关", 26.0),
    col("level", "发文层级", 10.0),
    col("kind", "文种", 14.0),
    col("county", "适用范围", 14.0),
    col("issued_on", "印发日期", 13.0),
    col("until_day", "废止日期", 13.0),
    col("replaces", "废止的文件", 12.0),
    col("cited", "来源", 30.0),
];

const CLAUSES: &[Column] = &[
    NUMBER,
    col("policy", "所属文件", 12.0),
    col("number", "条款号", 12.0),
    col("wording", "条款内容", 60.0),
    col("county", "适用范围", 14.0),
];

/// Code, title, number, issuer, level and kind, issued, ended.
type Document = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    (&'static str, &'static str),
    &'static str,
    &'static str,
);

const DOCUMENTS: &[Document] = &[
    (
        "演文-01",
        "京津冀协同发展重要讲话摘编（演示）",
        "",
        "演示编印",
        ("中央", "重要指示和讲话"),
        "2014-02-26",
        "",
    ),
    (
        "演文-02",
        "东西部扶贫协作工作意见（演示）",
        "演示发〔2016〕12号",
        "演示中央机关",
        ("中央", "意见"),
        "2016-07-20",
        "",
    ),
    (
        "演文-03",
        "携手奔小康行动方案（演示）",
        "演示协〔2017〕3号",
        "演示部委",
        ("部委", "规划"),
        "2017-02-10",
        "",
    ),
    (
        "演文-04",
        "援助资金管理办法（演示）",
        "演示财〔2017〕8号",
        "天津市演示机关",
        ("省市", "办法"),
        "2017-05-02",
        "2020-12-31",
    ),
    (
        "演文-05",
        "援助资金管理办法（修订，演示）",
        "演示财〔2021〕2号",
        "天津市演示机关",
        ("省市", "办法"),
        "2021-01-01",
        "",
    ),
    (
        "演文-06",
        "协作成效考核办法（演示）",
        "演示考〔2018〕6号",
        "天津市演示机关",
        ("省市", "办法"),
        "2018-03-15",
        "",
    ),
    (
        "演文-07",
        "协作成效评价办法（演示）",
        "演示考〔2021〕4号",
        "天津市演示机关",
        ("省市", "办法"),
        "2021-06-01",
        "",
    ),
    (
        "演文-08",
        "关于按季报送协议进展的通知（演示）",
        "演示办〔2019〕15号",
        "天津市演示机关",
        ("省市", "通知"),
        "2019-01-08",
        "",
    ),
    (
        "演文-09",
        "关于按季报送协议进展的通知（演示，重复登记）",
        "演示办〔2019〕15号",
        "天津市演示机关",
        ("省市", "通知"),
        "2019-01-08",
        "",
    ),
    ("演文-10", "津承联席会议纪要（演示）", "", "演示编印", ("市", "会议纪要"), "2019-06-18", ""),
    (
        "演文-11",
        "中央财政衔接推进乡村振兴补助资金管理办法（日期待核）",
        "财农〔2021〕19号",
        "财政部等",
        ("部委", "办法"),
        "2021-03-26",
        "",
    ),
];

fn document(of: &Document) -> Line {
    let (code, title, number, issuer, (level, kind), issued, until) = *of;
    let filled = |text: &'static str| (!text.is_empty()).then_some(text);
    let replaces = match code {
        "演文-05" => Some("演文-04"),
        "演文-07" => Some("演文-06"),
        _ => None,
    };
    let cited = (code == "演文-01").then_some("公开出版物，演示中未录原文");
    Line::of("policies")
        .set("code", code)
        .set("title", title)
        .maybe("number", filled(number))
        .set("issuer", issuer)
        .set("level", level)
        .set("kind", kind)
        .set("county", CHENGDE_CITY)
        .set("issued_on", Day::parse(issued).expect("a day of the demo"))
        .maybe("until_day", Day::parse(until))
        .maybe("replaces", replaces)
        .maybe("cited", cited)
}

fn policies(_: &World, id: &'static str, _: usize) -> Book {
    let parts = parts("文件", POLICIES, DOCUMENTS.iter().map(document).collect());
    book(id, &CITY, (Unit::Wan, "津承对口帮扶政策文件目录", SOURCE), vec![parts])
}

fn clauses(_: &World, id: &'static str, _: usize) -> Book {
    let told = [
        ("演文-02", "第三条", "坚持升级加力、多层全覆盖、有限无限相结合（演示条文）"),
        ("演文-02", "第七条", "每年签订协议，按季调度，年底评价（演示条文）"),
        ("演文-05", "第四条", "资金到县后按时拨付到实施单位（演示条文）"),
        ("演文-08", "第一条", "每季度末后十日内报送条款进展和佐证（演示条文）"),
    ];
    let line = |(policy, number, wording): (&str, &str, &str)| {
        Line::of("policy_clauses")
            .set("policy", policy)
            .set("number", number)
            .set("wording", wording)
            .set("county", CHENGDE_CITY)
    };
    let parts = parts("条款", CLAUSES, told.into_iter().map(line).collect());
    book(id, &CITY, (Unit::Wan, "津承对口帮扶政策文件条款摘录", SOURCE), vec![parts])
}
