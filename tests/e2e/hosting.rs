//! The shipped folder on hosts that are not the gateway: real servers with the shipped configurations, and hosts that know
//! nothing.

#[path = "hosting/browse.rs"]
mod browse;
#[path = "hosting/files.rs"]
mod files;
#[path = "hosting/offline.rs"]
mod offline;
#[path = "hosting/plain.rs"]
mod plain;
#[path = "hosting/real.rs"]
mod real;
#[path = "hosting/serve.rs"]
mod serve;
#[path = "hosting/worker.rs"]
mod worker;
