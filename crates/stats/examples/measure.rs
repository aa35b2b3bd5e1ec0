//! Runs a study on csv files: `measure ID TABLE=FILE… NAME=VALUE…`; a name that is a table of the
//! study is a file, any other a parameter. For trying studies by hand and timing them.

use std::io::Write;

use stats::study::{Params, Tables};
use stats::{measure, read_table, studies};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let id = args.next().ok_or("measure --list | measure ID TABLE=FILE… NAME=VALUE…")?;
    if id == "--list" {
        let specs: Vec<_> = studies::ALL.iter().map(|study| &study.spec).collect();
        serde_json::to_writer_pretty(std::io::stdout().lock(), &specs)?;
        return Ok(());
    }
    let study = studies::find(&id).ok_or_else(|| format!("no study `{id}`"))?;
    let (mut files, mut params) = (Vec::new(), Params::new());
    for arg in args {
        let (name, value) = arg.split_once('=').ok_or("NAME=VALUE")?;
        if study.spec.inputs.iter().any(|input| input.name == name) {
            files.push((name.to_string(), value.to_string()));
        } else {
            params.insert(name.to_string(), value.to_string());
        }
    }
    let mut tables = Tables::new();
    for (name, path) in files {
        let text = std::io::read_to_string(std::fs::File::open(&path)?)?;
        let cells = |line: &str| line.split(',').map(str::to_string).collect::<Vec<_>>();
        let mut lines = text.lines();
        let header = cells(lines.next().ok_or("an empty file")?);
        let rows: Vec<Vec<String>> = lines.map(cells).collect();
        let table = read_table(study, &name, &params, &header, &rows);
        tables.insert(name, table.map_err(|faults| format!("{faults:#?}"))?);
    }
    let before = std::time::Instant::now();
    let measured = measure(study, tables, &params, false).map_err(|f| format!("{f:#?}"))?;
    let mut out = std::io::stdout().lock();
    for row in &measured.rows {
        let number = |x: Option<f64>| x.map_or(String::new(), |x| format!("{x:.12}"));
        let period = row.period.map_or(String::new(), |p| p.to_string());
        let value =
            row.value.map_or_else(|| row.null_reason.unwrap_or("").into(), |x| format!("{x:.12}"));
        let (se, flags) = (number(row.se), row.flags.join(" "));
        writeln!(
            out,
            "{},{period},{},{value},{se},{},{},{},{flags}",
            row.entity,
            row.metric,
            number(row.lo),
            number(row.hi),
            row.n
        )?;
    }
    for note in &measured.notes {
        writeln!(out, "# {}", note.en)?;
    }
    writeln!(
        out,
        "# dropped {}; run {}; {:?}",
        measured.dropped.len(),
        measured.record.id,
        before.elapsed()
    )?;
    Ok(())
}
