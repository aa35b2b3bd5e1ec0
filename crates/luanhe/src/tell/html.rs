//! A document as HTML: one `<article>` that needs no script. A figure is a link to its rows and
//! carries what a hover card shows.

use askama::Template;

use super::document::{Cell, Document, Row, RowKind, Table};
use super::drawing::svg;
use super::figure::Figure;
use super::layout::{Figures, Picture, Piece, pieces};
use super::scale::Scale;
use super::sentence::Run;
use crate::base::{Error, Lang, Result, Said, say};

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

    fn day(&self) -> String {
        let issued = self.document.issued;
        let issued_zh = issued.in_chinese();
        say!("{issued_zh}", "{issued}").to(self.lang).to_string()
    }

    fn chain(&self) -> String {
        chain_line(&self.document.chain_head, self.lang)
    }
}

pub fn unit_line(unit: &Said, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("单位：{}", unit.zh),
        Lang::En => format!("Unit: {}", unit.en),
    }
}

pub fn note_line(note: &Said, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("注：{}", note.zh),
        Lang::En => format!("Note: {}", note.en),
    }
}

/// What proves a later change to a partner who keeps the paper.
pub fn chain_line(head: &str, lang: Lang) -> String {
    say!("账本链首（SM3）：{head}", "Head of the ledger's chain (SM3): {head}").to(lang).to_string()
}
