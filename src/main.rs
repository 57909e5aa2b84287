//! Temporary.
#![allow(clippy::all, clippy::unwrap_used, clippy::print_stdout, missing_docs)]
use rolebook::catalog::format;
fn main() {
    let mut bad = false;
    let fmt = std::env::args().any(|a| a == "--fmt");
    let json = std::env::args().any(|a| a == "--json");
    for a in std::env::args().skip(1).filter(|a| !a.starts_with("--")) {
        let bytes = std::fs::read(&a).unwrap();
        if a.contains("organisations/") {
            let (o, f) = format::parse_organisation("x".parse().unwrap(), &bytes);
            for f in f { bad = true; println!("{a}:{}:{}: {:?} {} — {}\n    {}\n    help: {}", f.place.map_or(0,|p|p.line), f.place.map_or(0,|p|p.column), f.severity, f.code, f.message, f.excerpt, f.advice); }
            if let Some(o) = o { if fmt { std::fs::write(&a, format::write_organisation(&o)).unwrap(); } }
            continue;
        }
        let p = format::parse_role(&bytes);
        for f in &p.findings { bad = true; println!("{a}:{}:{}: {:?} {} — {}\n    {}\n    help: {}", f.place.map_or(0,|p|p.line), f.place.map_or(0,|p|p.column), f.severity, f.code, f.message, f.excerpt, f.advice); }
        if let Some(file) = p.file { if p.findings.is_empty() {
            if json { println!("{}", serde_json::to_string_pretty(&file.role).unwrap()); }
            let text = format::write_role(&file);
            let again = format::parse_role(text.as_bytes());
            if again.file.as_ref() != Some(&file) { println!("{a}: ROUND TRIP DIFFERS (report this)"); bad = true; }
            if fmt { std::fs::write(&a, text).unwrap(); }
            for s in &file.role.sections { println!("{a}: section {:?} {:?}: {} leaf items", s.kind, s.heading.as_markdown(), rolebook::model::document::items_of(&s.blocks).iter().filter(|i| i.is_leaf()).count()); }
        } }
    }
    std::process::exit(i32::from(bad));
}
