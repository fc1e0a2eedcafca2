//! Our own site as other servers give it, from their root and from a folder below: what readers do
//! there, under a strict policy, with no request to another host.

use std::{
    fs,
    io::{self, Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    sync::OnceLock,
    thread,
    time::Duration,
};

use libtest_mimic::{Failed, Trial};
use serde_json::json;
use tempfile::TempDir;

use crate::browser::{Browser, Page};

pub fn trials() -> Vec<Trial> {
    let servers: [(&str, Start); 4] = [
        ("nginx", nginx),
        ("apache", apache),
        ("caddy", caddy),
        ("python", python),
    ];
    servers
        .into_iter()
        .map(|(name, start)| {
            Trial::test(format!("servers::{name}_serves_it_all"), move || {
                journeys(start)
            })
        })
        .collect()
}

type Start = fn(&Path, u16) -> Result<Command, Failed>;

/// A server of a folder that has the site in it, and once more below; its own files lie elsewhere.
struct Server {
    process: Child,
    port: u16,
    _folder: TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

const BELOW: [&str; 2] = ["", "a/b/"];

impl Server {
    fn start(start: Start) -> Result<Self, Failed> {
        site()?;
        let folder = tempfile::tempdir()?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut command = start(folder.path(), port)?;
        let process = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| {
                format!("{command:?} does not start ({error}): `tests/run` installs it")
            })?;
        let server = Self {
            process,
            port,
            _folder: folder,
        };
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Ok(server);
            }
            thread::sleep(Duration::from_millis(50));
        }
        Err(format!("{command:?} does not listen").into())
    }

    fn base(&self, below: &str) -> String {
        format!("http://127.0.0.1:{}/{below}", self.port)
    }

    /// The head of an answer in lower case, and its body.
    fn get(&self, path: &str, accept: &str) -> Result<(String, Vec<u8>), Failed> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        let request = format!(
            "GET /{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: {accept}\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes())?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let end = answer.windows(4).position(|part| part == b"\r\n\r\n");
        let body = answer.split_off(end.ok_or("no head")? + 4);
        Ok((String::from_utf8_lossy(&answer).to_lowercase(), body))
    }
}

/// What is served, built once for all servers and copied into its own folder.
fn site() -> Result<(), Failed> {
    static BUILT: OnceLock<Result<(), String>> = OnceLock::new();
    let built = BUILT.get_or_init(|| {
        let output = crate::program("build")
            .args(["--precompress", "--root", env!("CARGO_MANIFEST_DIR")])
            .args(["--out", SITE])
            .output()
            .map_err(|error| error.to_string())?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned());
        }
        let _ = fs::remove_dir_all(Path::new(SITE).join("a"));
        let below = Path::new(SITE).join(BELOW[1]);
        copy(Path::new(SITE), &below).map_err(|error| error.to_string())
    });
    built.clone().map_err(Failed::from)
}

const SITE: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/servers");

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let entries: Vec<_> = fs::read_dir(from)?.collect::<io::Result<_>>()?;
    fs::create_dir_all(to)?;
    for entry in entries {
        let target = to.join(entry.file_name());
        if !entry.file_type()?.is_dir() {
            fs::copy(entry.path(), target)?;
        } else if entry.file_name() != "a" {
            copy(&entry.path(), &target)?;
        }
    }
    Ok(())
}

const POLICY: &str = "default-src 'self'";

fn nginx(folder: &Path, port: u16) -> Result<Command, Failed> {
    let place = folder.display();
    let config = format!(
        "daemon off; master_process off; pid {place}/pid; error_log {place}/error.log;
         events {{}}
         http {{
           include /etc/nginx/mime.types; access_log off;
           client_body_temp_path {place}/body; proxy_temp_path {place}/proxy;
           fastcgi_temp_path {place}/fastcgi; uwsgi_temp_path {place}/uwsgi; scgi_temp_path {place}/scgi;
           server {{
             listen 127.0.0.1:{port}; root {SITE}; error_page 404 /404.html; gzip_static on;
             add_header Content-Security-Policy \"{POLICY}\" always;
           }}
         }}"
    );
    fs::write(folder.join("nginx.conf"), config)?;
    let mut command = Command::new("nginx");
    command.arg("-c").arg(folder.join("nginx.conf"));
    command
        .arg("-p")
        .arg(folder)
        .arg("-e")
        .arg(folder.join("error.log"));
    Ok(command)
}

