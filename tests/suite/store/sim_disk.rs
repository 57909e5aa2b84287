//! A disk in memory that promises as little as a disk may: bytes are safe after `sync`, names after `sync_folder`,
//! and when the power fails, of everything else any part may have reached the disk and any part not.

use std::any::Any;
use std::collections::BTreeMap;
use std::fmt;
use std::io::{Error, ErrorKind, Result};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use rolebook::catalog::disk::{Disk, Entry, EntryKind, Written};

use super::dice::Dice;

/// A disk in memory. Clones are the same disk.
#[derive(Clone, Default)]
pub(crate) struct SimDisk {
    state: Arc<Mutex<State>>,
}

/// What befalls the disk at some operation.
#[derive(Debug, Clone)]
pub(crate) enum Event {
    /// The process is stopped: before the operation, or, when writing, after this many 256ths of the bytes.
    Stop(usize),
    /// The operation fails; when writing, after this many 256ths of the bytes.
    Fail(usize),
    /// From now on there is no space for this many 256ths of the bytes that are to be written, nor for new names.
    Fill(usize),
    /// Somebody who knows nothing of locks saves a file, unless one of that name is there.
    Intrude(PathBuf, Vec<u8>),
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stop(share) => write!(f, "a stop ({share}/256 written)"),
            Self::Fail(share) => write!(f, "a failure ({share}/256 written)"),
            Self::Fill(share) => write!(f, "no space ({share}/256 written)"),
            Self::Intrude(..) => f.write_str("a stranger's draft"),
        }
    }
}

/// What a disk may do wrong for good. The simulation must notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weakness {
    /// Making a file's bytes safe does nothing.
    FileSync,
    /// Making a folder's names safe does nothing.
    FolderSync,
    /// Renaming overwrites what must not be overwritten.
    RenameNew,
}

/// What has befallen the disk since the last event was planned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Befallen {
    /// Anything at all.
    pub(crate) anything: bool,
    /// Making something safe has failed.
    pub(crate) sync_failed: bool,
    /// There was no space.
    pub(crate) filled: bool,
    /// Somebody has saved a file.
    pub(crate) intruded: bool,
}

#[derive(Default)]
struct State {
    /// Files and folders; the first is the root.
    nodes: Vec<Node>,
    operations: usize,
    planned: Option<(usize, Event)>,
    befallen: Befallen,
    /// So many 256ths of what is written still find space.
    full: Option<usize>,
    stopped: bool,
    locked: bool,
    weakness: Option<Weakness>,
}

enum Node {
    /// The first `safe` bytes survive a power cut.
    File {
        bytes: Vec<u8>,
        safe: usize,
    },
    Folder(BTreeMap<String, Name>),
}

/// What a name has stood for since its folder was made safe: the first survives a power cut, the last is seen.
struct Name(Vec<Option<usize>>);

/// The kinds of operation that events tell apart.
#[derive(PartialEq, Eq)]
enum Operation {
    Look,
    Write,
    Name,
    Sync,
}

fn failed(what: &str) -> Error {
    Error::other(format!("simulated: {what}"))
}

impl SimDisk {
    /// A disk with an empty folder.
    pub(crate) fn with_folder(folder: &Path) -> Self {
        let disk = Self::default();
        disk.state().nodes.push(Node::Folder(BTreeMap::new()));
        let mut at = PathBuf::from("/");
        for part in folder.components().skip(1) {
            let parent = at.clone();
            at.push(part);
            disk.make_folder(&at).unwrap();
            disk.sync_folder(&parent).unwrap();
        }
        disk
    }

    /// The same disk, weak for good.
    pub(crate) fn weakened(self, weakness: Option<Weakness>) -> Self {
        self.state().weakness = weakness;
        self
    }

    /// Lets something befall the disk at the operation after `operations` more.
    pub(crate) fn plan(&self, operations: usize, event: Event) {
        let mut state = self.state();
        state.befallen = Befallen::default();
        state.planned = Some((state.operations + operations, event));
    }

    /// Plans nothing any more, frees space, and says what has happened.
    pub(crate) fn calm(&self) -> Befallen {
        let mut state = self.state();
        state.planned = None;
        state.full = None;
        std::mem::take(&mut state.befallen)
    }

    /// Whether the process has been stopped.
    pub(crate) fn is_stopped(&self) -> bool {
        self.state().stopped
    }

    /// A new process begins where the old one was stopped: nothing is lost, nothing has become safe.
    pub(crate) fn restart(&self) {
        let mut state = self.state();
        state.stopped = false;
        state.locked = false;
    }

