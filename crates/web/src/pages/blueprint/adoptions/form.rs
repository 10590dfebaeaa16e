//! The form by which an organisation records that it uses a version: filled with what is on record, or with what was typed.

use blueprint::{
    BlueprintId, Document, Slug, VersionRef, evidence::ProductRef, maturity::AdoptionStage,
};
use registry::{
    Act, Adoption, FullAdoption, On, Refused, Registry, StoreError, Unknown, adoptable,
};
use semver::Version;

use super::{
    super::Reading,
    setting::{Fixed, Setting},
};
use crate::pages::pick::Pick;
use crate::pages::{Visit, people::form::Fields, text::Text, visit::Visitor};

#[derive(Debug)]
pub(in super::super) struct AdoptForm {
    pub(super) form_token: String,
    /// The address of the page, to which both forms go.
    pub(super) action: String,
    pub(super) organisation: String,
    pub(super) organisation_name: String,
    pub(super) organisations: Vec<Pick>,
    pub(super) version: String,
    pub(super) versions: Vec<Pick>,
    /// Of the record as it is shown; 0 when there is none.
    pub(super) revision: i64,
    pub(super) stages: Vec<Pick>,
    pub(super) products: Vec<Pick>,
    pub(super) effort_hours: String,
    pub(super) started_on: String,
    pub(super) note: String,
    pub(super) settings: Vec<Setting>,
    pub(super) fixed: Vec<Fixed>,
    /// Results for this organisation, in which the blueprint says whether it suits.
    pub(super) suits: String,
}

/// What the form is about: whose record, of which version.
struct About {
    organisation: Slug,
    before: Option<FullAdoption>,
    versions: Vec<(Version, BlueprintId)>,
    version: Version,
    document: Document,
}

impl AdoptForm {
    /// `None` for those who act for no organisation that could adopt, and where the blueprint has moved.
    pub(in super::super) fn of(
        registry: &Registry,
        visit: &Visit,
        reading: &Reading,
        typed: Option<&Fields>,
    ) -> Result<Option<Self>, Refused> {
        let Some(visitor) = &visit.visitor else { return Ok(None) };
        let own = visitor.actor.organisations(Act::Adopt);
        if own.is_empty() || reading.overview.moved_to.is_some() {
            return Ok(None);
        }
        let Some(about) = About::of(registry, (visit, visitor), reading, (&own, typed))? else {
            return Ok(None);
        };
        let mut organisations = Vec::new();
        for slug in &own {
            let name = registry::organisation(registry, slug)?.name;
            organisations.push(Pick::new(slug.as_str(), name, about.organisation.as_str()));
        }
        Ok(Some(Self::filled((visit.t, visitor), reading, (&about, typed), organisations)))
    }

    fn filled(
        (t, visitor): (Text, &Visitor),
        reading: &Reading,
        (about, typed): (&About, Option<&Fields>),
        organisations: Vec<Pick>,
    ) -> Self {
        let id = reading.id();
        let kept = about.before.as_ref().map(|full| &full.adoption);
        let said = |field: &str, of: &dyn Fn(&Adoption) -> Option<String>| match typed {
            Some(fields) => fields.get(field).to_owned(),
            None => kept.and_then(of).unwrap_or_default(),
        };
        let stage = said("stage", &|one| Some(one.stage.to_string()));
        let product = said("product", &|one| one.product.as_ref().map(ToString::to_string));
        let version = about.version.to_string();
        let versions = about.versions.iter().map(|(one, _)| one.to_string());
        let name = organisations.iter().find(|one| one.is_chosen).map(|one| one.label.clone());
        let words = reading.document.title.get(t.lang);
        let suits = [("q", words), ("passt", about.organisation.as_str())];
        Self {
            form_token: visitor.form_token.clone(),
            action: format!("/blaupausen/{id}/nachnutzung"),
            organisation: about.organisation.to_string(),
            organisation_name: name.unwrap_or_default(),
            organisations,
            versions: versions.map(|one| Pick::new(&one, one.clone(), &version)).collect(),
            version,
            revision: kept.map_or(0, |one| one.revision),
            stages: stages(t, &stage),
            products: products(t, &about.document, &product),
            effort_hours: said("effort_hours", &|one| one.effort_hours.map(|n| n.to_string())),
            started_on: said("started_on", &|one| one.started_on.clone()),
            note: said("note", &|one| one.note.clone()),
            settings: Setting::all(t, &about.document, (typed, about.before.as_ref())),
            fixed: Fixed::all(t, &about.document),
            suits: crate::pages::address("/blaupausen", suits.into_iter()),
        }
    }
}

