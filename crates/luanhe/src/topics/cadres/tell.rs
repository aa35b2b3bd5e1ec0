//! The chapter on cadres and specialists: person-times and persons side by side.

use super::measure;
use crate::base::{Result, Unit, say};
use crate::tell::{Chapter, Scale, Span, Teller, sentence};

pub fn chapter(teller: &mut Teller<'_>) -> Result<Chapter> {
    let sent = teller.figure(&measure::SENT, Span::Since)?;
    let people = teller.figure(&measure::SENT_PEOPLE, Span::Since)?;
    let in_post = teller.figure(&measure::IN_POST, Span::Year)?;
    let hosted = teller.figure(&measure::HOSTED, Span::Since)?;
    let trained = teller.figure(&measure::TRAINED, Span::Since)?;
    let days = teller.figure(&measure::TRAINED_DAYS, Span::Since)?;
    let this_year = teller.figure(&measure::TRAINED, Span::Year)?;
    let title = say!("选派帮扶干部人才（分类别）", "Cadres and specialists sent, by category");
    let categories = teller.bar_chart(title, &measure::SENT, "category", Span::Since)?;
    let amount = || say!("参训人次", "person-times");
    let bases = teller.share_table(
        say!("培训基地", "Bases of training"),
        [say!("培训基地", "base"), amount()],
        (&trained, &measure::TRAINED),
        ("base", Span::Since),
        Scale::of(Unit::PersonTimes),
    )?;
    Ok(Chapter::new(say!("干部人才", "Cadres and specialists"))
        .paragraph([
            sentence!(
                "累计选派帮扶干部人才{sent}，即{people}；年末在任{in_post}。",
                "Cadres and specialists were sent {sent}, who are {people}; {in_post} were in post at the end of the year.",
                sent = &sent,
                people = &people,
                in_post = &in_post,
            ),
            sentence!(
                "受援方赴支援方挂职跟岗{hosted}。",
                "The helped side sent {hosted} to learn at the helping side.",
                hosted = &hosted,
            ),
        ])
        .chart(categories)
        .paragraph([sentence!(
            "累计培训{trained}、{days}，其中本年度{year}。",
            "Trainings had {trained} and {days}, of them {year} this year.",
            trained = &trained,
            days = &days,
            year = &this_year,
        )])
        .table(bases))
}
