//! Problems: what is answered when something was not done (RFC 9457), as JSON or as a page.
//!
//! A handler gives a [`Problem`] without knowing who reads it. [`render()`] says it in the reader's language and form.

mod denied;
mod drafts;
mod evidence;
pub(crate) mod exchange;
pub(crate) mod kinds;
mod proposals;
mod refused;
mod render;
mod transfers;

use std::num::{NonZeroI64, NonZeroU64};

use actix_web::{HttpResponse, ResponseError, http::StatusCode};
use blueprint::{Change, Code, Finding, Message, Path, Pointer, Severity};

pub(crate) use kinds::Kind;
pub(crate) use render::render;

/// What was not done, and why.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    pub(crate) kind: &'static Kind,
    /// About this request; the kind's own remedy when there is nothing more to say.
    pub(crate) detail: Option<Message>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) changes: Vec<Change>,
    /// Seconds.
    pub(crate) retry_after: Option<NonZeroU64>,
    /// The revision at which a draft is now.
    pub(crate) revision: Option<NonZeroI64>,
}

impl Problem {
    pub(crate) fn new(kind: &'static Kind) -> Self {
        Self {
            kind,
            detail: None,
            findings: Vec::new(),
            changes: Vec::new(),
            retry_after: None,
            revision: None,
        }
    }

    pub(crate) fn saying(
        kind: &'static Kind,
        de: impl Into<String>,
        en: impl Into<String>,
    ) -> Self {
        Self { detail: Some(Message::new(de, en)), ..Self::new(kind) }
    }

    /// A request with one fault, at one place: `/limit` for a parameter, `/reason` for a member of the body.
    pub(crate) fn at(code: &'static str, place: &str, message: Message) -> Self {
        let finding = Finding {
            code: Code(code),
            severity: Severity::Error,
            pointer: Pointer::new(place),
            path: Path::from(place),
            message: message.clone(),
        };
        let detail = Some(message);
        Self { detail, findings: vec![finding], ..Self::new(&kinds::INVALID_REQUEST) }
    }

    pub(crate) fn retry_after(self, seconds: u64) -> Self {
        Self { retry_after: NonZeroU64::new(seconds), ..self }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.kind.slug)
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.kind.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// Only the status; [`render()`] fills it.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}
