//! How much of a name is shown to those who need not know it (GB/T 35273). Numbers are masked where
//! they are sealed, in `record`.

/// 张*, 欧阳**: the first character, of a name of four characters the first two.
pub fn mask_name(name: &str) -> String {
    let length = name.chars().count();
    let shown = if length >= 4 && !name.contains('·') { 2 } else { 1 };
    name.chars().enumerate().map(|(at, c)| if at < shown { c } else { '*' }).collect()
}
