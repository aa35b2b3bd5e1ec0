//! Time and chance come in as arguments, so that tests and the demo repeat exactly.

use std::cell::Cell;

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use super::{Day, Error, Result};

/// Gives moments and row ids. A fixed clock gives the same ones in every run.
#[derive(Clone, Debug)]
pub struct Clock {
    /// Milliseconds of the fixed clock and the count of ids it has given; `None`: the machine's.
    fixed: Option<(Cell<i64>, Cell<u64>)>,
    last_ms: Cell<i64>,
    count: Cell<u64>,
    /// Drawn anew each millisecond.
    chance: Cell<[u8; 2]>,
}

impl Clock {
    pub fn machine() -> Clock {
        Clock { fixed: None, last_ms: Cell::new(0), count: Cell::new(0), chance: Cell::new([0; 2]) }
    }

    /// Starts at midnight of a day and moves on by a second each time it is asked.
    #[cfg(test)]
    pub fn fixed(day: Day) -> Clock {
        let ms = moment_ms(&format!("{day}T00:00:00+08:00"));
        Clock {
            fixed: Some((Cell::new(ms), Cell::new(0))),
            last_ms: Cell::new(0),
            count: Cell::new(0),
            chance: Cell::new([0; 2]),
        }
    }

    pub fn now_ms(&self) -> i64 {
        match &self.fixed {
            None => Timestamp::now().as_millisecond(),
            Some((ms, _)) => {
                ms.set(ms.get() + 1000);
                ms.get()
            }
        }
    }

    pub fn today(&self) -> Day {
        let ms = self.fixed.as_ref().map_or_else(|| self.now_ms(), |(ms, _)| ms.get());
        day_of(ms)
    }

    /// A new UUIDv7. Ids of one clock increase, so rows lie in the order in which they came.
    pub fn id(&self) -> Result<String> {
        let ms = match &self.fixed {
            Some((ms, count)) => {
                count.set(count.get() + 1);
                ms.get()
            }
            None => {
                let ms = self.last_ms.get().max(Timestamp::now().as_millisecond());
                if ms != self.last_ms.get() {
                    let mut chance = [0u8; 2];
                    getrandom::fill(&mut chance).map_err(|e| Error::broken("random source", e))?;
                    self.chance.set(chance);
                }
                ms
            }
        };
        // 74 free bits of a UUIDv7: a counter that restarts each millisecond keeps the order, the
        // last 16 bits keep two writers apart.
        self.count.set(if ms == self.last_ms.get() { self.count.get() + 1 } else { 0 });
        self.last_ms.set(ms);
        let counter = self.fixed.as_ref().map_or(self.count.get(), |(_, n)| n.get());
        let mut bytes = [0u8; 10];
        bytes[..8].copy_from_slice(&(counter << 6).to_be_bytes());
        bytes[8..].copy_from_slice(&self.chance.get());
        let ms = u64::try_from(ms).map_err(|e| Error::broken("a clock before 1970", e))?;
        Ok(uuid::Builder::from_unix_timestamp_millis(ms, &bytes).into_uuid().to_string())
    }
}

/// The civil day, zone +08:00, of a moment in milliseconds since 1970.
pub(super) fn day_of(ms: i64) -> Day {
    let zone = TimeZone::fixed(Offset::constant(8));
    let moment = Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH);
    let date = moment.to_zoned(zone).date();
    Day::new(date.year(), date.month(), date.day()).expect("a civil date")
}

pub(super) fn moment_ms(rfc3339: &str) -> i64 {
    rfc3339.parse::<Timestamp>().expect("a moment of our own").as_millisecond()
}

#[cfg(test)]
mod tests {
    use super::Clock;
    use crate::base::Day;

    #[test]
    fn ids_increase_and_a_fixed_clock_repeats_itself() {
        let ids = |clock: &Clock| (0..1000).map(|_| clock.id().unwrap()).collect::<Vec<_>>();
        let machine = ids(&Clock::machine());
        assert!(machine.windows(2).all(|w| w[0] < w[1]));
        let day = Day::new(2022, 2, 26).unwrap();
        assert_eq!(ids(&Clock::fixed(day)), ids(&Clock::fixed(day)));
        assert!(ids(&Clock::fixed(day)).windows(2).all(|w| w[0] < w[1]));
        assert_eq!(Clock::fixed(day).today(), day);
    }
}
