//! Of the document: who does what in which order, and what adopters may set.
//!
//! Plain data as the schema has it; no rule is checked here.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Localised, read::null_as_default};

/// Who does what in which order.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Process {
    /// Who takes part.
    pub roles: Vec<Role>,
    /// The steps, events and branchings.
    pub nodes: Vec<Node>,
    /// The ways between the steps.
    pub flows: Vec<Flow>,
    /// A drawn layout of the process.
    pub diagram: Option<Diagram>,
}

/// Who takes part in the process.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// The short name of this role.
    pub id: String,
    /// What kind of participant it is.
    pub kind: RoleKind,
    /// The name of the role.
    pub title: Localised,
}

/// A step, event or branching of the process.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Node {
    /// The short name of this step.
    pub id: String,
    /// What it is in the process model (BPMN).
    pub r#type: NodeType,
    /// The short name of the role that acts here.
    pub role: String,
    /// What is done here.
    pub title: Localised,
    /// The FIM reference activity group, or an own wording.
    pub activity: Option<String>,
    /// How this step is done.
    pub channel: Option<Channel>,
    /// Short names of the documents this step needs.
    #[serde(default, deserialize_with = "null_as_default")]
    pub inputs: Vec<String>,
    /// Short names of the documents this step makes.
    #[serde(default, deserialize_with = "null_as_default")]
    pub outputs: Vec<String>,
    /// Short names of the legal bases of this step.
    #[serde(default, deserialize_with = "null_as_default")]
    pub legal_bases: Vec<String>,
    /// Short names of the security requirements that bind this step.
    #[serde(default, deserialize_with = "null_as_default")]
    pub requirements: Vec<String>,
    /// Typical times of a step.
    pub time: Option<NodeTime>,
    /// Whether the step may be left out.
    #[serde(default, deserialize_with = "null_as_default")]
    pub optional: bool,
    /// The blueprint that describes this subprocess, with the versions that fit.
    pub blueprint: Option<String>,
}

/// Typical times of a step.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NodeTime {
    /// How long the work itself typically takes. ISO 8601 duration.
    pub processing: Option<String>,
    /// How long one typically waits. ISO 8601 duration.
    pub waiting: Option<String>,
}

/// The way from one step to the next.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flow {
    /// The short name of this flow.
    pub id: String,
    /// The short name of the step it starts at.
    pub from: String,
    /// The short name of the step it leads to.
    pub to: String,
    /// When this way is taken.
    pub condition: Option<Localised>,
}

/// A drawn layout of the process.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Diagram {
    /// The checksum of the BPMN file; it must hold the same short names as the steps and flows. `sha256:` and 64 hexadecimal digits.
    pub bpmn: Option<String>,
}

/// A value that adopters set for themselves instead of forking the blueprint.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// The short name of this parameter.
    pub id: String,
    /// The name of the parameter, with its unit.
    pub title: Localised,
    /// Which values are allowed, as a JSON Schema (2020-12).
    pub schema: Map<String, Value>,
    /// The value that applies when nothing else is set; of any type that the schema allows.
    pub default: Option<Value>,
    /// How freely adopters may choose.
    pub binding: Option<Binding>,
    /// The places in the document where the value matters. Paths, not pointers.
    #[serde(default, deserialize_with = "null_as_default")]
    pub used_by: Vec<String>,
}

/// What kind of participant it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoleKind {
    Applicant,
    Authority,
    ThirdParty,
    System,
}

impl RoleKind {
    pub const ALL: [Self; 4] = [Self::Applicant, Self::Authority, Self::ThirdParty, Self::System];

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::Authority => "authority",
            Self::ThirdParty => "third_party",
            Self::System => "system",
        }
    }
}

/// What it is in the process model (BPMN).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NodeType {
    StartEvent,
    EndEvent,
    IntermediateEvent,
    Task,
    Subprocess,
    ExclusiveGateway,
    ParallelGateway,
    InclusiveGateway,
    EventGateway,
}

impl NodeType {
    pub const ALL: [Self; 9] = [
        Self::StartEvent,
        Self::EndEvent,
        Self::IntermediateEvent,
        Self::Task,
        Self::Subprocess,
        Self::ExclusiveGateway,
        Self::ParallelGateway,
        Self::InclusiveGateway,
        Self::EventGateway,
    ];

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::StartEvent => "start_event",
            Self::EndEvent => "end_event",
            Self::IntermediateEvent => "intermediate_event",
            Self::Task => "task",
            Self::Subprocess => "subprocess",
            Self::ExclusiveGateway => "exclusive_gateway",
            Self::ParallelGateway => "parallel_gateway",
            Self::InclusiveGateway => "inclusive_gateway",
            Self::EventGateway => "event_gateway",
        }
    }
}

/// How this step is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    Digital,
    Automated,
    Paper,
    Phone,
    InPerson,
    Post,
}

impl Channel {
    pub const ALL: [Self; 6] =
        [Self::Digital, Self::Automated, Self::Paper, Self::Phone, Self::InPerson, Self::Post];

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Digital => "digital",
            Self::Automated => "automated",
            Self::Paper => "paper",
            Self::Phone => "phone",
            Self::InPerson => "in_person",
            Self::Post => "post",
        }
    }
}

/// How freely adopters may choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Binding {
    Fixed,
    Recommended,
    Free,
}

impl Binding {
    pub const ALL: [Self; 3] = [Self::Fixed, Self::Recommended, Self::Free];

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Recommended => "recommended",
            Self::Free => "free",
        }
    }
}
