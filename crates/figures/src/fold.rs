//! One reading for many spellings: full width, traditional characters, HTML tags and entities are
//! folded away, while each character remembers where it stands in the text.

/// The folded characters of one stretch of text, each with its place.
pub(crate) struct Folded {
    pub(crate) chars: Vec<char>,
    /// Byte offsets from `base`: where each character begins, and at the end the length of the
    /// stretch.
    starts: Vec<u32>,
    ends: Vec<u32>,
    base: usize,
}

/// A stretch never exceeds this, so that offsets fit and buffers stay small whatever comes in.
pub(crate) const STRETCH_BYTES: usize = 1 << 20;

impl Folded {
    pub(crate) fn new() -> Folded {
        Folded { chars: Vec::new(), starts: Vec::new(), ends: Vec::new(), base: 0 }
    }

    /// Byte offset in the whole text where character `at` begins.
    pub(crate) fn start(&self, at: usize) -> usize {
        self.base + self.starts[at] as usize
    }

    /// Byte offset in the whole text just after the last character before `to`; `to` > 0.
    pub(crate) fn end(&self, to: usize) -> usize {
        self.base + self.ends[to - 1] as usize
    }

    /// Reads `stretch`, which begins at byte `base` of the whole text and holds at most
    /// `STRETCH_BYTES`.
    pub(crate) fn read(&mut self, stretch: &str, base: usize) {
        self.chars.clear();
        self.starts.clear();
        self.ends.clear();
        self.base = base;
        let bytes = stretch.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if bytes[at] < 0x80 {
                at = self.ascii(stretch, at);
                continue;
            }
            let Some(c) = stretch[at..].chars().next() else { break };
            let next = at + c.len_utf8();
            match fold(c) {
                '\u{0}' => {}
                '，' if self.parts_thousands(stretch, next) => self.push(',', at, next),
                folded => self.push(folded, at, next),
            }
            at = next;
        }
    }

    /// A full-width comma parts clauses, but between full-width digits, three of which follow,
    /// thousands.
    fn parts_thousands(&self, stretch: &str, next: usize) -> bool {
        let wide = |c: char| ('\u{FF10}'..='\u{FF19}').contains(&c);
        let follow = stretch[next..].chars().take_while(|c| wide(*c)).take(4).count();
        let before = self.chars.last().is_some_and(char::is_ascii_digit);
        let last = self.starts.last().and_then(|at| stretch[*at as usize..].chars().next());
        before && follow == 3 && last.is_some_and(wide)
    }

    fn ascii(&mut self, stretch: &str, at: usize) -> usize {
        let bytes = stretch.as_bytes();
        if bytes[at] == b'<'
            && let Some(length) = tag(&bytes[at..])
        {
            return at + length;
        }
        if bytes[at] == b'&'
            && let Some((length, c)) = entity(&stretch[at..])
        {
            self.push(fold(c), at, at + length);
            return at + length;
        }
        self.push(self.half_width(bytes, at), at, at + 1);
        at + 1
    }

    /// A half-width comma or colon in prose ends a clause like its full-width form; between digits it
    /// parts thousands, or hours and minutes.
    fn half_width(&self, bytes: &[u8], at: usize) -> char {
        let between = self.chars.last().is_some_and(char::is_ascii_digit)
            && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        match bytes[at] {
            b',' if !between => '，',
            b':' if !between => '：',
            other => other as char,
        }
    }

    fn push(&mut self, c: char, start: usize, end: usize) {
        self.chars.push(c);
        self.starts.push(start as u32);
        self.ends.push(end as u32);
    }
}

/// Length of an inline tag at the start of `bytes`. Longer ones are text: `a<b` in prose must not
/// swallow it.
pub(crate) fn tag(bytes: &[u8]) -> Option<usize> {
    const LONGEST: usize = 256;
    let name = bytes.get(1)?;
    if !name.is_ascii_alphabetic() && !matches!(name, b'/' | b'!') {
        return None;
    }
    bytes.iter().take(LONGEST).position(|b| *b == b'>').map(|n| n + 1)
}

