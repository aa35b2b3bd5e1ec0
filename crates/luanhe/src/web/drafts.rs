//! Files that were uploaded and looked at, and not yet accepted. They are kept in memory for an hour;
//! after a restart a file is simply uploaded again.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::taking::Taking;

const KEPT: Duration = Duration::from_secs(3600);
/// All drafts together; the oldest go first.
const MOST_BYTES: usize = 256 << 20;

pub struct Draft {
    pub id: String,
    pub by: String,
    pub register: String,
    pub name: String,
    pub bytes: Vec<u8>,
    at: Instant,
    taking: Mutex<Option<Arc<Taking>>>,
}

impl Draft {
    /// The last time that it was taken in, or is being taken in.
    pub fn taking(&self) -> Option<Arc<Taking>> {
        self.taking.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes it in once more, unless that is under way.
    pub fn take(&self, start: impl FnOnce() -> Arc<Taking>) {
        let mut taking = self.taking.lock().unwrap_or_else(PoisonError::into_inner);
        let runs = taking.as_ref().is_some_and(|t| t.wait(Duration::ZERO).is_none());
        if !runs {
            *taking = Some(start());
        }
    }
}

#[derive(Default)]
pub struct Drafts(Mutex<Vec<Arc<Draft>>>);

impl Drafts {
    fn all(&self) -> std::sync::MutexGuard<'_, Vec<Arc<Draft>>> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|draft| draft.at.elapsed() < KEPT);
        all
    }

    pub fn add(&self, id: String, by: &str, register: &str, (name, bytes): (String, Vec<u8>)) {
        let mut all = self.all();
        let (by, register) = (by.to_string(), register.to_string());
        let (at, taking) = (Instant::now(), Mutex::new(None));
        all.push(Arc::new(Draft { id, by, register, name, bytes, at, taking }));
        while all.len() > 1 && all.iter().map(|d| d.bytes.len()).sum::<usize>() > MOST_BYTES {
            all.remove(0);
        }
    }

    /// A draft of the person who uploaded it, and of nobody else.
    pub fn find(&self, id: &str, by: &str) -> Option<Arc<Draft>> {
        self.all().iter().find(|d| d.id == id && d.by == by).cloned()
    }

    pub fn forget(&self, id: &str) {
        self.all().retain(|d| d.id != id);
    }
}
