//! Units and measure words, as data: what is printed, its base unit, the factor between them, its
//! kind.

use crate::decimal::Decimal;
use crate::lexicon::Lexicon;
use std::sync::LazyLock;

/// What sort of quantity a unit measures. Only quantities of one kind can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    Money,
    /// Persons, households, firms, things: whole numbers.
    Count,
    /// 人次, 户次, 所次: occasions, never shown as persons, households or schools.
    Occasions,
    /// % and its kin, shares and growth alike.
    Share,
    /// Percentage points.
    Points,
    /// 倍 and 番.
    Multiple,
    Duration,
    Length,
    Area,
    Volume,
    Mass,
    Power,
    Energy,
    /// A bare number.
    None,
}

/// One printed unit. A value in it × 10^`power` × `factor` is a value in `base`.
#[derive(Debug, PartialEq, Eq)]
pub struct Unit {
    pub word: &'static str,
    pub base: &'static str,
    pub factor: u16,
    pub power: i8,
    pub kind: Dimension,
    /// What one of them is, where the word alone says so: 名 and 位 count 人. Vague words (个, 项) say
    /// "".
    pub basis: &'static str,
    /// Characters that make another word of it: 天 before 津, 元 before 旦.
    not_before: &'static str,
    /// Too common inside other words to be trusted after a numeral in words (三分, 两国).
    needs_arabic: bool,
}

impl Unit {
    /// `value`, printed in this unit, in the base unit; `None` beyond 38 digits.
    pub fn in_base(&self, value: Decimal) -> Option<Decimal> {
        value
            .times(Decimal::whole(i128::from(self.factor)))?
            .times(Decimal::power_of_ten(i32::from(self.power)))
    }
}

const fn unit(word: &'static str, base: &'static str, kind: Dimension) -> Unit {
    let basis = base;
    let not_before = "";
    Unit { word, base, factor: 1, power: 0, kind, basis, not_before, needs_arabic: false }
}

const fn scaled(word: &'static str, base: &'static str, power: i8, kind: Dimension) -> Unit {
    Unit { power, ..unit(word, base, kind) }
}

const fn guarded(
    word: &'static str,
    base: &'static str,
    kind: Dimension,
    not_before: &'static str,
) -> Unit {
    Unit { not_before, ..unit(word, base, kind) }
}

const fn person(word: &'static str, not_before: &'static str) -> Unit {
    Unit { basis: "人", not_before, ..unit(word, word, Dimension::Count) }
}

/// A word that says only how many: its noun says of what.
const fn vague(word: &'static str, not_before: &'static str) -> Unit {
    Unit { basis: "", not_before, ..unit(word, word, Dimension::Count) }
}

const fn arabic(word: &'static str, kind: Dimension, not_before: &'static str) -> Unit {
    Unit { not_before, needs_arabic: true, ..unit(word, word, kind) }
}

use Dimension::{
    Area, Count, Duration, Energy, Length, Mass, Money, Multiple, Occasions, Points, Power, Share,
    Volume,
};

