//! Random numbers that are counted, not drawn from a state: Philox 4×32-10 (Salmon, Moraes, Dror
//! & Shaw 2011). Number k of stream (seed, stream, replicate) is the same in every process and
//! thread, whatever else was drawn.

pub struct Stream {
    key: [u32; 2],
    counter: [u32; 4],
    block: [u32; 4],
    used: usize,
}

impl Stream {
    pub fn new(seed: u64, stream: u32, replicate: u32) -> Stream {
        let key = [seed as u32, (seed >> 32) as u32];
        Stream { key, counter: [0, 0, replicate, stream], block: [0; 4], used: 4 }
    }

    pub fn word(&mut self) -> u32 {
        if self.used == 4 {
            self.block = philox(self.counter, self.key);
            let (low, carry) = self.counter[0].overflowing_add(1);
            self.counter[0] = low;
            self.counter[1] = self.counter[1].wrapping_add(u32::from(carry));
            self.used = 0;
        }
        self.used += 1;
        self.block[self.used - 1]
    }

    /// Uniform in (0, 1), 53 bits.
    pub fn unit(&mut self) -> f64 {
        let bits = (u64::from(self.word()) << 21) ^ u64::from(self.word() >> 11);
        (bits as f64 + 0.5) / (1u64 << 53) as f64
    }

    /// Uniform among 0 … n−1, without bias (Lemire 2019).
    pub fn below(&mut self, n: u32) -> u32 {
        loop {
            let wide = u64::from(self.word()) * u64::from(n);
            // The division is needed only for the few words that may be biased.
            if wide as u32 >= n || wide as u32 >= n.wrapping_neg() % n {
                return (wide >> 32) as u32;
            }
        }
    }

    /// −1 or 1.
    pub fn sign(&mut self) -> f64 {
        if self.word() & 1 == 0 { -1.0 } else { 1.0 }
    }

    /// Standard normal (Box & Muller 1958).
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * self.unit().ln()).sqrt();
        radius * (std::f64::consts::TAU * self.unit()).cos()
    }

    /// Gamma with shape `a` > 0 and scale 1 (Marsaglia & Tsang 2000).
    pub fn gamma(&mut self, a: f64) -> f64 {
        if a < 1.0 {
            let boost = self.unit().powf(1.0 / a);
            return self.gamma(a + 1.0) * boost;
        }
        let d = a - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let v = (1.0 + c * x).powi(3);
            if v > 0.0 && self.unit().ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                return d * v;
            }
        }
    }

    /// Weights on the simplex around `centre`; the larger `kappa`, the closer.
    pub fn dirichlet(&mut self, centre: &[f64], kappa: f64) -> Vec<f64> {
        let draws: Vec<f64> =
            centre.iter().map(|c| if *c > 0.0 { self.gamma(kappa * c) } else { 0.0 }).collect();
        let total = crate::sums::sum(&draws);
        if total == 0.0 { centre.to_vec() } else { draws.iter().map(|d| d / total).collect() }
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i as u32 + 1) as usize);
        }
    }
}

fn philox(mut counter: [u32; 4], mut key: [u32; 2]) -> [u32; 4] {
    for round in 0..10 {
        if round > 0 {
            key = [key[0].wrapping_add(0x9E37_79B9), key[1].wrapping_add(0xBB67_AE85)];
        }
        let a = u64::from(counter[0]) * 0xD251_1F53;
        let b = u64::from(counter[2]) * 0xCD9E_8D57;
        counter = [
            (b >> 32) as u32 ^ counter[1] ^ key[0],
            b as u32,
            (a >> 32) as u32 ^ counter[3] ^ key[1],
            a as u32,
        ];
    }
    counter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn philox_gives_the_authors_known_answers() {
        let answer = [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8];
        assert_eq!(philox([0; 4], [0; 2]), answer);
        let answer = [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd];
        assert_eq!(philox([u32::MAX; 4], [u32::MAX; 2]), answer);
    }

    #[test]
    fn gamma_has_the_mean_and_variance_of_its_shape() {
        let mut stream = Stream::new(1, 0, 0);
        let draws: Vec<f64> = (0..20_000).map(|_| stream.gamma(2.5)).collect();
        assert!((crate::sums::mean(&draws) - 2.5).abs() < 0.05);
        assert!((crate::sums::variance(&draws, 1) - 2.5).abs() < 0.12);
    }
}
