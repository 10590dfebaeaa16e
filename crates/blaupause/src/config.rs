//! What the program is told: flags, then the environment, then `blaupause.toml`.
//!
//! The only module that reads the environment. Its doc comments are the manual: `--help` prints them.
//! Law: a secret is a [`Hidden`], which no `Debug` and no message shows.

use std::{
    fmt, fs, io,
    net::SocketAddr,
    num::NonZeroU32,
    path::{Path, PathBuf},
    time::Duration,
};

use blueprint::Lang;
use serde::Deserialize;
use store::DatabaseUrl;

use crate::{
    exit::Failure,
    output::{Format, Output},
    providers::{self, ProviderEntry},
    trust::TrustEntry,
};

const FILE: &str = "blaupause.toml";
const DATA: &str = "data";
const LISTEN: &str = "127.0.0.1:8080";
const REGISTRY: &str = "http://127.0.0.1:8080";

/// A secret: kept, passed on, never shown.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub(crate) struct Hidden(String);

/// For every command.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "For every command")]
pub(crate) struct Common {
    /// Settings that flags and environment do not give [default: blaupause.toml where it exists]
    #[arg(long, global = true, env = "BLAUPAUSE_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// Language of findings and messages: de or en [default: by LANG, else de]
    #[arg(long, global = true, env = "BLAUPAUSE_LANG", value_name = "LANG", value_parser = lang)]
    lang: Option<Lang>,
    /// How data is shown on stdout
    #[arg(long, global = true, env = "BLAUPAUSE_FORMAT", value_enum, default_value_t)]
    format: Format,
}

/// Where the data lies.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct PlaceArgs {
    /// Folder of the search index and, without a database URL, of the database [default: data]
    #[arg(long, env = "BLAUPAUSE_DATA", value_name = "DIR")]
    data: Option<PathBuf>,
    /// Database: `sqlite:///path/to/file` or `postgres://user@host/name` [default: registry.db in the data folder]
    #[arg(long, env = "DATABASE_URL", value_name = "URL", hide_env_values = true)]
    database_url: Option<Hidden>,
}

/// How the server runs.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct ServeArgs {
    /// Address and port; port 0 takes a free one [default: 127.0.0.1:8080]
    #[arg(long, env = "BLAUPAUSE_LISTEN", value_name = "ADDRESS")]
    listen: Option<SocketAddr>,
    /// Address under which browsers reach the server, such as `https://register.example` [default: `http://` and the address]
    #[arg(long, env = "BLAUPAUSE_PUBLIC_URL", value_name = "URL", value_parser = public_url)]
    public_url: Option<String>,
    /// Address and port of `/metrics` alone, for a network that only operators reach [default: beside everything else]
    #[arg(long, env = "BLAUPAUSE_METRICS_LISTEN", value_name = "ADDRESS")]
    metrics_listen: Option<SocketAddr>,
    /// Folder with organisations.csv and seed.yaml, which an empty registry is filled with
    #[arg(long, env = "BLAUPAUSE_SEED", value_name = "DIR")]
    seed: Option<PathBuf>,
    /// Leave the tables as they are, for operators who bring them up to date apart
    #[arg(long, env = "BLAUPAUSE_NO_MIGRATE")]
    no_migrate: bool,
    /// Requests a second and caller for reads, searches and writes, or off [default: 200,50,25]
    #[arg(long, env = "BLAUPAUSE_RATE_LIMITS", value_name = "READ,SEARCH,WRITE", value_parser = rate_limits)]
    rate_limits: Option<Limits>,
    /// Searches at once, how many more may wait, and for how many milliseconds [default: two for each core, 16 times as many, 1000]
    #[arg(long, env = "BLAUPAUSE_SEARCHES", value_name = "AT_ONCE,WAITING,MILLISECONDS", value_parser = searches)]
    searches: Option<web::SearchLimits>,
    /// Form of the log on stderr [default: text]
    #[arg(long, env = "BLAUPAUSE_LOG_FORMAT", value_enum, value_name = "FORM")]
    log_format: Option<Format>,
    /// What is logged, such as info or web=debug,warn [default: info]
    #[arg(long, env = "BLAUPAUSE_LOG", value_name = "FILTER")]
    log: Option<String>,
    #[command(flatten)]
    place: PlaceArgs,
}

