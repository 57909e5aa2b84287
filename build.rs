//! Puts the page templates into the program. A template that can't be parsed fails the build.

fn main() {
    minijinja_embed::embed_templates!("templates/web", &[".j2"]);
}
