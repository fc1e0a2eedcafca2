//! What a build makes, before any of it touches a disk.

use std::collections::{BTreeMap, btree_map::Entry};

use crate::route::Route;

/// The files of a build: a map from route to bytes, in the order of their routes.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Outputs(BTreeMap<Route, Vec<u8>>);

/// The sizes of files in bytes.
pub type Sizes = BTreeMap<Route, usize>;

impl Outputs {
    /// Adds a file; `false` when another already stands at this route, which then stays.
    #[must_use]
    pub fn insert(&mut self, route: Route, bytes: impl Into<Vec<u8>>) -> bool {
        match self.0.entry(route) {
            Entry::Vacant(free) => {
                free.insert(bytes.into());
                true
            }
            Entry::Occupied(_) => false,
        }
    }

    /// Adds all files of another map; gives those of its routes at which another file already stands.
    pub fn append(&mut self, more: Outputs) -> Vec<Route> {
        let mut taken = Vec::new();
        for (route, bytes) in more.0 {
            match self.0.entry(route) {
                Entry::Vacant(free) => {
                    free.insert(bytes);
                }
                Entry::Occupied(other) => taken.push(other.key().clone()),
            }
        }
        taken
    }

    /// How large each file is.
    pub fn sizes(&self) -> Sizes {
        let sizes = self
            .iter()
            .map(|(route, bytes)| (route.clone(), bytes.len()));
        sizes.collect()
    }

    pub fn get(&self, route: &Route) -> Option<&[u8]> {
        self.0.get(route).map(Vec::as_slice)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&Route, &[u8])> {
        self.0
            .iter()
            .map(|(route, bytes)| (route, bytes.as_slice()))
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