/// Which registry a client command talks to. The token comes from `BLAUPAUSE_TOKEN` alone, as flags can be seen by others.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct RegistryArgs {
    /// Address of the registry [default: `http://127.0.0.1:8080`]
    #[arg(long, env = "BLAUPAUSE_REGISTRY", value_name = "URL")]
    registry: Option<String>,
}

/// How often a caller may ask; `None`: as often as it likes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits(pub(crate) Option<web::RateLimits>);

/// `blaupause.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    lang: Option<String>,
    listen: Option<SocketAddr>,
    metrics_listen: Option<SocketAddr>,
    public_url: Option<String>,
    data: Option<PathBuf>,
    database_url: Option<Hidden>,
    seed: Option<PathBuf>,
    no_migrate: Option<bool>,
    rate_limits: Option<String>,
    searches: Option<String>,
    log_format: Option<Format>,
    log: Option<String>,
    registry: Option<String>,
    #[serde(default)]
    provider: Vec<ProviderEntry>,
    #[serde(default)]
    trusted_publishing: TrustEntry,
}

/// Everything that was not said by a flag, and how to speak.
#[derive(Debug)]
pub(crate) struct Config {
    file: File,
    pub(crate) output: Output,
}

/// Where the data lies, decided.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) data: PathBuf,
    pub(crate) database: DatabaseUrl,
    /// The database is the data folder's own.
    pub(crate) is_embedded: bool,
}

/// How the server runs, decided.
#[derive(Clone, Debug)]
pub(crate) struct Serve {
    pub(crate) listen: SocketAddr,
    /// `None`: where everything else is.
    pub(crate) metrics_listen: Option<SocketAddr>,
    /// Without a slash at its end; `None`: as it listens.
    pub(crate) public_url: Option<String>,
    pub(crate) providers: Vec<web::SignInProvider>,
    pub(crate) trusted_publishing: web::TrustedPublishing,
    pub(crate) seed: Option<PathBuf>,
    pub(crate) migrates: bool,
    pub(crate) rate_limits: Option<web::RateLimits>,
    pub(crate) searches: web::SearchLimits,
    pub(crate) log_format: Format,
    pub(crate) log: String,
    pub(crate) place: Place,
}

/// How to speak before anything could be read, for failures of the reading itself.
pub(crate) fn first_output(common: &Common) -> Output {
    Output {
        lang: common.lang.or_else(lang_of_environment).unwrap_or_default(),
        format: common.format,
    }
}

impl Config {
    pub(crate) fn read(common: &Common) -> Result<Self, Failure> {
        let file = File::read(common.config.as_deref())?;
        let of_file = file.lang.as_deref().map(lang).transpose().map_err(|reason| {
            Failure::usage(format!("{FILE}: lang: {reason}"), format!("{FILE}: lang: {reason}"))
        })?;
        let lang = common.lang.or(of_file).or_else(lang_of_environment).unwrap_or_default();
        Ok(Self { file, output: Output { lang, format: common.format } })
    }

    pub(crate) fn place(&self, args: &PlaceArgs) -> Result<Place, Failure> {
        let data =
            args.data.clone().or_else(|| self.file.data.clone()).unwrap_or_else(|| DATA.into());
        let given = [&args.database_url, &self.file.database_url];
        // An empty variable is how scripts say "none".
        let given = given.into_iter().flatten().find(|url| !url.0.is_empty());
        let is_embedded = given.is_none();
        let url = given.map_or_else(|| embedded(&data), |url| Ok(url.0.clone()))?;
        let database = url.parse().map_err(|error: store::UrlError| {
            Failure::usage(
                "DATABASE_URL ist keine Adresse einer Datenbank.",
                "DATABASE_URL is not the address of a database",
            )
            .because(&error)
        })?;
        Ok(Place { data, database, is_embedded })
    }