impl About {
    fn of(
        registry: &Registry,
        (visit, visitor): (&Visit, &Visitor),
        reading: &Reading,
        (own, typed): (&[Slug], Option<&Fields>),
    ) -> Result<Option<Self>, Refused> {
        let named = |field: &str| {
            let sent = typed.map(|fields| fields.get(field)).filter(|text| !text.is_empty());
            sent.or_else(|| visit.parameter(field)).map(str::to_owned)
        };
        let wanted = named("organisation").and_then(|text| text.parse::<Slug>().ok());
        let organisation =
            wanted.filter(|slug| own.contains(slug)).or_else(|| own.first().cloned());
        let Some(organisation) = organisation else { return Ok(None) };
        let on = On::Organisation(&organisation);
        visitor.actor.require(Act::ReadAdoption, on)?;
        let found = registry::adoption(registry, &visitor.actor, (&organisation, reading.id()));
        let before = match found {
            Ok(view) => Some(view.full),
            Err(Refused::Unknown(Unknown::Adoption(..))) => None,
            Err(refused) => return Err(refused),
        };
        let kept = before.as_ref().map(|full| &full.adoption);
        let versions = adoptable(registry, reading.id(), kept)?;
        let version = named("version").and_then(|text| text.parse::<Version>().ok());
        let offered = |wanted: &Version| versions.iter().find(|(one, _)| one == wanted);
        let chosen = version.as_ref().and_then(offered);
        let chosen = chosen.or_else(|| offered(&kept?.version));
        let latest = reading.overview.head.blueprint.latest.as_ref();
        let Some((version, place)) =
            chosen.or_else(|| offered(latest?)).or_else(|| versions.first()).cloned()
        else {
            return Ok(None);
        };
        let document = document(registry, &place, &version)?;
        Ok(Some(Self { organisation, before, versions, version, document }))
    }
}

pub(super) fn document(
    registry: &Registry,
    place: &BlueprintId,
    version: &Version,
) -> Result<Document, Refused> {
    let (_, bytes) = registry::document(registry, place, &VersionRef::Exact(version.clone()))?;
    let corrupt = || Refused::Store(StoreError::Corrupt { what: "document" });
    let tree: serde_json::Value =
        serde_json::from_slice(&bytes.canonical).map_err(|_unreadable| corrupt())?;
    Document::try_from(&tree).map_err(|_unreadable| corrupt())
}

fn stages(t: Text, chosen: &str) -> Vec<Pick> {
    let all = AdoptionStage::ALL.map(AdoptionStage::as_str).into_iter();
    all.map(|stage| Pick::new(stage, t.code("adoption-stage", stage), chosen)).collect()
}

/// Those that the version names, and none.
fn products(t: Text, document: &Document, chosen: &str) -> Vec<Pick> {
    let mut picks = vec![Pick::new("", t.get("adoption-no-product"), chosen)];
    for vendor in &document.vendors {
        for product in &vendor.products {
            let value = ProductRef::of(vendor, product).to_string();
            let name = product.name.as_ref().unwrap_or(&product.id);
            let label = format!("{name} ({})", vendor.name.as_ref().unwrap_or(&vendor.id));
            picks.push(Pick::new(&value, label, chosen));
        }
    }
    // What is on record and not in this version stays visible, or it would be lost unseen.
    if !picks.iter().any(|pick| pick.value == chosen) {
        picks.push(Pick::new(chosen, chosen.to_owned(), chosen));
    }
    picks
}
