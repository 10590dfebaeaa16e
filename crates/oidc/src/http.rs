//! Questions to an issuer and their answers, bounded in time and size.
//!
//! Law: no redirect is followed, so that what was checked is what is asked; no connection is kept, for sign-ins are
//! rare and a kept connection would be dead more often than useful.

use ureq::{
    Agent, Body, Proxy,
    http::{Response, StatusCode},
    tls::TlsConfig,
    unversioned::transport::DefaultConnector,
};
use url::Url;

use crate::{
    Network, OidcError, Reach, address,
    public::{NotPublic, PublicOnly},
};

/// No document, set of keys or token is larger.
const MAX_ANSWER: u64 = 1024 * 1024;

#[derive(Debug)]
pub(crate) struct Http {
    agent: Agent,
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Vec<u8>,
}

impl Http {
    pub(crate) fn new(issuer: &Url, reach: &Reach) -> Self {
        let is_direct = reach.network == Network::Public || address::is_this_machine(issuer);
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_connect(Some(reach.connect))
            .timeout_global(Some(reach.total))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_idle_connections(0)
            .proxy(if is_direct { None } else { Proxy::try_from_env() })
            .tls_config(TlsConfig::builder().root_certs(reach.roots.0.clone()).build())
            .user_agent(concat!("blaupausen-register/", env!("CARGO_PKG_VERSION")))
            .accept("application/json")
            .build();
        let agent = match reach.network {
            Network::Any => config.new_agent(),
            Network::Public => {
                Agent::with_parts(config, DefaultConnector::default(), PublicOnly::default())
            }
        };
        Self { agent }
    }

    /// What lies there, when the answer is a yes.
    pub(crate) fn get(&self, url: &Url) -> Result<Vec<u8>, OidcError> {
        yes(url, answer(url, self.agent.get(url.as_str()).call())?)
    }

    pub(crate) fn get_as(&self, url: &Url, access_token: &str) -> Result<Vec<u8>, OidcError> {
        let request = self.agent.get(url.as_str());
        let request = request.header("Authorization", format!("Bearer {access_token}"));
        yes(url, answer(url, request.call())?)
    }

    /// Whatever is answered to a form.
    pub(crate) fn post(
        &self,
        url: &Url,
        authorization: Option<String>,
        form: &[(&str, &str)],
    ) -> Result<Answer, OidcError> {
        let mut request = self.agent.post(url.as_str());
        if let Some(authorization) = authorization {
            request = request.header("Authorization", authorization);
        }
        answer(url, request.send_form(form.iter().copied()))
    }
}

pub(crate) fn yes(url: &Url, answer: Answer) -> Result<Vec<u8>, OidcError> {
    if answer.status == StatusCode::OK { Ok(answer.body) } else { Err(no(url, &answer)) }
}

pub(crate) fn no(url: &Url, answer: &Answer) -> OidcError {
    OidcError::Status { url: url.to_string(), status: answer.status.as_u16() }
}

fn answer(url: &Url, sent: Result<Response<Body>, ureq::Error>) -> Result<Answer, OidcError> {
    let mut response = sent.map_err(|error| failed(url, error))?;
    let status = response.status();
    let body = response.body_mut().with_config().limit(MAX_ANSWER).read_to_vec();
    Ok(Answer { status, body: body.map_err(|error| failed(url, error))? })
}

fn failed(url: &Url, error: ureq::Error) -> OidcError {
    match error {
        ureq::Error::BodyExceedsLimit(_) => OidcError::TooLarge { url: url.to_string() },
        ureq::Error::Other(cause) if cause.is::<NotPublic>() => {
            OidcError::NotPublic(url.host_str().unwrap_or_default().to_owned())
        }
        other => OidcError::Unreachable { url: url.to_string(), source: Box::new(other) },
    }
}
