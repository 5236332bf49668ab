//! Indices into a model, each valid for one model only.

/// A turn's place among the turns of its person, which are in order of time. Small, because
/// schedules are lists of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TurnAt(u16);

impl TurnAt {
    /// Most turns a person may have; `Model::is_in_range` sees to it.
    pub(crate) const LIMIT: usize = 1 << u16::BITS;

    /// The places of `n_turns` turns.
    pub(crate) fn all(n_turns: usize) -> impl Iterator<Item = Self> {
        (0..=u16::MAX).take(n_turns).map(Self)
    }

    /// The items, one for each turn of a person, with their places.
    pub(crate) fn enumerate<T>(items: &[T]) -> impl Iterator<Item = (Self, &T)> {
        Self::all(items.len()).zip(items)
    }

    pub(crate) fn get(self) -> usize {
        usize::from(self.0)
    }
}

/// A row's place in [`super::Model::rows`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RowIdx(usize);

impl RowIdx {
    pub(crate) fn new(idx: usize) -> Self {
        Self(idx)
    }

    pub(crate) fn get(self) -> usize {
        self.0
    }
}
