//! A text against itself. The amounts of the first three tests are published ones that do not add
//! up; the sentences are ours.

use crate::{Check, Note, Tone, Weight, evaluative, self_check};

/// The notes of one kind, each as weight, arithmetic and sentence.
fn of(check: Check, text: &str) -> Vec<Note> {
    self_check(text).into_iter().filter(|note| note.check == check).collect()
}

fn only(check: Check, text: &str) -> Note {
    let mut found = of(check, text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found.remove(0)
}

#[test]
fn a_share_outside_its_interval_is_an_error() {
    let text = "1至8月，全市利用内资2099.87亿元，来自首都的投资632.62亿元，占30.136%。";
    let note = only(Check::Share, text);
    assert_eq!(note.weight, Weight::Contradiction);
    assert_eq!(note.arithmetic, "632.62亿元 / 2099.87亿元 = 30.127 %");
    assert_eq!(note.zh, "632.62亿元 / 2099.87亿元 = 30.127 %，与所写30.136%不符，舍入不能解释。");
    assert_eq!(&text[note.spans[0].clone()], "30.136%");
}

#[test]
fn a_share_of_another_whole_is_asked_about() {
    let text =
        "全市利用内资2099.87亿元，其中亿元以上项目1444.91亿元；10亿元以上项目491.94亿元，占比34%。";
    let note = only(Check::Share, text);
    assert_eq!(note.weight, Weight::Question);
    assert_eq!(
        note.zh,
        "34%是491.94亿元占1444.91亿元的比重，不是占2099.87亿元的比重（23.43%），应写明分母。"
    );
}

#[test]
fn a_share_that_was_cut_off_is_named_so_and_persons_are_not_households() {
    let text = "全县3852户监测户中，2184户已消除风险，占56.69%。";
    let note = only(Check::Share, text);
    assert_eq!(note.weight, Weight::Contradiction);
    assert!(note.zh.contains("56.698 %") && note.zh.contains("截尾"), "{}", note.zh);
    let persons = "全县3852户10519人中，5473人已消除风险，占52.03%。";
    assert_eq!(only(Check::Share, persons).weight, Weight::Holds);
}

#[test]
fn rounded_inputs_raise_no_alarm() {
    let text = "全年完成投资3.16亿元，是目标2.23亿元的141.27%。";
    assert_eq!(only(Check::Share, text).weight, Weight::Holds);
}

#[test]
fn parts_leave_a_rest_that_is_shown() {
    let text = "两地累计投入财政帮扶资金8.40亿元。改善教育医疗条件，累计投入财政帮扶资金1.25亿元。\
        扶持特色产业，累计投入财政帮扶资金3.60亿元。";
    let note = only(Check::Parts, text);
    assert_eq!(note.weight, Weight::Question);
    assert_eq!(
        note.arithmetic,
        "1.25亿元 + 3.60亿元 = 4.85亿元; 8.40亿元 − 4.85亿元 = 3.55亿元 = 42.26 %"
    );
    assert_eq!(note.zh, "总额8.40亿元中只说明了4.85亿元的用途，其余3.55亿元（42.26%）未说明。");
    assert_eq!(
        note.en,
        "Of the total of 8.40亿元 only 4.85亿元 is accounted for; 3.55亿元 (42.26 %) is not."
    );
    let complete = text.replace("3.60", "7.15");
    assert_eq!(only(Check::Parts, &complete).weight, Weight::Holds);
    let beyond = text.replace("3.60", "7.30");
    assert_eq!(only(Check::Parts, &beyond).weight, Weight::Contradiction);
}

#[test]
fn totals_are_added_up_within_their_rounding() {
    let text = "三年分别投入4200万元、5100万元和6350.5万元，合计1.57亿元。";
    assert_eq!(only(Check::Total, text).weight, Weight::Holds);
    assert_eq!(only(Check::Total, &text.replace("1.57", "1.67")).weight, Weight::Contradiction);
    let text = "转移就业4180人，其中到临江区就业620人，省内就业3560人。";
    assert_eq!(only(Check::Among, text).weight, Weight::Holds);
    assert_eq!(only(Check::Among, &text.replace("620人", "5620人")).weight, Weight::Contradiction);
    assert_eq!(only(Check::Among, &text.replace("620人", "920人")).weight, Weight::Question);
}

#[test]
fn the_same_number_under_other_words_is_asked_about() {
    let text = "引进产业合作企业37家。着力培育龙头企业，引导37家企业落地投资。";
    let note = only(Check::Twice, text);
    assert_eq!((note.weight, note.spans.len()), (Weight::Question, 2));
    let text = "引进产业合作企业37家。据统计，引进产业合作企业37家。";
    assert_eq!(only(Check::Twice, text).weight, Weight::Holds);
    let text = "帮助贫困人口脱贫17.6万人。帮助贫困人口脱贫超过40万人。";
    assert_eq!(only(Check::TwoValues, text).weight, Weight::Question);
    assert!(of(Check::TwoValues, &text.replace("超过40", "超过17")).is_empty());
}

#[test]
fn growth_follows_from_its_two_values() {
    let text = "上线率由41.2%升至58.9%，提高17.7个百分点。";
    assert_eq!(only(Check::Growth, text).weight, Weight::Holds);
    assert_eq!(only(Check::Growth, &text.replace("17.7", "18.7")).weight, Weight::Contradiction);
    let text = "人均纯收入由2015年的2890元增加到2020年的11360元，增长近3倍。";
    assert_eq!(only(Check::Growth, text).weight, Weight::Holds);
    let text = "产值由3.2亿元增加到4.8亿元，增长50%。";
    assert_eq!(only(Check::Growth, text).weight, Weight::Holds);
    assert_eq!(only(Check::Growth, &text.replace("50%", "66%")).weight, Weight::Contradiction);
}

#[test]
fn households_and_persons_are_told_apart() {
    let text = "带动贫困人口1.4万户、3.7万余人增收。";
    let note = only(Check::Household, text);
    assert_eq!(
        (note.weight, note.arithmetic.as_str()),
        (Weight::Holds, "3.7万余人 / 1.4万户 = 2.64人/户")
    );
    assert_eq!(only(Check::Household, &text.replace("3.7", "13.7")).weight, Weight::Contradiction);
    assert_eq!(only(Check::Household, &text.replace("3.7", "1.1")).weight, Weight::Contradiction);
}

#[test]
fn groups_of_persons_are_not_added() {
    let text = "帮助17.6万贫困人口增收。产业项目累计带贫1.9万人。";
    let note = only(Check::Overlap, text);
    assert_eq!(note.zh, "1.9万人可能包含在17.6万之内，是按人去重的子集，不可相加。");
}

#[test]
fn times_and_stages_are_stated() {
    let text = "八年来，两地携手同行。\n自2017年结对以来，成效显著。\n2022年继续推进。投入3亿元。";
    let note = only(Check::Span, text);
    assert_eq!(note.arithmetic, "2022 − 8 = 2014 ≠ 2017");
    let agreed = text.replace("2017", "2014");
    assert!(of(Check::Span, &agreed).is_empty());

    let text = "通过市场渠道销售扶贫产品4亿元。\n2021年，实现消费帮扶4365.95万元。";
    let note = only(Check::Accounts, text);
    assert_eq!(note.arithmetic, "4365.95万元 / 4亿元 = 10.9 %");

    let text = "2021年达成23项合作意向，总投资约185亿元。落地企业9家，到位资金3.2亿元。";
    let note = only(Check::NotLanded, text);
    assert_eq!(note.zh, "185亿元出自“意向”，只是意向或协议数，不是落地或到位数。");
    assert_eq!(of(Check::NotLanded, "9家单位注册落地，涉及资金13.05亿元。").len(), 1);
}

#[test]
fn names_that_differ_by_a_word_are_shown_together() {
    let text =
        "打造出“云河应用技术职业学院”等品牌。\n继续支持云河职业技术学院、农科院云河分院建设。";
    let note = only(Check::NameVariant, text);
    let named: Vec<&str> = note.spans.iter().map(|span| &text[span.clone()]).collect();
    assert_eq!(named, ["云河应用技术职业学院", "云河职业技术学院"]);
}

#[test]
fn a_text_in_order_says_nothing_against_itself() {
    let text = "2021年，临江区投入财政资金3200万元，实施项目18个，选派干部26人次。";
    assert!(self_check(text).is_empty(), "{:?}", self_check(text));
}

#[test]
fn valuing_words_are_found_by_their_sort() {
    let text = "高标准推进协作，取得显著成效，打造全国样板，处于国内领先，建成首个園區。";
    let found: Vec<(Tone, &str)> = evaluative(text).iter().map(|e| (e.tone, e.text)).collect();
    assert_eq!(
        found,
        [
            (Tone::Effort, "高标准"),
            (Tone::Praise, "显著成效"),
            (Tone::Superlative, "全国样板"),
            (Tone::Superlative, "国内领先"),
            (Tone::Superlative, "首个"),
        ]
    );
}
