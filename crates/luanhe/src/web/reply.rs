//! What a handler answers with, and how it goes out.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

pub enum Reply {
    Page(u16, String),
    /// See another page: what a form that was accepted answers.
    To(String),
    /// A file to keep: name, media type, bytes.
    File {
        name: String,
        media: &'static str,
        bytes: Vec<u8>,
    },
    /// A file to look at.
    Shown {
        media: &'static str,
        bytes: Vec<u8>,
    },
    Json(u16, serde_json::Value),
}

pub const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
pub const CSV: &str = "text/csv; charset=utf-8";
pub const ZIP: &str = "application/zip";
pub const JSON: &str = "application/json; charset=utf-8";

impl Reply {
    pub fn page(html: String) -> Reply {
        Reply::Page(200, html)
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        match self {
            Reply::Page(status, html) => {
                let html = ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html);
                (code(status), html).into_response()
            }
            Reply::To(path) => {
                let path = HeaderValue::try_from(path).unwrap_or(HeaderValue::from_static("/"));
                (StatusCode::SEE_OTHER, [(header::LOCATION, path)]).into_response()
            }
            Reply::File { name, media, bytes } => {
                let name = crate::pages::part(&name);
                let kept = format!("attachment; filename*=UTF-8''{name}");
                let headers = [
                    (header::CONTENT_TYPE, media.to_string()),
                    (header::CONTENT_DISPOSITION, kept),
                ];
                (headers, bytes).into_response()
            }
            Reply::Shown { media, bytes } => {
                ([(header::CONTENT_TYPE, media)], bytes).into_response()
            }
            Reply::Json(status, value) => {
                let json = ([(header::CONTENT_TYPE, JSON)], value.to_string());
                (code(status), json).into_response()
            }
        }
    }
}

fn code(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
