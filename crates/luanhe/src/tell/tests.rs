use std::path::{Path, PathBuf};
use std::process::Command;

use super::*;
use crate::base::{Lang, file};

fn kept(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/tell");
    let path = folder.join(name);
    file::write(&path, bytes).unwrap();
    path
}

/// The text of a PDF that LibreOffice makes of a document, and its pages.
fn through_libreoffice(path: &Path, name: &str) -> (String, usize) {
    let out = path.parent().unwrap().join(format!("pdf-{name}"));
    let profile = format!(
        "-env:UserInstallation=file://{}/profile",
        out.canonicalize().unwrap_or(out.clone()).display()
    );
    let run = Command::new("soffice")
        .args([profile.as_str(), "--headless", "--convert-to", "pdf", "--outdir"])
        .args([out.as_path(), path])
        .output()
        .expect("LibreOffice: ./test installs it");
    assert!(run.status.success(), "{run:?}");
    let pdf = out.join(path.with_extension("pdf").file_name().unwrap());
    let text = Command::new("pdftotext")
        .args(["-layout".as_ref(), pdf.as_os_str(), "-".as_ref()])
        .output();
    let text = String::from_utf8(text.expect("poppler-utils: ./test installs it").stdout).unwrap();
    let pages = text.matches('\u{c}').count();
    (text, pages)
}

#[test]
fn the_docx_opens_with_its_text_and_pictures() {
    for (lang, words) in [
        (Lang::Zh, ["16.52亿元", "示例办〔2022〕3号", "演示数据，不作凭证", "— 2 —", "39390"]),
        (Lang::En, ["1652", "Example Office [2022] No. 3", "proof of nothing", "— 2 —", "39,390"]),
    ] {
        let document = example::annual_brief().graded(None);
        let path = kept(&format!("brief-{}.docx", lang.tag()), &docx(&document, lang).unwrap());
        let (text, pages) = through_libreoffice(&path, lang.tag());
        // Set text has spaces between scripts, and numbers of sources between words.
        let close = text.replace([' ', '\n'], "");
        for word in words {
            assert!(close.contains(&word.replace(' ', "")), "{word} is not in\n{text}");
        }
        assert!((4..=12).contains(&pages), "{pages} pages");
    }
}

#[test]
fn the_page_is_small_and_leads_to_the_rows() {
    for lang in [Lang::Zh, Lang::En] {
        let document = example::annual_brief().graded(None);
        let page = page(&document, "", lang).unwrap();
        kept(&format!("brief-{}.html", lang.tag()), page.as_bytes());
        assert!(page.contains("href=\"/measure/funds.arrived/rows?region=130800\""));
        assert!(!page.contains("<script"));
        let first = page.find("<figure").unwrap();
        assert!(first < 20_000, "first paint after {first} bytes");
    }
}
