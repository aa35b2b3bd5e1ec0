//! What follows from the rows: kept up within each writing transaction, dropped and made anew at will.

use super::engine::Engine;
use super::recorded::Recorded;
use super::{Catalog, Register};
use crate::base::Result;

/// A change of one row: what stood before and what stands now.
pub struct Moved {
    pub old: Option<Recorded>,
    pub new: Option<Recorded>,
}

/// One derived state on its way through one act.
pub trait Follower {
    /// Is told of each change of its register, some thousands at a time.
    fn follow(&mut self, engine: &mut Engine, moved: &[Moved]) -> Result<()>;

    /// Writes what it still holds.
    fn finish(&mut self, engine: &mut Engine) -> Result<()>;
}

type Follow = Box<dyn Fn() -> Box<dyn Follower> + Send + Sync>;

/// A derived state that is kept up within each writing transaction, and can be dropped and rebuilt.
pub struct Derived {
    /// `funds.arrived`; no two are called the same.
    pub name: &'static str,
    /// The register whose rows it follows, and how; none where rows do not make it by themselves.
    pub follows: Option<(&'static Register, Follow)>,
    /// How it is made: where this differs from how it was made, it is made anew on opening.
    pub made_by: String,
    pub schema: &'static str,
    /// Empties its own part of its tables; `$1` is its name.
    pub clear: &'static [&'static str],
}

/// All derived state on its way through one act.
pub(super) struct Followers(Vec<(&'static Register, Box<dyn Follower>)>);

impl Followers {
    pub fn of(catalog: &Catalog) -> Followers {
        Followers::only(catalog.derived.iter())
    }

    pub fn only<'d>(derived: impl IntoIterator<Item = &'d Derived>) -> Followers {
        let follows = derived.into_iter().filter_map(|derived| derived.follows.as_ref());
        Followers(follows.map(|(register, follow)| (*register, follow())).collect())
    }

    pub fn follow(
        &mut self,
        engine: &mut Engine,
        register: &'static Register,
        moved: &[Moved],
    ) -> Result<()> {
        let concerned = self.0.iter_mut().filter(|(own, _)| std::ptr::eq(*own, register));
        concerned.into_iter().try_for_each(|(_, follower)| follower.follow(engine, moved))
    }

    pub fn finish(mut self, engine: &mut Engine) -> Result<()> {
        self.0.iter_mut().try_for_each(|(_, follower)| follower.finish(engine))
    }
}
