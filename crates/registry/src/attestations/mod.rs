//! Attestations: an organisation's own test of a product against a version's requirements, a use case a file.
//!
//! Law: nobody attests a product of their own; what a vendor says of its product is a declaration, and stands in the
//! document. An attestation is never changed, only withdrawn for a reason that everybody sees, and stays readable. What it
//! shows on a day is said in one place, [`blueprint::evidence::Attested`].

mod faults;
mod read;
mod record;
mod withdraw;

use store::{Attestation, Conn, attestation_get};

use crate::{Refused, Unknown};

pub use read::{
    attestation, attestations, attestations_counting, attestations_ending, attestations_of,
};
pub use record::{NewAttestation, attest};
pub use withdraw::{attestation_may_withdraw, attestation_withdraw};

fn load(conn: &mut Conn, id: &str) -> Result<Attestation, Refused> {
    Ok(attestation_get(conn, id)?.ok_or_else(|| Unknown::Attestation(id.to_owned()))?)
}
