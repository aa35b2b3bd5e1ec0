//! Studies over the ledger's own indicators.

use super::told::number;
use super::{asked, find};
use crate::base::Lang;

#[test]
fn numbers_keep_six_figures() {
    let cases = [
        (0.0, "0"),
        (0.123_456_789, "0.12346"),
        (1234.5678, "1234.57"),
        (1_652_000_000.0, "1652000000"),
        (-2.5, "-2.5"),
        (0.000_012_34, "1.23400e-5"),
    ];
    for (x, expected) in cases {
        assert_eq!(number(x), expected);
    }
}

#[test]
fn every_study_says_what_it_asks_in_both_languages() {
    for study in super::all() {
        for lang in [Lang::Zh, Lang::En] {
            let lines = asked(&study.spec, lang);
            assert!(lines.len() > 6 && lines[0].contains(study.spec.id), "{lines:?}");
        }
    }
    assert_eq!(find("nothing").unwrap_err().code(), "missing");
}
