//! Invented numbers for the tests: an annual brief and one chart of each kind, marked as synthetic.

use stats::spec::Dividing;

use super::super::*;
use crate::base::{Day, Fen, RegionCode, Said, Unit, say};
use crate::record::Origin;

pub const COUNTIES: [(&str, &str, &str); 11] = [
    ("130802", "双桥区", "Shuangqiao"),
    ("130803", "双滦区", "Shuangluan"),
    ("130804", "鹰手营子矿区", "Yingshouyingzi"),
    ("130821", "承德县", "Chengde County"),
    ("130822", "兴隆县", "Xinglong"),
    ("130824", "滦平县", "Luanping"),
    ("130825", "隆化县", "Longhua"),
    ("130826", "丰宁满族自治县", "Fengning"),
    ("130827", "宽城满族自治县", "Kuancheng"),
    ("130828", "围场满族蒙古族自治县", "Weichang"),
    ("130881", "平泉市", "Pingquan"),
];

pub fn day(iso: &str) -> Day {
    Day::parse(iso).unwrap()
}

/// Money in 万元 as fen.
pub fn wan(amount: i64) -> i64 {
    amount * Fen::WAN
}

pub fn figure(indicator: &str, label: Said, value: i64, unit: Unit) -> Figure {
    Figure {
        indicator: indicator.to_string(),
        label,
        version: 1,
        value,
        unit,
        basis: say!("流量，按到账日期", "flow, by day of arrival"),
        filters: Filters {
            programme: say!("示例协作", "Example programme"),
            region_code: "130800".to_string(),
            region: say!("承德市", "Chengde"),
            from: day("2016-11-01"),
            to: day("2021-12-31"),
            split: Vec::new(),
        },
        origin: Origin::Synthetic,
        as_of: day("2022-02-24"),
        rows: 40,
        rows_hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_string(),
        rows_url: format!("/measure/{indicator}/rows?region=130800"),
        scale: None,
    }
}

pub fn in_county(figure: Figure, at: usize) -> Figure {
    let (code, zh, en) = COUNTIES[at];
    let mut figure = figure;
    figure.filters.region_code = code.to_string();
    figure.filters.region = Said { zh: zh.to_string(), en: en.to_string() };
    figure.rows_url = figure.rows_url.replace("130800", code);
    figure.rows = 3;
    figure
}

pub fn name(at: usize) -> Said {
    Said { zh: COUNTIES[at].1.to_string(), en: COUNTIES[at].2.to_string() }
}

pub fn source() -> Said {
    say!(
        "来源：演示台账，funds.arrived@1，截至2022年2月24日，n＝438",
        "Source: demo ledger, funds.arrived@1, as of 2022-02-24, n = 438"
    )
}

fn funds(value: i64) -> Figure {
    figure("funds.arrived", say!("到账资金", "funds arrived"), value, Unit::Fen)
}

fn years() -> Vec<Said> {
    (2016..=2021).map(|year| say!("{year}", "{year}")).collect()
}

fn series(label: Said, values: &[i64]) -> Series {
    let mut values: Vec<Value> = values
        .iter()
        .zip(2016..)
        .map(|(v, year)| {
            let mut figure = funds(wan(*v));
            figure.filters.from = day(&format!("{year}-01-01"));
            figure.filters.to = day(&format!("{year}-12-31"));
            figure.filters.split = vec![(say!("资金层级", "tier"), label.clone())];
            figure.into()
        })
        .collect();
    if label.zh == "乡镇" {
        values[0] = Value::Missing;
    }
    Series { label, values }
}

pub fn by_tier() -> Grid {
    Grid {
        stations: years(),
        series: vec![
            series(say!("市级财政", "city"), &[2200, 14300, 19800, 25600, 26100, 24800]),
            series(say!("区级财政", "district"), &[310, 5200, 9100, 11900, 12300, 9800]),
            series(say!("乡镇", "township"), &[0, 420, 760, 1310, 990, 310]),
        ],
    }
}

pub fn bars() -> Vec<Bar> {
    let values = [1830, 940, 610, 18260, 14140, 17900, 24900, 27300, 12450, 30410, 16460];
    let mut bars: Vec<Bar> = values
        .iter()
        .enumerate()
        .map(|(at, v)| Bar { label: name(at), value: in_county(funds(wan(*v)), at).into() })
        .collect();
    bars[2].value = Value::Missing;
    bars
}

