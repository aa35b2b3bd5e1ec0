//! A text about the demo programme agrees with it in each figure; no altered copy does.

use serde_json::Value as Json;

use crate::base::{Base, file};

/// What the text says, and the same beyond its rounding, in another unit, or of another year.
const FIGURES: &[(&str, &[&str])] = &[
    ("16.52亿元", &["16.53亿元", "16.51亿元", "16.52万元", "165.2亿元"]),
    ("415个", &["416个", "41.5万个"]),
    ("382人次", &["383人次", "382人"]),
    ("41家，", &["42家，", "14家，"]),
    ("41家企业", &["40家企业", "410家企业"]),
    ("2.68亿元", &["2.67亿元", "2.69亿元", "2.68万元"]),
    ("7.11亿元", &["7.12亿元", "71.1亿元"]),
    ("10个", &["11个"]),
    ("499所(次)", &["498所(次)", "499所"]),
    ("577所(次)", &["578所(次)"]),
    ("5亿元", &["5.1亿元", "5万元"]),
    ("5365.95万元", &["5365.96万元", "5412.31万元"]),
    ("4万只", &["4.1万只", "40万只"]),
    ("1850万株", &["1851万株", "1850株"]),
    ("9373万元", &["9374万元", "9373亿元"]),
    ("554.46万元", &["554.47万元"]),
    ("5个方面", &["6个方面"]),
    ("29项", &["28项", "30项"]),
    ("231亿元", &["241亿元", "231万元"]),
    ("5家单位", &["6家单位"]),
    ("16家企业", &["15家企业"]),
    ("58.24亿元", &["58.25亿元", "58.24万元"]),
    ("600万元", &["601万元", "600亿元"]),
    ("2021年，", &["2020年，"]),
];

const TEXT: &str = "自2016年以来，累计投入市、区、乡镇三级财政援助资金16.52亿元，实施帮扶项目415个；选派帮扶干部人才382人次；引进产业合作企业41家，成效明显。\
    其间投入财政援助资金2.68亿元，用于住房、教育、医疗“三保障”。\
    投入财政援助资金7.11亿元，支持当地产业发展。着力培育龙头企业，引导41家企业落地承德投资。\
    帮助10个集中安置区建设水、电等配套设施。\
    累计帮助499所(次)学校、幼儿园改善教学条件，改造升级乡(镇)卫生院、村卫生室577所(次)。\
    通过天津渠道销售扶贫产品5亿元。\
    2021年承销“承德山水”，实现消费帮扶5365.95万元。\
    2021年，肉羊出栏4万只，水培蔬菜年产1850万株；约翰迪尔、狮桥租赁等企业融资租赁物资9373万元；投入产业补贴资金554.46万元。\
    2021年引导华勘局投资600万元设立数据应用研究院和高分卫星数据中心。\
    2021年天津与京东集团在5个方面达成29项合作意向，总投资金额约231亿元。\
    2021年，中国电建集团等5家单位分别在天津注册落地16家企业，涉及资金58.24亿元。";

pub fn hold(base: &Base) {
    let found = checked(base, TEXT);
    assert!(found.iter().all(|(_, verdict)| verdict == "agrees"), "{found:?}");
    let stated = FIGURES.len() - 1;
    assert_eq!(found.len(), stated, "{found:?}");
    // What happened outside the helped region is neither agreed to nor contradicted.
    let elsewhere = checked(base, "2021年，在上海注册落地16家企业。");
    assert!(elsewhere.iter().all(|(_, verdict)| verdict == "no_record"), "{elsewhere:?}");
    for (figure, others) in FIGURES {
        for other in *others {
            let found = checked(base, &TEXT.replacen(figure, other, 1));
            let agree = found.iter().filter(|(_, verdict)| verdict == "agrees").count();
            assert!(agree < stated, "{other} for {figure}: {found:?}");
            let wrong = found.iter().any(|(_, verdict)| verdict == "contradicted");
            assert!(wrong, "{other} for {figure}: {found:?}");
        }
    }
}

/// The figures of a text with their verdicts.
fn checked(base: &Base, text: &str) -> Vec<(String, String)> {
    let path = file(base, "text.txt", text);
    let answer = base.json(&["tell", "check", &path, "--as-of", "2021-12-31"]);
    let word = |claim: &Json, key: &str| claim[key].as_str().unwrap_or("").to_string();
    let claims = answer.as_array().expect("claims").iter();
    let pairs = claims.map(|claim| (word(claim, "text"), word(claim, "verdict")));
    pairs.filter(|(_, v)| v != "not_a_figure" && v != "evaluative").collect()
}
