//! The authorisation table: every act that somebody can want, and who may do it. Code and tests read the same table.
//!
//! Law: an act that has no row cannot be wanted (the `match` in [`Act::rule`] is exhaustive), and an endpoint that names no
//! act is refused. Whether the *object* allows the act (a draft that is submitted, a version that exists) is the use
//! case's to say.

use blueprint::{BlueprintId, Slug};
use store::Role;

use super::Scope;

/// What somebody wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Reading what is public: blueprints, versions, organisations, schemas, health.
    Read,
    /// Having a document or a profile judged, without anything being kept.
    Judge,
    SignIn,
    /// One's own name, password, sessions, roles.
    OwnAccount,
    AcceptInvitation,
    Publish,
    Yank,
    Fork,
    UploadBlob,
    /// Leaving out a version of a fork's upstream on purpose.
    Skip,
    /// What is said of a blueprint beside its versions: deprecation, review, who follows up.
    ManageBlueprint,
    /// Asking to move a blueprint to another organisation or name, and taking that back.
    MoveBlueprint,
    /// Deciding whether an organisation takes a blueprint over.
    ReceiveBlueprint,
    /// What an organisation wants to give away or is offered.
    ReadTransfers,
    ReadDrafts,
    /// Beginning, saving and discarding a draft, and deciding the conflicts in it.
    WriteDraft,
    SubmitDraft,
    /// Approving a draft, or sending it back.
    ReviewDraft,
    PublishDraft,
    /// Offering changes to another's blueprint, and taking the offer back.
    Propose,
    CommentProposal,
    DecideProposal,
    /// Recording that an organisation uses a blueprint, or means to.
    Adopt,
    /// Recording that it does no longer, and taking back what was recorded by mistake.
    EndAdoption,
    /// What an organisation set and noted for itself.
    ReadAdoption,
    /// Recording what an organisation found when it tested a product.
    Attest,
    WithdrawAttestation,
    /// Saying for an organisation, in a working group, what one thinks of a version.
    ReviewVersion,
    /// Taking that back.
    WithdrawReview,
    /// Whether an organisation's drafts need a second person.
    SetFourEyes,
    CreateOrganisation,
    /// An organisation's name, its Land, its population.
    ChangeOrganisation,
    /// What an organisation asks of products, and which it uses.
    SetPolicy,
    /// What an organisation is, where it belongs, whether that was looked at, and in which other it went up.
    AdministerOrganisation,
    /// Keeping slugs from being an organisation's.
    ReserveSlugs,
    ReadMembers,
    /// Roles and invitations.
    ManageMembers,
    /// Tokens of an organisation: seeing, making, revoking.
    ManageTokens,
    /// Naming the CI systems whose tokens are exchanged for ours.
    TrustPublishers,
    /// Exchanging such a token; it says itself for whom.
    ExchangeToken,
    ReadAudit,
    /// Everybody's accounts, and who operates the registry.
    ManagePeople,
}

/// Who may do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    pub people: People,
    /// The scope by which a token of the organisation may; `None`: no token may.
    pub scope: Option<Scope>,
}

/// Which people may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum People {
    Anyone,
    SignedIn,
    /// Who has at least this role in the organisation concerned.
    Member(Role),
    /// They, and whoever operates the registry.
    MemberOrOperator(Role),
    Operator,
}

/// What an act is done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On<'a> {
    Registry,
    Organisation(&'a Slug),
    /// The organisation concerned is the owner.
    Blueprint(&'a BlueprintId),
}

impl<'a> On<'a> {
    /// What acts on something are done to that an organisation says of a blueprint. A token for some blueprints alone reaches
    /// no others of its organisation, and those of other organisations have no say in it.
    pub(crate) fn said(organisation: &'a Slug, of: &'a BlueprintId) -> Self {
        if *organisation == of.owner {
            Self::Blueprint(of)
        } else {
            Self::Organisation(organisation)
        }
    }
}

impl On<'_> {
    /// The organisation whose members' roles count.
    pub fn organisation(&self) -> Option<&Slug> {
        match self {
            Self::Registry => None,
            Self::Organisation(slug) => Some(slug),
            Self::Blueprint(id) => Some(&id.owner),
        }
    }
}

impl Act {
    pub const ALL: [Self; 42] = [
        Self::Read,
        Self::Judge,
        Self::SignIn,
        Self::OwnAccount,
        Self::AcceptInvitation,
        Self::Publish,
        Self::Yank,
        Self::Fork,
        Self::UploadBlob,
        Self::Skip,
        Self::ManageBlueprint,
        Self::MoveBlueprint,
        Self::ReceiveBlueprint,
        Self::ReadTransfers,
        Self::ReadDrafts,
        Self::WriteDraft,
        Self::SubmitDraft,
        Self::ReviewDraft,
        Self::PublishDraft,
        Self::Propose,
        Self::CommentProposal,
        Self::DecideProposal,
        Self::Adopt,
        Self::EndAdoption,
        Self::ReadAdoption,
        Self::Attest,
        Self::WithdrawAttestation,
        Self::ReviewVersion,
        Self::WithdrawReview,
        Self::SetFourEyes,
        Self::CreateOrganisation,
        Self::ChangeOrganisation,
        Self::SetPolicy,
        Self::AdministerOrganisation,
        Self::ReserveSlugs,
        Self::ReadMembers,
        Self::ManageMembers,
        Self::ManageTokens,
        Self::TrustPublishers,
        Self::ExchangeToken,
        Self::ReadAudit,
        Self::ManagePeople,
    ];

