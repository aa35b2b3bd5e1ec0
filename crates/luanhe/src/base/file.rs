//! Files by name: every error says which.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;

use super::{Error, Result, say};

/// Reads a file whole, refusing one larger than `limit` bytes.
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>> {
    let name = path.display();
    let file = File::open(path)
        .map_err(|e| Error::Missing(say!("打不开文件 {name}：{e}", "cannot open {name}: {e}")))?;
    let mut bytes = Vec::new();
    file.take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| Error::Missing(say!("读不了文件 {name}：{e}", "cannot read {name}: {e}")))?;
    if bytes.len() as u64 > limit {
        return Err(Error::Busy(say!(
            "文件 {name} 超过 {limit} 字节的上限；请拆分后再导入",
            "{name} is over the limit of {limit} bytes; split it"
        )));
    }
    Ok(bytes)
}

/// Writes a file so that it is whole or not there: to a neighbour first, then renamed.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let name = path.display();
    let broken =
        |e: std::io::Error| Error::Busy(say!("写不了文件 {name}：{e}", "cannot write {name}: {e}"));
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(broken)?;
    }
    let part = path.with_added_extension("part");
    let mut file = File::create(&part).map_err(broken)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(broken)?;
    fs::rename(&part, path).map_err(broken)
}
