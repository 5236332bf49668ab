//! Templates of an office folder.
