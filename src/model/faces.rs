//! The faces of a site, the web and its books: a case that may be shown on some of them only is
//! hidden while the others are made, as if it did not exist.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    model::{Asset, Id, Site},
    route::Route,
};

/// Faces that show the same cases, and are made together.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Face {
    /// The pages of the web are among them.
    pub web: bool,
    /// The publications whose books are among them.
    pub books: BTreeSet<Id>,
    /// Cases that none of them may show.
    pub hidden: BTreeSet<Id>,
    /// Files that go with these cases.
    pub files: BTreeSet<Route>,
}

/// All faces; the first is that of the web. Without any, one face shows everything.
#[derive(Debug, Default)]
pub struct Faces {
    all: Vec<Face>,
    shown: usize,
    aside: BTreeMap<Route, Asset>,
    /// Cases that were shown once and must not be shown again: a notice stands at their address.
    pub recalled: BTreeSet<Id>,
}

impl Site {
    /// Divides the site into faces, and shows the first of them.
    pub fn divide(&mut self, faces: Vec<Face>) {
        self.faces.all = faces;
        self.show(0);
    }

    /// How many times pages must be made for all faces.
    pub fn faces(&self) -> usize {
        self.faces.all.len().max(1)
    }

    /// Hides the cases, and their files, that one of the faces may not show.
    pub fn show(&mut self, index: usize) {
        self.assets.append(&mut self.faces.aside);
        self.faces.shown = index;
        let Some(face) = self.faces.all.get(index) else {
            return;
        };
        self.cases.hide(face.hidden.clone());
        for route in &face.files {
            if let Some((route, asset)) = self.assets.remove_entry(route) {
                self.faces.aside.insert(route, asset);
            }
        }
    }

    /// Whether the book of a publication is made of what is shown.
    pub fn prints(&self, publication: &Id) -> bool {
        let face = self.faces.all.get(self.faces.shown);
        face.is_none_or(|face| face.books.contains(publication))
    }

    /// Whether pages of the web are made of what is shown.
    pub fn is_web(&self) -> bool {
        let face = self.faces.all.get(self.faces.shown);
        face.is_none_or(|face| face.web)
    }
}
