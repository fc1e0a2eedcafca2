//! Files change, and what is served follows: all of it, once, and never with errors.

use std::fs;

use libtest_mimic::{Failed, Trial};

use super::{Server, as_built, pause};

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("serve::gives_the_bytes_of_a_build", same),
        Trial::test("serve::sees_every_way_to_save", ways),
        Trial::test("serve::follows_links_inside_the_site", links),
        Trial::test("serve::a_burst_of_saves_is_one_build", burst),
        Trial::test("serve::errors_leave_the_last_good_site", errors),
        Trial::test("serve::a_site_with_errors_waits_to_be_mended", mended),
    ]
}

/// Everything that `build` writes, byte for byte, at first and after changes of every kind.
fn same() -> Result<(), Failed> {
    let server = Server::start("tests/sites/harbour")?;
    server.whole()?;
    compare(&server)?;
    let before = server.whole()?;
    server.replace("data/councils/all.yaml", "count: 1204", "count: 1205")?;
    server.replace("data/councils/all.yaml", "value: 1300", "value: 1301")?;
    server.write("static/notes/plan.txt", "new")?;
    server.write(
        "content/report/after.md",
        "---\ntitle: おわりに\n---\n\n来年も続けます。\n",
    )?;
    server.replace(
        "yearbook.yaml",
        "      - collection: areas\n",
        "      - page: report/after.md\n      - collection: areas\n",
    )?;
    server.news("/", |news| news.whole && news.build > before)?;
    assert!(server.page("/report/intro/")?.contains("電話相談は1,301件"));
    assert!(server.page("/report/after/")?.contains("来年も続けます"));
    compare(&server)
}

fn compare(server: &Server) -> Result<(), Failed> {
    let out = tempfile::tempdir()?;
    let output = crate::program("build")
        .arg("--root")
        .arg(server.folder.path())
        .arg("--out")
        .arg(out.path())
        .output()?;
    assert!(output.status.success());
    let list = fs::read_to_string(out.path().join(".yearbook"))?;
    assert!(list.lines().count() > 80, "{list}");
    let mut differ = Vec::new();
    for route in list.lines() {
        let built = fs::read(out.path().join(route))?;
        let address = yearbook::route::encode(route);
        let (_, served) = server.get(&format!("/{address}"))?;
        let served = match route.ends_with(".html") {
            true => as_built(&String::from_utf8(served)?).into_bytes(),
            false => served,
        };
        if served != built {
            differ.push(route);
        }
    }
    match differ.is_empty() {
        true => Ok(()),
        false => Err(format!("{differ:?} differ").into()),
    }
}

/// In place, by a new file that takes the name of the old one, by taking the old one away first; a
/// new file in a new folder; a folder that goes and comes again; settings and theme.
fn ways() -> Result<(), Failed> {
    let server = Server::start("tests/sites/harbour")?;
    let mut build = server.whole()?;
    let mut next = |what: &str, page: &str, says: &str| -> Result<(), Failed> {
        build = server.after(build)?.build;
        let (_, body) = server.get(page)?;
        let text = String::from_utf8(body)?;
        match text.contains(says) {
            true => Ok(()),
            false => Err(format!("{what}: no `{says}` at {page}").into()),
        }
    };
    let intro = server.file("content/report/intro.md");
    let text = fs::read_to_string(&intro)?;
    server.write(
        "content/report/intro.md",
        &format!("{text}\n第一の追記です。\n"),
    )?;
    next("in place", "/report/intro/", "第一の追記です")?;

    server.write("content/report/.intro.md.swp", "an editor's own")?;
    server.write("content/report/intro.md~", "an editor's copy")?;
    server.write("content/report/4913", "")?;
    fs::remove_file(server.file("content/report/4913"))?;
    fs::rename(&intro, server.file("content/report/intro.md.bak"))?;
    server.write(
        "content/report/new.tmp~",
        &format!("{text}\n第二の追記です。\n"),
    )?;
    fs::rename(server.file("content/report/new.tmp~"), &intro)?;
    next("by rename", "/report/intro/", "第二の追記です")?;

    server.write(
        "content/essays/deep/first.md",
        "---\ntitle: 新しい文章\n---\n\n本文です。\n",
    )?;
    next("a new folder", "/essays/deep/first/", "本文です")?;

    fs::rename(server.file("content"), server.file("aside"))?;
    pause(100);
    fs::rename(server.file("aside"), server.file("content"))?;
    next("a folder again", "/report/intro/", "第二の追記です")?;
    build = server.whole()?;
    let mut next = |what: &str, page: &str, says: &str| -> Result<(), Failed> {
        let news = server.news("/", |news| news.build > build && !news.failed)?;
        build = news.build;
        let (_, body) = server.get(page)?;
        let text = String::from_utf8(body)?;
        match text.contains(says) {
            true => Ok(()),
            false => Err(format!("{what}: no `{says}` at {page}").into()),
        }
    };
    server.write(
        "content/report/intro.md",
        &format!("{text}\n第三の追記です。\n"),
    )?;
    next(
        "in the folder that came again",
        "/report/intro/",
        "第三の追記です",
    )?;

    server.replace("yearbook.yaml", "年報です。", "年報の見本です。")?;
    next("settings", "/", "年報の見本です")?;

    server.replace("themes/harbour/web/missing.html", "この港に", "どの港にも")?;
    next("theme", "/none/", "どの港にも")?;

    server.write("static/robots.txt", "User-agent: me\n")?;
    next("static", "/robots.txt", "User-agent: me")
}

