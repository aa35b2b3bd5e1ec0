//! The words beside a number that loosen or bound it, as data.

use crate::lexicon::Lexicon;
use std::sync::LazyLock;

/// How a printed number bounds the true one; `interval` says what each admits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Qualifier {
    None,
    /// 约, 左右, 上下
    About,
    /// 余, 多
    Over,
    /// 近, 接近
    Nearly,
    /// 不足, 不到, 不满, 低于
    Under,
    /// 超过, 逾, 突破, 高于
    MoreThan,
    /// 以上, 至少, 不低于, 上 (上万)
    AtLeast,
    /// 以下, 以内, 不超过
    AtMost,
    /// 数, 几: 数十, 十几
    Some,
}

impl Qualifier {
    /// The Chinese word that stands for the group; "" for none.
    pub fn word(self) -> &'static str {
        match self {
            Qualifier::None => "",
            Qualifier::About => "约",
            Qualifier::Over => "余",
            Qualifier::Nearly => "近",
            Qualifier::Under => "不足",
            Qualifier::MoreThan => "超过",
            Qualifier::AtLeast => "以上",
            Qualifier::AtMost => "以下",
            Qualifier::Some => "几",
        }
    }

    pub fn word_en(self) -> &'static str {
        match self {
            Qualifier::None => "",
            Qualifier::About => "about",
            Qualifier::Over => "and some more",
            Qualifier::Nearly => "nearly",
            Qualifier::Under => "less than",
            Qualifier::MoreThan => "more than",
            Qualifier::AtLeast => "at least",
            Qualifier::AtMost => "at most",
            Qualifier::Some => "some",
        }
    }
}

/// Before the number.
const BEFORE: &[(&str, Qualifier)] = &[
    ("约", Qualifier::About),
    ("大约", Qualifier::About),
    ("约为", Qualifier::About),
    ("约达", Qualifier::About),
    ("大概", Qualifier::About),
    ("约占", Qualifier::About),
    ("近", Qualifier::Nearly),
    ("将近", Qualifier::Nearly),
    ("接近", Qualifier::Nearly),
    ("近乎", Qualifier::Nearly),
    ("不足", Qualifier::Under),
    ("不到", Qualifier::Under),
    ("不满", Qualifier::Under),
    ("未满", Qualifier::Under),
    ("少于", Qualifier::Under),
    ("低于", Qualifier::Under),
    ("小于", Qualifier::Under),
    ("未达", Qualifier::Under),
    ("超", Qualifier::MoreThan),
    ("超过", Qualifier::MoreThan),
    ("超出", Qualifier::MoreThan),
    ("逾", Qualifier::MoreThan),
    ("突破", Qualifier::MoreThan),
    ("首破", Qualifier::MoreThan),
    ("多于", Qualifier::MoreThan),
    ("高于", Qualifier::MoreThan),
    ("大于", Qualifier::MoreThan),
    ("过", Qualifier::MoreThan),
    ("至少", Qualifier::AtLeast),
    ("不少于", Qualifier::AtLeast),
    ("不低于", Qualifier::AtLeast),
    ("不下", Qualifier::AtLeast),
    ("不下于", Qualifier::AtLeast),
    ("超(含)", Qualifier::AtLeast),
    ("上", Qualifier::AtLeast),
    ("不超过", Qualifier::AtMost),
    ("不超", Qualifier::AtMost),
    ("不多于", Qualifier::AtMost),
    ("不高于", Qualifier::AtMost),
    ("不大于", Qualifier::AtMost),
    ("至多", Qualifier::AtMost),
    ("最多", Qualifier::AtMost),
];

/// After the unit.
const AFTER: &[(&str, Qualifier)] = &[
    ("左右", Qualifier::About),
    ("上下", Qualifier::About),
    ("许", Qualifier::About),
    ("余", Qualifier::Over),
    ("多", Qualifier::Over),
    ("以上", Qualifier::AtLeast),
    ("及以上", Qualifier::AtLeast),
    ("(含)以上", Qualifier::AtLeast),
    ("以外", Qualifier::MoreThan),
    ("以下", Qualifier::AtMost),
    ("以内", Qualifier::AtMost),
    ("之内", Qualifier::AtMost),
    ("及以下", Qualifier::AtMost),
];

/// Words that may stand between the qualifier and the number: 超过了40万, 近达3万.
const BETWEEN: &[char] = &[' ', '了', '达', '人', '民', '币'];

/// Words ending in 过, 近, 上 or 超 that qualify nothing.
const NOT: &[&str] = &[
    "通过",
    "经过",
    "附近",
    "最近",
    "邻近",
    "以上",
    "网上",
    "线上",
    "加上",
    "会上",
    "基础上",
    "村上",
    "高超",
    "渡过",
    "不过",
    "走过",
    "看过",
    "超超",
    "跑过",
    "山上",
    "手上",
    "身上",
    "乡上",
    "县上",
];

type Words = Lexicon<Qualifier>;
static BEFORE_WORDS: LazyLock<Words> = LazyLock::new(|| Lexicon::new(BEFORE.iter().copied()));
static AFTER_WORDS: LazyLock<Words> = LazyLock::new(|| Lexicon::new(AFTER.iter().copied()));
static NOT_WORDS: LazyLock<Lexicon<()>> =
    LazyLock::new(|| Lexicon::new(NOT.iter().map(|word| (*word, ()))));

/// The qualifier that ends at `number` and where it begins. 上 counts only before 百, 千, 万
/// themselves.
pub(crate) fn before(text: &[char], number: usize, is_bare: bool) -> Option<(usize, Qualifier)> {
    const LONGEST: usize = 4;
    let mut end = number;
    while end > 0 && number - end < 3 && BETWEEN.contains(&text[end - 1]) {
        end -= 1;
    }
    let (length, qualifier) = BEFORE_WORDS.ending(text, end, LONGEST)?;
    let single_up = length == 1 && text[end - 1] == '上';
    if NOT_WORDS.ending(text, end, 3).is_some() || (single_up && !is_bare) {
        return None;
    }
    Some((end - length, qualifier))
}

/// The qualifier that begins at `end` of the unit and its length.
pub(crate) fn after(text: &[char], end: usize) -> Option<(usize, Qualifier)> {
    let (length, qualifier) = AFTER_WORDS.longest(text, end)?;
    // 多 after a unit is a qualifier only where no noun of its own begins: 5亩多, but not 3项多元.
    let next = text.get(end + length).copied();
    let other = matches!(text[end], '多' | '许' | '余')
        && length == 1
        && next.is_some_and(|c| "元方个次层样种可额".contains(c));
    (!other).then_some((length, qualifier))
}
