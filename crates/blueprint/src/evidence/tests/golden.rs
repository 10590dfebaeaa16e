//! Everything that the full example and a seed prove.

use super::*;
use crate::{Syntax, parse};

const PERMIT: &str =
    include_str!("../../../../../seed-blueprints/mrn/handwerkerparkausweis/2.1.0.yaml");

fn permit() -> Document {
    let parsed = parse(PERMIT.as_bytes(), Syntax::Yaml).unwrap();
    Document::try_from(parsed.value()).unwrap()
}

fn full() -> Document {
    Document::try_from(&testkit::valid_example("full")).unwrap()
}

#[test]
fn the_full_example() {
    let document = full();
    insta::assert_debug_snapshot!("full_coverage", coverage(&document, TODAY));
    insta::assert_debug_snapshot!("full_alternatives", alternatives(&document, TODAY));
    insta::assert_debug_snapshot!("full_sovereignty", sovereignty(&document, WeightSet::EuCsf121));
    insta::assert_debug_snapshot!("full_control", control_questions(&document));
    insta::assert_debug_snapshot!("full_exit", exit_terms(&document, TODAY));
}

#[test]
fn a_seed() {
    let document = permit();
    insta::assert_debug_snapshot!("permit_coverage", coverage(&document, TODAY));
    insta::assert_debug_snapshot!("permit_alternatives", alternatives(&document, TODAY));
    for set in WeightSet::ALL {
        let name = format!("permit_sovereignty_{}", set.as_str());
        insta::assert_debug_snapshot!(name, sovereignty(&document, set));
    }
    insta::assert_debug_snapshot!("permit_exit", exit_terms(&document, TODAY));
}
