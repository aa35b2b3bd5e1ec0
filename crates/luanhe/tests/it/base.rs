//! A database of a test's own, on either engine, driven by the real program.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value as Json;

/// A database of its own, with the folder that its demo and key live in.
pub struct Base {
    pub database: String,
    pub folder: PathBuf,
}

impl Base {
    pub fn sqlite(name: &str) -> Base {
        let folder = fresh(&format!("sqlite-{name}"));
        Base { database: folder.join("it.sqlite").display().to_string(), folder }
    }

    pub fn postgres(name: &str) -> Base {
        let server = std::env::var("LUANHE_TEST_POSTGRES").expect("./test starts a PostgreSQL");
        // A database, not a schema: writers of one database queue behind each other.
        let commands =
            ["drop database if exists", "create database"].map(|c| format!("{c} it_{name}"));
        let commands = commands.iter().flat_map(|command| ["-c", command]);
        let made =
            Command::new("psql").args([&server, "-q"]).args(commands).output().expect("psql");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        assert!(server.contains("dbname=postgres"), "{server}");
        let database = server.replace("dbname=postgres", &format!("dbname=it_{name}"));
        Base { database, folder: fresh(&format!("postgres-{name}")) }
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_luanhe"));
        command.args(["--database", &self.database, "--key"]).arg(self.folder.join("it.key"));
        command.args(arguments).stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program runs")
    }

    /// The answer of a command that succeeds.
    pub fn json(&self, arguments: &[&str]) -> Json {
        let output = self.run(&[arguments, &["--json"]].concat());
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {said}");
        serde_json::from_slice(&output.stdout).expect("JSON on standard output")
    }

    pub fn demo(&self) -> Json {
        let folder = self.folder.join("demo").display().to_string();
        self.json(&["demo", "--no-serve", "--size", "small", "--dir", &folder])
    }

    pub fn measured(&self, indicator: &str, from: &str, to: &str) -> i64 {
        let asked = ["measure", indicator, "--region", "130800", "--from", from, "--to", to];
        self.json(&asked)["value"].as_i64().expect("a number")
    }
}

pub fn fresh(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // The first run has none to remove.
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

pub const PROGRAMME: &str = "编号,名称,类型,帮扶方,受援方,起始日期\n\
    tj-cd,天津市对口帮扶承德市,扶贫协作,天津市,承德市,2016-11-01\n";

/// So many movements of money, of which the last names no county that exists.
pub fn funds(rows: usize) -> String {
    let head = "批次号,环节,资金层级,资金用途,支援方,受援县,金额（元）,日期,凭证号\n";
    let row = |i: usize| {
        let county = if i + 1 == rows { "某某县" } else { "隆化县" };
        format!(
            "P-{i},到账,区级,产业,津南区,{county},{}.5,2019-03-{:02},V-{i}\n",
            i + 1,
            i % 28 + 1
        )
    };
    (0..rows).fold(head.to_string(), |all, i| all + &row(i))
}

pub fn file(base: &Base, name: &str, text: &str) -> String {
    let path = base.folder.join(name);
    std::fs::File::create(&path)
        .and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes()))
        .expect("a file of the test");
    path.display().to_string()
}
