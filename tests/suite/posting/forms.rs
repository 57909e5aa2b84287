//! Every form says the same words, is well formed, and comes out the same each time.

use std::io::Read as _;
use std::path::Path;
use std::process::Command;

use rolebook::app::post::{FORMATS, PostingFormat, render_posting};
use rolebook::catalog::store::CatalogStore;
use rolebook::posting::document::Posting;
use rolebook::posting::render::job_posting::{job_posting, missing_data};
use serde_json::{Value, json};

use super::{ROLES, announcement, posting};
use crate::support::TestCatalog;

/// The words of a text, whatever stands between them.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn bytes(posting: &Posting, form: &str) -> Vec<u8> {
    render_posting(posting, form.parse::<PostingFormat>().unwrap()).unwrap()
}

fn text(posting: &Posting, form: &str) -> String {
    String::from_utf8(bytes(posting, form)).unwrap()
}

/// The file of this name in a Word file.
pub(super) fn part_of_word(bytes: &[u8], name: &str) -> String {
    // The library stores its parts as they are, so that each can be found by its name in the archive's headers.
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("file.docx"), bytes).unwrap();
    let output = Command::new("unzip").arg("-p").arg(folder.path().join("file.docx")).arg(name).output();
    match output {
        Ok(output) => String::from_utf8(output.stdout).unwrap(),
        Err(_) => {
            println!("unzip is not there; the Word file is read as it is");
            String::from_utf8_lossy(bytes).into_owned()
        }
    }
}

#[test]
fn every_form_says_every_word_of_the_document() {
    for role in
        ["oregon-dhs/family-coach", "new-york-county/case-manager-social-services", "mission/family-success-coach"]
    {
        for template in ["full-announcement", "position-description", "role-summary"] {
            let posting = posting(role, template);
            let (markdown, html, word) = (text(&posting, "md"), text(&posting, "html"), bytes(&posting, "docx"));
            let word = part_of_word(&word, "word/document.xml");
            let untagged = |text: &str| {
                let mut words = String::new();
                let mut inside = false;
                for character in text.chars() {
                    match character {
                        '<' => inside = true,
                        '>' => inside = false,
                        other if !inside => words.push(other),
                        _ => {}
                    }
                }
                for (entity, plain) in
                    [("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")]
                {
                    words = words.replace(entity, plain);
                }
                bare(&words)
            };
            let (markdown, html, word) = (bare(&markdown), untagged(&html), untagged(&word));
            let plain = bare(&text(&posting, "txt"));
            for run in posting.runs() {
                let wanted = bare(&run.text);
                for (form, found) in [("md", &markdown), ("html", &html), ("docx", &word), ("txt", &plain)] {
                    // Headings of columns without a word under them have nothing to say in plain text.
                    let empty_column = form == "txt" && template == "position-description";
                    assert!(found.contains(&wanted) || empty_column, "{role} {template} {form}: {}", run.text);
                }
            }
        }
    }
}

#[test]
fn the_same_posting_has_the_same_bytes_in_every_form() {
    let posting = posting("seven-counties/case-manager", "full-announcement");
    for (format, suffix, _) in FORMATS {
        let once = render_posting(&posting, *format).unwrap();
        let other = announcement("mission/family-success-coach", &[("apply_link", json!("https://example.org/other"))]);
        render_posting(&other, *format).unwrap();
        assert_eq!(once, render_posting(&posting, *format).unwrap(), "{suffix}");
    }
}

#[test]
fn a_document_that_was_written_as_json_is_the_same_document_again() {
    for role in ROLES {
        let posting = posting(role, "internal-notice");
        let again: Posting = serde_json::from_slice(&bytes(&posting, "json")).unwrap();
        assert_eq!(again, posting);
    }
}

#[test]
fn a_word_file_has_styles_lists_headers_language_and_title() {
    let posting = posting("oregon-dhs/family-coach", "position-description");
    let word = bytes(&posting, "docx");
    let document = part_of_word(&word, "word/document.xml");
    for wanted in
        ["w:val=\"Title\"", "w:val=\"Heading1\"", "w:val=\"Heading2\"", "<w:numPr>", "<w:tblHeader />", "☒ ", "☐ "]
    {
        assert!(document.contains(wanted), "{wanted}");
    }
    assert_eq!(document.matches("<w:tblHeader />").count(), 5, "one for each table of the form");
    assert!(part_of_word(&word, "word/styles.xml").contains("<w:lang w:val=\"en-US\""));
    let core = part_of_word(&word, "docProps/core.xml");
    assert!(
        core.contains("<dc:title>Family Coach</dc:title>") && core.contains("<dc:language>en-US</dc:language>"),
        "{core}"
    );
}

