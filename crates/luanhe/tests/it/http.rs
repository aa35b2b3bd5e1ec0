//! A running server of a test's own, and requests to it as browsers send them.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::base::Base;
use crate::browser::{Running, start};

pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

/// A server, gone with the value. What speaks to it is a [`Visitor`].
pub struct Served {
    pub address: String,
    pub running: Running,
}

impl Served {
    pub fn start(base: &Base) -> Served {
        Served::by(&mut base.command(&["serve", "--listen", "127.0.0.1:0"]))
    }

    pub fn by(command: &mut Command) -> Served {
        let (running, port) = start(command, "http://127.0.0.1:", true);
        let port: String = port.chars().take_while(char::is_ascii_digit).collect();
        Served { address: format!("127.0.0.1:{port}"), running }
    }

    /// The most memory that the server has held, in MiB.
    pub fn peak_mib(&self) -> u64 {
        let status = std::fs::File::open(format!("/proc/{}/status", self.running.id()));
        let status = status.and_then(std::io::read_to_string).expect("the server runs");
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let digits = peak.expect("Linux says").trim().trim_end_matches(" kB");
        digits.parse::<u64>().expect("a number") / 1024
    }
}

/// Adds a user whose password is the name twice over.
pub fn add_user(base: &Base, name: &str, role: &str, more: &[&str]) {
    let arguments = [&["user", "add", name, "--role", role], more].concat();
    let mut command = base.command(&arguments);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().expect("the program starts");
    let mut input = child.stdin.take().expect("piped");
    writeln!(input, "{}", password(name)).expect("it reads the password");
    drop(input);
    assert!(child.wait().expect("it ends").success());
}

fn password(name: &str) -> String {
    name.repeat(4)
}

/// Someone signed in; outlives the server, as the session does.
#[derive(Clone)]
pub struct Visitor {
    token: String,
    csrf: String,
}

impl Visitor {
    pub fn sign_in(served: &Served, name: &str) -> Visitor {
        let nobody = Visitor { token: String::new(), csrf: String::new() };
        let page = nobody.get(&served.address, "/session").expect("the sign-in page");
        let fresh = Visitor { token: cookie(&page), csrf: csrf(&page) };
        let secret = password(name);
        let form = [("name", name), ("password", secret.as_str()), ("next", "/")];
        let entered = fresh.post(&served.address, "/session", &form).expect("an answer");
        assert_eq!(entered.status, 303, "{}", entered.body);
        let signed = Visitor { token: cookie(&entered), csrf: String::new() };
        let csrf = csrf(&signed.get(&served.address, "/").expect("the first page"));
        Visitor { csrf, ..signed }
    }

    pub fn get(&self, address: &str, path: &str) -> std::io::Result<Answer> {
        self.ask(address, &format!("GET {path}"), "", &[])
    }

    pub fn post(
        &self,
        address: &str,
        path: &str,
        form: &[(&str, &str)],
    ) -> std::io::Result<Answer> {
        let mut body = form_urlencoded::Serializer::new(String::new());
        let body = body.append_pair("csrf", &self.csrf).extend_pairs(form).finish();
        let media = "application/x-www-form-urlencoded";
        self.ask(address, &format!("POST {path}"), media, body.as_bytes())
    }

    /// Sends a file to the page of imports.
    pub fn upload(&self, address: &str, name: &str, bytes: &[u8]) -> std::io::Result<Answer> {
        const EDGE: &str = "edge-of-parts";
        let register = "Content-Disposition: form-data; name=\"register\"\r\n\r\nfunds\r\n";
        let file = format!("Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"");
        let mut body = format!("--{EDGE}\r\n{register}--{EDGE}\r\n{file}\r\n\r\n").into_bytes();
        body.extend(bytes);
        body.extend(format!("\r\n--{EDGE}--\r\n").into_bytes());
        let path = format!("POST /imports?csrf={}", self.csrf);
        self.ask(address, &path, &format!("multipart/form-data; boundary={EDGE}"), &body)
    }

    fn ask(&self, address: &str, line: &str, media: &str, body: &[u8]) -> std::io::Result<Answer> {
        let mut stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(Duration::from_secs(120)))?;
        let (token, size) = (&self.token, body.len());
        write!(
            stream,
            "{line} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nCookie: luanhe={token}\r\n\
             Content-Type: {media}\r\nContent-Length: {size}\r\n\r\n"
        )?;
        stream.write_all(body)?;
        let mut all = Vec::new();
        stream.read_to_end(&mut all)?;
        let all = String::from_utf8_lossy(&all).into_owned();
        let cut = || std::io::Error::other("the answer broke off");
        let (head, body) = all.split_once("\r\n\r\n").ok_or_else(cut)?;
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or_else(cut)?;
        Ok(Answer { status, head: head.to_string(), body: body.to_string() })
    }
}

fn cookie(answer: &Answer) -> String {
    let line = answer.head.lines().find_map(|line| line.strip_prefix("set-cookie: luanhe="));
    line.and_then(|line| line.split(';').next()).expect("a cookie of the session").to_string()
}

fn csrf(answer: &Answer) -> String {
    let value = answer.body.split("name=\"csrf\" value=\"").nth(1);
    value.and_then(|value| value.split('"').next()).expect("a form's token").to_string()
}

/// What a form of the funds sends: 12.5 yuan that arrived in Longhua.
pub fn movement(batch: &str) -> Vec<(&'static str, &str)> {
    vec![
        ("batch", batch),
        ("stage", "到账"),
        ("tier", "区级"),
        ("use", "产业"),
        ("giver", "天津市津南区"),
        ("county", "130825"),
        ("amount", "12.50"),
        ("day", "2021-03-05"),
        ("voucher", batch),
        ("sure", "1"),
    ]
}
