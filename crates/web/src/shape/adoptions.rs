//! Who uses what: for everybody, and as the organisation itself sees it.

use registry::{Adopter, AdoptionCounts, AdoptionView, OwnAdoption};

use super::{text, time};

/// How large a town is, so that others of its size find it.
pub(crate) fn size_class(population: i64) -> &'static str {
    match population {
        ..5_000 => "under_5000",
        5_000..20_000 => "under_20000",
        20_000..100_000 => "under_100000",
        100_000.. => "from_100000",
    }
}

pub(crate) fn counts(counts: AdoptionCounts) -> wire::AdoptionCounts {
    wire::AdoptionCounts {
        total: counts.total(),
        productive: counts.productive,
        introducing: counts.introducing,
        planned: counts.planned,
    }
}

pub(crate) fn adoption(view: AdoptionView) -> wire::Adoption {
    let AdoptionView { full, current } = view;
    let adoption = full.adoption;
    wire::Adoption {
        organisation: adoption.organisation.to_string(),
        blueprint: current.to_string(),
        version: adoption.version.to_string(),
        version_at: adoption.id.to_string(),
        stage: adoption.stage.to_string(),
        parameters: full.parameters.into_iter().collect(),
        product: adoption.product.as_ref().map(ToString::to_string),
        effort_hours: adoption.effort_hours,
        started_on: adoption.started_on,
        note: adoption.note,
        created_at: time(adoption.created_at),
        updated_at: time(adoption.updated.at),
    }
}

pub(crate) fn adopter(adopter: Adopter) -> wire::Adopter {
    let Adopter { adoption, name, state, population } = adopter;
    wire::Adopter {
        organisation: adoption.organisation.to_string(),
        name,
        state,
        size_class: population.map(|people| size_class(people).to_owned()),
        stage: adoption.stage.to_string(),
        version: adoption.version.to_string(),
        version_at: adoption.id.to_string(),
        product: adoption.product.as_ref().map(ToString::to_string),
        effort_hours: adoption.effort_hours,
        started_on: adoption.started_on,
    }
}

pub(crate) fn own(own: OwnAdoption) -> wire::AdoptionItem {
    let OwnAdoption { adoption, current, title_de, title_en, newer, is_yanked } = own;
    wire::AdoptionItem {
        blueprint: current.to_string(),
        title: text(&title_de, title_en.as_ref()),
        stage: adoption.stage.to_string(),
        version: adoption.version.to_string(),
        version_at: adoption.id.to_string(),
        yanked: is_yanked,
        newer: newer.n_versions,
        latest: newer.latest.map(|(_, version)| version.to_string()),
        product: adoption.product.as_ref().map(ToString::to_string),
        effort_hours: adoption.effort_hours,
        started_on: adoption.started_on,
    }
}
