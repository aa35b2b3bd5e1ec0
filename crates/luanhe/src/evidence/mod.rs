//! Evidence (佐证): files attached to rows of any register. A file may be attached to several rows and a
//! row may have several files; the same file is known again by its SM3.

mod attach;
mod attached;
mod media;
mod photograph;
mod register;
#[cfg(test)]
mod tests;

pub use attach::{Attachment, MOST_BYTES};
pub use attached::Attached;
pub use media::is_picture;
pub use register::EVIDENCE;
