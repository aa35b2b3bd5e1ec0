//! Finds words of a table in a text: which entry begins at this character, the longest first.

use std::collections::HashMap;

/// Words with what they stand for. A bitmap of first characters answers "none begins here" at once.
pub(crate) struct Lexicon<T> {
    first: Box<[u64; 1024]>,
    by_first: HashMap<char, Vec<(Vec<char>, T)>>,
}

impl<T: Copy> Lexicon<T> {
    pub(crate) fn new(words: impl IntoIterator<Item = (&'static str, T)>) -> Lexicon<T> {
        let mut first = Box::new([0; 1024]);
        let mut by_first: HashMap<char, Vec<(Vec<char>, T)>> = HashMap::new();
        for (word, meaning) in words {
            let chars: Vec<char> = word.chars().collect();
            let Some(&head) = chars.first() else { continue };
            let code = head as usize & 0xFFFF;
            first[code >> 6] |= 1 << (code & 63);
            by_first.entry(head).or_insert_with(Vec::new).push((chars, meaning));
        }
        for entries in by_first.values_mut() {
            entries.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        Lexicon { first, by_first }
    }

    /// Whether some word may begin with this character.
    #[inline]
    pub(crate) fn may_begin(&self, c: char) -> bool {
        let code = c as usize & 0xFFFF;
        self.first[code >> 6] >> (code & 63) & 1 == 1
    }

    /// Length and meaning of the longest word at `at`.
    #[inline]
    pub(crate) fn longest(&self, text: &[char], at: usize) -> Option<(usize, T)> {
        let head = *text.get(at)?;
        if !self.may_begin(head) {
            return None;
        }
        let rest = &text[at..];
        let entries = self.by_first.get(&head)?;
        entries.iter().find(|(word, _)| rest.starts_with(word)).map(|(word, m)| (word.len(), *m))
    }

    /// Length and meaning of the longest word that ends before `end`.
    pub(crate) fn ending(&self, text: &[char], end: usize, longest: usize) -> Option<(usize, T)> {
        (1..=longest.min(end)).rev().find_map(|n| {
            self.longest(&text[..end], end - n).filter(|(length, _)| *length == n)
        })
    }

    /// The first word in `text[from..to]` with its place, length and meaning.
    pub(crate) fn first_in(&self, text: &[char], from: usize, to: usize) -> Option<(usize, usize, T)> {
        (from..to).find_map(|at| {
            let (length, meaning) = self.longest(&text[..to], at)?;
            Some((at, length, meaning))
        })
    }
}
