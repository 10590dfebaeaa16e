//! One request and its answer: headers out, problems in.

use serde::{Serialize, de::DeserializeOwned};
use ureq::{Body, RequestBuilder, http::Response};

use crate::{Client, Error};

/// No answer of a registry is larger; attachments are 16 MiB at most.
const MAX_ANSWER: u64 = 32 * 1024 * 1024;

impl Client {
    pub(crate) fn get<T: DeserializeOwned>(
        &self,
        url: &str,
        pairs: &[(&str, &str)],
    ) -> Result<T, Error> {
        let request = self.prepared(self.agent.get(url)).query_pairs(pairs.iter().copied());
        json(&mut answer(request.call())?)
    }

    /// With what every request carries.
    pub(crate) fn prepared<B>(&self, request: RequestBuilder<B>) -> RequestBuilder<B> {
        let request = request.header("Accept-Language", self.language.as_str());
        match &self.token {
            Some(token) => request.header("Authorization", format!("Bearer {token}")),
            None => request,
        }
    }
}

/// An answer that says yes; any other becomes an error.
pub(crate) fn answer(sent: Result<Response<Body>, ureq::Error>) -> Result<Response<Body>, Error> {
    let mut answer = sent.map_err(Error::unreachable)?;
    let status = answer.status();
    if status.is_success() {
        return Ok(answer);
    }
    let is_problem = answer.body().mime_type() == Some("application/problem+json");
    match bytes(&mut answer).map(|body| serde_json::from_slice::<wire::Problem>(&body)) {
        Ok(Ok(problem)) if is_problem => Err(Error::Problem(Box::new(problem))),
        _ => Err(Error::Status(status.as_u16())),
    }
}

pub(crate) fn bytes(answer: &mut Response<Body>) -> Result<Vec<u8>, Error> {
    answer.body_mut().with_config().limit(MAX_ANSWER).read_to_vec().map_err(Error::unreachable)
}

pub(crate) fn json<T: DeserializeOwned>(answer: &mut Response<Body>) -> Result<T, Error> {
    serde_json::from_slice(&bytes(answer)?).map_err(Error::Unreadable)
}

pub(crate) fn json_bytes<T: Serialize>(value: &T) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(value).map_err(Error::Unreadable)
}
