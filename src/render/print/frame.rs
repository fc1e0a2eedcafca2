//! What stands around the chapters of a book: settings, cover, contents, colophon (奥付).

use crate::{compose::Book, model::Site, render::print::code::Code};

/// The language and the words that the site itself gives to print.
pub fn settings(site: &Site) -> Code {
    let language = site.config.language.value.as_str();
    let mut code = Code::default();
    code.push("#let language = ");
    code.string(language);
    code.line(None);
    code.push("#let region = ");
    code.string(if language == "ja" { "JP" } else { "GB" });
    code.line(None);
    code.push("#let own = (: ");
    for (key, word) in &site.theme.words {
        if let Some(key) = key.strip_prefix("print.") {
            code.string(key);
            code.push(": ");
            code.string(word);
            code.push(", ");
        }
    }
    code.push(")");
    code
}

/// The file that a book begins with.
pub fn main<'a>(site: &Site, book: &Book, chapters: impl Iterator<Item = &'a String>) -> Code {
    let mut code = Code::importing("/print/theme.typ");
    code.line(Some(&book.span));
    code.push("#show: md.book.with(");
    code.named("title", &book.title);
    code.named("author", &site.config.publisher.name);
    code.named("summary", book.summary.as_deref().unwrap_or(&book.title));
    code.push(")");
    code.line(None);
    cover(&mut code, site, book);
    code.line(None);
    code.push("#md.contents()");
    for chapter in chapters {
        code.line(None);
        code.push("#include ");
        code.string(&format!("/{chapter}"));
    }
    code.line(None);
    colophon(&mut code, site, book);
    code
}

fn cover(code: &mut Code, site: &Site, book: &Book) {
    code.push("#md.cover(");
    code.named("year", &book.year_label);
    code.named("title", &book.title);
    if let Some(subtitle) = &book.subtitle {
        code.named("subtitle", subtitle);
    }
    if let Some(edition) = book.edition {
        code.push("edition: ");
        code.number(format_args!("{edition}, "));
    }
    code.named("issued", &book.issued_label);
    code.named("publisher", &site.config.publisher.name);
    if let Some(division) = &site.config.publisher.division {
        code.named("division", division);
    }
    code.push(")");
}

fn colophon(code: &mut Code, site: &Site, book: &Book) {
    let publisher = &site.config.publisher;
    let name = match &publisher.division {
        Some(division) => format!("{}　{division}", publisher.name),
        None => publisher.name.clone(),
    };
    code.push("#md.colophon(");
    code.named("title", &book.title);
    if let Some(subtitle) = &book.subtitle {
        code.named("subtitle", subtitle);
    }
    if let Some(edition) = book.edition {
        code.push("edition: ");
        code.number(format_args!("{edition}, "));
    }
    let facts = [
        ("year", Some(&book.year_label)),
        ("issued", Some(&book.issued_label)),
        ("publisher", Some(&name)),
        ("address", publisher.address.as_ref()),
        ("contact", publisher.contact.as_ref()),
        ("licence", publisher.licence.as_ref()),
    ];
    for (word, fact) in facts {
        if let Some(fact) = fact {
            code.push("(\"");
            code.push(word);
            code.push("\", ");
            code.string(fact);
            code.push("), ");
        }
    }
    code.push(")");
}
