//! How fast a text is read, in MB per second of one core: cargo run --release -p figures --example
//! speed [FILE] Without a file it reads the labelled paragraphs and plain prose, then texts made
//! to be slow.

use std::io::{self, Write};
use std::time::Instant;

const BYTES: usize = 32_000_000;

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    if let Some(path) = std::env::args().nth(1) {
        let text = io::read_to_string(std::fs::File::open(path)?)?;
        return report(
            &mut out,
            "the file, over and over",
            &text.repeat(BYTES / text.len().max(1)),
        );
    }
    let labelled: Vec<&str> = include_str!("../labelled/seen")
        .lines()
        .filter_map(|line| line.strip_prefix("> "))
        .collect();
    let plain = "各级各部门认真学习，深入调研，广泛听取群众意见，不断改进作风，把工作做细做实，取得了较好的成效。";
    let mixed = labelled.join(&format!("\n{}\n", plain.repeat(5)));
    let thin = format!("{}投入3.2亿元。\n", plain.repeat(7));
    report(&mut out, "reports: a number in 200 bytes", &mixed.repeat(BYTES / mixed.len()))?;
    report(&mut out, "prose: a number in a kilobyte", &thin.repeat(BYTES / thin.len()))?;
    let dense = labelled.join("\n");
    report(
        &mut out,
        "labelled paragraphs alone: a number in 30 bytes",
        &dense.repeat(BYTES / dense.len()),
    )?;
    for pattern in ["1", "1个", "一", "“1", "《1", "(", "1,234", "2021年、", "1万多", "数", "县"]
    {
        report(
            &mut out,
            &format!("5 MB of {pattern}"),
            &pattern.repeat(5_000_000 / pattern.len()),
        )?;
    }
    Ok(())
}

fn report(out: &mut impl Write, name: &str, text: &str) -> io::Result<()> {
    let (start, before) = (Instant::now(), seconds_on_core());
    let found = figures::read(text).len();
    let wall = start.elapsed().as_secs_f64();
    // Where the system does not tell, the clock on the wall has to do.
    let seconds = before.zip(seconds_on_core()).map_or(wall, |(before, after)| after - before);
    let speed = text.len() as f64 / 1e6 / seconds;
    writeln!(
        out,
        "{speed:8.1} MB/s  {found:9} numbers  {seconds:6.2} s of core, {wall:6.2} s  {name}"
    )
}

/// Time that this thread has spent on a core, where Linux tells it.
fn seconds_on_core() -> Option<f64> {
    let told = std::fs::File::open("/proc/thread-self/schedstat").and_then(io::read_to_string);
    let nanoseconds: f64 = told.ok()?.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}
