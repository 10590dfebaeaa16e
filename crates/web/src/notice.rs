//! Notice of a token's end, with every answer to a request that shows it: logs of programs are where somebody sees it.

use std::sync::{Arc, OnceLock};

use actix_web::{
    HttpMessage as _, HttpRequest,
    body::BoxBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{HeaderName, HeaderValue},
    middleware::Next,
};

use crate::shape;

/// When the token expires that the request shows; filled in when it was looked up, and it is soon.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notice(Arc<OnceLock<i64>>);

const HEADER: HeaderName = HeaderName::from_static("blaupause-token-expires");

impl Notice {
    /// For this request's answer.
    pub(crate) fn of(request: &HttpRequest) -> Self {
        let notice = Self::default();
        request.extensions_mut().insert(notice.clone());
        notice
    }

    pub(crate) fn give(&self, end: i64) {
        self.0.set(end).ok();
    }
}

pub(crate) async fn tell(
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse, actix_web::Error> {
    let mut response = next.call(request).await?;
    let end = response.request().extensions().get::<Notice>().and_then(|it| it.0.get().copied());
    if let Some(end) = end
        && let Ok(told) = HeaderValue::try_from(shape::time(end))
    {
        response.headers_mut().insert(HEADER, told);
    }
    Ok(response)
}