    /// The table.
    pub const fn rule(self) -> Rule {
        use People::{Anyone, Member, MemberOrOperator, Operator, SignedIn};
        use Role::{Contributor, Owner, Publisher, Reader};

        let (people, scope) = match self {
            Self::Read | Self::Judge | Self::SignIn | Self::ExchangeToken => (Anyone, None),
            Self::OwnAccount | Self::AcceptInvitation => (SignedIn, None),
            Self::Publish | Self::Fork | Self::Skip | Self::PublishDraft => {
                (Member(Publisher), Some(Scope::Publish))
            }
            Self::Yank => (Member(Publisher), Some(Scope::Yank)),
            Self::UploadBlob
            | Self::WriteDraft
            | Self::SubmitDraft
            | Self::Propose
            | Self::CommentProposal => (Member(Contributor), Some(Scope::Publish)),
            Self::ManageBlueprint => (Member(Publisher), Some(Scope::Manage)),
            Self::Adopt | Self::EndAdoption => (Member(Contributor), Some(Scope::Adopt)),
            Self::ReadAdoption => (Member(Reader), Some(Scope::Adopt)),
            Self::Attest | Self::WithdrawAttestation => (Member(Publisher), Some(Scope::Attest)),
            Self::ReadDrafts => (Member(Reader), Some(Scope::Publish)),
            Self::ReviewDraft
            | Self::DecideProposal
            | Self::ReviewVersion
            | Self::WithdrawReview => (Member(Publisher), None),
            Self::CreateOrganisation
            | Self::AdministerOrganisation
            | Self::ReserveSlugs
            | Self::ManagePeople => (Operator, None),
            Self::ReadTransfers => (Member(Reader), None),
            Self::ReadMembers => (MemberOrOperator(Reader), None),
            Self::ManageMembers | Self::ReadAudit | Self::ChangeOrganisation => {
                (MemberOrOperator(Owner), None)
            }
            Self::ManageTokens
            | Self::TrustPublishers
            | Self::SetFourEyes
            | Self::SetPolicy
            | Self::MoveBlueprint
            | Self::ReceiveBlueprint => (Member(Owner), None),
        };
        Rule { people, scope }
    }

    /// Whether it adds to what an organisation has or says; one that went up in another gets nothing new.
    pub const fn adds(self) -> bool {
        match self {
            Self::Publish
            | Self::Fork
            | Self::UploadBlob
            | Self::Skip
            | Self::WriteDraft
            | Self::SubmitDraft
            | Self::ReviewDraft
            | Self::PublishDraft
            | Self::Propose
            | Self::CommentProposal
            | Self::DecideProposal
            | Self::Adopt
            | Self::Attest
            | Self::ReviewVersion
            | Self::SetFourEyes
            | Self::ChangeOrganisation
            | Self::SetPolicy => true,
            // Readers are still to be warned, keys taken away, what was said by mistake is taken back, and what is left
            // goes to whoever takes over. An offer is answered; that it cannot be accepted, the plan of the move says.
            Self::Yank
            | Self::ReceiveBlueprint
            | Self::WithdrawAttestation
            | Self::WithdrawReview
            | Self::ManageBlueprint
            | Self::MoveBlueprint
            | Self::ReadTransfers
            | Self::EndAdoption
            | Self::ReadAdoption
            | Self::ReserveSlugs
            | Self::ManageTokens
            | Self::TrustPublishers
            | Self::ExchangeToken
            | Self::ManageMembers
            | Self::AdministerOrganisation
            | Self::CreateOrganisation
            | Self::Read
            | Self::Judge
            | Self::SignIn
            | Self::OwnAccount
            | Self::AcceptInvitation
            | Self::ReadDrafts
            | Self::ReadMembers
            | Self::ReadAudit
            | Self::ManagePeople => false,
        }
    }

    /// In messages and in the audit trail.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Judge => "judge",
            Self::SignIn => "sign_in",
            Self::OwnAccount => "own_account",
            Self::AcceptInvitation => "accept_invitation",
            Self::Publish => "publish",
            Self::Yank => "yank",
            Self::Fork => "fork",
            Self::UploadBlob => "upload_blob",
            Self::Skip => "skip",
            Self::ManageBlueprint => "manage_blueprint",
            Self::MoveBlueprint => "move_blueprint",
            Self::ReceiveBlueprint => "receive_blueprint",
            Self::ReadTransfers => "read_transfers",
            Self::ReadDrafts => "read_drafts",
            Self::WriteDraft => "write_draft",
            Self::SubmitDraft => "submit_draft",
            Self::ReviewDraft => "review_draft",
            Self::PublishDraft => "publish_draft",
            Self::Propose => "propose",
            Self::CommentProposal => "comment_proposal",
            Self::DecideProposal => "decide_proposal",
            Self::Adopt => "adopt",
            Self::EndAdoption => "end_adoption",
            Self::ReadAdoption => "read_adoption",
            Self::Attest => "attest",
            Self::WithdrawAttestation => "withdraw_attestation",
            Self::ReviewVersion => "review_version",
            Self::WithdrawReview => "withdraw_review",
            Self::SetFourEyes => "set_four_eyes",
            Self::CreateOrganisation => "create_organisation",
            Self::ChangeOrganisation => "change_organisation",
            Self::SetPolicy => "set_policy",
            Self::AdministerOrganisation => "administer_organisation",
            Self::ReserveSlugs => "reserve_slugs",
            Self::ReadMembers => "read_members",
            Self::ManageMembers => "manage_members",
            Self::ManageTokens => "manage_tokens",
            Self::TrustPublishers => "trust_publishers",
            Self::ExchangeToken => "exchange_token",
            Self::ReadAudit => "read_audit",
            Self::ManagePeople => "manage_people",
        }
    }
}
