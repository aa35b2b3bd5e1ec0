//! Whole sheets in, what a clerk is told out.

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::book::{Book, Cell, Source};
use super::cell::tests::lookups;
use super::cell::{Lookups, RegionFound};
use super::heading::Mapping;
use super::sample::{GRANTS, book, xls, xlsx};
use super::{Reading, Request, empty_sheet, given_back, read};
use crate::base::{Lang, text};
use crate::record::{Field, Kind, Register};

static PEOPLE_FIELDS: &[Field] = &[
    Field::required("name", "姓名", "Name", Kind::Text),
    Field::required("id_number", "证件号码", "ID number", Kind::IdNumber),
    Field::required("seen", "登记日期", "Registered on", Kind::Day),
    Field::optional("village", "行政村", "Village", Kind::Text),
];

static PEOPLE: Register = Register {
    name: "people",
    title: text("人员库", "People"),
    fields: PEOPLE_FIELDS,
    key: &[],
    day: "seen",
    region: "village",
    personal: true,
    check: |_, _| {},
};

static INCOMES_FIELDS: &[Field] = &[
    Field::required("household", "户编号", "Household", Kind::Text),
    Field::required("place", "居住地", "Place", Kind::Region),
    Field::optional("members", "人数", "Members", Kind::Whole),
    Field::optional("per_head", "人均纯收入", "Income per head", Kind::Money),
    Field::required("day", "数据日期", "As of", Kind::Day),
];

static INCOMES: Register = Register {
    name: "incomes",
    title: text("收入", "Incomes"),
    fields: INCOMES_FIELDS,
    key: &["household", "day"],
    day: "day",
    region: "place",
    personal: true,
    check: |_, _| {},
};

static OTHERS: &[&Register] = &[&GRANTS, &PEOPLE];

pub fn read_as(
    book: &Book,
    register: &'static Register,
    mappings: &[Mapping],
) -> (Reading, Vec<String>) {
    let mut rows = Vec::new();
    let request =
        Request { register, others: OTHERS, lookups: &lookups(), mappings, merges: false };
    let reading = read(
        book,
        &request,
        Some(&mut |batch| {
            for row in batch.iter() {
                let values: Vec<String> = row
                    .values()
                    .iter()
                    .map(|value| match (value.int(), value.text()) {
                        (Some(i), _) => i.to_string(),
                        (_, Some(text)) => text.to_string(),
                        _ => String::new(),
                    })
                    .collect();
                let doubts = "?".repeat(row.doubts().count());
                rows.push(format!("{}{doubts}: {}", row.number(), values.join("|")));
            }
            Ok(())
        }),
    );
    (reading.unwrap(), rows)
}

pub fn told(reading: &Reading) -> String {
    let mut out = String::new();
    for sheet in &reading.sheets {
        let (first, last) = sheet.heading;
        out += &match &sheet.passed_over {
            Some(why) => format!("[{}] {why}\n", sheet.name),
            None => format!("[{}] 表头 {first}–{last} {:?}\n", sheet.name, sheet.skipped),
        };
        for unmapped in &sheet.unmapped {
            let closest = unmapped.closest.map_or(String::new(), |f| format!(" ≈ {f}"));
            out += &format!("  {} ? {}{closest}\n", unmapped.letters, unmapped.heading);
        }
    }
    let c = reading.counts;
    out += &format!("读 {} 收 {} 退 {} 修 {}\n", c.read, c.accepted, c.rejected, c.repaired);
    for fault in &reading.faults {
        let mark = if fault.is_error() { "错" } else { "疑" };
        out += &format!("{mark} {}\n", fault.line(crate::base::Lang::Zh));
    }
    for repair in &reading.repairs {
        out += &format!("修 {} {:?} → {:?}\n", repair.place, repair.before, repair.after);
    }
    for total in &reading.totals {
        out += &format!("计 {} {} {:?}\n", total.place, total.printed, total.agrees);
    }
    out
}

