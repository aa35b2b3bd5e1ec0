//! Rules and checks of posts, as tables that an official can read.
