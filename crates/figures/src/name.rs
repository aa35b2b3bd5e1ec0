//! Numbers that are no figures: names, set phrases, codes, document numbers, ordinals, times of
//! day.

use crate::figure::Kind;
use crate::lexicon::{Lexicon, starts};
use crate::numeral;
use crate::unit;
use std::sync::LazyLock;

/// Why a number is read as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// It is a figure; `Figure::why` says more.
    Figure,
    SetPhrase,
    Quoted,
    Title,
    Latin,
    Sum,
    Road,
    Date,
    Time,
    Ordinal,
    DocumentNumber,
    Code,
    Ratio,
    Bare,
}

impl Reason {
    pub fn zh(self) -> &'static str {
        match self {
            Reason::Figure => "带计量单位的数字，是数据。",
            Reason::SetPhrase => "固定提法中的数字，不是数据。",
            Reason::Quoted => "引号内的名称，其中的数字不是数据。",
            Reason::Title => "书名号内的标题，其中的数字不是数据。",
            Reason::Latin => "与字母连写，是名称或代号。",
            Reason::Sum => "“1+4”一类的提法，是名称。",
            Reason::Road => "道路、热线等的编号，是名称。",
            Reason::Date => "日期或时期，不是数据。",
            Reason::Time => "钟点，不是数据。",
            Reason::Ordinal => "序号，不是数据。",
            Reason::DocumentNumber => "文号，不是数据。",
            Reason::Code => "电话、邮编、证照等号码，不是数据。",
            Reason::Ratio => "比例或尺寸的写法，未作数据读取。",
            Reason::Bare => "没有计量单位，也看不出所计何物，未作数据读取。",
        }
    }

    pub fn en(self) -> &'static str {
        match self {
            Reason::Figure => "A number with its unit: a figure.",
            Reason::SetPhrase => "A number in a set phrase, no figure.",
            Reason::Quoted => "A name in quotation marks; its number is no figure.",
            Reason::Title => "A title; its number is no figure.",
            Reason::Latin => "Joined to letters: a name or a code.",
            Reason::Sum => "A name such as “1+4”.",
            Reason::Road => "The number of a road or a hotline, a name.",
            Reason::Date => "A date or a period, no figure.",
            Reason::Time => "A time of day, no figure.",
            Reason::Ordinal => "An ordinal, no figure.",
            Reason::DocumentNumber => "A document number, no figure.",
            Reason::Code => "A telephone number, post code or the like, no figure.",
            Reason::Ratio => "A ratio or a size, not read as a figure.",
            Reason::Bare => {
                "It has no unit and measures nothing that could be found, so it is no figure."
            }
        }
    }
}

/// A number that is no figure: its characters from where it was asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NotFigure {
    pub(crate) length: usize,
    pub(crate) kind: Kind,
    pub(crate) reason: Reason,
}

const fn not(length: usize, kind: Kind, reason: Reason) -> NotFigure {
    NotFigure { length, kind, reason }
}

/// Set phrases of the field, worth showing as names.
const PHRASES: &str = "三保障 两不愁三保障 两不愁 四个不摘 五个一批 六个精准 四个意识 四个自信 两个维护 两个确立 \
    两个确保 两个一百年 三农 三农问题 三类户 三类人员 三类人群 三类对象 一卡通 一带一路 一户一策 一村一品 一县一业 \
    一人一策 一事一议 五位一体 四个全面 三重一大 三会一课 四议两公开 八项规定 三严三实 两学一做 六稳六保 六稳 六保 \
    万企兴万村 万企帮万村 千万工程 百千万工程 百企帮百村 千企帮千村 三年行动 三年行动计划 五年规划 三支一扶 一号文件 \
    三下乡 双一流 五险一金 三品一标 三变改革 三权分置 四好农村路 五保户 四世同堂 百年大计 两山理论 三北工程 十大工程 \
    二十大 十九大 十八大 三中全会 四中全会 五中全会 六中全会 七中全会 千方百计 千家万户 万众一心 千山万水 千辛万苦 \
    成千上万 百尺竿头 万无一失 百年未有 一心一意 三心二意 四面八方 五湖四海 百花齐放 十年树木 百年树人 万水千山 \
    一举两得 三言两语 七嘴八舌 万家灯火 两会 两委 两地 两岸 两国 两级 双11 双十一 七一 八一 三八节 五一 六一 十一假期 \
    一二三产 一二三产业 二三产业 三产 一产 二产 三生三美 一站式 一条龙 一体化 一揽子 两手抓 三级书记";

