//! The chapter on tasks.

use super::measure;
use crate::base::{Result, say};
use crate::tell::{Chapter, Span, Teller, sentence};

pub fn chapter(teller: &mut Teller<'_>) -> Result<Chapter> {
    let due = teller.figure(&measure::DUE, Span::Year)?;
    let finished = teller.figure(&measure::FINISHED, Span::Year)?;
    let carried = teller.figure(&measure::CARRIED, Span::Year)?;
    Ok(Chapter::new(say!("任务落实", "Tasks")).paragraph([sentence!(
        "本年度到期任务{due}，完成{finished}，转下期{carried}。",
        "Tasks due this year: {due}; finished: {finished}; carried over: {carried}.",
        due = &due,
        finished = &finished,
        carried = &carried,
    )]))
}