pub fn uses() -> Vec<Bar> {
    [
        (say!("产业项目", "industry"), 71_100),
        (say!("三保障项目", "three guarantees"), 26_800),
        (say!("人才培训与劳务协作", "training and labour"), 31_150),
        (say!("基础设施", "infrastructure"), 30_400),
        (say!("其他", "other"), 5_750),
    ]
    .into_iter()
    .map(|(label, v)| {
        let mut figure = funds(wan(v));
        figure.filters.split = vec![(say!("用途", "use"), label.clone())];
        Bar { label, value: figure.into() }
    })
    .collect()
}

pub fn chart(title: Said, plot: Plot) -> Chart {
    Chart { title, scale: Scale::WAN.with_decimals(0), source: source(), plot }
}

/// One chart of each kind, by name.
pub fn charts() -> Vec<(&'static str, Chart)> {
    let hop = |label: Said, v: i64, kind| Hop { label, value: funds(wan(v)).into(), kind };
    let dots = [(12, 4, 21), (-3, -14, 8), (31, 22, 40)];
    let percent = |v: i64| v * 10_000;
    let panels = bars()
        .into_iter()
        .enumerate()
        .map(|(at, bar)| Series {
            label: bar.label,
            values: (0..6)
                .map(|year| {
                    let known = year > 0 || at % 3 > 0;
                    known.then(|| funds(wan(300 + 510 * at as i64 + 370 * year))).into()
                })
                .collect(),
        })
        .collect();
    vec![
        ("bars", chart(say!("各县（市、区）到账资金", "Funds by county"), Plot::Bars(bars()))),
        (
            "beside",
            chart(
                say!("分年度、分层级到账资金", "Funds by year and tier"),
                Plot::Columns(by_tier(), Stack::Beside),
            ),
        ),
        (
            "upon",
            chart(
                say!("分年度到账资金构成", "Funds by year"),
                Plot::Columns(by_tier(), Stack::Upon),
            ),
        ),
        ("lines", chart(say!("到账资金走势", "Course of funds"), Plot::Lines(by_tier()))),
        ("share", chart(say!("资金用途占比", "Funds by use"), Plot::Share(uses()))),
        (
            "dots",
            Chart {
                scale: Scale::PERCENT.with_decimals(1),
                ..chart(
                    say!("增收效应估计（95%区间）", "Estimated effect on income (95 % interval)"),
                    Plot::Dots(
                        dots.iter()
                            .enumerate()
                            .map(|(at, (v, low, high))| Dot {
                                label: name(at + 7),
                                value: percent(*v).into(),
                                interval: Some((percent(*low), percent(*high))),
                            })
                            .chain([Dot { label: name(2), value: Value::Missing, interval: None }])
                            .collect(),
                    ),
                )
            },
        ),
        (
            "flow",
            chart(
                say!("资金流转：从拨付到支出", "Money from transfer to payment"),
                Plot::Flow(vec![
                    hop(say!("帮扶方拨付", "transferred"), 40_000, HopKind::Level),
                    hop(say!("在途", "under way"), -1_800, HopKind::Change),
                    hop(say!("承德市到账", "arrived in Chengde"), 38_200, HopKind::Level),
                    hop(say!("市本级配套", "matched by the city"), 900, HopKind::Change),
                    hop(say!("未下达到县", "not passed on"), -2_600, HopKind::Change),
                    hop(say!("项目单位支出", "paid by projects"), 36_500, HopKind::Level),
                ]),
            ),
        ),
        ("steps", chart(say!("到账资金走势", "Course of funds"), Plot::Steps(by_tier()))),
        (
            "heat",
            chart(say!("分层级到账资金", "Funds by tier"), Plot::Heat(by_tier(), Some(5_000.0))),
        ),
        (
            "scatter",
            chart(
                say!("到账与上年", "Funds and the year before"),
                Plot::Scatter(Scatter {
                    across: say!("上年", "the year before"),
                    upward: say!("本年", "this year"),
                    points: bars()
                        .into_iter()
                        .enumerate()
                        .map(|(at, bar)| Point {
                            label: bar.label,
                            across: Value::from(wan(900 + 800 * at as i64)),
                            upward: bar.value,
                        })
                        .collect(),
                    lines: Dividing::Cross(3_000.0, 3_000.0),
                }),
            ),
        ),
        (
            "multiples",
            chart(
                say!("各县分年度到账资金", "Funds by county and year"),
                Plot::Multiples(years(), panels),
            ),
        ),
    ]
}

