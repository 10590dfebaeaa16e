//! The audit trail: what is written down of every act that matters for security, and who may read it.

use blueprint::Slug;
use store::{AuditEntry, AuditFilter, Author, StoreError, Txn, audit_append, audit_list};

use crate::{Act, Actor, On, Refused, Registry};

/// What is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    PersonCreated,
    PersonDeleted,
    PasswordChanged,
    OperatorAppointed,
    OperatorDismissed,
    SignedIn,
    SignInFailed,
    SignedOut,
    SignedOutEverywhere,
    /// A session's earlier secret came again.
    SessionReused,
    IdentityLinked,
    OrganisationCreated,
    OrganisationChanged,
    PolicySet,
    OrganisationVerified,
    VerificationRevoked,
    OrganisationSucceeded,
    SuccessionRevoked,
    RoleGranted,
    RoleTaken,
    Invited,
    InvitationWithdrawn,
    InvitationAccepted,
    TokenCreated,
    TokenRevoked,
    PublisherTrusted,
    PublisherDistrusted,
    /// A CI system's token for one of ours.
    TokenExchanged,
    FourEyesDemanded,
    FourEyesWaived,
    DraftSubmitted,
    DraftReturned,
    DraftApproved,
    DraftPublished,
    DraftDiscarded,
    ProposalMade,
    ProposalCommented,
    ProposalAccepted,
    ProposalDeclined,
    ProposalWithdrawn,
    AdoptionRecorded,
    AdoptionRemoved,
    AttestationRecorded,
    AttestationWithdrawn,
    ReviewGiven,
    ReviewWithdrawn,
    TransferRequested,
    TransferAccepted,
    TransferDeclined,
    TransferWithdrawn,
    SlugReserved,
    SlugReleased,
}

impl Deed {
    fn as_str(self) -> &'static str {
        match self {
            Self::PersonCreated => "person_created",
            Self::PersonDeleted => "person_deleted",
            Self::PasswordChanged => "password_changed",
            Self::OperatorAppointed => "operator_appointed",
            Self::OperatorDismissed => "operator_dismissed",
            Self::SignedIn => "signed_in",
            Self::SignInFailed => "sign_in_failed",
            Self::SignedOut => "signed_out",
            Self::SignedOutEverywhere => "signed_out_everywhere",
            Self::SessionReused => "session_reused",
            Self::IdentityLinked => "identity_linked",
            Self::OrganisationCreated => "organisation_created",
            Self::OrganisationChanged => "organisation_changed",
            Self::PolicySet => "policy_set",
            Self::OrganisationVerified => "organisation_verified",
            Self::VerificationRevoked => "verification_revoked",
            Self::OrganisationSucceeded => "organisation_succeeded",
            Self::SuccessionRevoked => "succession_revoked",
            Self::RoleGranted => "role_granted",
            Self::RoleTaken => "role_taken",
            Self::Invited => "invited",
            Self::InvitationWithdrawn => "invitation_withdrawn",
            Self::InvitationAccepted => "invitation_accepted",
            Self::TokenCreated => "token_created",
            Self::TokenRevoked => "token_revoked",
            Self::PublisherTrusted => "publisher_trusted",
            Self::PublisherDistrusted => "publisher_distrusted",
            Self::TokenExchanged => "token_exchanged",
            Self::FourEyesDemanded => "four_eyes_demanded",
            Self::FourEyesWaived => "four_eyes_waived",
            Self::DraftSubmitted => "draft_submitted",
            Self::DraftReturned => "draft_returned",
            Self::DraftApproved => "draft_approved",
            Self::DraftPublished => "draft_published",
            Self::DraftDiscarded => "draft_discarded",
            Self::ProposalMade => "proposal_made",
            Self::ProposalCommented => "proposal_commented",
            Self::ProposalAccepted => "proposal_accepted",
            Self::ProposalDeclined => "proposal_declined",
            Self::ProposalWithdrawn => "proposal_withdrawn",
            Self::AdoptionRecorded => "adoption_recorded",
            Self::AdoptionRemoved => "adoption_removed",
            Self::AttestationRecorded => "attestation_recorded",
            Self::AttestationWithdrawn => "attestation_withdrawn",
            Self::ReviewGiven => "review_given",
            Self::ReviewWithdrawn => "review_withdrawn",
            Self::TransferRequested => "transfer_requested",
            Self::TransferAccepted => "transfer_accepted",
            Self::TransferDeclined => "transfer_declined",
            Self::TransferWithdrawn => "transfer_withdrawn",
            Self::SlugReserved => "slug_reserved",
            Self::SlugReleased => "slug_released",
        }
    }
}

/// What a deed was done to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Concerning<'a> {
    pub(crate) organisation: Option<&'a Slug>,
    /// An id or a code; never a secret, a name or an address.
    pub(crate) subject: Option<&'a str>,
}

/// Writes a deed down, in the transaction that does it. `by` is `None` for the operator at the machine.
pub(crate) fn note(
    txn: &mut Txn<'_>,
    deed: Deed,
    by: Option<Author>,
    concerning: Concerning<'_>,
    at: i64,
) -> Result<(), StoreError> {
    let entry = AuditEntry {
        seq: 0,
        at,
        act: deed.as_str().to_owned(),
        by,
        organisation: concerning.organisation.cloned(),
        subject: concerning.subject.map(str::to_owned),
    };
    audit_append(txn, &entry).map(|_| ())
}

/// The trail of an organisation, or of everything, newest first; for those who may read it.
pub fn audit(
    registry: &Registry,
    actor: &Actor,
    organisation: Option<&Slug>,
    (before, limit): (Option<i64>, u32),
) -> Result<Vec<AuditEntry>, Refused> {
    let on = organisation.map_or(On::Registry, On::Organisation);
    actor.require(Act::ReadAudit, on)?;
    let filter = AuditFilter { organisation, person: None };
    Ok(registry.store.read(|conn| audit_list(conn, filter, before, limit))?)
}
