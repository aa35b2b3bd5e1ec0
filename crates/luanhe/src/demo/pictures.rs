//! Pictures of building sites that are drawn, not taken: sky, hills, and the word 演示 on a board. They
//! carry a day and a place as a telephone writes them, so that evidence can be looked at.

use std::io::{Cursor, Write};

use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};
use flate2::{Compression, Crc, write::ZlibEncoder};

use super::dice::Dice;
use crate::base::{Day, Error, Result};

const WIDTH: u32 = 288;
const HEIGHT: u32 = 192;
/// Where the board with the word stands, and how large a dot of it is.
const BOARD: (u32, u32) = (72, 96);
const DOT: u32 = 3;

/// 演示, a line of 48 dots each.
const WORD: [u64; 24] = [
    0x0000_0000_0000,
    0x0007_0000_0000,
    0x1c07_0000_0000,
    0x3fff_fe1f_fff8,
    0x1fff_fe1f_fff8,
    0x05c0_0e0f_fff0,
    0x01c0_0e00_0000,
    0x01ff_fe00_0000,
    0x207f_f800_0000,
    0x7807_007f_fffe,
    0x7c07_007f_fffe,
    0x38ff_fc7f_fffe,
    0x08ff_fc00_3c00,
    0x00e7_1c00_3c00,
    0x00ff_fc0e_3c60,
    0x0cff_fc0e_3cf0,
    0x0ee7_1c0e_3c70,
    0x1ee7_1c1e_3c78,
    0x1cff_fc3c_3c3c,
    0x1cff_fc3c_3c3c,
    0x3838_6078_3c1c,
    0x3878_f870_3c1e,
    0x7bf0_3c01_fc08,
    0x11c0_1c01_f800,
];

/// Counties of Chengde with a place near their seat, in hundredths of a degree north and east.
const SEATS: &[(&str, u32, u32)] = &[
    ("130802", 4097, 11794),
    ("130803", 4096, 11780),
    ("130804", 4055, 11766),
    ("130821", 4077, 11817),
    ("130822", 4042, 11750),
    ("130824", 4094, 11733),
    ("130825", 4131, 11774),
    ("130826", 4121, 11665),
    ("130827", 4061, 11849),
    ("130828", 4194, 11776),
    ("130881", 4102, 11870),
];

/// A picture as a PNG with EXIF. The same number, county and day give the same bytes.
pub fn picture(number: usize, county: &str, taken: Day) -> Result<Vec<u8>> {
    let failed = |e: &dyn std::fmt::Display| Error::broken("draw a demo picture", e);
    let dice = Dice::new(number as u64).of("pictures");
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    for y in 0..HEIGHT {
        packed.write_all(&[0]).map_err(|e| failed(&e))?;
        for x in 0..WIDTH {
            packed.write_all(&colour(dice, x, y)).map_err(|e| failed(&e))?;
        }
    }
    let body = packed.finish().map_err(|e| failed(&e))?;
    let mut head = Vec::new();
    head.extend(WIDTH.to_be_bytes());
    head.extend(HEIGHT.to_be_bytes());
    // Eight bits, red, green and blue, no interlacing.
    head.extend([8, 2, 0, 0, 0]);
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut png, *b"IHDR", &head);
    chunk(&mut png, *b"eXIf", &exif(dice, county, taken).map_err(|e| failed(&e))?);
    chunk(&mut png, *b"IDAT", &body);
    chunk(&mut png, *b"IEND", &[]);
    Ok(png)
}

fn chunk(png: &mut Vec<u8>, name: [u8; 4], body: &[u8]) {
    png.extend(u32::try_from(body.len()).expect("a small picture").to_be_bytes());
    let mut sum = Crc::new();
    sum.update(&name);
    sum.update(body);
    png.extend(name);
    png.extend(body);
    png.extend(sum.sum().to_be_bytes());
}

fn colour(dice: Dice, x: u32, y: u32) -> [u8; 3] {
    let (left, top) = BOARD;
    let (in_x, in_y) = (x.wrapping_sub(left) / DOT, y.wrapping_sub(top) / DOT);
    if x >= left && in_x < 48 && y >= top && in_y < 24 {
        let dot = WORD[in_y as usize] >> (47 - in_x) & 1 == 1;
        return if dot { [176, 32, 40] } else { [250, 246, 236] };
    }
    // Two ranges of hills, each of straight slopes between summits that the dice set.
    let hill = |range: usize, base: u32| {
        let (step, at) = (x / 48, x % 48);
        let summit = |n: u32| base - dice.below(range * 100 + n as usize, 40) as u32;
        (summit(step) * (48 - at) + summit(step + 1) * at) / 48
    };
    if y > hill(2, 165) {
        [96, 128, 72]
    } else if y > hill(1, 110) {
        [120, 148, 132]
    } else {
        let light = u8::try_from(y / 3).expect("below 64");
        [150 + light, 186 + light, 224]
    }
}

fn exif(dice: Dice, county: &str, taken: Day) -> Result<Vec<u8>, exif::Error> {
    let (_, north, east) = SEATS.iter().find(|(code, ..)| county.starts_with(code)).map_or(
        // A county of another prefecture: the prefecture's seat.
        SEATS[0],
        |seat| *seat,
    );
    let hour = 8 + dice.below(1, 9);
    let minute = dice.below(2, 60);
    let at = format!("{} {hour:02}:{minute:02}:00", taken.to_string().replace('-', ":"));
    let degrees = |hundredths: u32, place: usize| {
        let seconds = hundredths % 100 * 36 + dice.below(place, 60) as u32;
        let parts = [(hundredths / 100, 1), (seconds / 60, 1), (seconds % 60, 1)];
        Value::Rational(parts.map(|(num, denom)| Rational { num, denom }).to_vec())
    };
    let words = |word: &str| Value::Ascii(vec![word.as_bytes().to_vec()]);
    let fields = [
        (Tag::DateTimeOriginal, words(&at)),
        (Tag::GPSLatitudeRef, words("N")),
        (Tag::GPSLatitude, degrees(north, 3)),
        (Tag::GPSLongitudeRef, words("E")),
        (Tag::GPSLongitude, degrees(east, 4)),
    ];
    let fields = fields.map(|(tag, value)| Field { tag, ifd_num: In::PRIMARY, value });
    let mut writer = Writer::new();
    fields.iter().for_each(|field| writer.push_field(field));
    let mut out = Cursor::new(Vec::new());
    writer.write(&mut out, false)?;
    Ok(out.into_inner())
}
