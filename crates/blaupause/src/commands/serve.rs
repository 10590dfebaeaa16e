//! `blaupause serve`: everything that must stand before the first request, then the server until a signal.

use std::{
    future::{Future as _, poll_fn},
    net::SocketAddr,
    pin::pin,
    sync::Arc,
    task::Poll,
};

use registry::{Backend, Registry};
use serde::Serialize;

use crate::{
    clock,
    config::{self, Config, Place, Serve, ServeArgs},
    exit::{Exit, Failure},
    follower::{Follower, catch_up},
    keeper::{Keeper, Wish},
    logging,
    output::Output,
    rebuilder::Rebuilder,
    seed::seed,
};

/// Run the registry: API and pages, until SIGTERM or SIGINT.
///
/// Without a database URL everything lies in the data folder. The tables are brought up to date at the start. With
/// --seed an empty registry is filled from a folder first; one with organisations is left as it is.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    serve: ServeArgs,
}

const EXAMPLES: &str = "\
Examples:
  blaupause serve --seed seed-blueprints
  blaupause serve --listen 0.0.0.0:8080 --data /var/lib/blaupause
  DATABASE_URL=postgres://blaupause@db/blaupause blaupause serve --log-format json";

/// What is said on stdout with `--format json` when the server is ready.
#[derive(Debug, Serialize)]
struct Ready {
    url: String,
    database: &'static str,
}

pub(crate) fn run(args: &Args, config: &Config) -> Result<Exit, Failure> {
    let serve = config.serve(&args.serve)?;
    let output = config.output;
    logging::start(&serve.log, serve.log_format)?;
    let _keeper = Keeper::take(&serve.place)?;
    let registry = Arc::new(open(&serve)?);
    if let Some(folder) = &serve.seed
        && let Some(seeded) = seed(&registry, folder, output)?
    {
        let (n_organisations, n_publications) = (seeded.n_organisations, seeded.n_publications);
        output.say(
            format!("Ausgangsbestand: {n_organisations} Organisationen, {n_publications} Veröffentlichungen."),
            format!("Seeds: {n_organisations} organisations, {n_publications} publications."),
        )?;
    }
    catch_up(&registry)?;
    let follower = Follower::start(Arc::clone(&registry))?;
    let rebuilder = Rebuilder::start(Arc::clone(&registry), Wish::of(&serve.place))?;
    let served = listen(&serve, &registry, &follower, output);
    rebuilder.stop();
    follower.stop();
    served.map(|()| Exit::Good)
}

fn open(serve: &Serve) -> Result<Registry, Failure> {
    let store = serve.place.store()?;
    if serve.migrates {
        let n_steps = store.migrate()?;
        tracing::info!(migrations.applied = n_steps, "the tables are up to date");
    } else if store.pending_migrations()? != 0 {
        return Err(Failure::usage(
            "Die Tabellen sind nicht auf dem Stand dieses Programms. Starten Sie ohne --no-migrate.",
            "the tables are not up to date with this program; start without --no-migrate",
        ));
    }
    Ok(Registry::open(store, &serve.place.index())?)
}

fn listen(
    serve: &Serve,
    registry: &Arc<Registry>,
    follower: &Follower,
    output: Output,
) -> Result<(), Failure> {
    let of_io = |error: std::io::Error| {
        let address = match serve.metrics_listen {
            Some(metrics) => format!("{} / {metrics}", serve.listen),
            None => serve.listen.to_string(),
        };
        Failure::usage(
            format!("Auf {address} lässt sich nicht hören."),
            format!("it is not possible to listen on {address}"),
        )
        .because(&error)
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let bell = follower.bell();
        let written = Arc::new(move || bell.ring());
        let settings = web::Settings {
            listen: serve.listen,
            metrics_listen: serve.metrics_listen,
            rate_limits: serve.rate_limits,
            searches: web::Searches::new(serve.searches),
            written,
            public_url: serve.public_url.clone(),
            providers: serve.providers.clone(),
            trusted_publishing: serve.trusted_publishing.clone(),
            ..web::Settings::default()
        };
        let edge = web::Edge { clock: clock::now, random: || clock::random().ok() };
        let server = web::Server::bind(settings, Arc::clone(registry), edge).map_err(of_io)?;
        let address = server.addr();
        if let Some(address) = server.metrics_addr() {
            tracing::info!(%address, "the metrics have an address of their own");
        }
        let mut running = pin!(server.run());
        // The first poll takes over the signals: one that comes right after the announcement stops it in order.
        let begun = poll_fn(|context| Poll::Ready(running.as_mut().poll(context))).await;
        let ended = match begun {
            Poll::Ready(ended) => ended,
            Poll::Pending => {
                announce(address, registry.backend(), &serve.place, output)?;
                running.await
            }
        };
        ended.map_err(|error| {
            Failure::internal(
                "Der Server endete mit einem Fehler.",
                "the server ended with an error",
            )
            .because(&error)
        })
    })
}

