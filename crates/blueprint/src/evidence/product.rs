//! The name of a product across vendors.

use std::{fmt, str::FromStr};

use serde::Deserialize;

use crate::{Slug, document};

/// A vendor's product: `beispiel-it/parkservice`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct ProductRef {
    pub vendor: String,
    pub product: String,
}

/// Why a text names no product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a product is named `vendor/product`")]
pub struct ProductRefError;

impl ProductRef {
    pub fn of(vendor: &document::Vendor, product: &document::Product) -> Self {
        Self { vendor: vendor.id.clone(), product: product.id.clone() }
    }

    pub(crate) fn names(&self, vendor: &document::Vendor, product: &document::Product) -> bool {
        self.vendor == vendor.id && self.product == product.id
    }
}

impl FromStr for ProductRef {
    type Err = ProductRefError;

    fn from_str(s: &str) -> Result<Self, ProductRefError> {
        let (vendor, product) = s.split_once('/').ok_or(ProductRefError)?;
        let name = |part: &str| {
            let slug = part.parse::<Slug>().ok().ok_or(ProductRefError)?;
            Ok(slug.as_str().to_owned())
        };
        Ok(Self { vendor: name(vendor)?, product: name(product)? })
    }
}

impl TryFrom<String> for ProductRef {
    type Error = ProductRefError;

    fn try_from(text: String) -> Result<Self, ProductRefError> {
        text.parse()
    }
}

impl fmt::Display for ProductRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.vendor, self.product)
    }
}
