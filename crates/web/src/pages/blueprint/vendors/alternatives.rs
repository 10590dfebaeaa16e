//! What could take a product's place, and what would be missing without its vendor.

use std::collections::BTreeMap;

use blueprint::{
    document::Document,
    evidence::{Alternatives, Loss, ProductAlternatives, ProductRef, VendorLoss},
};

use crate::pages::{
    blueprint::{Reading, offers},
    phrase::Phrase,
    text::Text,
};

/// The ways out of a product.
#[derive(Debug)]
pub(super) struct WaysOut {
    pub(super) n_alternatives: usize,
    pub(super) alternatives: Vec<Alternative>,
    /// How many alternatives are not named.
    pub(super) n_more: usize,
    /// Requirements that are met today and that nobody but this vendor meets, with their obligation.
    pub(super) lost: Vec<(Phrase, String)>,
}

#[derive(Debug)]
pub(super) struct Alternative {
    pub(super) anchor: String,
    pub(super) name: String,
    pub(super) vendor: String,
}

/// The ways out of each product, in the document's order; of the last ones of very many products there are none.
pub(super) fn all(t: Text, reading: &Reading) -> Vec<WaysOut> {
    let document = &reading.document;
    let Alternatives { products, vendors, .. } =
        blueprint::evidence::alternatives(document, reading.today());
    let names: BTreeMap<ProductRef, (String, String)> = offers::of(document)
        .map(|(vendor, product)| {
            let names = (offers::name(product), offers::vendor_name(vendor));
            (ProductRef::of(vendor, product), names)
        })
        .collect();
    let losses: BTreeMap<&str, &VendorLoss> =
        vendors.iter().map(|loss| (loss.vendor.as_str(), loss)).collect();
    let titles = titles(t, document);
    let ways_out = |found: &ProductAlternatives| WaysOut {
        n_alternatives: found.n_alternatives,
        n_more: found.n_alternatives.saturating_sub(found.alternatives.len()),
        alternatives: found
            .alternatives
            .iter()
            .filter_map(|other| {
                let (name, vendor) = names.get(other)?.clone();
                Some(Alternative { anchor: offers::anchor(other), name, vendor })
            })
            .collect(),
        lost: losses
            .get(found.product.vendor.as_str())
            .map(|loss| loss.lost.iter().map(|lost| lacking(t, &titles, lost)).collect())
            .unwrap_or_default(),
    };
    products.iter().map(ways_out).collect()
}

fn titles(t: Text, document: &Document) -> BTreeMap<&str, Phrase> {
    let requirements = document.security.requirements.iter();
    requirements
        .map(|requirement| (requirement.id.as_str(), Phrase::of(&requirement.title, t.lang)))
        .collect()
}

fn lacking(t: Text, titles: &BTreeMap<&str, Phrase>, lost: &Loss) -> (Phrase, String) {
    let title = titles.get(lost.requirement.as_str()).cloned();
    let title = title.unwrap_or_else(|| Phrase::code(&lost.requirement));
    (title, t.code("obligation", lost.obligation.as_str()))
}