fn apache(folder: &Path, port: u16) -> Result<Command, Failed> {
    let place = folder.display();
    let modules = "/usr/lib/apache2/modules";
    let mut config = String::new();
    for (name, file) in [
        ("mpm_event_module", "mod_mpm_event.so"),
        ("authz_core_module", "mod_authz_core.so"),
        ("dir_module", "mod_dir.so"),
        ("mime_module", "mod_mime.so"),
        ("headers_module", "mod_headers.so"),
    ] {
        config.push_str(&format!("LoadModule {name} {modules}/{file}\n"));
    }
    config.push_str(&format!(
        "ServerRoot {place}\nServerName localhost\nListen 127.0.0.1:{port}\nPidFile {place}/pid\n\
         DefaultRuntimeDir {place}\nErrorLog {place}/error.log\nUser www-data\nGroup www-data\n\
         TypesConfig /etc/mime.types\nDocumentRoot {SITE}\nDirectoryIndex index.html\n\
         ErrorDocument 404 /404.html\n<Directory {SITE}>\nRequire all granted\n</Directory>\n\
         Header always set Content-Security-Policy \"{POLICY}\"\n"
    ));
    fs::write(folder.join("apache.conf"), config)?;
    let mut command = Command::new("apache2");
    command
        .args(["-X", "-d"])
        .arg(folder)
        .arg("-f")
        .arg(folder.join("apache.conf"));
    Ok(command)
}

fn caddy(folder: &Path, port: u16) -> Result<Command, Failed> {
    let config = format!(
        "{{\n\tadmin off\n\tauto_https off\n}}\n\
         http://127.0.0.1:{port} {{\n\tbind 127.0.0.1\n\troot * {SITE}\n\
         \theader Content-Security-Policy \"{POLICY}\"\n\tfile_server {{\n\t\tprecompressed br gzip\n\t}}\n\
         \thandle_errors {{\n\t\trewrite * /404.html\n\t\tfile_server\n\t}}\n}}\n"
    );
    fs::write(folder.join("Caddyfile"), config)?;
    let mut command = Command::new("caddy");
    command
        .args(["run", "--adapter", "caddyfile", "--config"])
        .arg(folder.join("Caddyfile"));
    command
        .env("HOME", folder)
        .env("XDG_DATA_HOME", folder)
        .env("XDG_CONFIG_HOME", folder);
    Ok(command)
}

/// As anybody can start it; it knows no policy.
fn python(_: &Path, port: u16) -> Result<Command, Failed> {
    let mut command = Command::new("python3");
    command.args(["-m", "http.server", "--bind", "127.0.0.1"]);
    command.args(["--directory", SITE, &port.to_string()]);
    Ok(command)
}

fn journeys(start: Start) -> Result<(), Failed> {
    let server = Server::start(start)?;
    let mut browser = Browser::launch()?;
    for below in BELOW {
        let base = server.base(below);
        let mut page = browser.open(&base)?;
        page.resize(1280)?;
        read(&mut page)?;
        search(&mut page, &base)?;
        find_without_words(&mut page, &base)?;
        assert_eq!(page.complaints(), Vec::<String>::new(), "{base}");
        page.close()?;
        downloads(&server, below)?;
    }
    Ok(())
}

/// From the home page to a chapter, by links.
fn read(page: &mut Page) -> Result<(), Failed> {
    stays(page)?;
    page.evaluate("document.querySelector('nav a[href$=\"tokyo-2024/index.html\"]').click()")?;
    page.arrive("/tokyo-2024/index.html")?;
    page.evaluate("document.querySelector('main a[href$=\"figures/index.html\"], a[href$=\"figures/index.html\"]').click()")?;
    page.arrive("/figures/index.html")?;
    // The charts are there, and the style is.
    let shown =
        "[...document.images].map((image) => { image.loading = 'eager'; return image; }).length > 0
        && [...document.images].every((image) => image.complete && image.naturalWidth > 0)";
    assert_eq!(page.await_value(shown)?, true);
    assert_eq!(
        page.evaluate(
            "document.styleSheets.length > 1 && document.styleSheets[1].cssRules.length > 50"
        )?,
        true
    );
    stays(page)
}

