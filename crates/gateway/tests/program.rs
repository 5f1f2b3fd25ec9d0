//! The program itself: its help, its mistakes in one line, what it prints and keeps to itself, its end.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Output, Stdio};

fn gateway(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_order-ticket-gateway"));
    command.args(args).env_remove("ORDER_TICKET_TOKEN");
    command
}

fn run(args: &[&str]) -> Output {
    gateway(args).output().unwrap()
}

/// A gateway that ends with its owner.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Program {
    /// Starts it and reads what it prints until it is ready.
    fn start(command: &mut Command) -> (Program, String) {
        let mut program = Program(command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap());
        let mut lines = BufReader::new(program.0.stdout.take().unwrap());
        let mut said = String::new();
        while !said.contains("Ctrl-C") {
            assert_ne!(lines.read_line(&mut said).unwrap(), 0, "it ended early: {said}");
        }
        program.0.stdout = Some(lines.into_inner());
        (program, said)
    }
}

#[test]
fn help_explains_and_succeeds() {
    let help = run(&["--help"]);
    let text = String::from_utf8(help.stdout).unwrap();
    assert!(help.status.success());
    for word in ["--listen", "127.0.0.1:8080", "--fault", "accept-drop", "--test-control", "[default: off]", "ORDER_TICKET_TOKEN"] {
        assert!(text.contains(word), "{word}");
    }
    assert!(run(&["--version"]).stdout.starts_with(b"order-ticket-gateway 0."));
}

#[test]
fn a_mistake_is_one_line_and_exit_two() {
    for args in [&["--prot", "1"][..], &["--seed", "x"], &["--fault", "x:y:z"], &["stray"]] {
        let output = run(args);
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), error.lines().count()), (Some(2), 1), "{args:?}: {error}");
        assert!(output.stdout.is_empty());
    }
    let output = run(&["--listen", "0.0.0.0:0"]);
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), error.lines().count()), (Some(1), 1), "{error}");
    assert!(error.contains("--token"), "{error}");
}

#[test]
fn says_what_it_is_and_shows_only_a_token_it_made_itself() {
    let (_program, said) = Program::start(&mut gateway(&["--listen", "0", "--fault", "place:drop:next1"]));
    assert!(said.contains("PRACTICE") && said.contains("http://127.0.0.1:") && said.contains("place:drop:next1"), "{said}");
    let token = said.split("Bearer ").nth(1).unwrap().split_whitespace().next().unwrap();
    assert_eq!(token.len(), 64, "{said}");
    let (_program, said) = Program::start(gateway(&["--listen", "0"]).env("ORDER_TICKET_TOKEN", "chosen-secret"));
    assert!(!said.contains("chosen-secret") && said.contains("the token you gave"), "{said}");
}

#[test]
fn ctrl_c_ends_it_in_order() {
    let (mut program, _) = Program::start(&mut gateway(&["--listen", "0"]));
    let pid = program.0.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    assert_eq!(program.0.wait().unwrap().code(), Some(0));
    let mut rest = String::new();
    program.0.stderr.take().unwrap().read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "");
}
