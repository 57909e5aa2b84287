//! `rolebook serve`.

use std::io::Write as _;
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use serde_json::json;
use tokio::net::TcpListener;

use super::failure::{Failure, Verdict};
use super::output::Output;
use super::serve_arguments::Serve;
use crate::app::acting::ActorName;
use crate::app::error::AppError;
use crate::app::posting_templates::read_templates;
use crate::app::search::{Refreshed, SearchService};
use crate::catalog::files::FileStore;
use crate::catalog::store::CatalogStore;
use crate::config::Settings;
use crate::web::endpoints::endpoints;
use crate::web::hosts::Hosts;
use crate::web::limits::Limits;
use crate::web::look::Looks;
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
    let address = settings.listen;
    if options.acting.is_some() && !address.ip().is_loopback() {
        let message = format!("with --as, rolebook answers on this machine alone, and does not listen on {address}");
        let hint = "leave --as out to let others read, or listen on a loopback address such as 127.0.0.1:8080";
        return Err(AppError::misuse(message, hint).into());
    }
    let coloured = anstream::AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never;
    let _log = log::begin(options.log_format.into(), settings.log.as_deref().unwrap_or(log::USUAL), coloured)?;
    let mut limits = Limits::default();
    if let Some(most) = settings.connections_per_peer {
        limits.connections_per_peer = most.get();
    }
    if let Some(most) = settings.files_being_read {
        limits.files_being_read = most.get();
    }
    let endpoints = endpoints();
    let store: Arc<dyn CatalogStore> = Arc::new(store);
    let search = Arc::new(SearchService::new(Arc::clone(&store), &settings.index));
    // Said at once, and not when somebody composes.
    read_templates(options.posting_templates.as_deref())?;
    let service =
        Service::new(store, Arc::clone(&search), Looks::new(options.templates.clone()), openapi::document(&endpoints))
            .with_posting_templates(options.posting_templates.clone());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Failure::Start)?;
    runtime.block_on(async {
        let failed = |source| Failure::Listen { address, source };
        // The wish to stop is heard from before anybody is told that we are there.
        let stop = stop_wished().map_err(Failure::Start)?;
        let listener = TcpListener::bind(address).await.map_err(failed)?;
        let listened = listener.local_addr().map_err(failed)?;
        let service = match &options.acting {
            Some(name) => service.acting_as(name.clone(), Hosts::this_machine(listened)),
            None => service,
        };
        let site = Site::new(endpoints, service, limits);
        keep_searchable(search);
        announce(listened, options.acting.as_ref(), output)?;
        server::serve(listener, site, stop).await;
        Ok::<_, Failure>(())
    })?;
    runtime.shutdown_timeout(LEFT_OVER);
    Ok(Verdict::Fine)
}

/// Says where the service is.
fn announce(address: SocketAddr, acting: Option<&ActorName>, output: &mut Output) -> Result<(), Failure> {
    let url = format!("http://{address}/");
    if output.json {
        // In one line: whoever reads it can't wait for the end of the output.
        writeln!(output, "{}", json!({ "address": url }))?;
    } else {
        writeln!(output, "Rolebook is at {url} (press Ctrl-C to stop)")?;
        if let Some(name) = acting {
            writeln!(output, "What you keep there is kept under the name {name}.")?;
        }
    }
    output.flush()?;
    if !address.ip().is_loopback() {
        tracing::warn!("everybody who can reach {address} can read what is published");
    }
    Ok(())
}

/// How long the announcement waits for the index: long enough for one that is there, not for one that has to be made.
const WARM_UP: Duration = Duration::from_secs(2);
/// So often it is asked what was published.
const NEWS: Duration = Duration::from_millis(250);
/// The index is compared with the whole catalog at least this long after the last time, …
const AT_LEAST: Duration = Duration::from_secs(1);
/// … and this many times as long as it took, so that comparing never takes more than a small part of a processor.
const TIMES_ITS_COST: u32 = 50;

/// Makes the index, and keeps it up to date with the catalog for as long as the process lives.
fn keep_searchable(search: Arc<SearchService>) {
    let (warm, is_warm) = mpsc::channel();
    let keeper = move || {
        let mut answers = false;
        loop {
            // How far the news are is asked first, so that none is missed while everything is compared.
            keep(&search, SearchService::catch_up);
            let begun = Instant::now();
            let done = keep(&search, |search| search.refresh(&|_, _| {}));
            // What making an index takes says nothing about what it takes to compare one.
            let cost = if done == Some(Refreshed::Rebuilt) { Duration::ZERO } else { begun.elapsed() };
            // Nobody waits for it after the first time.
            let _ = warm.send(());
            if !answers && search.is_ready() {
                answers = true;
                tracing::info!("search answers");
            }
            let again = Instant::now() + AT_LEAST.max(cost * TIMES_ITS_COST);
            while Instant::now() < again {
                std::thread::sleep(NEWS);
                keep(&search, SearchService::catch_up);
            }
        }
    };
    if let Err(error) = std::thread::Builder::new().name("search-index".to_owned()).spawn(keeper) {
        tracing::error!("the search index can't be kept up to date: {error}");
        return;
    }
    let _ = is_warm.recv_timeout(WARM_UP);
}

/// Does some keeping, and says what was done. A panic is a mistake of ours, and no reason never to look at the catalog again.
fn keep(search: &SearchService, work: impl FnOnce(&SearchService) -> Result<Refreshed, AppError>) -> Option<Refreshed> {
    match catch_unwind(AssertUnwindSafe(|| work(search))) {
        Ok(Ok(done)) => {
            tell(done, search);
            Some(done)
        }
        Ok(Err(error)) => {
            tracing::error!("the search index can't be brought up to date: {error}");
            None
        }
        Err(_) => {
            tracing::error!("keeping the search index up to date panicked; it is tried again");
            None
        }
    }
}

/// Says in the log what was done to the index.
fn tell(done: Refreshed, search: &SearchService) {
    match done {
        Refreshed::Unchanged | Refreshed::Elsewhere => {}
        Refreshed::Changed(roles) => tracing::info!(roles, "the search index was brought up to date"),
        Refreshed::Rebuilt => match search.trouble() {
            None => tracing::info!("the search index was made"),
            Some(trouble) => tracing::warn!("the search index was made, in memory only: {trouble}"),
        },
    }
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
