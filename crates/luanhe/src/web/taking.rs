//! An upload on its way into the ledger: on a thread of its own, so that its sender can look how far it
//! is, and stop it; what was recorded until then is gone with its transaction.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::base::{Error, Result, say};
use crate::import::Outcome;

/// What came of it; shared, because a page may be asked for again.
pub type Done = Result<Arc<Outcome>, Arc<Error>>;

#[derive(Default)]
pub struct Taking {
    rows: AtomicUsize,
    stopped: AtomicBool,
    done: Mutex<Option<Done>>,
    ended: Condvar,
}

impl Taking {
    /// Starts the work, which tells each number of rows that are done.
    pub fn start(work: impl FnOnce(&Taking) -> Result<Outcome> + Send + 'static) -> Arc<Taking> {
        let taking = Arc::new(Taking::default());
        let own = taking.clone();
        std::thread::spawn(move || {
            let done = catch_unwind(AssertUnwindSafe(|| work(&own)));
            let stopped = |_| Err(Error::Broken("an import's thread stopped".to_string()));
            let done = done.unwrap_or_else(stopped).map(Arc::new).map_err(Arc::new);
            *own.done() = Some(done);
            own.ended.notify_all();
        });
        taking
    }

    fn done(&self) -> MutexGuard<'_, Option<Done>> {
        self.done.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// So many rows are done; an error where the work was stopped meanwhile.
    pub fn told(&self, rows: usize) -> Result<()> {
        self.rows.store(rows, Ordering::Relaxed);
        if self.stopped.load(Ordering::Relaxed) {
            return Err(Error::Conflict(say!(
                "导入已按您的要求停止，没有收下任何内容",
                "the import was stopped as you asked; nothing was recorded"
            )));
        }
        Ok(())
    }

    pub fn rows(&self) -> usize {
        self.rows.load(Ordering::Relaxed)
    }

    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    pub fn is_stopping(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// What came of it, where that is known before the time is over.
    pub fn wait(&self, at_most: Duration) -> Option<Done> {
        let running = |done: &mut Option<Done>| done.is_none();
        let waited = self.ended.wait_timeout_while(self.done(), at_most, running);
        waited.unwrap_or_else(PoisonError::into_inner).0.clone()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Taking;
    use crate::base::Error;

    #[test]
    fn a_stopped_taking_ends_with_a_conflict_and_a_panic_with_an_error_of_ours() {
        let (go, wait) = std::sync::mpsc::channel::<()>();
        let taking = Taking::start(move |taking| {
            wait.recv().unwrap();
            taking.told(7)?;
            unreachable!("it was stopped");
        });
        assert!(taking.wait(Duration::from_millis(5)).is_none(), "still running");
        taking.stop();
        go.send(()).unwrap();
        let done = taking.wait(Duration::from_secs(5)).expect("it ends");
        assert!(matches!(done.as_deref(), Err(error) if matches!(**error, Error::Conflict(_))));
        assert_eq!(taking.rows(), 7);
        let broken = Taking::start(|_| panic!("a test's own"));
        let done = broken.wait(Duration::from_secs(5)).expect("it ends");
        assert!(matches!(done.as_deref(), Err(error) if matches!(**error, Error::Broken(_))));
    }
}
