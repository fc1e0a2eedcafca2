//! Chromium over its DevTools socket, and a server of files for it.

use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use libtest_mimic::Failed;
use serde_json::{Value, json};
use tempfile::TempDir;
use tungstenite::{Message, WebSocket, stream::MaybeTlsStream};

const ARGUMENTS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
];

/// A browser with a profile of its own.
pub struct Browser {
    process: Child,
    socket: WebSocket<MaybeTlsStream<TcpStream>>,
    last: u64,
    /// What pages complained of: exceptions, refused files, policies.
    complaints: Vec<String>,
    _profile: TempDir,
}

impl Browser {
    pub fn launch() -> Result<Self, Failed> {
        let profile = tempfile::tempdir()?;
        let mut process = Command::new("chromium")
            .args(ARGUMENTS)
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| {
                format!("chromium does not start ({error}): `tests/run` installs it")
            })?;
        let stderr = process.stderr.take().ok_or("chromium has no stderr")?;
        let mut lines = BufReader::new(stderr).lines().map_while(Result::ok);
        let address = lines
            .find_map(|line| {
                line.strip_prefix("DevTools listening on ")
                    .map(str::to_owned)
            })
            .ok_or("chromium names no socket")?;
        // A pipe that nobody reads would stop the browser.
        thread::spawn(move || lines.for_each(drop));
        let (socket, _) = tungstenite::connect(address)?;
        Ok(Self {
            process,
            socket,
            last: 0,
            complaints: Vec::new(),
            _profile: profile,
        })
    }

    fn call(
        &mut self,
        session: Option<&str>,
        method: &str,
        params: Value,
    ) -> Result<Value, Failed> {
        self.last += 1;
        let mut message = json!({"id": self.last, "method": method, "params": params});
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        self.socket.send(Message::text(message.to_string()))?;
        loop {
            let Message::Text(text) = self.socket.read()? else {
                continue;
            };
            let mut answer: Value = serde_json::from_str(&text)?;
            if answer["id"] != self.last {
                self.listen(&answer);
            } else if answer["error"].is_null() {
                return Ok(answer["result"].take());
            } else {
                return Err(format!("{method}: {}", answer["error"]).into());
            }
        }
    }

    fn listen(&mut self, event: &Value) {
        let params = &event["params"];
        match event["method"].as_str() {
            Some("Runtime.exceptionThrown") => {
                self.complaints.push(params["exceptionDetails"].to_string())
            }
            Some("Log.entryAdded") if params["entry"]["level"] == "error" => {
                self.complaints.push(params["entry"].to_string());
            }
            _ => {}
        }
    }

    /// Opens an address and waits until everything of it is loaded.
    pub fn open(&mut self, address: &str) -> Result<Page<'_>, Failed> {
        let target = self.call(None, "Target.createTarget", json!({"url": "about:blank"}))?;
        let attach = json!({"targetId": target["targetId"], "flatten": true});
        let session = self.call(None, "Target.attachToTarget", attach)?;
        let session = session["sessionId"]
            .as_str()
            .ok_or("no session")?
            .to_owned();
        for domain in ["Page.enable", "Runtime.enable", "Log.enable"] {
            self.call(Some(&session), domain, json!({}))?;
        }
        self.call(Some(&session), "Page.navigate", json!({"url": address}))?;
        let mut page = Page {
            browser: self,
            session,
        };
        page.evaluate(
            "new Promise((done) => document.readyState === 'complete' ? done() : addEventListener('load', () => done()))",
        )?;
        Ok(page)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// An open page.
pub struct Page<'a> {
    browser: &'a mut Browser,
    session: String,
}

