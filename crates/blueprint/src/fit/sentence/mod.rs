//! The sentences of the checks, in German and in English.
//!
//! Every sentence begins with its outcome: it fits, it does not fit because, or it is open.

mod applies;
mod policy;

use std::{collections::BTreeSet, fmt::Display};

use jiff::civil::Date;

use super::CheckStatus;
use crate::{
    Lang, Message,
    document::{AdministrationKind, CertificateScheme, Deployment, State},
    evidence::{Country, Exposure, ObjectiveId, ProductRef, Seal},
    schema::Node,
};

/// Why a check ended as it did.
#[derive(Debug)]
pub(super) enum Reason<'d> {
    AnyState,
    State { ours: State },
    OtherStates { ours: State, made_for: &'d [State] },
    StateNotGiven { made_for: &'d [State] },
    AnyKind,
    Kind { ours: AdministrationKind },
    PerhapsOwnDistrict,
    OtherKinds { ours: AdministrationKind, made_for: &'d [AdministrationKind] },
    KindNotGiven { made_for: &'d [AdministrationKind] },
    AnySize,
    Size { ours: u64, least: Option<u64>, most: Option<u64>, is_within: bool },
    SizeNotGiven { least: Option<u64>, most: Option<u64> },
    NoProducts,
    ProductNotNamed(&'d ProductRef),
    Seal { objective: ObjectiveId, wanted: Seal, reached: Option<Seal> },
    Certificate { scheme: CertificateScheme, found: CertificateFound },
    Deployment { offered: &'d [Deployment], allowed: &'d BTreeSet<Deployment>, status: CheckStatus },
    DataLocation { outside: Vec<&'d str>, allowed: &'d BTreeSet<Country>, status: CheckStatus },
    ThirdCountry(Exposure),
    InUse { by: &'d str, on: Date },
}

/// What is known of a certificate, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum CertificateFound {
    Valid(Date),
    Undated,
    Expired(Date),
    Others,
    NoneNamed,
}

/// The sentence for a reason; `product` is the name of the product it is about.
pub(super) fn of(reason: &Reason<'_>, product: &str) -> Message {
    match reason {
        Reason::AnyState
        | Reason::State { .. }
        | Reason::OtherStates { .. }
        | Reason::StateNotGiven { .. } => applies::state(reason),
        Reason::AnyKind
        | Reason::Kind { .. }
        | Reason::PerhapsOwnDistrict
        | Reason::OtherKinds { .. }
        | Reason::KindNotGiven { .. } => applies::kind(reason),
        Reason::AnySize | Reason::Size { .. } | Reason::SizeNotGiven { .. } => {
            applies::size(reason)
        }
        Reason::NoProducts => open(
            "Die Blaupause nennt kein Produkt, an dem sich Ihre Vorgaben prüfen lassen",
            "The blueprint names no product that could be held against what you ask for",
        ),
        Reason::ProductNotNamed(wanted) => open(
            format!("Die Blaupause nennt das Produkt „{wanted}“ nicht"),
            format!("The blueprint does not name the product “{wanted}”"),
        ),
        Reason::Seal { objective, wanted, reached } => {
            policy::seal(product, *objective, *wanted, *reached)
        }
        Reason::Certificate { scheme, found } => policy::certificate(product, *scheme, *found),
        Reason::Deployment { offered, allowed, status } => {
            policy::deployment(product, offered, allowed, *status)
        }
        Reason::DataLocation { outside, allowed, status } => {
            policy::data_location(product, outside, allowed, *status)
        }
        Reason::ThirdCountry(exposure) => policy::third_country(product, exposure),
        Reason::InUse { by, on } => fits(
            format!(
                "Sie nutzen „{product}“ schon, und {by} hat es am {} mit dieser Blaupause erprobt",
                german(*on)
            ),
            format!("You use “{product}” already, and {by} tested it with this blueprint on {on}"),
        ),
    }
}

fn fits(de: impl Display, en: impl Display) -> Message {
    Message::new(format!("Passt: {de}."), format!("Fits: {en}."))
}

fn unfit(de: impl Display, en: impl Display) -> Message {
    Message::new(format!("Passt nicht, weil {de}."), format!("Does not fit because {en}."))
}

fn open(de: impl Display, en: impl Display) -> Message {
    Message::new(format!("Offen: {de}."), format!("Open: {en}."))
}

fn label(schema_path: &str, code: &'static str, lang: Lang) -> &'static str {
    Node::of_schema_path(schema_path).and_then(|node| node.label(code, lang)).unwrap_or(code)
}

fn listed<S: AsRef<str>>(words: impl Iterator<Item = S>, lang: Lang) -> String {
    let words: Vec<S> = words.collect();
    let and = match lang {
        Lang::De => "und",
        Lang::En => "and",
    };
    match words.as_slice() {
        [] => String::new(),
        [word] => word.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} {and} {}", first.join(", "), last.as_ref())
        }
    }
}

fn number(n: u64, lang: Lang) -> String {
    let separator = match lang {
        Lang::De => '.',
        Lang::En => ',',
    };
    let digits = n.to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (idx, digit) in digits.chars().enumerate() {
        if 0 < idx && (digits.len() - idx).is_multiple_of(3) {
            written.push(separator);
        }
        written.push(digit);
    }
    written
}

fn german(day: Date) -> String {
    format!("{:02}.{:02}.{}", day.day(), day.month(), day.year())
}
