//! The nouns of the field, one file each: what a site says, checked for shape but not yet for sense.
//!
//! Everything here is a value. Nothing here reads files, knows YAML or knows a renderer.

mod amount;
mod area;
mod case;
mod config;
mod consent;
mod council;
mod faces;
mod id;
mod mark;
mod measure;
mod meeting;
mod organization;
mod own;
mod page;
mod plan;
mod print;
mod program;
mod provisions;
mod records;
mod regulation;
mod severities;
mod site;
mod state;
mod survey;
mod tally;
mod term;
mod training;
mod tree;
mod vocabulary;
mod waivers;
mod word;
mod year;

pub use amount::{Amount, Missing, Number, Of, Value};
pub use area::{Area, Municipality, Tile};
pub use case::{Case, Cost, Nature, Outcome, Person, Step, Telling, Work};
pub use config::{
    Chapter, Config, Furigana, Matter, PastEdition, Publication, Publisher, Series, SmallMode,
    SmallNumbers, YearStyle,
};
pub use consent::{Consent, ConsentState, Deidentification, Scope, ThirdParty};
pub use council::{Absent, AreaCount, Council, Total};
pub use faces::{Face, Faces};
pub use id::Id;
pub use mark::{Form, Mark, Style};
pub use measure::{Indicator, Measure, Move, Part, SeriesBreak, Status, UnitCost};
pub use meeting::Meeting;
pub use organization::{FormerName, Organization};
pub use own::{Field, FieldName, FieldType, OwnCollection, OwnField, OwnRecord, Shape};
pub use page::{FrontMatter, Narrative, PLAIN};
pub use plan::{Per, Plan};
pub use print::{
    Colours, Cover, Length, ListOf, Margins, Multiple, Numerals, Paper, Print, Printing,
};
pub use program::{Component, Program};
pub use provisions::{Place, Role};
pub use records::{BuiltIn, Collection, Record, Records};
pub use regulation::{
    Act, Amendment, Attachment, Provision, Regulation, RegulationKind, Supplement,
};
pub use severities::{Grade, Severities};
pub use site::{Asset, Site, Theme};
pub use state::State;
pub use survey::{Answer, AnswerForm, CodedAnswer, Survey, SurveyQuestion, SurveyQuote};
pub use tally::Tally;
pub use term::Term;
pub use training::{Day, Run, Subject, Training};
pub use tree::{Node, Tree};
pub use vocabulary::{Label, Vocabulary, VocabularyValue};
pub use waivers::Waivers;
pub use word::Word;
pub use year::{Date, FiscalYear};
