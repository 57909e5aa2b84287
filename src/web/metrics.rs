//! Counts and times for Prometheus. The labels are the addresses of the table and statuses, so that nothing that a
//! client sends can make their number grow.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};
use std::time::Duration;

use metrics::{
    Counter, Histogram, Unit, counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram,
};
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle, PrometheusRecorder};

const REQUESTS: &str = "rolebook_http_requests_total";
const DURATIONS: &str = "rolebook_http_request_seconds";
const CONNECTIONS: &str = "rolebook_http_connections";
const REFUSED: &str = "rolebook_http_connections_refused_total";

/// The bounds of the classes in which durations are counted, in seconds.
const CLASSES: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

/// The counts and times of one service.
pub struct Metrics {
    recorder: PrometheusRecorder,
    handle: PrometheusHandle,
    /// What was counted before, by endpoint and status, so that it need not be looked for by its labels each time.
    requests: RwLock<HashMap<(&'static str, u16), Requests>>,
}

/// The requests to an endpoint that ended with a status.
#[derive(Clone)]
struct Requests {
    count: Counter,
    durations: Histogram,
}

impl Requests {
    fn count(&self, duration: Duration) {
        self.count.increment(1);
        self.durations.record(duration.as_secs_f64());
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

impl Metrics {
    /// Everything at nought.
    pub fn new() -> Self {
        let classes: Result<PrometheusBuilder, BuildError> = PrometheusBuilder::new().set_buckets(&CLASSES);
        let recorder = classes.unwrap_or_default().build_recorder();
        let handle = recorder.handle();
        metrics::with_local_recorder(&recorder, || {
            describe_counter!(REQUESTS, Unit::Count, "Requests by endpoint and status");
            describe_histogram!(DURATIONS, Unit::Seconds, "Time from a request's head to its answer, by endpoint");
            describe_gauge!(CONNECTIONS, Unit::Count, "Connections that are open");
            describe_counter!(REFUSED, Unit::Count, "Connections that were refused because there were too many");
            gauge!(CONNECTIONS).set(0.0);
            counter!(REFUSED).absolute(0);
        });
        Self { recorder, handle, requests: RwLock::default() }
    }

    /// Counts a request to the endpoint with this address in the table; `other` for what has none.
    pub fn count_request(&self, endpoint: Option<&'static str>, status: u16, duration: Duration) {
        let endpoint = endpoint.unwrap_or("other");
        let known = self.requests.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(requests) = known.get(&(endpoint, status)) {
            return requests.count(duration);
        }
        drop(known);
        self.first(endpoint, status).count(duration);
    }

    fn first(&self, endpoint: &'static str, status: u16) -> Requests {
        let requests = metrics::with_local_recorder(&self.recorder, || Requests {
            count: counter!(REQUESTS, "endpoint" => endpoint, "status" => status.to_string()),
            durations: histogram!(DURATIONS, "endpoint" => endpoint),
        });
        let mut known = self.requests.write().unwrap_or_else(PoisonError::into_inner);
        known.entry((endpoint, status)).or_insert(requests).clone()
    }

    /// Notes how many connections are open.
    pub fn note_connections(&self, open: usize) {
        let open = u32::try_from(open).unwrap_or(u32::MAX);
        metrics::with_local_recorder(&self.recorder, || gauge!(CONNECTIONS).set(f64::from(open)));
    }

    /// Counts a connection that was refused.
    pub fn count_refusal(&self) {
        metrics::with_local_recorder(&self.recorder, || counter!(REFUSED).increment(1));
    }

    /// The text for Prometheus.
    pub fn render(&self) -> String {
        self.handle.render()
    }

    /// Sorts what was recorded into its classes. Has to be done now and then, or what is not asked for piles up.
    pub fn tidy(&self) {
        self.handle.run_upkeep();
    }
}
