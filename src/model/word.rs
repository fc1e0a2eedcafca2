//! Words of a site's settings that name things as the words of the program do.

use std::{collections::BTreeSet, fmt, sync::Mutex};

/// A name that a site gives to a collection or a field of its own. It is kept for as long as the
/// program runs, so that it can be copied and compared like the names that the program has itself;
/// the same word is kept once.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word(&'static str);

static WORDS: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
static LISTS: Mutex<BTreeSet<&'static [&'static str]>> = Mutex::new(BTreeSet::new());

impl Word {
    pub fn new(text: &str) -> Self {
        let mut words = WORDS.lock().expect("nobody panics while holding it");
        Self(match words.get(text) {
            Some(known) => known,
            None => {
                let kept: &'static str = String::leak(text.to_owned());
                words.insert(kept);
                kept
            }
        })
    }

    pub fn as_str(self) -> &'static str {
        self.0
    }

    /// Words that are handed on together, as serde asks for the names of fields.
    pub fn list(words: Vec<&'static str>) -> &'static [&'static str] {
        let mut lists = LISTS.lock().expect("nobody panics while holding it");
        match lists.get(words.as_slice()) {
            Some(known) => known,
            None => {
                let kept: &'static [&'static str] = Vec::leak(words);
                lists.insert(kept);
                kept
            }
        }
    }
}

impl fmt::Debug for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
