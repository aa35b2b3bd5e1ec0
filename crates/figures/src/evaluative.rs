//! Wording that values instead of counting: effort, slogans, superlatives. No evidence, and shown
//! as such; a superlative needs a proof of its own.

use crate::fold::fold;
use crate::lexicon::Lexicon;
use std::sync::LazyLock;

/// What sort of wording it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    /// 用心用情用力, 高标准推进: says how hard, not how much.
    Effort,
    /// 显著成效, 硕果累累: an outcome without a measure.
    Praise,
    /// 全国样板, 首个, 领先: a comparison that can be proved, and must be.
    Superlative,
}

/// Such wording in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluative<'a> {
    pub text: &'a str,
    /// Bytes of the text.
    pub start: usize,
    pub end: usize,
    pub tone: Tone,
}

impl Evaluative<'_> {
    /// What it means for the reader, in one Chinese sentence.
    pub fn why(&self) -> &'static str {
        match self.tone {
            Tone::Effort => "评价性表述，说的是用力，不是数据，不能作为证据。",
            Tone::Praise => "评价性表述，成效未给出可核的数。",
            Tone::Superlative => "比较性断言，须另附证明，否则请删去。",
        }
    }

    /// The same in English.
    pub fn why_en(&self) -> &'static str {
        match self.tone {
            Tone::Effort => "Wording about effort: no figure, and no evidence.",
            Tone::Praise => "An outcome praised without a number that could be checked.",
            Tone::Superlative => "A claim of rank: attach its proof, or leave it out.",
        }
    }
}

const EFFORT: &str = "高标准 高质量推进 高位推动 高度重视 用心、用情、用力 用心用情用力 全力以赴 全力推进 大力支持 大力推进 \
    大力提升 大力帮扶 扎实推进 坚决落实 坚决贯彻 坚决打赢 深入贯彻 深入推进 深入推动 持续发力 持续深化 持续用力 积极推进 \
    积极探索 积极对接 积极引导 积极推动 着力发挥 着力培育 切实加强 切实做好 不断加大 不断深化 精准发力 真抓实干 真帮实扶 \
    倾情帮扶 尽锐出战 升级加力 多措并举 狠抓落实 全面落实 全面加强 有力有序 紧紧抓住 真情实意 千方百计 不遗余力 全方位";

const PRAISE: &str = "硕果累累 成效显著 显著成效 显著变化 显著提升 明显成效 明显提升 明显增强 成果丰硕 丰硕成果 有力保障 \
    全面提升 极大提升 大幅提升 日新月异 翻天覆地 焕然一新 圆满完成 共赢 双赢 金钥匙 金字招牌 靓丽名片 亮丽名片 亮点纷呈 \
    广受好评 一致好评 高度评价 充分肯定 可复制可推广 可复制、可推广 典型经验 成功经验 好评如潮 深受欢迎 效果良好 良好成效 \
    绿色崛起 跨越式发展 跨越发展 蓬勃发展 蒸蒸日上 历史性成就 决定性成就 重大突破";

const SUPERLATIVE: &str = "全国样板 全国典范 全国标杆 全国示范 全国领先 全国第一 全国首个 全国首创 全国首家 全国唯一 国内领先 \
    国际领先 世界领先 全省领先 全省第一 全省首个 全市首个 行业领先 遥遥领先 处于领先 居全国前列 走在全国前列 走在前列 \
    位居前列 名列前茅 首个 首家 首创 首批 率先 最大 最高 最多 最好 最优 第一家 独一无二 唯一 史无前例 前所未有 开创先河 \
    一流 领先 样板 标杆 排头兵 领头雁 之最";

static WORDS: LazyLock<Lexicon<Tone>> = LazyLock::new(|| {
    let of = |words: &'static str, tone| words.split_whitespace().map(move |word| (word, tone));
    Lexicon::new(
        of(EFFORT, Tone::Effort)
            .chain(of(PRAISE, Tone::Praise))
            .chain(of(SUPERLATIVE, Tone::Superlative)),
    )
});

/// The evaluative wording of a text, in order.
pub fn evaluative(text: &str) -> Vec<Evaluative<'_>> {
    const LONGEST: usize = 12;
    let mut found = Vec::new();
    let mut upto = 0;
    for (start, c) in text.char_indices() {
        if start < upto || !WORDS.may_begin(fold(c)) {
            continue;
        }
        let window: Vec<char> = text[start..].chars().take(LONGEST).map(fold).collect();
        let Some((length, tone)) = WORDS.longest(&window, 0) else { continue };
        let end = start + text[start..].chars().take(length).map(char::len_utf8).sum::<usize>();
        found.push(Evaluative { text: &text[start..end], start, end, tone });
        upto = end;
    }
    found
}
