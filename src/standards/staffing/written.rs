//! Figures as people write them: `40`, `2.5`, `1,200`, `65 %`, `1+0.5`, `35, 45`.

/// A figure.
///
/// # Errors
/// When it is none: what to write instead.
pub fn figure(given: &str) -> Result<f64, String> {
    let text = given.trim();
    let plain = without_thousands(text).unwrap_or_else(|| text.to_owned());
    plain.parse().map_err(|_| {
        let shown: String = text.chars().take(40).collect();
        format!("`{shown}` is not a figure; write it as 40 or 2.5")
    })
}

/// A share; the percent sign may be left out.
///
/// # Errors
/// As for [`figure`].
pub fn percent(given: &str) -> Result<f64, String> {
    figure(given.trim().trim_end_matches('%'))
}

/// Figures that are added.
///
/// # Errors
/// When one of them is none.
pub fn sum(given: &str) -> Result<Vec<f64>, String> {
    given.split('+').map(figure).collect()
}

/// Several figures, with commas or semicolons between them; a percent sign behind one does not matter.
///
/// # Errors
/// When one of them is none.
pub fn list(given: &str) -> Result<Vec<f64>, String> {
    given.split([',', ';']).filter(|part| !part.trim().is_empty()).map(percent).collect()
}

/// `1,200` as `1200`; none where commas stand elsewhere.
fn without_thousands(text: &str) -> Option<String> {
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, part)| (whole, Some(part)));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = (1..=3).contains(&first.trim_start_matches(['-', '+']).len());
    let well = whole.contains(',') && grouped && groups.all(|group| group.len() == 3 && digits(group));
    well.then(|| match fraction {
        Some(fraction) => format!("{}.{fraction}", whole.replace(',', "")),
        None => whole.replace(',', ""),
    })
}
