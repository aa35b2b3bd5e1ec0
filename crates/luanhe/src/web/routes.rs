//! The site map: every address, what may be done there, and by which handler.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};

use super::answer::{Route, Show, answer, begun};
use super::reply::Reply;
use super::{App, assets, failure, sign_in};
use super::{api, cell, claims, closing, imports, manual, maps, openapi, people, plans, reports};
use super::{
    entries, evidence, findings, forms, home, lists, measures, rows, seeds, steps, studies,
};
use crate::base::{Error, say};

type Routes = MethodRouter<Arc<App>>;

fn read(show: Show) -> Routes {
    get(move |State(app), request: Request| answer(app, Route::Read, show, request))
}

fn write(show: Show) -> Routes {
    post(move |State(app), request: Request| answer(app, Route::Write, show, request))
}

fn upload(show: Show) -> Routes {
    post(move |State(app), request: Request| answer(app, Route::Upload, show, request))
        .layer(DefaultBodyLimit::max(64 << 20))
}

fn api_read(show: Show) -> Routes {
    get(move |State(app), request: Request| answer(app, Route::ApiRead, show, request))
}

fn api_write(show: Show) -> Routes {
    post(move |State(app), request: Request| answer(app, Route::ApiWrite, show, request))
}

fn api_upload(show: Show) -> Routes {
    post(move |State(app), request: Request| answer(app, Route::ApiUpload, show, request))
        .layer(DefaultBodyLimit::max(64 << 20))
}

#[rustfmt::skip]
pub fn routes(app: Arc<App>) -> Router {
    Router::new()
        .route("/healthz", get(healthy))
        .route("/static/{digest}/{name}", get(asset))
        .route("/session", get(sign_in::show).post(sign_in::enter))
        .route("/session/end", write(sign_in::leave))
        .route("/", read(home::home))
        .route("/seeds", read(seeds::seeds))

        .route("/registers", read(lists::registers))
        .route("/topics/{topic}/{page}", read(lists::topic_page))
        .route("/{register}", read(lists::list_page).merge(write(forms::add)))
        .route("/{register}/new", read(forms::new))
        .route("/{register}/export/{format}", read(lists::export))
        .route("/{register}/named/{key}", read(rows::named))
        .route("/{register}/{id}", read(rows::row))
        .route("/{register}/{id}/correction", read(forms::correction).merge(write(forms::correct)))
        .route("/{register}/{id}/adjustment", read(forms::adjustment).merge(write(forms::adjust)))
        .route("/{register}/{id}/voiding", read(forms::voiding).merge(write(forms::void)))
        .route("/{register}/{id}/disclosure", write(rows::disclose))

        .route("/{register}/{id}/evidence", upload(evidence::attach))
        .route("/{register}/{id}/steps", write(steps::step))
        .route("/{register}/{id}/file", read(evidence::file))
        .route("/{register}/{id}/picture", read(evidence::picture))
        .route("/{register}/{id}/source", read(cell::cell))
        .route("/{register}/template", read(imports::template))

        .route("/imports", read(imports::imports).merge(upload(imports::send)))
        .route("/imports/drafts/{draft}", read(imports::look))
        .route("/imports/drafts/{draft}/acceptance", write(imports::take))
        .route("/imports/drafts/{draft}/progress", read(imports::progress))
        .route("/imports/drafts/{draft}/stopping", write(imports::stop))
        .route("/imports/drafts/{draft}/mapping", write(imports::map))
        .route("/imports/drafts/{draft}/returned", read(imports::returned))
        .route("/imports/drafts/{draft}/dismissal", write(imports::forget))

        .route("/findings", read(findings::rules))
        .route("/findings/{rule}", read(findings::rule))
        .route("/findings/{rule}/clearances", write(findings::clear_some))
        .route("/findings/{rule}/{row}/clearance", read(findings::clearance).merge(write(findings::clear)))

        .route("/entries", read(entries::entries))
        .route("/entries/{no}", read(entries::entry))
        .route("/entries/{no}/undoing", write(entries::undo))
        .route("/verification", read(entries::verify))
        .route("/closing", read(closing::show).merge(write(closing::close)))

        .route("/plans", read(plans::show))
        .route("/plans/export/{format}", read(plans::export))
        .route("/reports", read(reports::reports))
        .route("/reports/annual/{year}", read(reports::report))
        .route("/reports/annual/{year}/{format}", read(reports::file))
        .route("/claims", read(claims::show).merge(write(claims::judge)))
        .route("/map", read(maps::map))

        .route("/users", read(people::users).merge(write(people::add)))
        .route("/users/{name}/term", write(people::term))
        .route("/users/{name}/password", write(people::password))
        .route("/manual", read(manual::manual))
        .route("/manual/{topic}", read(manual::page))

        .merge(measured())
        .merge(api())
        .fallback(missing)
        .with_state(app)
}

/// Figures and studies.
#[rustfmt::skip]
fn measured() -> Router<Arc<App>> {
    Router::new()
        .route("/measures", read(measures::measures))
        .route("/measures/{id}", read(measures::measure))
        .route("/measures/{id}/rows", read(measures::rows))
        .route("/measures/{id}/rows/{format}", read(measures::export))
        .route("/studies", read(studies::studies))
        .route("/studies/{id}", read(studies::study))
        .route("/studies/{id}/{format}", read(studies::export))
}

/// The same verbs for programs.
#[rustfmt::skip]
fn api() -> Router<Arc<App>> {
    Router::new()
        .route("/api", read(openapi::page))
        .route("/api/openapi.json", api_read(openapi::openapi))
        .route("/api/{register}", api_read(api::list).merge(api_write(api::add)))
        .route("/api/{register}/{id}", api_read(api::row))
        .route("/api/{register}/{id}/correction", api_write(api::correct))
        .route("/api/{register}/{id}/voiding", api_write(api::void))
        .route("/api/{register}/{id}/evidence", api_read(evidence::of_row).merge(api_upload(evidence::add)))
        .route("/api/{register}/{id}/steps", api_write(steps::step_json))
        .route("/api/{register}/{id}/file", api_read(evidence::file))
        .route("/api/measure/{id}", api_read(api::measure))
        .route("/api/studies", api_read(studies::list))
        .route("/api/studies/{id}", api_read(studies::answer))
        .route("/api/findings", api_read(api::found))
        .route("/api/findings/{rule}/{row}/clearance", api_write(api::clear))
        .route("/api/entries", api_read(api::entries))
        .route("/api/verification", api_read(api::verify))
}

async fn healthy(State(app): State<Arc<App>>) -> Response {
    match app.door.read(|ledger| ledger.head()).await {
        Ok(head) => Reply::Json(200, serde_json::json!({ "head": head.printed() })).into_response(),
        Err(error) => failure::json(&error).into_response(),
    }
}

async fn asset(Path((digest, name)): Path<(String, String)>) -> Response {
    match assets::find(&digest, &name) {
        Some((media, text)) => {
            Reply::Shown { media, bytes: text.as_bytes().to_vec() }.into_response()
        }
        None => axum::http::StatusCode::NOT_FOUND.into_response(),
    }
}

async fn missing(State(app): State<Arc<App>>, request: Request) -> Response {
    let ask = begun(&app, &request);
    let path = &ask.path;
    let error = Error::Missing(say!("没有 {path} 这个页面", "there is no page {path}"));
    failure::page(&ask, &error).into_response()
}
