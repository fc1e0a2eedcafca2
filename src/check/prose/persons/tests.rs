//! What is found, and what only looks so: for each code some of both.

use super::*;

fn codes(words: &str) -> Vec<&'static str> {
    let normal = Normal::of(words);
    let found = find(&normal.form, &Known::anywhere());
    found.into_iter().map(|hit| hit.code).collect()
}

/// Each text gives the code, and what is found is told.
fn found(code: &str, texts: &[&str]) {
    let missed = texts.iter().filter(|words| !codes(words).contains(&code));
    let missed: Vec<_> = missed.map(|words| (words, codes(words))).collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

/// None of the texts gives anything.
fn clean(texts: &[&str]) {
    let wrong = texts.iter().filter(|words| !codes(words).is_empty());
    let wrong: Vec<_> = wrong.map(|words| (words, codes(words))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn telephone_numbers() {
    found(
        "person/phone",
        &[
            "電話は03-1234-5678です",
            "０３－１２３４－５６７８に",
            "携帯は090−1234−5678",
            "（03）1234-5678へ",
            "03(1234)5678",
            "09012345678に連絡",
            "TEL:0312345678",
            "内線123へ",
            "内線番号：45",
            "+81-3-1234-5678",
            "〇九〇―一二三四―五六七八",
        ],
    );
    clean(&[
        "週10-20時間の勤務",
        "10〜20人の職場",
        "電話を三度かけた",
        "内線の使い方を教えた",
        "30-40代の社員",
        "0-5点の尺度",
    ]);
}

#[test]
fn mail_addresses_and_accounts() {
    found(
        "person/mail",
        &[
            "taro@example.jp に",
            "ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ",
            "taro.y+x@mail.example.co.jp",
            "taro[at]example.jp",
            "LINEのID: taro_85",
            "ツイッターのアカウントは@taro_y85",
        ],
    );
    clean(&[
        "メールで伝えた",
        "メールアドレスは聞かない",
        "LINEで連絡する",
        "SNSは使わない約束をした",
        "1個@100円ではない",
    ]);
}

#[test]
fn addresses() {
    found(
        "person/address",
        &[
            "〒123-4567",
            "123-4567の辺り",
            "中央1丁目に住む",
            "本町三丁目の家",
            "12番地の3",
            "5番12号",
            "西新宿2-8-1",
            "栄町3-12の家",
            "コーポ海203号室",
            "305号室に",
        ],
    );
    clean(&[
        "1-2-3の順に",
        "週2-3回の通院",
        "図1-2を見る",
        "100-2000円の範囲",
        "一番の理由は",
        "3番目の手順",
    ]);
}

#[test]
fn birthdays() {
    found(
        "person/birth",
        &[
            "昭和60年4月3日生まれ",
            "S60.4.3生",
            "1985/4/3生まれ",
            "昭和六十年四月三日生まれ",
            "1985年生まれの本人",
            "昭和60年4月生まれ",
            "生年月日：1985年4月3日",
            "誕生日は4月3日",
        ],
    );
    clean(&[
        "小学3年生の子",
        "1年生のとき",
        "生まれ育った町を離れ",
        "生年月日は聞かない",
        "平成生まれの社員",
        "3年生まで在籍",
    ]);
}

#[test]
fn exact_days() {
    found(
        "person/date",
        &[
            "令和5年6月1日に入社",
            "令和元年六月一日",
            "2023/06/01に",
            "2023-6-1",
            "R5.6.1から",
            "6月11日に受診",
            "六月十一日に",
            "6/11(火)に面談",
            "6/11に受診",
            "2023年6月に入院した",
        ],
    );
    clean(&[
        "入社3か月目に",
        "3/4の人が",
        "毎月第2週に",
        "6月ごろから",
        "2024年度の事業",
        "1日6時間",
        "四月から",
    ]);
}

#[test]
fn exact_ages() {
    found(
        "person/age",
        &[
            "34歳の男性",
            "満34才",
            "３４歳で",
            "三十四歳の本人",
            "年齢：34",
            "34 years old",
        ],
    );
    clean(&[
        "30歳代の本人",
        "65歳以上の人",
        "18歳未満の子",
        "60歳定年の会社",
        "10歳ほど上の先輩",
        "30代の本人",
    ]);
}

#[test]
fn personal_numbers() {
    found(
        "person/number",
        &[
            "手帳番号を",
            "受給者証番号1234",
            "患者番号は",
            "第123456号",
            "口座番号1234567",
            "社員番号：A-1024",
            "品川500あ12-34",
        ],
    );
    found(
        "person/my-number",
        &["123456789012", "1234 5678 9012", "1234-5678-9012"],
    );
    clean(&[
        "手帳を取得した",
        "第123号の通知",
        "1000000円の助成",
        "番号札を取る",
        "第4条の規定",
        "社員番号の付け方",
    ]);
}

#[test]
fn names_of_persons() {
    found(
        "person/name",
        &[
            "山田さんが",
            "たなかさんは",
            "タナカさんに",
            "Tanaka sanと",
            "Mr. Tanaka",
            "佐藤様から",
            "山田氏は",
            "鈴木君が",
            "たろうくん",
            "花ちゃんは",
            "鈴木先生に",
            "田中課長が",
            "山田太郎が",
            "山田 花子の",
            "小野寺は遅刻が増えた",
            "本人は月野さんと",
            "ジョンさんは",
        ],
    );
    clean(&[
        "皆さんに伝え",
        "みなさんの前で",
        "同様に、多様な働き方",
        "様式を使い、仕様を決める",
        "担当者様と利用者様",
        "お子さんがいる",
        "たくさん話した",
        "看護師さんに聞く",
        "スタッフさんが",
        "パン屋さんで働く",
        "薬をちゃんと飲む",
        "お母さんと話した",
        "主治医の先生に",
        "同氏の意見",
        "氏名は書かない",
        "様子を見る",
        "課長が電話した",
        "店長と相談した",
        "木下で休む",
        "田畑の手伝い",
    ]);
}

#[test]
fn initials_of_persons() {
    found(
        "person/initials",
        &[
            "Aさんは",
            "Ａ氏が",
            "K.T.は",
            "T・Yと",
            "B先生に",
            "本人Kが",
            "M病院に通う",
            "Aは遅刻が増えた",
        ],
    );
    clean(&[
        "A社の担当者",
        "B型事業所で",
        "A型とB型",
        "Q&Aにまとめた",
        "ITの仕事",
        "PC様式に合わせ",
        "A・B型の違い",
        "SE職として",
    ]);
}

#[test]
fn hospitals() {
    found(
        "person/hospital",
        &[
            "みなと中央病院に",
            "ひまわりクリニックへ",
            "東都大学病院の",
            "山手メンタルクリニック",
            "みなと総合病院で",
            "青空医院に",
            "東都医療センター",
        ],
    );
    clean(&[
        "精神科病院の主治医",
        "近くのクリニックに",
        "大学病院を受診",
        "通っている病院で",
        "翌日病院へ行った",
        "総合病院の精神科",
        "地域の診療所",
        "いつもの薬局で",
        "転院先の病院に",
    ]);
}

#[test]
fn schools_and_places() {
    found(
        "person/school",
        &[
            "東都大学を出て",
            "みなと特別支援学校の",
            "青山高校を",
            "緑学園に",
        ],
    );
    found(
        "person/place",
        &[
            "高輪駅で降りる",
            "山手線で通う",
            "京王線の中で",
            "新宿区に住む",
            "横浜市内の会社",
            "千葉県船橋市の",
            "みなと市に住む",
            "さいたま市で",
        ],
    );
    clean(&[
        "最寄り駅まで歩く",
        "途中の駅で降りる",
        "特別支援学校の教員",
        "大学を卒業した",
        "定時制高校に通う",
        "通勤の路線を変えた",
        "新幹線で通う",
        "区市町村のセンター",
        "市役所の窓口で",
        "隣の市に住む",
        "政令市の制度",
        "直線の廊下",
        "目線を合わせる",
        "町に出る",
        "駅前で待つ",
        "視線が気になる",
    ]);
}

#[test]
fn organizations() {
    found(
        "person/organization",
        &[
            "株式会社みどり野で働く",
            "(株)東都電機に",
            "みどり作業所に通う",
            "ひまわり工房で",
            "社会福祉法人青空会が",
            "移行支援事業所「あゆみ」の",
            "山手支援センターへ",
            "ドラッグストア「そら」の店長",
        ],
    );
    clean(&[
        "就労移行支援事業所に通う",
        "支援センターに電話した",
        "障害者就業・生活支援センターと",
        "株式会社の形",
        "福祉の作業所から",
        "定着支援事業所が",
        "食品を並べる仕事",
        "会社に：「休めますか。」",
        "印刷の仕事",
        "相談支援事業所とケース会議",
        "訪問看護ステーションの看護師",
        "建設業の会社",
    ]);
}

#[test]
fn medicines_and_heavy_words() {
    found(
        "person/dose",
        &["5mgに増やし", "５ｍｇ", "2錠を", "0.5 mg", "半錠に"],
    );
    found(
        "person/medicine",
        &["リスペリドンを", "ｺﾝｻｰﾀの服用", "リーマスに替え"],
    );
    found(
        "person/heavy",
        &[
            "自殺を考え",
            "措置入院の後",
            "虐待を受け",
            "DVから逃れ",
            "万引きで",
        ],
    );
    clean(&[
        "薬の調整をした",
        "500gの荷物",
        "ミリ単位の検品",
        "入院した",
        "量を減らした",
        "5ミリの部品",
        "DVDの仕分け",
    ]);
}

#[test]
fn places_beside_a_diagnosis() {
    let found = |words: &str| codes(words).contains(&"person/combination");
    assert!(found("千葉県の統合失調症の本人"));
    assert!(found("うつ病で東京都に移り"));
    assert!(!found(
        "千葉県の事業に加わり、会社の担当者と話を重ねた統合失調症の本人"
    ));
    assert!(!found("千葉県の事業"));
}
