//! The site in memory while its author writes: what is served, to whom, and when.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use libtest_mimic::{Failed, Trial};
use serde_json::Value;
use tempfile::TempDir;

mod changes;
mod page;
mod requests;

pub fn trials() -> Vec<Trial> {
    let mut trials = changes::trials();
    trials.extend(page::trials());
    trials.extend(requests::trials());
    trials
}

/// A copy of a site, served by the program.
struct Server {
    process: Child,
    port: u16,
    folder: TempDir,
}

/// What a page is told.
struct News {
    build: u64,
    failed: bool,
    whole: bool,
    digest: String,
    /// The codes of what was found.
    codes: Vec<String>,
}

impl Server {
    fn start(site: &str) -> Result<Self, Failed> {
        let folder = tempfile::tempdir()?;
        copy(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join(site),
            folder.path(),
        )?;
        Self::at(folder)
    }

    fn at(folder: TempDir) -> Result<Self, Failed> {
        let mut process = crate::program("serve")
            .args(["--port", "0", "--root"])
            .arg(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut line = String::new();
        let output = process.stdout.take().ok_or("no output")?;
        BufReader::new(output).read_line(&mut line)?;
        let port = line
            .split(['/', ':'])
            .find_map(|part| part.parse().ok())
            .ok_or_else(|| format!("no port in `{line}`"))?;
        Ok(Self {
            process,
            port,
            folder,
        })
    }

    fn file(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) -> Result<(), Failed> {
        let file = self.file(path);
        fs::create_dir_all(file.parent().ok_or("no folder")?)?;
        Ok(fs::write(file, text)?)
    }

    /// Puts other words into a file, as editors do that write in place.
    fn replace(&self, path: &str, from: &str, to: &str) -> Result<(), Failed> {
        let text = fs::read_to_string(self.file(path))?;
        assert!(text.contains(from), "no `{from}` in {path}");
        self.write(path, &text.replace(from, to))
    }

    fn send(&self, request: &str) -> Result<TcpStream, Failed> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(120)))?;
        stream.write_all(request.as_bytes())?;
        Ok(stream)
    }

    /// The head and the body of an answer.
    fn ask(&self, request: &str) -> Result<(String, Vec<u8>), Failed> {
        let mut answer = Vec::new();
        self.send(request)?.read_to_end(&mut answer)?;
        let end = answer.windows(4).position(|part| part == b"\r\n\r\n");
        let end = end.ok_or("the answer has no end of its head")?;
        let body = answer.split_off(end + 4);
        Ok((String::from_utf8(answer)?, body))
    }

    fn get(&self, path: &str) -> Result<(String, Vec<u8>), Failed> {
        self.ask(&format!(
            "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        ))
    }

    /// The text of a page without the line that only the server adds.
    fn page(&self, path: &str) -> Result<String, Failed> {
        let (head, body) = self.get(path)?;
        assert!(head.starts_with("HTTP/1.1 200"), "{path}: {head}");
        Ok(as_built(&String::from_utf8(body)?))
    }

    /// What a page at this path is told, once it is as wanted.
    fn news(&self, path: &str, wanted: impl Fn(&News) -> bool) -> Result<News, Failed> {
        let stream = self.send(&format!(
            "GET /_yearbook/news?page={path} HTTP/1.1\r\nHost: localhost\r\n\r\n"
        ))?;
        let start = Instant::now();
        for line in BufReader::new(stream).lines() {
            if let Some(text) = line?.strip_prefix("data: ") {
                let news = read(text)?;
                if wanted(&news) {
                    return Ok(news);
                }
            }
            if start.elapsed() > Duration::from_secs(120) {
                break;
            }
        }
        Err(format!("no such news for {path}").into())
    }

    /// The number of the latest build, when all of it is made.
    fn whole(&self) -> Result<u64, Failed> {
        Ok(self.news("/", |news| news.whole && news.build > 0)?.build)
    }

    /// The news of a build after this one.
    fn after(&self, build: u64) -> Result<News, Failed> {
        self.news("/", |news| news.build > build)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn read(text: &str) -> Result<News, Failed> {
    let news: Value = serde_json::from_str(text)?;
    let problems = news["problems"].as_array().ok_or("no problems")?;
    let code = |problem: &Value| problem["code"].as_str().unwrap_or_default().to_owned();
    Ok(News {
        build: news["build"].as_u64().ok_or("no number")?,
        failed: news["failed"] == true,
        whole: news["whole"] == true,
        digest: news["digest"].as_str().unwrap_or_default().to_owned(),
        codes: problems.iter().map(code).collect(),
    })
}

fn as_built(page: &str) -> String {
    let lines = page.split_inclusive('\n');
    lines
        .filter(|line| !line.starts_with("<script src=\"/_yearbook/"))
        .collect()
}

fn copy(from: &Path, to: &Path) -> Result<(), Failed> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn pause(milliseconds: u64) {
    thread::sleep(Duration::from_millis(milliseconds));
}
