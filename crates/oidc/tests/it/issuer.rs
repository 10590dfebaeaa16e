//! An issuer that can be told to misbehave.

use std::{
    array,
    collections::HashMap,
    net::TcpListener,
    sync::{Arc, Mutex, MutexGuard},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use oidc::{Callback, Network, Provider, ProviderConfig, Reach, Secret};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::{ServerConfig, crypto::ring, pki_types::PrivateKeyDer};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use url::Url;

use crate::{
    keys::{SigningKey, encoded},
    server::{Handler, Request, Response, Server},
};

/// In microseconds; whatever it is, no clock is read.
pub(crate) const NOW: i64 = 1_800_000_000_000_000;
pub(crate) const SECOND: i64 = 1_000_000;
pub(crate) const HERE: &str = "https://register.example/anmelden/zurueck";
pub(crate) const CLIENT: &str = "blaupausen-register";
const SECRET: &str = "ge:heim & mehr";

pub(crate) struct Issuer {
    pub(crate) name: String,
    pub(crate) state: Arc<Mutex<State>>,
    _server: Server,
}

/// What it is and does. Tests change it while it runs.
pub(crate) struct State {
    pub(crate) discovery: Value,
    /// The one that signs.
    pub(crate) key: SigningKey,
    /// The set that is published.
    pub(crate) published: Vec<Value>,
    /// What is said of the person: the token's claims. Null takes away.
    pub(crate) claims: Map<String, Value>,
    pub(crate) header: Map<String, Value>,
    pub(crate) user_info: Value,
    /// Answers in place of the proper ones, by path. `None` never answers.
    pub(crate) instead: HashMap<&'static str, Option<Response>>,
    /// What was asked for, by path.
    pub(crate) asked: Vec<String>,
    codes: HashMap<String, Vec<(String, String)>>,
}

impl Issuer {
    pub(crate) fn start() -> Self {
        Self::with(SigningKey::new("1", "ES256"))
    }

    pub(crate) fn with(key: SigningKey) -> Self {
        Self::run("http", None, key)
    }

    /// With a certificate that only those trust who know it.
    pub(crate) fn with_tls() -> (Self, String) {
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
        let key = PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key)
            .unwrap();
        let key = SigningKey::new("1", "ES256");
        (Self::run("https", Some(Arc::new(config)), key), cert.pem())
    }

    fn run(scheme: &str, tls: Option<Arc<ServerConfig>>, key: SigningKey) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let name = format!("{scheme}://{}", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new(State::new(&name, key)));
        let known = Arc::clone(&state);
        let handler: Arc<Handler> = Arc::new(move |request| known.lock().unwrap().answer(request));
        Self { name, state, _server: Server::start(tls, listener, handler) }
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    pub(crate) fn config(&self) -> ProviderConfig {
        ProviderConfig {
            issuer: self.name.clone(),
            client_id: CLIENT.to_owned(),
            client_secret: Some(Secret::new(SECRET)),
            scopes: vec!["profile".to_owned(), "email".to_owned()],
            groups_claim: Some("groups".to_owned()),
            reach: Reach { network: Network::Any, ..Reach::default() },
        }
    }

    pub(crate) fn provider(&self) -> Provider {
        Provider::discover(self.config(), NOW).unwrap()
    }

    pub(crate) fn n_asked(&self, path: &str) -> usize {
        self.state().asked.iter().filter(|asked| *asked == path).count()
    }
}

impl State {
    fn new(name: &str, key: SigningKey) -> Self {
        let claims = json!({
            "iss": name,
            "sub": "anna",
            "aud": CLIENT,
            "exp": NOW / SECOND + 300,
            "iat": NOW / SECOND,
            "name": "Anna Muster",
            "email": "anna@musterstadt.example",
            "email_verified": true,
            "groups": ["musterstadt-contributor"],
        });
        Self {
            discovery: json!({
                "issuer": name,
                "jwks_uri": format!("{name}/jwks"),
                "authorization_endpoint": format!("{name}/authorize?tenant=stadt"),
                "token_endpoint": format!("{name}/token"),
                "userinfo_endpoint": format!("{name}/me"),
                "authorization_response_iss_parameter_supported": true,
            }),
            published: vec![key.jwk()],
            key,
            claims: claims.as_object().unwrap().clone(),
            header: Map::new(),
            user_info: json!({"sub": "anna"}),
            instead: HashMap::new(),
            asked: Vec::new(),
            codes: HashMap::new(),
        }
    }

