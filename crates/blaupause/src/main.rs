//! The program: server, checks offline, client of the API, administration.
//!
//! Configuration and wiring; what a blueprint is and what a registry does is decided in other crates.
//! Exit codes: 0 good, 1 findings or refused, 2 wrong use, 3 registry unavailable, 4 internal.

mod clock;
mod commands;
mod config;
mod exit;
mod file;
mod follower;
mod keeper;
mod logging;
mod output;
mod place;
mod providers;
mod rebuilder;
mod seed;
mod styled;
mod trust;
mod yaml;

use std::process::ExitCode;

use clap::Parser as _;

use crate::{commands::Cli, config::Config};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let config = match Config::read(&cli.common) {
        Ok(config) => config,
        Err(failure) => {
            config::first_output(&cli.common).failure(&failure);
            return failure.exit.into();
        }
    };
    match cli.command.run(&config) {
        Ok(exit) => exit.into(),
        Err(failure) => {
            config.output.failure(&failure);
            failure.exit.into()
        }
    }
}
