//! The canonical bytes of a row and of an entry, and their SM3 digests. Their form is fixed for
//! good in docs/decisions/0004-canonical-bytes.md, with test vectors.

use sm3::{Digest, Sm3};

use super::Value;
use super::seal::hex;

/// SM3 over named values: for each that is not null, in the order of their names, the name, a
/// zero byte, a type letter, and the value (8 bytes big-endian, or its length in 4 and its bytes).
/// Null adds nothing, so a column that comes later leaves old digests as they are.
pub struct RowDigest {
    bytes: Vec<u8>,
}

impl RowDigest {
    /// `head` says which row of what is meant, so that equal content elsewhere differs.
    pub fn new(head: &[&str]) -> RowDigest {
        // As long as most rows are.
        let mut bytes = Vec::with_capacity(384);
        for part in head {
            bytes.extend_from_slice(part.as_bytes());
            bytes.push(0);
        }
        RowDigest { bytes }
    }

    pub fn add(&mut self, name: &str, value: &Value) {
        let (letter, bytes): (u8, &[u8]) = match value {
            Value::Null => return,
            Value::Int(i) => (b'i', &i.to_be_bytes()),
            Value::Real(x) => (b'r', &x.to_be_bytes()),
            Value::Text(text) => (b't', text.as_bytes()),
            Value::Bytes(bytes) => (b'b', bytes),
        };
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.extend([0, letter]);
        if matches!(letter, b't' | b'b') {
            let length = u32::try_from(bytes.len()).expect("a cell is far below 4 GiB");
            self.bytes.extend(length.to_be_bytes());
        }
        self.bytes.extend_from_slice(bytes);
    }

    pub fn finish(self) -> [u8; 32] {
        Sm3::digest(&self.bytes).into()
    }
}

/// SM3 over digests in the order given.
pub fn over<'a>(digests: impl IntoIterator<Item = &'a [u8; 32]>) -> [u8; 32] {
    let mut hash = Sm3::new();
    for digest in digests {
        hash.update(digest);
    }
    hash.finalize().into()
}

/// The link of the chain: SM3(previous hash ‖ header ‖ digest), fields of the header ended by zero bytes.
pub fn link(previous: &str, header: &[&str], digest: &str) -> String {
    let mut hash = Sm3::new();
    hash.update(previous.as_bytes());
    for part in header {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.update(digest.as_bytes());
    hex(&hash.finalize())
}

pub fn of_bytes(bytes: &[u8]) -> String {
    hex(&Sm3::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::{RowDigest, link, of_bytes};
    use crate::record::{Value, seal::hex};

    /// GB/T 32905-2016, example 1.
    #[test]
    fn sm3_is_the_standards() {
        assert_eq!(
            of_bytes(b"abc"),
            "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
        );
    }

    /// The same bytes written out by hand: 66756e647300 7000 / 6100 69 … and hashed by `of_bytes`.
    #[test]
    fn canonical_bytes_are_the_decisions() {
        let mut row = RowDigest::new(&["funds", "p"]);
        row.add("a", &Value::Int(258));
        row.add("b", &Value::Null);
        row.add("c", &Value::Text("平泉".into()));
        let by_hand = [
            b"funds\0p\0".as_slice(),
            b"a\0i\x00\x00\x00\x00\x00\x00\x01\x02",
            b"c\0t\x00\x00\x00\x06",
            "平泉".as_bytes(),
        ]
        .concat();
        assert_eq!(hex(&row.finish()), of_bytes(&by_hand));
        assert_eq!(link("00", &["1", "x"], "ff"), of_bytes(b"001\0x\0ff"));
    }
}
