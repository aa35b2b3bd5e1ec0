//! Screens households against rules that are data. Knows numbers, not what they mean.

/// The positions whose value is under the line, as a bit mask of 64 positions a word.
pub fn under(values: &[i64], line: i64) -> Vec<u64> {
    values
        .chunks(64)
        .map(|block| block.iter().enumerate().fold(0, |m, (i, v)| m | (u64::from(*v < line) << i)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::under;

    #[test]
    fn a_value_on_the_line_is_not_under_it() {
        assert_eq!(under(&[799_999, 800_000, -1], 800_000), vec![0b101]);
        assert_eq!(under(&[0; 65], 1), vec![u64::MAX, 1]);
    }
}
