//! The test control: faults, a look at the venue, a fresh start. Off unless `--test-control` is given, and then for
//! holders of the token only.

use crate::answers;
use crate::api;
use crate::desk::Desk;
use axum::body::Body;
use axum::http::{Method, Response, StatusCode};
use crosstrade::{ErrorBody, IdKey, Object};
use hyper::body::Incoming;
use practice_exchange::{Exchange, Fault, Faults};

/// Answers a request that was let in.
///
/// | request | does |
/// |---|---|
/// | `POST /test/faults` | replaces the faults by the body's, one a line; blank lines and lines after `#` do not count |
/// | `GET /test/venue` | everything the venue holds, whatever the clients heard |
/// | `POST /test/break-sockets` | ends every socket without a close frame |
/// | `POST /test/reset` | a new exchange, with the faults of the command line |
pub(crate) async fn answer(desk: &Desk, method: &Method, path: &str, body: Incoming) -> Response<Body> {
    let done = || answers::json(StatusCode::OK, Object::new().flag("success", true).end());
    match (method.as_str(), path) {
        ("POST", "/test/faults") => match api::read(body).await {
            Ok(text) => match faults(&text) {
                Ok(faults) => {
                    desk.with_exchange(|exchange| exchange.set_faults(faults));
                    done()
                }
                Err(why) => error(StatusCode::BAD_REQUEST, "invalid_fault", &why),
            },
            Err(_) => error(StatusCode::BAD_REQUEST, "invalid_request", "the body cannot be read"),
        },
        ("GET", "/test/venue") => answers::json(StatusCode::OK, desk.with_exchange(|exchange| venue(exchange))),
        ("POST", "/test/break-sockets") => {
            desk.break_sockets();
            done()
        }
        ("POST", "/test/reset") => {
            desk.reset();
            done()
        }
        _ => {
            let all = "POST /test/faults, GET /test/venue, POST /test/break-sockets, POST /test/reset";
            error(StatusCode::NOT_FOUND, "not_found", all)
        }
    }
}

fn error(status: StatusCode, code: &str, detail: &str) -> Response<Body> {
    answers::json(status, ErrorBody::new(code, detail).write(crosstrade::ErrorShape::Coded))
}

/// Rules, one a line.
fn faults(text: &str) -> Result<Faults, String> {
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim()).filter(|line| !line.is_empty());
    lines.map(|line| line.parse::<Fault>().map_err(|error| error.to_string())).collect::<Result<_, _>>().map(Faults)
}

fn venue(exchange: &Exchange) -> String {
    let venue = exchange.venue();
    let orders: Vec<String> = venue.orders().iter().map(|row| row.write(IdKey::OrderId).end()).collect();
    let executions: Vec<String> = venue.executions().iter().map(|row| row.write().end()).collect();
    let positions: Vec<String> = venue.positions().iter().map(|row| row.write().end()).collect();
    // A fault's text is made of letters, digits and signs that JSON takes as they are.
    let faults: Vec<String> = exchange.faults().0.iter().map(|fault| format!("\"{fault}\"")).collect();
    Object::new()
        .flag("success", true)
        .integer("placed", i64::try_from(venue.placed()).unwrap_or(i64::MAX))
        .list("orders", &orders)
        .list("executions", &executions)
        .list("positions", &positions)
        .list("faults", &faults)
        .end()
}