fn entity(text: &str) -> Option<(usize, char)> {
    const NAMED: &[(&str, char)] = &[
        ("&nbsp;", ' '),
        ("&ensp;", ' '),
        ("&emsp;", ' '),
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&ldquo;", '“'),
        ("&rdquo;", '”'),
        ("&mdash;", '—'),
        ("&ndash;", '–'),
        ("&middot;", '·'),
        ("&permil;", '‰'),
    ];
    if let Some((word, c)) = NAMED.iter().find(|(word, _)| text.starts_with(word)) {
        return Some((word.len(), *c));
    }
    let head = text.as_bytes().get(..12).unwrap_or(text.as_bytes());
    let close = head.iter().position(|b| *b == b';')?;
    let number = text.get(2..close)?;
    let code = match (text.as_bytes().get(1)?, number.strip_prefix(['x', 'X'])) {
        (b'#', Some(hex)) => u32::from_str_radix(hex, 16).ok()?,
        (b'#', None) => number.parse().ok()?,
        _ => return None,
    };
    char::from_u32(code).map(|c| (close + 1, c))
}

/// The one spelling of a character; NUL for those without width.
pub(crate) fn fold(c: char) -> char {
    match c {
        // A full-width comma separates clauses; it stays what it is.
        '，' | '；' | '：' | '！' | '？' => c,
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' => ' ',
        '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}' | '\u{2060}' => '\u{0}',
        '﹪' => '%',
        '―' | '–' | '‒' | '─' => '—',
        '−' | '‐' | '‑' => '-',
        '〜' => '~',
        '「' | '『' | '〝' => '“',
        '」' | '』' | '〞' => '”',
        '\u{4E00}'..='\u{9FFF}' => simplified(c),
        _ => c,
    }
}

/// Traditional characters and banker's numerals that occur in figures, units and the words around
/// them.
fn simplified(c: char) -> char {
    const PAIRS: &str = "萬万億亿兩两個个項项戶户畝亩頭头隻只噸吨餘余幾几數数過过達达約约這这點点\
        縣县區区鄉乡鎮镇鄰邻國国級级學学校校醫医院院資资金金財财產产業业專专幫帮錢钱貧贫困困脫脱\
        務务農农廠厂場场車车間间間间條条種种類类對对雙双臺台筆笔張张輛辆組组門门節节課课層层棟栋\
        處处據据實实際际現现經经濟济總总計计劃划簽签約约協协議议意意向向萬万増增後后來来內内從从\
        歲岁後后時时鐘钟週周號号屆届階阶稱称單单位位歷历貳贰陸陆圓元圆元\
        領领導导績绩續续長长員员師师術术職职崗岗勞劳動动補补貼贴發发給给標标\
        銷销額额價价較较環环漲涨積积極极鋪铺創创爭争預预報报導导戰战勝胜廣广開开關关聯联網网設设備备";
    // Built once: a sorted list, searched by halves.
    static TABLE: std::sync::LazyLock<Vec<(char, char)>> = std::sync::LazyLock::new(|| {
        let chars: Vec<char> = PAIRS.chars().collect();
        let mut pairs: Vec<(char, char)> = chars.chunks_exact(2).map(|p| (p[0], p[1])).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    });
    static SEEN: std::sync::LazyLock<Vec<u64>> = std::sync::LazyLock::new(|| {
        let mut seen = vec![0u64; 1024];
        for (from, to) in TABLE.iter().filter(|(from, to)| from != to) {
            debug_assert_ne!(from, to);
            seen[*from as usize >> 6] |= 1 << (*from as usize & 63);
        }
        seen
    });
    if SEEN[c as usize >> 6] >> (c as usize & 63) & 1 == 0 {
        return c;
    }
    match TABLE.binary_search_by_key(&c, |(from, _)| *from) {
        Ok(found) => TABLE[found].1,
        Err(_) => c,
    }
}