/// Ordinary words and place names that only look like numerals; nothing is shown for them.
const WORDS: &str = "十分 万分 千万要 千万不 千万别 百度 百姓 百货 百科 百强 百合 百家姓 百花 统一 唯一 同一 单一 \
    万一 之一 专一 逐一 一些 一直 一定 一样 一般 一起 一旦 一切 一致 一边 一度 一同 一带 一律 一面 一时 一下 一方面 \
    一系列 一部分 一体 一流 一线 一对一 四处 四周 四季 四川 四平 四会 三亚 三明 三门峡 三台县 三河市 三门县 三原县 \
    九江 九台 九寨沟 六安 六盘水 五台 五台山 五指山 五河县 五原县 五家渠 七台河 八达岭 十堰 百色 千岛湖 万年县 万州 \
    万科 万达 万里长城 两者 两端 两侧 两旁 两手 两边 两岸 亿万 万象 万物 万能 千古 千秋 三农口 五金 五谷 八方 十足 \
    数字 数据 数量 数学 数值 数额 数控 数目 数码 几乎 几何 多数 少数 人数 户数 总数 指数 次数 参数 系数 基数 倍数 \
    度数 分数 岁数 无数 半数以 三轮 四轮 二手 二维码 二次元 三维 三角 三峡 三明治 八宝 五彩 七彩 五常 四方 三方 双方";

#[derive(Clone, Copy, PartialEq)]
enum Set {
    Phrase,
    Word,
}

static LEXICON: LazyLock<Lexicon<Set>> = LazyLock::new(|| {
    let phrases = PHRASES.split_whitespace().map(|w| (w, Set::Phrase));
    Lexicon::new(phrases.chain(WORDS.split_whitespace().map(|w| (w, Set::Word))))
});

pub(crate) fn may_begin(c: char) -> bool {
    LEXICON.may_begin(c)
}

/// A set phrase at `at`, or an ordinary word: its length and, for a phrase, what to show.
pub(crate) fn phrase(text: &[char], at: usize) -> Option<(usize, Option<NotFigure>)> {
    let (length, set) = LEXICON.longest(text, at)?;
    let shown = (set == Set::Phrase).then_some(not(length, Kind::Name, Reason::SetPhrase));
    Some((length, shown))
}

/// A run that begins with a letter: B2B, G233, http://… Letters alone, and letters before an amount
/// (GDP1200亿元), are passed and give nothing.
pub(crate) fn latin(text: &[char], at: usize) -> (usize, Option<NotFigure>) {
    let letters = run(text, at, |c| c.is_ascii_alphabetic());
    let whole = run(text, at, |c| c.is_ascii_alphanumeric() || "-_.@/:?=&#+~%".contains(c));
    let body = &text[at..at + whole];
    if !body.iter().any(char::is_ascii_digit) {
        return (whole, None);
    }
    if letters >= 2 && text.get(at + whole).is_some_and(|c| "万亿元".contains(*c)) {
        return (letters, None);
    }
    (whole, Some(not(whole, Kind::Name, Reason::Latin)))
}

fn run(text: &[char], at: usize, takes: impl Fn(char) -> bool) -> usize {
    text[at..].iter().take_while(|c| takes(**c)).count()
}

