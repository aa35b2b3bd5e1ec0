//! A document as docx, laid out by GB/T 9704-2012: A4, the type area of 156 × 225 mm, body in
//! 3号仿宋 on a fixed pitch, headings by level in 黑体 and 楷体, title in 2号小标宋.

mod package;
mod style;
mod table;

use std::io::Cursor;

use docx_rs::{
    AlignmentType, Docx, FieldCharType, Footer, Header, InstrText, PageMargin, Paragraph, Pic, Run,
    VertAlignType,
};

use self::package::PictureParts;
use self::style::{Face, body, centred, face, heading, line, pitch, plain, small};
use super::document::{Document, Table};
use super::drawing::{emf, svg};
use super::figure::Figure;
use super::layout::{Figures, Picture, Piece, pieces};
use super::lines::{attached_line, chain_line, day_line, note_line, unit_line};
use super::sentence::{self, Sentence};
use crate::base::{Error, Lang, Result, Said, say};

/// Twentieths of a point in a millimetre.
const TWIPS_PER_MM: f64 = 56.692_9;
/// English metric units in a pixel of 1/96 inch.
const EMU_PER_PIXEL: f64 = 9525.0;
/// The type area's width in twips: 156 mm.
const AREA: usize = 8844;
/// Pixels that are set across the type area.
const ACROSS: f64 = 640.0;

pub fn docx(document: &Document, lang: Lang) -> Result<Vec<u8>> {
    let broken = |e: &dyn std::fmt::Display| Error::broken("a document as docx", e);
    let mut setter = Setter {
        document,
        figures: Figures::of(document),
        lang,
        docx: page(document, lang),
        pictures: Vec::new(),
        holds: false,
    };
    setter.opening();
    let pieces = pieces(document, lang);
    for (at, piece) in pieces.iter().enumerate() {
        // The signature never stands alone on a page.
        setter.holds = matches!(pieces.get(at + 1), Some(Piece::Signature { .. }));
        setter.piece(piece);
    }
    let pictures = setter.pictures;
    let mut parts = setter.docx.build();
    package::link_pictures(&mut parts, &pictures);
    package::repeat_headings(&mut parts);
    parts.font_table = style::font_table().into_bytes();
    let mut packed = Cursor::new(Vec::new());
    parts.pack(&mut packed).map_err(|e| broken(&e))?;
    package::with_pictures(packed.into_inner(), &pictures).map_err(|e| broken(&e))
}

fn mm(millimetres: f64) -> i32 {
    (millimetres * TWIPS_PER_MM).round() as i32
}

/// Paper, margins, marks at the head, page numbers — 1 — right on odd and left on even pages.
fn page(document: &Document, lang: Lang) -> Docx {
    let margin = PageMargin::new()
        .top(mm(37.0))
        .left(mm(28.0))
        .right(mm(26.0))
        .bottom(mm(35.0))
        .header(mm(20.0))
        .footer(mm(22.0))
        .gutter(0);
    let header = || match document.origin.mark() {
        Some(mark) => {
            let run = small(mark.to(lang), lang).bold();
            Header::new().add_paragraph(plain().align(AlignmentType::Center).add_run(run))
        }
        None => Header::new().add_paragraph(plain()),
    };
    let footer = |align: AlignmentType| {
        let number = Run::new()
            .add_field_char(FieldCharType::Begin, false)
            .add_instr_text(InstrText::Unsupported("PAGE".to_string()))
            .add_field_char(FieldCharType::Separate, false)
            .add_text("1")
            .add_field_char(FieldCharType::End, false);
        let four = |run: Run| face(run, Face::Song, lang).size(28);
        // One character free towards the edge: 右空一字, 左空一字.
        let indented = plain().indent(Some(280), None, Some(280), None).align(align);
        let paragraph = indented
            .add_run(four(Run::new().add_text("— ")))
            .add_run(four(number))
            .add_run(four(Run::new().add_text(" —")));
        let chain = small(&chain_line(&document.chain_head, lang), lang).size(13);
        Footer::new()
            .add_paragraph(paragraph)
            .add_paragraph(plain().align(AlignmentType::Center).add_run(chain))
    };
    style::styled(Docx::new(), lang)
        .page_size(mm(210.0) as u32, mm(297.0) as u32)
        .page_margin(margin)
        .header(header())
        .even_header(header())
        .footer(footer(AlignmentType::Right))
        .even_footer(footer(AlignmentType::Left))
        .created_at(&format!("{}T00:00:00Z", document.issued))
        .updated_at(&format!("{}T00:00:00Z", document.issued))
}

