//! Outputs on disk: all or nothing, and nothing of others.

use std::{fs, path::Path, time::SystemTime};

use libtest_mimic::{Failed, Trial};
use tempfile::tempdir;
use yearbook::{
    outputs::Outputs,
    route::Route,
    write::{Written, write},
};

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("write::only_changed_files_get_a_new_time", only_changed),
        Trial::test(
            "write::stale_files_go_and_foreign_files_stay",
            stale_and_foreign,
        ),
        Trial::test("write::a_folder_of_others_is_refused", refused),
        Trial::test("write::a_swap_cut_in_half_is_mended", mended),
    ]
}

fn outputs(files: &[(&str, &str)]) -> Outputs {
    let mut outputs = Outputs::default();
    for (route, text) in files {
        assert!(outputs.insert(Route::new(route), *text));
    }
    outputs
}

fn time(path: &Path) -> SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}

fn only_changed() -> Result<(), Failed> {
    let root = tempdir()?;
    let out = root.path().join("public");
    write(&outputs(&[("a.html", "1"), ("b/index.html", "2")]), &out).unwrap();
    let long_ago = SystemTime::UNIX_EPOCH;
    for file in ["a.html", "b/index.html"] {
        fs::File::options()
            .write(true)
            .open(out.join(file))?
            .set_modified(long_ago)?;
    }
    let written = write(&outputs(&[("a.html", "1"), ("b/index.html", "3")]), &out).unwrap();
    assert_eq!(
        written,
        Written {
            changed: 1,
            unchanged: 1,
            removed: 0,
        }
    );
    assert_eq!(time(&out.join("a.html")), long_ago);
    assert!(time(&out.join("b/index.html")) > long_ago);
    Ok(())
}

fn stale_and_foreign() -> Result<(), Failed> {
    let root = tempdir()?;
    let out = root.path().join("public");
    write(&outputs(&[("a.html", "1"), ("old/index.html", "2")]), &out).unwrap();
    fs::create_dir_all(out.join("old/notes"))?;
    fs::write(out.join("old/notes/mine.txt"), "kept")?;
    fs::write(out.join(".htaccess"), "kept")?;
    let written = write(&outputs(&[("a.html", "1")]), &out).unwrap();
    assert_eq!(written.removed, 1);
    assert!(!out.join("old/index.html").exists());
    assert_eq!(fs::read_to_string(out.join("old/notes/mine.txt"))?, "kept");
    assert_eq!(fs::read_to_string(out.join(".htaccess"))?, "kept");
    assert_eq!(
        fs::read_dir(root.path())?.count(),
        1,
        "nothing is left beside the folder"
    );
    Ok(())
}

fn refused() -> Result<(), Failed> {
    let root = tempdir()?;
    let out = root.path().join("photos");
    fs::create_dir(&out)?;
    fs::write(out.join("cat.jpg"), "cat")?;
    let problem = write(&outputs(&[("a.html", "1")]), &out).unwrap_err();
    assert_eq!(problem.code, "write/not-ours");
    assert_eq!(fs::read_dir(&out)?.count(), 1);
    fs::write(root.path().join("file"), "not a folder")?;
    let problem = write(&outputs(&[("a.html", "1")]), &root.path().join("file")).unwrap_err();
    assert_eq!(problem.code, "write/not-ours");
    Ok(())
}

fn mended() -> Result<(), Failed> {
    let root = tempdir()?;
    let out = root.path().join("public");
    write(&outputs(&[("a.html", "1")]), &out).unwrap();
    fs::rename(&out, root.path().join(".public.yearbook-old"))?;
    fs::create_dir(root.path().join(".public.yearbook-new"))?;
    let written = write(&outputs(&[("a.html", "1")]), &out).unwrap();
    assert_eq!(
        written,
        Written {
            changed: 0,
            unchanged: 1,
            removed: 0,
        }
    );
    Ok(())
}
