//! Rules and checks of money, as tables that an official can read.
