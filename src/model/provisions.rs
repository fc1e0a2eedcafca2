//! Walking through a regulation: every provision in reading order, with its name for links.

use unicode_normalization::UnicodeNormalization;

use crate::model::{Form, Mark, Provision, Regulation};

/// What a provision is in its regulation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A chapter: its articles are counted on from the chapter before.
    Chapter,
    Article,
    /// A paragraph (項) of an article; the first is the text of the article itself.
    Paragraph,
    Item,
}

/// A provision where it stands.
#[derive(Debug, Clone)]
pub struct Place<'a> {
    /// Its name in links: `9`, `9-1`, `9-1-2`, `2-2-ア-キ`, `別紙2-1`.
    pub name: String,
    pub role: Role,
    pub provision: &'a Provision,
    /// How many provisions stand around it.
    pub depth: usize,
    /// How many of its siblings stand before it.
    pub before: usize,
}

impl<'a> Place<'a> {
    /// The words that stand here; those of an article are its first paragraph.
    pub fn text(&self) -> Option<&'a crate::source::Spanned<String>> {
        let own = self.role != Role::Article;
        self.provision.text.as_ref().filter(|_| own)
    }
}

impl Regulation {
    /// All provisions of the body, then those of the annexes.
    pub fn places(&self) -> Vec<Place<'_>> {
        let mut places = Vec::new();
        self.walk(&self.body, "", 0, &mut places);
        for attachment in self.forms.iter().chain(&self.attachments) {
            self.walk(&attachment.body, &attachment.name(), 0, &mut places);
        }
        places
    }

    /// Whether something of the regulation is called so in links.
    pub fn has(&self, name: &str) -> bool {
        let attachments = self.forms.iter().chain(&self.attachments);
        self.places().iter().any(|place| place.name == name)
            || attachments.into_iter().any(|a| a.name() == name)
    }

    /// What a provision is, by its mark.
    pub fn role(&self, provision: &Provision) -> Role {
        let mark = provision.num.as_ref();
        match mark.and_then(|num| Mark::parse(num, self.style)) {
            Some(mark) if mark.form == Form::Article => Role::Article,
            Some(mark) if mark.form == Form::Chapter => Role::Chapter,
            _ => Role::Item,
        }
    }

    fn walk<'a>(
        &self,
        provisions: &'a [Provision],
        above: &str,
        depth: usize,
        places: &mut Vec<Place<'a>>,
    ) {
        for (before, provision) in provisions.iter().enumerate() {
            let role = self.role(provision);
            let name = self.name_of(provision, role, above, before);
            places.push(Place {
                name: name.clone(),
                role,
                provision,
                depth,
                before,
            });
            match role {
                Role::Chapter => self.walk(&provision.children, "", depth + 1, places),
                Role::Article => self.article(provision, &name, depth + 1, places),
                _ => self.walk(&provision.children, &name, depth + 1, places),
            }
        }
    }

    fn article<'a>(
        &self,
        article: &'a Provision,
        above: &str,
        depth: usize,
        places: &mut Vec<Place<'a>>,
    ) {
        let own = article.text.is_some() || !article.children.is_empty();
        let rest = article.paragraphs.iter();
        for (before, provision) in own.then_some(article).into_iter().chain(rest).enumerate() {
            let name = match std::ptr::eq(provision, article) {
                true => below(above, "1"),
                false => self.name_of(provision, Role::Paragraph, above, before),
            };
            places.push(Place {
                name: name.clone(),
                role: Role::Paragraph,
                provision,
                depth,
                before,
            });
            self.walk(&provision.children, &name, depth + 1, places);
        }
    }

    /// The name of a provision below another: of its mark, or of its place among its siblings.
    /// Articles are numbered through the whole regulation, whatever chapter they stand in.
    pub fn name_of(&self, provision: &Provision, role: Role, above: &str, before: usize) -> String {
        let mark = provision.num.as_ref();
        let mark = mark.and_then(|num| Mark::parse(num, self.style));
        let name = mark.map_or_else(|| (before + 1).to_string(), Mark::name);
        match role {
            Role::Chapter | Role::Article => name,
            _ => below(above, &name),
        }
    }

    /// What a provision is called in a sentence: 第9条第1項第2号, 2(2)ア.
    pub fn called(&self, name: &str) -> String {
        let places = self.places();
        let mut words = String::new();
        for place in &places {
            let around = name.strip_prefix(place.name.as_str());
            if !around.is_some_and(|rest| rest.is_empty() || rest.starts_with('-')) {
                continue;
            }
            let num = place.provision.num.as_ref().map_or("", |num| num.as_str());
            match place.role {
                Role::Chapter => {}
                Role::Paragraph if place.before == 0 => {}
                Role::Paragraph => words.push_str(&format!("第{}項", num.trim())),
                Role::Article | Role::Item => words.push_str(num),
            }
        }
        if words.is_empty() {
            name.to_owned()
        } else {
            words
        }
    }

    /// The provisions whose text has some words, whatever width their characters have.
    pub fn citing(&self, words: &str) -> Vec<Place<'_>> {
        let wanted = normal(words);
        // 第1号様式 is not 第1号様式別紙.
        let cites = |place: &Place<'_>| {
            let text = place.text().map(|text| normal(text)).unwrap_or_default();
            let mut found = text.match_indices(&wanted);
            found.any(|(at, _)| !text[at + wanted.len()..].starts_with("別紙"))
        };
        self.places().into_iter().filter(cites).collect()
    }
}

impl crate::model::Attachment {
    /// Whether its file is shown, and not only linked.
    pub fn is_picture(&self) -> bool {
        let pictures = [".svg", ".png", ".jpg", ".jpeg", ".webp"];
        let file = self.file.as_ref();
        file.is_some_and(|file| pictures.iter().any(|end| file.ends_with(end)))
    }

    /// Its name in links: 第1号様式, 別紙2.
    pub fn name(&self) -> String {
        let text = self.number.nfkc();
        text.filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')'))
            .collect()
    }
}

/// Words without blanks, in the narrow characters where there are two widths.
fn normal(words: &str) -> String {
    words.nfkc().filter(|c| !c.is_whitespace()).collect()
}

fn below(above: &str, name: &str) -> String {
    match above {
        "" => name.to_owned(),
        above => format!("{above}-{name}"),
    }
}
