//! What a figure measures: the words around it, what one of its units is, and on which accounts it
//! stands.

use crate::lexicon::Lexicon;
use std::sync::LazyLock;

/// One hint at the accounts (口径) on which a figure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Hint {
    /// 累计, 共, 合计
    Cumulative,
    /// 当年, 全年, 每年
    Yearly,
    /// 新增, 净增
    New,
    /// 同比, 比上年
    YearOnYear,
    /// 环比
    PeriodOnPeriod,
    /// 计划, 预计, 力争
    Planned,
    /// 意向
    Intended,
    /// 签约, 协议
    Signed,
    /// 到位
    Arrived,
    /// 支付, 拨付, 发放
    Paid,
    /// 落地, 注册, 投产
    Landed,
    /// 人均, 平均
    Average,
    /// 占, 占比
    Portion,
    /// 其中
    Among,
    /// 增长, 提高
    Up,
    /// 下降, 减少
    Down,
}

/// A set of hints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hints(u32);

const ALL: &[(Hint, &str)] = &[
    (Hint::Cumulative, "累计"),
    (Hint::Yearly, "当年"),
    (Hint::New, "新增"),
    (Hint::YearOnYear, "同比"),
    (Hint::PeriodOnPeriod, "环比"),
    (Hint::Planned, "计划"),
    (Hint::Intended, "意向"),
    (Hint::Signed, "签约"),
    (Hint::Arrived, "到位"),
    (Hint::Paid, "支付"),
    (Hint::Landed, "落地"),
    (Hint::Average, "平均"),
    (Hint::Portion, "占比"),
    (Hint::Among, "其中"),
    (Hint::Up, "增长"),
    (Hint::Down, "下降"),
];

impl Hints {
    pub fn has(self, hint: Hint) -> bool {
        self.0 >> hint as u32 & 1 == 1
    }

    fn with(self, hint: Hint) -> Hints {
        Hints(self.0 | 1 << hint as u32)
    }

    /// Each hint with the Chinese word that stands for it.
    pub fn iter(self) -> impl Iterator<Item = (Hint, &'static str)> {
        ALL.iter().copied().filter(move |(hint, _)| self.has(*hint))
    }
}

const HINTS: &[(&str, Hint)] = &[
    ("累计", Hint::Cumulative),
    ("共", Hint::Cumulative),
    ("合计", Hint::Cumulative),
    ("总计", Hint::Cumulative),
    ("当年", Hint::Yearly),
    ("全年", Hint::Yearly),
    ("每年", Hint::Yearly),
    ("年产", Hint::Yearly),
    ("年均", Hint::Yearly),
    ("新增", Hint::New),
    ("净增", Hint::New),
    ("同比", Hint::YearOnYear),
    ("比上年", Hint::YearOnYear),
    ("较上年", Hint::YearOnYear),
    ("比去年", Hint::YearOnYear),
    ("较去年", Hint::YearOnYear),
    ("环比", Hint::PeriodOnPeriod),
    ("计划", Hint::Planned),
    ("预计", Hint::Planned),
    ("力争", Hint::Planned),
    ("目标", Hint::Planned),
    ("拟", Hint::Planned),
    ("意向", Hint::Intended),
    ("签约", Hint::Signed),
    ("签订", Hint::Signed),
    ("签署", Hint::Signed),
    ("协议", Hint::Signed),
    ("到位", Hint::Arrived),
    ("到账", Hint::Arrived),
    ("支付", Hint::Paid),
    ("拨付", Hint::Paid),
    ("发放", Hint::Paid),
    ("兑付", Hint::Paid),
    ("落地", Hint::Landed),
    ("注册", Hint::Landed),
    ("投产", Hint::Landed),
    ("平均", Hint::Average),
    ("人均", Hint::Average),
    ("户均", Hint::Average),
    ("亩均", Hint::Average),
    ("每人", Hint::Average),
    ("每户", Hint::Average),
    ("每亩", Hint::Average),
    ("占", Hint::Portion),
    ("比重", Hint::Portion),
    ("其中", Hint::Among),
    ("增长", Hint::Up),
    ("增加", Hint::Up),
    ("提高", Hint::Up),
    ("上升", Hint::Up),
    ("增幅", Hint::Up),
    ("下降", Hint::Down),
    ("减少", Hint::Down),
    ("降低", Hint::Down),
    ("降幅", Hint::Down),
];

static HINT_WORDS: LazyLock<Lexicon<Hint>> = LazyLock::new(|| Lexicon::new(HINTS.iter().copied()));

/// The hints in `text[from..to]`. 占地 and 共享 are no hints.
pub(crate) fn hints(text: &[char], from: usize, to: usize) -> Hints {
    let mut found = Hints::default();
    let mut at = from;
    while at < to {
        let Some((length, hint)) = HINT_WORDS.longest(&text[..to], at) else {
            at += 1;
            continue;
        };
        let next = text.get(at + length);
        if !(length == 1 && next.is_some_and(|c| "地享同建有用定订筹".contains(*c))) {
            found = found.with(hint);
        }
        at += length;
    }
    found
}

