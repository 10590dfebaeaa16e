//! Who has the say over data, operation, keys, access and emergency operation.

use crate::{
    Path,
    document::{Continuity, ControlHolder, Document, Holder, Localised},
};

/// What somebody has the say over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    Data,
    Operation,
    Keys,
    Access,
    Continuity,
}

/// How far the say is from the municipality, from near to far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    Own,
    Public,
    Regional,
    National,
    Eu,
    ThirdCountry,
}

/// One question with the document's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlQuestion {
    pub question: Question,
    /// Where the answer stands, or belongs.
    pub path: Path,
    /// None where the document does not say.
    pub held_by: Option<Holder>,
    pub band: Option<Band>,
    /// The explanation; for emergency operation, how work goes on.
    pub note: Option<Localised>,
    /// For emergency operation alone: when the service runs again. ISO 8601.
    pub rto: Option<String>,
    /// For emergency operation alone: how much may be lost. ISO 8601.
    pub rpo: Option<String>,
}

/// The five questions, always all of them and in this order.
pub fn control_questions(document: &Document) -> [ControlQuestion; 5] {
    let control = &document.sovereignty.control;
    [
        held(Question::Data, control.data.as_ref()),
        held(Question::Operation, control.operation.as_ref()),
        held(Question::Keys, control.keys.as_ref()),
        held(Question::Access, control.access.as_ref()),
        continued(control.continuity.as_ref()),
    ]
}

fn held(question: Question, holder: Option<&ControlHolder>) -> ControlQuestion {
    ControlQuestion {
        note: holder.and_then(|holder| holder.note.clone()),
        ..answered(question, holder.map(|holder| holder.held_by))
    }
}

fn continued(continuity: Option<&Continuity>) -> ControlQuestion {
    let by = continuity.map(|continuity| continuity.held_by);
    ControlQuestion {
        note: continuity.and_then(|continuity| continuity.fallback.clone()),
        rto: continuity.and_then(|continuity| continuity.rto.clone()),
        rpo: continuity.and_then(|continuity| continuity.rpo.clone()),
        ..answered(Question::Continuity, by)
    }
}

fn answered(question: Question, held_by: Option<Holder>) -> ControlQuestion {
    ControlQuestion {
        question,
        path: Path::from("/sovereignty/control").join(question.as_str()),
        held_by,
        band: held_by.map(Band::of),
        note: None,
        rto: None,
        rpo: None,
    }
}

impl Question {
    pub const ALL: [Self; 5] =
        [Self::Data, Self::Operation, Self::Keys, Self::Access, Self::Continuity];

    /// The member's name in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Operation => "operation",
            Self::Keys => "keys",
            Self::Access => "access",
            Self::Continuity => "continuity",
        }
    }
}

impl Band {
    pub const ALL: [Self; 6] =
        [Self::Own, Self::Public, Self::Regional, Self::National, Self::Eu, Self::ThirdCountry];

    pub fn of(holder: Holder) -> Self {
        match holder {
            Holder::Municipality => Self::Own,
            Holder::PublicProvider => Self::Public,
            Holder::RegionalProvider => Self::Regional,
            Holder::National => Self::National,
            Holder::Eu => Self::Eu,
            Holder::ThirdCountry => Self::ThirdCountry,
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Public => "public",
            Self::Regional => "regional",
            Self::National => "national",
            Self::Eu => "eu",
            Self::ThirdCountry => "third_country",
        }
    }
}
