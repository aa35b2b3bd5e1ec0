//! What a text says against itself: cargo run -p figures --example self_check FILE

use std::io::{self, Write};

fn main() -> io::Result<()> {
    let path = std::env::args().nth(1).ok_or_else(|| io::Error::other("self_check FILE"))?;
    let text = io::read_to_string(std::fs::File::open(path)?)?;
    let mut out = io::stdout().lock();
    let found = figures::read(&text);
    for figure in &found {
        let period = figure.period.map_or("-".to_string(), |p| p.to_string());
        let (kind, basis, unit) = (figure.kind, figure.basis, figure.base_unit());
        let (value, qualifier, measure) = (figure.value, figure.qualifier.word(), figure.measure);
        writeln!(
            out,
            "{kind:?}\t{}\t{value} {unit} [{basis}] {qualifier}\t{period}\t{measure}",
            figure.text
        )?;
    }
    for note in figures::check(&text, &found) {
        writeln!(out, "{:?} {:?}: {}\n    {}", note.weight, note.check, note.zh, note.en)?;
    }
    for found in figures::evaluative(&text) {
        writeln!(out, "{:?}\t{}", found.tone, found.text)?;
    }
    Ok(())
}
