//! Dense indices. Only [`super::problem::Problem`] hands them out; each is valid for one problem
//! and never reaches a file: files carry the text ids and shift keys of [`super::facts::Facts`].

macro_rules! index {
    ($(#[$doc:meta] $name:ident),+ $(,)?) => {$(
        #[$doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            pub(crate) fn new(idx: usize) -> Self {
                Self(u32::try_from(idx).expect("a problem holds fewer than 2^32 of anything"))
            }

            /// The position in the problem's own list.
            pub fn get(self) -> usize {
                self.0 as usize
            }
        }
    )+};
}

index! {
    /// A person's place in [`super::problem::Problem::people`].
    PersonIdx,
    /// A shift's place in [`super::problem::Problem::shifts`], which is in order of time.
    ShiftIdx,
    /// A duty's place in [`super::problem::Problem::duties`].
    DutyIdx,
    /// A skill's place in [`super::problem::Problem::skills`].
    SkillIdx,
    /// A unit's place in [`super::problem::Problem::units`].
    UnitIdx,
}
