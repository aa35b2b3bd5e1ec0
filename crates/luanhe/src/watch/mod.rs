//! Watch rules (预警规则), the limits they rest on, and what they find. Knows no rule by name; a rule
//! never changes data, and a finding is closed by a clearance with a name and a reason.

mod calls;
mod clearance;
mod finding;
mod limit;
mod mark;
mod rule;
mod screen;

pub use clearance::CLEARANCES;
pub use finding::{Finding, Which, derived, limits_used};
pub use limit::{Limit, in_force};
pub use rule::{Level, Rule, RuleBook};
pub use screen::SCREENED;
