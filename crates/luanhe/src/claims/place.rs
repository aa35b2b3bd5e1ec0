//! Which place a figure speaks of.

use figures::Figure;

use super::claim::Checking;
use crate::base::RegionCode;
use crate::parties::regions;

/// The place in which the text says that it happened: 在天津注册落地16家. A place without such a word may be
/// a giver or a channel.
pub fn there<'t>(
    asked: &Checking<'_>,
    text: &'t str,
    figure: &Figure<'t>,
) -> Option<(&'t str, RegionCode)> {
    let name = figure.region?;
    let before = text.get(..figure.start)?;
    let at = before.rfind(name)?;
    let same_sentence = !before[at..].contains(['。', '；', '！', '\n']);
    let there = before[..at].ends_with(['在', '于']) && same_sentence;
    let code = regions().find(name, asked.as_of, None).ok().filter(|_| there)?.code;
    Some((name, code))
}

/// Where it may have happened: in the place that the text says or names, where it lies within the
/// programme; else at the helped place, and what has no rows there, at the helping one.
pub fn regions_meant(
    asked: &Checking<'_>,
    figure: &Figure<'_>,
    there: Option<RegionCode>,
) -> Vec<RegionCode> {
    let named = figure.region.and_then(|name| regions().find(name, asked.as_of, None).ok());
    let within = named.map(|found| found.code).filter(|code| asked.region.holds(code));
    match within.or(there.filter(|code| asked.helper.holds(code))) {
        Some(code) => vec![code],
        None => vec![asked.region.clone(), asked.helper.clone()],
    }
}
