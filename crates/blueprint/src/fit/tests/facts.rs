//! The verdict from facts alone, and facts as bytes.

use proptest::prelude::*;

use super::{
    laws::{any_document, any_profile},
    *,
};

fn facts(value: &Value) -> Facts {
    Facts::of(&Document::try_from(value).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn facts_say_what_the_document_says(
        value in any_document(),
        profile in any_profile(),
        days in -2_i64..3,
    ) {
        let on = TODAY.checked_add(jiff::Span::new().days(days)).unwrap();
        let document = Document::try_from(&value).unwrap();
        let told = fit(&document, &value, &profile, None, on).verdict;
        let facts = Facts::of(&document);
        prop_assert_eq!(facts.verdict(&profile, on), told);
        let read = Facts::decode(&facts.encode());
        prop_assert_eq!(read.as_ref(), Ok(&facts));
    }

    #[test]
    fn whatever_the_bytes_are_they_are_read_or_refused(
        value in any_document(),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = facts(&value).encode();
        prop_assert_eq!(Facts::decode(&bytes[..cut.index(bytes.len())]), Err(FactsError));
        let changed = at.index(bytes.len());
        bytes[changed] = byte;
        if let Ok(read) = Facts::decode(&bytes) {
            prop_assert_eq!(read.encode(), bytes);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(mut bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        if let Some(first) = bytes.first_mut() {
            *first = Facts::VERSION;
        }
        if let Ok(read) = Facts::decode(&bytes) {
            prop_assert_eq!(read.encode(), bytes);
        }
    }
}

#[test]
fn the_coding_is_what_it_was() {
    // Whoever has to change this line raises `Facts::VERSION`.
    let full = facts(&testkit::valid_example("full")).encode();
    let full = format!("{full:02x?}").replace(", ", "");
    insta::assert_snapshot!(full, @"[01e000070280897a0103030302803308051f050600014445]");
    assert_eq!(Facts::default().encode(), [Facts::VERSION, 0, 0, 0, 0, 0]);
}

#[test]
fn what_cannot_change_a_verdict_makes_no_difference() {
    let value = testkit::valid_example("full");
    let mut other = value.clone();
    other["title"]["de"] = "Anders".into();
    other["applicability"]["states"].as_array_mut().unwrap().reverse();
    let products = other["vendors"][0]["products"].as_array_mut().unwrap();
    let mut twin = products[0].clone();
    twin["id"] = "zwilling".into();
    let mut older = twin["certificates"][0].clone();
    older["valid_until"] = "2001-01-01".into();
    twin["certificates"].as_array_mut().unwrap().push(older);
    products.push(twin);
    assert_eq!(facts(&other), facts(&value));
    other["vendors"][0]["seat"] = "US".into();
    assert_ne!(facts(&other), facts(&value));
}

#[test]
fn what_nobody_wrote_is_refused() {
    let written = facts(&testkit::valid_example("full")).encode();
    let mut longer = written.clone();
    longer.push(0);
    let mut newer = written.clone();
    newer[0] += 1;
    for bytes in [&[][..], &longer, &newer] {
        assert_eq!(Facts::decode(bytes), Err(FactsError));
    }
    // No more products than there is room for, however many are said to follow.
    assert_eq!(Facts::decode(&[1, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0x7f]), Err(FactsError));
    // A bound of nobody, a number at length, an unknown kind.
    for bytes in [&[1, 0, 0, 0, 0, 0x80, 0][..], &[1, 0, 0, 0x80, 0, 0], &[1, 0, 0, 0, 4, 0]] {
        assert_eq!(Facts::decode(bytes), Err(FactsError));
    }
}