impl Page<'_> {
    /// The value of an expression, awaited when it is a promise.
    pub fn evaluate(&mut self, expression: &str) -> Result<Value, Failed> {
        let params = json!({"expression": expression, "awaitPromise": true, "returnByValue": true, "userGesture": true});
        let answer = self
            .browser
            .call(Some(&self.session), "Runtime.evaluate", params)?;
        match answer["exceptionDetails"].is_null() {
            true => Ok(answer["result"]["value"].clone()),
            false => Err(answer["exceptionDetails"].to_string().into()),
        }
    }

    /// The value of an expression once it is neither empty nor false; a slow machine gets half a minute.
    pub fn await_value(&mut self, expression: &str) -> Result<Value, Failed> {
        self.evaluate(&format!(
            "(async () => {{ for (let i = 0; i < 3000 && !({expression}); i += 1) {{
                await new Promise((next) => setTimeout(next, 10)); }} return ({expression}); }})()"
        ))
    }

    /// Waits until the browser is at an address that ends so; a slow machine gets half a minute.
    pub fn arrive(&mut self, end: &str) -> Result<(), Failed> {
        let there = format!(
            "document.readyState === 'complete' && location.pathname.endsWith({})",
            json!(end)
        );
        for _ in 0..600 {
            // On its way from page to page a browser answers nothing.
            if self.evaluate(&there).is_ok_and(|there| there == true) {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(50));
        }
        Err(format!("the browser is not at `{end}`").into())
    }

    /// Switches the scripts of the pages off from the next page on.
    pub fn without_scripts(&mut self) -> Result<(), Failed> {
        let params = json!({"value": true});
        self.browser.call(
            Some(&self.session),
            "Emulation.setScriptExecutionDisabled",
            params,
        )?;
        Ok(())
    }

    /// Types a text into what has the focus.
    pub fn insert(&mut self, text: &str) -> Result<(), Failed> {
        let params = json!({"text": text});
        self.browser
            .call(Some(&self.session), "Input.insertText", params)?;
        Ok(())
    }

    /// Presses and lets go a key: Tab, Enter, or the space bar.
    pub fn key(&mut self, key: &str) -> Result<(), Failed> {
        let (code, number, text) = match key {
            "Tab" => ("Tab", 9, ""),
            "Enter" => ("Enter", 13, "\r"),
            " " => ("Space", 32, " "),
            _ => return Err(format!("no key `{key}`").into()),
        };
        for kind in ["keyDown", "keyUp"] {
            let mut params =
                json!({"type": kind, "key": key, "code": code, "windowsVirtualKeyCode": number});
            if kind == "keyDown" && !text.is_empty() {
                params["text"] = text.into();
            }
            self.browser
                .call(Some(&self.session), "Input.dispatchKeyEvent", params)?;
        }
        Ok(())
    }

    /// The width of the window in CSS pixels.
    pub fn resize(&mut self, width: u32) -> Result<(), Failed> {
        let metrics =
            json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600});
        self.browser.call(
            Some(&self.session),
            "Emulation.setDeviceMetricsOverride",
            metrics,
        )?;
        Ok(())
    }

    /// Which colours the reader's device asks for: `light` or `dark`.
    pub fn scheme(&mut self, scheme: &str) -> Result<(), Failed> {
        let features = json!([{"name": "prefers-color-scheme", "value": scheme}]);
        let media = json!({"media": "", "features": features});
        let session = Some(self.session.as_str());
        self.browser
            .call(session, "Emulation.setEmulatedMedia", media)?;
        Ok(())
    }

    /// Presses and releases a key as a hand does: `Tab`, `Enter`, `Escape`, `ArrowRight`, ` `.
    pub fn press(&mut self, key: &str) -> Result<(), Failed> {
        let code = match key {
            "Tab" => 9,
            "Enter" => 13,
            "Escape" => 27,
            " " => 32,
            "ArrowRight" => 39,
            "ArrowDown" => 40,
            other => return Err(format!("no code for {other}").into()),
        };
        let text = match key {
            "Enter" => "\r",
            " " => " ",
            _ => "",
        };
        for kind in ["keyDown", "keyUp"] {
            let text = if kind == "keyDown" { text } else { "" };
            let event = json!({"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text});
            let session = Some(self.session.as_str());
            self.browser
                .call(session, "Input.dispatchKeyEvent", event)?;
        }
        Ok(())
    }

    /// Goes on to another address without the scripts of pages.
    pub fn open_without_scripts(&mut self, address: &str) -> Result<(), Failed> {
        let session = self.session.clone();
        let off = json!({"value": true});
        self.browser
            .call(Some(&session), "Emulation.setScriptExecutionDisabled", off)?;
        let to = json!({"url": address});
        self.browser.call(Some(&session), "Page.navigate", to)?;
        // Nothing can wait inside a page that runs no scripts.
        for _ in 0..600 {
            let there = "location.href + document.readyState";
            if self.evaluate(there)? == format!("{address}complete").as_str() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(50));
        }
        Err(format!("{address} does not load").into())
    }

    pub fn close(self) -> Result<(), Failed> {
        self.browser
            .call(Some(&self.session), "Page.close", json!({}))?;
        Ok(())
    }

    /// What went wrong on the pages so far.
    pub fn complaints(&self) -> &[String] {
        &self.browser.complaints
    }
}

/// Serves a folder under a base path, with the strictest policy that the site promises to bear.
pub fn serve(folder: &Path, base: &str) -> Result<String, Failed> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = format!("http://{}{base}", listener.local_addr()?);
    let (folder, base) = (folder.to_owned(), base.to_owned());
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let (folder, base) = (folder.clone(), base.clone());
            thread::spawn(move || answer(stream, &folder, &base));
        }
    });
    Ok(address)
}

fn answer(mut stream: TcpStream, folder: &Path, base: &str) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?)
        .lines()
        .map_while(Result::ok);
    let request = lines.next()?;
    lines.find(String::is_empty)?;
    let path = request.split(' ').nth(1)?.split('?').next()?;
    let file: Option<PathBuf> = path.strip_prefix(base).map(|inner| folder.join(inner));
    let (status, bytes) = match file.and_then(|file| std::fs::read(file).ok()) {
        Some(bytes) => ("200 OK", bytes),
        None => ("404 Not Found", Vec::new()),
    };
    let kind = match path.rsplit('.').next()? {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\
         Content-Security-Policy: default-src 'self'\r\nX-Content-Type-Options: nosniff\r\n\r\n",
        bytes.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(&bytes).ok()
}
