//! Japanese pages, made by rule from a list of words: as many as wanted, and the same on every machine.

use std::{collections::BTreeSet, fs, io, path::Path, sync::OnceLock};

use unicode_normalization::UnicodeNormalization;

const WORDS: [&str; 64] = [
    "就労",
    "支援",
    "センター",
    "障害者",
    "会議",
    "圏域",
    "研修",
    "医療",
    "企業",
    "主治医",
    "面談",
    "通院",
    "休職",
    "復職",
    "リワーク",
    "ジョブコーチ",
    "定着",
    "連絡会",
    "事例",
    "配慮",
    "合図",
    "引継ぎ",
    "引き継ぎ",
    "働く",
    "眠れない",
    "疲れ",
    "上司",
    "人事",
    "担当者",
    "本人",
    "家族",
    "学校",
    "生活",
    "訓練",
    "実習",
    "移行",
    "年度",
    "実績",
    "目標",
    "計画",
    "電話",
    "メール",
    "同行",
    "相談",
    "窓口",
    "地域",
    "機関",
    "連携",
    "振り返り",
    "ケア会議",
    "なかぽつ",
    "ハローワーク",
    "手帳",
    "服薬",
    "再発",
    "サイン",
    "勤務時間",
    "短時間",
    "在宅",
    "テレワーク",
    "B型",
    "A型",
    "job",
    "Web会議",
];

/// What rarer words are made of.
const CHARACTERS: &str = "安意育運営液益駅園応横温果荷芽階解画介快開学覚確格革額割活完官感\
管関観岸基寄規期機技議求給協強業局極曲筋近苦具空係景軽芸欠結決件建健険検限原現減個護効厚耕候興\
構鉱講告混根再災際在財材罪殺雑算散残仕使始指師史司誌資時辞質舎謝授収終習集住従宿出述術準処初諸\
除勝招承昭松唱焼照象賞章状職色信真進深身親針性政整制製成清精声製石積績責接設説節線選戦全然前祖\
素組想走送相操造像増蔵測側則束続率損対帯態待隊代第宅達炭短団断談値知置築著仲忠張調潮賃通低停提\
程底的適敵伝展転典電都度努灯投登等答統討堂銅導得特徳独読届任認熱念燃能農敗配背倍飛費備美評標表\
票品貧負付婦富武部復複福仏編弁保墓報豊包防棒貿牧末満味未民務夢無迷明命綿輸勇友由遊預予容要養様\
欲来落乱卵覧利陸律略流留旅量領料林臨類令冷例礼歴列練労録論和";

/// How many different words there are; the n-th is as frequent as one in n.
const VOCABULARY: f64 = 20_000.0;

const JOINTS: [&str; 16] = [
    "の", "を", "が", "は", "に", "と", "で", "から", "まで", "へ", "も", "、", "や", "・", "より",
    "。",
];

/// A page: its path, its title and its paragraphs.
struct Text {
    path: String,
    title: String,
    paragraphs: Vec<String>,
}

/// Pages of text, and words to look for in them.
pub struct Library {
    texts: Vec<Text>,
    queries: Vec<String>,
    /// The title and paragraphs of each page in normal form, once somebody asks.
    normal: OnceLock<Vec<Vec<String>>>,
}

/// Numbers that look like chance and never change (a linear congruential generator).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }

    /// A word, frequent ones more often than rare ones, as in any language.
    fn word(&mut self) -> String {
        #[expect(clippy::cast_precision_loss, reason = "a million steps are exact")]
        let chance = self.roll(1_000_000) as f64 / 1_000_000.0;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "under 20,000"
        )]
        let rank = VOCABULARY.powf(chance) as usize - 1;
        match WORDS.get(rank * 2 / 3) {
            Some(word) => (*word).to_owned(),
            None => rare(rank),
        }
    }
}

/// Two or three characters that belong together, always the same for a rank.
fn rare(rank: usize) -> String {
    let characters: Vec<char> = CHARACTERS.chars().filter(|c| is_japanese(*c)).collect();
    let mut dice = Dice(rank as u64 * 7_919);
    let length = 2 + usize::from(rank.is_multiple_of(4));
    dice.roll(2);
    (0..length)
        .map(|_| characters[dice.roll(characters.len())])
        .collect()
}

impl Library {
    /// `pages` pages of about a kilobyte for each three `paragraphs`, and `queries` queries.
    pub fn generate(pages: usize, paragraphs: usize, queries: usize) -> Self {
        let mut dice = Dice(20_260_401);
        let texts: Vec<Text> = (0..pages)
            .map(|number| text(number, paragraphs, &mut dice))
            .collect();
        let mut library = Self {
            texts,
            queries: Vec::new(),
            normal: OnceLock::new(),
        };
        library.queries = library.choose(queries, &mut dice);
        library
    }

