//! The head of a document: which line is the title, which names the employer.

use std::sync::LazyLock;

use regex::Regex;

use super::cues::folded;
use super::headings::Heading;
use super::kind::Kind;
use crate::import::block::{Block, Shape};
use crate::import::layout::looks::{is_capitals, label_and_value};
use crate::import::lexicon;

/// So many blocks at the start are the head, unless a part of the role begins earlier.
const HEAD: usize = 24;

static JOB_WORDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?-u:\b)(manager|specialist|coordinator|co-ordinator|assistant|director|officer|analyst|worker|caseworker|nurse|technician|clerk|supervisor|administrator|engineer|counsell?or|advocate|coach|associate|aide?|therapist|teacher|attendant|operator|planner|attorney|lawyer|librarian|representative|member|intern|chief|lead|leader|designer|developer|consultant|advis[eo]r|custodian|driver|cook|executive|president|secretary|treasurer|minister|pastor|trainer|instructor|navigator|investigator|inspector|accountant|auditor|superintendent|deputy|sergeant|lieutenant|captain|commissioner|scientist|physician|psychologist|psychiatrist|liaison|organizer|facilitator|mentor|tutor|interpreter|translator|paralegal|buyer|registrar|recruiter|dispatcher|mechanic|electrician|plumber|laborer|gardener|helper|examiner|appraiser|assessor|surveyor|dean|provost|professor|fellow|ranger|guard|steward|writer|editor|artist|strategist|architect|educator|interventionist|practitioner|pharmacist|dietitian|nutritionist|epidemiologist|economist|statistician|programmer|bookkeeper|cashier|receptionist|typist|carpenter|painter|welder|janitor|housekeeper|paramedic|firefighter|chaplain|curator|photographer|producer|buyer|trustee|chair|clinician|provider|paraprofessional|monitor|evaluator|generalist|agent|controller|comptroller|foreman|warden|crew|host|staff|responder|researcher|coder|biller|phlebotomist|hygienist|dentist|veterinarian|keeper|lifeguard|counsel|judge|magistrate|bailiff|marshal|sheriff|constable|detective|ombudsman|head)s?(?-u:\b)",
    )
    .ok()
});

static EMPLOYER_WORDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?-u:\b)(county|city|state|town|village|borough|province|government|commonwealth) of (?-u:\b)|(?-u:\b)(department|university|college|inc\.?|llc|corporation|agency|school district|schools|board of|council|commission|ministry|foundation|association|authority|bureau|division|institute|society|hospital|church|coalition|alliance|ymca|ywca|library|center|county|parish|network|trust|partnership|services|administration|system|district|initiative)(?-u:\b)",
    )
    .ok()
});

static DAY_OR_MONEY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\$ ?\d|(?-u:\b)(19|20)\d\d(?-u:\b)|@|https?:|www\.|\d{3}-\d{4}").ok()
});

/// Whether a text names somebody's job.
pub fn names_a_job(text: &str) -> bool {
    JOB_WORDS.as_ref().is_some_and(|words| words.is_match(&folded(text)))
}

/// Whether a text names an employer.
pub fn names_an_employer(text: &str) -> bool {
    // A sentence names nobody.
    if text.trim_end().ends_with('.') && text.split_whitespace().count() > 5 {
        return false;
    }
    EMPLOYER_WORDS.as_ref().is_some_and(|words| words.is_match(&folded(text)))
}

fn has_day_or_money(text: &str) -> bool {
    DAY_OR_MONEY.as_ref().is_some_and(|pattern| pattern.is_match(text))
}

/// Words that say what kind of document this is, and nothing of the role.
pub fn is_banner(text: &str) -> bool {
    const BANNERS: [&str; 34] = [
        "job description",
        "position description",
        "class specification",
        "classification specification",
        "job posting",
        "job announcement",
        "job bulletin",
        "job opportunity",
        "job specification",
        "job opening",
        "employment opportunity",
        "exempt employment opportunity",
        "career opportunity",
        "vacancy announcement",
        "class description",
        "work description",
        "position announcement",
        "position profile",
        "job profile",
        "class spec",
        "examination announcement",
        "performance profile",
        "recruitment announcement",
        "employment announcement",
        "executive work description",
        "job summary",
        "volunteer job description",
        "volunteer position description",
        "position posting",
        "official job description",
        "description de travail",
        "job classification",
        "staff position description",
        "board member job description template",
    ];
    BANNERS.contains(&lexicon::plain_wording(text).as_str())
}

