//! Names that the site itself knows: its organizations, its towns, and those that it says must not be told.

use aho_corasick::AhoCorasick;
use unicode_normalization::UnicodeNormalization;

use super::Found;
use crate::model::Site;

/// What a case must not name, after NFKC.
pub struct Known {
    names: Names,
    /// Names of areas and prefectures: alone they tell little, beside a diagnosis much.
    areas: Vec<String>,
}

/// Names with what they are, all looked for in one reading of a text.
struct Names {
    codes: Vec<&'static str>,
    machine: AhoCorasick,
}

impl Names {
    fn of(names: &[(String, &'static str)]) -> Self {
        let machine = AhoCorasick::new(names.iter().map(|(name, _)| name));
        Self {
            codes: names.iter().map(|(_, code)| *code).collect(),
            machine: machine.expect("names of a site fit into memory twice"),
        }
    }
}

const PREFECTURES: [&str; 47] = [
    "北海道",
    "青森県",
    "岩手県",
    "宮城県",
    "秋田県",
    "山形県",
    "福島県",
    "茨城県",
    "栃木県",
    "群馬県",
    "埼玉県",
    "千葉県",
    "東京都",
    "神奈川県",
    "新潟県",
    "富山県",
    "石川県",
    "福井県",
    "山梨県",
    "長野県",
    "岐阜県",
    "静岡県",
    "愛知県",
    "三重県",
    "滋賀県",
    "京都府",
    "大阪府",
    "兵庫県",
    "奈良県",
    "和歌山県",
    "鳥取県",
    "島根県",
    "岡山県",
    "広島県",
    "山口県",
    "徳島県",
    "香川県",
    "愛媛県",
    "高知県",
    "福岡県",
    "佐賀県",
    "長崎県",
    "熊本県",
    "大分県",
    "宮崎県",
    "鹿児島県",
    "沖縄県",
];

impl Known {
    pub fn of(site: &Site) -> Self {
        let plain = |name: &str| name.nfkc().collect::<String>();
        let mut names = Vec::new();
        let mut areas = Self::anywhere().areas;
        let kinds = |name: &str| {
            let terms = site.glossary.iter();
            let mut words =
                terms.flat_map(|t| t.abbreviations.iter().chain(&t.synonyms).chain([&t.term]));
            let vocabularies = site.vocabularies.iter().flat_map(|v| &v.values);
            let mut labels = vocabularies.flat_map(|v| v.synonyms.iter().chain([&v.label.ja]));
            words.any(|word| word == name) || labels.any(|label| label == name)
        };
        for organization in site.organizations.iter() {
            let former = organization.former_names.iter().map(|former| &former.name);
            let all = organization
                .aliases
                .iter()
                .chain(former)
                .chain([&organization.name]);
            // A name of three letters or a kind of organization is the word of many.
            for name in all.filter(|name| name.chars().count() > 3 && !kinds(name)) {
                names.push((plain(name), "person/organization"));
            }
        }
        for area in site.areas.iter() {
            let towns = area.municipalities.iter().map(|town| &town.name);
            names.extend(towns.map(|town| (plain(town), "person/place")));
            areas.push(plain(&area.name));
        }
        let guarded = site.config.private_names.iter();
        names.extend(guarded.map(|name| (plain(name), "person/private-name")));
        names.retain(|(name, _): &(String, _)| name.chars().count() > 1);
        areas.retain(|name| name.chars().count() > 1);
        Self {
            names: Names::of(&names),
            areas,
        }
    }

    /// What is known on every site.
    pub(super) fn anywhere() -> Self {
        Self {
            names: Names::of(&[]),
            areas: PREFECTURES.map(str::to_owned).into(),
        }
    }

    pub(super) fn find(&self, words: &str, found: &mut Vec<Found>) {
        let hits = self.names.machine.find_overlapping_iter(words);
        found.extend(hits.map(|hit| Found::sure(self.names.codes[hit.pattern()], hit.range())));
    }

    /// Areas and prefectures that stand near a diagnosis.
    pub(super) fn beside(&self, words: &str, diagnoses: &[&str], found: &mut Vec<Found>) {
        const NEAR: usize = 10;
        let mut places = Vec::new();
        for diagnosis in diagnoses {
            places.extend(
                words
                    .match_indices(*diagnosis)
                    .map(|(at, _)| at..at + diagnosis.len()),
            );
        }
        if places.is_empty() {
            return;
        }
        for area in &self.areas {
            for (at, _) in words.match_indices(area.as_str()) {
                let end = at + area.len();
                let gap = |from: usize, to: usize| words[from..to].chars().count() <= NEAR;
                let near = places.iter().find(|place| match place.start >= end {
                    true => gap(end, place.start),
                    false => place.end <= at && gap(place.end, at),
                });
                if near.is_some() {
                    found.push(Found::sure("person/combination", at..end));
                }
            }
        }
    }
}
