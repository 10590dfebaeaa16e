//! The use cases from outside, on both databases.

#[cfg(test)]
mod adopting;
#[cfg(test)]
mod attesting;
#[cfg(test)]
mod drafts;
#[cfg(test)]
mod evidencing;
#[cfg(test)]
mod fitting;
#[cfg(test)]
mod forking;
#[cfg(test)]
mod given;
#[cfg(test)]
mod kin;
#[cfg(test)]
mod law;
#[cfg(test)]
mod lifecycle;
#[cfg(test)]
mod maturing;
#[cfg(test)]
mod merging;
#[cfg(test)]
mod moving;
#[cfg(test)]
mod organisations;
#[cfg(test)]
mod people;
#[cfg(test)]
mod permissions;
#[cfg(test)]
mod proposing;
#[cfg(test)]
mod publishing;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod rebuilding;
#[cfg(test)]
mod reviews;
#[cfg(test)]
mod upstreams;
