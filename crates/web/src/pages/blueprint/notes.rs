//! What readers are told before anything else: that a blueprint is deprecated or has moved, what is amiss with a fork's
//! upstream; and where an old address leads.

use actix_web::{HttpResponse, http::header, web};
use blueprint::BlueprintId;
use registry::{Deprecation, Overview};

use super::{Names, Reading, View, wanted};
use crate::{
    pages::{format, text::Text, visit::Visit},
    problem::Problem,
    state::{State, blocking},
};

/// Since when and why a blueprint is deprecated.
#[derive(Debug)]
pub(super) struct End {
    pub(super) day: String,
    pub(super) reason: String,
    /// `owner/name` of the blueprint that takes over.
    pub(super) successor: Option<String>,
}

/// What is amiss with a fork's upstream.
#[derive(Debug)]
pub(super) struct UpstreamNotes {
    pub(super) deprecated: Option<End>,
    /// The upstream's version that the fork stands on, and why it was withdrawn.
    pub(super) yanked: Option<(String, String)>,
    /// Where to read more.
    pub(super) href: String,
}

/// Whoever comes to the old address of a blueprint that has moved is led to the new one, which says so. Its versions stay.
pub(super) async fn led_on(
    visit: &Visit,
    names: &Names,
    state: &web::Data<State>,
) -> Result<Option<HttpResponse>, Problem> {
    let (id, None) = wanted(visit, names)? else { return Ok(None) };
    let registry = state.registry.clone();
    let to = blocking(move || registry::moved_to(&registry, &id)).await?;
    Ok(to.map(|to| {
        HttpResponse::PermanentRedirect()
            .insert_header((header::LOCATION, format!("/blaupausen/{to}")))
            // It may move once more.
            .insert_header((header::CACHE_CONTROL, "no-cache"))
            .finish()
    }))
}

impl End {
    pub(super) fn new(t: Text, deprecation: &Deprecation) -> Self {
        Self {
            day: format::day_of(deprecation.at, t.lang),
            reason: deprecation.reason.clone(),
            successor: deprecation.successor.as_ref().map(BlueprintId::to_string),
        }
    }

    pub(super) fn moved(t: Text, overview: &Overview) -> Option<Self> {
        let made = overview.head.moved.as_ref()?;
        Some(Self {
            day: format::day_of(made.at, t.lang),
            reason: made.reason.clone(),
            successor: overview.moved_to.as_ref().map(BlueprintId::to_string),
        })
    }
}

impl UpstreamNotes {
    /// `None` when there is nothing amiss.
    pub(super) fn of(visit: &Visit, reading: &Reading) -> Option<Self> {
        let lineage = reading.overview.head.upstream.as_ref()?;
        let standing = reading.overview.standing.as_ref()?;
        let base = lineage.base.version.to_string();
        let yanked = standing.yanked.as_ref().map(|yank| (base, yank.reason.clone()));
        let deprecated = standing.deprecation.as_ref().map(|end| End::new(visit.t, end));
        let href = View::Lineage.href(visit, reading);
        (yanked.is_some() || deprecated.is_some()).then_some(Self { deprecated, yanked, href })
    }
}
