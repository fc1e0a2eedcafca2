//! How much a site may be: far more than any site needs, far less than would hang a machine.

/// The largest text file that is read, in bytes.
pub(super) const TEXT: u64 = 16 * 1024 * 1024;
/// The largest picture or other file that is copied, in bytes.
pub(super) const ASSET: u64 = 256 * 1024 * 1024;
/// How deep folders may lie in each other.
pub(super) const FOLDERS: usize = 24;
/// How many YAML values a file may hold.
pub(super) const VALUES: usize = 4_000_000;
/// How deep YAML values may lie in each other.
pub(super) const DEPTH: usize = 64;
