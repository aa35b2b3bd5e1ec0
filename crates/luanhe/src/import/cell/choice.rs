//! Words of a closed list; the stored word is the Chinese one.

use super::spelling::{compact, is_nothing};
use super::{Read, note, repaired, set_text};
use crate::base::say;
use crate::record::{Choice, Value};

#[inline]
pub(super) fn choice(choices: &[Choice], text: &str, value: &mut Value) -> Read {
    if let Some(choice) = choices.iter().find(|choice| choice.word == text) {
        set_text(value, choice.word);
        return Ok(None);
    }
    let spelled = compact(text);
    if spelled.is_empty() {
        *value = Value::Null;
        return repaired(text, "");
    }
    let same = |choice: &&Choice| {
        *compact(choice.word) == *spelled || choice.en.eq_ignore_ascii_case(text.trim())
    };
    if let Some(choice) = choices.iter().find(same) {
        set_text(value, choice.word);
        return repaired(text, choice.word);
    }
    if is_nothing(&spelled) {
        *value = Value::Null;
        return repaired(text, "");
    }
    let words: Vec<&str> = choices.iter().map(|choice| choice.word).collect();
    let all = words.join("、");
    let english = choices.iter().map(|choice| choice.en).collect::<Vec<_>>().join(", ");
    let near = words.iter().map(|word| (distance(word, &spelled), *word)).min();
    let longest = spelled.chars().count();
    let remedy = match near.filter(|(far, _)| *far * 2 <= longest) {
        Some((_, word)) => {
            say!("是不是“{word}”？可填：{all}", "did you mean “{word}”? allowed: {all} ({english})")
        }
        None => say!("可填：{all}", "allowed: {all} ({english})"),
    };
    Err(note(say!("“{spelled}”不在可选的词里", "“{spelled}” is not one of the words"), remedy))
}

/// How many characters must be added, dropped or changed to make one word of the other.
pub(in crate::import) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(50).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(50).enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
