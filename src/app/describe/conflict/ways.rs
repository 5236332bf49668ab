//! Ways out of a clash.

use crate::app::conflict::mend::{Mend, turns_of};
use crate::app::conflict::part::Part;
use crate::app::conflict::ways::Way;
use crate::domain::person::Ground;
use crate::rules::RuleCode;
use crate::text::Lang;

use super::Teller;

impl Teller<'_> {
    /// What to do, in one sentence without a full stop.
    pub fn way(&self, way: &Way) -> String {
        let steps: Vec<String> = (way.mends.iter())
            .map(|(mend, times)| self.mend(*mend, *times))
            .collect();
        let steps = steps.join(match self.lang {
            Lang::Vi => "; và ",
            Lang::En => "; and ",
        });
        capitalised(&steps)
    }

    /// One thing to do.
    pub fn mend(&self, mend: Mend, times: u16) -> String {
        let (lang, problem) = (self.lang, self.problem);
        match mend {
            Mend::Waive(part) => self.waive(part),
            Mend::MoreTurns(person) => {
                let name = &problem[person].name;
                let most = turns_of(problem, self.rules, person) + times;
                match lang {
                    Lang::Vi => format!("cho {name} trực tối đa {most} ca (thêm {times})"),
                    Lang::En => format!("let {name} stand up to {most} turns ({times} more)"),
                }
            }
            Mend::GiveDuty(person, duty) => {
                let (name, duty) = (&problem[person].name, &problem[duty].name);
                match lang {
                    Lang::Vi => format!("giao thêm {duty} cho {name}"),
                    Lang::En => format!("give {name} the duty {duty} too"),
                }
            }
            Mend::FewerSeats(shift) => {
                let (turn, need) = (self.turn_inside(shift), problem[shift].need);
                let left = need.saturating_sub(times);
                match lang {
                    Lang::Vi => format!("bớt {times} người ở {turn} (còn cần {left})"),
                    Lang::En => format!("have {times} fewer at {turn} ({left} needed)"),
                }
            }
            Mend::MorePeople(duty) => {
                let duty = &problem[duty].name;
                match lang {
                    Lang::Vi => format!("thêm {times} người đủ kỹ năng vào {duty}"),
                    Lang::En => format!("add {times} with every skill to the duty {duty}"),
                }
            }
        }
    }

    fn waive(&self, part: Part) -> String {
        let (lang, problem) = (self.lang, self.problem);
        match part {
            Part::Leave(person, nth) => {
                let (name, when) = (
                    &problem[person].name,
                    self.when(problem[person].leave[nth].span),
                );
                match lang {
                    Lang::Vi => format!("đề nghị {name} dời nghỉ phép {when}"),
                    Lang::En => format!("ask {name} to move the leave of {when}"),
                }
            }
            Part::Pin(nth) => {
                let pin = problem.pins()[nth];
                let (name, turn) = (&problem[pin.person].name, self.turn_inside(pin.shift));
                match lang {
                    Lang::Vi => format!("bỏ ghim của {name} ở {turn}"),
                    Lang::En => format!("take out the pin of {name} at {turn}"),
                }
            }
            Part::Exemption(person, nth) => {
                let name = &problem[person].name;
                match (
                    lang,
                    problem[person].exemptions[nth].ground == Ground::Office,
                ) {
                    (Lang::Vi, true) => format!("thôi miễn trực cho {name}"),
                    (Lang::Vi, false) => format!("{name} đồng ý trực bằng văn bản"),
                    (Lang::En, true) => format!("spare {name} no longer"),
                    (Lang::En, false) => format!("{name} agrees to it in writing"),
                }
            }
            Part::Authority(person, duty) => {
                let (name, duty) = (&problem[person].name, &problem[duty].name);
                match lang {
                    Lang::Vi => format!("uỷ quyền {duty} cho {name} bằng văn bản"),
                    Lang::En => format!("authorise {name} in writing for {duty}"),
                }
            }
            Part::Limit(code, person) => {
                let name = &problem[person].name;
                match (lang, code == RuleCode::MinRest) {
                    (Lang::Vi, true) => format!("{name} đồng ý nghỉ ngắn hơn giữa hai ca"),
                    (Lang::Vi, false) => format!("{name} đồng ý trực nhiều ngày liền hơn"),
                    (Lang::En, true) => format!("{name} agrees to less rest between turns"),
                    (Lang::En, false) => format!("{name} agrees to more days in a row"),
                }
            }
            Part::Seats(_) | Part::Skill(..) | Part::Senior(_) | Part::Tie(_) => match lang {
                Lang::Vi => format!("bỏ yêu cầu “{}”", self.part(part)),
                Lang::En => format!("do without “{}”", self.part(part)),
            },
        }
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars.clone()).collect()
}
