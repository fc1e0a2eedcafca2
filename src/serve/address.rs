//! Addresses as browsers send them.

/// The path behind percent codes; `None` for what no file can be called.
pub fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => bytes.push(digit(rest.next()?)? * 16 + digit(rest.next()?)?),
            byte => bytes.push(byte),
        }
    }
    let path = String::from_utf8(bytes).ok()?;
    let strange = path.contains(|c: char| c.is_control() || c == '\\');
    (!strange).then_some(path)
}

fn digit(byte: u8) -> Option<u8> {
    let value = char::from(byte).to_digit(16)?;
    u8::try_from(value).ok()
}

/// Whether a `Host` header names this machine by its loopback. A page of another host that lets its
/// name point here is refused.
pub fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => {
            return rest
                .split_once(']')
                .is_some_and(|(ip, port)| ip == "::1" && is_port(port));
        }
        None => host.split(':').next().unwrap_or_default(),
    };
    let known = name.eq_ignore_ascii_case("localhost") || name == "127.0.0.1";
    known && is_port(&host[name.len()..])
}

fn is_port(rest: &str) -> bool {
    rest.is_empty()
        || rest
            .strip_prefix(':')
            .is_some_and(|port| !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()))
}

/// What kind of file a name says it is.
pub fn media_type(name: &str) -> &'static str {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending.to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "xml" => "application/xml",
        "ics" => "text/calendar; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "woff2" => "font/woff2",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_decoded_once() {
        assert_eq!(decoded("/%E7%9B%AE/a%20b").as_deref(), Some("/目/a b"));
        assert_eq!(decoded("/%252e").as_deref(), Some("/%2e"));
        for wrong in ["/%", "/%4", "/%zz", "/%00", "/%ff", "/a%5cb", "/a\nb"] {
            assert_eq!(decoded(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn only_loopback_names_are_ours() {
        for host in [
            "localhost",
            "LOCALHOST:80",
            "127.0.0.1:4000",
            "[::1]:4000",
            "[::1]",
        ] {
            assert!(is_loopback(host), "{host}");
        }
        for host in [
            "",
            "example.jp",
            "localhost.example.jp",
            "127.0.0.1.example.jp:4000",
            "localhost:x",
            "localhost:",
            "[::1]x",
            "[::2]",
            "192.168.0.1",
        ] {
            assert!(!is_loopback(host), "{host}");
        }
    }
}
