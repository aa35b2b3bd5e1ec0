//! What a server meets that means it no good, or has run out of something: each time the sender is
//! told what is wrong, memory stays bounded, and the server lives.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::base::Base;
use crate::http::{Answer, Served, Visitor, add_user, movement};

/// What the server may hold at most, in MiB: two uploads within their cap, beside the program itself.
const MEMORY: u64 = 320;

fn base(name: &str) -> Base {
    let base = Base::sqlite(name);
    add_user(&base, "office", "office", &[]);
    base
}

/// Uploads a file and looks at what was read of it.
fn looked_at(served: &Served, visitor: &Visitor, name: &str, bytes: &[u8]) -> Answer {
    let sent = visitor.upload(&served.address, name, bytes).expect("an answer");
    assert_eq!(sent.status, 303, "{name}: {}", sent.body);
    let to = sent.head.lines().find_map(|line| line.strip_prefix("location: "));
    visitor.get(&served.address, to.expect("the draft")).expect("the draft's page")
}

/// A workbook of one sheet that inflates to so many MiB of blanks.
fn bomb(mib: usize) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let rels = "http://schemas.openxmlformats.org/package/2006/relationships";
    let own = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                "{head}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
                 <Override PartName=\"/xl/workbook.xml\" ContentType=\"{kind}.sheet.main+xml\"/>\
                 <Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{kind}.worksheet+xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "{head}<Relationships xmlns=\"{rels}\"><Relationship Id=\"r1\" Type=\"{own}/officeDocument\" \
                 Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "{head}<workbook xmlns=\"{main}\" xmlns:r=\"{own}\"><sheets>\
                 <sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "{head}<Relationships xmlns=\"{rels}\"><Relationship Id=\"r1\" Type=\"{own}/worksheet\" \
                 Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
    ];
    for (name, text) in parts {
        zip.start_file(name, options).expect("a part");
        zip.write_all(text.as_bytes()).expect("a part");
    }
    zip.start_file("xl/worksheets/sheet1.xml", options).expect("a part");
    zip.write_all(format!("{head}<worksheet xmlns=\"{main}\"><sheetData>").as_bytes())
        .expect("a part");
    let blanks = vec![b' '; 1 << 20];
    (0..mib).for_each(|_| zip.write_all(&blanks).expect("a part"));
    zip.write_all(b"</sheetData></worksheet>").expect("a part");
    zip.finish().expect("a zip").into_inner()
}

#[test]
fn hostile_files_are_refused_within_bounded_memory() {
    let base = base("hostile");
    let served = Served::start(&base);
    let visitor = Visitor::sign_in(&served, "office");
    let wide = (0..10_000).map(|at| format!("列{at}")).collect::<Vec<_>>().join(",");
    let line = format!("{wide}\n{}\n", "1,".repeat(9_999));
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("bomb.xlsx", bomb(1024)),
        ("broken.xlsx", b"PK\x03\x04 no workbook".to_vec()),
        ("cut.xlsx", bomb(1)[..600].to_vec()),
        ("wide.csv", line.into_bytes()),
        ("open quote.csv", [b"\"".to_vec(), b"a,b\n".repeat(1 << 20)].concat()),
        ("no end.csv", vec![b'1'; 40 << 20]),
        ("zeros.csv", vec![0; 1 << 20]),
        ("half.csv", b"\xff\xfe\x00\xd8\x00\xd8".repeat(1_000)),
        ("empty.xlsx", b" ".to_vec()),
        ("program.xlsx", b"\x7fELF\x02\x01\x01".repeat(100)),
    ];
    for (name, bytes) in &files {
        let answer = looked_at(&served, &visitor, name, bytes);
        assert!(matches!(answer.status, 200 | 422 | 503), "{name}: {}", answer.status);
        assert!(!answer.body.contains("系统出错"), "{name}: {}", answer.body);
        assert!(!answer.body.contains("收下这"), "{name}: nothing of it may be taken in");
        assert!(served.peak_mib() < MEMORY, "{name}: {} MiB", served.peak_mib());
    }
    let too_large = vec![b'1'; 65 << 20];
    // The server may close the door before all of it has come.
    if let Ok(answer) = visitor.upload(&served.address, "large.csv", &too_large) {
        assert_eq!(answer.status, 503);
    }
    let saved = visitor.post(&served.address, "/funds", &movement("after")).expect("it lives");
    assert_eq!(saved.status, 303, "{}", saved.body);
}

