//! Templates built into the program, each of which an office may replace by its own.

use super::PaperKind;

/// A text that papers are made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The letter that carries the roster.
    Letter(PaperKind),
    /// A slip for each person on duty.
    Slip,
    /// The request to swap a turn.
    Swap,
    /// The sheet on which those on duty sign.
    Attendance,
}

/// The language a template is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// Vietnamese.
    Vietnamese,
    /// English.
    English,
}

/// A template: of what, in which language, the name of its file and its text.
#[derive(Clone, Copy, Debug)]
pub struct Builtin {
    /// The form it is a template of.
    pub form: Form,
    /// In which language.
    pub tongue: Tongue,
    /// Name of the file.
    pub file: &'static str,
    /// What it says.
    pub text: &'static str,
}

macro_rules! builtin {
    ($form:expr, $tongue:ident, $file:literal) => {
        Builtin {
            form: $form,
            tongue: Tongue::$tongue,
            file: $file,
            text: include_str!(concat!("../../../data/templates/documents/", $file)),
        }
    };
}

/// All of them.
pub static ALL: [Builtin; 12] = [
    builtin!(Form::Letter(PaperKind::Notice), Vietnamese, "thong-bao.txt"),
    builtin!(Form::Letter(PaperKind::Plan), Vietnamese, "ke-hoach.txt"),
    builtin!(
        Form::Letter(PaperKind::Decision),
        Vietnamese,
        "quyet-dinh.txt"
    ),
    builtin!(Form::Slip, Vietnamese, "phieu-truc.txt"),
    builtin!(Form::Swap, Vietnamese, "doi-truc.txt"),
    builtin!(Form::Attendance, Vietnamese, "cham-cong.txt"),
    builtin!(Form::Letter(PaperKind::Notice), English, "thong-bao.en.txt"),
    builtin!(Form::Letter(PaperKind::Plan), English, "ke-hoach.en.txt"),
    builtin!(
        Form::Letter(PaperKind::Decision),
        English,
        "quyet-dinh.en.txt"
    ),
    builtin!(Form::Slip, English, "phieu-truc.en.txt"),
    builtin!(Form::Swap, English, "doi-truc.en.txt"),
    builtin!(Form::Attendance, English, "cham-cong.en.txt"),
];

/// The built-in template of `form`.
pub fn find(form: Form, tongue: Tongue) -> &'static Builtin {
    (ALL.iter())
        .find(|it| it.form == form && it.tongue == tongue)
        .unwrap_or(&ALL[0])
}

#[cfg(test)]
mod tests {
    use super::super::template::Template;
    use super::*;

    #[test]
    fn every_template_is_one() {
        for builtin in &ALL {
            let read = Template::read(builtin.text);
            assert!(read.is_ok(), "{}: {read:?}", builtin.file);
            assert_eq!(find(builtin.form, builtin.tongue).file, builtin.file);
        }
    }
}