/// Every unit that is read. The longest word at a place counts.
pub static UNITS: &[Unit] = &[
    guarded("元", "元", Money, "旦宵素件首老月"),
    unit("元人民币", "元", Money),
    unit("元整", "元", Money),
    unit("美元", "美元", Money),
    unit("欧元", "欧元", Money),
    unit("港元", "港元", Money),
    unit("日元", "日元", Money),
    unit("块钱", "元", Money),
    guarded("人", "人", Count, "民均大才居"),
    unit("个人", "人", Count),
    person("名", "单称义列优誉"),
    person("位", "于居列置"),
    unit("人次", "人次", Occasions),
    unit("户次", "户次", Occasions),
    unit("家次", "家次", Occasions),
    unit("所次", "所次", Occasions),
    unit("所(次)", "所次", Occasions),
    unit("人(次)", "人次", Occasions),
    unit("家(次)", "家次", Occasions),
    unit("户(次)", "户次", Occasions),
    unit("个(次)", "个次", Occasions),
    unit("场次", "场次", Occasions),
    unit("场(次)", "场次", Occasions),
    unit("期(次)", "期次", Occasions),
    unit("批次", "批次", Occasions),
    unit("台次", "台次", Occasions),
    unit("车次", "车次", Occasions),
    guarded("次", "次", Occasions, "要"),
    guarded("户", "户", Count, "籍均外"),
    guarded("家", "家", Count, "庭"),
    guarded("所", "所", Count, "有在以谓需"),
    vague("个", "体别性"),
    vague("项", ""),
    vague("处", "理于在置"),
    guarded("座", "座", Count, "谈"),
    guarded("件", "件", Count, ""),
    guarded("只", "只", Count, "有是要能"),
    unit("头", "头", Count),
    unit("匹", "匹", Count),
    unit("羽", "羽", Count),
    unit("尾", "尾", Count),
    unit("株", "株", Count),
    unit("棵", "棵", Count),
    unit("棒", "棒", Count),
    guarded("台", "台", Count, "湾州风"),
    unit("台(套)", "台套", Count),
    unit("台套", "台套", Count),
    unit("台/套", "台套", Count),
    unit("套", "套", Count),
    unit("辆", "辆", Count),
    unit("艘", "艘", Count),
    unit("架", "架", Count),
    unit("栋", "栋", Count),
    unit("幢", "幢", Count),
    guarded("间", "间", Count, "接隔"),
    guarded("张", "张", Count, "家"),
    unit("份", "份", Count),
    unit("篇", "篇", Count),
    guarded("条", "条", Count, "件例"),
    guarded("种", "种", Count, "植养子"),
    guarded("类", "类", Count, "似别型"),
    guarded("对", "对", Count, "接口于策标外应"),
    guarded("支", "支", Count, "持付援教部委出"),
    guarded("门", "门", Count, "店户诊类槛"),
    unit("门店", "门店", Count),
    guarded("例", "例", Count, "如外"),
    guarded("节", "节", Count, "约能点省目水日"),
    unit("课时", "课时", Count),
    unit("学时", "课时", Count),
    unit("人天", "人天", Occasions),
    guarded("场", "场", Count, "所景地馆"),
    guarded("批", "批", Count, "准复评"),
    guarded("期", "期", Count, "间货望待刊"),
    unit("箱", "箱", Count),
    unit("袋", "袋", Count),
    unit("瓶", "瓶", Count),
    unit("盒", "盒", Count),
    unit("册", "册", Count),
    guarded("本", "本", Count, "科地土市省县区级人"),
    unit("部", "部", Count),
    unit("部门", "部门", Count),
    unit("枚", "枚", Count),
    guarded("片", "片", Count, "区面"),
    guarded("口", "口", Count, "味岸"),
    unit("眼", "眼", Count),
    unit("盏", "盏", Count),
    unit("孔", "孔", Count),
    unit("宗", "宗", Count),
    guarded("起", "起", Count, "步来点"),
    unit("笔", "笔", Count),
    unit("单", "单", Count),
    unit("款", "款", Count),
    unit("首", "首", Count),
    guarded("组", "组", Count, "织成建合长"),
    unit("床", "床", Count),
    guarded("道", "道", Count, "路理德"),
    unit("根", "根", Count),
    unit("杆", "杆", Count),
    unit("艇", "艇", Count),
    unit("顶", "顶", Count),
    unit("面", "面", Count),
    guarded("镇", "镇", Count, "街区域"),
    guarded("村", "村", Count, "民集级庄干"),
    unit("乡", "乡", Count),
    unit("乡镇", "乡镇", Count),
    unit("县", "县", Count),
    guarded("市", "市", Count, "场级"),
    guarded("区", "区", Count, "域块级"),
    guarded("省", "省", Count, "级内外"),
    unit("省市", "省", Count),
    unit("省区市", "省", Count),
    unit("省(区、市)", "省", Count),
    unit("县市", "县", Count),
    unit("县区", "县", Count),
    unit("县(市、区)", "县", Count),
    arabic("国", Count, "家内外道企"),
    arabic("分", Count, "别布管类析之子公"),
    arabic("岁", Count, ""),
    arabic("字", Count, ""),
    unit("亩", "亩", Area),
    unit("公顷", "公顷", Area),
    unit("平方米", "平方米", Area),
    unit("平米", "平方米", Area),
    unit("㎡", "平方米", Area),
    unit("平方公里", "平方公里", Area),
    unit("平方千米", "平方公里", Area),
    unit("公里", "公里", Length),
    unit("千米", "公里", Length),
    unit("km", "公里", Length),
    guarded("米", "米", Length, "粉面"),
    unit("厘米", "厘米", Length),
    unit("毫米", "毫米", Length),
    unit("里地", "里", Length),
    unit("立方米", "立方米", Volume),
    unit("方水", "立方米", Volume),
    unit("m³", "立方米", Volume),
    unit("升", "升", Volume),
    unit("吨", "吨", Mass),
    unit("t", "吨", Mass),
    unit("公斤", "公斤", Mass),
    unit("千克", "公斤", Mass),
    unit("kg", "公斤", Mass),
    unit("斤", "斤", Mass),
    unit("克", "克", Mass),
    unit("千瓦", "千瓦", Power),
    unit("kW", "千瓦", Power),
    unit("兆瓦", "兆瓦", Power),
    unit("MW", "兆瓦", Power),
    unit("千伏", "千伏", Power),
    unit("千瓦时", "千瓦时", Energy),
    unit("kWh", "千瓦时", Energy),
    unit("度电", "千瓦时", Energy),
    unit("%", "%", Share),
    scaled("‰", "%", -1, Share),
    unit("百分点", "百分点", Points),
    unit("个百分点", "百分点", Points),
    unit("个点", "百分点", Points),
    guarded("倍", "倍", Multiple, "增"),
    unit("年", "年", Duration),
    unit("个月", "月", Duration),
    unit("个多月", "月", Duration),
    guarded("天", "天", Duration, "津然下气水府宫"),
    guarded("日", "天", Duration, "均常报"),
    unit("个工作日", "工作日", Duration),
    unit("个小时", "小时", Duration),
    unit("小时", "小时", Duration),
    unit("分钟", "分钟", Duration),
    guarded("周", "周", Duration, "边围岁转期"),
    unit("个星期", "周", Duration),
];

/// Of a value without a unit.
pub(crate) static BARE: Unit = unit("", "", Dimension::None);

static WORDS: LazyLock<Lexicon<&'static Unit>> =
    LazyLock::new(|| Lexicon::new(UNITS.iter().map(|unit| (unit.word, unit))));

/// The unit at `at` and its length. `is_chinese` says how the numeral before it is written.
pub(crate) fn at(text: &[char], at: usize, is_chinese: bool) -> Option<(usize, &'static Unit)> {
    let (length, unit) = WORDS.longest(text, at)?;
    let next = text.get(at + length).copied();
    let other_word = next.is_some_and(|c| unit.not_before.contains(c));
    let latin =
        unit.word.is_ascii() && unit.word != "%" && next.is_some_and(|c| c.is_ascii_alphanumeric());
    if other_word || latin || (unit.needs_arabic && is_chinese) {
        return None;
    }
    Some((length, unit))
}

/// The unit printed so.
pub(crate) fn named(word: &str) -> &'static Unit {
    UNITS.iter().find(|unit| unit.word == word).unwrap_or(&BARE)
}
