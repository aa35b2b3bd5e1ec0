//! The programmes, and the offices of both sides. Offices are public bodies; firms,
//! cooperatives and schools of the demo are made up, and named so.

use super::dice::Dice;
use super::line::Line;
use super::money::TIANJIN;
use super::places::PAIRS;

pub const PROGRAMME: &str = "tj-cd";
pub const CHENGDE_CITY: &str = "130800";

pub fn programmes() -> Vec<Line> {
    let day = |iso: &str| crate::base::Day::parse(iso).expect("a day of the demo");
    let both = |code: &str| {
        Line::of("programmes")
            .set("code", code)
            .set("helper_region", TIANJIN)
            .set("helped_region", CHENGDE_CITY)
    };
    vec![
        both(PROGRAMME)
            .set("name", "天津市对口帮扶承德市（演示）")
            .set("name_en", "Tianjin's assistance to Chengde (demo)")
            .set("kind", "扶贫协作")
            .set("from_day", day("2016-01-01"))
            .set("until_day", day("2021-12-31"))
            .set("basis", "2016年中央明确天津市对口帮扶河北省承德市"),
        both("tj-cd-xt")
            .set("name", "津承协同发展合作（演示）")
            .set("name_en", "Tianjin and Chengde, coordinated development (demo)")
            .set("kind", "协同合作")
            .set("from_day", day("2022-01-01"))
            .set("basis", "对口帮扶完成后建立的协同发展新机制")
            .set("follows", PROGRAMME),
        // Its pairings are quoted from newspapers; when it began is 待核.
        Line::of("programmes")
            .set("code", "bj-zcb")
            .set("helper_region", "110000")
            .set("helped_region", "130000")
            .set("name", "北京市对口帮扶张家口、承德、保定（公开报道摘录）")
            .set(
                "name_en",
                "Beijing's assistance to Zhangjiakou, Chengde and Baoding (from newspapers)",
            )
            .set("kind", "扶贫协作")
            .set("from_day", day("2016-01-01"))
            .set("basis", "公开报道，待核"),
    ]
}

pub const GIVING_OFFICE: &str = "天津市人民政府合作交流办公室";
const RECEIVING_OFFICE: &str = "承德市乡村振兴局";
pub const TEACHERS_BASE: &str = "天津师范大学教师培训基地";
pub const COLLEGE: &str = "承德应用技术职业学院";

pub fn organisation(name: &str, kind: &str, region: &str, duty: &str) -> Line {
    Line::of("organisations")
        .set("name", name)
        .set("kind", kind)
        .set("region", region)
        .set("duty", duty)
}

/// The offices of both sides.
pub fn offices() -> Vec<Line> {
    let mut lines = vec![
        organisation(GIVING_OFFICE, "党政机关", TIANJIN, "牵头单位")
            .set("aliases", "天津市合作交流办、市合作交流办"),
        organisation(RECEIVING_OFFICE, "党政机关", CHENGDE_CITY, "牵头单位")
            .set("aliases", "承德市扶贫办、市乡村振兴局"),
        organisation("承德市财政局", "党政机关", CHENGDE_CITY, "主管单位"),
    ];
    for pair in &PAIRS {
        let district = format!("天津市{}合作交流办公室", pair.district_name);
        let county = format!("{}乡村振兴局", pair.county_name);
        lines.push(
            organisation(&district, "党政机关", pair.district, "帮扶单位")
                .set("parent", GIVING_OFFICE),
        );
        lines.push(
            organisation(&county, "党政机关", pair.county, "受援单位")
                .set("aliases", format!("{}扶贫办", pair.county_name))
                .set("parent", RECEIVING_OFFICE),
        );
        for office in [
            "财政局",
            "农业农村局",
            "林业和草原局",
            "交通运输局",
            "教育和卫生健康局",
            "发展和改革局",
            "卫生健康局",
            "人力资源和社会保障局",
            "商务局",
        ] {
            let name = format!("{}{office}", pair.county_name);
            lines.push(organisation(&name, "党政机关", pair.county, "实施单位"));
        }
    }
    lines
}

pub const COOPERATIVE: &str = "种养专业合作社";

/// A firm or cooperative of a county, of three.
pub fn doer(county_name: &str, turn: usize, word: &str) -> String {
    format!("{county_name}演示{}{word}", ["甲", "乙", "丙"][turn])
}

/// Those who do the work and those who gain by it.
pub fn doers(dice: Dice) -> Vec<Line> {
    let mut lines = vec![
        organisation(COLLEGE, "学校", CHENGDE_CITY, "受援单位")
            .set("aliases", "承德职业技术学院、承德应职院"),
        organisation("河北省农林科学院承德分院", "事业单位", CHENGDE_CITY, "受援单位")
            .set("aliases", "农科院承德分院"),
        organisation(TEACHERS_BASE, "事业单位", TIANJIN, "帮扶单位"),
    ];
    for (at, pair) in PAIRS.iter().enumerate() {
        let parent = format!("{}农业农村局", pair.county_name);
        for (kind, word, first) in
            [("企业", "农业开发有限公司", "91"), ("农民专业合作社", COOPERATIVE, "93")]
        {
            for turn in 0..3 {
                let serial = at * 10 + turn;
                let name = doer(pair.county_name, turn, word);
                let founded = crate::base::Day::new(2012, 1, 1).expect("a day");
                lines.push(
                    organisation(&name, kind, pair.county, "实施单位")
                        .set("uscc", made_up_uscc(first, pair.county, serial))
                        .set("parent", parent.as_str())
                        .set("founded_on", founded.plus(dice.of(word).from(serial, 0, 2500))),
                );
            }
        }
    }
    lines
}

/// A code with right check characters whose body is 000000nn: none so low was given to anybody.
pub fn made_up_uscc(department: &str, region: &str, serial: usize) -> String {
    let body = format!("{:08}", serial + 1);
    const INNER: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.bytes().zip(INNER).map(|(b, w)| u32::from(b - b'0') * w).sum();
    let inner = char::from(b"0X987654321"[(sum % 11) as usize]);
    let first17 = format!("{department}{region}{body}{inner}");
    const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let mut weight = 1;
    let mut sum = 0;
    for byte in first17.bytes() {
        sum += weight * ALPHABET.iter().position(|a| *a == byte).expect("a sign of the code");
        weight = weight * 3 % 31;
    }
    format!("{first17}{}", char::from(ALPHABET[(31 - sum % 31) % 31]))
}
