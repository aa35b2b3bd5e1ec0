//! Region words as they stand in the text: 青屏县, 天津. No gazetteer, so a hint for the reader, not a
//! code.

use crate::lexicon::Lexicon;
use std::sync::LazyLock;

/// Provinces and the like, which need no ending to be known.
const PROVINCES: &str = "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 \
    广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 承德";

/// Words that end like a region and are none, by the character before the ending.
const NOT_BEFORE: &str = "地社园城山景辖市县全该本各外小灾老新开发范置安能困贫农上超门都大强示功行政脱两三四五六七八九十百\
    千万个座片灌林牧库湾厂库保矿校港战禁特专片险核试先内此某部当几数乡镇";

/// Characters that no region name holds: verbs and particles before it.
const STOPS: &str = "的在向为对和与及、，。；：！？从由到至是给使让各全该本我两县市区省州旗镇乡村扶助持帮援赴驻往入于等把被\
    将以个有出了内来年月日对接据市里支建设进推动引导按照帮促“”《》()[]\n ";

static NAMES: LazyLock<Lexicon<()>> =
    LazyLock::new(|| Lexicon::new(PROVINCES.split_whitespace().map(|name| (name, ()))));

#[inline]
pub(crate) fn may_begin(c: char) -> bool {
    NAMES.may_begin(c)
}

#[inline]
pub(crate) fn may_end(c: char) -> bool {
    matches!(c, '省' | '市' | '县' | '区' | '旗' | '州' | '镇' | '乡' | '村')
}

/// A known name at `at`: its length.
pub(crate) fn named(text: &[char], at: usize) -> Option<usize> {
    let (length, ()) = NAMES.longest(text, at)?;
    let ending = text.get(at + length).is_some_and(|c| matches!(c, '省' | '市'));
    Some(length + usize::from(ending))
}

/// The name that ends with the ending at `at`: where it begins.
pub(crate) fn ending(text: &[char], at: usize) -> Option<usize> {
    const LONGEST: usize = 3;
    let before = *text.get(at.checked_sub(1)?)?;
    if NOT_BEFORE.contains(before) || STOPS.contains(before) || !is_han(before) {
        return None;
    }
    let length = text[..at]
        .iter()
        .rev()
        .take(LONGEST)
        .take_while(|c| is_han(**c) && !STOPS.contains(**c))
        .count();
    Some(at - length)
}

fn is_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}
