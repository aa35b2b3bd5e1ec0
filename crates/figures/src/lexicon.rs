//! Finds words of a table in a text: which entry begins at this character, the longest first.

/// Words with what they stand for. A bitmap of first characters answers "none begins here" at
/// once, and its running count of bits says where the words of a first character stand.
pub(crate) struct Lexicon<T> {
    first: Box<[u64; 1024]>,
    counts: Box<[u16; 1024]>,
    groups: Vec<Vec<(Vec<char>, T)>>,
}

impl<T: Copy> Lexicon<T> {
    pub(crate) fn new(words: impl IntoIterator<Item = (&'static str, T)>) -> Lexicon<T> {
        let words = words.into_iter().map(|(word, meaning)| (word.chars().collect(), meaning));
        let mut words: Vec<(Vec<char>, T)> = words.collect();
        words.sort_by_key(|(word, _)| {
            (word.first().map(|c| code(*c)), std::cmp::Reverse(word.len()))
        });
        let (mut first, mut counts) = (Box::new([0u64; 1024]), Box::new([0u16; 1024]));
        let mut groups: Vec<Vec<(Vec<char>, T)>> = Vec::new();
        for (word, meaning) in words {
            let Some(&head) = word.first() else { continue };
            let (row, bit) = (code(head) >> 6, code(head) & 63);
            if first[row] >> bit & 1 == 0 {
                first[row] |= 1 << bit;
                groups.push(Vec::new());
            }
            groups.last_mut().expect("just pushed").push((word, meaning));
        }
        let mut before = 0;
        for (row, count) in counts.iter_mut().enumerate() {
            *count = before;
            before += first[row].count_ones() as u16;
        }
        Lexicon { first, counts, groups }
    }

    /// Whether some word may begin with this character.
    #[inline]
    pub(crate) fn may_begin(&self, c: char) -> bool {
        self.first[code(c) >> 6] >> (code(c) & 63) & 1 == 1
    }

    /// Length and meaning of the longest word at `at`.
    #[inline]
    pub(crate) fn longest(&self, text: &[char], at: usize) -> Option<(usize, T)> {
        let head = *text.get(at)?;
        if !self.may_begin(head) {
            return None;
        }
        let rest = &text[at..];
        let (row, bit) = (code(head) >> 6, code(head) & 63);
        let below = (self.first[row] & ((1 << bit) - 1)).count_ones() as usize;
        let entries = &self.groups[usize::from(self.counts[row]) + below];
        entries.iter().find(|(word, _)| rest.starts_with(word)).map(|(word, m)| (word.len(), *m))
    }

    /// Length and meaning of the longest word that ends before `end`.
    pub(crate) fn ending(&self, text: &[char], end: usize, longest: usize) -> Option<(usize, T)> {
        (1..=longest.min(end))
            .rev()
            .find_map(|n| self.longest(&text[..end], end - n).filter(|(length, _)| *length == n))
    }

    /// The first word in `text[from..to]` with its place, length and meaning.
    pub(crate) fn first_in(
        &self,
        text: &[char],
        from: usize,
        to: usize,
    ) -> Option<(usize, usize, T)> {
        (from..to).find_map(|at| {
            let (length, meaning) = self.longest(&text[..to], at)?;
            Some((at, length, meaning))
        })
    }
}

/// Characters beyond the basic plane share a place with others; the words themselves tell them
/// apart.
#[inline]
fn code(c: char) -> usize {
    c as usize & 0xFFFF
}

/// Whether `word` stands at `at`.
pub(crate) fn starts(text: &[char], at: usize, word: &str) -> bool {
    let mut rest = text.get(at..).unwrap_or(&[]).iter();
    word.chars().all(|c| rest.next() == Some(&c))
}