/// Whether a line is the first half of a title whose second half stands below: `SENIOR MECHANICAL ENGINEERING` above
/// `DRAFTING TECHNICIAN`. It begins like a title, looks like the one below, and names no job by itself.
pub fn is_one_title(above: &Block, below: &Block) -> bool {
    const RANKS: [&str; 10] = [
        "principal",
        "senior",
        "chief",
        "assistant",
        "supervising",
        "associate",
        "deputy",
        "lead",
        "junior",
        "executive",
    ];
    let text = above.text.trim();
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let first = first.to_lowercase();
    let goes_on = text.ends_with(['&', ',', '/']) || text.ends_with(" and") || text.ends_with(" of");
    (goes_on || RANKS.contains(&first.as_str()) && !names_a_job(rest))
        && matches!(above.shape, Shape::Paragraph | Shape::Heading(_))
        && above.place.last_line + 1 == below.place.first_line
        && is_capitals(text) == is_capitals(&below.text)
        && above.bold == below.bold
        && above.size == below.size
        && text.split_whitespace().count() <= 6
        && !text.ends_with(['.', ':', ';'])
}

/// The end of the head: the first block that belongs to a part of the role.
pub fn extent(blocks: &[Block], headings: &[Option<Heading>]) -> usize {
    let body = |(block, heading): (&Block, &Option<Heading>)| {
        let topic = heading.as_ref().and_then(|heading| heading.topic);
        let part = topic.is_some_and(|topic| !topic.kind.is_field());
        part && !is_banner(&block.text)
    };
    blocks.iter().zip(headings).position(body).unwrap_or(blocks.len()).min(HEAD)
}

/// The block that is the title, if one is likely enough.
pub fn title(blocks: &[Block], headings: &[Option<Heading>], head: usize) -> Option<usize> {
    let mut best: Option<(usize, f32)> = None;
    let mut seen = 0.0_f32;
    // A title may be the last thing before the first part, or look like a heading of it.
    for (at, block) in blocks.iter().enumerate().take(head.max(1)) {
        if matches!(block.shape, Shape::Furniture(_)) {
            continue;
        }
        let likely = likelihood(block, headings.get(at).copied().flatten()) - seen * 0.12;
        seen += 1.0;
        if likely >= 2.0 && best.is_none_or(|(_, so_far)| likely > so_far) {
            best = Some((at, likely));
        }
    }
    best.map(|(at, _)| at)
}

fn likelihood(block: &Block, heading: Option<Heading>) -> f32 {
    let text = block.text.trim();
    let words = text.split_whitespace().count();
    if let Some((label, value)) = label_and_value(text)
        && !value.is_empty()
    {
        if lexicon::label(label) == Some(Kind::Title) && value.split_whitespace().count() <= 14 {
            return if names_a_job(value) { 7.0 } else { 5.5 };
        }
        if lexicon::label(label) == Some(Kind::Classification) && names_a_job(value) {
            return 2.4;
        }
        if lexicon::label(label).is_some() {
            return 0.0;
        }
    }
    if words > 14 || is_banner(text) || !text.chars().any(char::is_alphabetic) {
        return 0.0;
    }
    let mut likely = match block.shape {
        Shape::Heading(1) => 2.5,
        Shape::Heading(_) => 1.2,
        Shape::Item { .. } => -2.0,
        _ => 0.5,
    };
    likely += if block.size.is_some_and(|size| size >= 1.2) { 1.5 } else { 0.0 };
    likely += if is_capitals(text) || block.bold { 0.7 } else { 0.0 };
    likely += if names_a_job(text) { 2.2 } else { 0.0 };
    likely -= if names_an_employer(text) && !names_a_job(text) { 2.5 } else { 0.0 };
    likely -= if heading.is_some_and(|heading| heading.topic.is_some() && lexicon::heading(text).is_some()) {
        4.0
    } else {
        0.0
    };
    likely -= if has_day_or_money(text) { 2.0 } else { 0.0 };
    likely -=
        if text.ends_with(['.', ':', ';', '?', ')']) && !names_a_job(text) || text.ends_with('.') { 1.5 } else { 0.0 };
    likely += if words <= 8 { 0.8 } else { 0.0 };
    likely
}
