//! A study's answer as a document: the question, the pictures, the rows, and the run that anyone can
//! repeat.

use super::document::{Cell, Chapter, Column, Document, Row, Table};
use super::sentence::Sentence;
use super::study::charts;
use crate::base::{Day, Lang, Said, say};
use crate::measure::studies::{Measured, Study, left, value, words};
use crate::record::Origin;

/// Rows printed; the csv has all.
const PRINTED: usize = 400;

/// Where and when a study was run.
pub struct Setting {
    pub programme: Said,
    pub from: Day,
    pub to: Day,
    pub today: Day,
    pub origin: Origin,
    pub chain_head: String,
}

pub fn study_report(study: &Study, measured: &Measured, setting: Setting) -> Document {
    let spec = &study.spec;
    let question = Sentence::plain(words(spec.question).into());
    let mut asked = Chapter::new(say!("问题与图", "Question and pictures")).paragraph([question]);
    for chart in charts(spec, measured) {
        asked = asked.chart(chart);
    }
    let mut found = Chapter::new(say!("结果", "Answer")).table(rows(study, measured));
    for note in &measured.notes {
        found = found.note(Said { zh: note.zh.clone(), en: note.en.clone() });
    }
    let dropped = measured.dropped.iter().take(PRINTED);
    let dropped = dropped.map(|unit| Said { zh: left(unit, Lang::Zh), en: left(unit, Lang::En) });
    for unit in dropped {
        found = found.note(unit);
    }
    Document {
        title: words(spec.name).into(),
        number: None,
        programme: setting.programme.clone(),
        from: setting.from,
        to: setting.to,
        as_of: setting.today,
        issued: setting.today,
        issuer: setting.programme,
        origin: setting.origin,
        chain_head: setting.chain_head,
        chapters: vec![asked, found, run(study, measured)],
        attachments: Vec::new(),
    }
}

fn rows(study: &Study, measured: &Measured) -> Table {
    let about = |metric: &str| {
        let output = study.spec.outputs.iter().find(|output| output.metric == metric);
        output.map_or_else(|| say!("{metric}", "{metric}"), |output| words(output.about).into())
    };
    let plain = |text: String| Cell::Words(Said { zh: text.clone(), en: text });
    let row = |row: &stats::Row| {
        let shown = Said { zh: value(row, Lang::Zh), en: value(row, Lang::En) };
        Row::plain([
            plain(row.entity.clone()),
            plain(row.period.map_or_else(String::new, |period| period.to_string())),
            Cell::Words(about(row.metric)),
            Cell::Words(shown),
            plain(row.n.to_string()),
            plain(row.flags.join(" ")),
        ])
    };
    let total = measured.rows.len();
    let beyond = total > PRINTED;
    let note = say!("共{total}行，这里印前{PRINTED}行", "the first {PRINTED} of {total} rows");
    Table {
        title: words(study.spec.name).into(),
        columns: vec![
            Column::words(say!("单位", "unit"), 4),
            Column::words(say!("时期", "period"), 2),
            Column::words(say!("量", "metric"), 4),
            Column::words(say!("数值 [区间]", "value [range]"), 5),
            Column::words(say!("n", "n"), 1),
            Column::words(say!("标记", "flags"), 3),
        ],
        rows: measured.rows.iter().take(PRINTED).map(row).collect(),
        notes: beyond.then_some(note).into_iter().collect(),
    }
}

/// What anyone needs to get the same answer.
fn run(study: &Study, measured: &Measured) -> Chapter {
    let record = &measured.record;
    let (method, version, id) = (record.method, record.version, &record.id);
    let mut lines = vec![say!("方法：{method}@{version}", "Method: {method}@{version}")];
    lines.push(say!("运行编号：{id}", "Run: {id}"));
    for input in &record.inputs {
        let (table, rows, hash, vintage) = (input.table, input.rows, &input.hash, &input.vintage);
        lines.push(say!(
            "输入表 {table}：{rows}行，来自“{vintage}”，SHA-256 {hash}",
            "Table {table}: {rows} rows, from “{vintage}”, SHA-256 {hash}"
        ));
    }
    for (name, value) in &record.params {
        lines.push(say!("参数 {name} = {value}", "Parameter {name} = {value}"));
    }
    lines.extend(study.spec.cites.iter().map(|cite| say!("文献：{cite}", "Reference: {cite}")));
    Chapter::new(say!("运行记录", "Run record")).list(lines.into_iter().map(Sentence::plain))
}
