//! What tests across the workspace share: databases, documents. Never part of the program.
#![expect(clippy::panic, reason = "a test that cannot be set up must say so and stop")]

mod corpus;
mod database;
mod evidence;
mod examples;

pub use corpus::{
    CorpusId, CorpusOwner, CorpusQuery, CorpusStep, QueryKind, corpus_document, corpus_latest,
    corpus_owners, corpus_queries, corpus_small_document, corpus_steps,
};
pub use database::TestDatabase;
pub use evidence::{TestAttestation, adoption_record, attestation_record, attestation_take_back};
pub use examples::{
    ChangeExample, Example, change_examples, invalid_examples, offering, rules_with_examples,
    valid_example, valid_examples,
};
// For crates that may not name the store, but test what follows from its rows.
pub use store::Store;
