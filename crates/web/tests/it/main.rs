//! The API from outside: a real server on a real port.

#[cfg(test)]
mod adoption_pages;
#[cfg(test)]
mod adoptions;
#[cfg(test)]
mod attestation_pages;
#[cfg(test)]
mod attestations;
#[cfg(test)]
mod bad_input;
#[cfg(test)]
mod conditional;
#[cfg(test)]
mod contract;
#[cfg(test)]
mod drafts;
#[cfg(test)]
mod feeds;
#[cfg(test)]
mod health;
#[cfg(test)]
mod law;
#[cfg(test)]
mod lineage;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod matrix;
#[cfg(test)]
mod merges;
#[cfg(test)]
mod metrics;
#[cfg(test)]
mod names;
#[cfg(test)]
mod organisation_pages;
#[cfg(test)]
mod organisations;
#[cfg(test)]
mod page_matrix;
#[cfg(test)]
mod people;
#[cfg(test)]
mod people_pages;
#[cfg(test)]
mod proposal_pages;
#[cfg(test)]
mod proposals;
#[cfg(test)]
mod publishing;
#[cfg(test)]
mod review_pages;
#[cfg(test)]
mod reviews;
#[cfg(test)]
mod search_pages;
#[cfg(test)]
mod searches;
#[cfg(test)]
mod searching;
#[cfg(test)]
mod secure;
#[cfg(test)]
mod server;
#[cfg(test)]
mod transfers;
#[cfg(test)]
mod trusted;
