//! The server within the test, with endpoints and limits of the test's choice.

use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use rolebook::app::search::SearchService;
use rolebook::catalog::store::CatalogStore;
use rolebook::web::answer::{Json, Page};
use rolebook::web::body::Part;
use rolebook::web::endpoint::Endpoint;
use rolebook::web::endpoints::endpoints;
use rolebook::web::limits::Limits;
use rolebook::web::look::Looks;
use rolebook::web::openapi;
use rolebook::web::parameters::NoParameters;
use rolebook::web::problem::Problem;
use rolebook::web::server::serve;
use rolebook::web::service::Service;
use rolebook::web::site::Site;
use tempfile::TempDir;
use tokio::sync::oneshot;

use crate::support::TestCatalog;

/// A server within the test.
pub(super) struct Running {
    pub(super) address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<usize>>,
    _catalog: TestCatalog,
    _index: TempDir,
}

impl Running {
    /// Serves the usual endpoints, and some that misbehave, under these limits.
    pub(super) fn start(limits: Limits) -> Self {
        let catalog = TestCatalog::shipped();
        let mut endpoints = endpoints();
        endpoints.extend(wicked());
        let store: Arc<dyn CatalogStore> = Arc::new(catalog.store());
        let index = tempfile::tempdir().unwrap();
        let search = Arc::new(SearchService::new(Arc::clone(&store), index.path()));
        search.refresh(&|_, _| {}).unwrap();
        let service = Service::new(store, search, Looks::new(None), openapi::document(&endpoints));
        let site = Site::new(endpoints, service, limits);
        let (stop, stopped) = oneshot::channel();
        let (tell, told) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
            let cut = runtime.block_on(async {
                let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
                tell.send(listener.local_addr().unwrap()).unwrap();
                let stopped = async {
                    let _ = stopped.await;
                };
                serve(listener, site, stopped).await
            });
            runtime.shutdown_timeout(Duration::from_millis(10));
            cut
        });
        Self { address: told.recv().unwrap(), stop: Some(stop), thread: Some(thread), _catalog: catalog, _index: index }
    }

    /// Tells it to stop.
    pub(super) fn tell_to_stop(&mut self) {
        let _ = self.stop.take().unwrap().send(());
    }

    /// Waits for its end; how many connections it cut.
    pub(super) fn wait(mut self) -> usize {
        self.thread.take().unwrap().join().unwrap()
    }
}

#[derive(serde::Deserialize)]
#[serde(transparent)]
struct Fields(std::collections::BTreeMap<String, Vec<String>>);

#[derive(serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Sent {
    words: String,
}

/// Endpoints that misbehave, and some that take what is sent.
fn wicked() -> Vec<Endpoint> {
    fn panics(_: &Service, _: NoParameters) -> Result<Json<u32>, Problem> {
        panic!("a secret of the inside")
    }
    fn slow(_: &Service, _: NoParameters) -> Result<Json<u32>, Problem> {
        std::thread::sleep(Duration::from_millis(700));
        Ok(Json::new(7))
    }
    fn large(_: &Service, _: NoParameters) -> Result<Json<String>, Problem> {
        Ok(Json::new("x".repeat(64 * 1024 * 1024)))
    }
    fn form(_: &Service, fields: Fields) -> Result<Page, Problem> {
        let words = fields.0.iter().map(|(name, values)| format!("{name}={values:?}"));
        Ok(Page::Text(words.collect::<Vec<_>>().join(" ")))
    }
    fn json(_: &Service, _: NoParameters, body: Sent) -> Result<Json<String>, Problem> {
        Ok(Json::new(body.words))
    }
    fn files(_: &Service, _: NoParameters, parts: Vec<Part>) -> Result<Page, Problem> {
        let words = parts.iter().map(|part| format!("{} {:?} {}", part.name, part.file_name, part.bytes.len()));
        Ok(Page::Text(words.collect::<Vec<_>>().join("; ")))
    }
    vec![
        Endpoint::form("/wicked/form/{place}", "form", "It takes a form", form),
        Endpoint::sent("/wicked/json", "json", "It takes JSON", &[], json),
        Endpoint::upload("/wicked/files", "files", "It takes files", files),
        Endpoint::reading("/wicked/panic", "panic", "It panics", &[], panics),
        Endpoint::at_hand("/wicked/panic-at-hand", "panic_at_hand", "It panics", panics),
        Endpoint::reading("/wicked/slow", "slow", "It takes its time", &[], slow),
        Endpoint::reading("/wicked/large", "large", "It says a lot", &[], large),
    ]
}