/// A text that lies elsewhere in the folder of the site, and a link to it.
#[cfg(unix)]
fn links() -> Result<(), Failed> {
    let server = Server::start("tests/sites/harbour")?;
    let build = server.whole()?;
    let kept = server.file("kept/foreword.md");
    server.write(
        "kept/foreword.md",
        "---\ntitle: はじめに\n---\n\nひとつめです。\n",
    )?;
    std::os::unix::fs::symlink(&kept, server.file("content/report/linked.md"))?;
    let build = server.after(build)?.build;
    assert!(server.page("/report/linked/")?.contains("ひとつめです"));
    server.replace("kept/foreword.md", "ひとつめ", "ふたつめ")?;
    server.after(build)?;
    assert!(server.page("/report/linked/")?.contains("ふたつめです"));
    Ok(())
}

#[cfg(not(unix))]
fn links() -> Result<(), Failed> {
    Ok(())
}

fn burst() -> Result<(), Failed> {
    let server = Server::start("tests/sites/harbour")?;
    let build = server.whole()?;
    for number in 0..40 {
        server.write(
            &format!("content/essays/{number}.md"),
            &format!("---\ntitle: 文章{number}\n---\n\n本文です。\n"),
        )?;
    }
    let news = server.news("/essays/39/", |news| news.build > build && news.whole)?;
    assert_eq!(news.build, build + 1);
    for number in [0, 39] {
        assert!(
            server
                .page(&format!("/essays/{number}/"))?
                .contains("本文です")
        );
    }
    // Reading is no change, and neither is what editors keep beside.
    fs::read(server.file("content/essays/1.md"))?;
    server.write("content/essays/.1.md.swp", "an editor's own")?;
    pause(600);
    assert_eq!(server.whole()?, build + 1);
    Ok(())
}

/// While something is wrong the last good site is served, books and search included.
fn errors() -> Result<(), Failed> {
    let server = Server::start("tests/sites/harbour")?;
    let build = server.whole()?;
    let digest = server.after(0)?.digest;
    let before = server.page("/report/intro/")?;
    server.replace("data/areas/all.yaml", "name:", "naem:")?;
    let news = server.after(build)?;
    assert!(news.failed && news.codes.contains(&"yaml/unknown-field".to_owned()));
    assert_eq!(news.digest, digest);
    assert_eq!(server.page("/report/intro/")?, before);
    assert!(server.get("/report.pdf")?.1.starts_with(b"%PDF"));
    assert!(
        server
            .get("/search/index.js")?
            .0
            .starts_with("HTTP/1.1 200")
    );

    // What only the books show: no font has the character.
    server.replace("data/areas/all.yaml", "naem:", "name:")?;
    let build = server
        .news("/", |news| news.build > build && !news.failed)?
        .build;
    let text = fs::read_to_string(server.file("content/report/intro.md"))?;
    server.write("content/report/intro.md", &format!("{text}\n𓀀\n"))?;
    let news = server.after(build)?;
    assert!(news.failed && news.codes.contains(&"print/missing-glyph".to_owned()));
    assert_eq!(server.page("/report/intro/")?, before);

    fs::remove_file(server.file("yearbook.yaml"))?;
    let news = server.news("/", |news| news.codes == ["site/no-config"])?;
    assert!(news.failed);
    assert_eq!(server.page("/report/intro/")?, before);
    Ok(())
}

fn mended() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let server = Server::at(folder)?;
    let news = server.after(0)?;
    assert!(news.failed);
    assert_eq!(news.codes, ["site/no-config"]);
    let (head, body) = server.get("/")?;
    assert!(head.starts_with("HTTP/1.1 503"), "{head}");
    assert!(String::from_utf8(body)?.contains("/_yearbook/page.js"));
    server.write(
        "yearbook.yaml",
        "title: 年報\ndescription: 年報です。\npublisher: {name: 事務局}\n",
    )?;
    let build = server.news("/", |news| news.codes.is_empty())?.build;
    server.write("content/index.md", "---\ntitle: 年報\n---\n\n始めます。\n")?;
    assert!(!server.after(build)?.failed);
    assert!(server.page("/")?.contains("始めます"));
    Ok(())
}
