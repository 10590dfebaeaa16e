//! The products that a blueprint names, in the document's order, and where each stands on the vendors' page.

use blueprint::document::{Document, Product, Vendor};
use blueprint::evidence::ProductRef;

pub(in crate::pages) fn of(document: &Document) -> impl Iterator<Item = (&Vendor, &Product)> {
    let vendors = document.vendors.iter();
    vendors.flat_map(|vendor| vendor.products.iter().map(move |product| (vendor, product)))
}

pub(in crate::pages) fn name(product: &Product) -> String {
    product.name.clone().unwrap_or_else(|| product.id.clone())
}

pub(in crate::pages) fn vendor_name(vendor: &Vendor) -> String {
    vendor.name.clone().unwrap_or_else(|| vendor.id.clone())
}

/// A product by its name and its vendor's, or as it is written where the document does not name it.
pub(in crate::pages) fn called(document: &Document, wanted: &ProductRef) -> String {
    let found = of(document).find(|(vendor, product)| ProductRef::of(vendor, product) == *wanted);
    found.map_or_else(
        || wanted.to_string(),
        |(vendor, product)| format!("{} ({})", name(product), vendor_name(vendor)),
    )
}

pub(in crate::pages) fn anchor(product: &ProductRef) -> String {
    format!("produkt-{}-{}", product.vendor, product.product)
}
