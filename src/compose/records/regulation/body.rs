//! The provisions of a regulation as headings and clauses, with their references as links.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::{
    compose::{routes, writing::paragraphs},
    document::{Block, BlockKind, Clause, Figure, Heading, Inline, Link, Target, one_line, text},
    model::{Attachment, Collection, Provision, Regulation, Role, Site},
    route::Route,
    source::{Span, Spanned},
};

/// The text of a regulation on its way to blocks.
pub(super) struct Body<'a> {
    site: &'a Site,
    regulation: &'a Regulation,
    /// Names that stand on the page already; one that comes again stays without.
    named: RefCell<BTreeSet<String>>,
}

impl<'a> Body<'a> {
    pub fn of(site: &'a Site, regulation: &'a Regulation) -> Self {
        Self {
            site,
            regulation,
            named: RefCell::new(BTreeSet::new()),
        }
    }

    /// What stands before the 附則.
    pub fn blocks(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        if let Some(preamble) = &self.regulation.preamble {
            blocks.extend(paragraphs(preamble).map(|words| paragraph(text(words), &preamble.span)));
        }
        self.top(&self.regulation.body, "", 2, &mut blocks);
        blocks
    }

    /// The annexes, each under its number.
    pub fn annexes(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for annex in &self.regulation.attachments {
            let words = [
                Some(annex.number.as_str()),
                annex.title.as_ref().map(|t| t.as_str()),
            ];
            let words: Vec<&str> = words.into_iter().flatten().collect();
            let span = &annex.number.span;
            blocks.push(self.heading(2, &annex.name(), text(words.join("　")), span));
            self.annex(annex, &mut blocks);
        }
        blocks
    }

    fn annex(&self, annex: &Attachment, blocks: &mut Vec<Block>) {
        let span = &annex.number.span;
        if let Some(words) = &annex.text {
            blocks
                .extend(paragraphs(words).map(|words| paragraph(text(words), &words_span(annex))));
        }
        if let Some(file) = &annex.file {
            blocks.push(self.file(annex, file));
        } else if let Some(reason) = &annex.missing {
            blocks.push(paragraph(text(reason), span));
        }
        self.top(&annex.body, &annex.name(), 3, blocks);
    }

    /// A picture as a figure, another file as a link.
    fn file(&self, annex: &Attachment, file: &Spanned<String>) -> Block {
        let asset = Route::new(file);
        let title = annex.title.as_ref().unwrap_or(&annex.number);
        let kind = match annex.is_picture() {
            true => BlockKind::Figure(Figure {
                id: format!("figure-{}", annex.name()),
                asset,
                alt: title.value.clone(),
                caption: text(title.as_str()),
            }),
            false => BlockKind::Paragraph(vec![Inline::Link(Link {
                target: Target::Asset(asset),
                content: text(self.site.theme.word("regulation.file")),
                span: file.span.clone(),
            })]),
        };
        Block {
            kind,
            span: file.span.clone(),
        }
    }

    /// Chapters, articles and sections are headings; what is below them hangs behind its number.
    fn top(&self, provisions: &[Provision], above: &str, level: u8, blocks: &mut Vec<Block>) {
        for (before, provision) in provisions.iter().enumerate() {
            let role = self.regulation.role(provision);
            let name = self.regulation.name_of(provision, role, above, before);
            let span = place(provision, self.regulation);
            blocks.push(self.heading(level, &name, head(provision, role), &span));
            match role {
                Role::Chapter => self.top(&provision.children, "", level + 1, blocks),
                Role::Article => blocks.push(self.paragraphs_of(provision, &name)),
                _ => {
                    self.words(provision, blocks);
                    self.nested(&provision.children, &name, blocks);
                }
            }
        }
    }

    /// The paragraphs (項) of an article; the first prints no number.
    fn paragraphs_of(&self, article: &Provision, above: &str) -> Block {
        let own = article.text.is_some() || !article.children.is_empty();
        let all = own
            .then_some(article)
            .into_iter()
            .chain(&article.paragraphs);
        let clauses = all.enumerate().map(|(before, provision)| {
            let first = std::ptr::eq(provision, article);
            let name = match first {
                true => format!("{above}-1"),
                false => self
                    .regulation
                    .name_of(provision, Role::Paragraph, above, before),
            };
            let num = provision.num.as_ref().filter(|_| !first);
            self.clause(provision, num.map_or("", |num| num), name)
        });
        Block {
            kind: BlockKind::Clauses(clauses.collect()),
            span: place(article, self.regulation),
        }
    }

