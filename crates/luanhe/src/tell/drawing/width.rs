//! How wide a text will be, estimated without fonts: no reader's font is known here, so the
//! estimate is that of the wider of the fonts we name.

/// Width in pixels of a text set in `size` pixels.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

/// Parts of an em, from the sans-serif fonts named in our drawings, rounded up.
fn em(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '\'' | '|' => 0.28,
        ' ' | '.' | ',' | ':' | ';' | '!' | '·' | 'I' => 0.32,
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '-' | '/' | '"' => 0.40,
        '0'..='9' | '¥' | '$' => 0.57,
        'm' => 0.90,
        'w' | '+' | '=' | '<' | '>' | '±' | '×' | '−' => 0.80,
        'M' | 'W' | '%' | '@' => 0.94,
        'A'..='Z' => 0.69,
        '–' => 0.56,
        '—' | '…' | '“' | '”' | '‘' | '’' => 1.0,
        c if c.is_ascii() => 0.58,
        c if u32::from(c) < 0x2e80 => 0.66,
        _ => 1.0,
    }
}

/// The text, or as much of it as fits with an ellipsis.
pub fn fitted(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_string();
    }
    let mut kept = String::new();
    for c in text.chars() {
        if width(&kept, size) + (em(c) + em('…')) * size > room {
            break;
        }
        kept.push(c);
    }
    kept.trim_end().to_string() + "…"
}

/// The text in lines no wider than `room`: Chinese breaks anywhere but before closing marks, Latin
/// between words.
pub fn wrapped(text: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in words(text) {
        let wide = width(&line, size) + width(word.trim_end(), size);
        if !line.is_empty() && wide > room {
            lines.push(line.trim_end().to_string());
            line = String::new();
        }
        line.push_str(word);
        while width(line.trim_end(), size) > room && line.chars().count() > 1 {
            let kept = fitting(&line, size, room);
            lines.push(line[..kept].to_string());
            line = line[kept..].to_string();
        }
    }
    if !line.trim_end().is_empty() {
        lines.push(line.trim_end().to_string());
    }
    lines
}

/// Bytes of the longest beginning that fits, at least one character.
fn fitting(text: &str, size: f64, room: f64) -> usize {
    let mut used = 0.0;
    for (at, c) in text.char_indices() {
        used += em(c) * size;
        if used > room && at > 0 {
            return at;
        }
    }
    text.len()
}

/// Pieces between which a line may break.
fn words(text: &str) -> Vec<&str> {
    let closing = |c: char| "，。；：、！？）》」』〕”’％＝%,.;:!?)]".contains(c);
    let opening = |c: char| "（《「『〔“‘＝([".contains(c);
    let wide = |c: char| u32::from(c) >= 0x2e80;
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut last: Option<char> = None;
    for (at, c) in text.char_indices() {
        let may_break = match last {
            None => false,
            Some(' ') => c != ' ',
            Some(before) => {
                (wide(before) || wide(c)) && !closing(c) && !opening(before) && c != ' '
            }
        };
        if may_break {
            pieces.push(&text[start..at]);
            start = at;
        }
        last = Some(c);
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::{fitted, width, wrapped};

    #[test]
    fn chinese_counts_whole_ems_and_latin_less() {
        assert_eq!(width("承德市", 12.0), 36.0);
        assert!(width("Chengde", 12.0) < 7.0 * 12.0 * 0.6);
        assert!(width("16.52", 10.0) > 24.0);
    }

    #[test]
    fn lines_break_where_readers_expect_it() {
        assert_eq!(wrapped("三保障项目，产业项目", 10.0, 50.0), ["三保障项", "目，产业项", "目"]);
        assert_eq!(wrapped("funds by county", 10.0, 45.0), ["funds by", "county"]);
        assert_eq!(wrapped("", 10.0, 40.0), Vec::<String>::new());
        for line in wrapped("数据截至2021年12月31日（含），单位：万元", 10.0, 60.0)
        {
            assert!(width(&line, 10.0) <= 60.0, "{line}");
            assert!(!line.starts_with(['，', '）', '：']), "{line}");
        }
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        assert_eq!(fitted("围场满族蒙古族自治县", 10.0, 60.0), "围场满族蒙…");
        assert_eq!(fitted("承德县", 10.0, 60.0), "承德县");
    }
}
