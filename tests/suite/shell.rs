//! The shell, as people and scripts use it.

use std::io::Read as _;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::{Run, TestCatalog, binary};

const COORDINATOR: &str = "albina-rockwood/in-school-coordinator";

fn json(run: &Run) -> Value {
    assert_eq!(run.code, 0, "{run:?}");
    serde_json::from_str(&run.stdout).unwrap()
}

#[test]
fn check_of_the_shipped_catalog_finds_ten_roles_and_no_error() {
    let run = TestCatalog::shipped().run(&["check"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stdout.contains("10 roles"), "{run:?}");
    assert!(run.stdout.contains("0 errors, 0 warnings"), "{run:?}");
}

#[test]
fn without_arguments_it_says_what_to_do_next() {
    let run = TestCatalog::shipped().run(&[]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stdout.contains("What next?") && run.stdout.contains("10 roles in force"), "{run:?}");
    let mut command = Command::new(binary());
    let elsewhere: Run = command.args(["--catalog", "no-such-folder"]).output().unwrap().into();
    assert_eq!(elsewhere.code, 0, "{elsewhere:?}");
    assert!(elsewhere.stdout.contains("There is no catalog in no-such-folder"), "{elsewhere:?}");
}

#[test]
fn every_command_has_help_with_examples() {
    let help = TestCatalog::new().run(&["--help"]);
    assert_eq!(help.code, 0);
    for command in [
        "list",
        "show",
        "history",
        "diff",
        "compare",
        "check",
        "fmt",
        "new",
        "revise",
        "publish",
        "retire",
        "serve",
        "staff",
        "standards",
        "completions",
    ] {
        assert!(help.stdout.contains(&format!("  {command}")), "{command} is not in the help");
        let run = TestCatalog::new().run(&[command, "--help"]);
        assert_eq!(run.code, 0, "{run:?}");
        assert!(run.stdout.contains("Example"), "{command}: {run:?}");
        assert!(run.stdout.lines().all(|line| line.chars().count() <= 100), "{command}: {run:?}");
    }
}

#[test]
fn list_gives_machines_objects_with_ids_and_people_eighty_columns() {
    let catalog = TestCatalog::shipped();
    let list = json(&catalog.run(&["list", "--json"]));
    let ids: Vec<&str> = list.as_array().unwrap().iter().map(|role| role["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 10);
    assert!(ids.contains(&"seven-counties/case-manager"));
    let people = catalog.run(&["list"]);
    assert!(people.stdout.lines().all(|line| line.chars().count() <= 80), "{}", people.stdout);
    assert!(!people.stdout.contains('\u{1b}'), "no colour where there is no terminal");
}

#[test]
fn show_gives_duties_as_groups_of_items() {
    let catalog = TestCatalog::shipped();
    let role = json(&catalog.run(&["show", "mission/family-success-coach", "--json"]));
    let groups: Vec<(String, usize)> = role["duties"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| (group["label"].as_str().unwrap().to_owned(), group["items"].as_array().unwrap().len()))
        .collect();
    let sizes: Vec<usize> = groups.iter().map(|(_, size)| *size).collect();
    assert_eq!(sizes, [7, 5, 3, 2], "{groups:?}");
    for id in ["oregon-dhs/family-coach", "new-york-county/case-manager-social-services", "seven-counties/case-manager"]
    {
        let text = catalog.run(&["show", id]);
        assert_eq!(text.code, 0, "{text:?}");
        let long = text.stdout.lines().find(|line| line.chars().count() > 80 && line.contains(' '));
        assert!(long.is_none_or(|line| line.contains("Hash")), "{long:?}");
    }
}

#[test]
fn a_revision_can_be_asked_for_by_number_and_by_day() {
    let catalog = TestCatalog::shipped();
    let one = json(&catalog.run(&["show", &format!("{COORDINATOR}@1"), "--json"]));
    assert_eq!(one["revision"]["number"], 1);
    let later = json(&catalog.run(&["show", COORDINATOR, "--as-of", "2030-01-01", "--json"]));
    assert_eq!(later["revision"]["number"], 2);
    let before = catalog.run(&["show", COORDINATOR, "--as-of", "1999-01-01"]);
    assert_eq!(before.code, 1, "{before:?}");
    assert!(before.stderr.contains("revision in force on 1999-01-01"), "{before:?}");
    let none = catalog.run(&["show", &format!("{COORDINATOR}@7")]);
    assert_eq!(none.code, 1);
    assert!(none.stderr.contains("has no revision 7") && none.stderr.contains("it has revision 1, 2"), "{none:?}");
}

#[test]
fn a_name_that_is_nearly_right_is_answered_with_the_right_one() {
    let run = TestCatalog::shipped().run(&["show", "hayward/student-succes-coach"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.is_empty());
    assert!(run.stderr.contains("did you mean hayward/student-success-coach?"), "{run:?}");
}

#[test]
fn what_is_typed_wrongly_is_a_misuse_with_advice() {
    let catalog = TestCatalog::shipped();
    for (arguments, expected) in [
        (vec!["show", "Hayward"], "a role, which is written organisation/role"),
        (vec!["show", "hayward/student-success-coach@latest"], "write hayward/student-success-coach@1"),
        (vec!["list", "--as-of", "2026-02-30"], "is not a day that exists"),
        (vec!["publish", "hayward/student-success-coach", "--reason", "x"], "--by"),
        (vec!["frobnicate"], "unrecognized subcommand"),
    ] {
        let run = catalog.run(&arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {run:?}");
        assert!(run.stderr.contains(expected), "{arguments:?}: {run:?}");
        assert!(run.stdout.is_empty());
    }
}

#[test]
fn diff_shows_the_one_line_that_the_clean_up_dropped() {
    let run = TestCatalog::shipped().run(&["diff", &format!("{COORDINATOR}@1"), &format!("{COORDINATOR}@2")]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stdout.contains("[-Must have excellent writing skills and basic computer knowledge.-]"), "{run:?}");
    assert!(run.stdout.contains("dropped: was Qualifications 8"), "{run:?}");
    assert_eq!(run.stdout.matches("[-").count(), 1, "{run:?}");
}

#[test]
fn a_role_goes_from_draft_to_revisions_to_retirement() {
    let catalog = TestCatalog::new();
    let new = catalog.run(&["new", "acme/case-manager", "--title", "Case Manager"]);
    assert_eq!(new.code, 0, "{new:?}");
    let again = catalog.run(&["new", "acme/case-manager", "--title", "Case Manager"]);
    assert_eq!(again.code, 1, "a draft is never overwritten: {again:?}");
    catalog.draft("case-manager", &["Visit families at home.", "Write case notes every day."]);
    catalog.publish("case-manager");
    let first = catalog.read("roles/acme/case-manager/1.md");
    assert!(first.contains("Visit families at home. ^d1") && first.contains("every day. ^d2"), "{first}");

    assert_eq!(catalog.run(&["revise", "acme/case-manager"]).code, 0);
    let unchanged = catalog.run(&["publish", "acme/case-manager", "--by", "tests", "--reason", "nothing"]);
    assert_eq!(unchanged.code, 2, "{unchanged:?}");
    let draft = catalog.read("roles/acme/case-manager/draft.md");
    let draft =
        draft.replace("Visit families at home. ^d1", "Refer families to services.\n- Visit each family at home. ^d1");
    catalog.write("roles/acme/case-manager/draft.md", &draft);
    let diff = catalog.run(&["diff", "acme/case-manager"]);
    assert!(diff.stdout.contains("N   {+Refer families to services.+}"), "{diff:?}");
    assert!(diff.stdout.contains("R   Visit"), "{diff:?}");
    catalog.publish("case-manager");
    let second = catalog.read("roles/acme/case-manager/2.md");
    assert!(second.contains("Refer families to services. ^d3"), "a new duty has a new name: {second}");
    assert_eq!(catalog.read("roles/acme/case-manager/1.md"), first, "what is published never changes");
    assert!(!catalog.path().join("roles/acme/case-manager/draft.md").exists());

    let retire =
        ["retire", "acme/case-manager", "--by", "tests", "--reason", "grant ended", "--effective", "2099-06-30"];
    assert_eq!(catalog.run(&retire).code, 0);
    assert_eq!(catalog.run(&retire).code, 2, "once is enough");
    let now = json(&catalog.run(&["list", "--as-of", "2099-06-29", "--json"]));
    assert_eq!(now[0]["state"], "in-force");
    let then = json(&catalog.run(&["list", "--as-of", "2099-06-30", "--json"]));
    assert_eq!(then.as_array().unwrap().len(), 0);
    let all = json(&catalog.run(&["list", "--as-of", "2099-06-30", "--all", "--json"]));
    assert_eq!(all[0]["state"], "retired");
    let history = json(&catalog.run(&["history", "acme/case-manager", "--json"]));
    assert_eq!(history["revisions"].as_array().unwrap().len(), 3);
    assert_eq!(history["revisions"][1]["changes"]["new"], 1);
    assert_eq!(history["revisions"][2]["parent"], history["revisions"][1]["hash"]);
    let check = catalog.run(&["check"]);
    assert_eq!(check.code, 0, "{check:?}");
}

#[test]
fn a_draft_with_mistakes_is_not_published_and_each_mistake_is_named() {
    let catalog = TestCatalog::new();
    catalog.draft("coach", &["Coach families. ^d1", "Write notes. ^d1"]);
    let text = catalog.read("roles/acme/coach/draft.md").replace("kind: job", "kindd: x\nkind: jbo");
    catalog.write("roles/acme/coach/draft.md", &text);
    let run = catalog.run(&["publish", "acme/coach", "--by", "tests", "--reason", "test"]);
    assert_eq!(run.code, 1, "{run:?}");
    for expected in ["draft.md:3:1", "did you mean `kind`?", "did you mean `job-description`?", "^d1 is used twice"] {
        assert!(run.stderr.contains(expected), "{expected}: {run:?}");
    }
    assert!(!catalog.path().join("roles/acme/coach/1.md").exists());
}

#[test]
fn a_draft_that_somebody_else_overtook_is_kept_and_the_person_told() {
    let catalog = TestCatalog::new();
    catalog.draft("coach", &["Coach families."]);
    catalog.publish("coach");
    assert_eq!(catalog.run(&["revise", "acme/coach"]).code, 0);
    let mine = catalog.read("roles/acme/coach/draft.md").replace("Coach families.", "Coach families every week.");
    catalog.write("roles/acme/coach/draft.md", &mine.replace("every week", "every month"));
    catalog.publish("coach");
    catalog.write("roles/acme/coach/draft.md", &mine);
    let run = catalog.run(&["publish", "acme/coach", "--by", "tests", "--reason", "test"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stderr.contains("has changed: its newest revision is now 2"), "{run:?}");
    assert_eq!(catalog.read("roles/acme/coach/draft.md"), mine, "nothing that was typed is lost");
}

#[test]
fn a_broken_role_is_shown_as_far_as_it_is_good_and_others_are_untouched() {
    let catalog = TestCatalog::shipped();
    let path = format!("roles/{COORDINATOR}/2.md");
    catalog.write(&path, &catalog.read(&path).replace("35–40", "53–40"));
    let check = catalog.run(&["check"]);
    assert_eq!(check.code, 1);
    assert!(check.stdout.contains("was altered after"), "{check:?}");
    let show = catalog.run(&["show", COORDINATOR]);
    assert_eq!(show.code, 0, "{show:?}");
    assert!(show.stdout.contains("revision 1") && show.stdout.contains("last good revision"), "{show:?}");
    let list = json(&catalog.run(&["list", "--json"]));
    let broken = list.as_array().unwrap().iter().filter(|role| role["state"] == "broken").count();
    assert_eq!((list.as_array().unwrap().len(), broken), (10, 1));
}

#[test]
fn fmt_brings_drafts_into_canonical_form_and_leaves_the_rest_alone() {
    let catalog = TestCatalog::new();
    catalog.draft("coach", &["Coach\n  families.", "Write notes."]);
    let look = catalog.run(&["fmt", "--check"]);
    assert_eq!(look.code, 1, "{look:?}");
    assert_eq!(catalog.run(&["fmt"]).code, 0);
    assert!(catalog.read("roles/acme/coach/draft.md").contains("- Coach families.\n"));
    assert_eq!(catalog.run(&["fmt", "--check"]).code, 0);
    catalog.publish("coach");
    let published = catalog.path().join("roles/acme/coach/1.md");
    let run = catalog.run(&["fmt", published.to_str().unwrap()]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("never changes"), "{run:?}");
    catalog.draft("other", &["Coach families."]);
    let commented = catalog.read("roles/acme/other/draft.md").replace("kind:", "# why\nkind:");
    catalog.write("roles/acme/other/draft.md", &commented);
    assert_eq!(catalog.run(&["fmt"]).code, 1, "a comment would be lost");
    assert_eq!(catalog.read("roles/acme/other/draft.md"), commented);
}

#[test]
fn settings_come_from_flags_then_the_environment_then_the_file() {
    let (one, other) = (TestCatalog::new(), TestCatalog::shipped());
    let here = tempfile::tempdir().unwrap();
    let config = format!("catalog = {:?}\nby = \"the office\"\n", one.path());
    std::fs::write(here.path().join("rolebook.toml"), config).unwrap();
    let count = |command: &mut Command| -> usize {
        let run: Run = command.args(["list", "--json"]).current_dir(here.path()).output().unwrap().into();
        json(&run).as_array().unwrap().len()
    };
    let clean = || {
        let mut command = Command::new(binary());
        command.env_remove("ROLEBOOK_CATALOG").env_remove("ROLEBOOK_CONFIG");
        command
    };
    assert_eq!(count(&mut clean()), 0, "the file");
    assert_eq!(count(clean().env("ROLEBOOK_CATALOG", other.path())), 10, "the environment before the file");
    assert_eq!(count(clean().env("ROLEBOOK_CATALOG", other.path()).arg("--catalog").arg(one.path())), 0, "flags first");
    std::fs::write(here.path().join("rolebook.toml"), "catalogue = 1\n").unwrap();
    let run: Run = clean().arg("list").current_dir(here.path()).output().unwrap().into();
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("rolebook.toml") && run.stderr.contains("catalogue"), "{run:?}");
}

#[test]
fn a_reader_that_has_read_enough_is_no_error() {
    let catalog = TestCatalog::shipped();
    for arguments in
        [&["show", "oregon-dhs/family-coach"][..], &["schema"], &["list", "--json"], &["completions", "bash"]]
    {
        let mut child = catalog.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut stderr = String::new();
        child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        let code = child.wait().unwrap().code();
        assert_eq!((code, stderr.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn completions_and_the_manual_come_from_the_same_definitions() {
    let catalog = TestCatalog::new();
    for shell in ["bash", "zsh", "fish"] {
        let run = catalog.run(&["completions", shell]);
        assert!(run.code == 0 && run.stdout.contains("retire"), "{shell}");
    }
    let manual = catalog.run(&["man"]);
    assert!(manual.code == 0 && manual.stdout.contains(".TH rolebook"), "{manual:?}");
}
