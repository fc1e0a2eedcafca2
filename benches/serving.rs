//! How long a change takes from the save of a file to the new page in the hands of a reader, under
//! `yearbook serve`: `cargo bench --bench serving`. On copies of the site of this repository and of
//! a made-up one; each figure is the median of eleven saves, beside the slowest of them.

use std::{
    env, fs, io,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

#[allow(
    dead_code,
    reason = "the suite asks the library for queries, this does not"
)]
mod library;

use library::Library;

const SAVES: u32 = 11;

fn main() -> io::Result<()> {
    println!("| a save in | median | slowest |\n| --- | --- | --- |");
    let own = copy_of_repository()?;
    measure(
        "this repository, a text",
        &own,
        "content/guide/about.md",
        "guide/about/",
    )?;
    measure(
        "this repository, a text, without a pause",
        &own,
        "content/guide/about.md",
        "guide/about/",
    )?;
    fs::remove_dir_all(&own)?;
    for pages in [1_000, 10_000] {
        let folder = fresh("yearbook-serving")?;
        Library::generate(pages, 8, 0).write(&folder)?;
        let text = first_text(&folder.join("content"))?;
        let inner = text.strip_prefix(&folder).expect("it lies there");
        let inner = inner.to_string_lossy().into_owned();
        let page = inner.trim_start_matches("content/").replace(".md", "/");
        measure(
            &format!("a site of {pages} pages, a text"),
            &folder,
            &inner,
            &page,
        )?;
        fs::remove_dir_all(&folder)?;
    }
    Ok(())
}

fn fresh(name: &str) -> io::Result<PathBuf> {
    let folder = env::temp_dir().join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn copy_of_repository() -> io::Result<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = fresh("yearbook-serving-own")?;
    for name in ["content", "data", "static"] {
        if root.join(name).is_dir() {
            copy(&root.join(name), &folder.join(name))?;
        }
    }
    fs::copy(root.join("yearbook.yaml"), folder.join("yearbook.yaml"))?;
    Ok(folder)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true => copy(&entry.path(), &target)?,
            false => drop(fs::copy(entry.path(), target)?),
        }
    }
    Ok(())
}

/// Some text below the home page, always the same.
fn first_text(folder: &Path) -> io::Result<PathBuf> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<_>>()?;
    entries.sort();
    if let Some(inner) = entries.iter().find(|path| path.is_dir()) {
        return first_text(inner);
    }
    let text = |path: &&PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".md") && !name.contains("index")
    };
    let found = entries.iter().find(text).cloned();
    found.ok_or_else(|| io::Error::other("the site has no text"))
}

struct Server(Child, u16);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn serve(root: &Path) -> io::Result<Server> {
    let mut process = Command::new(env!("CARGO_BIN_EXE_yearbook"))
        .args(["serve", "--port", "0", "--root"])
        .arg(root)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let output = process.stdout.take().expect("it is piped");
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line)?;
    let port = line.split([':', '/']).find_map(|part| part.parse().ok());
    Ok(Server(
        process,
        port.expect("the first line names the port"),
    ))
}

/// The median and the slowest time from a save until the page with the new words has been read.
/// A page listens for news as a browser does, and asks for the page when they come.
fn measure(name: &str, root: &Path, text: &str, page: &str) -> io::Result<()> {
    let server = serve(root)?;
    let file = root.join(text);
    let before = fs::read_to_string(&file)?;
    let mut news = listen(server.1, page)?;
    next(&mut news)?;
    let pause = match name.ends_with("without a pause") {
        true => Duration::from_millis(50),
        false => Duration::from_secs(4),
    };
    let mut times = Vec::new();
    for save in 0..SAVES {
        thread::sleep(pause);
        let words = format!("{save}回めの追記です");
        let start = Instant::now();
        fs::write(&file, format!("{before}\n{words}。\n"))?;
        while !get(server.1, page)?.contains(&words) {
            next(&mut news)?;
        }
        times.push(start.elapsed());
    }
    times.sort_unstable();
    let milliseconds = |time: Duration| time.as_millis();
    println!(
        "| {name} | {} ms | {} ms |",
        milliseconds(times[times.len() / 2]),
        milliseconds(times[times.len() - 1])
    );
    fs::write(&file, before)
}

fn listen(port: u16, page: &str) -> io::Result<impl Iterator<Item = io::Result<String>>> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    let request = format!("GET /_yearbook/news?page=/{page} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    stream.write_all(request.as_bytes())?;
    Ok(BufReader::new(stream).lines())
}

/// Waits for what the page is told next.
fn next(news: &mut impl Iterator<Item = io::Result<String>>) -> io::Result<()> {
    for line in news {
        if line?.starts_with("data: ") {
            return Ok(());
        }
    }
    Err(io::Error::other("the server ended"))
}

fn get(port: u16, page: &str) -> io::Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    let request = format!("GET /{page} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
