//! How lists, forms, rows and tables look: drawn from FIELDS, for any topic. No HTTP here, and no
//! topic by name.

mod adjusting;
mod asked;
mod export;
mod form;
mod kept;
mod layout;
mod list;
mod markdown;
mod measured;
mod pack;
mod params;
mod persons;
mod proposal;
mod read;
mod referring;
mod row;
mod rows;
mod say;

pub use adjusting::{Posting, adjusting, no_reason};
pub use asked::{after, is_filter, query};
pub use export::{Export, object};
pub use form::{FormAsked, Purpose, filled, form};
pub use kept::Kept;
pub use layout::{Frame, Verb, drawn, layout, row_path};
pub use list::{ListAsked, list, listed, places};
pub use markdown::html as markdown;
pub use measured::{Defaults, asked, card, part_label, question, rows_url, splits};
pub use pack::MOST_PACKED;
pub use params::{Params, part};
pub use proposal::proposal;
pub use read::{Typed, checked, typed};
pub use row::{Beside, Progress, Seen, act, row, seen};
pub use rows::{asked_day, each_row};
pub use say::{Say, moment};
