//! Sensitive values: sealed with SM4-GCM, found again by a keyed SM3 digest, masked when shown.
//! The keys live in a file of their own, never in the database: no key, no start.

use std::path::Path;

use aes_gcm::aead::Aead;
use aes_gcm::aead::consts::U12;
use aes_gcm::{AesGcm, KeyInit};
use hmac::{Hmac, Mac};
use sm3::Sm3;
use sm4::Sm4;

use super::Kind;
use crate::base::{Error, Result, file, say};

type Cipher = AesGcm<Sm4, U12>;

pub struct Keys {
    cipher: Cipher,
    lookup: Hmac<Sm3>,
}

impl Keys {
    /// The keys of a file with 64 hexadecimal digits: 16 bytes for SM4, 16 for the lookup digest.
    pub fn read(path: &Path) -> Result<Keys> {
        let name = path.display();
        let bytes = file::read(path, 1024).map_err(|_| {
            Error::Missing(say!(
                "找不到密钥文件 {name}；没有密钥不能打开数据库，请从保管处恢复",
                "no key file {name}; the database does not open without it: restore it from safe keeping"
            ))
        })?;
        let key: Option<Vec<u8>> =
            std::str::from_utf8(&bytes).ok().and_then(|t| from_hex(t.trim()));
        match key {
            Some(key) if key.len() == 32 => Ok(Keys::of(&key)),
            _ => Err(Error::Refused(say!(
                "密钥文件 {name} 不是 64 位十六进制数",
                "the key file {name} is not 64 hexadecimal digits"
            ))),
        }
    }

    /// Writes a new key file from 32 random bytes, readable by its owner only.
    pub fn create(path: &Path, random: &[u8; 32]) -> Result<Keys> {
        file::write(path, format!("{}\n", hex(random)).as_bytes())?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let owner_only = std::fs::Permissions::from_mode(0o600);
            std::fs::set_permissions(path, owner_only)
                .map_err(|e| Error::broken("permissions of the key file", e))?;
        }
        Ok(Keys::of(random))
    }

    /// # Panics
    /// Where `key` is shorter than 32 bytes.
    pub fn of(key: &[u8]) -> Keys {
        Keys {
            cipher: Cipher::new_from_slice(&key[..16]).expect("SM4 takes 16 bytes"),
            lookup: Hmac::<Sm3>::new_from_slice(&key[16..32]).expect("HMAC takes any length"),
        }
    }

    /// The digest by which an equal value of the same kind is found: 32 hexadecimal digits.
    pub fn lookup(&self, kind: Kind, plain: &str) -> String {
        hex(&self.digest(kind, plain)[..16])
    }

    fn digest(&self, kind: Kind, plain: &str) -> [u8; 32] {
        let mut mac = self.lookup.clone();
        mac.update(tag(kind).as_bytes());
        mac.update(plain.as_bytes());
        mac.finalize().into_bytes().into()
    }

    /// Nonce and ciphertext as hexadecimal. The nonce is drawn from the keyed digest of the value,
    /// so equal values seal alike: their equality shows in the lookup column anyhow, two different
    /// values never share a nonce but by a collision of 96 bits, and the demo repeats exactly.
    pub fn seal(&self, kind: Kind, plain: &str) -> String {
        let digest = self.digest(kind, plain);
        let nonce: [u8; 12] = digest[16..28].try_into().expect("12 of 32 bytes");
        let sealed = self.cipher.encrypt(&nonce.into(), plain.as_bytes());
        hex(&[&nonce[..], &sealed.expect("a short text can be sealed")].concat())
    }

    pub fn open(&self, sealed: &str) -> Result<String> {
        let wrong = || Error::Broken("a sealed value does not open with this key".to_string());
        let bytes = from_hex(sealed).filter(|b| b.len() > 12).ok_or_else(wrong)?;
        let nonce: [u8; 12] = bytes[..12].try_into().expect("12 bytes");
        let plain = self.cipher.decrypt(&nonce.into(), &bytes[12..]).map_err(|_| wrong())?;
        String::from_utf8(plain).map_err(|_| wrong())
    }

    /// Shows whether these keys are those that the database was made with.
    pub fn fingerprint(&self) -> String {
        self.lookup(Kind::Text, "luanhe")
    }
}

/// What may be shown of a sensitive value: 130828********001X, 138****1234, ****3456.
pub fn masked(kind: Kind, plain: &str) -> String {
    let chars: Vec<char> = plain.chars().collect();
    let (head, tail) = match kind {
        Kind::IdNumber => (6, 4),
        Kind::Phone => (3, 4),
        _ => (0, 4),
    };
    if chars.len() <= head + tail {
        return "****".to_string();
    }
    let stars = "*".repeat(chars.len() - head - tail);
    let part = |range: &[char]| range.iter().collect::<String>();
    format!("{}{stars}{}", part(&chars[..head]), part(&chars[chars.len() - tail..]))
}

fn tag(kind: Kind) -> &'static str {
    match kind {
        Kind::IdNumber => "id",
        Kind::Phone => "phone",
        Kind::Bank => "bank",
        _ => "text",
    }
}

pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        out.push(char::from(DIGITS[usize::from(byte >> 4)]));
        out.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    out
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let nibble = |b: u8| char::from(b).to_digit(16).and_then(|n| u8::try_from(n).ok());
    let bytes = text.as_bytes();
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    bytes.chunks(2).map(|pair| Some(nibble(pair[0])? << 4 | nibble(pair[1])?)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Keys, from_hex, hex, masked};
    use crate::record::Kind;

    #[test]
    fn a_sealed_value_opens_with_its_key_and_with_no_other() {
        let keys = Keys::of(&[7; 32]);
        let sealed = keys.seal(Kind::IdNumber, "13082819650312001X");
        assert_eq!(keys.open(&sealed).unwrap(), "13082819650312001X");
        assert!(!sealed.contains("1308"));
        assert!(Keys::of(&[8; 32]).open(&sealed).is_err());
        let mut broken = sealed.into_bytes();
        broken[30] ^= 1;
        assert!(keys.open(std::str::from_utf8(&broken).unwrap()).is_err());
        assert_ne!(keys.lookup(Kind::Phone, "1"), keys.lookup(Kind::Bank, "1"));
    }

    #[test]
    fn masks_keep_what_recognition_needs() {
        assert_eq!(masked(Kind::IdNumber, "13082819650312001X"), "130828********001X");
        assert_eq!(masked(Kind::Phone, "13812341234"), "138****1234");
        assert_eq!(masked(Kind::Bank, "6228480012345678"), "************5678");
        assert_eq!(masked(Kind::Phone, "110"), "****");
    }

    #[test]
    fn hexadecimal_goes_both_ways() {
        assert_eq!(hex(&[0, 255, 16]), "00ff10");
        assert_eq!(from_hex("00ff10"), Some(vec![0, 255, 16]));
        assert_eq!(from_hex("0g"), None);
        assert_eq!(from_hex("0"), None);
    }
}
