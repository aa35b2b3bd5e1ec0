//! `luanhe-screen`: the command line of the screening. `luanhe watch screen` runs it with its own arguments.

use std::{
    io::{IsTerminal, Write},
    path::PathBuf,
    process::ExitCode,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

use clap::{Parser, Subcommand, ValueEnum};
use screen::{
    BacktestOptions, Explanation, Progress, RunOptions, RunReport, ScreenError, backtest, explain,
    run,
};

/// 滦河筛查：按规则逐户筛查全部农户
#[derive(Parser)]
#[command(name = "luanhe-screen", version, about, max_term_width = 100)]
struct Args {
    /// 以 JSON 输出
    #[arg(long, global = true)]
    json: bool,
    /// 语言
    #[arg(long, global = true, default_value = "zh")]
    lang: Lang,
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Lang {
    Zh,
    En,
}

#[derive(Subcommand)]
enum Command {
    /// 筛查一遍，结果写到 --out
    Run {
        #[command(flatten)]
        what: What,
        /// 结果写到哪个文件夹
        #[arg(long)]
        out: PathBuf,
        /// 逐月留存结果的文件夹：新增、持续、消除由此得出
        #[arg(long)]
        state: Option<PathBuf>,
        /// 上次以来有变动的人或户的全部行（与部门数据同名的表）；其余取自 --state，不再读
        #[arg(long, requires = "state")]
        changes: Option<PathBuf>,
        /// 把这些地区（代码前缀）查出的户逐户写成文字
        #[arg(long)]
        warn: Vec<String>,
    },
    /// 说明某一户为什么被查出，或为什么没有
    Explain {
        #[command(flatten)]
        what: What,
        /// 户编号
        household: i64,
    },
    /// 规则启用之前，用以往各月试查
    Backtest {
        /// 以日期（20250630）命名的各月文件夹所在处
        #[arg(long)]
        history: PathBuf,
        #[command(flatten)]
        with: With,
        /// 现行规则
        #[arg(long)]
        present: Vec<PathBuf>,
        #[arg(long)]
        out: PathBuf,
    },
}

#[derive(clap::Args)]
struct What {
    /// 名册（households、persons）所在文件夹
    #[arg(long)]
    registry: PathBuf,
    /// 部门数据所在文件夹
    #[arg(long)]
    extracts: PathBuf,
    /// 截至哪一天（2025-12-31）
    #[arg(long, value_parser = day)]
    as_of: u32,
    #[command(flatten)]
    with: With,
}

#[derive(clap::Args)]
struct With {
    /// 规则文件，可多次；第一个给出规则集的名称
    #[arg(long, required = true, num_args = 1..)]
    rules: Vec<PathBuf>,
    /// 限额文件，可多次
    #[arg(long, required = true, num_args = 1..)]
    limits: Vec<PathBuf>,
    /// 可用内存，约数
    #[arg(long, default_value = "4GiB", value_parser = bytes)]
    memory: u64,
    /// 线程数；默认与处理器核数相同
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    threads: usize,
}

fn day(text: &str) -> Result<u32, String> {
    let digits: String = text.chars().filter(|c| *c != '-').collect();
    let day = digits.parse().ok().filter(|day| digits.len() == 8 && screen::day::is_day(*day));
    day.map(|day| day as u32)
        .ok_or_else(|| "请写成 2025-12-31 · write it as 2025-12-31".to_string())
}

fn bytes(text: &str) -> Result<u64, String> {
    let wrong = || "请写成 4GiB 或 512MiB · write it as 4GiB or 512MiB".to_string();
    let (number, shift) = match (text.strip_suffix("GiB"), text.strip_suffix("MiB")) {
        (Some(number), _) => (number, 30),
        (_, Some(number)) => (number, 20),
        _ => return Err(wrong()),
    };
    let number: u64 = number.trim().parse().map_err(|_| wrong())?;
    number.checked_mul(1 << shift).filter(|bytes| *bytes > 0).ok_or_else(wrong)
}

fn main() -> ExitCode {
    let args = Args::parse();
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        if signal_hook::flag::register(signal, Arc::clone(&stop)).is_err() {
            talk("无法接收中断信号 · interruptions cannot be received");
        }
    }
    let teller = Teller { lang: args.lang, stop, last: Mutex::new(Instant::now()) };
    match act(&args, &teller) {
        Ok(lines) => {
            lines.iter().for_each(|line| answer(line));
            ExitCode::SUCCESS
        }
        Err(error) => {
            talk(&error.to_string());
            // As after Ctrl-C in a shell; else the input is at fault.
            ExitCode::from(if matches!(error, ScreenError::Stopped) { 130 } else { 2 })
        }
    }
}

fn act(args: &Args, teller: &Teller) -> Result<Vec<String>, ScreenError> {
    let progress = |progress: &Progress| teller.progress(progress);
    let options = |what: &What, out: PathBuf| RunOptions {
        registry: what.registry.clone(),
        extracts: what.extracts.clone(),
        rules: what.with.rules.clone(),
        limits: what.with.limits.clone(),
        as_of: what.as_of,
        out,
        memory: what.with.memory,
        threads: what.with.threads,
        state: None,
        changes: None,
        warn: Vec::new(),
        progress: &progress,
    };
    match &args.command {
        Command::Run { what, out, state, changes, warn } => {
            let plain = options(what, out.clone());
            let (state, changes, warn) = (state.clone(), changes.clone(), warn.clone());
            let report = run(&RunOptions { state, changes, warn, ..plain })?;
            Ok(match args.json {
                true => vec![json(&report.record, &report.moved)],
                false => told(&report, args.lang),
            })
        }
        Command::Explain { what, household } => {
            let aside = std::env::temp_dir().join(format!("luanhe-screen-{}", std::process::id()));
            let told = explain(&options(what, aside.clone()), *household);
            std::fs::remove_dir(&aside).ok();
            match told? {
                Some(told) => Ok(explained(&told, args.lang)),
                None => Err(ScreenError::NoHousehold { household: *household }),
            }
        }
        Command::Backtest { history, with, present, out } => {
            let report = backtest(&BacktestOptions {
                history: history.clone(),
                rules: with.rules.clone(),
                limits: with.limits.clone(),
                present: present.clone(),
                out: out.clone(),
                memory: with.memory,
                threads: with.threads,
                progress: &progress,
            })?;
            Ok(match args.json {
                true => vec![json(&report, &None::<()>)],
                false => tried(&report, args.lang),
            })
        }
    }
}

fn json(value: &impl serde::Serialize, moved: &impl serde::Serialize) -> String {
    let both = serde_json::json!({ "result": value, "moved": moved });
    format!("{both:#}")
}

fn told(report: &RunReport, lang: Lang) -> Vec<String> {
    let RunReport { households, persons, flagged, unknown, .. } = report;
    let unmatched: u64 = report.record.tables.iter().map(|table| table.unmatched).sum();
    let mut lines = match lang {
        Lang::Zh => vec![
            format!(
                "{households} 户、{persons} 人；查出 {flagged} 户，{unknown} 户有规则因数据不足无法判断"
            ),
            format!("部门数据中有 {unmatched} 行在名册里找不到人或户（见 unmatched.csv）"),
        ],
        Lang::En => vec![
            format!(
                "{households} households, {persons} persons; {flagged} households found, {unknown} with rules that the data cannot decide"
            ),
            format!(
                "{unmatched} rows of the extracts concern nobody in the registry (unmatched.csv)"
            ),
        ],
    };
    match (&report.moved, lang) {
        (None, _) => {}
        (Some(moved), Lang::Zh) if moved.since == 0 => {
            lines.push(format!("没有更早的结果可比；{} 户均为新增", moved.new));
        }
        (Some(moved), Lang::En) if moved.since == 0 => {
            lines.push(format!("nothing earlier to compare with; all {} are new", moved.new));
        }
        (Some(m), Lang::Zh) => lines.push(format!(
            "比 {}：新增 {} 户，持续 {} 户，消除 {} 户",
            m.since, m.new, m.continuing, m.ended
        )),
        (Some(m), Lang::En) => lines.push(format!(
            "since {}: {} new, {} continuing, {} ended",
            m.since, m.new, m.continuing, m.ended
        )),
    }
    lines
}

fn explained(told: &Explanation, lang: Lang) -> Vec<String> {
    let pick = |zh: &str, en: &str| if lang == Lang::Zh { zh.to_string() } else { en.to_string() };
    let small = |value: Option<i64>| value.map_or(pick("未知", "unknown"), |v| v.to_string());
    let mut lines = vec![format!(
        "{} {}  {} {}  {} {}  {} {}",
        pick("户", "household"),
        told.household,
        pick("地区", "region"),
        told.region,
        pick("类别", "category"),
        small(told.category),
        pick("程度", "severity"),
        small(told.severity)
    )];
    for answer in &told.rules {
        lines.push(format!("{}  {}", answer.id, pick(&answer.zh, &answer.en)));
        lines.push(format!("    {}", answer.condition.trim()));
    }
    for shown in &told.values {
        let whose = match shown.member {
            Some(number) => format!("{}{number}", pick("成员", "member ")),
            None => pick("户", "household"),
        };
        let value = pick(&shown.zh, &shown.en);
        lines.push(format!("{whose}  {} = {value}    {}", shown.name, shown.expression.trim()));
    }
    lines
}

fn tried(report: &screen::BacktestReport, lang: Lang) -> Vec<String> {
    let month = |m: &screen::MonthReport| match lang {
        Lang::Zh => format!(
            "{}：新规则 {} 户，现行规则 {} 户，两者都有 {} 户；须走访 {} 户",
            m.day, m.candidate, m.present, m.both, m.visits
        ),
        Lang::En => format!(
            "{}: candidate {}, present {}, both {}; {} visits",
            m.day, m.candidate, m.present, m.both, m.visits
        ),
    };
    let mut lines: Vec<String> = report.months.iter().map(month).collect();
    for (months, households) in &report.lead {
        lines.push(match lang {
            Lang::Zh => format!("比现行规则早 {months} 个月：{households} 户"),
            Lang::En => format!("{months} months before the present set: {households} households"),
        });
    }
    let (one, other) = (report.only_candidate, report.only_present);
    lines.push(match lang {
        Lang::Zh => format!("只有新规则查出 {one} 户，只有现行规则查出 {other} 户"),
        Lang::En => format!("only by the candidate {one}, only by the present set {other}"),
    });
    lines
}

/// Says how far the work is, and stops it when asked to.
struct Teller {
    lang: Lang,
    stop: Arc<AtomicBool>,
    last: Mutex<Instant>,
}

impl Teller {
    fn progress(&self, progress: &Progress) -> bool {
        let terminal = std::io::stderr().is_terminal();
        if let Ok(mut last) = self.last.lock()
            && terminal
            && last.elapsed() > Duration::from_millis(300)
        {
            *last = Instant::now();
            let Progress { done, total, elapsed, .. } = progress;
            let seconds = elapsed.as_secs_f64().max(0.001);
            let rate = *done as f64 / seconds;
            let rest = total.saturating_sub(*done) as f64 / rate.max(0.001);
            let line = match self.lang {
                Lang::Zh => format!(
                    "{} {done}/{total}，每秒 {rate:.0}，约余 {rest:.0} 秒",
                    progress.stage_zh
                ),
                Lang::En => {
                    format!("{} {done}/{total}, {rate:.0}/s, {rest:.0} s left", progress.stage_en)
                }
            };
            // A closed terminal ends the talk, not the work.
            write!(std::io::stderr(), "\r\u{1b}[K{line}").ok();
            if done == total {
                writeln!(std::io::stderr()).ok();
            }
        }
        !self.stop.load(Relaxed)
    }
}

fn talk(line: &str) {
    writeln!(std::io::stderr(), "{line}").ok();
}

fn answer(line: &str) {
    // A closed pipe (| head) ends the reader's interest, not our work.
    writeln!(std::io::stdout(), "{line}").ok();
}