    pub(crate) fn serve(&self, args: &ServeArgs) -> Result<Serve, Failure> {
        let listen = match args.listen.or(self.file.listen) {
            Some(listen) => listen,
            None => {
                LISTEN.parse().map_err(|error| Failure::internal(LISTEN, LISTEN).because(&error))?
            }
        };
        let of_file = self.file.rate_limits.as_deref().map(rate_limits).transpose();
        let of_file = of_file.map_err(|reason| {
            let text = format!("{FILE}: rate_limits: {reason}");
            Failure::usage(text.clone(), text)
        })?;
        let of_searches = self.file.searches.as_deref().map(searches).transpose();
        let of_searches = of_searches.map_err(|reason| {
            let text = format!("{FILE}: searches: {reason}");
            Failure::usage(text.clone(), text)
        })?;
        let public = self.file.public_url.as_deref().map(public_url).transpose();
        let public = public.map_err(|reason| {
            let text = format!("{FILE}: public_url: {reason}");
            Failure::usage(text.clone(), text)
        })?;
        let default = Limits(Some(web::RateLimits::default()));
        let log = args.log.clone().or_else(|| self.file.log.clone());
        Ok(Serve {
            listen,
            metrics_listen: args.metrics_listen.or(self.file.metrics_listen),
            public_url: args.public_url.clone().or(public),
            providers: providers::decided(&self.file.provider)?,
            trusted_publishing: self.file.trusted_publishing.decided()?,
            seed: args.seed.clone().or_else(|| self.file.seed.clone()),
            migrates: !(args.no_migrate || self.file.no_migrate.unwrap_or(false)),
            rate_limits: args.rate_limits.or(of_file).unwrap_or(default).0,
            searches: args.searches.or(of_searches).unwrap_or_default(),
            log_format: args.log_format.or(self.file.log_format).unwrap_or_default(),
            log: log.unwrap_or_else(|| "info".to_owned()),
            place: self.place(&args.place)?,
        })
    }

    /// The address of the registry, and the token to show there.
    pub(crate) fn registry(&self, args: &RegistryArgs) -> (String, Option<Hidden>) {
        let address = args.registry.clone().or_else(|| self.file.registry.clone());
        let token = variable("BLAUPAUSE_TOKEN").map(Hidden);
        (address.unwrap_or_else(|| REGISTRY.to_owned()), token)
    }
}

impl File {
    /// A file that was named must be there; the usual one may be missing.
    fn read(named: Option<&Path>) -> Result<Self, Failure> {
        let path = named.unwrap_or(Path::new(FILE));
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if named.is_none() && error.kind() == io::ErrorKind::NotFound => {
                return Ok(Self::default());
            }
            Err(error) => return Err(Failure::file(path, &error)),
        };
        toml::from_str(&text).map_err(|error| {
            let path = path.display();
            // The error's own text quotes the line, which may hold a password.
            let reason = error.message();
            Failure::usage(
                format!("{path}: Die Einstellungen sind nicht verständlich: {reason}"),
                format!("{path}: the settings cannot be understood: {reason}"),
            )
        })
    }
}

impl Hidden {
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<String> for Hidden {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hidden(…)")
    }
}

/// The database inside the data folder. Its path must survive a URL.
fn embedded(data: &Path) -> Result<String, Failure> {
    let path = data.join("registry.db");
    match path.to_str() {
        Some(path) => Ok(format!("sqlite://{path}")),
        None => Err(Failure::usage(
            "Der Name des Datenordners ist kein gültiges UTF-8.",
            "the name of the data folder is not valid UTF-8",
        )),
    }
}

fn lang(tag: &str) -> Result<Lang, String> {
    tag.parse().map_err(|()| "de, en".to_owned())
}

/// An address without a path, as it stands before every path of the server.
fn public_url(text: &str) -> Result<String, String> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = host.map(|host| host.trim_end_matches('/'));
    let is_host = host.is_some_and(|host| {
        !host.is_empty()
            && !host.contains(['/', '?', '#', '@'])
            && !host.contains(char::is_whitespace)
    });
    if is_host {
        Ok(text.trim_end_matches('/').to_owned())
    } else {
        Err("https:// or http:// and a host, without a path".to_owned())
    }
}

fn rate_limits(text: &str) -> Result<Limits, String> {
    if text == "off" {
        return Ok(Limits(None));
    }
    let numbers: Result<Vec<NonZeroU32>, _> = text.split(',').map(str::parse).collect();
    match numbers.as_deref() {
        Ok(&[read, search, write]) => Ok(Limits(Some(web::RateLimits { read, search, write }))),
        _ => Err("READ,SEARCH,WRITE: off, 200,50,25".to_owned()),
    }
}

fn searches(text: &str) -> Result<web::SearchLimits, String> {
    let wanted = || {
        let mut parts = text.split(',');
        let limits = web::SearchLimits {
            at_once: parts.next()?.parse().ok()?,
            waiting: parts.next()?.parse().ok()?,
            wait: Duration::from_millis(parts.next()?.parse().ok()?),
        };
        parts.next().is_none().then_some(limits)
    };
    wanted().ok_or_else(|| "AT_ONCE,WAITING,MILLISECONDS: 8,128,1000".to_owned())
}

