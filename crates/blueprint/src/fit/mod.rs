//! Does a blueprint suit an organisation? Answered check by check, each pointing at its place in the document.
//!
//! Law: whoever asks for more never gets a better verdict, and what a document does not say leaves a gap; it neither
//! fits nor rules out. Without a product given, the best of the blueprint's products decides, and each is listed.

mod applies;
mod facts;
mod policy;
mod profile;
mod sentence;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use serde_json::Value;

use crate::{
    Code, Message, Path, Pointer,
    document::{Document, Product, Vendor},
    evidence::ProductRef,
};

pub use facts::{Facts, FactsError};
pub use profile::Profile;

use facts::ProductFacts;
use sentence::Reason;

/// Every code that a check may carry; `docs/fit.md` explains each.
pub const CODES: [&str; 10] = [
    "fit-state",
    "fit-kind",
    "fit-population",
    "fit-product",
    "fit-seal",
    "fit-certificate",
    "fit-deployment",
    "fit-data-location",
    "fit-third-country",
    "fit-product-in-use",
];

/// More products than these are judged, but no longer listed.
const MOST_LISTED: usize = 50;

/// Whether a blueprint suits an organisation, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    pub verdict: Verdict,
    /// The product whose checks decide; none where nothing was asked of products or none was found.
    pub decided_by: Option<ProductRef>,
    /// First those of the blueprint itself, then product by product, the best first.
    pub checks: Vec<Check>,
    /// How many products were judged and are not listed, because others suit better.
    pub n_left_out: usize,
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    pub code: Code,
    pub status: CheckStatus,
    pub message: Message,
    /// The place that decides, or the nearest above it that the document has.
    pub pointer: Pointer,
    pub path: Path,
    /// The product it is about; none where it is about the blueprint itself.
    pub product: Option<ProductRef>,
}

/// The answer, from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    Fits,
    /// Nothing speaks against it, but something is missing or not known.
    Gaps,
    Unfit,
}

/// What a check found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CheckStatus {
    Met,
    /// The blueprint lacks something that would be needed to tell.
    Gap,
    Unmet,
    /// The document or the profile does not say.
    Unknown,
}

/// Judges whether the blueprint suits an organisation `on` a day.
///
/// `value` is the tree that `document` was read from. With a `product`, that one is judged, otherwise all are.
pub fn fit(
    document: &Document,
    value: &Value,
    profile: &Profile,
    product: Option<&ProductRef>,
    on: Date,
) -> Fit {
    let mut own = applies::judge(document, profile);
    let offers = Offer::all(document);
    let mut judged: Vec<(&Offer<'_>, Vec<Judgement<'_>>)> = Vec::new();
    if let Some(wanted) = product {
        let offer = offers.iter().find(|offer| wanted.names(offer.vendor, offer.product));
        match offer {
            Some(offer) => judged.push((offer, policy::judge(profile, offer, on))),
            None => own.push(Judgement::missing_product(Reason::ProductNotNamed(wanted))),
        }
    } else if profile.asks_of_products() {
        if offers.is_empty() {
            own.push(Judgement::missing_product(Reason::NoProducts));
        }
        judged.extend(offers.iter().map(|offer| (offer, policy::judge(profile, offer, on))));
    }
    judged.sort_by_cached_key(|(_, judgements)| goodness(judgements));

    let best = judged.first().filter(|(_, judgements)| !judgements.is_empty());
    let of_best = best.map_or(Verdict::Fits, |(_, judgements)| verdict(judgements));
    let mut checks: Vec<Check> = own.iter().map(|judgement| judgement.told(value, None)).collect();
    for (offer, judgements) in judged.iter().take(MOST_LISTED) {
        checks.extend(judgements.iter().map(|judgement| judgement.told(value, Some(offer))));
    }
    for offer in &offers {
        let note = policy::in_use(profile, offer, on);
        checks.extend(note.map(|judgement| judgement.told(value, Some(offer))));
    }
    Fit {
        verdict: verdict(&own).max(of_best),
        decided_by: best.map(|(offer, _)| offer.name()),
        checks,
        n_left_out: judged.len().saturating_sub(MOST_LISTED),
    }
}

