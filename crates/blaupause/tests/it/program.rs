//! A place for the program to run in, and the program: once to its end, or as a server on a free port.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::JoinHandle,
};

use store::Store;
use testkit::TestDatabase;

/// An empty working folder, and a database of its own. Nothing of the machine's settings gets in.
pub(crate) struct Home {
    folder: tempfile::TempDir,
    postgres: Option<TestDatabase>,
}

/// How a run ended and what it said.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// A running server. Dropping it kills it.
pub(crate) struct Server {
    child: Child,
    pub(crate) url: String,
    /// Everything it printed before it was ready.
    pub(crate) announced: String,
    stderr: Option<JoinHandle<String>>,
}

impl Home {
    /// The database is a file in the data folder, as without any setting.
    pub(crate) fn sqlite() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), postgres: None }
    }

    pub(crate) fn postgres() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), postgres: Some(TestDatabase::postgres()) }
    }

    /// The database is a server's, named by `DATABASE_URL`.
    pub(crate) fn is_elsewhere(&self) -> bool {
        self.postgres.is_some()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Puts a file into the working folder and gives its name.
    pub(crate) fn write<'n>(&self, name: &'n str, content: impl AsRef<[u8]>) -> &'n str {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        name
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_blaupause"));
        command
            .current_dir(self.folder.path())
            .args(arguments)
            .env_clear()
            .env("LANG", "de_DE.UTF-8");
        if let Some(postgres) = &self.postgres {
            command.env("DATABASE_URL", postgres.url());
        }
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments))
    }

    /// Runs with a token and against a registry, as `publish` and the like do.
    pub(crate) fn run_at(&self, server: &Server, token: &str, arguments: &[&str]) -> Run {
        let mut command = self.command(arguments);
        command.env("BLAUPAUSE_REGISTRY", &server.url).env("BLAUPAUSE_TOKEN", token);
        Run::of(command)
    }

    /// A run as people see it, for snapshots.
    pub(crate) fn shown(&self, arguments: &[&str]) -> String {
        let run = self.run(arguments);
        format!("{}-- stderr --\n{}-- exit code {} --", run.stdout, run.stderr, run.code)
    }

    /// Starts the server and waits until it says that it is ready.
    pub(crate) fn serve(&self, arguments: &[&str]) -> Server {
        let mut command = self.command(&["serve", "--listen", "127.0.0.1:0"]);
        Server::start(command.args(arguments))
    }

    /// A token of an organisation, for all of its blueprints.
    pub(crate) fn token(&self, organisation: &str) -> String {
        let pattern = format!("{organisation}/*");
        let arguments = ["admin", "token", "create", "--organisation", organisation];
        let run = self.run(
            &[&arguments[..], &["--scopes", "publish,yank,adopt", "--pattern", &pattern]].concat(),
        );
        assert_eq!(run.code, 0, "{run:?}");
        run.stdout.trim_end().to_owned()
    }

    /// Leaves an empty registry, as a server does that ran once.
    pub(crate) fn prepare(&self) {
        fs::create_dir_all(self.path("data")).unwrap();
        self.store().migrate().unwrap();
        if self.postgres.is_some() {
            fs::remove_dir(self.path("data")).unwrap();
        }
    }

    /// Takes the tables out of the PostgreSQL database.
    pub(crate) fn drop_tables(&self) {
        self.postgres.as_ref().unwrap().drop_tables();
    }

    /// The store beneath, to see what the program left there.
    pub(crate) fn store(&self) -> Store {
        let file = self.path("data/registry.db");
        let url = match &self.postgres {
            Some(postgres) => postgres.url().to_owned(),
            None => format!("sqlite://{}", file.display()),
        };
        Store::open(&url.parse().unwrap()).unwrap()
    }
}

impl Run {
    fn of(mut command: Command) -> Self {
        let output = command.stdin(Stdio::null()).output().unwrap();
        Self {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// With text on stdin.
    pub(crate) fn with_stdin(mut command: Command, text: &str) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        Self {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Server {
    fn start(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let stderr = child.stderr.take().unwrap();
        let stderr = std::thread::spawn(move || {
            let mut text = String::new();
            BufReader::new(stderr).read_to_string(&mut text).unwrap();
            text
        });
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let (mut announced, mut url) = (String::new(), None);
        // The last thing that is announced is the way to publish with curl, and an empty line.
        loop {
            let mut line = String::new();
            if stdout.read_line(&mut line).unwrap() == 0 {
                let status = child.wait().unwrap();
                panic!("the server ended with {status}: {announced}{}", stderr.join().unwrap());
            }
            announced.push_str(&line);
            if url.is_none() {
                let found = line.split_whitespace().find(|word| word.starts_with("http://"));
                url = found.map(str::to_owned);
            }
            if line.contains("--data-binary") {
                break;
            }
        }
        Self { child, url: url.unwrap(), announced, stderr: Some(stderr) }
    }

    pub(crate) fn api(&self, path: &str) -> String {
        format!("{}/api/v1/{path}", self.url)
    }

    /// Ends it without a chance to tidy up.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to end, and gives what it had to say.
    pub(crate) fn stop(mut self) -> Run {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").arg(pid).status().unwrap().success());
        let status = self.child.wait().unwrap();
        let stderr = self.stderr.take().unwrap().join().unwrap();
        let code = status.code().unwrap_or_else(|| panic!("{status}: {stderr}"));
        Run { code, stdout: String::new(), stderr }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended before; then there is nothing to kill.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// A version of the craftsmen's parking permit among the seeds, as its file.
pub(crate) fn parking_permit(version: &str) -> String {
    let file = format!("{}/mrn/handwerkerparkausweis/{version}.yaml", seeds());
    fs::read_to_string(file).unwrap()
}

/// The seeds of this repository.
pub(crate) fn seeds() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seed-blueprints");
    folder.to_str().unwrap().to_owned()
}
