pub mod example;

use std::path::{Path, PathBuf};
use std::process::Command;

use super::*;
use crate::base::{Lang, file};
use crate::record::Origin;

fn kept(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/tell");
    let path = folder.join(name);
    file::write(&path, bytes).unwrap();
    path
}

/// The text of a PDF that LibreOffice makes of a document, and its pages.
fn through_libreoffice(path: &Path, name: &str) -> (String, usize) {
    let out = path.parent().unwrap().join(format!("pdf-{name}"));
    let profile = format!(
        "-env:UserInstallation=file://{}/profile",
        out.canonicalize().unwrap_or(out.clone()).display()
    );
    let run = Command::new("soffice")
        .args([profile.as_str(), "--headless", "--convert-to", "pdf", "--outdir"])
        .args([out.as_path(), path])
        .output()
        .expect("LibreOffice: ./test installs it");
    assert!(run.status.success(), "{run:?}");
    let pdf = out.join(path.with_extension("pdf").file_name().unwrap());
    let text = Command::new("pdftotext")
        .args(["-layout".as_ref(), pdf.as_os_str(), "-".as_ref()])
        .output();
    let text = String::from_utf8(text.expect("poppler-utils: ./test installs it").stdout).unwrap();
    let pages = text.matches('\u{c}').count();
    (text, pages)
}

#[test]
fn the_docx_opens_with_its_text_and_pictures() {
    for (lang, words) in [
        (Lang::Zh, ["16.52亿元", "示例办〔2022〕3号", "演示数据，不作凭证", "— 2 —", "39390"]),
        (
            Lang::En,
            [
                "1,652 million yuan",
                "Example Office [2022] No. 3",
                "proof of nothing",
                "— 2 —",
                "39,390",
            ],
        ),
    ] {
        let document = example::annual_brief().graded(None);
        let path = kept(&format!("brief-{}.docx", lang.tag()), &docx(&document, lang).unwrap());
        let (text, pages) = through_libreoffice(&path, lang.tag());
        // Set text has spaces between scripts, and numbers of sources between words.
        let close = text.replace([' ', '\n'], "");
        for word in words {
            assert!(close.contains(&word.replace(' ', "")), "{word} is not in\n{text}");
        }
        assert!((4..=12).contains(&pages), "{pages} pages");
    }
}

#[test]
fn the_page_is_small_and_leads_to_the_rows() {
    for lang in [Lang::Zh, Lang::En] {
        let document = example::annual_brief().graded(None);
        let page = page(&document, "", lang).unwrap();
        kept(&format!("brief-{}.html", lang.tag()), page.as_bytes());
        assert!(page.contains("href=\"/measure/funds.arrived/rows?region=130800\""));
        assert!(
            !page.contains("<script") && !page.contains(" style="),
            "a strict page may hold it"
        );
        let first = page.find("<figure").unwrap();
        assert!(first < 20_000, "first paint after {first} bytes");
    }
    let page = page(&example::annual_brief(), "https://a.example", Lang::Zh).unwrap();
    assert!(page.contains("href=\"https://a.example/measure/funds.arrived/rows?region=130800\""));
    assert!(!page.contains("href=\"/"));
}

/// What a reader hears, without tags.
fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut inside = true;
    for c in html.chars() {
        match c {
            '<' => inside = false,
            '>' => inside = true,
            c if inside => text.push(c),
            _ => {}
        }
    }
    text
}

#[test]
fn english_is_complete() {
    let earlier = Issue::of(&example::annual_brief());
    let text =
        text_of(&article(&example::annual_brief().graded(Some(&earlier)), Lang::En).unwrap());
    let chinese: String = text.chars().filter(|c| u32::from(*c) >= 0x2e80).collect();
    assert_eq!(chinese, "");
}

