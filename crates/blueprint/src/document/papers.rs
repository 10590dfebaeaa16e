//! Of the document: what flows through the process, and the personal data in it.
//!
//! Plain data as the schema has it; no rule is checked here.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Localised, read::null_as_default};

/// Something that flows through the process: an application, a notice, a payment.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProcessDocument {
    /// The short name of this document.
    pub id: String,
    /// What the document is.
    pub kind: DocumentKind,
    /// The name of the document.
    pub title: Localised,
    /// The data fields of a document.
    pub form: Option<Form>,
}

/// The data fields of a document.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// The fields as a JSON Schema (2020-12) that refers to nothing outside itself.
    pub schema: Option<Map<String, Value>>,
    /// The FIM schema with id and version.
    pub fim_schema: Option<String>,
}

/// Which personal data are processed, and on what ground.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonalData {
    /// The categories of personal data.
    #[serde(default, deserialize_with = "null_as_default")]
    pub categories: Vec<DataCategory>,
    /// Short names of the legal bases of the processing.
    #[serde(default, deserialize_with = "null_as_default")]
    pub legal_bases: Vec<String>,
    /// Whether an impact assessment is needed and where it is.
    pub dpia: Option<Dpia>,
}

/// Personal data that belong together.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataCategory {
    /// The short name of this category.
    pub id: String,
    /// The name of the category.
    pub title: Localised,
    /// Whether these are special categories in the sense of Art. 9 GDPR.
    pub special: Option<bool>,
    /// How long the data are kept. ISO 8601 duration.
    pub retention: Option<String>,
}

/// Whether an impact assessment is needed and where it is.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dpia {
    /// Whether it is needed.
    pub required: Option<bool>,
    /// The short name of the attachment with the assessment.
    pub attachment: Option<String>,
}

/// What the document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    Application,
    Form,
    Evidence,
    Notice,
    Record,
    Payment,
    Message,
    Other,
}

impl DocumentKind {
    pub const ALL: [Self; 8] = [
        Self::Application,
        Self::Form,
        Self::Evidence,
        Self::Notice,
        Self::Record,
        Self::Payment,
        Self::Message,
        Self::Other,
    ];

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Application => "application",
            Self::Form => "form",
            Self::Evidence => "evidence",
            Self::Notice => "notice",
            Self::Record => "record",
            Self::Payment => "payment",
            Self::Message => "message",
            Self::Other => "other",
        }
    }
}
