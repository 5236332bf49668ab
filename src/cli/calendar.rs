//! `tructet calendar`.

use crate::app::answers::calendar::CalendarAnswer;
use crate::app::calendar::days_off;
use crate::app::error::AppError;
use crate::calendar::holidays::NoticeStatus;
use crate::calendar::lunar::LunarDate;
use crate::text::labels::{calendar_headings, notice_source};
use crate::text::{dates, period};

use super::context::{Context, Form};
use super::exit::Exit;
use super::tables;

/// The year whose days off are asked for.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The solar year in which the first day of Tết falls
    #[arg(value_name = "YEAR")]
    year: i32,
    /// Official days off before and from the first day, e.g. 2+3, in place of the notice
    #[arg(long, value_name = "A+B")]
    split: Option<String>,
}

/// Prints the days off, why each is, and whose word it is.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let lang = ctx.lang;
    let (notice, window) = days_off(args.year, args.split.as_deref())?;
    let lunar = |date| LunarDate::from_solar(date).ok();
    match ctx.form {
        Form::Json => ctx.print_json(&CalendarAnswer::new(lang, &notice, &window))?,
        Form::Text => {
            let rows = window.days.iter().map(|day| {
                let label = lunar(day.date).map_or(String::new(), |it| dates::lunar(lang, it));
                let eve = lunar(day.date)
                    .and_then(|it| dates::eve(lang, it))
                    .unwrap_or_default();
                [
                    dates::weekday(lang, day.date).to_owned(),
                    dates::solar(day.date),
                    label,
                    period::day_kind(lang, window.period().kind(), day.kind).to_owned(),
                    eve.to_owned(),
                ]
            });
            let mut lines = tables::table(calendar_headings(lang), 5, rows);
            let makeups: Vec<String> = window.makeups.iter().map(|it| dates::solar(*it)).collect();
            let is_official = notice.status == NoticeStatus::Official;
            let split = notice.split.to_string();
            let documents = &notice.documents;
            lines.push(notice_source(
                lang,
                is_official,
                &split,
                documents,
                &makeups,
            ));
            ctx.print(lines)?;
        }
    }
    Ok(Exit::Done)
}
