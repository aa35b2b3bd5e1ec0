//! What a study asks and answers, in words.

use stats::answer::Dropped;
use stats::spec::{Column, Kind, Uncertainty, Value};
use stats::{Fault, Measured, Row, Spec, Study};

use crate::base::{Error, Fault as Told, Lang, Place, Said, Text, say, text};

/// A text of a spec in the words of the application.
pub fn words(of: stats::Text) -> Text {
    text(of.zh, of.en)
}

/// The faults of a study's tables and parameters, with the rows of the file they came from.
pub fn refused(study: &Study, faults: Vec<Fault>) -> Error {
    let id = study.spec.id;
    let told = faults.into_iter().map(|fault| {
        let rows: Vec<String> = fault.lines.iter().map(u32::to_string).collect();
        let (zh, en) = (rows.join("、"), rows.join(", "));
        let (zh, en) = match rows.is_empty() {
            true => (fault.zh, fault.en),
            false => (format!("{}（文件第{zh}行）", fault.zh), format!("{} (rows {en})", fault.en)),
        };
        let place = match (fault.table.is_empty(), fault.column.is_empty()) {
            (true, _) => Place::field("param"),
            (false, true) => Place { sheet: fault.table, ..Place::default() },
            (false, false) => {
                let sheet = format!("{}.{}", fault.table, fault.column);
                let row = fault.lines.first().copied().unwrap_or(0);
                Place { sheet, row, field: fault.column, ..Place::default() }
            }
        };
        Told::error(
            place,
            Said { zh, en },
            say!(
                "所需的表和参数见 luanhe measure study {id}",
                "see luanhe measure study {id} for what it needs"
            ),
        )
    });
    Error::Faults(told.collect())
}

/// What a study asks, needs and answers, in lines.
pub fn asked(spec: &Spec, lang: Lang) -> Vec<String> {
    let say = |text: stats::Text| words(text).to(lang);
    let head = |zh, en| text(zh, en).to(lang).to_string();
    let mut lines = vec![
        format!("{}@{}  {}  {}", spec.id, spec.version, spec.family, say(spec.name)),
        say(spec.question).to_string(),
        head("输入表", "Tables"),
    ];
    for input in spec.inputs {
        let needed = if input.required { "" } else { "?" };
        lines.push(format!("  {}{needed}  {}", input.name, say(input.about)));
        lines.extend(input.columns.iter().map(|column| format!("    {}", of_column(column, lang))));
    }
    if !spec.params.is_empty() {
        lines.push(head("参数", "Parameters"));
    }
    for param in spec.params {
        lines.push(format!("  {}  {}  {}", param.name, say(param.about), choices(&param.value)));
    }
    lines.push(head("输出", "Answers"));
    for output in spec.outputs {
        let doubt = output.uncertainty.code();
        lines.push(format!(
            "  {}  {}  [{}]  {doubt}",
            output.metric,
            say(output.about),
            output.unit
        ));
        if let Uncertainty::None(why) = output.uncertainty {
            lines.push(format!("    {}", say(why)));
        }
    }
    lines.push(head("文献", "References"));
    lines.extend(spec.cites.iter().map(|cite| format!("  {cite}")));
    lines
}

fn of_column(column: &Column, lang: Lang) -> String {
    let kind = match column.kind {
        Kind::Key => text("键", "key"),
        Kind::Period => text("时期", "period"),
        Kind::Label => text("名称", "name"),
        Kind::Basis => text("口径", "basis"),
        Kind::Number => text("数", "number"),
    };
    let needed = if column.required { "" } else { "?" };
    format!("{}{needed}  {}  {}", column.name, kind.to(lang), words(column.about).to(lang))
}

/// The default and the values a parameter may take.
pub fn choices(value: &Value) -> String {
    match value {
        Value::Real { default, lo, hi } => format!("{default}  ({lo} … {hi})"),
        Value::Whole { default, lo, hi } => format!("{default}  ({lo} … {hi})"),
        Value::Choice { default, options } => format!("{default}  ({})", options.join(" | ")),
        Value::Words { default } => default.to_string(),
    }
}

/// Six figures, without closing zeros.
pub fn number(x: f64) -> String {
    if x != 0.0 && !(1e-4..1e12).contains(&x.abs()) {
        return format!("{x:.5e}");
    }
    let whole = x.abs().max(1.0).log10().floor() as usize + 1;
    let shown = format!("{x:.*}", 6usize.saturating_sub(whole).max(2));
    shown.trim_end_matches('0').trim_end_matches('.').to_string()
}

/// A value with its interval, or why there is none.
pub fn value(row: &Row, lang: Lang) -> String {
    let Some(value) = row.value else {
        let why = row.null_reason.unwrap_or("");
        return format!("{}：{why}", text("无值", "no value").to(lang));
    };
    let mut shown = number(value);
    if let (Some(lo), Some(hi)) = (row.lo, row.hi) {
        shown += &format!(" [{}, {}]", number(lo), number(hi));
    } else if let Some(se) = row.se {
        shown += &format!(" ± {}", number(se));
    }
    shown
}

/// The whole answer in lines: rows, what was left out, what a reader must know, and the run.
pub fn shown(spec: &Spec, measured: &Measured, lang: Lang) -> Vec<String> {
    let about = |metric: &str| {
        let output = spec.outputs.iter().find(|output| output.metric == metric);
        output.map_or("", |output| words(output.about).to(lang))
    };
    let mut lines = Vec::new();
    for row in &measured.rows {
        let period = row.period.map_or_else(String::new, |period| format!("  {period}"));
        let flags = row.flags.iter().map(|flag| format!("  #{flag}")).collect::<String>();
        let (value, unit) = (value(row, lang), &row.unit);
        let unit = if unit == "1" { "" } else { unit };
        let metric = about(row.metric);
        lines.push(format!("{}{period}  {metric}  {value}{unit}  n={}{flags}", row.entity, row.n));
    }
    lines.extend(measured.dropped.iter().map(|unit| left(unit, lang)));
    lines.extend(measured.notes.iter().map(|note| match lang {
        Lang::Zh => format!("注：{}", note.zh),
        Lang::En => format!("Note: {}", note.en),
    }));
    let record = &measured.record;
    lines.push(format!("{}@{}  {}", record.method, record.version, record.id));
    lines
}

/// A unit that took no part, and why.
pub fn left(left: &Dropped, lang: Lang) -> String {
    let period = left.period.map_or_else(String::new, |period| format!(" {period}"));
    let (entity, why) = (&left.entity, words(left.reason.about()));
    let said = say!("未计入：{entity}{period}，{}", "left out: {entity}{period}, {}", why.to(lang));
    said.to(lang).to_string()
}
