//! `If-Match` on updates: whoever says what they know is refused when it is no longer so.
//!
//! The tag is of the representation; what is compared inside the write transaction is the revision as of the reading that
//! gave the tag. So nobody can slip in between.

use actix_web::{
    HttpRequest,
    http::header::{self, HeaderValue},
};
use blueprint::Digest;
use registry::Refused;
use serde::Serialize;

use crate::{
    conditional,
    problem::{Problem, kinds},
};

/// What the sender of an update believes to be there.
#[derive(Debug)]
pub(super) struct Expected(Option<HeaderValue>);

impl Expected {
    pub(super) fn of(request: &HttpRequest) -> Self {
        Self(request.headers().get(header::IF_MATCH).cloned())
    }

    /// The revision at which the update may be made; `None` when the sender expects nothing. `seen` reads the revision,
    /// and after it the representation.
    pub(super) fn revision<T: Serialize>(
        &self,
        seen: impl FnOnce() -> Result<(i64, T), Refused>,
    ) -> Result<Option<i64>, Problem> {
        self.revision_of_any(|| seen().map(|(revision, one)| (revision, [one])))
    }

    /// The same of what is told in several languages: the sender may have read it in another than they write in.
    pub(super) fn revision_of_any<T: Serialize, const N: usize>(
        &self,
        seen: impl FnOnce() -> Result<(i64, [T; N]), Refused>,
    ) -> Result<Option<i64>, Problem> {
        let Some(expected) = &self.0 else { return Ok(None) };
        let (revision, representations) = seen()?;
        let is_same = representations.iter().any(|one| {
            let bytes = serde_json::to_vec(one).unwrap_or_default();
            let tag = HeaderValue::try_from(conditional::tag(Digest::of(&bytes)));
            tag.is_ok_and(|tag| conditional::matches_strongly(expected, &tag))
        });
        if is_same { Ok(Some(revision)) } else { Err(Problem::new(&kinds::PRECONDITION_FAILED)) }
    }

    /// A lost race is a failed precondition for those who stated one.
    pub(super) fn lost(&self, refused: Refused) -> Problem {
        match refused {
            Refused::Overtaken if self.0.is_some() => Problem::new(&kinds::PRECONDITION_FAILED),
            refused => refused.into(),
        }
    }
}
