//! What stands around the chapters of a book: settings, cover, contents, colophon (奥付).

use super::{code::Code, manuscript::chapter_path};
use crate::{
    compose::Book,
    model::{Cover, Matter, Numerals, Site},
};

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

/// The file that a book begins with, up to its last chapter; `matters` says for each chapter where it stands.
pub fn main(site: &Site, book: &Book, matters: &[Matter]) -> Code {
    let mut code = book_code(site, book);
    if book.printing.cover == Cover::Inside {
        code.line(None);
        cover(&mut code, site, book);
    }
    code.line(None);
    half_title(&mut code, site, book);
    include(&mut code, matters, Matter::Front);
    code.line(None);
    code.push("#md.contents(");
    for list in &book.printing.lists {
        code.string(list.as_str());
        code.push(", ");
    }
    code.push(")");
    if book.printing.front == Numerals::Roman {
        code.line(None);
        code.push("#show: md.numbered-anew");
    }
    include(&mut code, matters, Matter::Main);
    if matters.contains(&Matter::Appendix) {
        code.line(None);
        code.push("#md.appendix()");
        include(&mut code, matters, Matter::Appendix);
    }
    code
}

/// What a book ends with.
pub fn end(code: &mut Code, site: &Site, book: &Book) {
    code.line(None);
    colophon(code, site, book);
}

/// The file of a cover that is no part of its book.
pub fn cover_apart(site: &Site, book: &Book) -> Code {
    let mut code = book_code(site, book);
    code.line(None);
    cover(&mut code, site, book);
    code
}

/// What all pages have.
fn book_code(site: &Site, book: &Book) -> Code {
    let printing = &book.printing;
    let mut code = Code::importing("/print/theme.typ");
    code.line(Some(&book.span));
    code.push("#show: md.book.with(");
    code.named("title", &book.title);
    code.named("author", &site.config.publisher.name);
    code.named("summary", book.summary.as_deref().unwrap_or(&book.title));
    let (width, height) = printing.paper.size();
    code.number(format_args!("size: ({width}, {height}), "));
    code.number(format_args!(
        "margins: ({}, {}, {}, {}), ",
        printing.top, printing.bottom, printing.inside, printing.outside
    ));
    code.number(format_args!(
        "bleed: {}, marks: {}, ",
        printing.bleed, printing.marks
    ));
    code.push(match printing.front {
        Numerals::Arabic => "front: \"1\")",
        Numerals::Roman => "front: \"i\")",
    });
    code
}

fn include(code: &mut Code, matters: &[Matter], wanted: Matter) {
    for (number, matter) in (1..).zip(matters) {
        if *matter == wanted {
            code.line(None);
            code.push("#include ");
            code.string(&format!("/{}", chapter_path(number)));
        }
    }
}

fn half_title(code: &mut Code, site: &Site, book: &Book) {
    code.push("#md.half-title(");
    code.named("title", &book.title);
    if let Some(subtitle) = &book.subtitle {
        code.named("subtitle", subtitle);
    }
    code.named("year", &book.year_label);
    code.named("publisher", &site.config.publisher.name);
    code.push(")");
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
    code.number(format_args!("multiple: {}, ", book.printing.multiple));
    let facts = [
        ("year", Some(&book.year_label)),
        ("issued", Some(&book.issued_label)),
        ("publisher", Some(&name)),
        ("address", publisher.address.as_ref()),
        ("contact", publisher.contact.as_ref()),
        ("registration", book.registration.as_ref()),
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
