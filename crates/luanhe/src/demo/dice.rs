//! Chance that repeats: a number is a function of the seed, a name and a place, so that nothing
//! depends on the order in which rows are made.

/// A stream of numbers, any of which can be asked for by its place.
#[derive(Clone, Copy, Debug)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(mix(seed))
    }

    /// A stream of its own for each name.
    pub fn of(self, name: &str) -> Dice {
        Dice(name.bytes().fold(self.0, |state, byte| mix(state ^ u64::from(byte))))
    }

    /// SplitMix64 at a place (Steele, Lea, Flood 2014).
    pub fn at(self, place: usize) -> u64 {
        mix(self.0.wrapping_add((place as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15)))
    }

    /// A number from 0 to one less than `bound`.
    pub fn below(self, place: usize, bound: usize) -> usize {
        (self.at(place) % bound.max(1) as u64) as usize
    }

    /// A number from `least` to `most`, both included.
    pub fn from(self, place: usize, least: i32, most: i32) -> i32 {
        let width = usize::try_from(most - least + 1).expect("least is not above most");
        least + i32::try_from(self.below(place, width)).expect("a width of i32")
    }

    pub fn one_in(self, place: usize, count: usize) -> bool {
        self.below(place, count) == 0
    }

    pub fn pick<T: Copy>(self, place: usize, among: &[T]) -> T {
        among[self.below(place, among.len())]
    }
}

fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// Parts of a whole in proportion to weights, each a multiple of `step` but for the heaviest, which
/// takes what is left: the parts add up to the whole exactly.
pub fn share(whole: i64, weights: &[i64], step: i64) -> Vec<i64> {
    let sum: i64 = weights.iter().sum();
    let part = |weight: &i64| whole * weight / sum / step * step;
    let mut parts: Vec<i64> = weights.iter().map(part).collect();
    let left = whole - parts.iter().sum::<i64>();
    let heaviest = (0..weights.len()).max_by_key(|at| weights[*at]);
    if let Some(at) = heaviest {
        parts[at] += left;
    }
    parts
}
