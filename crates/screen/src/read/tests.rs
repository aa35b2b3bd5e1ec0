use super::{FaultKind, Kind, from_text};

#[test]
fn cells_of_text_are_read_exactly() {
    let read = |text: &str, kind| from_text(text.as_bytes(), kind);
    assert_eq!(read("123.45", Kind::Amount(100)), Ok(12_345));
    assert_eq!(read("-0.05", Kind::Amount(100)), Ok(-5));
    assert_eq!(read("7", Kind::Amount(100)), Ok(700));
    assert_eq!(read("7.50", Kind::Amount(100)), Ok(750));
    assert_eq!(read("7.505", Kind::Amount(100)), Err(FaultKind::NotANumber));
    assert_eq!(read("7.5", Kind::Amount(1)), Err(FaultKind::NotANumber));
    assert_eq!(read("1e5", Kind::Amount(1)), Err(FaultKind::NotANumber));
    assert_eq!(read("99999999999999999", Kind::Amount(100)), Err(FaultKind::NotANumber));
    assert_eq!(read(" ", Kind::Amount(1)), Err(FaultKind::MissingValue));
    assert_eq!(read("2025-02-28", Kind::Day), Ok(20250228));
    assert_eq!(read("20250229", Kind::Day), Err(FaultKind::NotANumber));
    assert_eq!(read("110101", Kind::Digits), Ok(110_101));
    assert_eq!(read("-1", Kind::Digits), Err(FaultKind::BadId));
}
