//! The one door between the server and the synchronous core: a few readers, one writer, all work on
//! blocking threads, and a bound on everything that waits.

use std::sync::Mutex;
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};

use super::site::Open;
use crate::base::{Error, Result, say};
use crate::record::Ledger;

const READERS: usize = 8;
const WAIT: Duration = Duration::from_secs(30);

pub struct Door {
    readers: Ledgers,
    writer: Ledgers,
    /// Password hashes want 19 MiB and a core each; two at a time.
    hashes: Semaphore,
}

struct Ledgers {
    open: Open,
    idle: Mutex<Vec<Ledger>>,
    turns: Semaphore,
}

impl Ledgers {
    fn new(open: Open, turns: usize) -> Ledgers {
        Ledgers { open, idle: Mutex::new(Vec::new()), turns: Semaphore::new(turns) }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Ledger>> {
        // A poisoned list of idle ledgers is still a list of idle ledgers.
        self.idle.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    async fn with<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut Ledger) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let _turn = turn(&self.turns).await?;
        let (taken, open) = (self.idle().pop(), self.open.clone());
        let done = tokio::task::spawn_blocking(move || {
            let mut ledger = match taken {
                Some(ledger) => ledger,
                None => open()?,
            };
            let done = act(&mut ledger);
            // A connection that failed is not used again.
            let sound = !matches!(done, Err(Error::Busy(_) | Error::Broken(_)));
            Ok((done, sound.then_some(ledger)))
        });
        let (done, ledger) = done.await.map_err(|e| Error::broken("a request's thread", e))??;
        self.idle().extend(ledger);
        done
    }
}

async fn turn(turns: &Semaphore) -> Result<SemaphorePermit<'_>> {
    let busy = || {
        Error::Busy(say!(
            "系统正忙（排队超过30秒）；没有保存任何内容，请稍后再试",
            "the system is busy (waited 30 s); nothing was saved, please try again"
        ))
    };
    match tokio::time::timeout(WAIT, turns.acquire()).await {
        Ok(Ok(permit)) => Ok(permit),
        Ok(Err(_)) | Err(_) => Err(busy()),
    }
}

impl Door {
    pub fn new(open: &Open) -> Door {
        Door {
            readers: Ledgers::new(open.clone(), READERS),
            writer: Ledgers::new(open.clone(), 1),
            hashes: Semaphore::new(2),
        }
    }

    /// Reads on one of a few ledgers.
    pub async fn read<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut Ledger) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.readers.with(act).await
    }

    /// Writes on the one ledger that writes.
    pub async fn write<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut Ledger) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.writer.with(act).await
    }

    /// Hashes or checks a password.
    pub async fn hash<T: Send + 'static>(
        &self,
        act: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T> {
        let _turn = turn(&self.hashes).await?;
        let done = tokio::task::spawn_blocking(act).await;
        done.map_err(|e| Error::broken("a password's thread", e))
    }
}
