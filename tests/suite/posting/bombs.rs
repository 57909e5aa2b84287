//! Templates that want to starve, crash or read the service: each ends in the child process, with words for its author.

use std::collections::BTreeMap;

use rolebook::app::template_filling::TemplateFiller;
use rolebook::app::worker::Worker;
use rolebook::posting::template::{Template, parse_template};
use rolebook::templating::document_template::LONGEST_TEMPLATE;
use serde_json::json;

use crate::support::binary;

const MANIFEST: &str = "title = \"Mine\"\npurpose = \"A test.\"\nlanguage = \"en\"\n[[sections]]\nname = \"all\"\n";

fn own(body: &str) -> Template {
    parse_template("mine", MANIFEST, &format!("{{% block all %}}{body}{{% endblock %}}"), &BTreeMap::new(), false)
        .unwrap()
}

/// What people write to break a template engine: deep, long, endless, huge, curious.
fn bombs() -> Vec<String> {
    let mut bombs: Vec<String> = Vec::new();
    for length in [500, 4_900, 16_000] {
        for unit in ["-", "not ", "(", "[", "{", "+", "~"] {
            bombs.push(format!("{{{{ {}1 }}}}", unit.repeat(length / unit.len())));
        }
        for unit in
            ["+1", "~1", "*2", "|e", "|upper", ".a", "[0]", " is defined", " and 1", "==1", "(1)", " if 1 else 1"]
        {
            bombs.push(format!("{{{{ 1{} }}}}", unit.repeat(length / unit.len())));
        }
        for (open, close) in [("(", ")"), ("[", "]"), ("{1:", "}")] {
            let deep = length / 4;
            bombs.push(format!("{{{{ {}1{} }}}}", open.repeat(deep), close.repeat(deep)));
        }
        for (open, close) in
            [("{% if 1 %}", "{% endif %}"), ("{% for x in [1] %}", "{% endfor %}"), ("{% set x %}", "{% endset %}")]
        {
            let deep = length / (open.len() + close.len());
            bombs.push(format!("{}x{}", open.repeat(deep), close.repeat(deep)));
        }
        bombs.push(format!("{{% if 0 %}}{}{{% endif %}}", "{% elif 0 %}".repeat(length / 12)));
    }
    let nested = |depth: usize| {
        let open: String = (0..depth).map(|level| format!("{{% for a{level} in \"{}\" %}}", "x".repeat(60))).collect();
        format!("{open}x{}", "{% endfor %}".repeat(depth))
    };
    bombs.extend((2..8).map(nested));
    for body in [
        "{{ 'x' * 99999999 }}",
        "{{ 'x' * 999999999999 }}",
        "{{ [0] * 99999999 }}",
        "{{ ([0] * 99999999)|join }}",
        "{% set s = 'xxxxxxxxxx' %}{% set s = s ~ s %}{% set s = s ~ s %}{{ s }}",
        "{% set ns = namespace(s='xxxxxxxxxx') %}{% for i in 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}{{ ns.s }}",
        "{% macro m(x) %}{{ m(x) }}{% endmacro %}{{ m(1) }}",
        "{% macro m(x) %}{{ m(x) }}{{ m(x) }}{% endmacro %}{{ m(1) }}",
        "{{ range(99999999) }}",
        "{{ range(99999999)|list }}",
        "{{ lipsum(1000) }}",
        "{{ debug() }}",
        "{{ dict(a=1) }}",
        "{{ 'a'|replace('a', 'b') }}",
        "{{ 'a'|indent(99999999) }}",
        "{{ 1|tojson(indent=99999999) }}",
        "{{ [1]|batch(99999999, 0)|list }}",
        "{{ [1]|slice(99999999)|list }}",
        "{{ '%099999999d'|format(1) }}",
        "{{ 10**38 * 10**38 }}",
        "{{ 9**9**9**9 }}",
        "{{ '7'*7 }}",
        "{{ self.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ config }}",
        "{{ request.environ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ joiner.__init__ }}",
        "{{ namespace.__init__ }}",
        "{% include '/etc/passwd' %}",
        "{% include 'body.md.j2' %}",
        "{% extends 'body.md.j2' %}",
        "{% extends '../../etc/passwd' %}",
        "{% import '/etc/passwd' as x %}{{ x }}",
        "{% from '/etc/hosts' import x %}{{ x }}",
        "{{ super() }}",
        "{{ loop }}",
        "{{ caller() }}",
        "{% autoescape false %}{{ title }}{% endautoescape %}",
        "{{ title|safe }}",
        "{% raw %}{{ title }}",
        "{% filter upper %}x{% endfilter %}",
        "{% do x %}",
        "{% break %}",
        "{{ env }}",
        "{{ env('PATH') }}",
        "{{ open('/etc/passwd') }}",
        "{{ eval('1') }}",
        "{{ 1/0 }}",
        "{{ 1//0 }}",
        "{{ 1%0 }}",
        "{{ title[99999999] }}",
        "{{ title[-99999999:99999999:1] }}",
        "{{ facts.a.b.c }}",
        "{{ \"\\u{110000}\" }}",
        "{{ \"\\ud800\" }}",
        "{% block all %}{% endblock %}",
        "{% block b %}{{ self.b() }}{% endblock %}",
        "{% call m() %}{% endcall %}",
        "{%",
        "{{",
        "{#",
        "%}",
        "\u{0}",
    ] {
        bombs.push(body.to_owned());
    }
    bombs
}

#[test]
fn template_bombs_end_in_the_child_and_their_authors_are_told() {
    let filler = TemplateFiller::with(Worker::of(binary()));
    let bombs = bombs();
    assert!(bombs.len() >= 120, "{} bombs", bombs.len());
    let context = json!({ "title": "Case Manager", "facts": {} });
    let mut refused = 0;
    for bomb in &bombs {
        let start: String = bomb.chars().take(60).collect();
        match filler.fill(&own(bomb), &context) {
            Ok(filled) => {
                let all: String = filled.into_values().collect();
                assert!(all.len() <= 1024 * 1024, "{start}: {} bytes", all.len());
                assert!(!all.contains("root:"), "{start}");
            }
            Err(fault) => {
                refused += 1;
                assert!(fault.message.len() > 5 && !fault.message.contains("could not be started"), "{start}: {fault}");
            }
        }
    }
    assert!(refused > bombs.len() / 2, "{refused} of {} were refused", bombs.len());
    // The service is still there, and so are its workers.
    assert_eq!(filler.fill(&own("{{ title }}"), &context).unwrap()["all"], "Case Manager");
}

#[test]
fn a_template_that_is_too_long_is_refused_before_anything_is_done_with_it() {
    let filler = TemplateFiller::with(Worker::of(binary()));
    let fault = filler.fill(&own(&"x".repeat(LONGEST_TEMPLATE)), &json!({})).unwrap_err();
    assert_eq!(fault.message, "it is longer than 16 kB");
}

#[test]
fn a_template_of_ones_own_makes_the_posting_that_the_programs_own_would_make() {
    let filler = TemplateFiller::with(Worker::of(binary()));
    let mut template = super::template("full-announcement");
    let particulars = super::examples(&template);
    let sources = super::sources("mission/family-success-coach");
    let here = super::made(&sources, &template, &particulars, &Default::default()).unwrap();
    template.shipped = false;
    let there = rolebook::app::post::compose_posting(
        &sources,
        &template,
        &particulars,
        &Default::default(),
        &|own, context| filler.fill(own, context),
    );
    assert_eq!(there.unwrap(), here);
}
