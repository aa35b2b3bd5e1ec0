//! The style sheet and the script, part of the binary. Their addresses carry their digest, so they
//! may be kept for ever.

use std::sync::OnceLock;

use crate::record::of_bytes;

struct Asset {
    name: &'static str,
    media: &'static str,
    text: &'static str,
}

static ASSETS: &[Asset] = &[
    Asset {
        name: "luanhe.css",
        media: "text/css; charset=utf-8",
        text: include_str!("../../assets/luanhe.css"),
    },
    Asset {
        name: "luanhe.js",
        media: "text/javascript; charset=utf-8",
        text: include_str!("../../assets/luanhe.js"),
    },
    Asset { name: "document.css", media: "text/css; charset=utf-8", text: crate::tell::CSS },
];

fn digests() -> &'static [String] {
    static DIGESTS: OnceLock<Vec<String>> = OnceLock::new();
    DIGESTS
        .get_or_init(|| ASSETS.iter().map(|a| of_bytes(a.text.as_bytes())[..16].into()).collect())
}

/// The address of an asset by its name.
pub fn path(name: &str) -> String {
    let at = ASSETS.iter().position(|a| a.name == name);
    at.map_or_else(String::new, |at| format!("/static/{}/{name}", digests()[at]))
}

/// Media type and text of an asset whose digest is the one asked for.
pub fn find(digest: &str, name: &str) -> Option<(&'static str, &'static str)> {
    let at = ASSETS.iter().position(|a| a.name == name)?;
    (digests()[at] == digest).then_some((ASSETS[at].media, ASSETS[at].text))
}