/// A run that begins with a digit and is no quantity: 7Fresh, 4A级, 1+4, 8:30, 0317-2086655,
/// 12345热线, 3号楼.
pub(crate) fn code(text: &[char], at: usize) -> Option<NotFigure> {
    let digits = run(text, at, |c| c.is_ascii_digit());
    let end = at + digits;
    let next = *text.get(end)?;
    let digit_at = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
    match next {
        '+' => {
            let rest = run(text, end, |c| c == '+' || c.is_ascii_alphanumeric());
            Some(not(digits + rest, Kind::Name, Reason::Sum))
        }
        ':' | '：' if digit_at(end + 1) => {
            let is_time = digits <= 2 && digit_at(end + 2) && !digit_at(end + 3);
            let rest = run(text, end + 1, |c| c.is_ascii_digit() || c == ':');
            let (kind, reason) =
                if is_time { (Kind::Date, Reason::Time) } else { (Kind::Other, Reason::Ratio) };
            Some(not(digits + 1 + rest, kind, reason))
        }
        '×' | '*' if digit_at(end + 1) => {
            let rest = run(text, end, |c| c.is_ascii_digit() || matches!(c, '×' | '*' | '.'));
            Some(not(digits + rest, Kind::Other, Reason::Ratio))
        }
        '-' if digit_at(end + 1) => hyphened(text, at),
        '.' if digit_at(end + 1) => versioned(text, at, end),
        '时' | '点' if digits <= 2 && !starts(text, end, "时期") => {
            let minutes = run(text, end + 1, |c| c.is_ascii_digit());
            let close = usize::from(minutes > 0 && text.get(end + 1 + minutes) == Some(&'分'));
            Some(not(digits + 1 + minutes + close, Kind::Date, Reason::Time))
        }
        c if c.is_ascii_alphabetic() && unit::at(text, end, false).is_none() => {
            let rest = run(text, end, |c| c.is_ascii_alphanumeric());
            let level = usize::from(text.get(end + rest) == Some(&'级'));
            Some(not(digits + rest + level, Kind::Name, Reason::Latin))
        }
        _ => numbered(text, at, end),
    }
}

/// Telephone numbers and the like: groups of digits joined by hyphens, seven or more digits in all.
fn hyphened(text: &[char], at: usize) -> Option<NotFigure> {
    let length = run(text, at, |c| c.is_ascii_digit() || c == '-');
    let digits = text[at..at + length].iter().filter(|c| c.is_ascii_digit()).count();
    let measured = unit::at(text, at + length, false).is_some()
        || text.get(at + length).is_some_and(|c| "万亿年".contains(*c));
    (digits >= 7 && !measured).then_some(not(length, Kind::Other, Reason::Code))
}

/// 1.2.3
fn versioned(text: &[char], at: usize, end: usize) -> Option<NotFigure> {
    let part = run(text, end + 1, |c| c.is_ascii_digit());
    let second = end + 1 + part;
    let more =
        text.get(second) == Some(&'.') && text.get(second + 1).is_some_and(char::is_ascii_digit);
    let length = run(text, at, |c| c.is_ascii_digit() || c == '.');
    more.then_some(not(length, Kind::Other, Reason::Code))
}

/// A number whose next word, or whose word before, makes it the number of something.
fn numbered(text: &[char], at: usize, end: usize) -> Option<NotFigure> {
    const AFTER: &[(&str, Kind, Reason)] = &[
        ("热线", Kind::Name, Reason::Road),
        ("平台", Kind::Name, Reason::Road),
        ("专线", Kind::Name, Reason::Road),
        ("国道", Kind::Name, Reason::Road),
        ("省道", Kind::Name, Reason::Road),
        ("县道", Kind::Name, Reason::Road),
        ("高速", Kind::Name, Reason::Road),
        ("号楼", Kind::Ordinal, Reason::Ordinal),
        ("号", Kind::Ordinal, Reason::Ordinal),
        ("#", Kind::Ordinal, Reason::Ordinal),
        ("届", Kind::Ordinal, Reason::Ordinal),
        ("期工程", Kind::Ordinal, Reason::Ordinal),
        ("期项目", Kind::Ordinal, Reason::Ordinal),
        ("世纪", Kind::Date, Reason::Date),
        ("年代", Kind::Date, Reason::Date),
        ("后", Kind::Date, Reason::Date),
        ("月", Kind::Date, Reason::Date),
    ];
    let found = AFTER.iter().find(|(word, ..)| starts(text, end, word));
    if let Some((word, kind, reason)) = found {
        return Some(not(end - at + word.chars().count(), *kind, *reason));
    }
    follows_label(text, at).then_some(not(end - at, Kind::Ordinal, Reason::Ordinal))
}