/// `LC_ALL` outranks `LC_MESSAGES` outranks `LANG`, as in every POSIX program.
fn lang_of_environment() -> Option<Lang> {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable)?;
    lang_of_locale(&set)
}

/// `de_DE.UTF-8` is German, `C.UTF-8` is no language at all.
fn lang_of_locale(locale: &str) -> Option<Lang> {
    locale.split(['_', '-', '.', '@']).next()?.parse().ok()
}

/// A variable that is set and not empty.
#[expect(clippy::disallowed_methods, reason = "this module is where the environment is read")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// How the program was called, to print commands that can be copied.
pub(crate) fn program() -> String {
    std::env::args().next().unwrap_or_else(|| "blaupause".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(toml: &str) -> Config {
        let output = Output { lang: Lang::De, format: Format::Text };
        Config { file: toml::from_str(toml).unwrap(), output }
    }

    fn nothing() -> PlaceArgs {
        PlaceArgs { data: None, database_url: None }
    }

    #[test]
    fn without_a_word_the_database_lies_in_the_data_folder() {
        let place = config("").place(&nothing()).unwrap();
        assert_eq!(place.data, Path::new("data"));
        assert_eq!(place.database, "sqlite://data/registry.db".parse().unwrap());
        assert!(place.is_embedded);
    }

    #[test]
    fn flags_outrank_the_file() {
        let config = config("data = 'file'\ndatabase_url = 'postgres://file'");
        let place = config.place(&nothing()).unwrap();
        assert_eq!(place.data, Path::new("file"));
        assert_eq!(place.database, "postgres://file".parse().unwrap());
        assert!(!place.is_embedded);
        let args = PlaceArgs {
            data: Some("flag".into()),
            database_url: Some(Hidden("sqlite:///flag.db".into())),
        };
        let place = config.place(&args).unwrap();
        assert_eq!(place.data, Path::new("flag"));
        assert_eq!(place.database, "sqlite:///flag.db".parse().unwrap());
    }

    #[test]
    fn an_empty_database_url_is_none() {
        let args = PlaceArgs { database_url: Some(Hidden(String::new())), ..nothing() };
        assert!(config("").place(&args).unwrap().is_embedded);
    }

    #[test]
    fn a_secret_is_in_no_debug_output_and_no_message() {
        let args = PlaceArgs {
            database_url: Some(Hidden("mysql://user:geheim@host".into())),
            ..nothing()
        };
        assert!(!format!("{args:?}").contains("geheim"));
        let failure = config("").place(&args).unwrap_err();
        assert!(!format!("{failure:?}").contains("geheim"));
        assert!(toml::from_str::<File>("passwort = 'geheim'").is_err());
    }

    #[test]
    fn rate_limits_are_three_numbers_or_off() {
        let limits = rate_limits("3,2,1").unwrap().0.unwrap();
        assert_eq!((limits.read.get(), limits.search.get(), limits.write.get()), (3, 2, 1));
        assert!(rate_limits("off").unwrap().0.is_none());
        for bad in ["", "1", "1,2", "1,2,0", "1,2,3,4", "a,b,c"] {
            assert!(rate_limits(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn searches_are_three_numbers() {
        let limits = searches("3,0,1500").unwrap();
        assert_eq!((limits.at_once.get(), limits.waiting), (3, 0));
        assert_eq!(limits.wait, Duration::from_millis(1500));
        for bad in ["", "3", "3,2", "0,2,1", "3,-1,1", "3,2,1,0", "a,b,c", "off"] {
            assert!(searches(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_public_address_has_no_path() {
        assert_eq!(public_url("https://register.example/").unwrap(), "https://register.example");
        for bad in
            ["register.example", "https://", "https://a/b", "ftp://a", "https://a?b", "https://u@a"]
        {
            assert!(public_url(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_language_is_that_of_the_locale() {
        assert_eq!(lang_of_locale("de_DE.UTF-8"), Some(Lang::De));
        assert_eq!(lang_of_locale("en"), Some(Lang::En));
        assert_eq!(lang_of_locale("C.UTF-8"), None);
        assert_eq!(lang_of_locale(""), None);
    }
}
