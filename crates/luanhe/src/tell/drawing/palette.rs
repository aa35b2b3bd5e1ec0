//! Colours that colour-blind readers and black-and-white printers can tell apart.

/// Red, green, blue, each in eight bits: 0xRRGGBB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Color(pub u32);

pub const INK: Color = Color(0x1f2a33);
pub const MUTED: Color = Color(0x5b6670);
pub const LINE: Color = Color(0xd5dade);
pub const PAPER: Color = Color(0xffffff);

/// Series colours. Neighbours differ in lightness as well as in hue, so that a stack still reads
/// when printed without colour.
pub const SERIES: [Color; 6] = [
    Color(0x1b4f72),
    Color(0xe0a13a),
    Color(0x3f7f8f),
    Color(0xc8d6dc),
    Color(0x8c3b2a),
    Color(0xa9bf8f),
];

/// From light to dark in one hue, for the classes of a map.
const RAMP: [Color; 6] = [
    Color(0xd5e6eb),
    Color(0xafcfd8),
    Color(0x7fb0c0),
    Color(0x44839d),
    Color(0x255d82),
    Color(0x153f60),
];

/// What lies below a neutral value, from light to dark, beside the ramp's blue above it.
pub const AMBER: [Color; 5] =
    [Color(0xf6ead0), Color(0xf0d59f), Color(0xe6bb68), Color(0xd39a35), Color(0xa97416)];

impl Color {
    pub fn hex(self) -> String {
        format!("#{:06x}", self.0)
    }

    fn channel(self, shift: u32) -> f64 {
        f64::from((self.0 >> shift) & 0xff) / 255.0
    }

    /// Relative luminance (WCAG 2), 0 black to 1 white.
    pub fn luminance(self) -> f64 {
        let linear = |c: f64| {
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.channel(16))
            + 0.7152 * linear(self.channel(8))
            + 0.0722 * linear(self.channel(0))
    }

    /// The ink that reads on it.
    pub fn ink(self) -> Color {
        if self.luminance() > 0.25 { INK } else { PAPER }
    }
}

/// `classes` colours from light to dark, at most six.
pub fn ramp(classes: usize) -> Vec<Color> {
    let last = RAMP.len() - 1;
    (0..classes)
        .map(|class| if classes < 2 { RAMP[3] } else { RAMP[class * last / (classes - 1)] })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{AMBER, Color, RAMP, SERIES};

    fn contrast(a: Color, b: Color) -> f64 {
        let (a, b) = (a.luminance(), b.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn neighbours_differ_in_lightness() {
        for pair in SERIES.windows(2) {
            assert!(contrast(pair[0], pair[1]) > 1.5, "{pair:?}");
        }
        for pair in RAMP.windows(2) {
            assert!(contrast(pair[0], pair[1]) > 1.25, "{pair:?}");
        }
    }

    #[test]
    fn labels_on_a_colour_can_be_read() {
        for color in SERIES.iter().chain(&RAMP).chain(&AMBER) {
            assert!(contrast(*color, color.ink()) > 4.0, "{color:?}");
        }
    }
}
