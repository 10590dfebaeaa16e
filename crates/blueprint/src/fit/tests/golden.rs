//! The sentences: a seed against a demanding town, and one of every other kind.

use std::fmt::Write as _;

use super::*;
use crate::{Syntax, parse};

const PERMIT: &str =
    include_str!("../../../../../seed-blueprints/mrn/handwerkerparkausweis/2.1.0.yaml");

fn told(fit: &Fit) -> String {
    let mut text = String::new();
    let by = fit.decided_by.as_ref().map(ToString::to_string).unwrap_or_default();
    writeln!(text, "{} {by}", fit.verdict.as_str()).unwrap();
    for check in &fit.checks {
        let product = check.product.as_ref().map(ToString::to_string).unwrap_or_default();
        writeln!(text, "  {} {} {product}", check.status.as_str(), check.code.as_str()).unwrap();
        writeln!(text, "    {} = {}", check.pointer, check.path).unwrap();
        writeln!(text, "    de: {}", check.message.de).unwrap();
        writeln!(text, "    en: {}", check.message.en).unwrap();
    }
    text
}

/// Asks for everything that can be asked for.
fn demanding() -> Value {
    town(json!({
        "minimum_seal": {"SOV-1": 3, "SOV-2": 4, "SOV-5": 3},
        "required_certificates": ["iso-27001", "bsi-c5"],
        "allowed_deployments": ["on_premises", "public_provider"],
        "allowed_data_locations": ["DE", "AT"],
        "no_third_country_access": true,
        "products_in_use": ["muster-software/ausweisportal"],
    }))
}

#[test]
fn a_seed_for_a_demanding_town() {
    let parsed = parse(PERMIT.as_bytes(), Syntax::Yaml).unwrap();
    insta::assert_snapshot!(told(&judged(parsed.value(), demanding(), None)));
}

#[test]
fn the_full_example_for_a_demanding_town() {
    insta::assert_snapshot!(told(&judged(&testkit::valid_example("full"), demanding(), None)));
}

#[test]
fn the_other_sentences() {
    let mut text = String::new();
    let mut tell = |name: &str, value: &Value, asked: Value, product: Option<&str>| {
        writeln!(text, "# {name}\n{}", told(&judged(value, asked, product))).unwrap();
    };
    let full = testkit::valid_example("full");
    let minimal = testkit::valid_example("minimal");
    tell("nobody", &full, json!({}), None);
    tell(
        "a stranger",
        &full,
        json!({"state": "09", "kind": "region", "population": 5_000_000}),
        None,
    );
    tell("for all, without products", &minimal, demanding(), None);
    tell("another product", &full, demanding(), Some("beispiel-it/anderes"));

    let mut bare = full.clone();
    bare["applicability"] = json!({"kinds": ["district"], "population": {"min": 20_000}});
    bare["vendors"] = json!([{"id": "v", "products": [{"id": "p"}]}]);
    tell("a product of which nothing is known", &bare, demanding(), None);

    let mut bad = full;
    bad["applicability"] = json!({"population": {"min": 5_000, "max": 10_000}});
    bad["vendors"] = json!([{"id": "v", "seat": "US", "ultimate_owner": "US", "products": [{
        "id": "p",
        "name": "Fernweh",
        "deployment": ["public_cloud"],
        "data_locations": ["DE", "US"],
        "third_country_access": {"exposed": true, "laws": ["US CLOUD Act"]},
        "certificates": [{"scheme": "bsi-c5", "valid_until": "2025-05-31"}, {"scheme": "iso-27001"}],
        "assessment": {"objectives": {"SOV-2": {"seal": 0}}},
    }]}]);
    tell("a product that meets nothing", &bad, demanding(), None);
    insta::assert_snapshot!(text);
}