    fn nested(&self, provisions: &[Provision], above: &str, blocks: &mut Vec<Block>) {
        let Some(first) = provisions.first() else {
            return;
        };
        let clauses = provisions.iter().enumerate().map(|(before, provision)| {
            let name = self
                .regulation
                .name_of(provision, Role::Item, above, before);
            self.clause(
                provision,
                provision.num.as_ref().map_or("", |num| num),
                name,
            )
        });
        blocks.push(Block {
            kind: BlockKind::Clauses(clauses.collect()),
            span: place(first, self.regulation),
        });
    }

    fn clause(&self, provision: &Provision, num: &str, name: String) -> Clause {
        let mut blocks = Vec::new();
        let item = provision.paragraphs.is_empty();
        if let Some(title) = provision.title.as_ref().filter(|_| item) {
            blocks.push(paragraph(
                vec![Inline::Strong(text(title.as_str()))],
                &title.span,
            ));
        }
        self.words(provision, &mut blocks);
        self.nested(&provision.children, &name, &mut blocks);
        Clause {
            id: self.once(&name),
            num: num.to_owned(),
            blocks,
        }
    }

    fn words(&self, provision: &Provision, blocks: &mut Vec<Block>) {
        let Some(words) = &provision.text else {
            return;
        };
        for part in paragraphs(words) {
            blocks.push(paragraph(self.linked(&part, provision), &words.span));
        }
    }

    /// The words of a text, with those that `refs` names as links.
    fn linked(&self, words: &str, provision: &Provision) -> Vec<Inline> {
        let mut inlines = Vec::new();
        let mut rest = words;
        loop {
            let named = provision.refs.iter().filter_map(|(shown, to)| {
                let shown = one_line(shown);
                Some((rest.find(&shown)?, shown, to))
            });
            // Of two that begin at one place the longer is meant: 第9条第1項, not 第9条.
            let first = named.min_by_key(|(at, shown, _)| (*at, std::cmp::Reverse(shown.len())));
            let Some((at, shown, to)) = first.filter(|(_, shown, _)| !shown.is_empty()) else {
                break;
            };
            inlines.extend((at > 0).then(|| Inline::Text(rest[..at].to_owned())));
            rest = &rest[at + shown.len()..];
            inlines.push(match self.target(to) {
                Some(target) => Inline::Link(Link {
                    target,
                    content: text(shown),
                    span: to.span.clone(),
                }),
                None => Inline::Text(shown),
            });
        }
        inlines.extend((!rest.is_empty()).then(|| Inline::Text(rest.to_owned())));
        inlines
    }

    /// Where a reference leads; Acts of others have no page.
    fn target(&self, to: &str) -> Option<Target> {
        let (id, name) = to.split_once('#').unwrap_or((to, ""));
        let other = match id {
            "" => self.regulation,
            id => self.site.regulations.get(id)?,
        };
        let (route, _) = routes::record(Collection::Regulations, &other.id)?;
        let anchor = (!name.is_empty() && other.has(name)).then(|| name.to_owned());
        Some(Target::Page { route, anchor })
    }

    fn heading(&self, level: u8, id: &str, content: Vec<Inline>, span: &Span) -> Block {
        Block {
            kind: BlockKind::Heading(Heading {
                level,
                id: self.once(id),
                content,
            }),
            span: span.clone(),
        }
    }

    fn once(&self, name: &str) -> String {
        let new = self.named.borrow_mut().insert(name.to_owned());
        if new { name.to_owned() } else { String::new() }
    }
}

/// 第1条（目的）, 1　目的
fn head(provision: &Provision, role: Role) -> Vec<Inline> {
    let num = provision.num.as_ref().map_or("", |num| num.as_str());
    let title = provision.caption.as_ref().or(provision.title.as_ref());
    let title = title.map_or("", |title| title.as_str());
    text(match (num, title, role) {
        (num, "", _) => num.to_owned(),
        ("", title, _) => title.to_owned(),
        (num, caption, Role::Article) => format!("{num}（{caption}）"),
        (num, title, _) => format!("{num}　{title}"),
    })
}

fn paragraph(content: Vec<Inline>, span: &Span) -> Block {
    Block {
        kind: BlockKind::Paragraph(content),
        span: span.clone(),
    }
}

/// Where a provision stands in its file.
fn place(provision: &Provision, regulation: &Regulation) -> Span {
    let fields = [&provision.num, &provision.title, &provision.text];
    let first = fields.into_iter().flatten().next();
    first.map_or_else(|| regulation.id.span.clone(), |field| field.span.clone())
}

fn words_span(annex: &Attachment) -> Span {
    let words = annex.text.as_ref().unwrap_or(&annex.number);
    words.span.clone()
}
