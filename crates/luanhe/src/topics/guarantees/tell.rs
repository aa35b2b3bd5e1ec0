//! The chapter on the three guarantees.

use super::measure;
use crate::base::{Result, say};
use crate::tell::{Chapter, Span, Teller, sentence};

pub fn chapter(teller: &mut Teller<'_>) -> Result<Chapter> {
    let schools = teller.figure(&measure::SCHOOLS_HELPED, Span::Since)?;
    let distinct_schools = teller.figure(&measure::DISTINCT_SCHOOLS, Span::Since)?;
    let clinics = teller.figure(&measure::CLINICS_HELPED, Span::Since)?;
    let distinct_clinics = teller.figure(&measure::DISTINCT_CLINICS, Span::Since)?;
    let checked = teller.figure(&measure::HOUSEHOLDS_CHECKED, Span::Year)?;
    let houses = teller.figure(&measure::UNSAFE_HOUSE_HOUSEHOLDS, Span::Year)?;
    let school = teller.figure(&measure::OUT_OF_SCHOOL_HOUSEHOLDS, Span::Year)?;
    let uninsured = teller.figure(&measure::UNINSURED_HOUSEHOLDS, Span::Year)?;
    let water = teller.figure(&measure::UNSAFE_WATER_HOUSEHOLDS, Span::Year)?;
    let title = say!("学校、幼儿园受助所次（分内容）", "Schools helped, by what was done");
    let works = teller.bar_chart(title, &measure::SCHOOLS_HELPED, "work", Span::Since)?;
    Ok(Chapter::new(say!("三保障和饮水", "The three guarantees and water"))
        .paragraph([
            sentence!(
                "累计帮助学校、幼儿园{schools}，涉及{distinct_schools}。",
                "Schools and kindergartens were helped {schools}; they are {distinct_schools}.",
                schools = &schools,
                distinct_schools = &distinct_schools,
            ),
            sentence!(
                "累计改造升级乡镇卫生院、村卫生室{clinics}，涉及{distinct_clinics}。",
                "Township and village clinics were improved {clinics}; they are {distinct_clinics}.",
                clinics = &clinics,
                distinct_clinics = &distinct_clinics,
            ),
        ])
        .paragraph([sentence!(
            "本年度入户核查{checked}：住房为C级、D级{houses}，有辍学{school}，有人未参保{uninsured}，饮水不达标{water}。",
            "This year {checked} were checked: {houses} in houses of grade C or D, {school} with a child out of school, {uninsured} with someone uninsured, {water} with water below standard.",
            checked = &checked,
            houses = &houses,
            school = &school,
            uninsured = &uninsured,
            water = &water,
        )])
        .chart(works))
}
