//! The three-way merge from outside.

mod documents;
mod fork;
mod laws;
mod offers;
