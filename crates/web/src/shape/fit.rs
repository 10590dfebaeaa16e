//! Fit, as it is asked for and as it is sent.

use blueprint::{
    Lang, Message,
    fit::{Check, Fit, Profile},
    misread,
};
use serde::Deserialize;
use serde_json::{Map, Value};

/// A member of a profile that the law of the document does not know.
#[derive(Debug, PartialEq, Eq)]
pub struct ProfileFault {
    /// The member's name.
    pub member: String,
    /// What is wrong with it.
    pub why: Message,
}

/// The profile in the law's own terms, or the first member that has none.
pub fn profile(sent: &wire::FitProfile) -> Result<Profile, ProfileFault> {
    let fault = |member: &str, error: &serde_json::Error| ProfileFault {
        member: member.to_owned(),
        why: misread(error),
    };
    let value = serde_json::to_value(sent).map_err(|error| fault("", &error))?;
    Profile::deserialize(&value).map_err(|error| {
        let members = value.as_object().into_iter().flatten();
        // Read one by one, the members say which of them it was.
        let mut faults = members.filter_map(|(name, member)| {
            let alone = Map::from_iter([(name.clone(), member.clone())]);
            let error = Profile::deserialize(&Value::from(alone)).err()?;
            Some(fault(name, &error))
        });
        faults.next().unwrap_or_else(|| fault("", &error))
    })
}

/// A policy in the law's own terms: the profile with these members alone.
pub fn policy(sent: wire::FitPolicy) -> Result<Profile, ProfileFault> {
    profile(&wire::FitProfile {
        state: None,
        kind: None,
        population: None,
        minimum_seal: sent.minimum_seal,
        required_certificates: sent.required_certificates,
        allowed_deployments: sent.allowed_deployments,
        allowed_data_locations: sent.allowed_data_locations,
        no_third_country_access: sent.no_third_country_access,
        products_in_use: sent.products_in_use,
    })
}

pub fn result(fit: &Fit, lang: Lang) -> wire::FitResult {
    wire::FitResult {
        verdict: fit.verdict.as_str().to_owned(),
        decided_by: fit.decided_by.as_ref().map(ToString::to_string),
        checks: fit.checks.iter().map(|one| check(one, lang)).collect(),
        left_out: fit.n_left_out.try_into().unwrap_or(u64::MAX),
    }
}

fn check(check: &Check, lang: Lang) -> wire::FitCheck {
    wire::FitCheck {
        code: check.code.as_str().to_owned(),
        status: check.status.as_str().to_owned(),
        message: check.message.get(lang).to_owned(),
        pointer: check.pointer.to_string(),
        path: check.path.to_string(),
        product: check.product.as_ref().map(ToString::to_string),
    }
}

#[cfg(test)]
mod tests {
    use blueprint::{Document, fit::fit};
    use serde_json::json;

    use super::*;

    fn sent(value: Value) -> wire::FitProfile {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn a_profile_arrives_whole() {
        let value = json!({
            "state": "08",
            "kind": "municipality",
            "population": 12_000,
            "minimum_seal": {"SOV-2": 3},
            "required_certificates": ["bsi-c5"],
            "allowed_deployments": ["on_premises"],
            "allowed_data_locations": ["DE"],
            "no_third_country_access": true,
            "products_in_use": ["beispiel-it/parkservice"],
        });
        let read: Profile = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(profile(&sent(value)), Ok(read));
        assert_eq!(profile(&wire::FitProfile::default()), Ok(Profile::default()));
    }

    #[test]
    fn the_member_at_fault_is_named() {
        for (value, member) in [
            (json!({"state": "08", "kind": "vendor"}), "kind"),
            (json!({"state": "17"}), "state"),
            (json!({"minimum_seal": {"SOV-1": 5}}), "minimum_seal"),
            (json!({"required_certificates": ["other"]}), "required_certificates"),
            (json!({"allowed_data_locations": ["EU"]}), "allowed_data_locations"),
            (json!({"products_in_use": ["parkservice"]}), "products_in_use"),
        ] {
            let fault = profile(&sent(value)).unwrap_err();
            assert_eq!(fault.member, member, "{fault:?}");
        }
    }

    #[test]
    fn an_answer_speaks_the_language_asked_for() {
        let value = testkit::valid_example("full");
        let document = Document::try_from(&value).unwrap();
        let asked =
            profile(&sent(json!({"state": "09", "no_third_country_access": true}))).unwrap();
        let found = fit(&document, &value, &asked, None, jiff::civil::date(2026, 10, 13));
        insta::assert_json_snapshot!("fit_de", result(&found, Lang::De));
        insta::assert_json_snapshot!("fit_en", result(&found, Lang::En));
    }
}