/// Sets pieces one after the other.
struct Setter<'a> {
    document: &'a Document,
    figures: Figures<'a>,
    lang: Lang,
    docx: Docx,
    pictures: Vec<PictureParts>,
    /// Whether the piece at hand stays on the page of the next.
    holds: bool,
}

impl Setter<'_> {
    fn add(&mut self, paragraph: Paragraph) {
        self.docx = std::mem::take(&mut self.docx).add_paragraph(paragraph);
    }

    /// Document number, title, issuer and as-of day.
    fn opening(&mut self) {
        let (document, lang) = (self.document, self.lang);
        if let Some(number) = &document.number {
            let run = face(Run::new().add_text(number.shown(lang)), Face::FangSong, lang);
            self.add(centred(lang).add_run(run));
            self.add(centred(lang));
        }
        let title = face(Run::new().add_text(document.title.to(lang)), Face::XiaoBiaoSong, lang);
        self.add(line(centred(lang), 36).style("Title").add_run(title));
        let as_of = document.as_of;
        let as_of_zh = as_of.in_chinese();
        let said = say!("（数据截至{as_of_zh}）", "(as of {as_of})");
        let run = face(Run::new().add_text(said.to(lang)), Face::KaiTi, lang);
        self.add(centred(lang).add_run(run));
        self.add(centred(lang));
    }

    fn signature(&mut self, attached: &[(String, &Said)]) {
        let lang = self.lang;
        self.add(body(lang).keep_next(true));
        for (label, title) in attached {
            let run = Run::new().add_text(attached_line(label, title, lang));
            self.add(body(lang).add_run(face(run, Face::FangSong, lang)).keep_next(true));
        }
        self.add(body(lang).keep_next(true));
        let issuer = self.document.issuer.to(lang).to_string();
        for (text, last) in [(issuer, false), (day_line(self.document.issued, lang), true)] {
            let run = face(Run::new().add_text(text), Face::FangSong, lang);
            let right = plain().align(AlignmentType::Right).indent(None, None, Some(640), None);
            self.add(line(right, pitch(lang)).add_run(run).keep_next(!last));
        }
    }

    fn piece(&mut self, piece: &Piece) {
        let lang = self.lang;
        match piece {
            Piece::Chapter { label, heading: said } => {
                let run = Run::new().add_text(format!("{label}{}", said.to(lang)));
                self.add(heading(1, lang).add_run(face(run, Face::HeiTi, lang)));
            }
            Piece::Section { label, heading: said } => {
                let run = Run::new().add_text(format!("{label}{}", said.to(lang)));
                self.add(heading(2, lang).add_run(face(run, Face::KaiTi, lang)));
            }
            Piece::Paragraph(sentences) => {
                let mut paragraph = body(lang);
                for (at, sentence) in sentences.iter().enumerate() {
                    if at > 0 && lang == Lang::En {
                        paragraph = paragraph.add_run(Run::new().add_text(" "));
                    }
                    paragraph = self.sentence(paragraph, sentence);
                }
                self.add(paragraph.keep_next(self.holds).keep_lines(self.holds));
            }
            Piece::Item { label, sentence } => {
                let label = face(Run::new().add_text(label), Face::FangSong, lang);
                let paragraph = self.sentence(body(lang).add_run(label), sentence);
                self.add(paragraph.keep_next(self.holds));
            }
            Piece::Note(note) => self.add(self.note(note.to(lang)).keep_next(self.holds)),
            Piece::Signature { attached } => self.signature(attached),
            Piece::Attachment { label, title } => {
                let run = face(Run::new().add_text(label), Face::HeiTi, lang);
                self.add(line(plain(), pitch(lang)).page_break_before(true).add_run(run));
                let title = face(Run::new().add_text(title.to(lang)), Face::XiaoBiaoSong, lang);
                self.add(line(centred(lang), 36).add_run(title));
            }
            Piece::Table { label, table } => self.table(label, table),
            Piece::Picture { label, picture } => self.picture(label, picture),
        }
    }

    fn sentence(&self, mut paragraph: Paragraph, sentence: &Sentence) -> Paragraph {
        let lang = self.lang;
        for run in sentence.runs(lang) {
            paragraph = match run {
                sentence::Run::Text(text) => {
                    paragraph.add_run(face(Run::new().add_text(text), Face::FangSong, lang))
                }
                sentence::Run::Strong(text) => {
                    paragraph.add_run(face(Run::new().add_text(text), Face::HeiTi, lang))
                }
                sentence::Run::Figure(figure) => {
                    let text = Run::new().add_text(figure.shown(lang));
                    let paragraph = paragraph.add_run(face(text, Face::FangSong, lang));
                    paragraph.add_run(self.mark(figure))
                }
            };
        }
        paragraph
    }

    /// The figure's number in the table of sources, small and raised.
    fn mark(&self, figure: &Figure) -> Run {
        let number = self.figures.number(figure).map_or(String::new(), |n| n.to_string());
        let mut run = face(Run::new().add_text(number), Face::Song, self.lang).color("444444");
        run.run_property = run.run_property.vert_align(VertAlignType::SuperScript);
        run.size(if self.lang == Lang::Zh { 26 } else { 22 })
    }

    fn note(&self, text: &str) -> Paragraph {
        line(plain(), 16).add_run(small(text, self.lang))
    }

    fn caption(&self, label: &str, title: &Said) -> Paragraph {
        let text = format!("{label}  {}", title.to(self.lang));
        let run = face(Run::new().add_text(text), Face::HeiTi, self.lang).size(24);
        line(centred(self.lang), 22).add_run(run)
    }

    fn table(&mut self, label: &str, table: &Table) {
        let lang = self.lang;
        self.add(self.caption(label, &table.title).keep_next(true));
        if let Some(unit) = table.unit() {
            let unit = unit_line(&unit, lang);
            let paragraph = line(plain(), 16).align(AlignmentType::Right).keep_next(true);
            self.add(paragraph.add_run(small(&unit, lang)));
        }
        self.docx = std::mem::take(&mut self.docx).add_table(table::set(table, AREA, lang));
        for note in &table.notes {
            self.add(self.note(&note_line(note, lang)));
        }
        self.add(line(plain(), 12));
    }

    fn picture(&mut self, label: &str, picture: &Picture) {
        let drawing = picture.drawing(picture.widths().0, self.lang);
        let wide = AREA as f64 / TWIPS_PER_MM / 25.4 * 96.0 * drawing.width / ACROSS;
        let tall = wide * drawing.height / drawing.width;
        let n = self.pictures.len() + 1;
        let parts = PictureParts {
            name: format!("picture{n}"),
            title: drawing.title.clone(),
            description: drawing.description.clone(),
            svg: svg(&drawing, &format!("p{n}")),
            emf: emf(&drawing),
        };
        let emu = |pixels: f64| (pixels * EMU_PER_PIXEL).round() as u32;
        let pic = Pic::new_with_dimensions(parts.emf.clone(), 1, 1)
            .id(parts.id())
            .size(emu(wide), emu(tall));
        self.pictures.push(parts);
        self.add(centred_picture().add_run(Run::new().add_image(pic)).keep_next(true));
        self.add(self.caption(label, picture.title()));
        self.add(line(plain(), 12));
    }
}

/// A picture's line takes the picture's height, not the fixed pitch of the text.
fn centred_picture() -> Paragraph {
    Paragraph::new().align(AlignmentType::Center)
}
