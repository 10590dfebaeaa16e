//! Numbers for whoever watches the server, as Prometheus reads them. They are about the server and name nobody.

use std::{
    fmt,
    sync::{PoisonError, RwLock},
};

use actix_web::{
    App, HttpResponse, HttpServer,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::StatusCode,
    middleware::{Next, from_fn},
    web,
};
use prometheus_client::{
    encoding::text::encode,
    metrics::{counter::Counter, family::Family, gauge::Gauge},
    registry::Registry as Numbers,
};
use registry::{Figures, figures};

use crate::{
    gate,
    problem::{Problem, kinds, render},
    searches::Searches,
    state::{State, blocking},
};

const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

type Class = [(&'static str, &'static str); 1];

/// The numbers of one server.
pub(crate) struct Metrics {
    numbers: RwLock<Numbers>,
    requests: Family<Class, Counter>,
    searches: Searches,
    waiting: Gauge,
    store_up: Gauge,
    events: Gauge,
    indexed: Gauge,
    documents: Gauge,
    blueprints: Gauge,
    versions: Gauge,
    rebuilding: Gauge,
    rebuilt: Gauge,
}

impl Metrics {
    pub(crate) fn new(searches: Searches) -> Self {
        let mut numbers = Numbers::with_prefix("blaupause");
        let requests = Family::<Class, Counter>::default();
        let help = "Requests answered, by the class of their status";
        numbers.register("http_requests", help, requests.clone());
        searches.register(&mut numbers);
        let mut gauge = |name: &str, help: &str| {
            let gauge = Gauge::default();
            numbers.register(name, help, gauge.clone());
            gauge
        };
        let waiting = gauge("searches_waiting", "Searches in the queue");
        let store_up = gauge(
            "store_up",
            "Whether the database answered just now; else numbers from it are old",
        );
        let events = gauge("events_written", "The last event of the registry");
        let indexed = gauge("events_indexed", "The last event that the search index holds");
        let documents = gauge("index_documents", "Blueprints in the search index");
        let blueprints = gauge("blueprints", "Blueprints published");
        let versions = gauge("versions", "Versions published");
        let rebuilding = gauge("index_rebuilding", "Whether the search index is being built anew");
        let rebuilt =
            gauge("index_rebuild_events", "The last event that the new search index holds");
        Self {
            numbers: RwLock::new(numbers),
            requests,
            searches,
            waiting,
            store_up,
            events,
            indexed,
            documents,
            blueprints,
            versions,
            rebuilding,
            rebuilt,
        }
    }

    fn note(&self, figures: &Figures) {
        let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        self.events.set(figures.events);
        self.indexed.set(figures.indexed);
        self.documents.set(number(figures.documents));
        self.blueprints.set(figures.blueprints);
        self.versions.set(figures.versions);
        self.rebuilding.set(i64::from(figures.rebuild.is_some()));
        self.rebuilt.set(figures.rebuild.map_or(0, |progress| progress.through));
    }

    fn text(&self) -> Result<String, fmt::Error> {
        self.waiting.set(i64::try_from(self.searches.waiting()).unwrap_or(i64::MAX));
        let mut text = String::new();
        encode(&mut text, &self.numbers.read().unwrap_or_else(PoisonError::into_inner))?;
        Ok(text)
    }
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Metrics").finish_non_exhaustive()
    }
}

/// Counts every answer.
pub(crate) async fn count<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let metrics = request.app_data::<web::Data<Metrics>>().cloned();
    let answered = next.call(request).await;
    let status = match &answered {
        Ok(response) => response.status(),
        Err(error) => error.as_response_error().status_code(),
    };
    if let Some(metrics) = metrics {
        metrics.requests.get_or_create(&[("class", class(status))]).inc();
    }
    answered
}

fn class(status: StatusCode) -> &'static str {
    match status.as_u16() {
        100..200 => "1xx",
        200..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        _ => "5xx",
    }
}

pub(crate) fn configure(cfg: &mut web::ServiceConfig) {
    cfg.service(crate::api::read("/metrics", web::to(metrics)));
}

/// What the server counts. It answers also while the database does not: then `blaupause_store_up` is 0.
#[utoipa::path(
    get, path = "/metrics", tag = "health",
    responses((status = 200, description = "OpenMetrics text; 404 when the server has another address for it", content_type = "application/openmetrics-text"))
)]
pub(crate) async fn metrics(
    state: web::Data<State>,
    metrics: web::Data<Metrics>,
) -> Result<HttpResponse, Problem> {
    let read = blocking(move || figures(&state.registry)).await;
    metrics.store_up.set(i64::from(read.is_ok()));
    if let Ok(figures) = read {
        metrics.note(&figures);
    }
    let text = metrics.text().map_err(|_unwritable| Problem::new(&kinds::INTERNAL))?;
    Ok(HttpResponse::Ok()
        .content_type(CONTENT_TYPE)
        .insert_header(("Cache-Control", "no-store"))
        .body(text))
}

/// A server that has nothing but `/metrics`.
pub(crate) fn server(
    listener: std::net::TcpListener,
    state: State,
    metrics: web::Data<Metrics>,
) -> std::io::Result<actix_web::dev::Server> {
    let server = HttpServer::new(move || {
        App::new()
            .app_data(web::Data::new(state.clone()))
            .app_data(metrics.clone())
            .configure(configure)
            .default_service(web::to(crate::server::nowhere))
            .wrap(from_fn(gate::gate))
            .wrap(from_fn(render))
    });
    // The server beside it hears the signals.
    Ok(server.workers(1).disable_signals().listen(listener)?.run())
}