#[test]
fn a_file_leads_back_to_the_revision_that_it_was_made_from() {
    let catalog = TestCatalog::shipped();
    let posting = posting("oregon-dhs/family-coach", "full-announcement");
    let trace = posting.made_from.trace();
    assert!(text(&posting, "html").contains(&format!("<meta name=\"dcterms.source\" content=\"{trace}\">")));
    assert!(text(&posting, "md").ends_with(&format!("\n<!-- {trace} -->\n")));
    // As a person would: the file's properties in Word name the revision, and the catalog shows it.
    let core = part_of_word(&bytes(&posting, "docx"), "docProps/core.xml");
    let (_, after) = core.split_once("<dc:description>Made from ").expect("the properties say it");
    let (reference, after) = after.split_once(" (").unwrap();
    let shown = catalog.run(&["show", reference, "--json"]);
    assert_eq!(shown.code, 0, "{shown:?}");
    let shown: Value = serde_json::from_str(&shown.stdout).unwrap();
    let hash = shown["revision"]["hash"].as_str().unwrap();
    assert!(after.starts_with(&format!("{hash}) with the template full-announcement (")), "{after}\n{hash}");
    // Where nothing can stand beside the words, the words stand alone.
    assert!(!text(&posting, "txt").contains("Made from"));
}

#[test]
#[cfg(feature = "pdf")]
fn a_pdf_says_what_it_was_made_from() {
    let posting = posting("oregon-dhs/family-coach", "full-announcement");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("posting.pdf");
    std::fs::write(&path, bytes(&posting, "pdf")).unwrap();
    let Ok(output) = Command::new("pdfinfo").arg(&path).output() else {
        println!("pdfinfo is not there; the properties of the PDF are not looked at");
        return;
    };
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        said.lines().any(|line| line.starts_with("Subject:") && line.ends_with(&posting.made_from.trace())),
        "{said}"
    );
}

