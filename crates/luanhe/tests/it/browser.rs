//! A headless Chromium, driven through its driver, each with a profile of its own.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;

/// A program that ends with the test, whatever comes of it.
pub struct Running(Child);

impl Running {
    pub fn id(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Gone already is as good.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Starts a program and waits for a line that has `mark`; gives what stands behind it.
pub fn start(command: &mut Command, mark: &str, on_stderr: bool) -> (Running, String) {
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let (out, err) = (child.stdout.take().expect("piped"), child.stderr.take().expect("piped"));
    let (read, other): (Box<dyn std::io::Read + Send>, Box<dyn std::io::Read + Send>) =
        if on_stderr { (Box::new(err), Box::new(out)) } else { (Box::new(out), Box::new(err)) };
    // A pipe that nobody reads would stop the program.
    std::thread::spawn(move || BufReader::new(other).lines().for_each(drop));
    let mut lines = BufReader::new(read).lines();
    let mut said = Vec::new();
    let found = lines.by_ref().map_while(Result::ok).find_map(|line| {
        let found = line.split_once(mark).map(|(_, rest)| rest.to_string());
        said.push(line);
        found
    });
    let running = Running(child);
    let found = found.unwrap_or_else(|| panic!("no `{mark}` in:\n{}", said.join("\n")));
    std::thread::spawn(move || lines.for_each(drop));
    (running, found)
}

pub struct Browser {
    pub client: Client,
    pub shots: PathBuf,
    _driver: Running,
}

impl Browser {
    /// A browser of a width in pixels. Pictures go to `shots`.
    pub async fn open(name: &str, width: u32, shots: &Path) -> Browser {
        let mut driver = Command::new("chromedriver");
        driver.arg("--port=0");
        let (driver, port) = start(&mut driver, "started successfully on port ", false);
        let port = port.trim_end_matches('.');
        let profile = shots.join(format!("profile-{name}-{}", std::process::id()));
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--force-color-profile=srgb",
        ];
        let mut arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
        arguments.push(format!("--user-data-dir={}", profile.display()));
        arguments.push(format!("--window-size={width},1000"));
        let mut wanted = Capabilities::new();
        let mut options = serde_json::json!({ "args": arguments });
        if width < 600 {
            options["mobileEmulation"] = serde_json::json!({
                "deviceMetrics": { "width": width, "height": 844, "pixelRatio": 2.0 }
            });
        }
        wanted.insert("goog:chromeOptions".to_string(), options);
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(wanted)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("the browser opens");
        Browser { client, shots: shots.to_path_buf(), _driver: driver }
    }

    pub async fn go(&self, address: &str) {
        self.client.goto(address).await.expect("the page opens");
    }

    pub async fn click(&self, selector: &str) {
        let found = self.client.wait().for_element(Locator::Css(selector)).await;
        found.expect(selector).click().await.expect("it can be clicked");
    }

    pub async fn fill(&self, selector: &str, text: &str) {
        let field = self.client.find(Locator::Css(selector)).await.expect(selector);
        field.send_keys(text).await.expect("it takes text");
    }

    pub async fn text(&self, selector: &str) -> String {
        let found = self.client.wait().for_element(Locator::Css(selector)).await;
        found.expect(selector).text().await.expect("it has text")
    }

    /// Keeps a picture of what is shown.
    pub async fn shot(&self, name: &str) {
        let png = self.client.screenshot().await.expect("a picture");
        let path = self.shots.join(format!("{name}.png"));
        let mut file = std::fs::File::create(path).expect("a file for the picture");
        std::io::Write::write_all(&mut file, &png).expect("the picture is written");
    }
}
