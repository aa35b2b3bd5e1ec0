//! Rules and checks of projects, as tables that an official can read.
