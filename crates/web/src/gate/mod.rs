//! The gate: every request names an act of the authorisation table, or it goes nowhere.
//!
//! [`table`] says which act each address is. What is not in it is refused before any handler sees it, so an endpoint that
//! somebody forgets to list does not exist; and what takes somebody known is refused here to those who have shown nothing,
//! before a body is read. Whether *this* person may do it to *this* object is the use case's to say, by the same table.

pub(crate) mod table;

use actix_web::{
    HttpResponse,
    body::BoxBody,
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, header},
    middleware::Next,
};
use registry::People;

use crate::{
    pages,
    problem::{Problem, kinds},
    session::visitor,
};

pub(crate) async fn gate(
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse, actix_web::Error> {
    // What matches no address at all is answered by the service for that.
    let Some(pattern) = request.match_pattern() else { return next.call(request).await };
    let method = match *request.method() {
        Method::HEAD => "GET",
        ref other => other.as_str(),
    };
    let Some(endpoint) = table::find(method, &pattern) else {
        return Ok(not_here(request, &pattern));
    };
    let is_open = endpoint.act.rule().people == People::Anyone;
    let has_token = request.headers().contains_key(header::AUTHORIZATION);
    if is_open || has_token {
        return next.call(request).await;
    }
    match visitor(request.request()) {
        Ok(_) => next.call(request).await,
        Err(problem) if endpoint.is_page() && *problem.kind == kinds::UNAUTHORISED => {
            let sign_in = pages::sign_in_address(request.request());
            let response = HttpResponse::SeeOther()
                .insert_header((header::LOCATION, sign_in))
                .insert_header((header::CACHE_CONTROL, "no-store"))
                .finish();
            Ok(request.into_response(response))
        }
        Err(problem) => Ok(request.error_response(problem)),
    }
}

fn not_here(request: ServiceRequest, pattern: &str) -> ServiceResponse {
    let allowed = table::methods(pattern);
    let mut response = request.error_response(Problem::new(&kinds::METHOD_NOT_ALLOWED));
    if let Ok(allowed) = header::HeaderValue::try_from(allowed) {
        response.headers_mut().insert(header::ALLOW, allowed);
    }
    response
}
