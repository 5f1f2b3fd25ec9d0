//! `order-ticket-gateway`: the program around the library. Prints where it listens and how to get in, and stops on Ctrl-C.

mod stop;

use order_ticket_gateway::args::{self, Command, HELP};
use order_ticket_gateway::{Config, Running, start};
use std::io::Write as _;
use std::process::ExitCode;
use stop::Stop;

fn main() -> ExitCode {
    let command = match args::parse(std::env::args_os().skip(1), std::env::var(args::TOKEN_VARIABLE).ok()) {
        Ok(command) => command,
        Err(error) => return fail(&error, 2),
    };
    match command {
        Command::Help => say(HELP.trim_end()),
        Command::Version => say(concat!("order-ticket-gateway ", env!("CARGO_PKG_VERSION"))),
        Command::Run(config) => {
            let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
                Ok(runtime) => runtime,
                Err(error) => return fail(&error, 1),
            };
            return runtime.block_on(run(*config));
        }
    }
    ExitCode::SUCCESS
}

async fn run(config: Config) -> ExitCode {
    let own_token = config.token.is_some();
    let page = config.page.clone();
    let test_control = config.test_control;
    let faults: Vec<String> = config.faults.0.iter().map(ToString::to_string).collect();
    let stop = match Stop::listen() {
        Ok(stop) => stop,
        Err(error) => return fail(&error, 1),
    };
    let running = match start(config).await {
        Ok(running) => running,
        Err(error) => return fail(&error, 1),
    };
    say("PRACTICE exchange: no order leaves this machine.");
    say(&format!("Page: http://{}/{}", running.addr, page.map(|dir| format!("  (from {})", dir.display())).unwrap_or_default()));
    say(&format!("API:  http://{0}/v1/api/...  and  ws://{0}/ws/stream", running.addr));
    say(&native_clients(&running, own_token));
    if test_control {
        say(&format!("Test control is on: http://{}/test/...", running.addr));
    }
    for fault in faults {
        say(&format!("Fault on purpose: {fault}"));
    }
    say("Ctrl-C stops it.");
    stop.asked().await;
    say("Stopping.");
    running.shut_down().await;
    ExitCode::SUCCESS
}

/// The one place where a token is shown, and only one that nobody has yet.
fn native_clients(running: &Running, own_token: bool) -> String {
    if own_token {
        "Native clients send: Authorization: Bearer <the token you gave>".to_owned()
    } else {
        format!(
            "Native clients send: Authorization: {}  (random, for this run; choose one with {})",
            running.token.header(),
            args::TOKEN_VARIABLE
        )
    }
}

/// Prints a line. That nobody reads it, as after `| head -1`, is no reason to stop.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

fn fail(error: &dyn std::error::Error, code: u8) -> ExitCode {
    eprintln!("order-ticket-gateway: {error}");
    ExitCode::from(code)
}
