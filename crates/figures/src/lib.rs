//! Reads the figures of Chinese prose: numerals, units, qualifiers. Knows no ledger.

/// The value of a Chinese numeral such as 三百二十 or 十二万, or `None` where the characters make none.
/// 〇 and 零 hold a place; 两 is 2; 万 and 亿 close the section before them.
pub fn numeral(text: &str) -> Option<u64> {
    let (mut total, mut section, mut digit) = (0u64, 0u64, None::<u64>);
    for c in text.chars() {
        match (value(c)?, c) {
            (0, _) => digit = None,
            (v @ 1..=9, _) if digit.is_none() => digit = Some(v),
            (v @ (10 | 100 | 1000), _) => section += digit.take().unwrap_or(1).checked_mul(v)?,
            (v @ 10_000.., _) => {
                let closed = total.checked_add(section.checked_add(digit.take().unwrap_or(0))?)?;
                (total, section) = (closed.max(1).checked_mul(v)?, 0);
            }
            _ => return None,
        }
    }
    total.checked_add(section.checked_add(digit.unwrap_or(0))?).filter(|_| !text.is_empty())
}

fn value(c: char) -> Option<u64> {
    Some(match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::numeral;

    #[test]
    fn numerals_read_as_they_are_said() {
        for (text, value) in [
            ("八", 8),
            ("十二", 12),
            ("三百二十", 320),
            ("十二万三千", 123_000),
            ("一千零五", 1005),
        ] {
            assert_eq!(numeral(text), Some(value), "{text}");
        }
        assert_eq!(numeral(""), None);
        assert_eq!(numeral("几十"), None);
    }
}
