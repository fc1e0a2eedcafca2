//! Old forms of characters (旧字体) in a text of today: slips of machines that read scans.

use super::{Text, terms::Lexicon};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// Old forms, each before the one that is written today; those that stand in names of persons and
/// places are left out.
const FORMS: &str = "來来國国會会學学發発實実經経傳伝單単團団應応戰戦變変體体點点氣気區区號号數数爲為當当舊旧\
    從従擔担據拠證証醫医勞労營営關関續続歸帰權権觀観讀読譯訳辭辞轉転鐵鉄圖図壓圧圍囲條条樣様對対專専屬属\
    帶帯廢廃徑径戲戯拔抜擇択擧挙晝昼樂楽歐欧殘残沒没濕湿獨独獻献畫画盡尽稱称臺台藝芸處処觸触豫予賣売\
    輕軽遲遅釋釈錢銭隱隠雜雑餘余驗験黨党齡齢圓円貳弐參参";

pub(super) fn check(text: &Text<'_>, lexicon: &Lexicon, problems: &mut Diagnostics) {
    let Some((old, new)) = text.words.chars().find_map(form) else {
        return;
    };
    if lexicon.knows(&text.words, old) {
        return;
    }
    let message = format!("`{old}` is the old form of `{new}`");
    text.report(
        Diagnostic::warning("prose/old-character", message)
            .at(&text.place(old.encode_utf8(&mut [0; 4])), "this character")
            .hint(format!(
                "write `{new}`; if it belongs to a name, add the name to the glossary or the organizations"
            )),
        problems,
    );
}

fn form(c: char) -> Option<(char, char)> {
    let mut forms = FORMS.chars();
    while let (Some(old), Some(new)) = (forms.next(), forms.next()) {
        if old == c {
            return Some((old, new));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_forms_have_new_ones() {
        assert_eq!(FORMS.chars().count() % 2, 0);
        assert_eq!(form('來'), Some(('來', '来')));
        assert_eq!(form('来'), None);
        assert!(FORMS.chars().all(char::is_alphabetic));
    }
}
