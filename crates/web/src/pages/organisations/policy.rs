//! What an organisation asks of products: in words for everybody, and as a form.

use ::blueprint::{
    document::{CertificateScheme, Deployment},
    evidence::{ObjectiveId, Seal},
    fit::Profile,
};

use crate::pages::pick::Pick;
use crate::{
    pages::{people::form::Fields, text::Text},
    shape::fit::{self, ProfileFault},
};

/// The fields of the form, filled.
#[derive(Debug)]
pub(super) struct PolicyForm {
    /// By objective: the field's name, the objective's, and the levels.
    pub(super) seals: Vec<(String, String, Vec<Pick>)>,
    pub(super) certificates: Vec<Pick>,
    pub(super) deployments: Vec<Pick>,
    pub(super) data_locations: String,
    pub(super) no_third_country_access: bool,
    pub(super) products: String,
}

/// One kind of demand in words, and what is demanded.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) label: String,
    pub(super) items: Vec<String>,
}

/// A policy as everybody reads it: only what is asked for.
pub(super) fn asked(policy: &Profile, t: Text) -> Vec<Asked> {
    let seals = policy.minimum_seal.iter().map(|(id, seal)| {
        let level = t.with("seal-level", &seal.level().to_string());
        format!("{}: {level}", t.code("sov", id.as_str()))
    });
    let certificates = policy.required_certificates.iter();
    let deployments = policy.allowed_deployments.iter();
    let countries = policy.allowed_data_locations.iter();
    let third = policy.no_third_country_access.then(|| t.get("policy-asked-no-third-country"));
    let asked = [
        ("seals", seals.collect::<Vec<_>>()),
        ("certificates", certificates.map(|it| t.code("scheme", it.as_str())).collect()),
        ("deployments", deployments.map(|it| t.code("deployment", it.as_str())).collect()),
        ("locations", countries.map(|it| it.as_str().to_owned()).collect()),
        ("third-country", third.into_iter().collect()),
        ("products", policy.products_in_use.iter().map(ToString::to_string).collect()),
    ];
    asked
        .into_iter()
        .filter(|(_, items)| !items.is_empty())
        .map(|(kind, items)| Asked { label: t.code("policy-asked", kind), items })
        .collect()
}

const SEAL: &str = "minimum_seal.";

impl PolicyForm {
    pub(super) fn of(policy: &Profile, t: Text) -> Self {
        let chosen = |id: ObjectiveId| {
            policy.minimum_seal.get(&id).map(|seal| seal.level().to_string()).unwrap_or_default()
        };
        let join = |items: Vec<String>, by: &str| items.join(by);
        let countries = policy.allowed_data_locations.iter();
        let products = policy.products_in_use.iter();
        Self::new(
            t,
            chosen,
            |scheme| policy.required_certificates.contains(&scheme),
            |way| policy.allowed_deployments.contains(&way),
            (
                join(countries.map(|country| country.as_str().to_owned()).collect(), ", "),
                policy.no_third_country_access,
                join(products.map(ToString::to_string).collect(), "\n"),
            ),
        )
    }

    /// As it was typed, for a form that comes back.
    pub(super) fn typed(fields: &Fields, t: Text) -> Self {
        let has = |name: &str, code: &str| fields.all(name).any(|value| value == code);
        Self::new(
            t,
            |id| fields.get(&format!("{SEAL}{}", id.as_str())).to_owned(),
            |scheme| has("required_certificates", scheme.as_str()),
            |way| has("allowed_deployments", way.as_str()),
            (
                fields.get("allowed_data_locations").to_owned(),
                !fields.get("no_third_country_access").is_empty(),
                fields.get("products_in_use").to_owned(),
            ),
        )
    }

    fn new(
        t: Text,
        seal: impl Fn(ObjectiveId) -> String,
        certificate: impl Fn(CertificateScheme) -> bool,
        deployment: impl Fn(Deployment) -> bool,
        (data_locations, no_third_country_access, products): (String, bool, String),
    ) -> Self {
        // "Another certificate" would be met by any.
        let named = CertificateScheme::ALL.into_iter().filter(|it| *it != CertificateScheme::Other);
        Self {
            seals: ObjectiveId::ALL
                .into_iter()
                .map(|id| {
                    let name = format!("{SEAL}{}", id.as_str());
                    (name, t.code("sov", id.as_str()), levels(t, &seal(id)))
                })
                .collect(),
            certificates: named
                .map(|it| Pick {
                    value: it.as_str().to_owned(),
                    label: t.code("scheme", it.as_str()),
                    is_chosen: certificate(it),
                })
                .collect(),
            deployments: Deployment::ALL
                .into_iter()
                .map(|it| Pick {
                    value: it.as_str().to_owned(),
                    label: t.code("deployment", it.as_str()),
                    is_chosen: deployment(it),
                })
                .collect(),
            data_locations,
            no_third_country_access,
            products,
        }
    }
}

fn levels(t: Text, chosen: &str) -> Vec<Pick> {
    let levels = (0..=Seal::MAX.level()).map(|level| {
        let value = level.to_string();
        Pick { label: t.with("seal-level", &value), is_chosen: value == chosen, value }
    });
    std::iter::once(Pick::none(t.get("policy-any-level"), chosen)).chain(levels).collect()
}

/// The policy that was sent, or the first field that has no meaning.
pub(super) fn read(fields: &Fields) -> Result<Profile, ProfileFault> {
    let all = |name: &str| fields.all(name).map(str::to_owned).collect();
    let words = |name: &str| {
        let parts = fields.get(name).split([',', ';', '\n', '\r', '\t', ' ']);
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<String>>()
    };
    let seals = ObjectiveId::ALL.into_iter().filter_map(|id| {
        let level = fields.get(&format!("{SEAL}{}", id.as_str())).parse::<u8>().ok()?;
        Some((id.as_str().to_owned(), level))
    });
    let countries = words("allowed_data_locations").iter().map(|it| it.to_uppercase()).collect();
    fit::policy(wire::FitPolicy {
        minimum_seal: seals.collect(),
        required_certificates: all("required_certificates"),
        allowed_deployments: all("allowed_deployments"),
        allowed_data_locations: countries,
        no_third_country_access: !fields.get("no_third_country_access").is_empty(),
        products_in_use: words("products_in_use"),
    })
}
