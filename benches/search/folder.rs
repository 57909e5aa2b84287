//! A corpus written out as a catalog: the files that people would keep.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use rolebook::catalog::files::FileStore;
use rolebook::catalog::format::{Stamp, seal};
use rolebook::catalog::store::CatalogStore as _;

use crate::Outcome;
use crate::arguments::Arguments;
use crate::corpus::entries;

/// Writes the catalog of a corpus into a new folder, with the vocabulary of the catalog that `--catalog` names, and
/// reads it back, so that nobody measures a catalog that search passes over.
pub(crate) fn run(arguments: &Arguments) -> Outcome<()> {
    let to = arguments.path("folder")?;
    if to.exists() {
        return Err(format!("{} is there already; name a new folder", to.display()).into());
    }
    copy_files(&arguments.catalog().join("vocabulary"), &to.join("vocabulary"))?;
    let mut organisations: BTreeMap<String, String> = BTreeMap::new();
    let (mut ledger, mut roles) = (String::new(), 0);
    for entry in entries(&arguments.path("corpus")?)? {
        let entry = entry?;
        organisations.entry(entry.organisation_id()).or_insert_with(|| entry.organization.clone());
        let id = entry.role_id()?;
        let (file, text) = seal(entry.stamp(), entry.role()?);
        let Stamp::Published(stamp) = file.stamp else { return Err("sealed a draft".into()) };
        writeln!(ledger, "{{\"role\":\"{id}\",\"revision\":1,\"hash\":\"{}\"}}", stamp.hash)?;
        let folder = to.join("roles").join(id.organisation()).join(id.role());
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("1.md"), text)?;
        roles += 1;
    }
    fs::create_dir_all(to.join("organisations"))?;
    for (id, name) in &organisations {
        let text = format!("---\nschema: rolebook/1\n---\n\n# {name}\n");
        fs::write(to.join("organisations").join(format!("{id}.md")), text)?;
    }
    fs::write(to.join("ledger.jsonl"), ledger)?;
    let findings = FileStore::open(&to)?.snapshot()?.all_findings().filter(|finding| finding.is_error()).count();
    if findings > 0 {
        return Err(format!("the catalog was written with {findings} errors: try `rolebook check`").into());
    }
    println!("{roles} roles of {} organisations in {}", organisations.len(), to.display());
    Ok(())
}

fn copy_files(from: &Path, to: &Path) -> Outcome<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        fs::copy(entry.path(), to.join(entry.file_name()))?;
    }
    Ok(())
}
