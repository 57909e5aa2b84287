//! How many connections may be open, in all and for each peer.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::limits::Limits;

/// The connections that are open.
#[derive(Debug)]
pub struct Connections {
    all: usize,
    per_peer: usize,
    per_local_peer: usize,
    open: Mutex<Open>,
}

#[derive(Debug, Default)]
struct Open {
    all: usize,
    by_peer: HashMap<IpAddr, usize>,
}

/// A place among the connections; free again when it is dropped.
#[derive(Debug)]
pub struct Place {
    connections: Arc<Connections>,
    peer: IpAddr,
}

impl Connections {
    /// No connections, under these limits.
    pub fn new(limits: &Limits) -> Arc<Self> {
        Arc::new(Self {
            all: limits.connections,
            per_peer: limits.connections_per_peer,
            per_local_peer: limits.connections_per_local_peer,
            open: Mutex::default(),
        })
    }

    /// A place for a connection of `peer`, if there is one left.
    pub fn enter(self: &Arc<Self>, peer: IpAddr) -> Option<Place> {
        let peer = network(peer);
        let most = if peer.is_loopback() { self.per_local_peer } else { self.per_peer };
        let mut open = self.open();
        if open.all >= self.all || open.by_peer.get(&peer).is_some_and(|count| *count >= most) {
            return None;
        }
        open.all += 1;
        *open.by_peer.entry(peer).or_default() += 1;
        Some(Place { connections: self.clone(), peer })
    }

    /// How many are open.
    pub fn count(&self) -> usize {
        self.open().all
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.connections.open();
        open.all = open.all.saturating_sub(1);
        if let Some(count) = open.by_peer.get_mut(&self.peer) {
            *count -= 1;
            if *count == 0 {
                open.by_peer.remove(&self.peer);
            }
        }
    }
}

/// What counts as one peer: an address of IPv4, a /64 network of IPv6, since one machine has all addresses of such a one.
fn network(peer: IpAddr) -> IpAddr {
    match peer.to_canonical() {
        IpAddr::V6(address) if !address.is_loopback() => {
            IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64)))
        }
        other => other,
    }
}
