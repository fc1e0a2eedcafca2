//! Requests and what they get: files of the state, the reader's script, and news for it.

use std::{convert::Infallible, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderName, Method, Response, StatusCode, header, request::Parts},
    response::{
        IntoResponse, Sse,
        sse::{self, KeepAlive},
    },
};
use futures_util::stream;
use serde_json::json;
use tokio::sync::watch::Receiver;

use super::{
    address::{decoded, is_loopback, media_type},
    state::{Files, Found, State},
};
use crate::route::{Route, encode};

/// Addresses of our own, beside those of the site.
const SCRIPT: &str = "/_yearbook/page.js";
const NEWS: &str = "/_yearbook/news";

/// What every answer says: nothing may be loaded from elsewhere, nor kept, nor shown elsewhere.
const HEADERS: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY, "default-src 'self'"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::CACHE_CONTROL, "no-cache"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// Everything that the server answers.
pub fn router(state: Receiver<State>) -> Router {
    Router::new().fallback(move |request: Request| {
        let state = state.clone();
        let (head, _) = request.into_parts();
        async move {
            let mut response = answer(state, &head).await;
            for (name, value) in HEADERS {
                let value = header::HeaderValue::from_static(value);
                response.headers_mut().insert(name, value);
            }
            response
        }
    })
}

async fn answer(state: Receiver<State>, request: &Parts) -> Response<Body> {
    let host = request.headers.get(header::HOST);
    let host = host.and_then(|host| host.to_str().ok());
    if !host.is_some_and(is_loopback) {
        return words(
            StatusCode::MISDIRECTED_REQUEST,
            "this server is only for this machine",
        );
    }
    if !matches!(request.method, Method::GET | Method::HEAD) {
        let mut response = words(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD");
        let allowed = header::HeaderValue::from_static("GET, HEAD");
        response.headers_mut().insert(header::ALLOW, allowed);
        return response;
    }
    let uri = &request.uri;
    match uri.path() {
        SCRIPT => file("page.js", include_str!("page.js")),
        NEWS => news(state, uri.query().unwrap_or_default()).into_response(),
        path => match decoded(path) {
            Some(path) => page(state, &path).await,
            None => words(StatusCode::BAD_REQUEST, "no file can have this address"),
        },
    }
}

/// A file of the site; its pages look for news.
async fn page(mut state: Receiver<State>, path: &str) -> Response<Body> {
    loop {
        let now = state.borrow_and_update().clone();
        match &now.files {
            Some(files) => {
                if let Some(response) = found(files, path) {
                    return response;
                }
            }
            None if now.failed => return nothing_yet(),
            None => {}
        }
        if state.changed().await.is_err() {
            return words(StatusCode::SERVICE_UNAVAILABLE, "the server ends");
        }
    }
}

/// `None`: it has to be waited for.
fn found(files: &Files, path: &str) -> Option<Response<Body>> {
    match files.find(path) {
        Found::Later => None,
        Found::Elsewhere(address) => {
            let mut response = words(StatusCode::TEMPORARY_REDIRECT, "");
            let address = encode(&address).parse().ok()?;
            response.headers_mut().insert(header::LOCATION, address);
            Some(response)
        }
        Found::File(route, bytes) if is_page(&route) => {
            let text = with_script(bytes, &files.digest(&route, bytes));
            Some(file(route.as_str(), text))
        }
        Found::File(route, bytes) => Some(file(route.as_str(), bytes.to_vec())),
        Found::Nothing => Some(missing(files)),
    }
}

fn missing(files: &Files) -> Response<Body> {
    let Some((route, bytes)) = files.missing() else {
        return words(StatusCode::NOT_FOUND, "not found");
    };
    let mut text = with_script(bytes, &files.digest(&route, bytes));
    if files.base.is_empty() {
        // Published sites know their path from `base-url`; without it the page links from the root.
        text = text.replacen("<head>", "<head>\n<base href=\"/\">", 1);
    }
    let mut response = file(route.as_str(), text);
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

/// What stands in place of every page while no build was good.
fn nothing_yet() -> Response<Body> {
    let page = "<!doctype html>\n<html lang=\"ja\">\n<head>\n<meta charset=\"utf-8\">\n\
                <meta name=\"viewport\" content=\"width=device-width\">\n\
                <title>yearbook</title>\n</head>\n<body>\n</body>\n</html>\n";
    let mut response = file("index.html", with_script(page.as_bytes(), ""));
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    response
}

fn is_page(route: &Route) -> bool {
    route.as_str().ends_with(".html")
}

/// A page as built, with one line more.
fn with_script(page: &[u8], digest: &str) -> String {
    let mut text = String::from_utf8_lossy(page).into_owned();
    let line = format!("<script src=\"{SCRIPT}\" data-digest=\"{digest}\"></script>\n");
    let end = text.rfind("</body>").unwrap_or(text.len());
    text.insert_str(end, &line);
    text
}

fn file(name: &str, content: impl Into<Body>) -> Response<Body> {
    ([(header::CONTENT_TYPE, media_type(name))], content.into()).into_response()
}

fn words(status: StatusCode, text: &'static str) -> Response<Body> {
    (status, [(header::CONTENT_TYPE, media_type("a.txt"))], text).into_response()
}

/// For the page at an address: what is wrong, and a name for what it would show now. Told at once
/// and after each build.
fn news(state: Receiver<State>, query: &str) -> impl IntoResponse {
    let path = query.strip_prefix("page=").and_then(decoded);
    let path: Arc<str> = path.unwrap_or_default().into();
    let events = stream::unfold((state, true), move |(mut state, first)| {
        let path = Arc::clone(&path);
        async move {
            if !first {
                state.changed().await.ok()?;
            }
            let news = told(&state.borrow_and_update(), &path);
            let event = sse::Event::default().data(news);
            Some((Ok::<_, Infallible>(event), (state, false)))
        }
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}

fn told(state: &State, path: &str) -> String {
    let files = state.files.as_deref();
    let digest = files.map(|files| match files.find(path) {
        Found::File(route, bytes) => files.digest(&route, bytes),
        _ => match files.missing() {
            Some((route, bytes)) => files.digest(&route, bytes),
            None => String::new(),
        },
    });
    // The list is JSON already.
    let problems = match &*state.problems {
        "" => "[]",
        problems => problems,
    };
    let rest = json!({
        "build": state.latest,
        "failed": state.failed,
        "whole": files.is_some_and(|files| files.whole),
        "digest": digest.unwrap_or_default(),
    });
    let rest = rest.to_string();
    let rest = rest.trim_end_matches('}');
    format!("{rest},\"problems\":{problems}}}")
}
