//! What a document proves, in numbers: which product meets what, how sovereign it is, how one gets away from it.
//!
//! Functions of the typed [`Document`](crate::Document), of the tests that a registry keeps beside it ([`Attested`]) and of
//! the day on which one asks; nothing is looked up elsewhere. Law: what is not known is never counted as good, and never as zero either; it is said to be unknown.

mod alternatives;
mod attested;
mod control;
mod coverage;
mod exit;
mod exposure;
mod framework;
mod product;
mod sovereignty;
mod standing;

pub use alternatives::{Alternatives, Loss, ProductAlternatives, VendorLoss, alternatives};
pub use attested::{Attested, Contradiction, TestTerms, contradiction};
pub use control::{Band, ControlQuestion, Question, control_questions};
pub use coverage::{
    Cell, Coverage, Evidence, Gap, ProductCoverage, RequirementCoverage, SetAside, Totals,
    coverage, coverage_with,
};
pub use exit::{ExitTerms, Term, TermStanding, Tried, exit_terms};
pub use exposure::{Country, CountryError, Exposed, Exposure, ExposureFact, Zone};
pub use framework::{ObjectiveId, Seal, SealError, WeightSet};
pub use product::{ProductRef, ProductRefError};
pub use sovereignty::{Demand, ObjectiveStanding, OverallSeal, ProductSovereignty, sovereignty};
pub use standing::Standing;

pub(crate) use exposure::exposure;
pub(crate) use sovereignty::reached;
pub(crate) use standing::{day, passed_test};

#[cfg(test)]
mod tests;
