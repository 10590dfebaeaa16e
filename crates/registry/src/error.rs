//! Why a use case did not do what it was asked to.

use blueprint::{BlueprintId, Change, Digest, Finding, Slug, VersionRef};
use search::SearchError;
use semver::Version;
use store::{DraftState, ProposalState, StoreError, TransferState, VersionRecord};

use crate::{Access, DraftWish, ExchangeRefused};

/// A refusal, in the terms of the one who asked. Nothing has been written.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    #[error("not there: {0}")]
    Unknown(Unknown),
    #[error("access denied: {0}")]
    Access(Access),
    /// The document or the request has faults; all of them are listed.
    #[error("{} finding(s)", .0.len())]
    Invalid(Vec<Finding>),
    /// The version exists with other content.
    #[error("version {} exists with other content", existing.version)]
    VersionTaken { existing: Box<VersionRecord>, changes: Vec<Change> },
    /// A blueprint or organisation of that name exists already.
    #[error("`{0}` exists already")]
    NameTaken(String),
    /// Nobody may have that name.
    #[error("`{0}` is reserved")]
    NameReserved(Slug),
    /// The operator keeps that name.
    #[error("`{slug}` is kept: {reason}")]
    NameKept { slug: Slug, reason: String },
    /// The blueprint goes on at another address; this one only stays for reading.
    #[error("`{from}` has moved to `{to}`")]
    Moved { from: BlueprintId, to: BlueprintId },
    #[error("the blueprint does not move")]
    Transfer(#[source] TransferRefused),
    /// Nobody would be left who may give roles.
    #[error("`{0}` would be without an owner")]
    LastOwner(Slug),
    /// Nobody would be left who operates the registry.
    #[error("the registry would be without an operator")]
    LastOperator,
    /// The organisation went up in another and gets nothing new.
    #[error("`{organisation}` went up in `{successor}`")]
    Succeeded { organisation: Slug, successor: Slug },
    /// The invitation was used, withdrawn, has expired or never was.
    #[error("the invitation is good no longer")]
    InvitationGone,
    /// The same idempotency key came with another request before.
    #[error("the idempotency key belongs to another request")]
    KeyReused,
    /// Someone else was first; nothing of this request was written.
    #[error("someone else was first")]
    Overtaken,
    /// Somebody changed the draft since the revision by which this was wanted.
    #[error("the draft is at revision {revision}")]
    DraftMoved { revision: i64 },
    #[error("a draft that is {state} cannot be {wish}")]
    DraftState { state: DraftState, wish: DraftWish },
    /// The draft has faults; all of them are listed.
    #[error("the draft has {} finding(s)", .0.len())]
    DraftUnfinished(Vec<Finding>),
    /// Somebody decided about the proposal since the revision by which this was wanted.
    #[error("the proposal is at revision {revision}")]
    ProposalMoved { revision: i64 },
    /// It is not open any more.
    #[error("the proposal is {0}")]
    ProposalState(ProposalState),
    #[error("attestation {0} is withdrawn already")]
    AttestationWithdrawn(String),
    #[error("review {0} is withdrawn already")]
    ReviewWithdrawn(String),
    /// The target has published something else since the proposal was accepted.
    #[error("`{0}` has changed since the proposal was accepted")]
    ProposalOutdated(BlueprintId),
    #[error("a second person is needed")]
    FourEyes(#[source] FourEyes),
    #[error("the upstream's version does not qualify, or nothing is to be decided")]
    Upstream(#[source] UpstreamRefused),
    #[error("the token is not exchanged")]
    Exchange(#[source] ExchangeRefused),
    #[error("the bytes do not have the digest {expected}, but {actual}")]
    DigestDiffers { expected: Digest, actual: Digest },
    #[error("{actual} bytes, {limit} are allowed")]
    TooLarge { limit: usize, actual: usize },
    /// Nobody waits for the answer any more.
    #[error("it was given up")]
    Stopped,
    #[error("the store did not answer as it should")]
    Store(#[source] StoreError),
    #[error("the index did not answer as it should")]
    Search(#[from] SearchError),
}

/// Why two people are not enough of one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FourEyes {
    /// The organisation publishes through drafts only.
    #[error("`{0}` publishes through drafts only")]
    Direct(Slug),
    /// Whoever approves or publishes for the organisation must be a person.
    #[error("`{0}` wants a person to do this")]
    Token(Slug),
    /// This person submitted the draft, or saved it last.
    #[error("it is the person's own draft")]
    Own(Slug),
}

/// Why a blueprint is not moved, or a request to move it not decided.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TransferRefused {
    /// Every version is withdrawn: there is nothing to go on with.
    #[error("every version of {0} was withdrawn")]
    Withdrawn(BlueprintId),
    /// Another request for the blueprint waits.
    #[error("{0} waits for a decision")]
    Waiting(BlueprintId),
    /// It was decided already.
    #[error("the request is {0}")]
    Ended(TransferState),
    #[error("the request has expired")]
    Expired,
    /// What was offered is not what would be taken over.
    #[error("version {0} was published since the request")]
    PublishedSince(Version),
    /// Whoever asked does not lead the organisation any more.
    #[error("whoever asked does not lead `{0}` any more")]
    AskerLeft(Slug),
    /// This organisation demands that another person decides.
    #[error("`{0}` wants a second person to decide")]
    OwnRequest(Slug),
}

/// Why a fork can neither take in nor skip a version of its upstream.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UpstreamRefused {
    #[error("{version} is not newer than {base}")]
    NotNewer { version: Version, base: Version },
    #[error("{0} was withdrawn")]
    Yanked(Version),
    /// Only for skipping: a pre-release does not count as new.
    #[error("{0} is a pre-release")]
    Prerelease(Version),
    /// The fork took something in, or published, since the merge was planned.
    #[error("{0} has moved on")]
    Outdated(BlueprintId),
    /// The draft did not come of a merge.
    #[error("there is nothing to decide")]
    NoMerge,
    /// It was skipped before, for another reason.
    #[error("{0} has been skipped")]
    Skipped(Version),
}

/// What is not there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unknown {
    #[error("blueprint {0}")]
    Blueprint(BlueprintId),
    #[error("version {1:?} of {0}")]
    Version(BlueprintId, VersionRef),
    /// The blueprint is no fork.
    #[error("upstream of {0}")]
    Upstream(BlueprintId),
    #[error("organisation {0}")]
    Organisation(Slug),
    #[error("blob {0}")]
    Blob(Digest),
    #[error("token {0}")]
    Token(String),
    #[error("trusted publisher {0}")]
    TrustedPublisher(String),
    #[error("person {0}")]
    Person(String),
    #[error("invitation {0}")]
    Invitation(String),
    /// Or one that is nobody's business.
    #[error("draft {0}")]
    Draft(String),
    #[error("proposal {0}")]
    Proposal(String),
    /// The organisation has no record of the blueprint.
    #[error("adoption of {1} by {0}")]
    Adoption(Slug, BlueprintId),
    #[error("attestation {0}")]
    Attestation(String),
    #[error("review {0}")]
    Review(String),
    #[error("transfer {0}")]
    Transfer(String),
    #[error("reservation {0}")]
    Reservation(Slug),
    #[error("{1} is no member of {0}")]
    Member(Slug, String),
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale => Self::Overtaken,
            error => Self::Store(error),
        }
    }
}

impl From<Unknown> for Refused {
    fn from(unknown: Unknown) -> Self {
        Self::Unknown(unknown)
    }
}

impl From<FourEyes> for Refused {
    fn from(why: FourEyes) -> Self {
        Self::FourEyes(why)
    }
}

impl From<UpstreamRefused> for Refused {
    fn from(refused: UpstreamRefused) -> Self {
        Self::Upstream(refused)
    }
}

impl From<TransferRefused> for Refused {
    fn from(refused: TransferRefused) -> Self {
        Self::Transfer(refused)
    }
}

impl From<ExchangeRefused> for Refused {
    fn from(refused: ExchangeRefused) -> Self {
        Self::Exchange(refused)
    }
}

impl From<Access> for Refused {
    fn from(access: Access) -> Self {
        Self::Access(access)
    }
}
