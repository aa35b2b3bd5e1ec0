//! How much of a number is shown to those who need not know it (GB/T 35273): enough to tell two
//! apart on a page, not enough to use.

/// 130828********001X; a disability card in the same way.
pub fn mask_citizen(number: &str) -> String {
    keep(number, 6, 4)
}

/// 138****1234.
pub fn mask_phone(number: &str) -> String {
    keep(number, 3, 4)
}

/// 6228***********1234.
pub fn mask_bank(number: &str) -> String {
    keep(number, 4, 4)
}

/// 张*, 欧阳**: the first character, of a name of four characters the first two.
pub fn mask_name(name: &str) -> String {
    let length = name.chars().count();
    let shown = if length >= 4 && !name.contains('·') { 2 } else { 1 };
    name.chars().enumerate().map(|(at, c)| if at < shown { c } else { '*' }).collect()
}

/// The ends with stars between, as many as were hidden; a number too short to hide enough is all stars.
fn keep(text: &str, front: usize, back: usize) -> String {
    let length = text.chars().count();
    let long = length >= front + back + 4;
    let shown = |at: usize| long && (at < front || at >= length - back);
    text.chars().enumerate().map(|(at, c)| if shown(at) { c } else { '*' }).collect()
}
