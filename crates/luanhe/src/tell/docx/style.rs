//! Faces, sizes and paragraph forms of GB/T 9704, with fonts named and not embedded.

use docx_rs::{
    AlignmentType, Docx, LineSpacing, LineSpacingType, Paragraph, Run, RunFonts, SpecialIndentType,
    Style, StyleType,
};

use crate::base::Lang;

/// 3号 in half points.
const SIZE_3: usize = 32;
/// 2号 in half points.
const SIZE_2: usize = 44;

/// What a run is for; each has its font and size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// Body.
    FangSong,
    /// First level.
    HeiTi,
    /// Second level.
    KaiTi,
    /// Page numbers, tables.
    Song,
    /// The title.
    XiaoBiaoSong,
}

impl Face {
    fn chinese(self) -> &'static str {
        match self {
            Face::FangSong => "仿宋_GB2312",
            Face::HeiTi => "黑体",
            Face::KaiTi => "楷体_GB2312",
            Face::Song => "宋体",
            Face::XiaoBiaoSong => "方正小标宋简体",
        }
    }

    /// What to take where the named font is not installed, and the kind of face it is.
    fn instead(self) -> (&'static str, &'static str) {
        match self {
            Face::FangSong => ("仿宋", "modern"),
            Face::HeiTi => ("SimHei", "swiss"),
            Face::KaiTi => ("楷体", "script"),
            Face::Song => ("SimSun", "roman"),
            Face::XiaoBiaoSong => ("宋体", "roman"),
        }
    }

    fn size(self, lang: Lang) -> usize {
        match (self, lang) {
            (Face::XiaoBiaoSong, Lang::Zh) => SIZE_2,
            (Face::XiaoBiaoSong, Lang::En) => 36,
            (_, Lang::Zh) => SIZE_3,
            // Latin letters look larger than characters of the same size.
            (_, Lang::En) => 24,
        }
    }
}

/// The package's list of fonts with their stand-ins: `_GB2312` faces are not part of newer systems.
pub fn font_table() -> String {
    let mut fonts = String::new();
    for face in [Face::FangSong, Face::HeiTi, Face::KaiTi, Face::Song, Face::XiaoBiaoSong] {
        let (name, (instead, family)) = (face.chinese(), face.instead());
        fonts.push_str(&format!(
            "<w:font w:name=\"{name}\"><w:altName w:val=\"{instead}\"/>\
             <w:charset w:val=\"86\"/><w:family w:val=\"{family}\"/></w:font>"
        ));
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <w:fonts xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{fonts}\
         <w:font w:name=\"Times New Roman\"><w:charset w:val=\"00\"/>\
         <w:family w:val=\"roman\"/></w:font></w:fonts>"
    )
}

/// The run in a face. Digits and Latin letters take a Roman face, as offices set them.
pub fn face(run: Run, face: Face, lang: Lang) -> Run {
    let fonts = RunFonts::new()
        .ascii("Times New Roman")
        .hi_ansi("Times New Roman")
        .east_asia(face.chinese())
        .hint("eastAsia");
    let run = run.fonts(if lang == Lang::En { fonts.hint("default") } else { fonts });
    let run = run.size(face.size(lang));
    let heads = matches!(face, Face::HeiTi | Face::XiaoBiaoSong | Face::KaiTi);
    // The Chinese faces differ by themselves; Latin text needs weight and slant.
    match lang {
        Lang::En if face == Face::KaiTi => run.bold().italic(),
        Lang::En if heads => run.bold(),
        _ => run,
    }
}

/// Units, notes, marks: 小五 or so.
pub fn small(text: &str, lang: Lang) -> Run {
    face(Run::new().add_text(text), Face::Song, lang).size(18)
}

pub fn plain() -> Paragraph {
    Paragraph::new()
}

/// The paragraph on a fixed pitch of so many points.
pub fn line(paragraph: Paragraph, points: i32) -> Paragraph {
    let pitch = LineSpacing::new().line_rule(LineSpacingType::Exact).line(points * 20);
    paragraph.line_spacing(pitch)
}

/// Points from line to line of body text.
pub fn pitch(lang: Lang) -> i32 {
    match lang {
        Lang::Zh => 29,
        Lang::En => 21,
    }
}

/// Body text, two characters in.
pub fn body(lang: Lang) -> Paragraph {
    let indent = Some(SpecialIndentType::FirstLine(640));
    line(plain(), pitch(lang))
        .align(AlignmentType::Both)
        .indent(None, indent, None, None)
        .first_line_chars(200)
}

/// A heading stands as body text does, in its own face, and with what follows it.
pub fn heading(level: usize, lang: Lang) -> Paragraph {
    body(lang).align(AlignmentType::Left).style(&format!("Heading{level}")).keep_next(true)
}

pub fn centred(lang: Lang) -> Paragraph {
    line(plain(), pitch(lang)).align(AlignmentType::Center)
}

/// Styles by which a reader's outline and contents find the headings.
pub fn styled(docx: Docx, lang: Lang) -> Docx {
    let heading = |level: usize| {
        Style::new(format!("Heading{level}"), StyleType::Paragraph)
            .name(format!("heading {level}"))
            .based_on("Normal")
            .outline_lvl(level - 1)
    };
    let fonts = RunFonts::new()
        .ascii("Times New Roman")
        .hi_ansi("Times New Roman")
        .east_asia(Face::FangSong.chinese());
    docx.default_fonts(fonts)
        .default_size(Face::FangSong.size(lang))
        .add_style(Style::new("Title", StyleType::Paragraph).name("Title").based_on("Normal"))
        .add_style(heading(1))
        .add_style(heading(2))
}