/// Another process holds the write lock for longer than anyone waits.
fn a_locked_database_is_said_so(base: &Base, lock: &mut Command, words: &[u8]) {
    let served = Served::start(base);
    let visitor = Visitor::sign_in(&served, "office");
    let mut holder = lock.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a client");
    holder.stdin.as_mut().expect("piped").write_all(words).expect("it listens");
    let mut said = std::io::BufReader::new(holder.stdout.take().expect("piped"));
    std::io::BufRead::read_line(&mut said, &mut String::new()).expect("it holds the lock");
    let began = Instant::now();
    let refused = visitor.post(&served.address, "/funds", &movement("locked")).expect("an answer");
    assert_eq!(refused.status, 503, "{}", refused.body);
    assert!(refused.body.contains("没有保存任何内容"), "{}", refused.body);
    assert!(began.elapsed() < Duration::from_secs(70), "nobody waits for ever");
    let read = visitor.get(&served.address, "/funds").expect("an answer");
    assert_eq!(read.status, 200, "reading goes on");
    // The lock goes with its holder.
    drop(holder.kill());
    holder.wait().expect("it ends");
    let saved = visitor.post(&served.address, "/funds", &movement("locked")).expect("an answer");
    assert_eq!(saved.status, 303, "{}", saved.body);
}

#[test]
fn a_locked_database_is_said_so_on_sqlite() {
    let base = base("locked");
    let mut lock = Command::new("python3");
    let held = "import sqlite3, sys; db = sqlite3.connect(sys.argv[1], isolation_level=None); \
                db.execute('begin immediate'); print('held', flush=True); sys.stdin.read()";
    a_locked_database_is_said_so(&base, lock.args(["-c", held, &base.database]), b"");
}

#[test]
fn a_locked_database_is_said_so_on_postgresql() {
    let base = Base::postgres("locked");
    add_user(&base, "office", "office", &[]);
    // Where the writers of a database queue: “luanhe” as a number.
    let held = b"select pg_advisory_lock(x'6c75616e6865'::bigint);\n";
    a_locked_database_is_said_so(&base, Command::new("psql").args([&base.database, "-qAt"]), held);
}

#[test]
fn a_full_disk_is_said_so() {
    let base = base("full");
    // Files may not grow beyond 600 KiB: the database stands, and soon nothing more fits into it.
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; ulimit -f 1200; exec \"$0\" \"$@\""]);
    let serve = base.command(&["serve", "--listen", "127.0.0.1:0"]);
    shell.arg(serve.get_program()).args(serve.get_args()).stdin(Stdio::null());
    let served = Served::by(&mut shell);
    let visitor = Visitor::sign_in(&served, "office");
    let mut saved = 0;
    let refused = loop {
        let batch = format!("F-{saved}");
        let answer = visitor.post(&served.address, "/funds", &movement(&batch)).expect("it lives");
        if answer.status != 303 {
            break answer;
        }
        saved += 1;
        assert!(saved < 2_000, "the disk is never full");
    };
    assert_eq!(refused.status, 503, "{}", refused.body);
    assert!(refused.body.contains("没有写入任何内容"), "{}", refused.body);
    assert_eq!(visitor.get(&served.address, "/funds").expect("it lives").status, 200);
    drop(served);
    let rows = base.json(&["record", "funds", "list", "--limit", "100000"]);
    assert_eq!(rows.as_array().expect("rows").len(), saved, "all that was saved is there");
    assert_eq!(base.json(&["verify"])["damages"], serde_json::Value::Array(Vec::new()));
}
