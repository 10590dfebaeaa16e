//! The products that a blueprint names, in the document's order, and where each stands on the vendors' page.

use blueprint::document::{Document, Product, Vendor};
use blueprint::evidence::ProductRef;

pub(super) fn of(document: &Document) -> impl Iterator<Item = (&Vendor, &Product)> {
    let vendors = document.vendors.iter();
    vendors.flat_map(|vendor| vendor.products.iter().map(move |product| (vendor, product)))
}

pub(super) fn name(product: &Product) -> String {
    product.name.clone().unwrap_or_else(|| product.id.clone())
}

pub(super) fn vendor_name(vendor: &Vendor) -> String {
    vendor.name.clone().unwrap_or_else(|| vendor.id.clone())
}

pub(super) fn anchor(product: &ProductRef) -> String {
    format!("produkt-{}-{}", product.vendor, product.product)
}
