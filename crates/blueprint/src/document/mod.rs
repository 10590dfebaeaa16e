//! The typed view of a valid document, for pages, search and store.
//!
//! Read-only, and not the place where documents are checked or written: the schema and the rules say what is
//! valid, and the canonical bytes are what is stored and served. Law: a member that is `null` reads as one
//! that is absent, and a member this view does not know is refused, so that schema and view cannot drift apart.

mod applicability;
mod evidence;
mod links;
mod localised;
mod papers;
mod process;
mod read;
mod rollout;
mod security;
mod service;
mod sovereignty;
mod vendors;

use semver::Version;
use serde::Deserialize;
use serde_json::{Map, Value};

pub use applicability::{
    AdministrationKind, Applicability, LegalBasis, LegalLevel, Population, State,
};
pub use evidence::{
    Assessment, Certificate, CertificateScheme, Environment, Framework, Objective, ProductTest,
    RequirementStatus, TestResult,
};
pub use links::{Attachment, Dependency, DependencyKind, Rename, Upstream, UpstreamKind};
pub use localised::Localised;
pub use papers::{DataCategory, DocumentKind, Dpia, Form, PersonalData, ProcessDocument};
pub use process::{
    Binding, Channel, Diagram, Flow, Node, NodeTime, NodeType, Parameter, Process, Role, RoleKind,
};
pub use rollout::{Amount, Cost, CostKind, Direction, Interface, Operations, Rollout, RolloutStep};
pub use security::{
    Catalogue, Control, Obligation, Protection, ProtectionNeed, Requirement, Responsible, Security,
    Verification,
};
pub use service::{
    Fim, FimReference, Leistung, MaturityModel, MaturityScale, Scope, Service, TargetGroup,
    TrustLevel, Typing,
};
pub use sovereignty::{Continuity, ControlHolder, Exit, Holder, Sovereignty, SovereigntyControl};
pub use vendors::{
    Contract, Deployment, KeyCustody, Procurement, Product, ThirdCountryAccess, Vendor,
};

use read::{null_as_default, whole};

/// A reusable description of a public service: process, security, sovereignty, vendors and rollout in one document.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The number of this format: 1.
    #[serde(deserialize_with = "whole")]
    pub format: u32,
    /// The organisation that publishes the blueprint.
    pub owner: String,
    /// The blueprint's name in addresses.
    pub name: String,
    /// The version of this document.
    pub version: Version,
    /// What the blueprint is called.
    pub title: Localised,
    /// What it is about, in one or two sentences.
    pub summary: Localised,
    /// The full description; Markdown is allowed.
    pub description: Option<Localised>,
    /// Under which licence the blueprint may be used (SPDX expression).
    pub license: String,
    /// What is new in this version; needed from the second version on.
    pub changes: Option<Localised>,
    /// Short names that changed since the previous version.
    #[serde(default, deserialize_with = "null_as_default")]
    pub renames: Vec<Rename>,
    /// Words under which the blueprint should be found.
    #[serde(default, deserialize_with = "null_as_default")]
    pub keywords: Vec<String>,
    /// Functional addresses for questions; at least one.
    pub contacts: Vec<Contact>,
    /// Who keeps the blueprint up to date and until when.
    pub maintenance: Maintenance,
    /// Which public service the blueprint is about.
    pub service: Service,
    /// Where the blueprint can be used.
    pub applicability: Option<Applicability>,
    /// The provisions on which the procedure rests.
    #[serde(default, deserialize_with = "null_as_default")]
    pub legal_bases: Vec<LegalBasis>,
    /// What flows through the process.
    #[serde(default, deserialize_with = "null_as_default")]
    pub documents: Vec<ProcessDocument>,
    /// Which personal data are processed, and on what ground.
    pub personal_data: Option<PersonalData>,
    /// Who does what in which order.
    pub process: Process,
    /// What adopters set for themselves instead of forking.
    #[serde(default, deserialize_with = "null_as_default")]
    pub parameters: Vec<Parameter>,
    /// Protection needs and security requirements.
    pub security: Security,
    /// Who has control, and what is demanded of products.
    pub sovereignty: Sovereignty,
    /// Vendors and products with their tests.
    #[serde(default, deserialize_with = "null_as_default")]
    pub vendors: Vec<Vendor>,
    /// How the service is run.
    pub operations: Option<Operations>,
    /// How an administration introduces the blueprint.
    pub rollout: Option<Rollout>,
    /// Other blueprints that are required, recommended or in conflict.
    #[serde(default, deserialize_with = "null_as_default")]
    pub dependencies: Vec<Dependency>,
    /// Files that belong to the blueprint.
    #[serde(default, deserialize_with = "null_as_default")]
    pub attachments: Vec<Attachment>,
    /// What this fork derives from; written by the registry.
    pub upstream: Option<Upstream>,
    /// Own entries of other parties, which the registry never interprets.
    #[serde(default, deserialize_with = "null_as_default")]
    pub extensions: Map<String, Value>,
}

/// A functional address, never a person.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// The short name of this contact.
    pub id: String,
    /// The organisation behind the address.
    pub organisation: Option<String>,
    /// What this contact is for.
    pub role: Option<Localised>,
    /// A functional e-mail address.
    pub email: Option<String>,
    /// A page with further ways of contact.
    pub url: Option<String>,
}

/// Who keeps the blueprint up to date and until when.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Maintenance {
    /// The organisation that maintains the blueprint.
    pub maintainer: String,
    /// The day by which the content is to be checked again. `YYYY-MM-DD`.
    pub review_by: Option<String>,
    /// The last day of maintenance; empty means no end is planned. `YYYY-MM-DD`.
    pub ends_on: Option<String>,
    /// How the maintenance is paid for.
    pub funding: Option<Localised>,
}

impl TryFrom<&Value> for Document {
    type Error = serde_json::Error;

    fn try_from(value: &Value) -> Result<Self, Self::Error> {
        Self::deserialize(value)
    }
}

#[cfg(test)]
mod tests;
