//! GIF files, block by block: img-parts does not know them.

/// The screen, its colours, the pictures and how they move; no comments, no texts, no XMP. `None` when it
/// ends too early.
pub(super) fn bare(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut at = 13 + colours(*bytes.get(10)?);
    let mut kept = bytes.get(..at)?.to_vec();
    loop {
        let start = at;
        let keep = match bytes.get(at)? {
            // The end; what follows is no part of the picture.
            0x3b => {
                kept.push(0x3b);
                return Some(kept);
            }
            0x2c => {
                at += 10 + colours(*bytes.get(at + 9)?) + 1;
                true
            }
            0x21 => {
                let (label, name) = (*bytes.get(at + 1)?, bytes.get(at + 3..at + 14));
                at += 2;
                label == 0xf9
                    || label == 0xff && matches!(name, Some(b"NETSCAPE2.0" | b"ANIMEXTS1.0"))
            }
            _ => return None,
        };
        // The data follows in pieces, each with its length; the last has none.
        loop {
            let length = usize::from(*bytes.get(at)?);
            at += 1 + length;
            if length == 0 {
                break;
            }
        }
        if keep {
            kept.extend(bytes.get(start..at)?);
        }
    }
}

/// The bytes of a table of colours, as its flags say.
fn colours(flags: u8) -> usize {
    match flags & 0x80 {
        0 => 0,
        _ => 3 << ((flags & 7) + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_what_follows_the_end_go() {
        let head = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff";
        let comment = b"\x21\xfe\x05where\0";
        let control = b"\x21\xf9\x04\0\0\0\0\0";
        let image = b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0";
        let bytes = [&head[..], comment, control, image, b"\x3bmore"].concat();
        let wanted = [&head[..], control, image, b"\x3b"].concat();
        assert_eq!(bare(&bytes), Some(wanted));
        assert_eq!(bare(&bytes[..40]), None);
    }
}
