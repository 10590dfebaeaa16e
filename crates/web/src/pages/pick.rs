//! Something to choose in a form.

/// One of the things that a select, radio buttons or boxes offer.
#[derive(Clone, Debug)]
pub(crate) struct Pick {
    pub(crate) value: String,
    pub(crate) label: String,
    pub(crate) is_chosen: bool,
}

impl Pick {
    pub(crate) fn new(value: &str, label: String, chosen: &str) -> Self {
        Self { value: value.to_owned(), label, is_chosen: value == chosen }
    }

    /// The choice of nothing, first in a list.
    pub(crate) fn none(label: String, chosen: &str) -> Self {
        Self::new("", label, chosen)
    }
}
