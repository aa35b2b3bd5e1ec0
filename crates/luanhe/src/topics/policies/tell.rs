//! The chapter on documents of policy.

use super::measure;
use crate::base::{Result, say};
use crate::tell::{Chapter, Span, Teller, sentence};

pub fn chapter(teller: &mut Teller<'_>) -> Result<Chapter> {
    let in_force = teller.figure(&measure::IN_FORCE, Span::Year)?;
    let issued = teller.figure(&measure::ISSUED, Span::Year)?;
    Ok(Chapter::new(say!("政策依据", "Documents of policy")).paragraph([sentence!(
        "文件库中年末有效的政策文件{in_force}，本年度发布{issued}。",
        "Documents in force at the end of the year: {in_force}; issued this year: {issued}.",
        in_force = &in_force,
        issued = &issued,
    )]))
}
