//! `serve`: the page behind the gateway, on this machine.

use crate::error::Error;
use crate::page::{self, Flavor};
use crate::repo::GATEWAY_PACKAGE;
use crate::run::Run;
use crate::text::say;

pub(crate) fn run(flavor: Flavor, gateway: &[String]) -> Result<(), Error> {
    page::build_if_stale(flavor)?;
    say("starting the gateway; the first build of it takes about a minute. Ctrl-C ends it");
    let run = Run::cargo().arg("run");
    let run = match flavor {
        Flavor::Release => run.arg("--release"),
        Flavor::Dev => run,
    };
    run.args(["--package", GATEWAY_PACKAGE, "--", "--page"]).arg(flavor.folder()).args(gateway).hand_over()
}
