//! What organisations attest of a product, apart from the tests that the document names.

use blueprint::evidence::ProductRef;
use registry::Attestation;

use crate::pages::{
    attestations::{Row, facts::facts},
    blueprint::{Kept, Reading, facts::Fact},
    text::Text,
};

#[derive(Debug)]
pub(super) struct Attested {
    pub(super) row: Row,
    pub(super) facts: Vec<Fact>,
}

pub(super) fn all(
    t: Text,
    reading: &Reading,
    (kept, product): (&Kept, &ProductRef),
) -> Vec<Attested> {
    let of_product = kept.newest.iter().filter(|one| one.product == *product);
    let shown = |one: &Attestation| Attested {
        row: Row::new(t, one, reading.today()),
        facts: facts(t, one, (&reading.document, reading.today())),
    };
    of_product.map(shown).collect()
}
