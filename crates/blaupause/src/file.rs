//! Writing files: all of the new content or all of the old, whatever happens in between.

use std::{fs, io, path::Path};

use crate::exit::Failure;

pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let is_file = fs::metadata(path).is_ok_and(|found| found.is_file());
    // What is not there yet has nothing to lose, and a device cannot be replaced.
    let written = if is_file { replace(path, bytes) } else { fs::write(path, bytes) };
    written.map_err(|error| Failure::file(path, &error))
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A link stays a link.
    let path = fs::canonicalize(path)?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    io::Write::write_all(&mut file, bytes)?;
    file.as_file().set_permissions(fs::metadata(&path)?.permissions())?;
    file.as_file().sync_all()?;
    file.persist(&path)?;
    Ok(())
}
