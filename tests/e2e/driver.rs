//! The process of a browser's driver, and for a browser that cannot do without one, a display that nobody sees.

use std::ffi::OsString;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a program may take to come up or to go.
const PATIENCE: Duration = Duration::from_secs(20);
const GOING: Duration = Duration::from_secs(5);

/// A running driver.
pub struct Driver {
    pub addr: SocketAddr,
    process: Child,
    /// Method and target of the request that ends its browser.
    goodbye: String,
    /// Goes last: its end would take the browser with it.
    display: Option<Display>,
}

/// A display in memory.
struct Display {
    process: Child,
    name: String,
}

impl Driver {
    /// chromedriver on a port that it chooses.
    pub fn chromium() -> Driver {
        let mut process = spawn(Command::new(program("CHROMEDRIVER", "chromedriver")).arg("--port=0").stdout(Stdio::piped()));
        let port =
            says(&mut process, "its port", |line| line.split_once("successfully on port ")?.1.trim_end_matches('.').parse::<u16>().ok());
        Driver { addr: SocketAddr::from(([127, 0, 0, 1], port)), process, goodbye: "GET /shutdown".to_owned(), display: None }
    }

    /// WebKitWebDriver on a port that is free now, with a display. It takes one browser at a time.
    pub fn webkit() -> Driver {
        let display = Display::open();
        for _ in 0..5 {
            let addr = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).unwrap();
            let port = format!("--port={}", addr.port());
            let mut process = spawn(
                Command::new(program("WEBKITDRIVER", "WebKitWebDriver"))
                    .arg(port)
                    .env("DISPLAY", &display.name)
                    .env("GDK_BACKEND", "x11")
                    .stdout(Stdio::null()),
            );
            if answers(addr, &mut process) {
                return Driver { addr, process, goodbye: "GET /status".to_owned(), display: Some(display) };
            }
            end(&mut process);
        }
        panic!("WebKitWebDriver never listened");
    }

    /// Told the id of the browser's session, which is how WebKitGTK's browser is asked to go.
    pub fn has_session(&mut self, id: &str) {
        if self.display.is_some() {
            self.goodbye = format!("DELETE /session/{id}");
        }
    }
}

impl Drop for Driver {
    /// Asks for the browser's end first; a kill alone would leave it behind.
    fn drop(&mut self) {
        let asked = TcpStream::connect(self.addr).and_then(|mut stream| {
            stream.set_read_timeout(Some(GOING))?;
            stream.write_all(format!("{} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.goodbye, self.addr).as_bytes())?;
            stream.read(&mut [0_u8; 64])
        });
        let started = Instant::now();
        // chromedriver goes by itself.
        while self.display.is_none() && asked.is_ok() && started.elapsed() < GOING {
            if matches!(self.process.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        end(&mut self.process);
    }
}

impl Display {
    /// An X server that finds a free number by itself.
    fn open() -> Display {
        let mut process = spawn(
            Command::new(program("XVFB", "Xvfb"))
                .args(["-displayfd", "1", "-screen", "0", "1500x1400x24", "-nolisten", "tcp"])
                .stdout(Stdio::piped()),
        );
        let number = says(&mut process, "its display", |line| line.trim().parse::<u16>().ok());
        Display { process, name: format!(":{number}") }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        end(&mut self.process);
    }
}

fn program(variable: &str, name: &str) -> OsString {
    std::env::var_os(variable).unwrap_or_else(|| name.into())
}

fn spawn(command: &mut Command) -> Child {
    let started = command.stdin(Stdio::null()).stderr(Stdio::null()).spawn();
    started.unwrap_or_else(|error| {
        panic!("{}: {error}; run these tests by `cargo xtask test e2e`", command.get_program().display());
    })
}

/// The first line that means something to `read`. Reads on afterwards, so that the process never waits for a full pipe.
fn says<T>(process: &mut Child, what: &str, read: impl Fn(&str) -> Option<T>) -> T {
    let stdout: ChildStdout = process.stdout.take().expect("a pipe");
    let mut lines = BufReader::new(stdout).lines();
    let said = lines.by_ref().map_while(Result::ok).find_map(|line| read(&line));
    std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
    said.unwrap_or_else(|| panic!("the program ended without saying {what}"))
}

/// Waits until something listens there, or the process ends.
fn answers(addr: SocketAddr, process: &mut Child) -> bool {
    let started = Instant::now();
    while started.elapsed() < PATIENCE && matches!(process.try_wait(), Ok(None)) {
        if TcpStream::connect(addr).is_ok() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}

fn end(process: &mut Child) {
    let _ = process.kill();
    let _ = process.wait();
}
