//! Validators of drafts: an `ETag` begins with the revision, which is what `If-Match` asks for.
//!
//! What a draft's representation says beside its document depends on what else is published and on the day. So the tag of a
//! representation goes on with a digest of it: a strong one, by which nothing outdated counts as unchanged.

use actix_web::{
    HttpRequest,
    http::header::{self, HeaderValue},
};
use blueprint::Digest;

/// What the sender of a change knows of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// `If-Match: *`, or nothing was said.
    Any,
    /// One of these; none when no tag is one of ours.
    OneOf(Vec<i64>),
}

impl Seen {
    /// `None` without the header.
    pub(crate) fn of(request: &HttpRequest) -> Option<Self> {
        request.headers().get(header::IF_MATCH).map(Self::read)
    }

    fn read(header: &HeaderValue) -> Self {
        let tags: Vec<&str> =
            header.to_str().unwrap_or_default().split(',').map(str::trim).collect();
        if tags.contains(&"*") {
            return Self::Any;
        }
        Self::OneOf(tags.into_iter().filter_map(revision).collect())
    }

    pub(crate) fn revisions(&self) -> Option<&[i64]> {
        match self {
            Self::Any => None,
            Self::OneOf(revisions) => Some(revisions),
        }
    }
}

/// A weak tag never matches one.
fn revision(tag: &str) -> Option<i64> {
    let opaque = tag.strip_prefix('"')?.strip_suffix('"')?;
    let (revision, _) = opaque.split_once('-').unwrap_or((opaque, ""));
    revision.parse().ok()
}

/// Of a draft as somebody has just made it.
pub(crate) fn of_revision(revision: i64) -> String {
    format!("\"{revision}\"")
}

/// Of these very bytes.
pub(crate) fn of_representation(revision: i64, bytes: &[u8]) -> String {
    let digest: String = Digest::of(bytes).hex().chars().take(32).collect();
    format!("\"{revision}-{digest}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_read_for_its_revision() {
        let read = |text: &str| Seen::read(&HeaderValue::from_str(text).unwrap());
        let one = |revision| Seen::OneOf(vec![revision]);
        assert_eq!(read(&of_representation(7, b"{}")), one(7));
        assert_eq!(read(&of_revision(7)), one(7));
        assert_eq!(read("\"3\", \"8-ab\""), Seen::OneOf(vec![3, 8]));
        assert_eq!(read("*"), Seen::Any);
        for nothing in ["W/\"7\"", "7", "\"\"", "\"abc\"", ""] {
            assert_eq!(read(nothing), Seen::OneOf(vec![]), "{nothing}");
        }
    }

    #[test]
    fn two_answers_of_one_revision_have_different_tags() {
        assert_ne!(of_representation(7, b"{}"), of_representation(7, b"[]"));
    }
}
