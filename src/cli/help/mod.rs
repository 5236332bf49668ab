//! Help in Vietnamese. The English help is what `args` says.

mod vietnamese;

use std::env;
use std::ffi::OsString;

use clap::{Arg, ArgAction, Command};

use crate::text::Lang;

use vietnamese::{Help, VIETNAMESE};

/// Heading of the options that every command has.
pub(super) const GLOBAL: &str = "Global options";

/// The language that `args`, or else the environment, ask for, as far as can be told before they
/// are parsed.
pub(super) fn lang_asked(args: &[OsString]) -> Lang {
    let mut asked = env::var("TRUCTET_LANG").unwrap_or_default();
    let mut args = args.iter().filter_map(|it| it.to_str());
    while let Some(arg) = args.next() {
        if arg == "--lang" {
            asked = args.next().unwrap_or_default().to_owned();
        } else if let Some(value) = arg.strip_prefix("--lang=") {
            asked = value.to_owned();
        }
    }
    if asked == "en" { Lang::En } else { Lang::Vi }
}

/// `command` with its help in `lang`.
pub(super) fn localized(command: Command, lang: Lang) -> Command {
    let flag = |id: &'static str, short, action| {
        Arg::new(id)
            .long(id)
            .short(short)
            .global(true)
            .help_heading(GLOBAL)
            .action(action)
            .help(match id {
                "help" => "Print this help",
                _ => "Print the version",
            })
    };
    let command = command
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .propagate_version(true)
        .arg(flag("help", 'h', ArgAction::Help))
        .arg(flag("version", 'V', ArgAction::Version));
    match lang {
        Lang::En => command,
        Lang::Vi => VIETNAMESE.iter().fold(command, |command, help| {
            if help.command.is_empty() {
                in_vietnamese(command, help).subcommand_help_heading("Lệnh")
            } else {
                command.mut_subcommand(help.command, |it| in_vietnamese(it, help))
            }
        }),
    }
}

fn in_vietnamese(command: Command, help: &Help) -> Command {
    let template = if help.command.is_empty() {
        "{about}\n\nCách dùng: {usage}\n\n{all-args}\n\n`tructet LỆNH --help` để xem từng lệnh."
    } else {
        "{about}\n\nCách dùng: {usage}\n\n{all-args}"
    };
    let command = command
        .about(help.about)
        .override_usage(help.usage)
        .help_template(template);
    help.args.iter().fold(command, |command, (id, text)| {
        command.mut_arg(id, |arg| {
            let heading = if arg.is_positional() {
                "Tham số"
            } else if help.command.is_empty() {
                "Tuỳ chọn chung"
            } else {
                "Tuỳ chọn"
            };
            let has_value = arg.get_action().takes_values();
            arg.help(*text)
                .help_heading(heading)
                .hide_default_value(has_value)
        })
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::args::Cli;

    #[test]
    fn every_command_and_argument_has_vietnamese_help() {
        let english = localized(Cli::command(), Lang::En);
        let find = |name: &str| VIETNAMESE.iter().find(|it| it.command == name);
        let with_names =
            (english.get_subcommands().map(|it| (it.get_name(), it))).chain([("", &english)]);
        for (name, command) in with_names {
            let help = find(name).unwrap_or_else(|| panic!("no help for `{name}`"));
            for arg in command.get_arguments() {
                let id = arg.get_id().as_str();
                assert!(help.args.iter().any(|it| it.0 == id), "{name}: `{id}`");
            }
            assert_eq!(command.get_arguments().count(), help.args.len(), "{name}");
        }
        assert_eq!(english.get_subcommands().count() + 1, VIETNAMESE.len());
    }

    #[test]
    fn the_commands_hold_together() {
        for lang in [Lang::Vi, Lang::En] {
            localized(Cli::command(), lang).debug_assert();
        }
    }

    #[test]
    fn the_last_language_asked_for_counts() {
        let asked =
            |args: &[&str]| lang_asked(&args.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(asked(&["tructet", "--lang", "en", "plan"]), Lang::En);
        assert_eq!(asked(&["tructet", "plan", "--lang=en"]), Lang::En);
        assert_eq!(asked(&["tructet", "--lang=en", "--lang", "vi"]), Lang::Vi);
    }
}
