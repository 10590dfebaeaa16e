//! Laws of the canonical form and of comparison, for any tree.

use blueprint::{Parsed, Syntax, compare, normalise, parse};
use proptest::prelude::*;
use serde_json::{Map, Value};

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-9_007_199_254_740_991_i64..=9_007_199_254_740_991).prop_map(Value::from),
        (-9e15_f64..9e15)
            .prop_filter_map("finite", |f| serde_json::Number::from_f64(f).map(Value::Number)),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            any_object(inner),
        ]
    })
}

fn any_object(value: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    prop::collection::btree_map(any::<String>(), value, 0..5)
        .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn the_canonical_form_is_its_own_canonical_form(value in any_object(any_value())) {
        let once = Parsed::of(value).unwrap();
        let twice = parse(once.canonical(), Syntax::Json).unwrap();
        prop_assert_eq!(once.canonical(), twice.canonical());
        prop_assert_eq!(once.digest(), twice.digest());
    }

    /// Whole numbers beyond 2^53 and fractions of any size: kept for good, or refused at once.
    #[test]
    fn a_number_is_kept_or_refused(number in any::<f64>()) {
        let Ok(once) = Parsed::of(serde_json::json!({ "n": number })) else {
            prop_assert!(!number.is_finite() || 9e15 < number.abs());
            return Ok(());
        };
        let twice = parse(once.canonical(), Syntax::Json).unwrap();
        prop_assert_eq!(once, twice);
    }

    #[test]
    fn nothing_differs_from_itself(value in any_value()) {
        prop_assert!(compare(&value, &value).is_empty());
    }

    #[test]
    fn a_difference_is_seen_from_both_sides(a in any_object(any_value()), b in any_object(any_value())) {
        let there: Vec<_> = compare(&a, &b).into_iter().map(|c| (c.path, c.before, c.after)).collect();
        let back: Vec<_> = compare(&b, &a).into_iter().map(|c| (c.path, c.after, c.before)).collect();
        prop_assert_eq!(there, back);
    }

    #[test]
    fn normalising_twice_is_normalising_once(value in any_value()) {
        let once = normalise(value);
        prop_assert_eq!(normalise(once.clone()), once);
    }
}
