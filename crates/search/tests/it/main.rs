//! The index as its callers see it: what is found, in which order, and what survives.

#[cfg(test)]
mod corpus;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod durability;
#[cfg(test)]
mod facets;
#[cfg(test)]
mod fitting;
#[cfg(test)]
mod german;
#[cfg(test)]
mod highlights;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod judged;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod ranking;
#[cfg(test)]
mod suggestions;
#[cfg(test)]
mod typed;