    fn answer(&mut self, request: &Request) -> Option<Response> {
        self.asked.push(request.path.clone());
        if let Some(instead) = self.instead.get(request.path.as_str()) {
            return instead.clone();
        }
        Some(match (request.method.as_str(), request.path.as_str()) {
            ("GET", "/.well-known/openid-configuration") => yes(&self.discovery),
            ("GET", "/jwks") => yes(&json!({"keys": self.published})),
            ("GET", "/authorize") => self.authorize(request),
            ("POST", "/token") => self.exchange(request),
            ("GET", "/me") if request.authorization.as_deref() == Some("Bearer access") => {
                yes(&self.user_info)
            }
            _ => no(404, "not_found"),
        })
    }

    /// Nobody is asked for a password: it is Anna.
    fn authorize(&mut self, request: &Request) -> Response {
        let asked = |name: &str| found(&request.query, name);
        if asked("client_id") != CLIENT || asked("code_challenge_method") != "S256" {
            return no(400, "invalid_request");
        }
        let code = format!("code-{}", self.codes.len());
        self.codes.insert(code.clone(), request.query.clone());
        let mut back = Url::parse(&asked("redirect_uri")).unwrap();
        back.query_pairs_mut().append_pair("code", &code).append_pair("state", &asked("state"));
        if self.discovery["authorization_response_iss_parameter_supported"] == json!(true) {
            back.query_pairs_mut().append_pair("iss", self.claims["iss"].as_str().unwrap());
        }
        Response { status: 302, location: Some(back.into()), body: String::new() }
    }

    fn exchange(&mut self, request: &Request) -> Response {
        if !self.is_client(request) {
            return no(401, "invalid_client");
        }
        // Taken out: a code is good for once.
        let Some(begun) = self.codes.remove(&found(&request.form, "code")) else {
            return no(400, "invalid_grant");
        };
        let verifier = found(&request.form, "code_verifier");
        let is_same = found(&begun, "redirect_uri") == found(&request.form, "redirect_uri")
            && found(&begun, "code_challenge") == encoded(Sha256::digest(verifier));
        if !is_same {
            return no(400, "invalid_grant");
        }
        let mut claims = Map::from_iter([("nonce".to_owned(), json!(found(&begun, "nonce")))]);
        claims.extend(self.claims.clone());
        claims.retain(|_name, value| !value.is_null());
        yes(&json!({
            "access_token": "access",
            "token_type": "bearer",
            "id_token": self.token(&Value::Object(claims)),
        }))
    }

    /// A token of this issuer's key and header.
    pub(crate) fn token(&self, claims: &Value) -> String {
        let mut header = Map::from_iter([
            ("alg".to_owned(), json!(self.key.algorithm)),
            ("kid".to_owned(), json!(self.key.id)),
        ]);
        header.extend(self.header.clone());
        header.retain(|_name, value| !value.is_null());
        self.key.sign(&Value::Object(header), claims)
    }

    fn is_client(&self, request: &Request) -> bool {
        let form = |name: &str| found(&request.form, name);
        match self.discovery["token_endpoint_auth_methods_supported"][0].as_str() {
            Some("client_secret_post") => {
                form("client_id") == CLIENT && form("client_secret") == SECRET
            }
            Some("none") => form("client_id") == CLIENT && request.authorization.is_none(),
            _ => {
                let expected = STANDARD.encode(format!("{CLIENT}:ge%3Aheim+%26+mehr"));
                request.authorization.as_deref() == Some(&format!("Basic {expected}"))
            }
        }
    }
}

/// The same each time: what depends on its being another says so.
pub(crate) fn random() -> [u8; 96] {
    array::from_fn(|at| u8::try_from(at).unwrap())
}

/// A sign-in up to the answer of the browser.
pub(crate) fn signed_in(provider: &Provider) -> (oidc::Pending, Callback) {
    let begun = provider.begin(HERE, &random());
    let agent = ureq::Agent::config_builder().max_redirects(0).proxy(None).build().new_agent();
    let response = agent.get(&begun.url).call().unwrap();
    let location = Url::parse(response.headers()["location"].to_str().unwrap()).unwrap();
    assert!(location.as_str().starts_with(HERE));
    let pairs: Vec<(String, String)> = location.query_pairs().into_owned().collect();
    let value = |name: &str| Some(found(&pairs, name)).filter(|value| !value.is_empty());
    let callback = Callback {
        state: value("state"),
        code: value("code"),
        iss: value("iss"),
        ..Callback::default()
    };
    (begun.pending, callback)
}

pub(crate) fn yes(body: &Value) -> Response {
    Response { status: 200, location: None, body: body.to_string() }
}

pub(crate) fn no(status: u16, error: &str) -> Response {
    Response { status, location: None, body: json!({"error": error}).to_string() }
}

fn found(pairs: &[(String, String)], name: &str) -> String {
    let pair = pairs.iter().find(|(key, _)| key == name);
    pair.map(|(_, value)| value.clone()).unwrap_or_default()
}
