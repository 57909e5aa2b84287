//! The labelled set once more, item by item: does each begin and end where a careful reader would say?

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::shared;
use crate::support::binary;

/// An item: its kind and its words.
type Item = (String, Vec<String>);

fn words_of(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// The items as they are labelled.
fn labelled(folder: &Path, name: &str) -> Vec<Item> {
    let text = std::fs::read_to_string(folder.join(format!("text/{name}.txt"))).unwrap();
    let lines: Vec<&str> = text.split('\n').collect();
    let labels = std::fs::read_to_string(folder.join(format!("labels/{name}.tsv"))).unwrap();
    let mut items: Vec<Item> = Vec::new();
    for label in labels.lines() {
        let mut columns = label.split('\t');
        let (number, kind, begins) = (columns.next().unwrap(), columns.next().unwrap(), columns.next().unwrap());
        let words = words_of(lines[number.parse::<usize>().unwrap() - 1]);
        match items.last_mut().filter(|(of, _)| begins.trim() == "0" && of == kind) {
            Some((_, item)) => item.extend(words),
            None => items.push((kind.to_owned(), words)),
        }
    }
    items.retain(|(_, words)| !words.is_empty());
    items
}

fn read(folder: &Path, file: &Path) -> Vec<Item> {
    let run = Command::new(binary()).args(["import", "--dry-run", "--json"]).arg(folder.join(file)).output().unwrap();
    let said: Value = serde_json::from_slice(&run.stdout).unwrap();
    let blocks = said["blocks"].as_array().cloned().unwrap_or_default();
    let items = blocks
        .iter()
        .map(|block| (block["kind"].as_str().unwrap().to_owned(), words_of(block["text"].as_str().unwrap())));
    items.filter(|(_, words)| !words.is_empty()).collect()
}

/// Whether two items say nearly the same, so that they begin and end at the same places.
fn same(one: &[String], other: &[String]) -> bool {
    let mut left: HashMap<&String, i64> = HashMap::new();
    one.iter().for_each(|word| *left.entry(word).or_default() += 1);
    let common = other.iter().filter(|word| {
        let count = left.entry(word).or_default();
        *count -= 1;
        *count >= 0
    });
    common.count() * 20 >= (one.len() + other.len()) * 9
}

#[test]
fn items_begin_and_end_where_a_careful_reader_says() {
    let Some(folder) = shared("documents/import-gold") else { return };
    let mut counts: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for entry in std::fs::read_dir(folder.join("docs")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let (gold, got) = (labelled(&folder, &name), read(&folder, &path));
        let mut taken = vec![false; got.len()];
        for (kind, words) in &gold {
            let count = counts.entry(kind.clone()).or_default();
            count[0] += 1;
            let found = (0..got.len()).find(|at| !taken[*at] && got[*at].0 == *kind && same(words, &got[*at].1));
            if let Some(at) = found {
                taken[at] = true;
                count[2] += 1;
            }
        }
        got.iter().for_each(|(kind, _)| counts.entry(kind.clone()).or_default()[1] += 1);
    }
    let f1 = |[gold, got, both]: [usize; 3]| 2.0 * both as f64 / (gold + got).max(1) as f64;
    println!("{:<16}{:>6}{:>6}{:>8}", "kind", "items", "read", "F1");
    let mut all = [0; 3];
    for (kind, count) in &counts {
        println!("{kind:<16}{:>6}{:>6}{:>8.3}", count[0], count[1], f1(*count));
        // What belongs to the site is divided as it comes.
        if kind != "furniture" && kind != "other" {
            (0..3).for_each(|at| all[at] += count[at]);
        }
    }
    println!("{:<16}{:>6}{:>6}{:>8.3}", "all but site", all[0], all[1], f1(all));
    assert!(f1(all) >= 0.85, "{:.3}", f1(all));
}
