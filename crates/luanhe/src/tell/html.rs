//! A document as HTML: one `<article>` that needs no script. A figure is a link to its rows and
//! carries what a hover card shows.

use askama::Template;

use super::document::{Cell, Document, Row, RowKind, Table};
use super::drawing::svg;
use super::figure::Figure;
use super::layout::{Figures, Picture, Piece, pieces};
use super::lines::{attached_line, chain_line, day_line, note_line, unit_line};
use super::scale::Scale;
use super::sentence::Run;
use crate::base::{Error, Lang, Result, Said, say};
use crate::record::Origin;

/// The style sheet that the article asks for.
pub const CSS: &str = include_str!("../../templates/tell/document.css");

#[derive(Template)]
#[template(path = "tell/document.html")]
struct Article<'a> {
    document: &'a Document,
    pieces: Vec<Piece<'a>>,
    figures: Figures<'a>,
    lang: Lang,
}

/// The article alone, for a page that has `CSS`.
pub fn article(document: &Document, lang: Lang) -> Result<String> {
    let article =
        Article { document, pieces: pieces(document, lang), figures: Figures::of(document), lang };
    article.render().map_err(|e| Error::broken("a document as HTML", e))
}

/// A whole page that stands alone, as it is written beside the docx. `root` is the address of the
/// site that has the rows, without a closing slash; empty for links within the site.
pub fn page(document: &Document, root: &str, lang: Lang) -> Result<String> {
    let title = super::drawing::escaped(document.title.to(lang));
    let article = article(document, lang)?;
    let article = if root.is_empty() {
        article
    } else {
        let root = super::drawing::escaped(root);
        article.replace(" href=\"/", &format!(" href=\"{root}/"))
    };
    Ok(format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\nbody {{ margin: 0; }}\n{CSS}</style>\n</head>\n<body>\n\
         {article}\n</body>\n</html>\n",
        lang.tag()
    ))
}

impl Article<'_> {
    fn number(&self, figure: &Figure) -> usize {
        self.figures.number(figure).expect("every figure of the document is numbered")
    }

    fn hash<'f>(&self, figure: &'f Figure) -> &'f str {
        figure.rows_hash.get(..16).unwrap_or(&figure.rows_hash)
    }

    /// Document number, issuer, as-of day.
    fn imprint(&self) -> Vec<String> {
        let lang = self.lang;
        let as_of = self.document.as_of;
        let as_of_zh = as_of.in_chinese();
        let mut parts: Vec<String> =
            self.document.number.iter().map(|number| number.shown(lang)).collect();
        parts.push(self.document.issuer.to(lang).to_string());
        parts.push(say!("数据截至{as_of_zh}", "As of {as_of}").to(lang).to_string());
        parts
    }

    /// Between sentences: nothing in Chinese.
    fn space(&self) -> &'static str {
        match self.lang {
            Lang::Zh => "",
            Lang::En => " ",
        }
    }

    fn wide(&self, picture: &Picture, label: &str) -> String {
        self.svg(picture, label, picture.widths().0)
    }

    fn narrow(&self, picture: &Picture, label: &str) -> String {
        self.svg(picture, label, picture.widths().1)
    }

    fn svg(&self, picture: &Picture, label: &str, width: f64) -> String {
        let digits: String = label.chars().filter(char::is_ascii_digit).collect();
        svg(&picture.drawing(width, self.lang), &format!("p{digits}-{width}"))
    }

    fn unit(&self, unit: &Said) -> String {
        unit_line(unit, self.lang)
    }

    fn note(&self, note: &Said) -> String {
        note_line(note, self.lang)
    }

    fn row_class(&self, row: &Row) -> &'static str {
        match row.kind {
            RowKind::Plain => "",
            RowKind::Part => " class=\"part\"",
            RowKind::Total => " class=\"total\"",
        }
    }

    fn cells<'t>(&self, table: &'t Table, row: &'t Row) -> Vec<(Option<Scale>, &'t Cell)> {
        table.columns.iter().map(|column| column.scale).zip(&row.cells).collect()
    }

    fn attached(&self, label: &str, title: &Said) -> String {
        attached_line(label, title, self.lang)
    }

    fn day(&self) -> String {
        day_line(self.document.issued, self.lang)
    }

    fn chain(&self) -> String {
        chain_line(&self.document.chain_head, self.lang)
    }
}
