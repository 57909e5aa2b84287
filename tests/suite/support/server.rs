//! The real program, serving a test catalog on a free port.

use std::io::{BufRead as _, BufReader, Read as _};
use std::net::SocketAddr;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::TestCatalog;
use super::http::{Answer, get, post};

/// A running server; killed when the test ends.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
    log: Arc<Mutex<String>>,
    reader: Option<JoinHandle<()>>,
    /// A catalog that nobody else keeps.
    catalog: Option<TestCatalog>,
}

impl Server {
    /// Starts the program on a catalog that is gone when the server is.
    pub(crate) fn of(catalog: TestCatalog) -> Self {
        let mut server = Self::start(&catalog);
        server.catalog = Some(catalog);
        server
    }

    /// Starts the program on this catalog and waits until it says where it is.
    pub(crate) fn start(catalog: &TestCatalog) -> Self {
        Self::searchable(&mut catalog.command(&["serve", "--listen", "127.0.0.1:0"]))
    }

    /// The same for one person who may write.
    pub(crate) fn acting(catalog: &TestCatalog, name: &str) -> Self {
        Self::searchable(&mut catalog.command(&["serve", "--listen", "127.0.0.1:0", "--as", name]))
    }

    /// Starts a server by this command, and waits until it can be searched.
    fn searchable(command: &mut Command) -> Self {
        let server = Self::start_with(command);
        // On a busy machine it says where it is before its index is made.
        let begun = Instant::now();
        let done = |log: &str| log.contains("search answers") || log.contains("can't be brought up to date");
        while !done(&server.log()) && begun.elapsed() < Duration::from_secs(30) {
            std::thread::sleep(Duration::from_millis(5));
        }
        server
    }

    /// Starts a server by this command.
    pub(crate) fn start_with(command: &mut Command) -> Self {
        for variable in ["ROLEBOOK_LISTEN", "ROLEBOOK_LOG", "ROLEBOOK_CONNECTIONS_PER_PEER"] {
            if !command.get_envs().any(|(name, _)| name == variable) {
                command.env_remove(variable);
            }
        }
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let log = Arc::new(Mutex::new(String::new()));
        // Somebody has to read the log, or the server stands still when the pipe is full.
        let (mut stderr, written) = (child.stderr.take().unwrap(), log.clone());
        let reader = std::thread::spawn(move || {
            let mut part = [0; 4096];
            while let Ok(count @ 1..) = stderr.read(&mut part) {
                written.lock().unwrap().push_str(&String::from_utf8_lossy(&part[..count]));
            }
        });
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url = line.split(['"', ' ']).find(|word| word.starts_with("http://"));
        let url = url.unwrap_or_else(|| panic!("no address: {line:?}, {}", log.lock().unwrap()));
        let address = url.trim_start_matches("http://").trim_end_matches('/').parse().unwrap();
        Self { child, address, log, reader: Some(reader), catalog: None }
    }

    /// Asks with GET.
    pub(crate) fn get(&self, target: &str) -> Answer {
        get(self.address, target)
    }

    /// Sends a form, as a page does.
    pub(crate) fn post(&self, target: &str, form: &str) -> Answer {
        let headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "text/html")];
        post(self.address, target, &headers, form.as_bytes())
    }

    /// What it has logged so far.
    pub(crate) fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    /// Waits until its log says this.
    pub(crate) fn wait_for_log(&self, words: &str) -> String {
        let begun = Instant::now();
        while !self.log().contains(words) {
            assert!(begun.elapsed() < Duration::from_secs(20), "{words} is not in the log: {}", self.log());
            std::thread::sleep(Duration::from_millis(10));
        }
        self.log()
    }

    /// Sends it a signal, such as `TERM`.
    pub(crate) fn signal(&self, name: &str) {
        let kill = format!("kill -{name} {}", self.child.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
    }

    /// Waits for its end; how it ended and what it had logged.
    pub(crate) fn wait(mut self) -> (ExitStatus, String) {
        let status = self.child.wait().unwrap();
        if let Some(reader) = self.reader.take() {
            reader.join().unwrap();
        }
        (status, self.log())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
