//! What a file is, told by its first bytes and never by its name alone.

/// Media type, and the endings of names that go with it.
const KNOWN: &[(&str, &[&str])] = &[
    ("image/jpeg", &["jpg", "jpeg"]),
    ("image/png", &["png"]),
    ("image/webp", &["webp"]),
    ("image/heic", &["heic", "heif"]),
    ("application/pdf", &["pdf"]),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", &["docx"]),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &["xlsx"]),
    ("application/ofd", &["ofd"]),
    ("application/zip", &["zip"]),
    ("application/msword", &["doc"]),
    ("application/vnd.ms-excel", &["xls"]),
    ("video/mp4", &["mp4", "mov"]),
    ("text/plain", &["txt", "csv"]),
];

/// What a file is; `None` where it is nothing that proves a row, a program or a web page among them.
pub fn media(name: &str, bytes: &[u8]) -> Option<&'static str> {
    let ending = name.rsplit('.').next().unwrap_or("").to_lowercase();
    let named = |among: &[&str]| {
        let known = KNOWN.iter().find(|(_, endings)| endings.contains(&ending.as_str()))?;
        among.iter().any(|a| known.0.ends_with(a)).then_some(known.0)
    };
    let brand = bytes.get(4..12).unwrap_or(b"");
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', ..] => Some("image/png"),
        [b'R', b'I', b'F', b'F', ..] if bytes.get(8..12) == Some(b"WEBP") => Some("image/webp"),
        [b'%', b'P', b'D', b'F', ..] => Some("application/pdf"),
        _ if brand.starts_with(b"ftyphei") || brand.starts_with(b"ftypmif1") => Some("image/heic"),
        _ if brand.starts_with(b"ftyp") => Some("video/mp4"),
        [b'P', b'K', 3, 4, ..] => named(&["document", "sheet", "ofd", "zip"]),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => named(&["msword", "ms-excel"]),
        _ if bytes.contains(&0) || bytes.trim_ascii_start().starts_with(b"<") => None,
        _ => named(&["plain"]),
    }
}

/// The media type of a stored file as one of ours, to be sent with it.
pub fn known(media: &str) -> &'static str {
    let found = KNOWN.iter().find(|(known, _)| *known == media);
    found.map_or("application/octet-stream", |(known, _)| known)
}

/// Pictures that every browser shows, and that run nothing.
pub fn is_picture(media: &str) -> bool {
    matches!(media, "image/jpeg" | "image/png" | "image/webp")
}

/// The endings that are taken, for a message.
pub fn endings() -> String {
    KNOWN.iter().flat_map(|(_, endings)| *endings).copied().collect::<Vec<_>>().join(" ")
}
