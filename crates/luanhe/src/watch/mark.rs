//! Marks in a rule's sentence: which value of the statement stands there, and how it is written.

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shown<'a> {
    /// Words and whole numbers as they are.
    Plain,
    Day,
    /// Fen, as prose gives money.
    Money,
    /// A word of a choice field.
    Choice(&'a str),
    /// A limit by its place in the list: its value, its unit, and 待核 where it is not confirmed.
    Limit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Words(&'a str),
    /// Counted from 1.
    Mark(usize, Shown<'a>),
}

/// A sentence in pieces. A brace that opens no known mark stays as it is, for a test to see.
pub(super) fn pieces(sentence: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = sentence;
    while let Some((before, behind)) = rest.split_once('{') {
        let Some((inside, after)) = behind.split_once('}') else { break };
        let Some(mark) = mark(inside) else { break };
        found.extend((!before.is_empty()).then_some(Piece::Words(before)));
        found.push(mark);
        rest = after;
    }
    found.extend((!rest.is_empty()).then_some(Piece::Words(rest)));
    found
}

fn mark(inside: &str) -> Option<Piece<'_>> {
    let (at, kind) = inside.split_once(':').unwrap_or((inside, ""));
    let at: usize = at.parse().ok().filter(|at| *at > 0)?;
    let shown = match kind.split_once(' ') {
        Some(("choice", field)) => Shown::Choice(field),
        Some(_) => return None,
        None => match kind {
            "" => Shown::Plain,
            "day" => Shown::Day,
            "money" => Shown::Money,
            "limit" => Shown::Limit,
            _ => return None,
        },
    };
    Some(Piece::Mark(at, shown))
}

#[cfg(test)]
mod tests {
    use super::{Piece, Shown, pieces};

    #[test]
    fn a_sentence_falls_into_words_and_marks() {
        let found = pieces("批次{1}：{3:money}（{2:choice use}）");
        assert_eq!(
            found,
            [
                Piece::Words("批次"),
                Piece::Mark(1, Shown::Plain),
                Piece::Words("："),
                Piece::Mark(3, Shown::Money),
                Piece::Words("（"),
                Piece::Mark(2, Shown::Choice("use")),
                Piece::Words("）"),
            ]
        );
        // What is no mark is not filled, and stays to be seen.
        assert_eq!(pieces("{0} {1:fen}"), [Piece::Words("{0} {1:fen}")]);
        assert!(pieces("").is_empty());
    }
}
