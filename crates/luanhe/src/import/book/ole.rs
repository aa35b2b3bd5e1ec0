//! The compound file (OLE) in which xls, and every Office file with a password, is kept: a small
//! file system of sector chains. No chain is followed for longer than the file has sectors.

const END: u32 = 0xFFFF_FFFA;

pub(super) const MAGIC: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

pub(super) struct Ole<'a> {
    bytes: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini: Vec<u8>,
    streams: Vec<Stream>,
}

struct Stream {
    name: String,
    start: u32,
    length: usize,
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

pub(super) fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(bytes.get(at..at.checked_add(8)?)?.try_into().ok()?))
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).map(|w| u32::from_le_bytes([w[0], w[1], w[2], w[3]]))
}

impl<'a> Ole<'a> {
    /// `None` where the file is cut short or its chains lead nowhere.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Ole<'a>> {
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut ole =
            Ole { bytes, sector, fat: vec![], mini_fat: vec![], mini: vec![], streams: vec![] };
        let mut tables: Vec<u32> = words(bytes.get(76..512)?).collect();
        let mut next = u32_at(bytes, 68)?;
        let most = bytes.len() / sector + 1;
        for _ in 0..most {
            if next >= END {
                break;
            }
            let more = ole.sector(next)?;
            tables.extend(words(&more[..sector - 4]));
            next = u32_at(more, sector - 4)?;
        }
        for at in tables.into_iter().filter(|at| *at < END).take(most) {
            ole.fat.extend(words(ole.sector(at)?));
        }
        let folder = ole.chain(u32_at(bytes, 48)?, usize::MAX)?;
        for entry in folder.chunks_exact(128) {
            let length = usize::from(u16_at(entry, 64)?.clamp(2, 64)) - 2;
            let name: Vec<u16> =
                entry[..length].chunks_exact(2).map(|c| u16::from_le_bytes([c[0], c[1]])).collect();
            ole.streams.push(Stream {
                name: String::from_utf16_lossy(&name),
                start: u32_at(entry, 116)?,
                length: u32_at(entry, 120)? as usize,
            });
        }
        let (start, length) = ole.streams.first().map(|root| (root.start, root.length))?;
        if u32_at(bytes, 64)? > 0 {
            ole.mini = ole.chain(start, length)?;
            ole.mini_fat = words(&ole.chain(u32_at(bytes, 60)?, usize::MAX)?).collect();
        }
        Some(ole)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.streams.iter().any(|s| s.name.eq_ignore_ascii_case(name))
    }

    pub(super) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let stream = self.streams.iter().find(|s| s.name.eq_ignore_ascii_case(name))?;
        if stream.length >= 4096 {
            return self.chain(stream.start, stream.length);
        }
        let mut found = Vec::new();
        let mut at = stream.start;
        while at < END && found.len() < stream.length {
            let from = (at as usize).checked_mul(64)?;
            // The last mini sector may be cut off with the mini stream.
            let to = self.mini.len().min(from + 64);
            found.extend_from_slice(self.mini.get(from..to)?);
            if found.len() > self.mini.len() {
                return None;
            }
            at = *self.mini_fat.get(at as usize)?;
        }
        found.truncate(stream.length);
        Some(found)
    }

    fn sector(&self, at: u32) -> Option<&'a [u8]> {
        let from = (at as usize).checked_add(1)?.checked_mul(self.sector)?;
        self.bytes.get(from..from + self.sector)
    }

    fn chain(&self, mut at: u32, length: usize) -> Option<Vec<u8>> {
        let mut found = Vec::new();
        while at < END && found.len() < length {
            match self.sector(at) {
                Some(sector) => found.extend_from_slice(sector),
                // Some writers leave the last sector short.
                None => {
                    let from = (at as usize).checked_add(1)?.checked_mul(self.sector)?;
                    found.extend_from_slice(self.bytes.get(from..)?);
                }
            }
            // A chain longer than the file runs in a ring.
            if found.len() > self.bytes.len() {
                return None;
            }
            at = *self.fat.get(at as usize)?;
        }
        found.truncate(length);
        Some(found)
    }
}