/// The worst that a check says.
fn verdict(judgements: &[Judgement<'_>]) -> Verdict {
    Verdict::of(judgements.iter().map(|judgement| judgement.status))
}

/// Sorts products: the best verdict first, then the one with the fewest faults and the fewest gaps.
fn goodness(judgements: &[Judgement<'_>]) -> (Verdict, usize, usize) {
    let count = |status| judgements.iter().filter(|judgement| judgement.status == status).count();
    let n_unmet = count(CheckStatus::Unmet);
    (verdict(judgements), n_unmet, judgements.len() - n_unmet - count(CheckStatus::Met))
}

/// A check before it is put into words.
#[derive(Debug)]
struct Judgement<'d> {
    code: &'static str,
    status: CheckStatus,
    pointer: Pointer,
    reason: Reason<'d>,
}

impl<'d> Judgement<'d> {
    fn missing_product(reason: Reason<'d>) -> Self {
        let pointer = Pointer::new("/vendors");
        Self { code: "fit-product", status: CheckStatus::Gap, pointer, reason }
    }

    fn told(&self, value: &Value, offer: Option<&Offer<'_>>) -> Check {
        let pointer = nearest(value, self.pointer.clone());
        Check {
            code: Code(self.code),
            status: self.status,
            message: sentence::of(&self.reason, offer.map(Offer::title).unwrap_or_default()),
            path: Path::of(value, &pointer),
            pointer,
            product: offer.map(Offer::name),
        }
    }
}

fn nearest(value: &Value, mut pointer: Pointer) -> Pointer {
    while value.pointer(pointer.as_str()).is_none() && pointer != Pointer::root() {
        pointer = pointer.parent();
    }
    pointer
}

/// A product with its vendor and its place.
#[derive(Debug)]
struct Offer<'d> {
    vendor: &'d Vendor,
    product: &'d Product,
    facts: ProductFacts,
    vendor_at: Pointer,
    at: Pointer,
}

impl<'d> Offer<'d> {
    fn all(document: &'d Document) -> Vec<Self> {
        let vendors = document.vendors.iter().enumerate();
        let offers = vendors.flat_map(|(vendor_idx, vendor)| {
            let vendor_at = Pointer::new("/vendors").join(vendor_idx);
            vendor.products.iter().enumerate().map(move |(idx, product)| Self {
                vendor,
                product,
                facts: ProductFacts::of(vendor, product),
                at: vendor_at.join("products").join(idx),
                vendor_at: vendor_at.clone(),
            })
        });
        offers.collect()
    }

    fn name(&self) -> ProductRef {
        ProductRef::of(self.vendor, self.product)
    }

    fn title(&self) -> &'d str {
        self.product.name.as_deref().unwrap_or(&self.product.id)
    }
}

impl Verdict {
    pub const ALL: [Self; 3] = [Self::Fits, Self::Gaps, Self::Unfit];

    /// The worst that a check says.
    fn of(statuses: impl IntoIterator<Item = CheckStatus>) -> Self {
        let verdicts = statuses.into_iter().map(|status| match status {
            CheckStatus::Met => Self::Fits,
            CheckStatus::Gap | CheckStatus::Unknown => Self::Gaps,
            CheckStatus::Unmet => Self::Unfit,
        });
        verdicts.max().unwrap_or(Self::Fits)
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fits => "fits",
            Self::Gaps => "gaps",
            Self::Unfit => "unfit",
        }
    }
}

impl CheckStatus {
    pub const ALL: [Self; 4] = [Self::Met, Self::Gap, Self::Unmet, Self::Unknown];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Gap => "gap",
            Self::Unmet => "unmet",
            Self::Unknown => "unknown",
        }
    }
}
