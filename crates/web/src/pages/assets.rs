//! Style, fonts, scripts and pictures, from the program itself.
//!
//! Their address holds a fingerprint of all of them, so a browser keeps them for good, and a new build has new addresses.
//! Texts lie beside themselves in compressed form: nothing is compressed while it is served.

use std::{fmt::Write, sync::LazyLock};

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{
        ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, ContentEncoding, ETAG, LOCATION, VARY,
    },
    web,
};
use rust_embed::Embed;
use sha2::{Digest, Sha256};

use crate::problem::{Problem, kinds};

#[derive(Embed)]
#[folder = "assets/dist"]
struct Assets;

static FINGERPRINT: LazyLock<String> = LazyLock::new(|| {
    let mut names: Vec<_> = Assets::iter().collect();
    names.sort();
    let mut hash = Sha256::new();
    for name in names {
        if let Some(file) = Assets::get(&name) {
            hash.update(name.as_bytes());
            hash.update(file.metadata.sha256_hash());
        }
    }
    hex(hash.finalize().get(..8).unwrap_or_default())
});

const FOREVER: &str = "public, max-age=31536000, immutable";

/// What the address of every asset begins with.
static BASE: LazyLock<String> = LazyLock::new(|| format!("/assets/{}", *FINGERPRINT));

pub(crate) fn base() -> &'static str {
    &BASE
}

/// `GET /assets/{fingerprint}/{name}`.
///
/// An old fingerprint gets today's file, but is not told to keep it: a page from before an update still has its style.
pub(super) async fn asset(
    request: HttpRequest,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (fingerprint, name) = path.into_inner();
    let is_coded = matches!(ending(&name), Some("br" | "gz"));
    let accepted = request.headers().get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let found = (!is_coded).then(|| chosen(&name, accepted.unwrap_or_default())).flatten();
    let (file, coding) = found.ok_or_else(|| Problem::new(&kinds::NOT_FOUND))?;
    let mut response = HttpResponse::Ok();
    response.insert_header((
        CACHE_CONTROL,
        if fingerprint == *FINGERPRINT { FOREVER } else { "public, no-cache" },
    ));
    // The tag of the plain bytes; for compressed ones a layer further out appends the coding.
    response.insert_header((ETAG, format!("\"{}\"", hex(&plain_digest(&name)))));
    response.insert_header((VARY, "Accept-Encoding"));
    if let Some(coding) = coding {
        response.insert_header((CONTENT_ENCODING, coding.as_str()));
    } else if ending(&name) == Some("woff2") {
        // Fonts are compressed by themselves; naming a coding keeps them from being compressed again.
        response.insert_header((CONTENT_ENCODING, ContentEncoding::Identity.as_str()));
    }
    Ok(response.content_type(media_type(&name)).body(file.data.into_owned()))
}

/// `GET /favicon.ico`, which browsers ask for by themselves.
pub(super) async fn favicon() -> HttpResponse {
    HttpResponse::TemporaryRedirect()
        .insert_header((LOCATION, format!("{}/favicon.svg", base())))
        .finish()
}

fn plain_digest(name: &str) -> [u8; 32] {
    Assets::get(name).map(|file| file.metadata.sha256_hash()).unwrap_or_default()
}

fn chosen(
    name: &str,
    accepted: &str,
) -> Option<(rust_embed::EmbeddedFile, Option<ContentEncoding>)> {
    let codings = [(ContentEncoding::Brotli, "br", "br"), (ContentEncoding::Gzip, "gzip", "gz")];
    for (coding, token, suffix) in codings {
        if accepts(accepted, token)
            && let Some(file) = Assets::get(&format!("{name}.{suffix}"))
        {
            return Some((file, Some(coding)));
        }
    }
    Assets::get(name).map(|file| (file, None))
}

/// Whether the header names the coding, and not with a weight of nothing.
fn accepts(header: &str, coding: &str) -> bool {
    header.split(',').any(|part| {
        let mut parameters = part.split(';').map(str::trim);
        let named = parameters.next().is_some_and(|name| name.eq_ignore_ascii_case(coding));
        let refused = parameters.any(|parameter| {
            parameter
                .strip_prefix("q=")
                .and_then(|q| q.parse::<f32>().ok())
                .is_some_and(|q| q <= 0.0)
        });
        named && !refused
    })
}

fn media_type(name: &str) -> &'static str {
    match ending(name) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn ending(name: &str) -> Option<&str> {
    name.rsplit_once('.').map(|(_, ending)| ending)
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_accepted_form_is_served() {
        let (_, coding) = chosen("kern.css", "gzip, deflate, br").unwrap();
        assert_eq!(coding, Some(ContentEncoding::Brotli));
        let (_, coding) = chosen("kern.css", "gzip;q=0.5, br;q=0").unwrap();
        assert_eq!(coding, Some(ContentEncoding::Gzip));
        let (file, coding) = chosen("kern.css", "").unwrap();
        assert_eq!(coding, None);
        assert!(100_000 < file.data.len());
        assert!(chosen("nothing.css", "br").is_none());
    }

    #[test]
    fn every_font_of_the_style_sheet_is_there_and_nothing_else_is_loaded() {
        let css = Assets::get("site.css").unwrap();
        let css = str::from_utf8(&css.data).unwrap().to_owned();
        let urls: Vec<&str> =
            css.split("url(\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert_eq!(urls.len(), 3);
        for url in urls {
            assert!(Assets::get(url).is_some(), "{url}");
        }
    }

    #[test]
    fn a_script_is_one_to_browsers_and_needs_no_other() {
        assert_eq!(media_type("suggestions.js"), "text/javascript; charset=utf-8");
        let script = Assets::get("suggestions.js").unwrap();
        let script = str::from_utf8(&script.data).unwrap().to_owned();
        for loads in ["import ", "import(", "eval(", "://", "innerHTML"] {
            assert!(!script.contains(loads), "{loads}");
        }
    }

    #[test]
    fn addresses_hold_the_fingerprint() {
        assert_eq!(base().strip_prefix("/assets/").map(str::len), Some(16));
    }
}
