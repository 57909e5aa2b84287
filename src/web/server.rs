//! Connections: who is let in, how long they may take, and how the server stops. We accept them ourselves, since the
//! usual loop waits for ever: for a first byte, for the rest of a head, for the next request, and for all of these when
//! it is told to stop.

use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{interval, sleep, timeout};

use super::connections::{Connections, Place};
use super::headers;
use super::limits::{HEAD_WALL, RETRY_AFTER};
use super::pace::{Pace, PacedStream};
use super::problem::{PROBLEM, Problem, ProblemKind};
use super::site::Site;

/// How often what was measured is sorted.
const TIDYING: Duration = Duration::from_secs(5);
/// How long to wait when the system has no room for a connection.
const NO_ROOM: Duration = Duration::from_millis(100);
/// How many that are turned away are told so at once, and how long they may take to hear it.
const TURNED_AWAY: (usize, Duration) = (32, Duration::from_millis(250));

/// Serves `site` on `listener` until `stop`; then lets answers under way go out, for as long as the limits say.
/// How many connections had to be cut.
pub async fn serve(listener: TcpListener, site: Arc<Site>, stop: impl Future<Output = ()>) -> usize {
    let connections = Connections::new(site.limits());
    let (stopping, told) = watch::channel(());
    let farewells = Arc::new(Semaphore::new(TURNED_AWAY.0));
    let mut open = JoinSet::new();
    let mut tidying = interval(TIDYING);
    tokio::pin!(stop);
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => match connections.enter(peer.ip()) {
                    Some(place) => {
                        site.service().metrics.note_connections(connections.count());
                        open.spawn(converse(stream, site.clone(), place, told.clone()));
                    }
                    None => turn_away(stream, peer, &site, &farewells),
                },
                Err(error) => {
                    // Too many open files, or somebody gone before they were let in: neither is a reason to stop.
                    tracing::warn!("could not accept a connection: {error}");
                    sleep(NO_ROOM).await;
                }
            },
            Some(_) = open.join_next(), if !open.is_empty() => {
                site.service().metrics.note_connections(connections.count());
            }
            _ = tidying.tick() => site.service().metrics.tidy(),
            () = &mut stop => break,
        }
    }
    drop(listener);
    tracing::info!(connections = open.len(), "stopping");
    let _ = stopping.send(());
    let drained = async { while open.join_next().await.is_some() {} };
    let _ = timeout(site.limits().drain, drained).await;
    let cut = open.len();
    if cut > 0 {
        tracing::warn!(connections = cut, "connections were cut");
    }
    open.shutdown().await;
    cut
}

/// Answers on one connection until it ends.
async fn converse(stream: TcpStream, site: Arc<Site>, place: Place, mut stopping: watch::Receiver<()>) {
    // Small answers go out at once.
    let _ = stream.set_nodelay(true);
    let pace = Pace::new(site.limits());
    let mut builder = http1::Builder::new();
    // Without a timer of its own: all time limits are those of the stream.
    builder.max_header_size(HEAD_WALL);
    let answering = pace.clone();
    let service = service_fn(move |request| {
        let (site, pace) = (site.clone(), answering.clone());
        async move {
            pace.working();
            let response = site.answer(request).await;
            pace.answering();
            Ok::<_, Infallible>(response)
        }
    });
    let connection = builder.serve_connection(TokioIo::new(PacedStream::new(stream, pace)), service);
    tokio::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        _ = stopping.changed() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        // What clients do wrong is of interest only to somebody who looks for it.
        tracing::debug!("a connection ended early: {error}");
    }
    drop(place);
}

/// Tells somebody for whom there is no room to come back.
fn turn_away(mut stream: TcpStream, peer: SocketAddr, site: &Site, farewells: &Arc<Semaphore>) {
    site.service().metrics.count_refusal();
    tracing::debug!(%peer, "too many connections");
    let Ok(turn) = farewells.clone().try_acquire_owned() else { return };
    tokio::spawn(async move {
        let told = async {
            stream.write_all(&full()).await?;
            stream.shutdown().await?;
            // If what they sent were not read, the system would take the answer back.
            let mut rest = [0; 1024];
            while stream.read(&mut rest).await? > 0 {}
            Ok::<_, std::io::Error>(())
        };
        let _ = timeout(TURNED_AWAY.1, told).await;
        drop(turn);
    });
}

/// The whole answer to somebody for whom there is no room.
fn full() -> Vec<u8> {
    let problem = Problem::new(ProblemKind::Overloaded, "there are too many connections; come back in a moment");
    let body = serde_json::to_string(&problem.document("none")).unwrap_or_default();
    let mut text = format!(
        "HTTP/1.1 503 Service Unavailable\r\ncontent-type: {PROBLEM}\r\ncontent-length: {}\r\nretry-after: {RETRY_AFTER}\r\ncache-control: no-store\r\nconnection: close\r\n",
        body.len()
    );
    for (name, value) in headers::SECURITY {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    text.push_str("\r\n");
    text.push_str(&body);
    text.into_bytes()
}