pub fn map(area: Area) -> Map {
    let mut places: Vec<Place> = bars()
        .into_iter()
        .enumerate()
        .map(|(at, bar)| Place {
            region: RegionCode::parse(COUNTIES[at].0).unwrap(),
            name: bar.label,
            value: bar.value,
        })
        .collect();
    places.sort_by_key(|place| std::cmp::Reverse(place.value.number()));
    Map {
        title: say!("各县（市、区）到账资金", "Funds by county"),
        scale: Scale::WAN.with_decimals(0),
        source: source(),
        area,
        places,
    }
}

fn paper(title: Said, chapters: Vec<Chapter>) -> Document {
    Document {
        title,
        number: Some(DocNumber {
            office: say!("示例办", "Example Office"), year: 2022, number: 3
        }),
        programme: say!("示例协作", "Example programme"),
        from: day("2016-11-01"),
        to: day("2021-12-31"),
        as_of: day("2022-02-24"),
        issued: day("2022-02-26"),
        issuer: say!("示例市对口帮扶工作办公室", "Example Office of Paired Assistance"),
        origin: Origin::Synthetic,
        chain_head: "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0".to_string(),
        chapters,
        attachments: Vec::new(),
    }
}

pub fn annual_brief() -> Document {
    let title = say!(
        "示例市对口帮扶承德市2021年度工作简报",
        "Annual brief 2021 on the paired assistance to Chengde"
    );
    paper(title, vec![overview(), funds_chapter(), projects_chapter(), posts_chapter(), next()])
}

pub fn total() -> Figure {
    funds(wan(165_200))
}

pub fn projects() -> Figure {
    figure("projects.count", say!("实施项目", "projects"), 415, Unit::Projects)
}

fn overview() -> Chapter {
    Chapter::new(say!("总体进展", "Progress")).paragraph([
        sentence!(
            "2016年11月以来，累计投入三级财政帮扶资金{money}，实施帮扶项目{projects}，覆盖承德市11个县（市、区）。",
            "Since November 2016, {money} of three-tier aid has paid for {projects} in the eleven counties and districts of Chengde.",
            money = total(),
            projects = projects()
        ),
        sentence!(
            "资金总体到位及时，*2021年第四季度支出率较上年同期有所提高*。",
            "Money has arrived in time; *the share spent in the fourth quarter of 2021 is higher than a year before*."
        ),
    ])
}

fn tier_table() -> Table {
    let grid = by_tier();
    let mut rows = Vec::new();
    for (at, year) in grid.stations.iter().enumerate() {
        let mut cells = vec![Cell::Words(year.clone())];
        cells.extend(grid.series.iter().map(|s| Cell::Value(s.values[at].clone())));
        rows.push(Row::plain(cells));
    }
    let sums: Vec<i64> =
        grid.series.iter().map(|s| s.values.iter().filter_map(|v| v.number()).sum()).collect();
    let mut cells: Vec<Cell> = vec![say!("合计", "Total").into()];
    cells.extend(sums.iter().map(|sum| Cell::from(*sum)));
    rows.push(Row::total(cells));
    let column = |said: Said| Column::number(said, Scale::WAN, 3);
    Table {
        title: say!("分年度、分层级到账资金", "Funds by year and tier"),
        columns: vec![
            Column::words(say!("年度", "Year"), 2),
            column(say!("市级财政", "City")),
            column(say!("区级财政", "District")),
            column(say!("乡镇", "Township")),
        ],
        rows,
        notes: vec![say!(
            "因四舍五入，分项之和与合计可能略有差异；“缺”为尚未上报，不计入合计。",
            "Parts may not add up to totals because of rounding; n/a is not yet reported and not in the total."
        )],
    }
}

