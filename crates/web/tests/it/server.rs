//! A server with two organisations and an empty registry, and requests to it.

use std::{
    net::SocketAddr,
    num::NonZeroU32,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use blueprint::Slug;
use registry::{
    NewToken, Organisation, OrganisationKind, Pattern, Registry, Scope, follow,
    organisation_create, token_create,
};
use serde_json::Value;
use tempfile::TempDir;
use testkit::TestDatabase;
use ureq::http::{Request, Response};

/// What the server's clock says.
pub(crate) const NOW: i64 = 1_780_000_000_000_000;

const EDGE: web::Edge = web::Edge { clock: || NOW, random };

/// Other bytes each time, and the same on every run.
#[expect(clippy::unnecessary_wraps, reason = "a system may have none")]
fn random() -> Option<[u8; 32]> {
    static N_DRAWN: AtomicU64 = AtomicU64::new(0);
    let n_drawn = N_DRAWN.fetch_add(1, Ordering::Relaxed);
    Some(*blueprint::Digest::of(&n_drawn.to_be_bytes()).as_bytes())
}

pub(crate) struct TestServer {
    address: SocketAddr,
    metrics: Option<SocketAddr>,
    pub(crate) registry: Arc<Registry>,
    agent: ureq::Agent,
    database: TestDatabase,
    _index: TempDir,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: ureq::http::HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl TestServer {
    pub(crate) fn start() -> Self {
        Self::with(TestDatabase::sqlite(), None)
    }

    /// `per_second`: the same limit for every kind of act.
    pub(crate) fn with(database: TestDatabase, per_second: Option<u32>) -> Self {
        let limit = per_second.and_then(NonZeroU32::new);
        let rate_limits = limit.map(|n| web::RateLimits { read: n, search: n, write: n });
        Self::set(database, web::Settings { rate_limits, ..web::Settings::default() })
    }

    /// As an operator has set it, but for the address and the threads.
    pub(crate) fn set(database: TestDatabase, settings: web::Settings) -> Self {
        let index = tempfile::tempdir().unwrap();
        let registry = Arc::new(Registry::open(database.store().clone(), index.path()).unwrap());
        for slug in ["musterstadt", "beispielkreis"] {
            organisation_create(&registry, &organisation(slug)).unwrap();
        }
        let listen = SocketAddr::from(([127, 0, 0, 1], 0));
        let settings = web::Settings { listen, workers: 1, ..settings };
        let shared = Arc::clone(&registry);
        let (told, address) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let server = web::Server::bind(settings, shared, EDGE).unwrap();
                told.send((server.addr(), server.metrics_addr())).unwrap();
                server.run().await.unwrap();
            });
        });
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            // Codings are asked for where a test wants them.
            .accept_encoding("identity")
            .build()
            .new_agent();
        let (address, metrics) = address.recv().unwrap();
        Self { address, metrics, registry, agent, database, _index: index }
    }

    /// A token that may do everything for its organisation.
    pub(crate) fn token(&self, slug: &str) -> String {
        self.token_with(slug, &Scope::ALL, &format!("{slug}/*"), None)
    }

    pub(crate) fn token_with(
        &self,
        slug: &str,
        scopes: &[Scope],
        pattern: &str,
        expires_at: Option<i64>,
    ) -> String {
        let organisation: Slug = slug.parse().unwrap();
        let pattern: Pattern = pattern.parse().unwrap();
        let seed = format!("{slug}{scopes:?}{pattern}{expires_at:?}");
        let random = blueprint::Digest::of(seed.as_bytes());
        let token = NewToken {
            organisation: &organisation,
            scopes,
            pattern: &pattern,
            label: "",
            at: NOW,
            expires_at,
            random: random.as_bytes(),
        };
        token_create(&self.registry, &token).unwrap().reveal().to_owned()
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// From the server that has nothing but the metrics.
    pub(crate) fn get_beside(&self, path: &str) -> Answer {
        let url = format!("http://{}{path}", self.metrics.unwrap());
        Answer::read(self.agent.get(url).call().unwrap())
    }

    /// What is beneath the registry, for what others record.
    pub(crate) fn store(&self) -> &testkit::Store {
        self.database.store()
    }

    pub(crate) fn terminate_connections(&self) {
        self.database.terminate_connections();
    }

    pub(crate) fn drop_tables(&self) {
        self.database.drop_tables();
    }

    pub(crate) fn catch_up(&self) {
        while follow(&self.registry).unwrap() != 0 {}
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], b"")
    }

    pub(crate) fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Answer {
        let url = if path.starts_with("/api") || !path.starts_with("/blueprints") {
            format!("http://{}{path}", self.address)
        } else {
            format!("http://{}/api/v1{path}", self.address)
        };
        let mut request = Request::builder().method(method).uri(url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let sent = self.agent.run(request.body(body).unwrap());
        Answer::read(sent.unwrap_or_else(|error| panic!("{method} {path}: {error}")))
    }

    /// Publishes as JSON where the document says that it belongs.
    pub(crate) fn publish(&self, token: &str, document: &Value) -> Answer {
        let text = |member: &str| document[member].as_str().unwrap().to_owned();
        let path =
            format!("/blueprints/{}/{}/versions/{}", text("owner"), text("name"), text("version"));
        self.put(&path, token, document.to_string().as_bytes())
    }

    pub(crate) fn put(&self, path: &str, token: &str, body: &[u8]) -> Answer {
        let bearer = format!("Bearer {token}");
        self.send(
            "PUT",
            path,
            &[("Authorization", &bearer), ("Content-Type", "application/json")],
            body,
        )
    }
}

