//! A comparison for a spreadsheet: a column for each role.

use super::Part;
use crate::compare::side_by_side::Comparison;

/// The sheet as CSV in UTF-8 with a byte-order mark, without which Excel takes it for something else. A cell that a
/// spreadsheet would take for a formula begins with an apostrophe.
pub fn render_csv(comparison: &Comparison, parts: &[Part]) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let mut written = || -> Result<(), csv::Error> {
        let roles = comparison.roles.iter().map(|role| harmless(format!("{} ({})", role.title, role.role)));
        let head = ["Part".to_owned(), "Row".to_owned()].into_iter().chain(roles);
        writer.write_record(head)?;
        for part in parts {
            for row in &part.rows {
                let name = match &row.remark {
                    Some(remark) => format!("{}. {remark}", row.name),
                    None => row.name.clone(),
                };
                let cells = row.cells.iter().map(|cell| harmless(cell.join("\n")));
                writer.write_record([part.name.to_owned(), harmless(name)].into_iter().chain(cells))?;
            }
        }
        Ok(())
    };
    // Writing to memory fails for records of different lengths alone, and these all have a cell for each role.
    let ended = written().ok().and_then(|()| writer.into_inner().ok());
    let text = ended.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    format!("\u{feff}{text}")
}

fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}
