//! `yearbook` compiles a programme's YAML data and Markdown narratives into a searchable static
//! site and a print-ready report.
//!
//! Data flows one way, and every stage returns what it could make and what it found:
//!
//! ```text
//! files ─ load ─▶ Site ─ check ─▶ Site ─ compose ─▶ Pages ─ render ─▶ Outputs ─ write ─▶ disk
//! ```
//!
//! Only `load` reads files and only `write` writes them; everything between is a function from
//! values to values.

pub mod check;
pub mod cli;
pub mod compose;
pub mod compress;
pub mod diagnostic;
pub mod document;
pub mod load;
pub mod make;
pub mod markdown;
pub mod model;
pub mod outputs;
pub mod render;
pub mod route;
pub mod serve;
pub mod source;
pub mod write;