#[test]
#[cfg(feature = "pdf")]
fn a_pdf_is_tagged_conforms_to_pdf_ua_and_says_the_words() {
    let posting = posting("oregon-dhs/family-coach", "position-description");
    let pdf = bytes(&posting, "pdf");
    assert!(pdf.starts_with(b"%PDF-1."));
    let raw = String::from_utf8_lossy(&pdf);
    for wanted in ["/MarkInfo", "/StructTreeRoot", "/Lang"] {
        assert!(raw.contains(wanted), "{wanted}");
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("posting.pdf");
    std::fs::write(&path, &pdf).unwrap();
    let Ok(output) = Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output() else {
        println!("pdftotext is not there; the words of the PDF are not looked at");
        return;
    };
    let words = String::from_utf8(output.stdout).unwrap();
    for wanted in ["Section 12. Signatures", "Coaching families toward independence", "☒ Classified", "75 %"] {
        assert!(words.contains(wanted), "{wanted}");
    }
}

#[test]
#[cfg(feature = "pdf")]
fn a_summary_of_any_role_has_one_page() {
    let snapshot = CatalogStore::snapshot(&TestCatalog::shipped().store()).unwrap();
    for role in snapshot.roles.keys() {
        let pdf = bytes(&posting(role.as_str(), "role-summary"), "pdf");
        let pages = lopdf::Document::load_mem(&pdf).unwrap().get_pages().len();
        assert_eq!(pages, 1, "{role}");
    }
}

#[test]
fn libreoffice_opens_the_word_file_and_finds_its_words() {
    let folder = tempfile::tempdir().unwrap();
    let posting = posting("new-york-county/case-manager-social-services", "full-announcement");
    std::fs::write(folder.path().join("posting.docx"), bytes(&posting, "docx")).unwrap();
    let ran = Command::new("soffice")
        .args(["--headless", "--convert-to", "txt:Text", "--outdir"])
        .arg(folder.path())
        .arg(folder.path().join("posting.docx"))
        .env("HOME", folder.path())
        .output();
    if ran.is_err() {
        println!("LibreOffice is not there; the Word file is not opened");
        return;
    }
    let mut found = String::new();
    std::fs::File::open(folder.path().join("posting.txt")).unwrap().read_to_string(&mut found).unwrap();
    let found = bare(&found);
    for run in posting.runs() {
        assert!(found.contains(&bare(&run.text)), "{}", run.text);
    }
}

#[test]
fn the_data_of_a_posting_has_what_search_engines_require_and_nothing_that_nobody_said() {
    let given = [
        ("city", json!("San Francisco")),
        ("state", json!("CA")),
        ("posted_date", json!("2026-12-01")),
        ("closing_date", json!("2027-01-15")),
        ("pay_minimum", json!(58_000)),
        ("pay_maximum", json!(66_000)),
        ("pay_per", json!("year")),
        ("time", json!("full time")),
        ("requisition_number", json!("R-7")),
    ];
    let whole = announcement("mission/family-success-coach", &given);
    let data = job_posting(&whole).unwrap();
    assert_eq!(missing_data(&whole), []);
    assert_eq!(data["@type"], "JobPosting");
    assert_eq!(data["title"], "Family Success Coach");
    assert_eq!(data["jobLocation"]["address"]["addressRegion"], "CA");
    assert_eq!(data["baseSalary"]["value"]["minValue"], 58_000.0);
    assert_eq!(data["validThrough"], "2027-01-15T23:59");
    assert_eq!(data["employmentType"], "FULL_TIME");
    let bare = announcement("mission/family-success-coach", &[]);
    let data = job_posting(&bare).unwrap();
    for absent in ["datePosted", "validThrough", "baseSalary", "identifier", "jobStartDate", "employmentType"] {
        assert_eq!(data.get(absent), None, "{absent}");
    }
    assert!(missing_data(&bare).iter().any(|missing| missing.required));
}

#[test]
fn national_service_is_no_employment_and_its_allowance_no_salary() {
    let data = job_posting(&announcement("promise-heights/promisecorps-member", &[])).unwrap();
    assert_eq!(data["employmentType"], "OTHER");
    assert_eq!(data.get("baseSalary"), None);
    assert!(data["jobBenefits"].as_str().unwrap().contains("training"));
    let class = announcement("oregon-dhs/family-coach", &[]);
    let data = job_posting(&class).unwrap();
    assert_eq!((data.get("baseSalary"), &data["employmentType"]), (None, &json!("FULL_TIME")));
}

#[test]
fn a_document_that_announces_nothing_has_no_data_of_an_opening() {
    let posting = posting("oregon-dhs/family-coach", "position-description");
    assert_eq!(job_posting(&posting), None);
    assert!(!text(&posting, "html").contains("ld+json"));
    let error = render_posting(&posting, PostingFormat::JobPosting).unwrap_err();
    assert!(error.to_string().contains("announces no opening"), "{error}");
}

#[test]
fn the_data_in_the_page_is_the_data_of_the_file() {
    let posting = announcement(
        "hayward/student-success-coach",
        &[("how_to_apply", json!("Write </script><script>alert(1)</script> & more"))],
    );
    let page = text(&posting, "html");
    let start = page.find("<script type=\"application/ld+json\">").unwrap();
    let rest = &page[start..];
    let inside = rest.split_once('>').unwrap().1.split_once("</script>").unwrap().0;
    let data: Value = serde_json::from_str(inside).unwrap();
    assert_eq!(data, job_posting(&posting).unwrap());
    assert_eq!(page.matches("<script").count(), 1);
}

#[test]
fn the_shell_takes_the_form_from_the_suffix() {
    let catalog = TestCatalog::shipped();
    let folder = tempfile::tempdir().unwrap();
    for (_, suffix, _) in FORMATS {
        let path = folder.path().join(format!("posting.{suffix}"));
        let run = post(&catalog, &path);
        assert_eq!(run.code, 0, "{run:?}");
        assert!(std::fs::metadata(&path).unwrap().len() > 500, "{suffix}");
    }
    let run = post(&catalog, &folder.path().join("posting.xls"));
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("is no form of a posting"), "{run:?}");
}

fn post(catalog: &TestCatalog, path: &Path) -> crate::support::Run {
    let path = path.to_str().unwrap();
    catalog.run(&["post", "hayward/student-success-coach", "--set", "how_to_apply=Write to us.", "--output", path])
}

#[test]
fn a_posting_for_each_role_is_one_command() {
    let catalog = TestCatalog::shipped();
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("summaries");
    let run = catalog.run(&[
        "post",
        "--all",
        "--template",
        "role-summary",
        "--format",
        "md",
        "--output",
        to.to_str().unwrap(),
    ]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stdout.contains("wrote 10 postings"), "{run:?}");
    assert_eq!(std::fs::read_dir(&to).unwrap().count(), 10);
}
