//! The rules one by one, each as an official would write it.

use crate::{Decimal, Figure, Hint, Kind, Qualifier, numeral, read};

/// The first figure of a text.
fn first(text: &str) -> Figure<'_> {
    let found = read(text).into_iter().find(Figure::is_figure);
    found.unwrap_or_else(|| panic!("no figure in {text}"))
}

#[test]
fn numerals_read_as_they_are_said() {
    for (text, value) in [
        ("八", "8"),
        ("十二", "12"),
        ("三百二十", "320"),
        ("十二万三千", "123000"),
        ("一千零五", "1005"),
        ("一亿二千万", "120000000"),
        ("一万亿", "1000000000000"),
        ("三万五", "35000"),
        ("两千二", "2200"),
        ("3万5千", "35000"),
        ("1亿2000万", "120000000"),
        ("8万1200", "81200"),
        ("1.2千", "1200"),
        ("12.5万亿", "12500000000000"),
        ("三点一四", "3.14"),
        ("三点五万", "35000"),
        ("二〇二一", "2021"),
        ("壹佰贰拾叁万", "1230000"),
        ("1,234,567.80", "1234567.8"),
        ("１６．５２", "16.52"),
        ("兩萬", "20000"),
    ] {
        assert_eq!(numeral(text).map(|v| v.to_string()).as_deref(), Some(value), "{text}");
    }
    for text in ["", "几十", "三四百", "百", "1234567890123456789", "一个", "12,34"] {
        assert_eq!(numeral(text), None, "{text}");
    }
}

#[test]
fn a_figure_admits_what_its_print_and_its_qualifier_leave_open() {
    for (text, interval) in [
        ("投入16.52亿元", "[1651500000, 1652500000]"),
        ("项目415个", "[415, 415]"),
        ("带动3.7万余人", "[37000, 38000)"),
        ("带动20多户", "[20, 30)"),
        ("投入30余万元", "[300000, 400000)"),
        ("约231亿元", "[23000000000, 23200000000]"),
        ("约200万元", "[1800000, 2200000]"),
        ("近百户", "[90, 100)"),
        ("近40万人", "[360000, 400000)"),
        ("不足1万元", "[0, 10000)"),
        ("超过40万人", "(400000, ∞)"),
        ("至少600人", "[600, ∞)"),
        ("25万亩以上", "[250000, ∞)"),
        ("6%以下", "[0, 6]"),
        ("不超过5个", "[0, 5]"),
        ("数十名", "[20, 100)"),
        ("十几户", "[11, 20)"),
        ("三四百公里", "[299.5, 400.5]"),
        ("5—8万元", "[45000, 85000]"),
        ("占34%", "[33.5, 34.5]"),
        ("占30.136%", "[30.1355, 30.1365]"),
        ("上万名茶农", "[10000, ∞)"),
        ("5‰", "[0.45, 0.55]"),
        ("增长-3.2%", "[-3.25, -3.15]"),
    ] {
        assert_eq!(first(text).interval.to_string(), interval, "{text}");
    }
}

#[test]
fn units_go_to_their_base_and_say_what_one_of_them_is() {
    for (text, value, unit, basis) in [
        ("投资600万元", "6000000", "元", "元"),
        ("每亩租金800元/亩", "800", "元/亩", "元"),
        ("引进人才12名", "12", "名", "人"),
        ("499所(次)学校", "499", "所次", "所次"),
        ("499所（次）学校", "499", "所次", "所次"),
        ("千分之五", "0.5", "%", "%"),
        ("三十五个百分点", "35", "百分点", "百分点"),
        ("翻两番", "4", "倍", "倍"),
        ("帮助12万贫困人口", "120000", "人", "人"),
        ("12个乡镇卫生院", "12", "个", "所"),
        ("装机3万千瓦", "30000", "千瓦", "千瓦"),
        ("1.2万千米", "12000", "公里", "公里"),
        ("七八成群众", "70", "%", "%"),
        ("同比增长-3.2%", "-3.2", "%", "%"),
        ("同比增长−3.2%", "-3.2", "%", "%"),
    ] {
        let figure = first(text);
        let read = (figure.value.to_string(), figure.base_unit(), figure.basis);
        assert_eq!(read, (value.to_string(), unit.to_string(), basis), "{text}");
    }
}

