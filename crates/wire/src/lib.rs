//! What crosses the network: the shapes of the API's requests and answers.
//!
//! Plain structs, no logic. The server writes them, the client reads them, and the OpenAPI document is made of
//! them. Requests refuse unknown fields; answers may grow new ones. Times are RFC 3339 in UTC.

mod adoption;
mod attestation;
mod blueprint;
mod check;
mod difference;
mod draft;
mod evidence;
mod fit;
mod lineage;
mod maturity;
mod media_breaks;
mod merge;
mod organisation;
mod people;
mod problem;
mod proposal;
mod transfer;
mod trusted;
mod version;
mod withdrawal;

pub use adoption::{
    Adopter, AdopterPage, Adoption, AdoptionCounts, AdoptionItem, AdoptionPage, AdoptionRequest,
};
pub use attestation::{
    Attestation, AttestationPage, AttestationRequest, EvidenceFile, EvidenceFileRequest,
};
pub use blueprint::{
    BlueprintChange, BlueprintItem, BlueprintPage, BlueprintSummary, Correction, Deprecation,
    DeprecationReason, Explanation, FacetCount, Fork, ForkPage, ForkRequest, ForkResult, Highlight,
    Localised, SearchRemark, SimilarList, Suggestion, SuggestionList, Upstream, WordWorth,
};
pub use check::{CheckRequest, CheckResult};
pub use difference::{Change, ComparedVersion, Difference, MediaBreakTold, MediaBreaksChanged};
pub use draft::{
    Author, Draft, DraftEvent, DraftFinish, DraftItem, DraftOrigin, DraftPage, DraftPublished,
    DraftRequest, DraftReturn, FourEyes, Stamp,
};
pub use evidence::{
    Alternatives, ControlQuestion, CountryZone, Coverage, CoverageCell, CoverageGap,
    CoverageProduct, CoverageRequirement, CoverageTotals, ExitTerm, ExitTerms, LostRequirement,
    ProductAlternatives, ProductSovereignty, SetAsideTest, Sovereignty, SovereigntyObjective,
    TestEvidence, ThirdCountryExposure, VendorLoss,
};
pub use fit::{FitCheck, FitPolicy, FitProfile, FitRequest, FitResult};
pub use lineage::{
    Incoming, Lineage, LineageEdge, LineageNode, LineageStep, NewerVersion, SkipRequest,
    UpstreamBlueprint, UpstreamState,
};
pub use maturity::{
    Maturity, MaturityExplained, MaturityFact, MaturityNext, MaturityRule, Review, ReviewPage,
    ReviewRequest,
};
pub use media_breaks::{Crossing, MediaBreak, MediaBreaks, Step};
pub use merge::{
    MergeConflict, MergeDraft, MergeRequest, MergeState, ResolutionRequest, ResolutionsRequest,
    VersionParent,
};
pub use organisation::{
    Organisation, OrganisationChange, OrganisationDetails, OrganisationPage, OrganisationRequest,
    OrganisationStep, OrganisationSuccession, OrganisationVerification, SuccessionRequest,
    VerificationRequest,
};
pub use people::{
    AuditItem, AuditPage, Hidden, Invitation, InvitationAcceptance, InvitationList,
    InvitationRequest, InvitationResult, Me, Member, MemberPage, OwnRole, PasswordRequest, Person,
    PersonPage, RoleRequest, SessionRequest, SessionResult, TokenItem, TokenList, TokenRequest,
    TokenResult,
};
pub use problem::{Finding, Problem};
pub use proposal::{
    Proposal, ProposalComment, ProposalCommentRequest, ProposalDecided, ProposalDecision,
    ProposalItem, ProposalPage, ProposalRequest,
};
pub use transfer::{
    Reservation, ReservationPage, ReservationRequest, Transfer, TransferDecision, TransferList,
    TransferRequest,
};
pub use trusted::{
    TokenExchange, TokenExchanged, TrustedPublisher, TrustedPublisherList, TrustedPublisherRequest,
};
pub use version::{
    Health, PublishResult, Readiness, SchemaItem, SchemaList, VersionItem, VersionPage, YankReason,
    YankRequest, Yanked,
};
pub use withdrawal::{WithdrawalRequest, Withdrawn};
