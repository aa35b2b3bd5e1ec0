//! The strings of xls, which may be cut by the next record at any character and then go on in the
//! other width.

use super::ole::{u16_at, u32_at};

/// A record and its continuations, read as one.
pub(super) struct Segments<'a> {
    segments: Vec<&'a [u8]>,
    segment: usize,
    at: usize,
}

impl<'a> Segments<'a> {
    pub(super) fn new(segments: Vec<&'a [u8]>) -> Segments<'a> {
        Segments { segments, segment: 0, at: 0 }
    }

    /// What is left of the segment under way, which is not empty.
    fn rest(&mut self) -> Option<&'a [u8]> {
        loop {
            let rest = self.segments.get(self.segment)?.get(self.at..)?;
            if !rest.is_empty() {
                return Some(rest);
            }
            self.segment += 1;
            self.at = 0;
        }
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = self.rest()?[0];
        self.at += 1;
        Some(byte)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        let bytes = [self.byte()?, self.byte()?];
        u16_at(&bytes, 0)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        let bytes = [self.byte()?, self.byte()?, self.byte()?, self.byte()?];
        u32_at(&bytes, 0)
    }

    pub(super) fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            let step = count.min(self.rest()?.len());
            self.at += step;
            count -= step;
        }
        Some(())
    }

    /// A string with its length in two bytes before it.
    pub(super) fn string(&mut self, into: &mut String) -> Option<()> {
        let count = usize::from(self.u16()?);
        self.characters(count, into)
    }

    pub(super) fn characters(&mut self, count: usize, into: &mut String) -> Option<()> {
        let flags = self.byte()?;
        let runs = if flags & 8 == 0 { 0 } else { usize::from(self.u16()?) * 4 };
        let extra = if flags & 4 == 0 { 0 } else { self.u32()? as usize };
        let mut wide = flags & 1 != 0;
        let mut units: Vec<u16> = Vec::new();
        while units.len() < count {
            if self.segments.get(self.segment)?.len() == self.at && !units.is_empty() {
                // The continuation says anew how wide its characters are.
                wide = self.byte()? & 1 != 0;
            }
            let wanted = count - units.len();
            let rest = self.rest()?;
            let taken = if wide {
                let taken = wanted.min(rest.len() / 2);
                units.extend((0..taken).filter_map(|at| u16_at(rest, at * 2)));
                self.at += taken * 2;
                taken
            } else {
                let taken = wanted.min(rest.len());
                units.extend(rest[..taken].iter().map(|byte| u16::from(*byte)));
                self.at += taken;
                taken
            };
            if taken == 0 {
                return None;
            }
        }
        into.extend(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
        self.skip(runs)?;
        self.skip(extra)
    }
}
