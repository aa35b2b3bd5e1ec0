//! Paragraphs and sentences, as byte ranges of the text.

use crate::fold::{STRETCH_BYTES, tag};
use std::ops::Range;

/// One sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From 0 through the text.
    pub paragraph: u32,
    /// Bytes, its end mark and closing quotation mark included.
    pub range: Range<usize>,
}

/// A piece of a paragraph that is read at once: all of it unless it is very long.
pub(crate) struct Stretch {
    pub(crate) paragraph: u32,
    pub(crate) range: Range<usize>,
}

/// Tags that end a paragraph.
const BLOCKS: &[&str] = &[
    "</p",
    "<p>",
    "<p ",
    "<br",
    "</div",
    "<div",
    "</li",
    "</h1",
    "</h2",
    "</h3",
    "</h4",
    "</td",
    "</tr",
    "</title",
    "</blockquote",
];

/// The paragraphs of a text: lines, and what HTML block tags part. Those without a letter or digit
/// are left out.
pub fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut start = 0;
    let mut push = |range: Range<usize>| {
        if text[range.clone()].chars().any(|c| !c.is_whitespace()) {
            found.push(range);
        }
    };
    let mut at = 0;
    while let Some(skip) = bytes[at..].iter().position(|b| matches!(b, b'\n' | b'<')) {
        at += skip;
        let length = if bytes[at] == b'\n' { 1 } else { block(&bytes[at..]).unwrap_or(0) };
        if length > 0 {
            push(start..at);
            start = at + length;
        }
        at += length.max(1);
    }
    push(start..text.len());
    found
}

/// Length of the block tag at the start of `rest`.
fn block(rest: &[u8]) -> Option<usize> {
    let known = BLOCKS.iter().any(|tag| {
        rest.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag.as_bytes()))
    });
    known.then(|| tag(rest)).flatten()
}

/// The sentences of a text. 。！？ end one, together with the closing marks after them.
pub fn sentences(text: &str) -> Vec<Sentence> {
    let mut found = Vec::new();
    for (number, paragraph) in paragraphs(text).into_iter().enumerate() {
        let (mut start, mut ended) = (paragraph.start, false);
        let mut push = |range: Range<usize>| {
            if !text[range.clone()].trim().is_empty() {
                found.push(Sentence { paragraph: number as u32, range });
            }
        };
        for (at, c) in text[paragraph.clone()].char_indices() {
            let at = paragraph.start + at;
            let closes = matches!(c, '。' | '！' | '？' | '!' | '?');
            if ended && !closes && !matches!(c, '”' | '’' | '」' | '』' | '）' | ')') {
                push(start..at);
                (start, ended) = (at, false);
            }
            ended |= closes;
        }
        push(start..paragraph.end);
    }
    found
}

/// The text in pieces of at most `STRETCH_BYTES`. A longer paragraph is cut at a line's or
/// clause's end where its last kilobyte has one, so that no figure is cut in prose.
pub(crate) fn stretches(text: &str) -> Vec<Stretch> {
    let mut found = Vec::new();
    for (number, mut range) in paragraphs(text).into_iter().enumerate() {
        let paragraph = number as u32;
        while range.len() > STRETCH_BYTES {
            let cut = cut_before(text, range.start + STRETCH_BYTES);
            found.push(Stretch { paragraph, range: range.start..cut });
            range.start = cut;
        }
        found.push(Stretch { paragraph, range });
    }
    found
}

fn cut_before(text: &str, limit: usize) -> usize {
    const BACK: usize = 1024;
    let limit = text.floor_char_boundary(limit);
    let from = text.floor_char_boundary(limit - BACK);
    let last = text[from..limit].char_indices().rev().find(|(_, c)| "。；，！？、 ".contains(*c));
    last.map_or(limit, |(at, c)| from + at + c.len_utf8())
}
