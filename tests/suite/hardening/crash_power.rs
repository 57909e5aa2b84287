//! R2: the power fails while four writers publish, on a real ext4.
//!
//! The cut is ext4's own shutdown call without flushing its journal: what was not made safe is gone after the restart.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::catalog::{Catalog, DECISION};
use super::inspection::{Acknowledged, Tally, inspect};
use super::mount::Mounted;
use super::{count, skip, strace};

const WRITERS: [&str; 4] = ["one", "two", "three", "four"];
/// After so many acknowledged revisions a catalog has grown enough, and the next cut begins with a small one.
const ENOUGH: usize = 150;

/// EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH, for each folder that it is given.
const CUTTER: &str = "
import fcntl, os, struct, sys
print('ready', flush=True)
for line in sys.stdin:
    folder = os.open(line.rstrip('\\n'), os.O_RDONLY)
    fcntl.ioctl(folder, 0x8004587D, struct.pack('I', 2))
    os.close(folder)
    print('cut', flush=True)
";

/// The hand on the switch.
struct Switch {
    process: Child,
    tell: ChildStdin,
    told: BufReader<ChildStdout>,
}

impl Switch {
    fn new() -> Result<Self, String> {
        let mut process = Command::new("python3")
            .args(["-c", CUTTER])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("python3: {error}"))?;
        let tell = process.stdin.take().unwrap();
        let told = BufReader::new(process.stdout.take().unwrap());
        let mut switch = Self { process, tell, told };
        if switch.hear() == "ready" { Ok(switch) } else { Err("python3 can't do it".to_owned()) }
    }

    fn hear(&mut self) -> String {
        let mut line = String::new();
        self.told.read_line(&mut line).unwrap();
        line.trim().to_owned()
    }

    /// Cuts the power of the file system that holds a folder; whether it could.
    fn cut(&mut self, folder: &Path) -> bool {
        writeln!(self.tell, "{}", folder.display()).unwrap();
        self.hear() == "cut"
    }
}

impl Drop for Switch {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Where the power fails.
struct Site {
    mounted: Mounted,
    switch: Switch,
    template: Catalog,
    /// What the template has published.
    published: Vec<Acknowledged>,
    _work: TempDir,
}

impl Site {
    fn new() -> Result<Self, String> {
        let work = TempDir::new().unwrap();
        let template = Catalog::create(&work.path().join("template"));
        let mut published = Vec::new();
        for role in WRITERS {
            template.draft(role, "Visits families at home.");
            let run = template.must(&arguments("publish", role));
            published.push(Acknowledged::read(&run).unwrap());
        }
        let mounted = Mounted::ext4(&work.path().join("mounted"), &work.path().join("image"), 48 << 20)?;
        let mut site = Self { mounted, switch: Switch::new()?, template, published, _work: work };
        if !site.switch.cut(site.mounted.at()) {
            return Err("the file system can't be shut down".to_owned());
        }
        site.mounted.restart();
        Ok(site)
    }

    /// Cuts the power so many times, or until something is found wrong if that is what is wanted.
    fn campaign(&mut self, rig: &[String], cuts: usize, until_fault: bool) -> Tally {
        let catalog = Catalog::at(&self.mounted.at().join("catalog"));
        let mut tally = Tally::default();
        let mut acknowledged = Vec::new();
        let mut dice = Dice(5);
        for cut in 1..=cuts {
            if acknowledged.is_empty() || acknowledged.len() > ENOUGH || !tally.is_clean() {
                catalog.become_copy_of(&self.template);
                self.mounted.sync();
                acknowledged.clone_from(&self.published);
            }
            let before = acknowledged.len();
            self.publish_until_cut(&catalog, rig, Duration::from_millis(50 + dice.roll(450)), &mut acknowledged);
            self.mounted.restart();
            tally.acknowledged += acknowledged.len() - before;
            tally.add(&format!("cut {cut}"), &inspect(&catalog, &acknowledged));
            if until_fault && !tally.is_clean() {
                break;
            }
        }
        tally
    }

    fn publish_until_cut(
        &mut self,
        catalog: &Catalog,
        rig: &[String],
        after: Duration,
        acknowledged: &mut Vec<Acknowledged>,
    ) {
        let dark = AtomicBool::new(false);
        let said = Mutex::new(acknowledged);
        std::thread::scope(|scope| {
            for role in WRITERS {
                let (dark, said) = (&dark, &said);
                scope.spawn(move || {
                    while !dark.load(Ordering::Acquire) {
                        turn(catalog, rig, role, said);
                    }
                });
            }
            std::thread::sleep(after);
            let cut = self.switch.cut(self.mounted.at());
            dark.store(true, Ordering::Release);
            assert!(cut, "the power could not be cut");
        });
    }
}

/// Takes a role out of use and up again: three commands, two revisions. Others write meanwhile, or the power fails.
fn turn(catalog: &Catalog, rig: &[String], role: &str, said: &Mutex<&mut Vec<Acknowledged>>) {
    let _ = std::fs::remove_file(catalog.root().join(format!("roles/acme/{role}/draft.md")));
    for verb in ["retire", "revise", "publish"] {
        let run = catalog.run_under(rig, &arguments(verb, role));
        if run.code == 0 && verb != "revise" {
            said.lock().unwrap().push(Acknowledged::read(&run).unwrap());
        }
    }
}

fn arguments(verb: &'static str, role: &str) -> Vec<&'static str> {
    let role = match role {
        "one" => "acme/one",
        "two" => "acme/two",
        "three" => "acme/three",
        _ => "acme/four",
    };
    let more: &[&str] = if verb == "revise" { &["--discard"] } else { &DECISION };
    [verb, role, "--json"].into_iter().chain(more.iter().copied()).collect()
}

/// The same throws each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

#[test]
fn a_power_cut_loses_nothing_that_was_acknowledged() {
    let began = Instant::now();
    let mut site = match Site::new() {
        Ok(site) => site,
        Err(why) => return skip("crash-power", &why),
    };
    let tally = site.campaign(&[], count(25, 300), false);
    eprintln!("crash-power: {tally}; {} s", began.elapsed().as_secs());
    assert!(tally.is_clean(), "{tally}");
    assert!(tally.acknowledged > tally.points / 2, "too little was published to lose any: {tally}");
}

#[test]
fn a_disk_that_makes_nothing_safe_is_noticed() {
    planted("retval=0");
}

#[test]
fn one_fsync_left_out_is_noticed() {
    // After three for the folders on the way, the fourth of each command is that of the file's own bytes.
    planted("retval=0:when=4");
}

fn planted(how: &str) {
    if !strace::is_available() {
        return skip("crash-power, planted", "strace can't trace here");
    }
    let mut site = match Site::new() {
        Ok(site) => site,
        Err(why) => return skip("crash-power, planted", &why),
    };
    let rig = strace::inject(&[("fsync,fdatasync", how)]);
    let tally = site.campaign(&rig, 60, true);
    eprintln!("crash-power, fsync with {how}: {tally}");
    assert!(!tally.is_clean(), "{tally}");
}
