//! Grows a large catalog from the shipped one: each role becomes many, all alike in size and all different in words.

use std::fmt::Write as _;
use std::fs;
use std::io::{Error, Result};
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::date;
use rolebook::catalog::files::FileStore;
use rolebook::catalog::format::seal;
use rolebook::catalog::store::CatalogStore;
use rolebook::model::identifier::RoleId;
use rolebook::model::revision::{Revision, RevisionHash, RevisionStamp, RevisionStatus};
use rolebook::model::role::Role;
use rolebook::model::section::SectionKind;
use rolebook::model::text::Text;

const PLACES: [&str; 8] = ["Salem", "Bend", "Eugene", "Medford", "Gresham", "Albany", "Corvallis", "Ashland"];
const MANNERS: [&str; 6] = ["promptly", "weekly", "in writing", "with the team", "in person", "as agreed"];

/// Writes a catalog of `count` roles into the empty folder `to`; answers how many bytes its roles have.
pub(crate) fn generate(from: &Path, to: &Path, count: usize) -> Result<usize> {
    let snapshot = FileStore::open(from).and_then(|store| store.snapshot()).map_err(Error::other)?;
    let newest: Vec<&Arc<Revision>> = snapshot.roles.values().filter_map(|history| history.newest()).collect();
    fs::create_dir_all(to.join("organisations"))?;
    for entry in fs::read_dir(from.join("organisations"))? {
        let entry = entry?;
        fs::copy(entry.path(), to.join("organisations").join(entry.file_name()))?;
    }
    let (mut ledger, mut bytes) = (String::new(), 0);
    for (number, model) in newest.iter().cycle().take(count).enumerate() {
        let id: RoleId = format!("{}-{number}", model.id).parse().map_err(Error::other)?;
        let stamp = RevisionStamp {
            number: 1,
            status: RevisionStatus::InForce,
            effective: date(2026, 1, 1),
            published: Timestamp::UNIX_EPOCH,
            by: "benchmark".to_owned(),
            reason: "generated".to_owned(),
            parent: None,
            hash: RevisionHash::zero(),
        };
        let (file, text) = seal(stamp, varied(&model.role, number));
        let hash = match file.stamp {
            rolebook::catalog::format::Stamp::Published(stamp) => stamp.hash,
            rolebook::catalog::format::Stamp::Draft(_) => return Err(Error::other("sealed a draft")),
        };
        let _ = writeln!(ledger, "{{\"role\":\"{id}\",\"revision\":1,\"hash\":\"{hash}\"}}");
        let folder = to.join("roles").join(id.organisation()).join(id.role());
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("1.md"), &text)?;
        bytes += text.len();
    }
    fs::write(to.join("ledger.jsonl"), ledger)?;
    Ok(bytes)
}

/// The role in other words: its title, its numbers, its sites, its duties.
fn varied(model: &Role, number: usize) -> Role {
    let pick =
        |words: &[&'static str], at: usize| words.get((number / 10 + at) % words.len()).copied().unwrap_or_default();
    let mut role = model.clone();
    role.title = Text::from_plain(&format!("{} {number}", role.title.to_plain()));
    for (at, name) in role.facts.sites.iter_mut().filter_map(|site| site.name.as_mut()).enumerate() {
        *name = format!("{} {number}", pick(&PLACES, at));
    }
    if let Some(position) = role.facts.position.as_mut().and_then(|position| position.number.as_mut()) {
        *position = format!("{:07}", 1_000_000 + number);
    }
    let mut at = 0;
    role.for_each_item_mut(|kind, item| {
        at += 1;
        if kind == SectionKind::Duties && item.is_leaf() {
            let words = item.text.as_markdown().trim_end_matches('.');
            item.text = Text::from_markdown(&format!("{words} {}.", pick(&MANNERS, at)));
        }
    });
    role
}
