//! Check cases of the methods list, properties, and refusals, through the same door the
//! application uses. Expected numbers come from outside; see docs/methods.

mod bad_input;
mod causal;
mod descriptive;
mod efficiency;
mod index;
mod linkage;
mod people;
mod property;
mod support;
