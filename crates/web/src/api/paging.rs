//! Pages of lists: limit, opaque cursor, and the `Link` to the next one.

use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder,
    http::header::{self, HeaderValue},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use blueprint::Message;

use super::parameters::Parameters;
use crate::{pages, problem::Problem};

const DEFAULT_LIMIT: u32 = 20;
const MOST: u32 = 100;

/// How many entries one page has.
pub(super) fn limit(parameters: &Parameters) -> Result<u32, Problem> {
    let Some(text) = parameters.get("limit") else { return Ok(DEFAULT_LIMIT) };
    match text.parse() {
        Ok(limit) if (1..=MOST).contains(&limit) => Ok(limit),
        _ => Err(Problem::at(
            "parameter-value",
            "/limit",
            Message::new(
                format!("„limit“ ist eine Zahl von 1 bis {MOST}, nicht „{text}“."),
                format!("“limit” is a number from 1 to {MOST}, not “{text}”."),
            ),
        )),
    }
}

/// Where this page starts, as an earlier page said it.
pub(super) fn cursor<T: std::str::FromStr>(
    parameters: &Parameters,
    kind: &str,
) -> Result<Option<T>, Problem> {
    let Some(text) = parameters.get("cursor") else { return Ok(None) };
    let read = || {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        text.strip_prefix(kind)?.strip_prefix(':')?.parse().ok()
    };
    read().map(Some).ok_or_else(|| {
        Problem::at(
            "cursor",
            "/cursor",
            Message::new(
                "Diese Fortsetzungsmarke stammt nicht aus dieser Liste. Beginnen Sie ohne „cursor“ von vorn.",
                "This cursor does not come from this list. Start again without “cursor”.",
            ),
        )
    })
}

/// The text that [`cursor`] reads again. `kind` keeps the cursors of different lists apart.
pub(super) fn next_cursor(kind: &str, place: impl std::fmt::Display) -> String {
    URL_SAFE_NO_PAD.encode(format!("{kind}:{place}"))
}

/// `Link: <…>; rel="next"` with every other parameter kept.
pub(super) fn next_link(path: &str, parameters: &Parameters, cursor: &str) -> Option<HeaderValue> {
    let kept = parameters.0.iter().filter(|(name, _)| name != "cursor");
    let kept = kept.map(|(name, value)| (name.as_str(), value.as_str()));
    let address = pages::address(path, kept.chain([("cursor", cursor)]));
    HeaderValue::try_from(format!("<{address}>; rel=\"next\"")).ok()
}

/// One page of what was read: one entry more than the page has shows that there is a next one.
pub(super) fn page<T>(mut items: Vec<T>, limit: u32) -> (Vec<T>, bool) {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = limit < items.len();
    items.truncate(limit);
    (items, has_more)
}

/// The beginning of the answer that a page is: with the `Link` to the next one.
pub(super) fn answer(
    request: &HttpRequest,
    parameters: &Parameters,
    next: Option<&str>,
) -> HttpResponseBuilder {
    let mut response = HttpResponse::Ok();
    if let Some(link) = next.and_then(|next| next_link(request.path(), parameters, next)) {
        response.insert_header((header::LINK, link));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameters(pairs: &[(&str, &str)]) -> Parameters {
        Parameters(pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect())
    }

    #[test]
    fn a_cursor_is_read_by_its_own_list_only() {
        let text = next_cursor("found", 40);
        let given = parameters(&[("cursor", &text)]);
        assert_eq!(cursor::<usize>(&given, "found").unwrap(), Some(40));
        assert!(cursor::<usize>(&given, "versions").is_err());
        assert!(cursor::<usize>(&parameters(&[("cursor", "%%%")]), "found").is_err());
    }

    #[test]
    fn the_next_page_keeps_every_filter() {
        let given = parameters(&[("q", "hund & katze"), ("state", "08"), ("cursor", "alt")]);
        let link = next_link("/api/v1/blueprints", &given, "neu").unwrap();
        let link = link.to_str().unwrap();
        assert!(
            link.contains("state=08") && link.contains("cursor=neu") && !link.contains("alt"),
            "{link}"
        );
        assert!(link.contains("hund") && !link.contains("& "), "{link}");
    }
}
