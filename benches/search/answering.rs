//! Answering the questions in process, one after the other.

use std::collections::BTreeMap;
use std::hint::black_box;

use rolebook::search::index::IndexFolder;
use serde_json::json;

use crate::Outcome;
use crate::arguments::Arguments;
use crate::corpus::Reading;
use crate::costs::{Began, Whose, peak_memory_mb, percentile};
use crate::questions::questions;

/// The best that was measured of one question.
#[derive(Clone, Copy)]
struct Best {
    wall: f64,
    processor: f64,
    total: usize,
}

/// Answers every question several times and prints, for each class, what the best of these times took.
/// With `--hits yes` it prints how many results each question has, to be compared with other engines.
pub(crate) fn run(arguments: &Arguments) -> Outcome<()> {
    let reading = Reading::of(arguments)?;
    let index = IndexFolder::new(&arguments.path("folder")?).open(&reading.analyzer, &reading.activities)?;
    let questions = questions(&arguments.path("queries")?)?;
    let only = arguments.text("class");
    let questions: Vec<_> =
        questions.into_iter().filter(|question| only.is_none_or(|class| question.class == class)).collect();
    let today = jiff::Zoned::now().date();
    let requests: Vec<_> = questions.iter().map(|question| question.request(today, reading.is_literal())).collect();
    let mut best = vec![Best { wall: f64::MAX, processor: f64::MAX, total: 0 }; requests.len()];
    for _ in 0..arguments.number("repeats", 7)? {
        for (request, best) in requests.iter().zip(&mut best) {
            let began = Began::now(Whose::Thread);
            let page = black_box(index.search(request)?);
            let cost = began.cost();
            best.wall = best.wall.min(cost.wall * 1e3);
            best.processor = best.processor.min(cost.processor * 1e3);
            best.total = page.total;
        }
    }
    let mut classes: BTreeMap<&str, Vec<Best>> = BTreeMap::new();
    for (question, best) in questions.iter().zip(best) {
        if arguments.text("hits").is_some() {
            println!("HITS\t{}\t{}", question.id, best.total);
        }
        for class in [question.class.as_str(), "ALL"] {
            classes.entry(class).or_default().push(best);
        }
    }
    for (class, answers) in classes {
        print_class(&format!("rolebook:{}", reading.name), class, &answers)?;
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a count of questions")]
fn print_class(engine: &str, class: &str, answers: &[Best]) -> Outcome<()> {
    let mut walls: Vec<f64> = answers.iter().map(|best| best.wall).collect();
    let mut processors: Vec<f64> = answers.iter().map(|best| best.processor).collect();
    println!(
        "{}",
        json!({
            "engine": engine,
            "class": class,
            "n": answers.len(),
            "hits": answers.iter().map(|best| best.total).sum::<usize>(),
            "p50_ms": percentile(&mut walls, 0.5),
            "p95_ms": percentile(&mut walls, 0.95),
            "p99_ms": percentile(&mut walls, 0.99),
            "cpu_p50_ms": percentile(&mut processors, 0.5),
            "cpu_p99_ms": percentile(&mut processors, 0.99),
            "cpu_mean_ms": processors.iter().sum::<f64>() / processors.len() as f64,
            "peak_rss_mb": peak_memory_mb()?,
        })
    );
    Ok(())
}