/// 附件2, 表3, 图1.
fn follows_label(text: &[char], at: usize) -> bool {
    let before = &text[..at];
    ["附件", "附表", "附录", "见表", "见图"].iter().any(|label| {
        let mut chars = label.chars().rev();
        before.iter().rev().take(2).all(|c| chars.next() == Some(*c)) && before.len() >= 2
    })
}

/// A numeral in words that orders: 十九届, 二期, 三号.
pub(crate) fn worded_ordinal(text: &[char], at: usize) -> Option<NotFigure> {
    let read = numeral::read(text, at).filter(|n| n.is_chinese)?;
    let next = *text.get(at + read.length)?;
    let divided = at > 0 && matches!(text[at - 1], '分' | '办' | '共' | '了');
    let orders = matches!(next, '届' | '号') || (next == '期' && read.length == 1 && !divided);
    orders.then_some(not(read.length + 1, Kind::Ordinal, Reason::Ordinal))
}

/// 第三批, 第2届 from its 第 on.
pub(crate) fn ordinal(text: &[char], at: usize) -> Option<NotFigure> {
    let space = usize::from(text.get(at + 1) == Some(&' '));
    let read = numeral::read(text, at + 1 + space)?;
    let end = at + 1 + space + read.length;
    let word = unit::at(text, end, read.is_chinese).map_or(0, |(length, _)| length);
    Some(not(end + word - at, Kind::Ordinal, Reason::Ordinal))
}

/// 〔2022〕3号, (2021)第14号 from its bracket on.
pub(crate) fn document_number(text: &[char], at: usize) -> Option<NotFigure> {
    let year = run(text, at + 1, |c| c.is_ascii_digit());
    let close = at + 1 + year;
    if year != 4 || !text.get(close).is_some_and(|c| "〕])】".contains(*c)) {
        return None;
    }
    let from = close + 1 + usize::from(starts(text, close + 1, "第"));
    let number = run(text, from, |c| c.is_ascii_digit());
    (number > 0 && starts(text, from + number, "号")).then_some(not(
        from + number + 1 - at,
        Kind::DocumentNumber,
        Reason::DocumentNumber,
    ))
}

/// The title 《…》 that begins at `at`, where it holds a number.
pub(crate) fn title(text: &[char], at: usize) -> Option<NotFigure> {
    const LONGEST: usize = 80;
    let close = text[at..].iter().take(LONGEST).position(|c| *c == '》')?;
    first_number(text, at + 1, at + close)?;
    Some(not(close + 1, Kind::Name, Reason::Title))
}

/// A short name with a number in quotation marks, from the mark at `at` on. Speech and quoted
/// amounts (“5万元”) are no names.
pub(crate) fn quoted(text: &[char], at: usize, close: char) -> Option<NotFigure> {
    const LONGEST: usize = 15;
    let length = text[at + 1..].iter().take(LONGEST).position(|c| *c == close)?;
    let (from, to) = (at + 1, at + 1 + length);
    let is_speech = at > 0 && matches!(text[at - 1], '：' | ':' | '说' | '道' | '称' | '示');
    let first = first_number(text, from, to)?;
    let clause = text[from..to].iter().any(|c| "，。；：！？、".contains(*c));
    if is_speech || (clause && length > 8) || ends_in_amount(text, first, to) {
        return None;
    }
    Some(not(length + 2, Kind::Name, Reason::Quoted))
}

/// Where the first number in `text[from..to]` begins; words such as 数字 hold none.
fn first_number(text: &[char], from: usize, to: usize) -> Option<usize> {
    let mut at = from;
    while at < to {
        match LEXICON.longest(&text[..to], at) {
            Some((length, Set::Word)) => at += length,
            Some((_, Set::Phrase)) => return Some(at),
            None if numeral::may_begin(text[at]) && numeral::read(&text[..to], at).is_some() => {
                return Some(at);
            }
            None => at += 1,
        }
    }
    None
}

fn ends_in_amount(text: &[char], from: usize, to: usize) -> bool {
    let Some(read) = numeral::read(text, from).filter(|n| !n.is_bare) else {
        return false;
    };
    let end = from + read.length;
    let digits = !read.is_chinese || read.length > 1;
    digits && unit::at(text, end, read.is_chinese).is_some_and(|(length, _)| end + length == to)
}
