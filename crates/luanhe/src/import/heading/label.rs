//! Headings as people type them, brought to one spelling, and the units that they carry.

use crate::base::Fen;

/// What one unit of a column stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// As printed: 万元.
    pub word: String,
    /// Fen per unit, where it is money.
    pub fen: Option<i64>,
    /// 万人 counts ten thousand.
    pub times: i64,
}

impl Unit {
    /// Reads 万元, 元/月, 万人, 户.
    pub fn parse(word: &str) -> Option<Unit> {
        const MONEY: &[(&str, i64)] = &[
            ("元", Fen::YUAN),
            ("百元", 100 * Fen::YUAN),
            ("千元", 1_000 * Fen::YUAN),
            ("万元", Fen::WAN),
            ("万", Fen::WAN),
            ("百万元", 100 * Fen::WAN),
            ("千万元", 1_000 * Fen::WAN),
            ("亿元", Fen::YI),
            ("分", 1),
        ];
        const COUNTED: &[&str] = &[
            "人",
            "户",
            "人次",
            "户次",
            "个",
            "项",
            "次",
            "所",
            "所次",
            "家",
            "名",
            "亩",
            "公里",
            "只",
            "头",
            "株",
            "台",
            "台(套)",
            "套",
            "批",
            "场",
            "天",
            "日",
            "月",
            "岗",
            "村",
            "%",
            "平方米",
            "吨",
            "公斤",
        ];
        // 元/月 and 元/人·年 are yuan.
        let amount = word.split('/').next().unwrap_or(word).trim_start_matches("人民币");
        let money = MONEY.iter().find(|(known, _)| *known == amount);
        if let Some((_, fen)) = money.filter(|(known, _)| *known != "万" || amount == word) {
            return Some(Unit { word: word.to_string(), fen: Some(*fen), times: 1 });
        }
        let (times, counted) = match amount.strip_prefix('万') {
            Some(rest) => (10_000, rest),
            None => (1, amount),
        };
        COUNTED.contains(&counted).then(|| Unit { word: word.to_string(), fen: None, times })
    }
}

/// Full-width letters, digits and signs made narrow, character by character.
pub fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '【' | '〔' => '(',
        '】' | '〕' => ')',
        '—' | '–' | '−' => '-',
        c => c,
    }
}

/// Blanks of any kind, and marks that are not seen.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{00AD}' | '\u{2060}' | '\0')
}

/// A heading in the one spelling in which headings are compared: narrow, without blanks, line breaks
/// or the star of a required column, in lower case.
pub fn plain(text: &str) -> String {
    let text: String = text
        .chars()
        .map(narrow)
        .filter(|c| !is_blank(*c) && !matches!(c, '*' | '_' | '\'' | '"'))
        .flat_map(char::to_lowercase)
        .collect();
    text.trim_end_matches([':', '。', ',']).to_string()
}

/// A plain heading without its last bracket, and what the bracket says: 到账金额(万元).
pub fn bracket(plain: &str) -> Option<(&str, &str)> {
    let inner = plain.strip_suffix(')')?;
    let at = inner.rfind('(')?;
    (at > 0).then(|| (&plain[..at], &inner[at + 1..]))
}

/// A plain heading without its unit, where it has one: 金额(万元), 金额:万元, 金额(单位:万元).
pub fn unit(plain: &str) -> (&str, Option<Unit>) {
    if let Some((base, inside)) = bracket(plain) {
        let word = inside.trim_start_matches("单位").trim_start_matches(':');
        return match Unit::parse(word) {
            Some(unit) => (base, Some(unit)),
            None => (plain, None),
        };
    }
    match plain.split_once([':', '/']) {
        Some((base, word)) if !base.is_empty() => match Unit::parse(word) {
            Some(unit) => (base, Some(unit)),
            None => (plain, None),
        },
        _ => (plain, None),
    }
}

/// The money unit that a line above the table states: “单位：万元、户”.
pub fn stated_unit(plain: &str) -> Option<Unit> {
    let (_, after) = plain.split_once("单位:")?;
    let mut words = after.split(['、', ',', ';', ')', '(', '/', '。']);
    words.find_map(|word| Unit::parse(word).filter(|unit| unit.fen.is_some()))
}

/// A column that only numbers the rows.
pub fn is_row_number(plain: &str) -> bool {
    matches!(plain, "序号" | "序" | "行次" | "no" | "no." | "#" | "编号" | "顺序号")
}

/// What we write on a workbook given back; never data.
pub const GIVEN_BACK: &[&str] = &["导入结果", "导入说明", "importresult", "importreasons"];

/// The part of an address that a column holds, by its heading: 0 a province, 5 a hamlet.
pub fn place_level(plain: &str) -> Option<usize> {
    const LEVELS: [&[&str]; 6] = [
        &["省", "省份", "省(区、市)", "省(自治区、直辖市)", "所在省"],
        &["市", "市(州)", "地市", "地级市", "市(地、州、盟)", "市(地、州)", "所在市"],
        &["县", "区县", "县区", "县市区", "县(市、区)", "县(市、区、旗)", "县(区)", "所在县"],
        &["乡", "乡镇", "乡(镇)", "乡(镇、街道)", "乡镇(街道)", "乡镇街道", "镇", "所在乡镇"],
        &["村", "行政村", "村(社区)", "行政村(社区)", "所在村"],
        &["自然村", "自然村组", "组", "村民小组", "自然村(组)", "小组"],
    ];
    LEVELS.iter().position(|words| words.contains(&plain))
}
