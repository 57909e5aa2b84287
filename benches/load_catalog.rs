//! What loading and checking a large catalog costs, beside the least that it could cost: reading the same bytes and
//! running them through the same two parsers. `cargo bench --bench load_catalog -- --roles 10000 --rounds 7`

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measures")]

mod generate_catalog;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use granit_parser::Parser as YamlParser;
use pulldown_cmark::{Options, Parser as MarkdownParser};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use rolebook::catalog::files::FileStore;
use rolebook::catalog::store::CatalogStore;
use rolebook::model::snapshot::RoleHistory;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// With this the benchmark starts itself anew for each single measurement, since a catalog is loaded by a process
/// that has just begun: `--once load 2 FOLDER`.
const ONCE: &str = "--once";

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let behind = |name: &'static str| arguments.iter().skip_while(move |argument| *argument != name).skip(1);
    if let [what, threads, folder] = behind(ONCE).collect::<Vec<_>>().as_slice() {
        return once(what, threads.parse()?, Path::new(folder));
    }
    let number = |name: &'static str, usual: usize| behind(name).next().map_or(Ok(usual), |number| number.parse());
    let (roles, rounds) = (number("--roles", 10_000)?, number("--rounds", 7)?.max(1));
    let folder = tempfile::tempdir()?;
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog");
    let bytes = generate_catalog::generate(&shipped, folder.path(), roles)?;
    println!("{roles} roles, {} bytes each, {rounds} rounds, medians", bytes / roles.max(1));
    for threads in [1, 2] {
        let (mut floors, mut loads) = (Vec::new(), Vec::new());
        for _ in 0..=rounds {
            floors.push(anew("floor", threads, folder.path())?);
            loads.push(anew("load", threads, folder.path())?);
        }
        let (floor, load) = (median(&floors), median(&loads));
        println!("{threads} thread(s)");
        println!("  read and parse only:  {floor}");
        println!("  load and check:       {load}");
        println!(
            "  ratio:                wall {:.2}, processor {:.2}",
            load.wall / floor.wall,
            load.processor / floor.processor
        );
        println!("  roles per second:     {:.0}", roles as f64 / load.wall);
        println!("  memory a role:        {:.1} KiB", load.memory / roles as f64);
    }
    Ok(())
}

/// Measures in a process of its own.
fn anew(what: &str, threads: usize, folder: &Path) -> Outcome<Cost> {
    let output =
        Command::new(std::env::current_exe()?).args([ONCE, what, &threads.to_string()]).arg(folder).output()?;
    let figures: Result<Vec<f64>, _> =
        std::str::from_utf8(&output.stdout)?.split_whitespace().map(str::parse).collect();
    match figures?.as_slice() {
        [wall, processor, memory] => Ok(Cost { wall: *wall, processor: *processor, memory: *memory }),
        _ => Err(String::from_utf8_lossy(&output.stderr).into()),
    }
}

/// Measures one thing and prints seconds, seconds of the processor, and KiB of memory in use afterwards.
fn once(what: &str, threads: usize, folder: &Path) -> Outcome<()> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    let files = files_below(&folder.join("roles"))?;
    let (memory, processor, began) = (resident()?, processor_time(), Instant::now());
    let snapshot = match what {
        "load" => Some(pool.install(|| FileStore::open(folder)?.snapshot())?),
        _ => pool.install(|| parse_only(&files)).map_err(|error| error.to_string()).map(|()| None)?,
    };
    let (wall, processor) = (began.elapsed().as_secs_f64(), processor_time().saturating_sub(processor).as_secs_f64());
    println!("{wall} {processor} {}", resident()?.saturating_sub(memory));
    let unsound = |history: &&std::sync::Arc<RoleHistory>| history.newest().is_none() || history.is_broken();
    match snapshot {
        Some(snapshot)
            if snapshot.roles.len() != files.len() || snapshot.roles.values().any(|history| unsound(&history)) =>
        {
            println!("the catalog is not sound");
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Every role's file.
fn files_below(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files = Vec::new();
    for organisation in fs::read_dir(folder)? {
        for role in fs::read_dir(organisation?.path())? {
            files.push(role?.path().join("1.md"));
        }
    }
    Ok(files)
}

/// Reads every file and lets the two parsers run over it; what they find is only counted.
fn parse_only(files: &[PathBuf]) -> Result<(), &'static str> {
    let events = |path: &PathBuf| -> Option<usize> {
        let text = String::from_utf8(fs::read(path).ok()?).ok()?;
        let (matter, body) = text.strip_prefix("---\n")?.split_once("\n---\n")?;
        let matter = YamlParser::new_from_str(matter).filter(Result::is_ok).count();
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
        Some(matter + MarkdownParser::new_ext(body, options).into_offset_iter().count())
    };
    let counted: Option<usize> = files.par_iter().map(events).sum();
    counted.filter(|events| *events > files.len()).map(|_| ()).ok_or("a file can't be read")
}

/// Seconds, and KiB.
#[derive(Clone, Copy)]
struct Cost {
    wall: f64,
    processor: f64,
    memory: f64,
}

impl std::fmt::Display for Cost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:7.1} ms wall, {:7.1} ms processor", self.wall * 1000.0, self.processor * 1000.0)
    }
}

/// The median of each figure; the first round, which warms the caches, does not count.
fn median(costs: &[Cost]) -> Cost {
    let middle = |figure: fn(&Cost) -> f64| {
        let mut figures: Vec<f64> = costs.iter().skip(1).map(figure).collect();
        figures.sort_by(f64::total_cmp);
        figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
    };
    Cost {
        wall: middle(|cost| cost.wall),
        processor: middle(|cost| cost.processor),
        memory: middle(|cost| cost.memory),
    }
}

/// What this process's threads have used of processors so far, as Linux tells to the nanosecond; nothing elsewhere.
fn processor_time() -> Duration {
    let tasks = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let used = tasks.filter_map(|task| {
        let figures = fs::read_to_string(task.path().join("schedstat")).ok()?;
        figures.split(' ').next()?.parse::<u64>().ok()
    });
    Duration::from_nanos(used.sum())
}

/// The memory that this process has in use, in KiB.
fn resident() -> Outcome<usize> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}
