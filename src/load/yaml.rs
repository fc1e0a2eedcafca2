//! YAML with places: the one file that knows serde-saphyr.

use serde::{Deserialize, Deserializer};

use crate::source::Spanned;

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let located = serde_saphyr::Spanned::<T>::deserialize(deserializer)?;
        Ok(Spanned::nowhere(located.value))
    }
}
