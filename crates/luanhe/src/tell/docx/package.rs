//! What docx-rs does not write: SVG pictures with a metafile for programs that know no SVG, words
//! for those who hear the picture, and heading rows that repeat.

use std::io::{Cursor, Read, Write};

use docx_rs::XMLDocx;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::tell::drawing::escaped;

pub struct PictureParts {
    pub name: String,
    pub title: String,
    pub description: String,
    pub svg: String,
    pub emf: Vec<u8>,
}

impl PictureParts {
    /// The relationship id of the metafile; that of the SVG has `Svg` after it.
    pub fn id(&self) -> String {
        format!("rId{}", self.name)
    }
}

/// Points each picture at its SVG part, and names and describes it.
pub fn link_pictures(parts: &mut XMLDocx, pictures: &[PictureParts]) {
    let mut document = text(&parts.document);
    let mut relations = text(&parts.document_rels);
    for (n, picture) in (1..).zip(pictures) {
        let id = picture.id();
        let blip = format!("<a:blip r:embed=\"{id}\" />");
        let linked = format!(
            "<a:blip r:embed=\"{id}\"><a:extLst>\
             <a:ext uri=\"{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}\"><asvg:svgBlip \
             xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" \
             r:embed=\"{id}Svg\" /></a:ext></a:extLst></a:blip>"
        );
        document = document.replacen(&blip, &linked, 1);
        let named = format!(
            "<wp:docPr id=\"{}\" name=\"{}\" descr=\"{}\" />",
            n + 1000,
            escaped(&picture.title),
            escaped(&picture.description)
        );
        document = document.replacen("<wp:docPr id=\"1\" name=\"Figure\" />", &named, 1);
        relations = relations.replace(&format!("media/{id}.png"), &format!("media/{id}.emf"));
        let relation = format!(
            "<Relationship Id=\"{id}Svg\" Type=\"http://schemas.openxmlformats.org/officeDocument/\
             2006/relationships/image\" Target=\"media/{id}.svg\" /></Relationships>"
        );
        relations = relations.replacen("</Relationships>", &relation, 1);
    }
    let types = "<Default Extension=\"emf\" ContentType=\"image/x-emf\" />\
        <Default Extension=\"svg\" ContentType=\"image/svg+xml\" /></Types>";
    parts.content_type = text(&parts.content_type).replacen("</Types>", types, 1).into_bytes();
    parts.document = document.into_bytes();
    parts.document_rels = relations.into_bytes();
}

/// Marks the first row of each table as the heading that is repeated on every page.
pub fn repeat_headings(parts: &mut XMLDocx) {
    let document = text(&parts.document);
    let mut tables = document.split("<w:tbl>");
    let mut out = tables.next().map_or(String::new(), str::to_string);
    for table in tables {
        out.push_str("<w:tbl>");
        out.push_str(&table.replacen("</w:trPr>", "<w:tblHeader /></w:trPr>", 1));
    }
    parts.document = out.into_bytes();
}

/// The package with the pictures under their right names.
pub fn with_pictures(package: Vec<u8>, pictures: &[PictureParts]) -> ZipResult<Vec<u8>> {
    let mut old = ZipArchive::new(Cursor::new(package))?;
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    for at in 0..old.len() {
        let mut part = old.by_index(at)?;
        let name = part.name()?.into_owned();
        if part.is_dir() || name.starts_with("word/media/") {
            continue;
        }
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes)?;
        new.start_file(name, options)?;
        new.write_all(&bytes)?;
    }
    for picture in pictures {
        let id = picture.id();
        new.start_file(format!("word/media/{id}.emf"), options)?;
        new.write_all(&picture.emf)?;
        new.start_file(format!("word/media/{id}.svg"), options)?;
        new.write_all(picture.svg.as_bytes())?;
    }
    Ok(new.finish()?.into_inner())
}

/// The part as text, without the control characters that XML does not allow: one of them in a name
/// from a sheet, and a word processor refuses the whole file.
fn text(part: &[u8]) -> String {
    let allowed = |c: &char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    String::from_utf8_lossy(part).chars().filter(allowed).collect()
}