#[test]
fn periods_are_read_and_left_relative_where_the_text_is() {
    for (text, period) in [
        ("自2016年中央明确帮扶任务以来，投入3亿元", "2016.."),
        ("结对帮扶工作开展以来，投入3亿元", "start.."),
        ("2016年至2020年，投入3亿元", "2016..2020"),
        ("二〇二一年投入3亿元", "2021"),
        ("2021年3月5日拨付3亿元", "2021-03-05"),
        ("截至2022年8月底，投入3亿元", "@2022-08"),
        ("“十四五”期间投入3亿元", "2021..2025"),
        ("投入3亿元（2018—2020年）", "2018..2020"),
        ("今年以来，投入3亿元", "Y"),
        ("去年上半年，投入3亿元", "Y-1H1"),
        ("2021年，与2019年相比，多投入3亿元", "2021"),
        ("2018年起，每年投入3亿元", "2018.."),
    ] {
        let read = first(text).period.map(|p| p.to_string());
        assert_eq!(read.as_deref(), Some(period), "{text}");
    }
    assert_eq!(first("投入3亿元").period, None);
}

#[test]
fn names_dates_and_codes_are_no_figures() {
    for (text, kind) in [
        ("“百万只肉羊基地”", Kind::Name),
        ("7Fresh", Kind::Name),
        ("“1+4”框架协议", Kind::Name),
        ("三保障", Kind::Name),
        ("B2B2C社区购", Kind::Name),
        ("《“十四五”规划》", Kind::Name),
        ("2021年", Kind::Date),
        ("8:30", Kind::Date),
        ("第三批", Kind::Ordinal),
        ("二期工程", Kind::Ordinal),
        ("〔2022〕3号", Kind::DocumentNumber),
        ("0314-2086655", Kind::Other),
    ] {
        let found = read(text);
        assert_eq!(found.first().map(|f| f.kind), Some(kind), "{text}: {found:?}");
        assert!(found.iter().all(|f| !f.is_figure()), "{text}");
    }
    for text in [
        "统一部署，十分重要",
        "一批品牌项目，一个目标",
        "百姓点赞",
        "数字经济",
        "三亚、九江",
        "三级诊疗",
    ] {
        assert!(read(text).is_empty(), "{text}: {:?}", read(text));
    }
}

#[test]
fn a_list_shares_its_measure() {
    let found = read("累计带动贫困人口1.4万户、3.7万余人增收，投入2亿元");
    assert_eq!(found[0].measure, "累计带动贫困人口");
    assert_eq!((found[1].measure, found[1].list), (found[0].measure, found[0].list));
    assert_ne!(found[2].list, found[0].list);
    assert!(found[1].hints.has(Hint::Cumulative) && !found[2].hints.has(Hint::Cumulative));
    assert_eq!(found[1].object, "增收");
}

#[test]
fn a_half_width_comma_ends_a_clause_too() {
    let found = read("工作队12个,驻村干部53人,投入1,200元");
    assert_eq!((found[0].basis, found[1].measure, found[2].measure), ("个", "驻村干部", "投入"));
    assert_eq!(found[2].value, Decimal::whole(1200));
}

#[test]
fn a_figure_says_what_it_is_in_one_sentence() {
    let figure = first("约231亿元");
    assert_eq!(figure.why(), "读作23100000000元，带“约”，真值应在[23000000000, 23200000000]之内。");
    assert_eq!(
        figure.why_en(),
        "Read as 23100000000 元, about; the true value lies in [23000000000, 23200000000]."
    );
    assert_eq!(figure.qualifier, Qualifier::About);
    assert_eq!(read("7Fresh")[0].why(), "与字母连写，是名称或代号。");
}

#[test]
fn a_region_stays_text() {
    assert_eq!(first("临江区向青屏县投入3亿元").region, Some("青屏县"));
    assert_eq!(first("天津市投入3亿元").region, Some("天津市"));
    assert_eq!(first("全县投入3亿元").region, None);
}

#[test]
fn decimals_are_exact() {
    let d = |m, s| Decimal::new(m, s);
    assert_eq!(d(1650, 2), d(165, 1));
    assert_eq!(d(268, 2).plus(d(711, 2)), Some(d(979, 2)));
    assert_eq!(d(673, 2).times(d(100, 0)).and_then(|v| v.over(d(1652, 2), 2)), Some(d(4074, 2)));
    assert_eq!(d(-5, 1).to_string(), "-0.5");
    assert!(d(1, 30) < d(i128::MAX, 0) && d(i128::MIN + 1, 0) < d(1, 30));
    assert_eq!(d(i128::MAX, 0).plus(d(1, 0)), None);
}

#[test]
fn a_number_takes_no_more_memory_than_the_documents_say() {
    assert!(size_of::<Figure<'_>>() <= 352, "{}", size_of::<Figure<'_>>());
}
