//! What takes long to work out and changes only with the ledger: kept for as long as that stands.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::base::Result;

/// No more than this is kept of one kind.
const MOST: usize = 2_000;

type Slot<T> = Arc<Mutex<Option<Arc<T>>>>;

/// Values by what was asked, all of one state of the ledger.
pub struct Kept<T>(Mutex<(String, HashMap<String, Slot<T>>)>);

impl<T> Default for Kept<T> {
    fn default() -> Kept<T> {
        Kept(Mutex::new((String::new(), HashMap::new())))
    }
}

impl<T> Kept<T> {
    /// The kept value, or a new one; who asks for what another is working out waits for it.
    pub fn get(
        &self,
        state: &str,
        asked: String,
        make: impl FnOnce() -> Result<T>,
    ) -> Result<Arc<T>> {
        let slot = self.slot(state, asked);
        let mut slot = held(&slot);
        if let Some(value) = &*slot {
            return Ok(value.clone());
        }
        let value = Arc::new(make()?);
        *slot = Some(value.clone());
        Ok(value)
    }

    fn slot(&self, state: &str, asked: String) -> Slot<T> {
        let mut kept = held(&self.0);
        if kept.0 != state || kept.1.len() >= MOST {
            *kept = (state.to_string(), HashMap::new());
        }
        kept.1.entry(asked).or_insert_with(|| Arc::new(Mutex::new(None))).clone()
    }
}

/// A value is put there whole or not at all, so that a panic beside it leaves nothing half-done.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::Kept;

    #[test]
    fn a_value_is_kept_until_the_ledger_changes() {
        let kept = Kept::default();
        let mut made = 0;
        let mut get = |state: &str, asked: &str| {
            *kept
                .get(state, asked.to_string(), || {
                    made += 1;
                    Ok(made)
                })
                .unwrap()
        };
        let got = [("1", "a"), ("1", "a"), ("1", "b"), ("2", "a"), ("2", "a"), ("1", "a")];
        assert_eq!(got.map(|(state, asked)| get(state, asked)), [1, 1, 2, 3, 3, 4]);
        // What failed is tried again.
        let failed = kept.get("3", "a".into(), || Err(crate::base::Error::Broken("no".into())));
        assert!(failed.is_err());
        assert_eq!(*kept.get("3", "a".into(), || Ok(9)).unwrap(), 9);
    }
}
