//! Where a file's bytes are: on disk, or already here.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::{Error, Result, say};

#[derive(Clone, Debug)]
pub enum Source {
    Path(PathBuf),
    Bytes(Arc<[u8]>),
}

impl From<Vec<u8>> for Source {
    fn from(bytes: Vec<u8>) -> Source {
        Source::Bytes(bytes.into())
    }
}

impl From<&Path> for Source {
    fn from(path: &Path) -> Source {
        Source::Path(path.to_path_buf())
    }
}

impl Source {
    /// The bytes from the beginning, and how many there are.
    pub(super) fn reader(&self) -> Result<(Input, u64)> {
        match self {
            Source::Bytes(bytes) => {
                Ok((Input::Bytes(Cursor::new(Arc::clone(bytes))), bytes.len() as u64))
            }
            Source::Path(path) => {
                let name = path.display();
                let missing = |e: io::Error| {
                    Error::Missing(say!("打不开文件 {name}：{e}", "cannot open {name}: {e}"))
                };
                let file = File::open(path).map_err(missing)?;
                let length = file.metadata().map_err(missing)?.len();
                Ok((Input::File(BufReader::with_capacity(1 << 16, file)), length))
            }
        }
    }
}

pub(super) enum Input {
    File(BufReader<File>),
    Bytes(Cursor<Arc<[u8]>>),
}

impl Read for Input {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Input::File(file) => file.read(into),
            Input::Bytes(bytes) => bytes.read(into),
        }
    }
}

impl Seek for Input {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Input::File(file) => file.seek(to),
            Input::Bytes(bytes) => bytes.seek(to),
        }
    }
}
