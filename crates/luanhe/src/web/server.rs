//! The server: listens, sets the headers that every answer has, and stops when it is told to.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tokio::sync::Semaphore;

use super::reply::Reply;
use super::routes::routes;
use super::{App, Site, users};
use crate::base::{Error, Result, say};

/// Requests in work at a time; more are told to come back.
const AT_ONCE: usize = 512;

/// Serves a site until the process is told to stop. `ready` is told the address.
///
/// # Errors
/// `Busy` where the address is taken.
pub fn serve(site: Site, listen: SocketAddr, ready: impl FnOnce(SocketAddr)) -> Result<()> {
    users::prepare(&mut (site.open)()?)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|e| Error::broken("the server's threads", e))?;
    // Ledgers are dropped here, outside the runtime: a PostgreSQL client may not be dropped inside.
    let app = Arc::new(App::new(site));
    let served = runtime.block_on(async {
        let taken =
            |e| Error::Busy(say!("无法监听 {listen}：{e}", "cannot listen on {listen}: {e}"));
        let listener = tokio::net::TcpListener::bind(listen).await.map_err(taken)?;
        ready(listener.local_addr().map_err(taken)?);
        let service = with_headers(&app).into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, service)
            .with_graceful_shutdown(stopped())
            .await
            .map_err(|e| Error::broken("the server", e))
    });
    runtime.shutdown_timeout(std::time::Duration::from_secs(30));
    drop(app);
    served
}

/// The whole site with its headers: what the server serves and tests ask.
pub fn with_headers(app: &Arc<App>) -> axum::Router {
    let turns = Arc::new(Semaphore::new(AT_ONCE));
    routes(app.clone()).layer(from_fn_with_state(turns, headed))
}

async fn headed(
    axum::extract::State(turns): axum::extract::State<Arc<Semaphore>>,
    request: Request,
    next: Next,
) -> Response {
    let Ok(_turn) = turns.try_acquire() else {
        let full = say!("系统正忙，请稍后再试", "the system is busy, try again");
        return Reply::Page(503, format!("{} / {}", full.zh, full.en)).into_response();
    };
    let kept = request.uri().path().starts_with("/static/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let all: [(HeaderName, &'static str); 5] = [
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
             connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (
            header::CACHE_CONTROL,
            if kept { "public, max-age=31536000, immutable" } else { "no-store" },
        ),
    ];
    for (name, value) in all {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Ctrl-C, or a polite kill.
async fn stopped() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut killed) = signal(SignalKind::terminate()) {
            tokio::select! { _ = interrupted => {}, _ = killed.recv() => {} }
            return;
        }
    }
    if let Err(error) = interrupted.await {
        tracing::warn!(%error, "cannot hear Ctrl-C; stop the process by its number");
        std::future::pending::<()>().await;
    }
}
