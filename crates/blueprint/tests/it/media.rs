//! The media breaks of the seeds: what the papers of 2008 had, and that nothing is left of it.

use blueprint::{MediaBreaks, Syntax, media_breaks, parse};
use serde_json::Value;

fn seed(yaml: &[u8]) -> Value {
    parse(yaml, Syntax::Yaml).unwrap().into_value()
}

fn places(breaks: &MediaBreaks<'_>) -> Vec<Vec<String>> {
    let places = |one: &media_breaks::MediaBreak<'_>| {
        one.crossings().map(|crossing| format!("{:?}", crossing.carrier)).collect()
    };
    breaks.breaks.iter().map(places).collect()
}

#[test]
fn the_permit_on_paper_leaves_the_digital_world_four_times() {
    let document =
        seed(include_bytes!("../../../../seed-blueprints/mrn/handwerkerparkausweis/1.0.0.yaml"));
    let found = media_breaks(&document);
    assert_eq!(
        places(&found),
        [
            vec![r#"Flow("f04")"#],
            vec![r#"Flow("f05")"#, r#"Flow("f14")"#],
            vec![r#"Flow("f15")"#, r#"Flow("f16")"#],
            vec![r#"Flow("f17")"#],
        ]
    );
    assert_eq!((found.n_free, found.n_hand_overs), (9, 15));
}

#[test]
fn the_digital_permit_never_leaves_it() {
    for yaml in [
        include_bytes!("../../../../seed-blueprints/mrn/handwerkerparkausweis/2.0.0.yaml")
            .as_slice(),
        include_bytes!("../../../../seed-blueprints/mrn/handwerkerparkausweis/2.1.0.yaml"),
    ] {
        let document = seed(yaml);
        let found = media_breaks(&document);
        assert_eq!((found.count(), found.n_hand_overs), (0, 15));
        assert!((found.share_free() - 1.0).abs() < f64::EPSILON);
    }
}
