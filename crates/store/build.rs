//! Rebuilds the store when a migration changes: `embed_migrations!` reads a folder, which the compiler does not watch.

fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
}