    /// Stretches of two to ten characters of Japanese out of the pages, words, and words with a
    /// character too many, which hardly any page contains.
    fn choose(&self, wanted: usize, dice: &mut Dice) -> Vec<String> {
        let mut queries = BTreeSet::new();
        while queries.len() < wanted * 2 / 3 {
            let text = &self.texts[dice.roll(self.texts.len())];
            let paragraph: Vec<char> = text.paragraphs[dice.roll(text.paragraphs.len())]
                .chars()
                .collect();
            let start = dice.roll(paragraph.len());
            let length = 2 + dice.roll(9);
            let Some(stretch) = paragraph.get(start..start + length) else {
                continue;
            };
            if stretch.iter().all(|c| is_japanese(*c)) {
                queries.insert(stretch.iter().collect());
            }
        }
        while queries.len() < wanted * 5 / 6 {
            let word = dice.of(&WORDS);
            if word.chars().all(is_japanese) {
                queries.insert(word.to_owned());
            }
        }
        while queries.len() < wanted {
            let word = format!(
                "{}{}",
                dice.of(&WORDS),
                dice.of(&["援", "ん", "会", "労働"])
            );
            if word.chars().all(is_japanese) {
                queries.insert(word);
            }
        }
        queries.into_iter().collect()
    }

    /// All text of a page.
    pub fn text(&self, number: usize) -> String {
        let text = &self.texts[number % self.texts.len()];
        format!("{}\n{}", text.title, text.paragraphs.join("\n"))
    }

    pub fn queries(&self) -> Vec<String> {
        self.queries.clone()
    }

    /// A word that is in many pages.
    pub fn word(&self) -> &'static str {
        "就労"
    }

    /// The addresses of the pages whose normal text contains a normal query. 「・」 is no character
    /// of a word: 「就業・生活」 is found as 「就業生活」.
    pub fn containing(&self, query: &str) -> BTreeSet<String> {
        let normal = self.normal.get_or_init(|| {
            let parts = |text: &Text| {
                let parts = std::iter::once(&text.title).chain(&text.paragraphs);
                parts.map(|part| normal(part)).collect()
            };
            self.texts.iter().map(parts).collect()
        });
        let pages = self.texts.iter().zip(normal);
        pages
            .filter(|(_, parts)| parts.iter().any(|part| part.contains(query)))
            .map(|(text, _)| format!("{}/index.html", text.path))
            .collect()
    }

    /// The pages as Markdown, with lines broken in the middle of words as authors break them.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder.join("content/texts"))?;
        fs::write(
            folder.join("yearbook.yaml"),
            "title: Library\ndescription: Generated.\npublisher: {name: Nobody}\n",
        )?;
        fs::write(
            folder.join("content/index.md"),
            "---\ntitle: Library\n---\n\nHome.\n",
        )?;
        for text in &self.texts {
            let mut page = format!("---\ntitle: {}\n---\n", text.title);
            for paragraph in &text.paragraphs {
                page.push('\n');
                page.push_str(&broken(paragraph));
                page.push('\n');
            }
            fs::write(folder.join(format!("content/{}.md", text.path)), page)?;
        }
        Ok(())
    }
}

fn text(number: usize, paragraphs: usize, dice: &mut Dice) -> Text {
    let title = format!("{}の{}（{number}）", dice.word(), dice.of(&WORDS));
    let paragraphs = (0..paragraphs - 1 + dice.roll(4))
        .map(|_| paragraph(dice))
        .collect();
    Text {
        path: format!("texts/{number:05}"),
        title,
        paragraphs,
    }
}

fn paragraph(dice: &mut Dice) -> String {
    let mut paragraph = String::new();
    let mut before = String::new();
    for _ in 0..8 + dice.roll(30) {
        let word = dice.word();
        // A word twice in a row is a finding.
        if word == before {
            continue;
        }
        paragraph.push_str(&word);
        paragraph.push_str(dice.of(&JOINTS));
        before = word;
    }
    paragraph.push_str("です。");
    paragraph
}

/// Breaks a line after every 30 characters, but only between characters of Japanese.
fn broken(paragraph: &str) -> String {
    let chars: Vec<char> = paragraph.chars().collect();
    let mut out = String::new();
    let mut length = 0;
    for (index, c) in chars.iter().enumerate() {
        out.push(*c);
        length += 1;
        let next = chars.get(index + 1);
        if length >= 30 && is_japanese(*c) && next.is_some_and(|next| is_japanese(*next)) {
            out.push('\n');
            length = 0;
        }
    }
    out
}

pub fn is_japanese(c: char) -> bool {
    matches!(u32::from(c), 0x3041..=0x3096 | 0x30A1..=0x30FA | 0x30FC | 0x4E00..=0x9FFF)
}

fn normal(text: &str) -> String {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| *c != '・')
        .collect()
}