/// Stands for words that only look like a noun of the table: 农村 is no 村.
const PASS: &str = "-";

/// Nouns that say what a vague measure word (个, 项) counts, or what a number without one does. ""
/// ends the search: the noun is of no kind in the table.
const NOUNS: &[(&str, &str)] = &[
    ("农村", PASS),
    ("乡村", PASS),
    ("村级", PASS),
    ("县级", PASS),
    ("县城", PASS),
    ("镇级", PASS),
    ("项目", "项目"),
    ("行政村", "村"),
    ("自然村", "村"),
    ("村", "村"),
    ("村庄", "村"),
    ("社区", ""),
    ("县", "县"),
    ("县市", "县"),
    ("县区", "县"),
    ("县(市)", "县"),
    ("县(市、区)", "县"),
    ("乡镇", "乡镇"),
    ("乡(镇)", "乡镇"),
    ("镇街", "乡镇"),
    ("镇", "乡镇"),
    ("街道", ""),
    ("岗位", "岗位"),
    ("岗", "岗位"),
    ("企业", "家"),
    ("单位", "家"),
    ("合作社", "家"),
    ("公司", "家"),
    ("学校", "所"),
    ("中学", "所"),
    ("小学", "所"),
    ("幼儿园", "所"),
    ("医院", "所"),
    ("卫生院", "所"),
    ("卫生室", "所"),
    ("村卫生室", "所"),
    ("村小学", "所"),
    ("村集体", ""),
    ("家庭", "户"),
    ("农户", "户"),
    ("牧户", "户"),
    ("脱贫户", "户"),
    ("贫困户", "户"),
    ("监测户", "户"),
    ("搬迁户", "户"),
    ("孩子", "人"),
    ("干部", "人"),
    ("村干部", "人"),
    ("人才", "人"),
    ("人口", "人"),
    ("群众", "人"),
    ("农牧民", "人"),
    ("农民", "人"),
    ("牧民", "人"),
    ("村民", "人"),
    ("居民", "人"),
    ("职工", "人"),
    ("劳动力", "人"),
    ("党员", "人"),
    ("患者", "人"),
    ("游客", "人"),
    ("师生", "人"),
    ("学生", "人"),
    ("教师", "人"),
    ("儿童", "人"),
    ("老人", "人"),
    ("青年", "人"),
    ("妇女", "人"),
    ("残疾人", "人"),
    ("人员", "人"),
    ("乡亲", "人"),
];

static NOUN_WORDS: LazyLock<Lexicon<&'static str>> =
    LazyLock::new(|| Lexicon::new(NOUNS.iter().copied()));

/// How far a noun may stand from its number.
const REACH: usize = 12;

/// What a number counts, from the nouns of its phrase: those after it, else the one just before it.
pub(crate) fn counted(text: &[char], number: usize, end: usize) -> Option<&'static str> {
    counted_after(text, end)
        .or_else(|| counted_before(text, number))
        .filter(|basis| !basis.is_empty())
}

/// The first noun after the unit; where another follows at once (乡镇卫生院), the last of them.
pub(crate) fn counted_after(text: &[char], end: usize) -> Option<&'static str> {
    let last = (end + REACH).min(text.len());
    let ends = |at: &usize| {
        ends_clause(text, *at) || text[*at].is_ascii_digit() || "、与和及是为在".contains(text[*at])
    };
    let stop = (end..last).find(ends).unwrap_or(last);
    let mut from = end;
    let mut basis = None;
    while let Some((at, length, found)) = NOUN_WORDS.first_in(text, from, stop) {
        if basis.is_some() && at > from {
            break;
        }
        basis = Some(found).filter(|found| *found != PASS).or(basis);
        from = at + length;
    }
    basis
}

/// The noun just before the number: 帮扶项目126个.
pub(crate) fn counted_before(text: &[char], number: usize) -> Option<&'static str> {
    const LONGEST: usize = 4;
    // 等, 共 and the like may stand between the noun and its number.
    let mut end = number;
    while end > 0 && number - end < 3 && "达共等为到至近约超过逾".contains(text[end - 1])
    {
        end -= 1;
    }
    let (length, basis) = NOUN_WORDS.ending(text, end, LONGEST)?;
    // 全县 says where, not what.
    let place = text[..end - length].last().is_some_and(|c| "全该本我各".contains(*c));
    (!place && basis != PASS).then_some(basis)
}

/// Whether a clause ends at `at`. The brackets of 乡(镇) part nothing.
pub(crate) fn ends_clause(text: &[char], at: usize) -> bool {
    const SHORT: usize = 4;
    is_stop(text[at])
        && match text[at] {
            '(' => !text[at + 1..].iter().take(SHORT).any(|c| *c == ')'),
            ')' => !text[..at].iter().rev().take(SHORT).any(|c| *c == '('),
            _ => true,
        }
}

/// Whether a clause may end with this character.
#[inline]
pub(crate) fn is_stop(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '；'
            | '：'
            | '！'
            | '？'
            | '\n'
            | '\r'
            | '('
            | ')'
            | '《'
            | '》'
            | ';'
            | '!'
            | '?'
            | '【'
            | '】'
    )
}
