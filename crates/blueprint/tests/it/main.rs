//! The document's law from outside.

#[cfg(test)]
mod applying;
#[cfg(test)]
mod examples;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod parsing;
#[cfg(test)]
mod renames;
#[cfg(test)]
mod sentences;
