//! How fast a text is read, in MB/s on one core: cargo run --release -p figures --example speed [FILE]
//! Without a file it reads the labelled paragraphs over and over, then texts made to be slow.

use std::io::{self, Write};
use std::time::Instant;

const BYTES: usize = 32_000_000;

fn main() -> io::Result<()> {
    let prose = match std::env::args().nth(1) {
        Some(path) => io::read_to_string(std::fs::File::open(path)?)?,
        None => include_str!("../labelled/seen")
            .lines()
            .filter_map(|line| line.strip_prefix("> "))
            .collect::<Vec<_>>()
            .join("\n"),
    };
    let mut out = io::stdout().lock();
    report(&mut out, "labelled prose, dense with figures", &repeated(&prose, BYTES))?;
    let thin = "各级各部门认真学习，深入调研，广泛听取群众意见，不断改进作风，把工作做细做实，取得了较好的成效。";
    report(
        &mut out,
        "prose, a figure in every kilobyte",
        &repeated(&format!("{}投入3.2亿元。", thin.repeat(7)), BYTES),
    )?;
    for pattern in ["1", "1个", "一", "“1", "《1", "(", "1,234", "2021年、", "1万多", "数", "县"]
    {
        report(&mut out, &format!("5 MB of {pattern}"), &repeated(pattern, 5_000_000))?;
    }
    Ok(())
}

fn repeated(text: &str, bytes: usize) -> String {
    format!("{text}\n")
        .trim_end_matches(|c| text.len() < 32 && c == '\n')
        .repeat(bytes / text.len())
}

fn report(out: &mut impl Write, name: &str, text: &str) -> io::Result<()> {
    let start = Instant::now();
    let found = figures::read(text).len();
    let seconds = start.elapsed().as_secs_f64();
    let speed = text.len() as f64 / 1e6 / seconds;
    writeln!(out, "{speed:8.1} MB/s  {found:9} numbers  {seconds:6.2} s  {name}")
}