    /// The power fails and comes back: of what was not made safe, each part is kept or lost as the dice fall.
    pub(crate) fn cut_power(&self, dice: &mut Dice) {
        self.restart();
        for node in &mut self.state().nodes {
            match node {
                Node::File { bytes, safe } => {
                    let kept = *safe + dice.below(bytes.len() - *safe + 1);
                    bytes.truncate(kept);
                    if dice.one_in(4) {
                        // The length has reached the disk, the bytes have not.
                        let written = *safe + dice.below(kept - *safe + 1);
                        bytes[written..].fill(0);
                    }
                    *safe = kept;
                }
                Node::Folder(names) => {
                    for name in names.values_mut() {
                        let kept = name.0[dice.below(name.0.len())];
                        name.0 = vec![kept];
                    }
                    names.retain(|_, name| name.seen().is_some());
                }
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }
}

impl Name {
    fn seen(&self) -> Option<usize> {
        self.0.last().copied().flatten()
    }
}

impl State {
    /// Counts an operation; what share of it, in 256ths, takes place, and whether it fails after that.
    fn begin(&mut self, operation: Operation) -> Result<Option<(usize, Error)>> {
        if self.stopped {
            return Err(failed("the process has been stopped"));
        }
        self.operations += 1;
        let no_space = || Error::new(ErrorKind::StorageFull, "simulated: no space");
        let wants_space = matches!(operation, Operation::Write | Operation::Name);
        let due = match &self.planned {
            Some((at, Event::Fill(_))) => wants_space && *at < self.operations,
            Some((at, _)) => *at < self.operations,
            None => false,
        };
        if let Some((_, event)) = self.planned.take_if(|_| due) {
            self.befallen.anything = true;
            match event {
                Event::Stop(share) => {
                    self.stopped = true;
                    let error = failed("the process has been stopped");
                    return if operation == Operation::Write { Ok(Some((share, error))) } else { Err(error) };
                }
                Event::Fail(share) => {
                    self.befallen.sync_failed |= operation == Operation::Sync;
                    let error = failed("the disk has failed");
                    return if operation == Operation::Write { Ok(Some((share, error))) } else { Err(error) };
                }
                Event::Fill(share) => (self.full, self.befallen.filled) = (Some(share), true),
                Event::Intrude(path, bytes) => self.befallen.intruded = self.intrude(&path, bytes).is_ok(),
            }
        }
        match self.full {
            Some(share) if operation == Operation::Write => Ok(Some((share, no_space()))),
            Some(_) if operation == Operation::Name => Err(no_space()),
            _ => Ok(None),
        }
    }

    fn intrude(&mut self, path: &Path, bytes: Vec<u8>) -> Result<()> {
        if self.find(path).is_ok() {
            return Err(ErrorKind::AlreadyExists.into());
        }
        let safe = bytes.len();
        self.nodes.push(Node::File { bytes, safe });
        let node = self.nodes.len() - 1;
        let (folder, name) = self.name(path)?;
        self.names(folder)?.insert(name, Name(vec![Some(node)]));
        Ok(())
    }

    fn find(&mut self, path: &Path) -> Result<usize> {
        let mut at = 0;
        for part in path.components() {
            let Component::Normal(part) = part else { continue };
            let name = self.names(at)?.get(part.to_str().unwrap()).and_then(Name::seen);
            at = name.ok_or(ErrorKind::NotFound)?;
        }
        Ok(at)
    }

    /// The folder that a path's last name stands in, and that name.
    fn name(&mut self, path: &Path) -> Result<(usize, String)> {
        let folder = self.find(path.parent().unwrap())?;
        Ok((folder, path.file_name().unwrap().to_str().unwrap().to_owned()))
    }

    fn names(&mut self, folder: usize) -> Result<&mut BTreeMap<String, Name>> {
        match &mut self.nodes[folder] {
            Node::Folder(names) => Ok(names),
            Node::File { .. } => Err(ErrorKind::NotADirectory.into()),
        }
    }

    fn set(&mut self, path: &Path, node: Option<usize>) -> Result<()> {
        let (folder, name) = self.name(path)?;
        self.names(folder)?.entry(name).or_insert_with(|| Name(vec![None])).0.push(node);
        Ok(())
    }

    fn add(&mut self, path: &Path, node: Node) -> Result<usize> {
        if self.find(path).is_ok() {
            return Err(ErrorKind::AlreadyExists.into());
        }
        self.nodes.push(node);
        let node = self.nodes.len() - 1;
        self.set(path, Some(node))?;
        Ok(node)
    }

    fn rename(&mut self, from: &Path, to: &Path) -> Result<()> {
        let node = self.find(from)?;
        self.set(to, Some(node))?;
        self.set(from, None)
    }
}

/// The lock of a simulated disk.
struct Lock(SimDisk);

impl Drop for Lock {
    fn drop(&mut self) {
        self.0.state().locked = false;
    }
}

/// A file that has been written to.
struct Open(SimDisk, usize);

impl Written for Open {
    fn sync(self: Box<Self>) -> Result<()> {
        let mut state = self.0.state();
        state.begin(Operation::Sync)?;
        let weak = state.weakness == Some(Weakness::FileSync);
        match &mut state.nodes[self.1] {
            Node::File { bytes, safe } if !weak => *safe = bytes.len(),
            _ => {}
        }
        Ok(())
    }
}

impl SimDisk {
    fn write(
        &self,
        state: &mut State,
        node: usize,
        new: &[u8],
        cut: Option<(usize, Error)>,
    ) -> Result<Box<dyn Written>> {
        let share = cut.as_ref().map_or(256, |(share, _)| *share);
        if let Node::File { bytes, .. } = &mut state.nodes[node] {
            bytes.extend_from_slice(&new[..new.len() * share / 256]);
        }
        match cut {
            Some((_, error)) => Err(error),
            None => Ok(Box::new(Open(self.clone(), node))),
        }
    }
}

impl Disk for SimDisk {
    fn read(&self, path: &Path, most: usize) -> Result<Vec<u8>> {
        let mut state = self.state();
        state.begin(Operation::Look)?;
        let node = state.find(path)?;
        match &state.nodes[node] {
            Node::File { bytes, .. } => Ok(bytes[..bytes.len().min(most)].to_vec()),
            Node::Folder(_) => Err(ErrorKind::InvalidInput.into()),
        }
    }

    fn entries(&self, folder: &Path) -> Result<Vec<Entry>> {
        let mut state = self.state();
        state.begin(Operation::Look)?;
        let node = state.find(folder)?;
        let seen: Vec<(String, usize)> =
            state.names(node)?.iter().filter_map(|(name, node)| Some((name.clone(), node.seen()?))).collect();
        let kind = |node: usize| match &state.nodes[node] {
            Node::File { .. } => EntryKind::File,
            Node::Folder(_) => EntryKind::Folder,
        };
        Ok(seen.into_iter().map(|(name, node)| Entry { name, kind: kind(node) }).collect())
    }

    fn make_folder(&self, folder: &Path) -> Result<()> {
        let mut state = self.state();
        state.begin(Operation::Name)?;
        match state.add(folder, Node::Folder(BTreeMap::new())) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            added => added.map(|_| ()),
        }
    }

    fn create(&self, path: &Path, bytes: &[u8]) -> Result<Box<dyn Written>> {
        let mut state = self.state();
        let cut = state.begin(Operation::Write)?;
        let node = state.add(path, Node::File { bytes: Vec::new(), safe: 0 })?;
        self.write(&mut state, node, bytes, cut)
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> Result<Box<dyn Written>> {
        let mut state = self.state();
        let cut = state.begin(Operation::Write)?;
        let node = match state.find(path) {
            Ok(node) => node,
            Err(_) => state.add(path, Node::File { bytes: Vec::new(), safe: 0 })?,
        };
        self.write(&mut state, node, bytes, cut)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> Result<()> {
        let mut state = self.state();
        state.begin(Operation::Name)?;
        if state.find(to).is_ok() && state.weakness != Some(Weakness::RenameNew) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        state.rename(from, to)
    }

    fn rename_over(&self, from: &Path, to: &Path) -> Result<()> {
        let mut state = self.state();
        state.begin(Operation::Name)?;
        state.rename(from, to)
    }

    fn remove(&self, path: &Path) -> Result<()> {
        let mut state = self.state();
        state.begin(Operation::Look)?;
        state.find(path)?;
        state.set(path, None)
    }

    fn sync_folder(&self, folder: &Path) -> Result<()> {
        let mut state = self.state();
        state.begin(Operation::Sync)?;
        let node = state.find(folder)?;
        if state.weakness == Some(Weakness::FolderSync) {
            return Ok(());
        }
        let names = state.names(node)?;
        names.values_mut().for_each(|name| name.0 = vec![name.seen()]);
        names.retain(|_, name| name.seen().is_some());
        Ok(())
    }

    fn try_lock(&self, path: &Path) -> Result<Option<Box<dyn Any + Send>>> {
        let mut state = self.state();
        state.begin(Operation::Name)?;
        if state.locked {
            return Ok(None);
        }
        if state.find(path).is_err() {
            state.add(path, Node::File { bytes: Vec::new(), safe: 0 })?;
        }
        state.locked = true;
        Ok(Some(Box::new(Lock(self.clone()))))
    }
}
