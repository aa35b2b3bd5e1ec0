mod pl1;
mod random;
mod small;
