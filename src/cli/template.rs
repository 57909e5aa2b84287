//! `rolebook template`: the templates there are, and the care of one's own.

use std::io::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use super::failure::{Failure, Verdict};
use super::output::{Output, QUIET, STRONG};
use super::post_arguments::{Template as TemplateCommand, TemplateAction, TemplateFolder};
use crate::app::error::AppError;
use crate::app::post::{PostingFormat, compose_posting, posting_sources, render_posting};
use crate::app::posting_templates::{PostingTemplates, new_template, read_templates};
use crate::app::reference::RoleReference;
use crate::app::template_filling::TemplateFiller;
use crate::catalog::store::CatalogStore;
use crate::posting::particular::Particulars;
use crate::posting::request::Choices;
use crate::posting::template::Template;

pub(super) fn run<S: CatalogStore>(
    store: impl Fn() -> Result<S, Failure>,
    options: &TemplateCommand,
    output: &mut Output,
) -> Result<Verdict, Failure> {
    match &options.action {
        TemplateAction::List(folder) => list(&read_templates(folder.templates.as_deref())?, output),
        TemplateAction::New { name, from, folder } => {
            let own = new_template(required(folder)?, name, from)?;
            writeln!(output, "wrote {}", own.display())?;
            output.hint("change manifest.toml and body.md.j2, then `rolebook template check`")?;
            Ok(Verdict::Fine)
        }
        TemplateAction::Check { names, folder } => check(names, folder, output),
        TemplateAction::Preview { name, role, output: file, folder } => {
            let templates = read_templates(folder.templates.as_deref())?;
            preview(&store()?, templates.named(name)?, role, file.as_deref(), output)
        }
    }
}

fn required(folder: &TemplateFolder) -> Result<&Path, AppError> {
    folder.templates.as_deref().ok_or_else(|| {
        AppError::misuse("there is no folder for your own templates yet", "name one with --templates our-templates")
    })
}

fn list(templates: &PostingTemplates, output: &mut Output) -> Result<Verdict, Failure> {
    if output.json {
        let described = |template: &Template| {
            json!({
                "name": template.name,
                "title": template.manifest.title,
                "purpose": template.manifest.purpose,
                "language": template.manifest.language,
                "announces": template.manifest.announces,
                "shipped": template.shipped,
                "hash": template.hash,
                "sections": template.manifest.sections,
                "particulars": template.schema(),
            })
        };
        output.data(&templates.usable.iter().map(described).collect::<Vec<Value>>())?;
        return Ok(Verdict::Fine);
    }
    for template in &templates.usable {
        let own = if template.shipped { "" } else { " (your own)" };
        writeln!(output, "{STRONG}{}{STRONG:#}{own}", template.name)?;
        output.prose(&template.manifest.purpose, "  ", "  ")?;
        if !template.manifest.asks.is_empty() {
            let asks = template.manifest.asks.iter().map(|name| {
                if template.manifest.requires.contains(name) { format!("{name} (required)") } else { name.clone() }
            });
            let asks = asks.collect::<Vec<_>>().join(", ");
            output.prose(&format!("{QUIET}asks for {asks}{QUIET:#}"), "  ", "  ")?;
        }
    }
    for problem in &templates.problems {
        writeln!(output, "{problem}")?;
    }
    Ok(if templates.problems.is_empty() { Verdict::Fine } else { Verdict::FoundWrong })
}

fn check(names: &[String], folder: &TemplateFolder, output: &mut Output) -> Result<Verdict, Failure> {
    let templates = read_templates(folder.templates.as_deref())?;
    let wanted = |name: &str| names.is_empty() || names.iter().any(|own| own == name);
    for name in names {
        if !templates.problems.iter().any(|problem| problem.template == *name) {
            templates.named(name)?;
        }
    }
    let mut problems: Vec<String> =
        templates.problems.iter().filter(|problem| wanted(&problem.template)).map(ToString::to_string).collect();
    let filler = TemplateFiller::of_this_program()?;
    let mut checked = problems.len();
    for template in templates.usable.iter().filter(|template| wanted(&template.name)) {
        checked += 1;
        match filler.names_used(template) {
            Err(fault) => problems.push(template.in_body(fault).to_string()),
            Ok(names) => problems.extend(template.unknown_names(&names).iter().map(|name| {
                format!(
                    "{}/body.md.j2: `{name}` is no name that a posting has; add it to `asks`, or mend its spelling",
                    template.name
                )
            })),
        }
    }
    if output.json {
        output.data(&json!({ "checked": checked, "problems": problems }))?;
    } else {
        for problem in &problems {
            writeln!(output, "{problem}")?;
        }
        writeln!(output, "{checked} checked, {} wrong", problems.len())?;
    }
    Ok(if problems.is_empty() { Verdict::Fine } else { Verdict::FoundWrong })
}

/// A posting with the first example of everything that the template asks for.
fn preview(
    store: &dyn CatalogStore,
    template: &Template,
    role: &RoleReference,
    file: Option<&Path>,
    output: &mut Output,
) -> Result<Verdict, Failure> {
    let examples = template
        .particulars
        .iter()
        .filter_map(|(name, particular)| Some((name.clone(), particular.examples.first()?.clone())));
    let particulars: Particulars = examples.collect();
    let sources = posting_sources(store, role, jiff::Zoned::now().date())?;
    let filler = TemplateFiller::of_this_program()?;
    let fill = |own: &Template, context: &Value| filler.fill(own, context);
    let posting = compose_posting(&sources, template, &particulars, &Choices::default(), &fill)?;
    let Some(file) = file else {
        output.write_all(&render_posting(&posting, PostingFormat::Markdown)?)?;
        return Ok(Verdict::Fine);
    };
    let suffix = file.extension().unwrap_or_default().to_string_lossy();
    let bytes = render_posting(&posting, suffix.parse()?)?;
    std::fs::write(file, bytes).map_err(|source| AppError::File {
        action: "write",
        path: file.display().to_string(),
        source,
    })?;
    writeln!(output, "wrote {}", file.display())?;
    Ok(Verdict::Fine)
}
