//! The server: settings, layers, start and graceful stop.

use std::{
    fmt, io,
    net::{SocketAddr, TcpListener},
    sync::Arc,
};

use actix_web::{
    App, HttpMessage as _, HttpServer,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header,
    middleware::{Compress, DefaultHeaders, from_fn},
    web,
};
use registry::Registry;
use tracing::Span;
use tracing_actix_web::{RequestId, RootSpanBuilder, TracingLogger};

use crate::{
    api, conditional, gate,
    limits::{self, RateLimits},
    metrics::{self, Metrics},
    notice, pages,
    problem::{Problem, kinds, render},
    providers::{Providers, SignInProvider},
    searches::Searches,
    session,
    state::{Bell, Edge, State},
    trust::{Issuers, TrustedPublishing},
};

/// How the server shall be.
#[derive(Clone)]
pub struct Settings {
    pub listen: SocketAddr,
    /// Where `/metrics` is; `None`: beside everything else.
    pub metrics_listen: Option<SocketAddr>,
    /// `None`: nobody is limited.
    pub rate_limits: Option<RateLimits>,
    /// How many search at once; whoever sets it may keep a clone and look.
    pub searches: Searches,
    /// Called after every write, so that the index can follow at once.
    pub written: Bell,
    /// Under which address browsers reach the server; `None`: where it listens. With https, cookies are for that alone.
    pub public_url: Option<String>,
    /// Where people may sign in besides here.
    pub providers: Vec<SignInProvider>,
    /// Which CI systems' tokens may be exchanged.
    pub trusted_publishing: TrustedPublishing,
    /// Threads that answer; each use case runs on one of the blocking threads beside them.
    pub workers: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            metrics_listen: None,
            rate_limits: Some(RateLimits::default()),
            searches: Searches::default(),
            written: Arc::new(|| {}),
            public_url: None,
            providers: Vec::new(),
            trusted_publishing: TrustedPublishing::default(),
            workers: std::thread::available_parallelism().map_or(2, usize::from),
        }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { listen, metrics_listen, rate_limits, workers, public_url, providers, .. } = self;
        f.debug_struct("Settings")
            .field("listen", listen)
            .field("metrics_listen", metrics_listen)
            .field("rate_limits", rate_limits)
            .field("workers", workers)
            .field("public_url", public_url)
            .field("providers", providers)
            .field("trusted_publishing", &self.trusted_publishing)
            .finish_non_exhaustive()
    }
}

/// A server that has its address and waits to be run.
pub struct Server {
    address: SocketAddr,
    running: actix_web::dev::Server,
    /// The one that has nothing but `/metrics`.
    beside: Option<(SocketAddr, actix_web::dev::Server)>,
}

/// Open connections get this long to finish when the server is asked to stop.
const SECONDS_TO_FINISH: u64 = 10;

/// Everything comes from here and nothing is written into the page; `data:` are the icons inside the style sheet.
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

impl Server {
    pub fn bind(settings: Settings, registry: Arc<Registry>, edge: Edge) -> io::Result<Self> {
        let listener = TcpListener::bind(settings.listen)?;
        let address = listener.local_addr()?;
        let Settings { written, searches, public_url, providers, trusted_publishing, .. } =
            settings;
        let public_url = public_url.unwrap_or_else(|| format!("http://{address}")).into();
        let providers = Arc::new(Providers::new(providers));
        let issuers = Arc::new(Issuers::new(trusted_publishing));
        let state = State { registry, edge, written, public_url, providers, issuers, searches };
        let metrics = web::Data::new(Metrics::new(state.searches.clone()));
        let beside = match settings.metrics_listen {
            Some(listen) => Some(beside(listen, &state, &metrics)?),
            None => None,
        };
        let has_beside = beside.is_some();
        let limits = limits::shared(settings.rate_limits);
        let sign_ins = web::Data::new(limits::SignIns::new());
        let running = HttpServer::new(move || {
            App::new()
                .app_data(web::Data::new(state.clone()))
                .app_data(limits.clone())
                .app_data(sign_ins.clone())
                .app_data(metrics.clone())
                .configure(api::configure)
                .configure(pages::configure)
                .configure(|cfg| {
                    if !has_beside {
                        metrics::configure(cfg);
                    }
                })
                .default_service(web::to(nowhere))
                .wrap(from_fn(gate::gate))
                .wrap(from_fn(session::attend))
                .wrap(from_fn(limits::limit))
                .wrap(from_fn(render))
                .wrap(from_fn(notice::tell))
                .wrap(from_fn(conditional::tags))
                .wrap(Compress::default())
                .wrap(from_fn(conditional::coded_tags))
                .wrap(headers())
                .wrap(from_fn(metrics::count))
                .wrap(TracingLogger::<Requests>::new())
        })
        .workers(settings.workers)
        // Whoever hangs up waits for nothing: what they asked for is dropped, and with it their place in the queue.
        .h1_allow_half_closed(false)
        .shutdown_timeout(SECONDS_TO_FINISH)
        .listen(listener)?
        .run();
        Ok(Self { address, running, beside })
    }

    /// Where it listens; with port 0 in the settings the system has chosen one.
    pub fn addr(&self) -> SocketAddr {
        self.address
    }

    /// Where `/metrics` is, when it has an address of its own.
    pub fn metrics_addr(&self) -> Option<SocketAddr> {
        self.beside.as_ref().map(|(address, _)| *address)
    }

    /// Serves until the process is asked to stop, then finishes what is under way.
    pub async fn run(self) -> io::Result<()> {
        let Some((_, beside)) = self.beside else { return self.running.await };
        let handle = beside.handle();
        let ending = async {
            let ended = self.running.await;
            handle.stop(true).await;
            ended
        };
        tokio::try_join!(ending, beside).map(|((), ())| ())
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("address", &self.address).finish_non_exhaustive()
    }
}

/// What the log says of a request: its route and not its address, which may hold what people searched for, or a secret.
struct Requests;

impl RootSpanBuilder for Requests {
    fn on_request_start(request: &ServiceRequest) -> Span {
        let route = request.match_pattern().unwrap_or_else(|| "none".to_owned());
        let id = request.extensions().get::<RequestId>().copied();
        tracing::info_span!(
            "request",
            http.method = %request.method(),
            http.route = %route,
            http.status_code = tracing::field::Empty,
            request.id = id.map(tracing::field::display),
        )
    }

    fn on_request_end<B: MessageBody>(
        span: Span,
        outcome: &Result<ServiceResponse<B>, actix_web::Error>,
    ) {
        if let Ok(response) = outcome {
            span.record("http.status_code", response.status().as_u16());
        }
    }
}

fn headers() -> DefaultHeaders {
    DefaultHeaders::new()
        .add((header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY))
        .add((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .add((header::REFERRER_POLICY, "same-origin"))
        .add(("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"))
        .add(("Cross-Origin-Opener-Policy", "same-origin"))
}

fn beside(
    listen: SocketAddr,
    state: &State,
    metrics: &web::Data<Metrics>,
) -> io::Result<(SocketAddr, actix_web::dev::Server)> {
    let listener = TcpListener::bind(listen)?;
    let address = listener.local_addr()?;
    Ok((address, metrics::server(listener, state.clone(), metrics.clone())?))
}

pub(crate) async fn nowhere() -> Result<actix_web::HttpResponse, Problem> {
    Err(Problem::new(&kinds::NOT_FOUND))
}
