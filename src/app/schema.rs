//! The JSON Schema of a role as `show --json` and the API hand it out.

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::show::RoleRecord;

/// The schema, JSON Schema 2020-12.
pub fn role_schema() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = SchemaGenerator::new(settings).into_root_schema_for::<RoleRecord>().to_value();
    if let Some(fields) = schema.as_object_mut() {
        fields.insert("title".to_owned(), Value::String("Rolebook role".to_owned()));
    }
    schema
}
