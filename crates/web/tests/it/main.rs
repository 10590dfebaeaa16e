//! The API from outside: a real server on a real port.

#[cfg(test)]
mod bad_input;
#[cfg(test)]
mod conditional;
#[cfg(test)]
mod contract;
#[cfg(test)]
mod law;
#[cfg(test)]
mod lineage;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod publishing;
#[cfg(test)]
mod server;
