//! `rolebook serve`.

use std::io::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use tokio::net::TcpListener;

use super::failure::{Failure, Verdict};
use super::output::Output;
use super::serve_arguments::Serve;
use crate::catalog::files::FileStore;
use crate::config::Settings;
use crate::web::endpoints::endpoints;
use crate::web::limits::Limits;
use crate::web::service::Service;
use crate::web::site::Site;
use crate::web::{log, openapi, server};

/// How long work that nobody waits for any more may hold up the end of the process.
const LEFT_OVER: Duration = Duration::from_millis(200);

pub(super) fn run(
    store: FileStore,
    settings: &Settings,
    options: &Serve,
    output: &mut Output,
) -> Result<Verdict, Failure> {
    let coloured = anstream::AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never;
    log::begin(options.log_format.into(), settings.log.as_deref().unwrap_or(log::USUAL), coloured)?;
    let mut limits = Limits::default();
    if let Some(most) = settings.connections_per_peer {
        limits.connections_per_peer = most.get();
    }
    let endpoints = endpoints();
    let service = Service::new(Arc::new(store), openapi::document(&endpoints));
    let site = Site::new(endpoints, service, limits);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Failure::Start)?;
    runtime.block_on(async {
        let address = settings.listen;
        let failed = |source| Failure::Listen { address, source };
        // The wish to stop is heard from before anybody is told that we are there.
        let stop = stop_wished().map_err(Failure::Start)?;
        let listener = TcpListener::bind(address).await.map_err(failed)?;
        announce(listener.local_addr().map_err(failed)?, output)?;
        read_ahead(&site);
        server::serve(listener, site, stop).await;
        Ok::<_, Failure>(())
    })?;
    runtime.shutdown_timeout(LEFT_OVER);
    Ok(Verdict::Fine)
}

/// Says where the service is.
fn announce(address: SocketAddr, output: &mut Output) -> Result<(), Failure> {
    let url = format!("http://{address}/");
    if output.json {
        // In one line: whoever reads it can't wait for the end of the output.
        writeln!(output, "{}", json!({ "address": url }))?;
    } else {
        writeln!(output, "Rolebook is at {url} (press Ctrl-C to stop)")?;
    }
    output.flush()?;
    if !address.ip().is_loopback() {
        tracing::warn!("everybody who can reach {address} can read what is published");
    }
    Ok(())
}

/// Reads the catalog before anybody asks, and says in the log how it is.
fn read_ahead(site: &Arc<Site>) {
    let service = site.service().clone();
    tokio::task::spawn_blocking(move || match service.catalog.recent() {
        Ok(snapshot) => {
            let broken = snapshot.roles.values().filter(|history| history.is_broken()).count();
            tracing::info!(roles = snapshot.roles.len(), broken, "the catalog is read");
        }
        Err(error) => tracing::error!("the catalog can't be read: {error}"),
    });
}

/// When somebody wants the service to stop: Ctrl-C, or the SIGTERM of whatever keeps services.
#[cfg(unix)]
fn stop_wished() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn stop_wished() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
