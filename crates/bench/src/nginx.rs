//! nginx, one worker, serving the same documents as files: what the machine can do.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use crate::{
    error::BenchError,
    server::{free_port, stop},
};

#[derive(Debug)]
pub(crate) struct Nginx {
    child: Child,
    port: u16,
    folder: PathBuf,
}

impl Nginx {
    /// Serves `documents` as `/0`, `/1` and so on.
    pub(crate) fn start(folder: &Path, documents: &[Vec<u8>]) -> Result<Self, BenchError> {
        let files = folder.join("files");
        fs::create_dir_all(&files).map_err(BenchError::io("nginx' folder"))?;
        for (n, document) in documents.iter().enumerate() {
            fs::write(files.join(n.to_string()), document)
                .map_err(BenchError::io("nginx' files"))?;
        }
        let port = free_port()?;
        let configuration = folder.join("nginx.conf");
        fs::write(&configuration, configure(folder, port)).map_err(BenchError::io("nginx.conf"))?;
        let child = Command::new("nginx")
            .arg("-p")
            .arg(folder)
            .arg("-c")
            .arg(&configuration)
            .args(["-g", "daemon off;"])
            .stderr(Stdio::null())
            .spawn()
            .map_err(BenchError::io("nginx"))?;
        let nginx = Self { child, port, folder: folder.to_owned() };
        for _ in 0..100 {
            if ureq::get(format!("http://{}/0", nginx.address())).call().is_ok() {
                return Ok(nginx);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Err(BenchError::NotReady)
    }

    pub(crate) fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// The workers: they do the work, the master only watches.
    pub(crate) fn pids(&self) -> Result<Vec<u32>, BenchError> {
        let path = format!("/proc/{0}/task/{0}/children", self.child.id());
        let children = fs::read_to_string(&path).map_err(BenchError::io(path))?;
        Ok(children.split_whitespace().filter_map(|pid| pid.parse().ok()).collect())
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // Asked politely first: a killed master would leave its workers behind.
        let asked = Command::new("nginx")
            .arg("-p")
            .arg(&self.folder)
            .arg("-c")
            .arg(self.folder.join("nginx.conf"))
            .args(["-s", "stop"])
            .stderr(Stdio::null())
            .status();
        if asked.is_ok_and(|status| status.success()) {
            let _ended = self.child.wait();
        } else {
            stop(&mut self.child);
        }
    }
}

fn configure(folder: &Path, port: u16) -> String {
    let folder = folder.display();
    format!(
        "worker_processes 1;\n\
         user root;\n\
         pid {folder}/pid;\n\
         error_log {folder}/error.log;\n\
         events {{ worker_connections 1024; }}\n\
         http {{\n\
           access_log off; sendfile on; tcp_nopush on; keepalive_requests 10000000;\n\
           open_file_cache max=2000; default_type application/json;\n\
           server {{ listen 127.0.0.1:{port}; root {folder}/files; }}\n\
         }}\n"
    )
}
