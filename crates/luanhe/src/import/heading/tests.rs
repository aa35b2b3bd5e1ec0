//! Headings as offices draw them, found.

use expect_test::{Expect, expect};

use super::{Mapping, Words, find};
use crate::import::book::Book;
use crate::import::sample::{GRANTS, book};

fn check(book: &Book, mappings: &[Mapping], expected: Expect) {
    let words = Words::new(&GRANTS, mappings);
    let head = book.head(0, 60).unwrap();
    let found = find(&head, &book.sheets[0].merges, &words);
    let mut out = format!("{}–{}\n", found.first, found.last);
    for column in &found.columns {
        let unit = column.unit.as_ref().map_or("", |unit| &unit.word);
        let field = GRANTS.fields[column.field].name;
        out += &format!("{} {field} {unit} ← {:?}\n", column.column, column.heading);
    }
    for unknown in &found.unknown {
        out += &format!("{} ? {}\n", unknown.column, unknown.plain);
    }
    for column in &found.twice {
        out += &format!("{} twice {}\n", column.column, column.heading);
    }
    expected.assert_eq(&out);
}

#[test]
fn two_levels_under_a_title_and_a_unit_line() {
    check(
        &book(
            "2021年天津市援助承德市资金台账 | < | < | < | < | < | <
             填报单位：隆化县 |  |  |  | 单位：万元 | < | <
             序号 | 项目编号 | 项　目\\n名 称* | 受援县 | 资金 | < | 受益情况
             ^ | ^ | ^ | ^ | 到账 | 到账时间 | 人数(人)
             1 | A-1 | 肉羊养殖 | 隆化县 | 12.5 | 2021.3 | 30",
        ),
        &[],
        expect![[r#"
            3–4
            1 code 万元 ← "项目编号"
            2 name 万元 ← "项\u{3000}目\n名 称*"
            3 county 万元 ← "受援县"
            4 amount 万元 ← "资金/到账"
            5 day 万元 ← "资金/到账时间"
            6 people 人 ← "受益情况/人数(人)"
        "#]],
    );
}

#[test]
fn merged_headings_saved_as_csv_and_a_row_of_units() {
    let csv = "资金台账,,,,,\n项目编号,项目名称,县区,资金,,受益情况,\n,,,到账,到账时间,人数,户数\n,,,万元,,人,户\n";
    check(
        &Book::pasted(csv).unwrap(),
        &[],
        expect![[r#"
        2–4
        0 code  ← "项目编号"
        1 name  ← "项目名称"
        2 county  ← "县区"
        3 amount 万元 ← "资金/到账"
        4 day  ← "资金/到账时间"
        5 people 人 ← "受益情况/人数"
        6 ? 受益情况户数
    "#]],
    );
}

#[test]
fn english_names_and_brackets() {
    check(
        &book(
            "code | Project Name | County | use | 到账金额（单位：元） | Arrived on | 备注（可不填）",
        ),
        &[],
        expect![[r#"
            1–1
            0 code 元 ← "code"
            1 name 元 ← "Project Name"
            2 county 元 ← "County"
            3 use 元 ← "use"
            4 amount 元 ← "到账金额（单位：元）"
            5 day 元 ← "Arrived on"
            6 note 元 ← "备注（可不填）"
        "#]],
    );
}

#[test]
fn two_tables_side_by_side_name_their_fields_twice() {
    check(
        &book("项目编号 | 项目名称 | 到账金额 |  | 项目编号 | 项目名称 | 到账金额"),
        &[],
        expect![[r#"
            1–1
            0 code  ← "项目编号"
            1 name  ← "项目名称"
            2 amount  ← "到账金额"
            4 twice 项目编号
            5 twice 项目名称
            6 twice 到账金额
        "#]],
    );
}

#[test]
fn a_line_to_sign_on_is_no_heading_and_a_wide_one_is_its_first_column() {
    check(
        &book(
            "调查表 | < | < | <
             项目编号（盖章） |  | 受援县（盖章） |
             序号 | 项　目　名　称 | < | 到账金额
             1 | 甲 | 35岁以下 | 2",
        ),
        &[],
        expect![[r#"
            3–3
            1 name  ← "项\u{3000}目\u{3000}名\u{3000}称"
            3 amount  ← "到账金额"
        "#]],
    );
}

#[test]
fn what_a_person_matched_goes_before_all() {
    let mapping = |heading: &str, field: &str| Mapping {
        office: "隆化县乡村振兴局".to_string(),
        template: "grants".to_string(),
        heading: heading.to_string(),
        field: field.to_string(),
    };
    check(
        &book("项目编号 | 工程叫什么 | 到账金额（万元） | 备注"),
        &[mapping("工程叫什么", "name"), mapping("备注", "")],
        expect![[r#"
            1–1
            0 code  ← "项目编号"
            1 name  ← "工程叫什么"
            2 amount 万元 ← "到账金额（万元）"
        "#]],
    );
}
