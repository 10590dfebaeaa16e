//! Strong validators: every representation has an `ETag`, and whoever has it already gets a 304.
//!
//! Two layers. Inside compression an answer without an `ETag` gets the SHA-256 of its body, and `If-None-Match` is
//! answered. Outside, a coded representation gets a tag of its own (`-zstd`, `-br`, `-gzip`): its bytes differ, so a
//! strong tag must differ too. On the way in those endings are taken off again.

use actix_web::{
    HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method, StatusCode,
        header::{self, AcceptEncoding, Encoding, Header as _, HeaderMap, HeaderValue},
    },
    middleware::Next,
};
use blueprint::Digest;

/// What an `ETag` may end in for the content coding of its bytes.
const CODINGS: [&str; 3] = ["zstd", "br", "gzip"];

/// The inner layer: makes tags and answers `If-None-Match`.
pub(crate) async fn tags(
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse, actix_web::Error> {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let wanted = request.headers().get(header::IF_NONE_MATCH).cloned();
    let response = next.call(request).await?;
    if !is_read || response.status() != StatusCode::OK {
        return Ok(response);
    }
    let response = tagged(response);
    let has_it = wanted
        .as_ref()
        .zip(response.headers().get(header::ETAG))
        .is_some_and(|(wanted, tag)| matches(wanted, tag));
    if !has_it {
        return Ok(response);
    }
    let mut unchanged = HttpResponse::NotModified().finish();
    for name in [
        header::ETAG,
        header::CACHE_CONTROL,
        header::VARY,
        header::CONTENT_LOCATION,
        header::EXPIRES,
    ] {
        if let Some(value) = response.headers().get(&name) {
            unchanged.headers_mut().insert(name, value.clone());
        }
    }
    Ok(response.into_response(unchanged))
}

/// The outer layer: tags of coded bytes differ from those of plain ones.
pub(crate) async fn coded_tags<B: MessageBody + 'static>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let chosen = choose(&mut request);
    for name in [header::IF_NONE_MATCH, header::IF_MATCH] {
        if let Some(plain) = request.headers().get(&name).and_then(plain) {
            request.headers_mut().insert(name, plain);
        }
    }
    let mut response = next.call(request).await?;
    let headers = response.headers();
    // An unchanged answer has no bytes, but speaks of the coded ones.
    let is_unchanged = response.status() == StatusCode::NOT_MODIFIED;
    let coding = CODINGS
        .into_iter()
        .find(|coding| is_coded(headers, coding) || is_unchanged && chosen == Some(*coding));
    let tag = response.headers().get(header::ETAG).and_then(|tag| tag.to_str().ok());
    if let Some((coding, tag)) = coding.zip(tag) {
        let coded = format!("{}-{coding}\"", tag.trim_end_matches('"'));
        if let Ok(coded) = HeaderValue::try_from(coded) {
            response.headers_mut().insert(header::ETAG, coded);
        }
    }
    Ok(response)
}

/// Settles the content coding once: one of ours, or the bytes as they are. What nobody here can write is no reason
/// to refuse the answer (RFC 9110, 12.5.3).
fn choose(request: &mut ServiceRequest) -> Option<&'static str> {
    if !request.headers().contains_key(header::ACCEPT_ENCODING) {
        return None;
    }
    let wishes = AcceptEncoding::parse(request).ok();
    let ours = [Encoding::zstd(), Encoding::brotli(), Encoding::gzip(), Encoding::identity()];
    let chosen = wishes.and_then(|wishes| wishes.negotiate(ours.iter()));
    let coding = CODINGS
        .into_iter()
        .find(|coding| chosen.as_ref().is_some_and(|chosen| chosen.to_string() == *coding));
    let headers = request.headers_mut();
    match coding {
        Some(coding) => headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(coding)),
        None => headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("identity")),
    };
    coding
}

/// The strong tag for bytes with this digest.
pub(crate) fn tag(digest: Digest) -> String {
    format!("\"{}\"", digest.hex())
}

/// Whether one of the tags in an `If-Match` is this very one; weak ones never are. `*` is any.
pub(crate) fn matches_strongly(wanted: &HeaderValue, tag: &HeaderValue) -> bool {
    let (Ok(wanted), Ok(tag)) = (wanted.to_str(), tag.to_str()) else { return false };
    wanted.split(',').map(str::trim).any(|one| one == "*" || one == tag)
}

/// Whether one of the tags in an `If-None-Match` is this one; `*` is any.
fn matches(wanted: &HeaderValue, tag: &HeaderValue) -> bool {
    let (Ok(wanted), Ok(tag)) = (wanted.to_str(), tag.to_str()) else { return false };
    wanted.split(',').map(str::trim).any(|one| one == "*" || one.trim_start_matches("W/") == tag)
}

fn tagged(response: ServiceResponse) -> ServiceResponse {
    if response.headers().contains_key(header::ETAG) {
        return response;
    }
    let mut digest = None;
    let mut response = response.map_body(|_, body| match body.try_into_bytes() {
        Ok(bytes) => {
            digest = Some(Digest::of(&bytes));
            BoxBody::new(bytes)
        }
        // A stream has no digest before it has been sent.
        Err(stream) => stream,
    });
    let tag = digest.and_then(|digest| HeaderValue::try_from(tag(digest)).ok());
    if let Some(tag) = tag {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

fn is_coded(headers: &HeaderMap, coding: &str) -> bool {
    headers.get(header::CONTENT_ENCODING).is_some_and(|given| given.as_bytes() == coding.as_bytes())
}

/// The same tags without the endings for codings; `None` when nothing changes.
fn plain(tags: &HeaderValue) -> Option<HeaderValue> {
    let tags = tags.to_str().ok()?;
    let mut plain = tags.to_owned();
    for coding in CODINGS {
        plain = plain.replace(&format!("-{coding}\""), "\"");
    }
    (plain != tags).then(|| HeaderValue::try_from(plain).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> HeaderValue {
        HeaderValue::from_str(text).unwrap()
    }

    #[test]
    fn a_list_of_tags_matches_any_of_them() {
        let tag = value("\"a\"");
        assert!(matches(&value("\"b\", W/\"a\""), &tag));
        assert!(matches(&value("*"), &tag));
        assert!(!matches(&value("\"b\", \"c\""), &tag));
    }

    #[test]
    fn endings_for_codings_are_taken_off() {
        assert_eq!(plain(&value("\"a-zstd\", \"b-gzip\"")), Some(value("\"a\", \"b\"")));
        assert_eq!(plain(&value("\"a\"")), None);
    }
}
