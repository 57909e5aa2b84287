//! The names under which the service may be addressed. A page of another web site can give its own name the address of
//! this machine (DNS rebinding); its requests then come from here, but they still name that other site as their host.

use std::net::{IpAddr, SocketAddr};

use axum::http::header::HOST;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Uri};

use super::problem::{Problem, ProblemKind};

/// The names under which the service may be addressed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Hosts {
    /// Any: who can reach it may ask, and there is nothing that only some may see or do.
    #[default]
    Any,
    /// Those of this machine, with the port that is listened on.
    ThisMachine(u16),
}

impl Hosts {
    /// Those of the machine itself, where `listened` is listened on.
    pub fn this_machine(listened: SocketAddr) -> Self {
        Self::ThisMachine(listened.port())
    }

    /// Refuses a request that was meant for somebody else.
    pub(super) fn check(self, uri: &Uri, headers: &HeaderMap) -> Result<(), Problem> {
        let Self::ThisMachine(port) = self else { return Ok(()) };
        let stated = headers.get(HOST).and_then(|host| host.to_str().ok()?.parse::<Authority>().ok());
        let named = uri.authority();
        if stated.as_ref().is_some_and(|host| is_here(host, port)) && named.is_none_or(|host| is_here(host, port)) {
            return Ok(());
        }
        let detail = format!("this service answers under http://localhost:{port}/ and http://127.0.0.1:{port}/ alone");
        Err(Problem::new(ProblemKind::WrongHost, detail))
    }
}

fn is_here(host: &Authority, port: u16) -> bool {
    // A port that is left out is that of http.
    let same_port = host.port().map_or(port == 80, |stated| stated.as_u16() == port);
    let bare = host.host().trim_start_matches('[').trim_end_matches(']');
    let local = bare.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
    same_port && local && !host.as_str().contains('@')
}