fn check(book: &Book, expected: Expect) {
    let (reading, rows) = read_as(book, &GRANTS, &[]);
    expected.assert_eq(&(told(&reading) + &rows.join("\n")));
}

/// The columns of the national export of people, in its words and order; each line tells of a person
/// and of the household.
#[test]
fn a_place_in_parts_and_a_row_told_for_each_member() {
    let export = book(
        "户编号 | 县(市、区、旗) | 乡(镇) | 行政村 | 姓名 | 人数 | 人均纯收入 | 数据日期
         H1 | 隆化县 | 蓝旗镇 | 小营村 | 演示甲子 | 3 | 7000 | 2021-10-15
         H1 | 隆化县 | 蓝旗镇 | 小营村 | 演示乙丑 | 3 | 7000 | 2021-10-15
         H1 | 隆化县 | 蓝旗镇 | 小营村 | 演示丙寅 |  |  | 2021-10-15
         H2 | 隆化县 | 蓝旗镇 | 小营村 | 演示丁卯 | 2 | 8000 | 2021-10-15
         H2 | 隆化县 | 蓝旗镇 | 小营村 | 演示戊辰 | 3 | 8000 | 2021-10-15",
    );
    let mut rows = Vec::new();
    let township = crate::base::RegionCode::parse("130825101").unwrap();
    let known = Lookups {
        region: &|text, _| match text {
            "隆化县蓝旗镇小营村" => RegionFound::One(township.clone()),
            _ => RegionFound::Unknown,
        },
        ..lookups()
    };
    let request =
        Request { register: &INCOMES, others: &[], lookups: &known, mappings: &[], merges: true };
    let mut take = |batch: super::Batch| {
        rows.extend(batch.iter().map(|row| (row.number(), row.values())));
        Ok(())
    };
    let reading = read(&export, &request, Some(&mut take)).unwrap();
    let counts = reading.counts;
    assert_eq!((counts.read, counts.accepted, counts.rejected), (3, 2, 1));
    assert_eq!(reading.sheets[0].skipped.retold, 2);
    assert_eq!(rows.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [2, 5]);
    assert_eq!(rows[0].1[1].text(), Some("130825101"));
    assert_eq!(
        reading.faults.last().unwrap().line(crate::base::Lang::Zh),
        "台账!F6：“人数”与第 5 行不同，而两行说的是同一条记录；请把两行改成一致"
    );
}