/// Somebody who has signed in.
pub(crate) struct Person {
    pub(crate) id: String,
    /// As browsers send it.
    pub(crate) cookie: String,
    pub(crate) form_token: String,
}

/// Of everybody in these tests.
pub(crate) const PASSWORD: &str = "drei Hunde im Rathaus";

impl TestServer {
    /// Somebody with an account, and a role where one is wanted, who has signed in.
    pub(crate) fn person(&self, name: &str, role: Option<(&str, &str)>) -> Person {
        let login = format!("{name}@musterstadt.example");
        let (id, salt) = (random().unwrap(), random().unwrap());
        let new = registry::NewPerson {
            login: &login,
            name,
            password: Some(PASSWORD),
            is_operator: false,
            random: (&id, &salt),
            at: NOW,
        };
        let id = registry::person_create(&self.registry, new).unwrap();
        if let Some((organisation, role)) = role {
            let (organisation, role) = (organisation.parse().unwrap(), role.parse().unwrap());
            registry::role_set(&self.registry, (&organisation, &login, role), NOW).unwrap();
        }
        self.signed_in(id, &login)
    }

    /// Somebody who operates the registry, and has signed in.
    pub(crate) fn operator(&self, name: &str) -> Person {
        let person = self.person(name, None);
        let login = format!("{name}@musterstadt.example");
        registry::operator_set(&self.registry, &login, true, NOW).unwrap();
        person
    }

    fn signed_in(&self, id: String, login: &str) -> Person {
        let body = serde_json::json!({"login": login, "password": PASSWORD}).to_string();
        let headers = [("Content-Type", "application/json")];
        let begun = self.send("POST", "/api/v1/sessions", &headers, body.as_bytes());
        let cookie = begun.header("set-cookie").split(';').next().unwrap().to_owned();
        let form_token = begun.json()["csrf_token"].as_str().unwrap().to_owned();
        Person { id, cookie, form_token }
    }
}

impl Person {
    pub(crate) fn send(
        &self,
        server: &TestServer,
        method: &str,
        path: &str,
        body: &[u8],
    ) -> Answer {
        self.send_with(server, (method, path), &[], body)
    }

    /// With headers besides those that show who it is; a JSON body unless they say otherwise.
    pub(crate) fn send_with(
        &self,
        server: &TestServer,
        (method, path): (&str, &str),
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Answer {
        let mut all = headers.to_vec();
        if !headers.iter().any(|(name, _)| *name == "Content-Type") {
            all.push(("Content-Type", "application/json"));
        }
        all.push(("Cookie", self.cookie.as_str()));
        all.push(("X-CSRF-Token", self.form_token.as_str()));
        server.send(method, path, &all, body)
    }

    pub(crate) fn json(
        &self,
        server: &TestServer,
        method: &str,
        path: &str,
        body: &Value,
    ) -> Answer {
        self.send(server, method, path, body.to_string().as_bytes())
    }
}

impl Answer {
    fn read(response: Response<ureq::Body>) -> Self {
        let (parts, mut body) = response.into_parts();
        let bytes = body.read_to_vec().unwrap();
        Self { status: parts.status.as_u16(), headers: parts.headers, bytes }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&self.bytes)))
    }

    /// `422 invalid-document`, and that it is a problem as RFC 9457 wants it.
    pub(crate) fn problem(&self) -> String {
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem = self.json();
        assert_eq!(problem["status"], self.status);
        assert!(!problem["title"].as_str().unwrap().is_empty());
        assert!(!problem["detail"].as_str().unwrap().is_empty());
        format!(
            "{} {}",
            self.status,
            problem["type"].as_str().unwrap().trim_start_matches("/problems/")
        )
    }

    /// `code pointer` of each finding.
    pub(crate) fn findings(&self) -> Vec<String> {
        let text = |finding: &Value, member: &str| finding[member].as_str().unwrap().to_owned();
        let problem = self.json();
        let findings = problem["findings"].as_array().cloned().unwrap_or_default();
        findings.iter().map(|f| format!("{} {}", text(f, "code"), text(f, "pointer"))).collect()
    }
}

/// The smallest valid document, of `musterstadt/fundsache`.
pub(crate) fn document(version: &str) -> Value {
    let mut document = testkit::valid_example("minimal");
    document["name"] = "fundsache".into();
    document["version"] = version.into();
    if version != "1.0.0" {
        document["changes"] = serde_json::json!({"de": "Neue Version"});
    }
    document
}

fn organisation(slug: &str) -> Organisation {
    Organisation {
        slug: slug.parse().unwrap(),
        kind: OrganisationKind::Municipality,
        name: slug.to_owned(),
        ars: None,
        state: None,
        population: None,
        parent: None,
        created_at: NOW,
        standing: registry::OrganisationStanding::default(),
    }
}