/// Words, then a choice, then the page that was found.
fn search(page: &mut Page, base: &str) -> Result<(), Failed> {
    go(page, &format!("{base}index.html"))?;
    page.evaluate(
        "(() => { const form = document.querySelector('form[action$=\"search/index.html\"]');
           form.querySelector('input[name=q]').value = '主治医'; form.requestSubmit(); })()",
    )?;
    page.arrive("/search/index.html")?;
    let count = "Number(document.querySelector('[data-search-results]').dataset.searchCount)";
    let all = page.await_value(count)?.as_u64().unwrap_or_default();
    assert!(all > 3, "{all}");
    page.evaluate("document.querySelector('[data-search-narrow] input[value=case], input[value=case]').click()")?;
    let cases = page.await_value(&format!("{count} < {all} && {count}"))?;
    let cases = cases.as_u64().unwrap_or_default();
    assert!(0 < cases && cases < all, "{cases} of {all}");
    stays(page)?;
    page.evaluate("document.querySelector('[data-search-results] a').click()")?;
    for _ in 0..100 {
        let there = "location.pathname.includes('/cases/') && document.body.className === 'case'";
        if page.evaluate(there).is_ok_and(|there| there == true) {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(50));
    }
    Err("the case that was found is not shown".into())
}

/// Cases by what they have, through pages alone.
fn find_without_words(page: &mut Page, base: &str) -> Result<(), Failed> {
    go(page, &format!("{base}cases/by/index.html"))?;
    page.evaluate("document.querySelector('a[href$=\"difficulty/sleep/index.html\"]').click()")?;
    page.arrive("/difficulty/sleep/index.html")?;
    let cases = page.evaluate(
        "document.querySelectorAll('main a[href*=\"cases/\"], main a[href*=\"c-\"]').length",
    )?;
    assert!(cases.as_u64() > Some(0));
    stays(page)
}

fn go(page: &mut Page, address: &str) -> Result<(), Failed> {
    let address = json!(address);
    page.evaluate(&format!("location.href = {address}"))?;
    let there = format!("location.href === {address} && document.readyState === 'complete'");
    for _ in 0..600 {
        // On its way from page to page a browser answers nothing.
        if page.evaluate(&there).is_ok_and(|there| there == true) {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(50));
    }
    Err(format!("the browser is not at {address}").into())
}

/// Everything that the page loaded came from this server.
fn stays(page: &mut Page) -> Result<(), Failed> {
    let elsewhere = page.evaluate(
        "performance.getEntriesByType('resource').map((entry) => entry.name)
           .filter((name) => !name.startsWith(location.origin)).join()",
    )?;
    assert_eq!(elsewhere, "");
    Ok(())
}

fn downloads(server: &Server, below: &str) -> Result<(), Failed> {
    for (file, kind, begins) in [
        ("tokyo-2024.pdf", "application/pdf", "%PDF"),
        ("data/figures.csv", "text/", "\u{FEFF}"),
        ("data/description.json", "application/json", "{"),
        ("tokyo-2024/figures/charts/1.svg", "image/svg+xml", "<svg"),
    ] {
        let (head, body) = server.get(&format!("{below}{file}"), "identity")?;
        assert!(
            head.starts_with("http/1.1 200") || head.starts_with("http/1.0 200"),
            "{file}: {head}"
        );
        assert!(
            head.contains(&format!("content-type: {kind}")),
            "{file}: {head}"
        );
        assert!(body.starts_with(begins.as_bytes()), "{file}");
    }
    let (head, _) = server.get(&format!("{below}no/such/page/"), "identity")?;
    assert!(head.contains(" 404 "), "{head}");
    // Those that know how send what was compressed before.
    let (head, _) = server.get(&format!("{below}index.html"), "gzip")?;
    if head.contains("server: nginx") || head.contains("server: caddy") {
        assert!(head.contains("content-encoding: gzip"), "{head}");
    }
    Ok(())
}
