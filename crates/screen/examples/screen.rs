//! One run from the command line: `screen REGISTRY EXTRACTS RULES LIMITS AS_OF OUT [MEMORY_MIB [THREADS]]`.
//! Stands in for `luanhe watch screen` in the benchmark.

use std::{io::Write, path::PathBuf, process::ExitCode};

use screen::{RunOptions, run};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [registry, extracts, rules, limits, as_of, out, rest @ ..] = &arguments[..] else {
        return say(
            "screen REGISTRY EXTRACTS RULES LIMITS AS_OF OUT [MEMORY_MIB [THREADS]]",
            ExitCode::from(2),
        );
    };
    let number = |at: usize, usual: u64| rest.get(at).map_or(Some(usual), |text| text.parse().ok());
    let (Ok(as_of), Some(memory), Some(threads)) = (as_of.parse(), number(0, 4096), number(1, 0))
    else {
        return say(
            "AS_OF is a day (20251231), MEMORY_MIB and THREADS are numbers",
            ExitCode::from(2),
        );
    };
    let options = RunOptions {
        registry: PathBuf::from(registry),
        extracts: PathBuf::from(extracts),
        rules: vec![PathBuf::from(rules)],
        limits: vec![PathBuf::from(limits)],
        as_of,
        out: PathBuf::from(out),
        memory: memory << 20,
        threads: threads as usize,
        progress: &|_| true,
    };
    match run(&options) {
        Ok(report) => {
            let times: Vec<String> = report
                .times
                .iter()
                .map(|(stage, seconds)| format!("{stage} {seconds:.2}"))
                .collect();
            let text = format!(
                "{} households, {} flagged, {} undecided, passes {}, spilt {}, slow parts {}; {}",
                report.households,
                report.flagged,
                report.unknown,
                report.passes,
                report.spilt,
                report.slow_parts,
                times.join(", ")
            );
            say(&text, ExitCode::SUCCESS)
        }
        Err(error) => say(&error.to_string(), ExitCode::FAILURE),
    }
}

fn say(text: &str, code: ExitCode) -> ExitCode {
    match writeln!(std::io::stderr(), "{text}") {
        Ok(()) => code,
        Err(_) => ExitCode::FAILURE,
    }
}