fn funds_chapter() -> Chapter {
    let uses = uses();
    let part = |at: usize| uses[at].value.figure().unwrap().clone();
    Chapter::new(say!("资金投入与使用", "Money"))
        .section(say!("资金规模", "How much"))
        .paragraph([sentence!(
            "全部资金中，用于产业项目{industry}，用于“三保障”项目{guarantees}；其余用于人才培训与劳务协作、基础设施等。各级资金到账情况见表1、图1。",
            "Of all money, {industry} went to industry and {guarantees} to the three guarantees; the rest to training, labour and infrastructure. See Table 1 and Figure 1.",
            industry = part(0),
            guarantees = part(1)
        )])
        .table(tier_table())
        .chart(chart(
            say!("分年度到账资金构成", "Funds by year"),
            Plot::Columns(by_tier(), Stack::Upon),
        ))
        .section(say!("资金分布", "Where"))
        .paragraph([sentence!(
            "围场、丰宁、隆化三县到账资金居前，鹰手营子矿区数据尚缺，各县情况见图2。",
            "Weichang, Fengning and Longhua lead; figures of Yingshouyingzi are missing. See Figure 2."
        )])
        .map(map(Area::Inside(RegionCode::parse("130800").unwrap())))
        .chart(chart(say!("资金用途占比", "Funds by use"), Plot::Share(uses.clone())))
}

fn projects_chapter() -> Chapter {
    let values = [(12, 8), (9, 7), (6, 2), (61, 40), (47, 30), (55, 31), (58, 40), (52, 38)];
    let rows = values.iter().enumerate().map(|(at, (all, industry))| {
        let count = |v: i64, of: &str| {
            let mut figure = in_county(projects(), at);
            figure.value = v;
            figure.filters.split = vec![(say!("类别", "kind"), say!("{of}", "{of}"))];
            figure
        };
        Row::plain([
            name(at).into(),
            count(*all, "全部").into(),
            count(*industry, "产业").into(),
            Cell::from(*industry * 1_000_000 / *all),
        ])
    });
    Chapter::new(say!("项目实施", "Projects"))
        .paragraph([sentence!(
            "累计实施项目{projects}，已完工验收的占多数。",
            "{projects} in all, most of them accepted.",
            projects = projects()
        )])
        .table(Table {
            title: say!("各县（市、区）项目", "Projects by county"),
            columns: vec![
                Column::words(say!("县（市、区）", "County"), 4),
                Column::number(say!("项目数", "Projects"), Scale::of(Unit::Projects), 3),
                Column::number(
                    say!("其中：产业项目", "of which industry"),
                    Scale::of(Unit::Projects),
                    3,
                ),
                Column::number(say!("产业占比", "Share of industry"), Scale::PERCENT, 3),
            ],
            rows: rows.collect(),
            notes: Vec::new(),
        })
        .list([
            sentence!(
                "产业项目按季核对产出，长期停工的列入清单。",
                "Industry projects are checked each quarter; those at a standstill are listed."
            ),
            sentence!(
                "品牌名称以登记的别名归并，不重复计数。",
                "Brands are joined by registered aliases and counted once."
            ),
        ])
}

fn posts_chapter() -> Chapter {
    let guards = figure(
        "posts.households",
        say!("护林员户数", "households with eco guards"),
        14_000,
        Unit::Households,
    );
    let people =
        figure("posts.helped", say!("带动增收人数", "people helped"), 37_012, Unit::People);
    Chapter::new(say!("公益性岗位", "Public-welfare posts"))
        .paragraph([sentence!(
            "生态护林员岗位惠及{households}、{people}，岗位补贴按考勤发放。",
            "Eco-guard posts reach {households} and {people}; pay follows attendance.",
            households = guards,
            people = people
        )])
        .note(say!(
            "“户”按户编号去重，“人”按身份证号去重，二者不可相加。",
            "Households and people are distinct counts and are never added."
        ))
}

fn next() -> Chapter {
    Chapter::new(say!("下一步打算", "Next")).paragraph([sentence!(
        "一是加快资金支出进度，二是补齐缺报数据，三是对停工项目逐个明确责任人和时限。",
        "First, speed up spending; second, complete missing reports; third, name a person and a date for each project at a standstill."
    )])
}
