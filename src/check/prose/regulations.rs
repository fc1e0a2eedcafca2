//! The texts of regulations, each at its own place in the file.

use super::Text;
use crate::{
    model::{Attachment, Regulation, Site},
    source::Spanned,
};

pub(super) fn texts<'a>(site: &'a Site, texts: &mut Vec<Text<'a>>) {
    for regulation in site.regulations.iter() {
        let spanned = spanned(regulation);
        let texts_of = spanned.into_iter();
        texts.extend(texts_of.map(|words| Text::of(words, &words.span, &regulation.waive)));
    }
}

fn spanned(regulation: &Regulation) -> Vec<&Spanned<String>> {
    let mut all = vec![&regulation.title];
    all.extend(&regulation.number);
    all.extend(&regulation.preamble);
    all.extend(
        regulation
            .amendments
            .iter()
            .filter_map(|a| a.number.as_ref()),
    );
    for place in regulation.places() {
        // An article and its first paragraph are one record: its words are read once.
        let heads = [&place.provision.caption, &place.provision.title];
        let head = heads.into_iter().flatten();
        all.extend(head.filter(|_| place.role != crate::model::Role::Paragraph));
        all.extend(place.text());
    }
    all.extend(regulation.supplements.iter().map(|s| &s.text));
    let attachments = regulation.forms.iter().chain(&regulation.attachments);
    all.extend(attachments.flat_map(attached));
    all
}

fn attached(attachment: &Attachment) -> impl Iterator<Item = &Spanned<String>> {
    let own = [&attachment.title, &attachment.text];
    let own = own.into_iter().flatten();
    std::iter::once(&attachment.number).chain(own)
}
