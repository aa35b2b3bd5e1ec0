//! Programs sign in with each call (HTTP Basic). A pair that was right is remembered for some
//! minutes by its digest, so that not every call costs a password hash.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::{HeaderMap, header};

use super::{App, sign_in, users};
use crate::base::{Error, Result, say};
use crate::record::of_bytes;

const REMEMBERED: Duration = Duration::from_secs(300);
const MOST: usize = 1000;

/// Digests of pairs that were right, and when.
#[derive(Default)]
pub struct Remembered(Mutex<HashMap<String, Instant>>);

impl Remembered {
    fn pairs(&self) -> std::sync::MutexGuard<'_, HashMap<String, Instant>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn knows(&self, digest: &str) -> bool {
        self.pairs().get(digest).is_some_and(|at| at.elapsed() < REMEMBERED)
    }

    fn add(&self, digest: String) {
        let mut pairs = self.pairs();
        if pairs.len() >= MOST {
            pairs.retain(|_, at| at.elapsed() < REMEMBERED);
        }
        if pairs.len() < MOST {
            pairs.insert(digest, Instant::now());
        }
    }
}

/// Name and password of an `Authorization: Basic` header.
pub fn credentials(headers: &HeaderMap) -> Option<(String, String)> {
    let header = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let pair = String::from_utf8(decoded(header.strip_prefix("Basic ")?.trim())?).ok()?;
    pair.split_once(':').map(|(name, password)| (name.to_string(), password.to_string()))
}

/// Checks a pair; one that is wrong counts against its name and address.
pub async fn check(
    app: &Arc<App>,
    address: &str,
    (name, password): (String, String),
) -> Result<users::User> {
    let asked = name.clone();
    let found = app.door.read(move |ledger| {
        let today = ledger.clock.today();
        Ok((users::user(ledger, &asked)?, today))
    });
    let (found, today) = found.await?;
    // The hash is part of the digest: a changed password is not remembered.
    let hash = found.as_ref().map_or("", |(_, hash)| hash);
    let digest = of_bytes(format!("{name}\n{password}\n{hash}").as_bytes());
    if !app.remembered.knows(&digest) {
        let right = sign_in::right(app, address, &name, password, found.as_ref()).await?;
        if !right {
            return Err(wrong());
        }
        app.remembered.add(digest);
    }
    let (user, _) = found.ok_or_else(wrong)?;
    user.in_time(today)?;
    Ok(user)
}

fn wrong() -> Error {
    Error::Refused(say!("用户名或口令不对", "the name or the password is wrong"))
}

/// Base64 with its usual alphabet.
fn decoded(text: &str) -> Option<Vec<u8>> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bits, mut held, mut out) = (0u32, 0u32, Vec::new());
    for byte in text.trim_end_matches('=').bytes() {
        let digit = ALPHABET.iter().position(|a| *a == byte)?;
        bits = (bits << 6) | u32::try_from(digit).ok()?;
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push(u8::try_from((bits >> held) & 0xff).ok()?);
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn base64_is_read() {
        assert_eq!(decoded("bGl1OuWPo+S7pA=="), Some("liu:口令".as_bytes().to_vec()));
        assert_eq!(decoded("*"), None);
    }
}
