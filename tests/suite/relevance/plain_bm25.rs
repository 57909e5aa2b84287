//! What search is measured against: each role, or each passage, as one text, ranked by BM25 and nothing else.

use std::path::Path;

use rolebook::catalog::files::FileStore;
use rolebook::catalog::store::CatalogStore as _;
use rolebook::search::document::{SearchDocument, Surroundings};
use rolebook::search::request::Find;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{IndexRecordOption, STORED, STRING, Schema, TEXT, Value as _};
use tantivy::{Index, TantivyDocument, Term, doc};

/// Two plain indexes: of roles, and of passages.
pub(super) struct PlainBm25 {
    roles: Index,
    duties: Index,
    passages: Index,
}

fn schema() -> Schema {
    let mut builder = Schema::builder();
    builder.add_text_field("name", STRING | STORED);
    builder.add_text_field("text", TEXT);
    builder.build()
}

fn index(texts: &[(String, String)]) -> Index {
    let index = Index::create_in_ram(schema());
    let (name, text) = (index.schema().get_field("name").unwrap(), index.schema().get_field("text").unwrap());
    let mut writer = index.writer_with_num_threads(1, 16_000_000).unwrap();
    for (id, words) in texts {
        writer.add_document(doc!(name => id.as_str(), text => words.as_str())).unwrap();
    }
    writer.commit().unwrap();
    index
}

impl PlainBm25 {
    pub(super) fn of_catalog(folder: &Path) -> Self {
        let snapshot = FileStore::open(folder).unwrap().snapshot().unwrap();
        let (mut roles, mut duties, mut passages) = (Vec::new(), Vec::new(), Vec::new());
        for (id, history) in &snapshot.roles {
            let organisation = &snapshot.organisations[&id.organisation().parse().unwrap()];
            let surroundings =
                Surroundings { organisation: &organisation.name.to_plain(), activities: &|_, _, _| Vec::new() };
            let documents = SearchDocument::of_history(history, 0, surroundings);
            let document = documents.iter().max_by_key(|document| document.from).unwrap();
            let texts: Vec<&str> = document.passages.iter().map(|passage| passage.text.as_str()).collect();
            roles.push((id.to_string(), texts.join("\n")));
            for passage in &document.passages {
                if let Some(item) = &passage.item {
                    let entry = (format!("{id}#{item}"), passage.text.clone());
                    if passage.is_duty() {
                        duties.push(entry.clone());
                    }
                    passages.push(entry);
                }
            }
        }
        Self { roles: index(&roles), duties: index(&duties), passages: index(&passages) }
    }

    /// The ten best for any of the words.
    pub(super) fn asked(&self, query: &str, find: Find) -> Vec<String> {
        let index = match find {
            Find::Roles => &self.roles,
            Find::Duties => &self.duties,
            Find::Passages => &self.passages,
        };
        let (name, text) = (index.schema().get_field("name").unwrap(), index.schema().get_field("text").unwrap());
        let mut analyzer = index.tokenizers().get("default").unwrap();
        let mut stream = analyzer.token_stream(query);
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        while stream.advance() {
            let term = Term::from_field_text(text, &stream.token().text);
            clauses.push((Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))));
        }
        let searcher = index.reader().unwrap().searcher();
        let found = searcher.search(&BooleanQuery::new(clauses), &TopDocs::with_limit(10).order_by_score()).unwrap();
        let id = |address| {
            let document: TantivyDocument = searcher.doc(address).unwrap();
            document.get_first(name).and_then(|value| value.as_str().map(str::to_owned)).unwrap()
        };
        found.into_iter().map(|(_, address)| id(address)).collect()
    }
}
