//! The document's law from outside.

#[cfg(test)]
mod applying;
#[cfg(test)]
mod differences;
#[cfg(test)]
mod examples;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod media;
#[cfg(test)]
mod merge;
#[cfg(test)]
mod parameters;
#[cfg(test)]
mod parsing;
#[cfg(test)]
mod reasons;
#[cfg(test)]
mod renames;
#[cfg(test)]
mod schema_laws;
#[cfg(test)]
mod schema_sentences;
#[cfg(test)]
mod sentences;
#[cfg(test)]
mod version_laws;

/// The day on which the examples are checked.
#[cfg(test)]
const ON: jiff::civil::Date = jiff::civil::date(2026, 9, 1);