#[test]
fn a_chapter_reads_as_it_should() {
    let document = example::annual_brief();
    let mut lines = Vec::new();
    for piece in pieces(&document, Lang::Zh).into_iter().take(14) {
        lines.push(match piece {
            Piece::Chapter { label, heading } | Piece::Section { label, heading } => {
                format!("{label}{heading}")
            }
            Piece::Paragraph(sentences) => {
                sentences.iter().map(|s| s.text(Lang::Zh)).collect::<String>()
            }
            Piece::Item { label, sentence } => format!("{label}{}", sentence.text(Lang::Zh)),
            Piece::Table { label, table } => format!("{label} {}", table.title),
            Piece::Picture { label, picture } => format!("{label} {}", picture.title()),
            Piece::Note(note) => note.to_string(),
            Piece::Signature { .. } | Piece::Attachment { .. } => String::new(),
        });
    }
    expect_test::expect![[r#"
        一、总体进展
        2016年11月以来，累计投入三级财政帮扶资金16.52亿元，实施帮扶项目415个，覆盖承德市11个县（市、区）。资金总体到位及时，2021年第四季度支出率较上年同期有所提高。
        二、资金投入与使用
        （一）资金规模
        全部资金中，用于产业项目7.11亿元，用于“三保障”项目2.68亿元；其余用于人才培训与劳务协作、基础设施等。各级资金到账情况见表1、图1。
        表1 分年度、分层级到账资金
        图1 分年度到账资金构成
        （二）资金分布
        围场、丰宁、隆化三县到账资金居前，鹰手营子矿区数据尚缺，各县情况见图2。
        图2 各县（市、区）到账资金
        图3 资金用途占比
        三、项目实施
        累计实施项目415个，已完工验收的占多数。
        表2 各县（市、区）项目
    "#]]
    .assert_eq(&(lines.join("\n") + "\n"));
}

#[test]
fn a_figure_has_one_number_wherever_it_stands() {
    let document = example::annual_brief();
    let figures = Figures::of(&document);
    let numbers: Vec<usize> = figures.iter().map(|(n, _)| n).collect();
    assert_eq!(numbers, (1..=figures.len()).collect::<Vec<_>>());
    // The number of projects stands in the first chapter and again in the third.
    assert_eq!(figures.number(&example::projects()), Some(2));
    let projects = figures.iter().filter(|(_, f)| f.key() == example::projects().key()).count();
    assert_eq!(projects, 1);
}

/// A document of one paragraph with these figures.
fn stating(figures: Vec<Figure>) -> Document {
    let sentences = figures.into_iter().map(|f| sentence!("共{f}。", "{f} in all.", f = f));
    let chapter =
        Chapter::new(crate::base::say!("甲", "A")).paragraph(sentences.collect::<Vec<_>>());
    Document { chapters: vec![chapter], ..example::annual_brief() }
}

#[test]
fn the_grade_counts_what_is_proven_and_finds_contradictions() {
    let own = Figure { origin: Origin::Own, ..example::total() };
    let quoted =
        Figure { origin: Origin::Quoted, indicator: "news.total".to_string(), ..example::total() };
    let unknown = Figure { rows: 0, indicator: "none".to_string(), ..own.clone() };
    let other = Figure { value: own.value + 1, ..own.clone() };
    let grade = grade(&stating(vec![own, quoted, unknown, other, example::projects()]), None);
    assert_eq!(grade.figures, 4);
    assert_eq!(
        grade.proofs,
        [(Proof::Proven, 1), (Proof::Quoted, 1), (Proof::Demo, 1), (Proof::NoRecord, 1)]
    );
    assert_eq!(grade.contradictions.len(), 1);
    assert_eq!(grade.origins[0], (Origin::Own, 2, 40));
}

#[test]
fn an_issue_is_compared_with_the_one_before_it() {
    let total = example::total();
    let mut year_before = total.clone();
    year_before.filters.to = example::day("2020-12-31");
    year_before.indicator = "funds.spent".to_string();
    let gone = Figure { indicator: "gone".to_string(), ..total.clone() };
    let before = stating(vec![total.clone(), example::projects(), year_before.clone(), gone]);
    // What was published is read back from its JSON.
    let before = Issue::read(json(&before).unwrap().as_bytes()).unwrap();

    let restated = Figure { value: total.value - example::wan(2_100), ..total.clone() };
    let mut moved = year_before;
    moved.filters.to = example::day("2021-12-31");
    let new = Figure { indicator: "new".to_string(), ..total };
    let now = stating(vec![restated, example::projects(), moved, new]);
    let changes = grade(&now, Some(&before)).changes.unwrap();
    let values = |pair: &(Issued, Issued)| (pair.0.shown.zh.clone(), pair.1.shown.zh.clone());
    assert_eq!(
        changes.restated.iter().map(values).collect::<Vec<_>>(),
        [("16.52亿元".to_string(), "16.31亿元".to_string())]
    );
    assert_eq!(changes.moved.len(), 1);
    assert_eq!((changes.unchanged, changes.added, changes.dropped), (1, 1, 1));
    let page = text_of(&article(&now.graded(Some(&before)), Lang::Zh).unwrap());
    assert!(page.contains("更正1项，更新至本期1项，新增1项，不再列出1项，未变1项"), "{page}");
    assert!(Issue::read(b"{}").is_err());
}

#[test]
fn the_docx_is_made_of_sound_parts() {
    let document = example::annual_brief().graded(None);
    let bytes = docx(&document, Lang::Zh).unwrap();
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut parts = std::collections::BTreeMap::new();
    for at in 0..package.len() {
        let mut part = package.by_index(at).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
        parts.insert(part.name().unwrap().into_owned(), bytes);
    }
    for (name, bytes) in &parts {
        if name.ends_with(".emf") {
            assert_eq!(&bytes[40..44], b" EMF", "{name}");
            assert_eq!(bytes[48..52], u32::try_from(bytes.len()).unwrap().to_le_bytes(), "{name}");
            continue;
        }
        let text = std::str::from_utf8(bytes).unwrap();
        let mut reader = quick_xml::Reader::from_str(text);
        while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
    }
    let pictures = parts.keys().filter(|name| name.ends_with(".svg")).count();
    assert_eq!(pictures, 3);
    let text = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
    let count = |what: &str| text.matches(what).count();
    assert_eq!(count("<asvg:svgBlip"), pictures);
    assert_eq!((count("<w:tbl>"), count("<w:tblHeader />")), (3, 3));
    assert!(text.contains("descr=\"单位：万元"));
    for font in ["仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"] {
        assert!(text.contains(font), "{font}");
    }
    let relations = String::from_utf8(parts["word/_rels/document.xml.rels"].clone()).unwrap();
    for target in relations.split("Target=\"").skip(1).filter_map(|t| t.split('"').next()) {
        if target.starts_with("media/") {
            assert!(parts.contains_key(&format!("word/{target}")), "{target}");
        }
    }
    assert!(docx(&document, Lang::Zh).unwrap() == docx(&document, Lang::Zh).unwrap());
    assert!(xlsx(&document, Lang::Zh).unwrap() == xlsx(&document, Lang::Zh).unwrap());
}

#[test]
fn a_control_character_in_a_name_does_not_spoil_the_file() {
    let named = crate::base::say!("甲\u{1}乙\u{b}", "A\u{1}B\u{b}");
    let document = Document { issuer: named, ..example::annual_brief() };
    let bytes = docx(&document, Lang::Zh).unwrap();
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let part = package.by_name("word/document.xml").unwrap();
    let text = std::io::read_to_string(part).unwrap();
    assert!(text.contains("甲乙"));
    let page = page(&document, "", Lang::Zh).unwrap();
    assert!(page.contains("甲"));
}

#[test]
fn the_workbook_has_numbers_and_every_source() {
    use calamine::{Data, Reader};
    let document = example::annual_brief().graded(None);
    let bytes = xlsx(&document, Lang::Zh).unwrap();
    kept("brief-zh-CN.xlsx", &bytes);
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    assert_eq!(
        book.sheet_names(),
        ["表1 分年度、分层级到账资金", "表2 各县（市、区）项目", "来源"]
    );
    let tiers = book.worksheet_range("表1 分年度、分层级到账资金").unwrap();
    let cell = |row, column| tiers.get_value((row, column)).cloned().unwrap();
    assert_eq!(cell(2, 0), Data::String("演示数据，不作凭证".to_string()));
    assert_eq!(cell(3, 0), Data::String("单位：万元".to_string()));
    assert_eq!(cell(5, 1), Data::Float(2200.0));
    assert_eq!(cell(5, 3), Data::String("缺".to_string()));
    let sources = book.worksheet_range("来源").unwrap();
    let figures = Figures::of(&document);
    let rows = sources.rows().filter(|row| matches!(row[0], Data::Float(_))).count();
    assert_eq!(rows, figures.len());
}

#[test]
fn a_table_goes_into_csv_with_its_units() {
    let document = example::annual_brief();
    let table = pieces(&document, Lang::Zh).into_iter().find_map(|piece| match piece {
        Piece::Table { table, .. } => Some(table),
        _ => None,
    });
    let bytes = csv(table.unwrap(), Lang::Zh).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let lines: Vec<&str> = text.lines().take(2).collect();
    assert_eq!(
        lines,
        ["\u{feff}年度,市级财政 (万元),区级财政 (万元),乡镇 (万元)", "2016,2200.00,310.00,缺"]
    );
}

#[test]
fn an_empty_document_is_set_all_the_same() {
    let nothing = Table {
        title: crate::base::say!("空表", "Empty table"),
        columns: vec![Column::words(crate::base::say!("甲", "A"), 1)],
        rows: Vec::new(),
        notes: Vec::new(),
    };
    let chapter = Chapter::new(crate::base::say!("甲", "A")).table(nothing).paragraph([]).list([]);
    for chapters in [Vec::new(), vec![chapter]] {
        let document = Document { number: None, chapters, ..example::annual_brief() }.graded(None);
        for lang in [Lang::Zh, Lang::En] {
            assert!(article(&document, lang).unwrap().contains("<h1>"));
            assert!(!docx(&document, lang).unwrap().is_empty());
            assert!(!xlsx(&document, lang).unwrap().is_empty());
        }
        assert!(Issue::read(json(&document).unwrap().as_bytes()).unwrap().figures.is_empty());
    }
}

#[test]
fn money_reads_well_in_english_too() {
    let total = example::total();
    assert_eq!(total.shown(Lang::En), "1,652 million yuan");
    let small = Figure { value: 123_456_700, ..total };
    assert_eq!(small.shown(Lang::En), "1.2346 million yuan");
    assert_eq!(Figure { value: 50_000, ..small }.shown(Lang::En), "500 yuan");
}
