//! Threads that take numbered tasks until there are none.

use std::sync::{
    Mutex,
    atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
};

use crate::faults::ScreenError;

/// Does tasks `0..tasks` on some threads, each with its own state, and hands the states to `end`.
/// Of several errors the one of the first task is returned, so that it does not depend on the threads.
pub(crate) fn share<S: Send>(
    threads: usize,
    tasks: usize,
    begin: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize) -> Result<(), ScreenError> + Sync,
    mut end: impl FnMut(S) -> Result<(), ScreenError>,
) -> Result<(), ScreenError> {
    let next = AtomicUsize::new(0);
    let stop = AtomicBool::new(false);
    let errors: Mutex<Vec<(usize, ScreenError)>> = Mutex::new(Vec::new());
    let states = std::thread::scope(|scope| {
        let run = || {
            let mut state = begin();
            while !stop.load(Relaxed) {
                let task = next.fetch_add(1, Relaxed);
                if task >= tasks {
                    break;
                }
                if let Err(error) = work(&mut state, task) {
                    stop.store(true, Relaxed);
                    errors.lock().expect("no thread panics while holding it").push((task, error));
                }
            }
            state
        };
        let count = threads.clamp(1, tasks.max(1));
        let handles: Vec<_> = (0..count).map(|_| scope.spawn(run)).collect();
        let join = |handle: std::thread::ScopedJoinHandle<'_, S>| match handle.join() {
            Ok(state) => state,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        handles.into_iter().map(join).collect::<Vec<S>>()
    });
    let mut errors = errors.into_inner().expect("all threads have ended");
    errors.sort_by_key(|(task, _)| *task);
    match errors.into_iter().next() {
        Some((_, error)) => Err(error),
        None => states.into_iter().try_for_each(&mut end),
    }
}
