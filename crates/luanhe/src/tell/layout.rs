//! A document as the flat run of numbered pieces that every renderer sets in the same order.

use std::collections::HashMap;

use super::chart::{Chart, Title};
use super::document::{Block, Document, Table};
use super::drawing::Drawing;
use super::figure::Figure;
use super::map::Map;
use super::sentence::Sentence;
use crate::base::{Lang, Said};

/// One piece, with its label (一、, （一）, 1., 表1, 图1, 附件1) in the language asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece<'a> {
    Chapter {
        label: String,
        heading: &'a Said,
    },
    Section {
        label: String,
        heading: &'a Said,
    },
    Paragraph(&'a [Sentence]),
    Item {
        label: String,
        sentence: &'a Sentence,
    },
    Table {
        label: String,
        table: &'a Table,
    },
    Picture {
        label: String,
        picture: Picture<'a>,
    },
    Note(&'a Said),
    /// The list of attachments, then issuer and day; after it only attachments come.
    Signature {
        attached: Vec<(String, &'a Said)>,
    },
    Attachment {
        label: String,
        title: &'a Said,
    },
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Picture<'a> {
    Chart(&'a Chart),
    Map(&'a Map),
}

impl Picture<'_> {
    pub fn title(&self) -> &Said {
        match self {
            Picture::Chart(chart) => &chart.title,
            Picture::Map(map) => &map.title,
        }
    }

    /// Pixels for which it is drawn on a page or sheet, and on a phone. Maps are as tall as wide, so
    /// they take less of the page.
    pub fn widths(&self) -> (f64, f64) {
        match self {
            Picture::Chart(_) => (640.0, 340.0),
            Picture::Map(_) => (480.0, 340.0),
        }
    }

    /// The drawing without its title, which the document sets as a caption.
    pub fn drawing(&self, width: f64, lang: Lang) -> Drawing {
        match self {
            Picture::Chart(chart) => chart.drawing(width, Title::Outside, lang),
            Picture::Map(map) => map.drawing(width, Title::Outside, lang),
        }
    }
}

/// The pieces of a document in reading order.
pub fn pieces(document: &Document, lang: Lang) -> Vec<Piece<'_>> {
    let mut counts = Counts::default();
    let mut pieces = Vec::new();
    for (nth, chapter) in (1..).zip(&document.chapters) {
        let label = chapter_label(nth, lang);
        pieces.push(Piece::Chapter { label, heading: &chapter.heading });
        counts.chapter = nth;
        counts.section = 0;
        blocks(&mut pieces, &chapter.blocks, &mut counts, lang);
    }
    let alone = document.attachments.len() == 1;
    let label = |nth| attachment_label(nth, alone, lang);
    let attached = (1..).zip(&document.attachments).map(|(nth, a)| (label(nth), &a.title));
    pieces.push(Piece::Signature { attached: attached.collect() });
    for (nth, attachment) in (1..).zip(&document.attachments) {
        pieces.push(Piece::Attachment { label: label(nth), title: &attachment.title });
        blocks(&mut pieces, &attachment.blocks, &mut counts, lang);
    }
    pieces
}

#[derive(Default)]
struct Counts {
    chapter: usize,
    section: usize,
    tables: usize,
    pictures: usize,
}

fn blocks<'a>(pieces: &mut Vec<Piece<'a>>, blocks: &'a [Block], counts: &mut Counts, lang: Lang) {
    for block in blocks {
        match block {
            Block::Section(heading) => {
                counts.section += 1;
                let label = section_label(counts.chapter, counts.section, lang);
                pieces.push(Piece::Section { label, heading });
            }
            Block::Paragraph(sentences) => pieces.push(Piece::Paragraph(sentences)),
            Block::List(items) => {
                for (nth, sentence) in (1..).zip(items) {
                    pieces.push(Piece::Item { label: item_label(nth, lang), sentence });
                }
            }
            Block::Table(table) => {
                counts.tables += 1;
                let label = numbered(("表", "Table"), counts.tables, lang);
                pieces.push(Piece::Table { label, table });
            }
            Block::Chart(chart) => {
                pieces.push(picture(counts, Picture::Chart(chart), lang));
            }
            Block::Map(map) => pieces.push(picture(counts, Picture::Map(map), lang)),
            Block::Note(note) => pieces.push(Piece::Note(note)),
        }
    }
}

fn picture<'a>(counts: &mut Counts, picture: Picture<'a>, lang: Lang) -> Piece<'a> {
    counts.pictures += 1;
    Piece::Picture { label: numbered(("图", "Figure"), counts.pictures, lang), picture }
}

fn numbered((zh, en): (&str, &str), n: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{zh}{n}"),
        Lang::En => format!("{en} {n}"),
    }
}

fn chapter_label(n: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{}、", numeral(n)),
        Lang::En => format!("{n}. "),
    }
}

fn section_label(chapter: usize, n: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("（{}）", numeral(n)),
        Lang::En => format!("{chapter}.{n} "),
    }
}

fn item_label(n: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{n}."),
        Lang::En => format!("({n}) "),
    }
}

/// 附件, or 附件2 where there are several.
fn attachment_label(n: usize, alone: bool, lang: Lang) -> String {
    match (lang, alone) {
        (Lang::Zh, true) => "附件".to_string(),
        (Lang::Zh, false) => format!("附件{n}"),
        (Lang::En, true) => "Attachment".to_string(),
        (Lang::En, false) => format!("Attachment {n}"),
    }
}

/// 1 to 99 as headings count them: 一, 十, 十二, 三十四.
fn numeral(n: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (n / 10 % 10, DIGITS[n % 10]);
    match tens {
        0 => ones.to_string(),
        1 => format!("十{ones}"),
        _ => format!("{}十{ones}", DIGITS[tens]),
    }
}

/// The document's figures, each question once, numbered from 1 in reading order. A figure that
/// stands in a sentence and again in a table has one number.
pub struct Figures<'a> {
    all: Vec<&'a Figure>,
    numbers: HashMap<String, usize>,
}

impl<'a> Figures<'a> {
    pub fn of(document: &'a Document) -> Figures<'a> {
        let mut figures = Figures { all: Vec::new(), numbers: HashMap::new() };
        let blocks = document.chapters.iter().flat_map(|chapter| &chapter.blocks);
        for block in blocks.chain(document.attachments.iter().flat_map(|a| &a.blocks)) {
            for figure in in_block(block) {
                let next = figures.all.len() + 1;
                let number = *figures.numbers.entry(figure.key()).or_insert(next);
                if number == next {
                    figures.all.push(figure);
                }
            }
        }
        figures
    }

    pub fn number(&self, figure: &Figure) -> Option<usize> {
        self.numbers.get(&figure.key()).copied()
    }

    /// With their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &'a Figure)> {
        (1..).zip(self.all.iter().copied())
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }
}

/// Every figure of a block, as often as it stands there.
pub fn in_block(block: &Block) -> Vec<&Figure> {
    match block {
        Block::Paragraph(sentences) | Block::List(sentences) => {
            sentences.iter().flat_map(Sentence::figures).collect()
        }
        Block::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            cells.filter_map(|cell| cell.figure()).collect()
        }
        Block::Chart(chart) => chart.figures().collect(),
        Block::Map(map) => map.figures().collect(),
        Block::Section(_) | Block::Note(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::numeral;

    #[test]
    fn headings_count_in_chinese() {
        let said: Vec<String> = [1, 9, 10, 11, 20, 34].map(numeral).to_vec();
        assert_eq!(said, ["一", "九", "十", "十一", "二十", "三十四"]);
    }
}
