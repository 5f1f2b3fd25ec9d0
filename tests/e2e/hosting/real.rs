//! nginx and Caddy with the configurations that are shipped, each as a child of the test with a folder of its own.

use super::files::{Folder, UNDER, deploy};
use crate::wait::until;
use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};

/// A server that is tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Nginx,
    Caddy,
}

impl Kind {
    pub const ALL: [Kind; 2] = [Kind::Nginx, Kind::Caddy];

    /// Whether it can choose files ending in `.br`.
    pub fn knows_brotli(self) -> bool {
        self == Kind::Caddy || std::env::var_os("NGINX_BROTLI").is_some()
    }
}

/// A running one.
pub struct Real {
    pub addr: SocketAddr,
    process: Child,
    /// Its own files: configuration, logs, temporary ones.
    _home: Folder,
    _root: Folder,
}

impl Real {
    /// Serves the shipped folder under [`UNDER`].
    pub async fn start(kind: Kind) -> Real {
        let (home, root) = (Folder::new(), Folder::with_site());
        // Asked of the system and given back at once: a server cannot say which port it was given.
        let addr = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let mut command = match kind {
            Kind::Nginx => nginx(&home, &root, addr),
            Kind::Caddy => caddy(&home, &root, addr),
        };
        let log = fs::File::create(home.path().join("log")).unwrap();
        let program = command.get_program().to_owned();
        let process = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn();
        let process = process.unwrap_or_else(|error| panic!("{}: {error}; run these tests by `cargo xtask test e2e`", program.display()));
        let server = Real { addr, process, _home: home, _root: root };
        until(&format!("{kind:?} listens"), async || TcpStream::connect(addr).is_ok()).await;
        server
    }
}

impl Drop for Real {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn program(variable: &str, name: &str) -> Command {
    Command::new(std::env::var_os(variable).unwrap_or_else(|| name.into()))
}

/// As a server's administrator includes the shipped file, but for what keeps this one to its folder.
fn nginx(home: &Folder, root: &Folder, addr: SocketAddr) -> Command {
    let (home, root) = (home.path().display(), root.path().display());
    let shipped = fs::read_to_string(deploy("nginx.conf")).unwrap();
    let module = std::env::var_os("NGINX_BROTLI").map(|module| format!("load_module {};", module.display())).unwrap_or_default();
    let shipped = if module.is_empty() { shipped } else { shipped.replace("#brotli_static on;", "brotli_static on;") };
    fs::write(format!("{home}/order-ticket.conf"), shipped).unwrap();
    let folders = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(|of| format!("{of}_temp_path {home}/{of};")).join("\n");
    let text = format!(
        "{module}\ndaemon off;\nmaster_process off;\npid {home}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\n{folders}\n\
         server {{\nlisten {addr};\nlocation {UNDER}/ {{\nroot {root};\ninclude {home}/order-ticket.conf;\n}}\n}}\n}}\n"
    );
    fs::write(format!("{home}/nginx.conf"), text).unwrap();
    let mut command = program("NGINX", "nginx");
    command.args(["-p", &home.to_string(), "-e", "stderr", "-c", &format!("{home}/nginx.conf")]);
    command
}

fn caddy(home: &Folder, root: &Folder, addr: SocketAddr) -> Command {
    let text = format!("{{\nadmin off\n}}\nimport {}\n", deploy("Caddyfile").display());
    let file = home.path().join("Caddyfile");
    fs::write(&file, text).unwrap();
    let mut command = program("CADDY", "caddy");
    command.args(["run", "--adapter", "caddyfile", "--config"]).arg(&file);
    command.env("ORDER_TICKET_ADDRESS", format!("http://{addr}")).env("ORDER_TICKET_ROOT", root.path());
    for folder in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        command.env(folder, home.path());
    }
    command
}
