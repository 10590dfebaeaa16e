//! Organisations, as they are sent.

use blueprint::{Slug, fit::Profile};
use registry::{Organisation, OrganisationStep, OrganisationView, Succession, Verified};

use super::time;

pub fn item(organisation: Organisation) -> wire::Organisation {
    wire::Organisation {
        slug: organisation.slug.to_string(),
        kind: organisation.kind.as_str().to_owned(),
        name: organisation.name,
        ars: organisation.ars,
        state: organisation.state,
        population: organisation.population,
        parent: organisation.parent.map(|parent| parent.to_string()),
        verification: organisation.standing.verified.map(verification),
        succession: organisation.standing.succession.map(succession),
    }
}

pub fn details(view: OrganisationView) -> wire::OrganisationDetails {
    let wire::Organisation {
        slug,
        kind,
        name,
        ars,
        state,
        population,
        parent,
        verification,
        succession,
    } = item(view.organisation);
    wire::OrganisationDetails {
        slug,
        kind,
        name,
        ars,
        state,
        population,
        parent,
        verification,
        succession,
        predecessors: view.predecessors.iter().map(Slug::to_string).collect(),
        policy: policy(&view.policy),
        history: view.history.into_iter().map(step).collect(),
    }
}

fn verification(verified: Verified) -> wire::OrganisationVerification {
    wire::OrganisationVerification { at: time(verified.at), reason: verified.reason }
}

fn succession(succession: Succession) -> wire::OrganisationSuccession {
    wire::OrganisationSuccession {
        successor: succession.successor.to_string(),
        at: time(succession.at),
        reason: succession.reason,
    }
}

fn step(step: OrganisationStep) -> wire::OrganisationStep {
    wire::OrganisationStep {
        at: time(step.at),
        deed: step.deed.as_str().to_owned(),
        text: step.text,
    }
}

fn policy(policy: &Profile) -> wire::FitPolicy {
    let seals = policy.minimum_seal.iter();
    wire::FitPolicy {
        minimum_seal: seals.map(|(id, seal)| (id.as_str().to_owned(), seal.level())).collect(),
        required_certificates: texts(&policy.required_certificates, |it| it.as_str()),
        allowed_deployments: texts(&policy.allowed_deployments, |it| it.as_str()),
        allowed_data_locations: texts(&policy.allowed_data_locations, |it| it.as_str()),
        no_third_country_access: policy.no_third_country_access,
        products_in_use: policy.products_in_use.iter().map(ToString::to_string).collect(),
    }
}

fn texts<'a, T: 'a>(
    items: impl IntoIterator<Item = &'a T>,
    text: impl Fn(&'a T) -> &'a str,
) -> Vec<String> {
    items.into_iter().map(|item| text(item).to_owned()).collect()
}
