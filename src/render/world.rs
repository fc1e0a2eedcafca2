//! The files and fonts that Typst sees, all of them in memory: no disk, no packages, no network, no clock.

use std::{collections::HashMap, ops::Range, sync::Arc};

use typst::{
    Feature, Library, LibraryExt, World, WorldExt, comemo,
    diag::{FileError, FileResult, Severity, SourceDiagnostic},
    foundations::{Bytes, Datetime, Duration, Smart},
    syntax::{
        self, DiagSpan, FileId, RootedPath, Source, SyntaxKind as Kind, SyntaxNode, VirtualPath,
        VirtualRoot,
    },
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::model::Date;

mod overflow;

use overflow::spoilt;
pub use overflow::{MARK, Overflow, Spoilt};

/// Typst's library and the fonts of a theme: parsed once, used by every book.
#[derive(Clone)]
pub struct Shelf(Arc<Stock>);

struct Stock {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

impl Shelf {
    /// The fonts of a theme, in the order of their names.
    pub fn new<'a>(files: impl IntoIterator<Item = &'a Arc<[u8]>>) -> Self {
        let fonts: Vec<Font> = files
            .into_iter()
            .flat_map(|file| Font::iter(Bytes::new(Arc::clone(file))))
            .collect();
        let features = [Feature::A11yExtras].into_iter().collect();
        Self(Arc::new(Stock {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
        }))
    }

    /// Every character that some font can show.
    pub fn characters(&self) -> Vec<u32> {
        let fonts = self.0.fonts.iter();
        let mut all: Vec<u32> = fonts.flat_map(|f| f.info().coverage.iter()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// The files of one book.
pub struct Files {
    shelf: Shelf,
    main: FileId,
    // Looked up, never walked.
    sources: HashMap<FileId, Source>,
    pictures: HashMap<FileId, Bytes>,
}

impl Files {
    /// A book that begins with the file `main`.
    pub fn new(shelf: &Shelf, main: &str) -> Self {
        Self {
            shelf: shelf.clone(),
            main: id(main),
            sources: HashMap::new(),
            pictures: HashMap::new(),
        }
    }

    /// Adds a file of Typst code.
    pub fn add(&mut self, path: &str, text: String) {
        let id = id(path);
        self.sources.insert(id, Source::new(id, text));
    }

    /// Adds a picture.
    pub fn add_picture(&mut self, path: &str, bytes: impl AsRef<[u8]> + Send + Sync + 'static) {
        self.pictures.insert(id(path), Bytes::new(bytes));
    }

    fn problem(&self, found: &SourceDiagnostic) -> Problem {
        let calls = found.trace.iter().map(|call| DiagSpan::from(call.span));
        let places = std::iter::once(found.span).chain(calls);
        Problem {
            fatal: found.severity == Severity::Error,
            message: found.message.to_string(),
            hints: found.hints.iter().map(|h| h.v.to_string()).collect(),
            places: places.filter_map(|span| self.place(span)).collect(),
        }
    }

    fn place(&self, span: DiagSpan) -> Option<Place> {
        let path = span.id()?.vpath().get_without_slash().to_owned();
        let bytes = self.range(span)?;
        Some(Place { path, bytes })
    }
}

impl World for Files {
    fn library(&self) -> &LazyHash<Library> {
        &self.shelf.0.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shelf.0.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.pictures.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shelf.0.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("paths of books are made from letters and slashes");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}

/// What Typst says about a file.
#[derive(Debug)]
pub struct Problem {
    pub fatal: bool,
    pub message: String,
    pub hints: Vec<String>,
    /// Where it was found, then the calls that led there.
    pub places: Vec<Place>,
}

/// A stretch of a file of the book.
#[derive(Debug)]
pub struct Place {
    pub path: String,
    pub bytes: Range<usize>,
}

/// A book as it comes from Typst.
#[derive(Debug)]
pub struct Typeset {
    pub pdf: Vec<u8>,
    pub pages: usize,
    pub spoilt: Vec<Spoilt>,
}

/// Sets a book and writes it as PDF/A-2a and PDF/UA-1 at once. The same files give the same bytes:
/// the name `ident` and the day of issue stand where PDF wants an identifier and a time.
pub fn typeset(files: &Files, ident: &str, issued: Date) -> (Option<Typeset>, Vec<Problem>) {
    let result = typst::compile::<PagedDocument>(files);
    let mut problems: Vec<Problem> = result.warnings.iter().map(|w| files.problem(w)).collect();
    let made = result.output.and_then(|document| {
        let pdf = typst_pdf::pdf(&document, &options(ident, issued))?;
        let pages = document.pages().len();
        let spoilt = spoilt(&document);
        Ok(Typeset { pdf, pages, spoilt })
    });
    match made {
        Ok(typeset) => (Some(typeset), problems),
        Err(errors) => {
            problems.extend(errors.iter().map(|error| files.problem(error)));
            (None, problems)
        }
    }
}

/// Whether Typst can show a picture; if not, why.
pub fn show(shelf: &Shelf, name: &str, bytes: &Arc<[u8]>) -> Result<(), String> {
    let ending = name.rsplit_once('.').map_or("png", |(_, ending)| ending);
    let path = format!("/picture.{}", ending.to_ascii_lowercase());
    let mut files = Files::new(shelf, "/picture.typ");
    files.add("/picture.typ", format!("#image({path:?})"));
    files.add_picture(&path, Arc::clone(bytes));
    match typst::compile::<PagedDocument>(&files).output {
        Ok(_) => Ok(()),
        Err(errors) => Err(errors[0].message.to_string()),
    }
}

/// Lets go of what Typst remembers from earlier books and has not used of late.
pub fn forget() {
    comemo::evict(4);
}

fn options(ident: &str, issued: Date) -> PdfOptions {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .expect("the two standards can be kept together");
    let day = Datetime::from_ymd(issued.year, issued.month, issued.day)
        .and_then(|_| Datetime::from_ymd_hms(issued.year, issued.month, issued.day, 0, 0, 0));
    PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some("yearbook".to_owned())),
        timestamp: day.map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    }
}

/// Whether `code` is a sequence of statements `#…` that import, include, show and call functions of
/// the theme with literals, and nothing else: no text of an author can become code.
pub fn only_calls(code: &str) -> Result<(), String> {
    fn walk(node: &SyntaxNode) -> Result<(), String> {
        let allowed = match node.kind() {
            Kind::FieldAccess => node.full_text().starts_with("md."),
            Kind::FuncCall => {
                let function = node.children().next();
                function.is_some_and(|f| f.kind() == Kind::FieldAccess)
            }
            kind => STATEMENTS.contains(&kind) || LITERALS.contains(&kind),
        };
        if !allowed {
            return Err(format!("{:?}: {}", node.kind(), node.full_text()));
        }
        node.children().try_for_each(walk)
    }
    walk(&syntax::parse(code))
}

const STATEMENTS: [Kind; 10] = [
    Kind::Markup,
    Kind::Hash,
    Kind::Space,
    Kind::ModuleImport,
    Kind::Import,
    Kind::As,
    Kind::ModuleInclude,
    Kind::Include,
    Kind::ShowRule,
    Kind::Show,
];

const LITERALS: [Kind; 15] = [
    Kind::Str,
    Kind::Int,
    Kind::Float,
    Kind::Bool,
    Kind::None,
    Kind::Array,
    Kind::Args,
    Kind::Named,
    Kind::Ident,
    Kind::Dot,
    Kind::Colon,
    Kind::Comma,
    Kind::LeftParen,
    Kind::RightParen,
    Kind::Parbreak,
];
