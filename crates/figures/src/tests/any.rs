//! Whatever is typed: no panic, places that fit the text, and time in proportion to its length.

use crate::{char_offsets, evaluative, numeral, paragraphs, read, self_check, sentences};
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn holds_together(text: &str) {
    let found = read(text);
    let count = sentences(text).len();
    let mut last = 0;
    for figure in &found {
        assert!(
            figure.start >= last && figure.start < figure.end,
            "in order, and not empty: {text}"
        );
        assert_eq!(&text[figure.start..figure.end], figure.text);
        assert!((figure.sentence as usize) < count);
        assert!(!figure.why().is_empty() && !figure.why_en().is_empty());
        if figure.is_figure() && !figure.interval.high_open && !figure.interval.low_open {
            assert!(figure.interval.contains(figure.value), "{} {}", figure.text, figure.interval);
        }
        last = figure.start;
    }
    for (figure, chars) in
        found.iter().zip(char_offsets(text, found.iter().map(|f| f.start..f.end)))
    {
        let part: String = text.chars().skip(chars.start).take(chars.len()).collect();
        assert_eq!(part, figure.text);
    }
    for range in paragraphs(text) {
        assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
    }
    for note in self_check(text) {
        assert!(!note.zh.is_empty() && !note.en.is_empty());
        assert!(note.spans.iter().all(|span| text.get(span.clone()).is_some()));
    }
    for wording in evaluative(text) {
        assert_eq!(&text[wording.start..wording.end], wording.text);
    }
    let _whole: Option<crate::Decimal> = numeral(text);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_read(text in "\\PC{0,200}") {
        holds_together(&text);
    }

    #[test]
    fn texts_full_of_digits_are_read(
        text in "[0-9０-９〇一二两三十百千万亿几数多余点半成分之年月日至到—,.，。:+%元人户个所(次)〔〕《》“”\"第翻番 A<>/p&;]{0,120}"
    ) {
        holds_together(&text);
    }

    #[test]
    fn texts_full_of_words_are_read(
        words in proptest::collection::vec(prop::sample::select(vec![
            "自", "截至", "2021年", "以来", "底", "上半年", "1—8月", "累计", "约", "近", "不足", "3万", "5千", "余",
            "万", "亿", "元", "人次", "户", "所(次)", "百分之", "三成", "一半", "翻", "两番", "“", "”", "分别", "、",
            "，", "。", "和", "<p>", "</p>", "&nbsp;", "16.52", "8:30", "第", "〔2022〕3号", "7Fresh",
            "其中", "占", "增长", "增加到", "意向", "合计", "贫困人口", "云河学院", "1+4", "千家万户", "青屏县", "十四五",
            "期间", "三分之一", "数十", "十几", "元/亩", "至", "—",
        ]), 0..40)
    ) {
        holds_together(&words.concat());
    }

    #[test]
    fn a_whole_number_reads_as_it_was_written(value in 1u64..99_999_999_999) {
        let said = said(value);
        prop_assert_eq!(numeral(&said), Some(crate::Decimal::whole(i128::from(value))), "{}", said);
        let (digits, unit) = (value.to_string(), "户");
        let text = format!("惠及{digits}{unit}。");
        let found = read(&text);
        prop_assert_eq!(found[0].value, crate::Decimal::whole(i128::from(value)));
    }
}

/// A number in Chinese words, by the rules of school: 一万零三十.
fn said(value: u64) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let (high, low, mark) = match value {
        100_000_000.. => (value / 100_000_000, value % 100_000_000, '亿'),
        10_000.. => (value / 10_000, value % 10_000, '万'),
        _ => (0, value, ' '),
    };
    let mut out = String::new();
    if high > 0 {
        out += &said(high);
        out.push(mark);
        let next = if mark == '亿' { 10_000_000 } else { 1000 };
        if low > 0 && low < next {
            out.push('零');
        }
        return if low > 0 { out + &said(low) } else { out };
    }
    let mut skipped = false;
    for (size, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = (value / size % 10) as usize;
        if digit == 0 {
            skipped |= !out.is_empty();
            continue;
        }
        if skipped {
            out.push('零');
        }
        skipped = false;
        out.push(DIGITS[digit]);
        out += name;
    }
    out
}

#[test]
fn hostile_texts_take_time_in_proportion() {
    const BYTES: usize = 1_000_000;
    let hostile = [
        "1",
        "１",
        "万",
        "一",
        "十",
        "几",
        "(",
        "《",
        "“",
        "\"",
        "第",
        "〔2022〕",
        "<",
        "&",
        "1,",
        "1,234",
        "1.",
        "1-",
        "2021-",
        "1:",
        "1+",
        "a1",
        "三分之",
        "百分之",
        "截至",
        "自2016年",
        "，",
        "。",
        "1个",
        "1万、",
        "2021年、",
        "一二三 ",
        "约",
        "翻了",
        "一半",
        "县",
        "多",
        "1 234 ",
        "至",
        "1至",
        "1人",
        "http://1",
        "同比",
        "1万多",
        "元/",
        "《1",
        "“1",
        "\n",
        "<p>1",
        "数",
        "零",
        "点",
        "一点",
        "投入资金3亿元。",
        "其中3人，",
        "占3%，",
        "1户、2人，",
        "云河职业学院，",
        "3家，增加到5家，增长3%。",
        "意向1亿元",
        "帮助21贫困人口。",
    ];
    for pattern in hostile {
        let text = pattern.repeat(BYTES / pattern.len());
        let start = Instant::now();
        let notes = self_check(&text).len() + evaluative(&text).len();
        let taken = start.elapsed();
        assert!(notes <= text.len());
        assert!(taken < Duration::from_secs(3), "{pattern}: {taken:?}");
    }
}
