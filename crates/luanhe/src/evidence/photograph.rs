//! What a photograph says of itself: the day and the place, from its EXIF.

use std::io::Cursor;

use exif::{DateTime, Exif, In, Reader, Tag, Value};

use crate::base::Day;

/// Day and place of a photograph, as far as it has them.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Taken {
    pub on: Option<Day>,
    /// Latitude and longitude in degrees, north and east positive: `40.95238, 117.75230`.
    pub at: Option<String>,
}

/// Nothing where the file is no photograph, or is silent, or is damaged: evidence is evidence still.
pub fn taken(bytes: &[u8]) -> Taken {
    let read = Reader::new().continue_on_error(true).read_from_container(&mut Cursor::new(bytes));
    match read.or_else(|e| e.distill_partial_result(|_| {})) {
        Ok(exif) => Taken { on: day(&exif), at: place(&exif) },
        Err(_) => Taken::default(),
    }
}

fn day(exif: &Exif) -> Option<Day> {
    [Tag::DateTimeOriginal, Tag::DateTimeDigitized, Tag::DateTime].into_iter().find_map(|tag| {
        let Value::Ascii(lines) = &exif.get_field(tag, In::PRIMARY)?.value else { return None };
        let at = DateTime::from_ascii(lines.first()?).ok()?;
        Day::new(i16::try_from(at.year).ok()?, at.month.try_into().ok()?, at.day.try_into().ok()?)
    })
}

fn place(exif: &Exif) -> Option<String> {
    let north = degrees(exif, Tag::GPSLatitude, Tag::GPSLatitudeRef, b'S', 90.0)?;
    let east = degrees(exif, Tag::GPSLongitude, Tag::GPSLongitudeRef, b'W', 180.0)?;
    // A receiver without a fix writes zeros, a place in the sea off Africa.
    (north != 0.0 || east != 0.0).then(|| format!("{north:.5}, {east:.5}"))
}

fn degrees(exif: &Exif, tag: Tag, side: Tag, minus: u8, most: f64) -> Option<f64> {
    let Value::Rational(parts) = &exif.get_field(tag, In::PRIMARY)?.value else { return None };
    let [degrees, minutes, seconds] = parts.as_slice() else { return None };
    let sum = degrees.to_f64() + minutes.to_f64() / 60.0 + seconds.to_f64() / 3600.0;
    let Value::Ascii(side) = &exif.get_field(side, In::PRIMARY)?.value else { return None };
    let signed = if side.first()?.first() == Some(&minus) { -sum } else { sum };
    // A denominator of zero gives no finite number.
    (signed.is_finite() && signed.abs() <= most).then_some(signed)
}
