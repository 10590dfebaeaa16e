//! Refuses to build without the assets that the pages embed, and says how to get them.

use std::path::Path;

fn main() -> Result<(), String> {
    println!("cargo::rerun-if-changed=assets/dist");
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=templates");
    if Path::new("assets/dist/kern.css").is_file() {
        Ok(())
    } else {
        Err("crates/web/assets/dist is missing: run `make run` or `make test`, which install what is \
             missing, or in crates/web/assets `npm ci && npm run build`"
            .to_owned())
    }
}
