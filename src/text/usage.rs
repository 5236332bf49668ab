//! What is wrong with a command line, in Vietnamese; in English the parser says it itself.

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsageFault {
    /// No such option, or one word too many.
    UnknownArgument,
    /// No such command.
    UnknownCommand,
    /// The value of an option cannot be used.
    BadValue,
    /// Something that must be given is not.
    Missing,
    /// Two options that cannot stand together.
    Conflict,
    /// No command at all.
    NoCommand,
    /// Whatever else the parser says.
    Other,
}

/// The sentence for `fault` of `arg`, with the `value` found, the `valid` ones and the `nearest`
/// to it, as far as known.
pub fn sentence(
    fault: UsageFault,
    arg: &str,
    value: &str,
    valid: Option<&str>,
    nearest: Option<&str>,
) -> String {
    let mut text = match fault {
        UsageFault::UnknownArgument => format!("không có tuỳ chọn hay tham số `{arg}`"),
        UsageFault::UnknownCommand => format!("không có lệnh `{arg}`"),
        UsageFault::BadValue if value.is_empty() => format!("`{arg}` cần một giá trị"),
        UsageFault::BadValue => format!("`{value}` không dùng được cho `{arg}`"),
        UsageFault::Missing => format!("thiếu {arg}"),
        UsageFault::Conflict => format!("`{arg}` không đi cùng tuỳ chọn khác đã cho"),
        UsageFault::NoCommand => "chưa cho biết lệnh".to_owned(),
        UsageFault::Other => format!("dòng lệnh không hiểu được {arg}"),
    };
    if let Some(valid) = valid {
        text += &format!("; các giá trị: {valid}");
    }
    if let Some(nearest) = nearest {
        text += &format!("; có phải ý bạn là `{}`?", nearest.replace(", ", "` hay `"));
    }
    text + "\nXem `tructet --help` hoặc `tructet LỆNH --help`."
}