fn announce(
    address: SocketAddr,
    backend: Backend,
    place: &Place,
    output: Output,
) -> Result<(), Failure> {
    let url = format!("http://{}", reachable(address));
    let database = match backend {
        Backend::Sqlite => "SQLite",
        Backend::Postgres => "PostgreSQL",
    };
    if output.is_json() {
        return Output::json_line(&Ready { url, database });
    }
    Output::line(&match output.lang {
        blueprint::Lang::De => format!(
            "Das Register läuft: {url}\nDatenbank: {database}\n\nSo veröffentlichen Sie eine Blaupause:"
        ),
        blueprint::Lang::En => {
            format!("The registry runs: {url}\nDatabase: {database}\n\nHow to publish a blueprint:")
        }
    })?;
    Output::line(&how_to_publish(&url, place, output))
}

/// Commands to be copied as they are, into whatever folder. The database URL may hold a password: it is not shown,
/// and a comment says that it must be set.
fn how_to_publish(url: &str, place: &Place, output: Output) -> String {
    let program = quoted(&config::program());
    let (first, place) = if place.is_embedded {
        (String::new(), format!(" --data {}", quoted(&place.absolute_data().display().to_string())))
    } else {
        let sentence = output.pick(
            "Setzen Sie vorher dieselbe DATABASE_URL wie für diesen Server.",
            "Set the same DATABASE_URL as for this server before.",
        );
        (format!("  # {sentence}\n"), String::new())
    };
    format!(
        "{first}  {program} admin organisation create meine-stadt --kind municipality --name 'Meine Stadt'{place}
  export BLAUPAUSE_TOKEN=$({program} admin token create --organisation meine-stadt --scopes publish,yank --pattern 'meine-stadt/*'{place})
  {program} publish meine-blaupause.yaml --registry {url}
  curl -X PUT -H \"Authorization: Bearer $BLAUPAUSE_TOKEN\" -H 'Content-Type: application/yaml' \\
    --data-binary @meine-blaupause.yaml {url}/api/v1/blueprints/meine-stadt/meine-blaupause/versions/1.0.0
"
    )
}

/// Nobody can connect to `0.0.0.0`; from this machine the loopback address does.
fn reachable(address: SocketAddr) -> SocketAddr {
    use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => {
            SocketAddr::new(Ipv4Addr::LOCALHOST.into(), address.port())
        }
        IpAddr::V6(ip) if ip.is_unspecified() => {
            SocketAddr::new(Ipv6Addr::LOCALHOST.into(), address.port())
        }
        _ => address,
    }
}

/// For a shell, as far as needed.
fn quoted(text: &str) -> String {
    let is_plain = !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/._-+:@%,=".contains(&byte));
    if is_plain { text.to_owned() } else { format!("'{}'", text.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_printed_address_can_be_reached() {
        let printed = |text: &str| reachable(text.parse().unwrap()).to_string();
        assert_eq!(printed("0.0.0.0:80"), "127.0.0.1:80");
        assert_eq!(printed("[::]:80"), "[::1]:80");
        assert_eq!(printed("192.0.2.1:80"), "192.0.2.1:80");
    }

    #[test]
    fn a_shell_reads_back_what_is_quoted() {
        assert_eq!(quoted("target/debug/blaupause"), "target/debug/blaupause");
        assert_eq!(quoted("Meine Daten"), "'Meine Daten'");
        assert_eq!(quoted("a'b"), r"'a'\''b'");
        assert_eq!(quoted(""), "''");
    }
}
