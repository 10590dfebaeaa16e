//! Attestations: an organisation's own test of a product against a version's requirements, a use case a file.
//!
//! Law: nobody attests a product of their own; what a vendor says of its product is a declaration, and stands in the
//! document. An attestation is never changed, only withdrawn for a reason that everybody sees, and stays readable. What it
//! shows on a day is said in one place, [`blueprint::evidence::Attested`].

mod faults;
mod read;
mod record;
mod withdraw;

use blueprint::{BlueprintId, Slug};
use store::{Attestation, Conn, attestation_get};

use crate::{On, Refused, Unknown};

pub use read::{
    attestation, attestations, attestations_counting, attestations_ending, attestations_of,
};
pub use record::{NewAttestation, attest};
pub use withdraw::{attestation_may_withdraw, attestation_withdraw};

/// What acts on an attestation are done to. A token for some blueprints alone reaches no others of its organisation, and
/// those of other organisations have no say in it.
fn on<'a>(organisation: &'a Slug, blueprint: &'a BlueprintId) -> On<'a> {
    if *organisation == blueprint.owner {
        On::Blueprint(blueprint)
    } else {
        On::Organisation(organisation)
    }
}

fn load(conn: &mut Conn, id: &str) -> Result<Attestation, Refused> {
    Ok(attestation_get(conn, id)?.ok_or_else(|| Unknown::Attestation(id.to_owned()))?)
}
