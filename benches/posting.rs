//! What composing and rendering a posting costs, form by form, for every shipped role; medians of processor-bound runs.
//! `cargo bench --bench posting -- --rounds 50`

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measures")]

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use rolebook::app::post::{FORMATS, PostingSources, compose_posting, posting_sources, render_posting};
use rolebook::app::reference::RoleReference;
use rolebook::catalog::files::FileStore;
use rolebook::catalog::store::CatalogStore;
use rolebook::posting::compose::fill_here;
use rolebook::posting::particular::Particulars;
use rolebook::posting::request::Choices;
use rolebook::posting::shipped::shipped_templates;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let rounds = arguments.iter().skip_while(|argument| *argument != "--rounds").nth(1);
    let rounds = rounds.map_or(Ok(50), |rounds| rounds.parse::<usize>())?.max(1);
    let store = FileStore::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog"))?;
    let today = "2026-11-30".parse()?;
    let mut all: Vec<PostingSources> = Vec::new();
    for id in store.snapshot()?.roles.keys() {
        let reference: RoleReference = id.to_string().parse()?;
        all.push(posting_sources(&store, &reference, today)?);
    }
    let templates = shipped_templates()?;
    let Some(template) = templates.iter().find(|template| template.name == "full-announcement") else {
        return Err("there is no full-announcement".into());
    };
    let examples = template.particulars.iter();
    let particulars: Particulars =
        examples.filter_map(|(name, particular)| Some((name.clone(), particular.examples.first()?.clone()))).collect();
    let compose =
        |sources: &PostingSources| compose_posting(sources, template, &particulars, &Choices::default(), &fill_here);
    let median = |mut times: Vec<Duration>| {
        times.sort();
        times.get(times.len() / 2).copied().unwrap_or_default()
    };
    let mut times = Vec::new();
    for sources in all.iter().cycle().take(rounds * all.len()) {
        let begun = Instant::now();
        compose(sources)?;
        times.push(begun.elapsed());
    }
    println!("compose  {:?}", median(times));
    let postings = all.iter().map(compose).collect::<Result<Vec<_>, _>>()?;
    for (format, suffix, _) in FORMATS {
        // The first is not counted: it reads the fonts.
        if let Some(first) = postings.first() {
            render_posting(first, *format)?;
        }
        let mut times = Vec::new();
        for posting in
            postings.iter().cycle().take(rounds.min(if *suffix == "pdf" { 3 } else { rounds }) * postings.len())
        {
            let begun = Instant::now();
            render_posting(posting, *format)?;
            times.push(begun.elapsed());
        }
        println!("{suffix:<8} {:?}", median(times));
    }
    Ok(())
}
