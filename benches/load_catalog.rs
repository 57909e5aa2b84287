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

type Outcome<T> = Result<T, Box<dyn Error>>;

/// The benchmark starts itself anew with this to measure memory, so that nothing else has used any.
const MEMORY: &str = "--measure-memory";

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let value = |name: &str| arguments.iter().skip_while(|argument| *argument != name).nth(1);
    if let Some(folder) = value(MEMORY) {
        return measure_memory(Path::new(folder));
    }
    let number = |name: &str, usual: usize| value(name).map_or(Ok(usual), |number| number.parse());
    let (roles, rounds) = (number("--roles", 10_000)?, number("--rounds", 7)?.max(1));
    let folder = tempfile::tempdir()?;
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog");
    let bytes = generate_catalog::generate(&shipped, folder.path(), roles)?;
    println!("{roles} roles, {} bytes each, {rounds} rounds, medians", bytes / roles.max(1));
    let files = files_below(&folder.path().join("roles"))?;
    for threads in [1, 2] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
        let (mut floors, mut loads) = (Vec::new(), Vec::new());
        for _ in 0..=rounds {
            floors.push(pool.install(|| timed(|| parse_only(&files)))?);
            loads.push(pool.install(|| timed(|| load(folder.path(), roles)))?);
        }
        let (floor, load) = (median(floors), median(loads));
        println!("{threads} thread(s)");
        println!("  read and parse only:  {floor}");
        println!("  load and check:       {load}");
        println!(
            "  ratio:                wall {:.2}, processor {:.2}",
            load.wall / floor.wall,
            load.processor / floor.processor
        );
        println!("  roles per second:     {:.0}", roles as f64 / load.wall);
    }
    print!(
        "{}",
        String::from_utf8(Command::new(std::env::current_exe()?).arg(MEMORY).arg(folder.path()).output()?.stdout)?
    );
    Ok(())
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
fn parse_only(files: &[PathBuf]) -> Outcome<()> {
    let events = |path: &PathBuf| -> Option<usize> {
        let text = String::from_utf8(fs::read(path).ok()?).ok()?;
        let (matter, body) = text.strip_prefix("---\n")?.split_once("\n---\n")?;
        let matter = YamlParser::new_from_str(matter).filter(Result::is_ok).count();
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
        Some(matter + MarkdownParser::new_ext(body, options).into_offset_iter().count())
    };
    let counted: Option<usize> = files.par_iter().map(events).sum();
    counted.filter(|events| *events > files.len()).map(|_| ()).ok_or_else(|| "a file can't be read".into())
}

/// Loads the catalog as the program does, and makes sure that all of it is there and right.
fn load(folder: &Path, roles: usize) -> Outcome<()> {
    let snapshot = FileStore::open(folder)?.snapshot()?;
    let sound = snapshot.roles.values().filter(|history| history.newest().is_some() && !history.is_broken()).count();
    if sound == roles { Ok(()) } else { Err(format!("{sound} of {roles} roles are sound").into()) }
}

/// Seconds.
#[derive(Clone, Copy)]
struct Cost {
    wall: f64,
    processor: f64,
}

impl std::fmt::Display for Cost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:7.1} ms wall, {:7.1} ms processor", self.wall * 1000.0, self.processor * 1000.0)
    }
}

fn timed(work: impl FnOnce() -> Outcome<()>) -> Result<Cost, String> {
    let (began, processor) = (Instant::now(), processor_time());
    work().map_err(|error| error.to_string())?;
    let wall = began.elapsed().as_secs_f64();
    Ok(Cost { wall, processor: (processor_time().saturating_sub(processor)).as_secs_f64() })
}

/// The median of each figure; the first round, which warms the caches, does not count.
fn median(costs: Vec<Cost>) -> Cost {
    let middle = |figure: fn(&Cost) -> f64| {
        let mut figures: Vec<f64> = costs.iter().skip(1).map(figure).collect();
        figures.sort_by(f64::total_cmp);
        figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
    };
    Cost { wall: middle(|cost| cost.wall), processor: middle(|cost| cost.processor) }
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

/// How much memory a loaded catalog keeps.
fn measure_memory(folder: &Path) -> Outcome<()> {
    let before = resident()?;
    let snapshot = FileStore::open(folder)?.snapshot()?;
    let (kept, roles) = (resident()?.saturating_sub(before), snapshot.roles.len().max(1));
    println!("memory: {} MiB resident for the snapshot, {} KiB a role", kept / 1024, kept / roles);
    Ok(())
}

/// The memory that this process has in use, in KiB.
fn resident() -> Outcome<usize> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}