#[test]
fn a_county_ledger_as_it_comes() {
    check(
        &book(
            "2021年天津市援助承德市资金台账 | < | < | < | < | < | < | <
             填报单位：隆化县 |  |  |  |  | 单位：万元 | < |
             序号 | 项目编号 | 项目名称 | 受援县 | 资金用途 | 资金 | < | 受益人数
             ^ | ^ | ^ | ^ | ^ | 到账 | 到账时间 | ^
             1 | A-1 | 肉羊养殖 | 隆化县 | 产业 | 12.5 | @44256 | 30
             2 | A-2 | 村小学 | ^ | 教育 | １０．２５ | 2021.3 | 120人
             小计 |  |  |  |  | 22.75 |  | 150
             3 | A-3 | 卫生室 | 隆化县 | 医疗站 | 5 | 2021年13月 | 10
             4 | A-2 | 卫生室二期 | 隆化县 | 医疗 | -3 | 2021/4/5 | 10.5
             5 | A-5 | 道路 | 龙化县 | 产业 | 1 | 2021-04-05 |
             6 | A-2 | 村小学二期 | 隆化县 | 教育 | 2 | 2021-04-06 |
             合　计 |  |  |  |  | 30.75 |  | 160
             注：资金以到账为准 |  |  |  |  |  |  |
             填表人：张某某 |  |  |  |  |  |  | ",
        ),
        expect![[r#"
            [台账] 表头 3–4 Skipped { totals: 2, blank: 2, notes: 0, headings: 0, retold: 0 }
            读 6 收 2 退 4 修 1
            疑 台账!G6：“2021.3”只写到月，按 2021-03-01 记；知道是哪一天的，请补上
            错 台账!E8：“医疗站”不在可选的词里；是不是“医疗”？可填：产业、教育、医疗
            错 台账!G8：“2021年13月”不是能认的日期；请按 2021-03-05 的样子填写年月日
            错 台账!F9：到账金额是负数；退款请另列一行
            错 台账!H9：“10.5”不是整数；请填整数；折算的数请写进备注
            错 台账!D10：查不到行政区“龙化县”；请填写当年的全称（如“隆化县”）或区划代码
            错 台账!B11：与第 6 行的“项目编号”相同；请删去重复的一行，或改正编号
            疑 台账!F12：合计写的是 307500.00元，各行相加是 277500.00元；请核对是合计错了，还是少了、多了行
            修 台账!D6 "" → "130825"
            修 台账!F6 "１０．２５" → "102500.00元"
            修 台账!G6 "2021.3" → "2021-03-01"
            修 台账!H6 "120人" → "120"
            修 台账!G9 "2021/4/5" → "2021-04-05"
            计 台账!F7 22750000 Some(true)
            计 台账!H7 150 Some(true)
            计 台账!F12 30750000 Some(false)
            计 台账!H12 160 Some(true)
            5: A-1|肉羊养殖|130825|产业|12500000|2021-03-01||30||||
            6?: A-2|村小学|130825|教育|10250000|2021-03-01||120||||"#]],
    );
}

#[test]
fn totals_on_top_and_rounded_totals() {
    check(
        &book(
            "项目编号 | 项目名称 | 受援县 | 资金用途 | 到账金额（万元） | 到账日期
             合计 |  |  |  | 1.0 |
             A | 甲 | 隆化县 | 产业 | 0.333 | 2021-03-05
             B | 乙 | 隆化县 | 产业 | 0.333 | 2021-03-05
             C | 丙 | 隆化县 | 产业 | 0.333 | 2021-03-05",
        ),
        expect![[r#"
            [台账] 表头 1–1 Skipped { totals: 1, blank: 0, notes: 0, headings: 0, retold: 0 }
            读 3 收 3 退 0 修 0
            计 台账!E2 1000000 Some(true)
            3: A|甲|130825|产业|333000|2021-03-05||||||
            4: B|乙|130825|产业|333000|2021-03-05||||||
            5: C|丙|130825|产业|333000|2021-03-05||||||"#]],
    );
}

#[test]
fn a_second_table_below_is_named_and_the_same_heading_is_not() {
    check(
        &book(
            "项目编号 | 项目名称 | 受援县 | 资金用途 | 到账金额（元） | 到账日期
             1 | 2 | 3 | 4 | 5 | 6
             A | 甲 | 隆化县 | 产业 | 1 | 2021-03-05
             项目编号 | 项目名称 | 受援县 | 资金用途 | 到账金额（元） | 到账日期
             B | 乙 | 隆化县 | 产业 | 2 | 2021-03-05
             项目名称 | 项目编号 | 负责人证件号码 | 联系电话 | 备注 | 受益人数
             丙 | C |  |  | 3 |",
        ),
        expect![[r#"
            [台账] 表头 1–1 Skipped { totals: 0, blank: 0, notes: 0, headings: 2, retold: 0 }
            读 2 收 2 退 0 修 0
            错 台账!A6：从第 6 行起是另一张表，后面没有读；请把它移到单独的工作表再导入
            3: A|甲|130825|产业|100|2021-03-05||||||
            5: B|乙|130825|产业|200|2021-03-05||||||"#]],
    );
}

#[test]
fn sheets_that_do_not_fit_say_why_and_where_they_belong() {
    check(
        &book("姓名 | 证件号码 | 登记日期\n张三 | 13082819650312001X | 2021-03-05"),
        expect![[r#"
            [台账] 没有找到“援助资金台账”的表头
            读 0 收 0 退 0 修 0
            错 台账!A1：没有找到“援助资金台账”的表头；这张表更像“人员库”，请到那里导入
        "#]],
    );
    check(
        &book("项目编号 | 项目名称 | 到账数\nA | 甲 | 3"),
        expect![[r#"
            [台账] 第 1 行像是表头，认出 2 列，但缺必填的列：受援县、资金用途、到账金额、到账日期
              C ? 到账数 ≈ amount
            读 0 收 0 退 0 修 0
            错 台账!A1：第 1 行像是表头，认出 2 列，但缺必填的列：受援县、资金用途、到账金额、到账日期；请下载模板对照；表头叫法不同的，可在对应页面手工指定一次
        "#]],
    );
    check(
        &book("项目编号 | 项目名称 | 到账金额 |  | 项目编号 | 项目名称 | 到账金额"),
        expect![[r#"
            [台账] 左右并排放了两张表
            读 0 收 0 退 0 修 0
            错 台账!E1：左右并排放了两张表；请把右边的表移到左边表的下面，或另放一张工作表
        "#]],
    );
}

#[test]
fn other_sheets_of_the_book_are_mentioned() {
    let good =
        "项目编号|项目名称|受援县|资金用途|到账金额(元)|到账日期\nA|甲|隆化县|产业|1|2021-03-05";
    let bytes = xlsx(&[("说明", "填表说明"), ("台账", good), ("空表", "")]);
    check(
        &Book::open("三张.xlsx", Source::from(bytes)).unwrap(),
        expect![[r#"
            [说明] 没有找到“援助资金台账”的表头
            [台账] 表头 1–1 Skipped { totals: 0, blank: 0, notes: 0, headings: 0, retold: 0 }
            [空表] 空表
            读 1 收 1 退 0 修 0
            疑 说明!A1：没有找到“援助资金台账”的表头；请下载模板对照；表头叫法不同的，可在对应页面手工指定一次
            2: A|甲|130825|产业|100|2021-03-05||||||"#]],
    );
}

#[test]
fn rows_without_a_key_are_kept_and_marked() {
    let csv = "姓名,证件号码,登记日期,村\n张三,13082819650312001X,2021-03-05,甲村\n张三,13082819650312001X,2021-03-05,甲村\n李四,1.3E+17,2021-03-05,甲村\n";
    let (reading, rows) = read_as(&Book::pasted(csv).unwrap(), &PEOPLE, &[]);
    expect![[r#"
        [pasted] 表头 1–1 Skipped { totals: 0, blank: 0, notes: 0, headings: 0, retold: 0 }
          D ? 村
        读 3 收 2 退 1 修 0
        疑 pasted!3：与第 2 行完全相同；两行都已保留；重复填报的请删去一行
        错 pasted!B4：号码被 Excel 当成数字存过，15 位以后已丢失；请把这一列设为“文本”格式，再照原件重新填写；改格式不能找回数字
        2: 张三|13082819650312001X|2021-03-05|
        3?: 张三|13082819650312001X|2021-03-05|"#]].assert_eq(&(told(&reading) + &rows.join("\n")));
    let mapping = Mapping {
        office: "隆化县".to_string(),
        template: "people".to_string(),
        heading: reading.sheets[0].unmapped[0].plain.clone(),
        field: "village".to_string(),
    };
    let (reading, rows) = read_as(&Book::pasted(csv).unwrap(), &PEOPLE, &[mapping]);
    assert!(reading.sheets[0].unmapped.is_empty());
    assert!(rows[0].ends_with("甲村"), "{rows:?}");
}

#[test]
fn every_register_name_is_known() {
    assert!(GRANTS.fields.iter().all(|field| GRANTS.field(field.name).is_some()));
}

const SPOILT: &str = "
    承德市资金台账 | < | < | < | < | <
    项目编号 | 项目名称 | 受援县 | 资金用途 | 到账金额（万元） | 到账日期
    A | 甲 | 隆化县 | 产业 | 1.5 | @44256
    B | 乙 | ^ | 道路 | 2 | 2021-03-05
    C |  | 隆化县 | 教育 | 3 | 2021.3
    D | 丁 | 隆化县 | 教育 | 4 | 2021-03-08
    合计 |  |  |  | 10.5 |";

/// The texts and numbers of a sheet, for a look at what was given back.
fn cells(book: &Book, at: usize) -> String {
    let mut out = String::new();
    for line in book.head(at, 100).unwrap().iter() {
        out += &format!("{}|", line.number);
        for (column, cell) in line.cells().filter(|(column, _)| !line.is_filled(*column)) {
            out += &match cell {
                Cell::Text(text) => format!(" {column}:{text}"),
                Cell::Number(x) => format!(" {column}={x}"),
                Cell::Date(x) => format!(" {column}@{x}"),
                _ => String::new(),
            };
        }
        out.push('\n');
    }
    out
}

#[test]
fn a_workbook_given_back_is_as_it_came_with_reasons() {
    let came = book(SPOILT);
    let (reading, rows) = read_as(&came, &GRANTS, &[]);
    let bytes = given_back(&came, &reading, Lang::Zh).unwrap();
    let back = Book::open("退回.xlsx", Source::from(bytes)).unwrap();
    assert_eq!(back.sheets[0].merges, came.sheets[0].merges);
    expect![[r#"
        1| 0:承德市资金台账
        2| 0:项目编号 1:项目名称 2:受援县 3:资金用途 4:到账金额（万元） 5:到账日期 6:导入结果 7:导入说明
        3| 0:A 1:甲 2:隆化县 3:产业 4=1.5 5@44256
        4| 0:B 1:乙 3:道路 4=2 5:2021-03-05 6:未通过 7:“道路”不在可选的词里；可填：产业、教育、医疗
        5| 0:C 2:隆化县 3:教育 4=3 5=2021.3 6:未通过 7:“项目名称”没有填；“项目名称”必填，请补上
        “2021.3”只写到月，按 2021-03-01 记；知道是哪一天的，请补上
        6| 0:D 1:丁 2:隆化县 3:教育 4=4 5:2021-03-08
        7| 0:合计 4=10.5
    "#]].assert_eq(&cells(&back, 0));
    expect![[r#"
        1| 0:读入行数 1=4
        2| 0:收下 1=2
        3| 0:退回 1=2
        4| 0:修正后收下 1=0
        6| 0:位置 1:级别 2:原因或原值 3:建议或改为
        7| 0:台账!D4 1:错误 2:“道路”不在可选的词里 3:可填：产业、教育、医疗
        8| 0:台账!B5 1:错误 2:“项目名称”没有填 3:“项目名称”必填，请补上
        9| 0:台账!F5 1:疑点 2:“2021.3”只写到月，按 2021-03-01 记 3:知道是哪一天的，请补上
        10| 0:台账!C4 1:修正 3:130825
        11| 0:台账!F5 1:修正 2:2021.3 3:2021-03-01
    "#]]
    .assert_eq(&cells(&back, 1));
    // Ours are known again: the same rows, the same faults, and given back the same once more.
    let (again, same_rows) = read_as(&back, &GRANTS, &[]);
    assert_eq!((rows, reading.faults.clone()), (same_rows, again.faults.clone()));
    let twice = given_back(&back, &again, Lang::Zh).unwrap();
    let twice = Book::open("再退.xlsx", Source::from(twice)).unwrap();
    assert_eq!(cells(&twice, 0), cells(&back, 0));
}

#[test]
fn xls_and_csv_are_given_back_as_xlsx() {
    let old = Book::open("旧.xls", Source::from(xls(&[("台账", SPOILT)]))).unwrap();
    let (reading, _) = read_as(&old, &GRANTS, &[]);
    let bytes = given_back(&old, &reading, Lang::En).unwrap();
    let back = Book::open("b.xlsx", Source::from(bytes)).unwrap();
    assert!(cells(&back, 0).contains("6:rejected 7:“道路” is not one of the words"));
    let (again, _) = read_as(&back, &GRANTS, &[]);
    assert_eq!(again.counts, reading.counts);
    let csv = "项目编号,项目名称,受援县,资金用途,到账金额,到账日期\nA,,隆化县,产业,1,2021-03-05\n";
    let text = Book::open("a[1]:b.csv", Source::from(csv.as_bytes().to_vec())).unwrap();
    let (reading, _) = read_as(&text, &GRANTS, &[]);
    let bytes = given_back(&text, &reading, Lang::Zh).unwrap();
    let back = Book::open("b.xlsx", Source::from(bytes)).unwrap();
    assert_eq!(back.sheets[0].name, "a_1__b");
    assert!(cells(&back, 0).contains("6:未通过 7:“项目名称”没有填"));
}

#[test]
fn the_empty_sheet_fits_its_own_register() {
    for lang in [Lang::Zh, Lang::En] {
        let bytes = empty_sheet(&GRANTS, lang).unwrap();
        let book = Book::open("模板.xlsx", Source::from(bytes)).unwrap();
        let (reading, _) = read_as(&book, &GRANTS, &[]);
        assert_eq!(reading.sheets[0].passed_over, None);
        assert_eq!(reading.sheets[0].columns.len(), GRANTS.fields.len());
        if lang == Lang::Zh {
            expect![[r#"
                1| 0:项目编号* 1:项目名称* 2:受援县* 3:资金用途* 4:到账金额（元）* 5:到账日期* 6:完工日期 7:受益人数 8:负责人证件号码 9:联系电话 10:上级项目 11:备注
                1| 0:列 1:必填 2:怎样填 3:可填的词
                2| 0:项目编号 1:是
                3| 0:项目名称 1:是
                4| 0:受援县 1:是 2:全称（如“隆化县”）或区划代码
                5| 0:资金用途 1:是 2:从下拉列表中选 3:产业、教育、医疗
                6| 0:到账金额 1:是 2:单位：元，最多两位小数；到账的钱
                7| 0:到账日期 1:是 2:日期，如 2021-03-05
                8| 0:完工日期 2:日期，如 2021-03-05
                9| 0:受益人数 2:整数
                10| 0:负责人证件号码 2:18 位证件号码，按文本填写
                11| 0:联系电话 2:一个电话号码
                12| 0:上级项目 2:填对方的编号或名称
                13| 0:备注
            "#]].assert_eq(&(cells(&book, 0) + &cells(&book, 1)));
        }
    }
}

fn any_table() -> impl Strategy<Value = Vec<Vec<String>>> {
    let cell = prop_oneof![
        "(A|B|甲|隆化县|产业|教育|合计|小计|项目编号|到账日期|注：无|一、甲)",
        "(1|2.5|-3|@44256|2021.3|2021-03-05|＃|1.2万)",
        "[^|<@^\n\r]{0,6}",
        Just(String::new()),
    ];
    prop::collection::vec(prop::collection::vec(cell, 6..8), 0..8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Every data row is either accepted or rejected, a rejected one has a fault, and what was given
    /// back reads the same.
    #[test]
    fn rows_are_conserved(rows in any_table()) {
        let heading = "项目编号|项目名称|受援县|资金用途|到账金额（元）|到账日期";
        let table: Vec<String> = rows.iter().map(|row| row.join("|")).collect();
        let came = book(&format!("{heading}\n{}", table.join("\n")));
        let (reading, accepted) = read_as(&came, &GRANTS, &[]);
        let counts = reading.counts;
        prop_assert_eq!(counts.read, counts.accepted + counts.rejected);
        prop_assert_eq!(counts.accepted, accepted.len() as u64);
        let wrong: std::collections::BTreeSet<u32> =
            reading.faults.iter().filter(|f| f.is_error()).map(|f| f.place.row).collect();
        prop_assert!(wrong.len() as u64 >= counts.rejected);
        let bytes = given_back(&came, &reading, Lang::Zh).unwrap();
        let back = Book::open("b.xlsx", Source::from(bytes)).unwrap();
        let (again, same) = read_as(&back, &GRANTS, &[]);
        prop_assert_eq!(again.counts, reading.counts);
        prop_assert_eq!(same, accepted);
    }
}
