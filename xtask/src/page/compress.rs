//! Compressed copies, so that a static host need not compress at each request, and the sizes they give.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use page_headers::FRAME_LIST;

use crate::error::Error;

/// Window of 4 MB: the largest every browser accepts for content encoding, and more than any file here.
const BROTLI_WINDOW: u32 = 22;

/// Writes `name.br` and `name.gz` beside every file for which they are smaller, but for the one that people write by hand: they
/// would leave old copies behind.
pub(crate) fn beside_each(folder: &Path) -> Result<(), Error> {
    super::files(folder)?.iter().filter(|name| *name != FRAME_LIST).try_for_each(|name| beside(folder, name))
}

/// The same for one file.
pub(crate) fn beside(folder: &Path, name: &str) -> Result<(), Error> {
    let path = folder.join(name);
    let raw = fs::read(&path).map_err(Error::file("read", &path))?;
    for (ending, packed) in [("br", brotli(&raw)), ("gz", gzip(&raw))] {
        let target = folder.join(format!("{name}.{ending}"));
        let packed = packed.map_err(Error::file("compress", &path))?;
        if packed.len() < raw.len() {
            fs::write(&target, packed).map_err(Error::file("write", &target))?;
        }
    }
    Ok(())
}

/// Whether a file of the page is one of these copies.
pub(crate) fn is_copy(name: &str) -> bool {
    name.ends_with(".br") || name.ends_with(".gz")
}

/// As `brotli --quality=11`.
pub(crate) fn brotli(raw: &[u8]) -> io::Result<Vec<u8>> {
    let mut packed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut packed, 64 * 1024, 11, BROTLI_WINDOW);
    writer.write_all(raw)?;
    writer.flush()?;
    drop(writer);
    Ok(packed)
}

/// As `gzip -9`, without name and time so that equal files stay equal.
pub(crate) fn gzip(raw: &[u8]) -> io::Result<Vec<u8>> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    writer.write_all(raw)?;
    writer.finish()
}
