//! Who is answered, and with what.

use std::{
    fs,
    process::{Command, Stdio},
};

use libtest_mimic::{Failed, Trial};

use super::Server;

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("serve::answers_this_machine_only", hosts),
        Trial::test("serve::cannot_be_led_out_of_the_site", paths),
        Trial::test("serve::stands_under_the_published_path", below),
        Trial::test("serve::a_taken_port_is_said", taken),
        Trial::test("serve::ends_cleanly", ends),
    ]
}

fn status(head: &str) -> &str {
    head.split(' ').nth(1).unwrap_or_default()
}

fn hosts() -> Result<(), Failed> {
    let server = Server::start("tests/sites/small")?;
    server.whole()?;
    let port = server.port;
    for host in [
        "localhost".to_owned(),
        format!("localhost:{port}"),
        format!("127.0.0.1:{port}"),
        format!("[::1]:{port}"),
    ] {
        let (head, _) = server.ask(&format!(
            "GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        ))?;
        assert_eq!(status(&head), "200", "{host}");
    }
    for host in [
        "example.jp",
        "localhost.example.jp",
        "",
        "10.0.0.1",
        "127.0.0.1.example.jp",
    ] {
        for path in ["/", "/_yearbook/news?page=/", "/_yearbook/page.js"] {
            let (head, body) = server.ask(&format!(
                "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
            ))?;
            assert_eq!(status(&head), "421", "{host} {path}");
            assert!(body.len() < 100);
        }
    }
    let (head, _) = server.ask("GET / HTTP/1.0\r\n\r\n")?;
    assert_eq!(status(&head), "421");
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let (head, _) = server.ask(&format!(
            "{method} / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        ))?;
        assert_eq!(status(&head), "405", "{method}");
        assert!(head.to_lowercase().contains("allow: get, head"), "{head}");
    }
    // No other address of this machine listens.
    let listening = fs::read_to_string("/proc/net/tcp").unwrap_or_default();
    let ours = listening
        .lines()
        .filter(|line| line.contains(&format!(":{port:04X} 00000000:0000 0A")));
    for line in ours {
        assert!(line.contains("0100007F:"), "{line}");
    }
    Ok(())
}

fn paths() -> Result<(), Failed> {
    let server = Server::start("tests/sites/harbour")?;
    server.whole()?;
    server.write("secret.txt", "secret")?;
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/report/..%5c..%5csecret.txt",
        "/report/../../secret.txt",
        "//secret.txt",
        "/secret.txt",
        "/yearbook.yaml",
        "/data/areas/all.yaml",
        "/content/report/intro.md",
        "/index.html%00.txt",
        "/%",
        "/%ff%fe",
        "/etc/passwd",
        "//etc/passwd",
        "//example.jp/report",
        "/report/intro/index.html/",
    ] {
        let (head, body) = server.get(path)?;
        assert!(matches!(status(&head), "400" | "404"), "{path}: {head}");
        assert!(!String::from_utf8_lossy(&body).contains("secret"), "{path}");
    }
    let (head, body) = server.get("/report/intro/?q=1")?;
    assert_eq!(status(&head), "200");
    let lower = head.to_lowercase();
    for header in [
        "content-type: text/html; charset=utf-8",
        "content-security-policy: default-src 'self'",
        "x-content-type-options: nosniff",
        "cross-origin-resource-policy: same-origin",
    ] {
        assert!(lower.contains(header), "{header} in {head}");
    }
    let length = format!("content-length: {}", body.len());
    assert!(lower.contains(&length), "{length} in {head}");
    let (head, body) = server
        .ask("HEAD /report/intro/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    assert_eq!(status(&head), "200");
    assert!(head.to_lowercase().contains(&length), "{head}");
    assert!(body.is_empty());
    let (head, _) = server.get("/report/intro")?;
    assert!(
        head.to_lowercase().contains("location: /report/intro/"),
        "{head}"
    );
    // The page for missing addresses finds its style from wherever it is shown.
    let (head, body) = server.get("/no/such/page/")?;
    assert_eq!(status(&head), "404");
    assert!(String::from_utf8(body)?.contains("<base href=\"/\">"));
    Ok(())
}

fn below() -> Result<(), Failed> {
    let server = Server::start("tests/sites/harbour")?;
    let build = server.whole()?;
    server.replace(
        "yearbook.yaml",
        "year-style:",
        "base-url: https://example.jp/nagisa/r5/\nyear-style:",
    )?;
    server.after(build)?;
    let (head, _) = server.get("/")?;
    assert!(
        head.to_lowercase().contains("location: /nagisa/r5/"),
        "{head}"
    );
    assert_eq!(status(&server.get("/nagisa/r5/report/intro/")?.0), "200");
    assert_eq!(status(&server.get("/report/intro/")?.0), "404");
    let (_, body) = server.get("/nagisa/r5/none/")?;
    assert!(String::from_utf8(body)?.contains("/nagisa/r5/theme/style.css"));
    Ok(())
}

fn taken() -> Result<(), Failed> {
    let server = Server::start("tests/sites/small")?;
    let output = crate::program("serve")
        .args(["--port", &server.port.to_string(), "--root"])
        .arg(server.folder.path())
        .output()?;
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr)?;
    let port = server.port;
    assert_eq!(
        said,
        format!(
            "error: another program has the port {port}: name another with `--port`, or let `--port 0` find one\n"
        )
    );
    Ok(())
}

/// Ctrl-C ends it with 0, also while a page listens for news and books are made.
fn ends() -> Result<(), Failed> {
    let mut server = Server::start("tests/sites/harbour")?;
    let listening =
        server.send("GET /_yearbook/news?page=/ HTTP/1.1\r\nHost: localhost\r\n\r\n")?;
    server.after(0)?;
    let id = server.process.id().to_string();
    let sent = Command::new("kill")
        .args(["-INT", &id])
        .stderr(Stdio::null())
        .status()?;
    assert!(sent.success());
    assert_eq!(server.process.wait()?.code(), Some(0));
    drop(listening);
    Ok(())
}
