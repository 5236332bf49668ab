//! Components → events: every time is made normal here, whoever uses it.

use chrono::{NaiveDateTime, NaiveTime};

use super::cause::IcsCause;
use super::components::{Component, Document, Kind};
use super::event::{Event, Fate, Occurrence, Point, day_of};
use super::property::Property;
use super::rule::{Budget, Rule};
use super::time::{Length, Written, length, written};
use super::zone::{Zone, Zones};

/// Reads one component.
pub(super) fn event(
    component: &Component,
    document: &Document,
    zones: &mut Zones<'_>,
    budget: &mut Budget,
) -> Event {
    let calendar = document.calendars.get(component.calendar);
    let mut remarks = Vec::new();
    if component.is_cut {
        remarks.push(IcsCause::CutOff);
    }
    let mut reader = Reader {
        zones,
        budget,
        calendar: component.calendar,
        floating: calendar.and_then(|it| it.zone.as_deref()),
        remarks,
    };
    let start = reader.start(component);
    let text = |name| component.get(name).map(Property::text).unwrap_or_default();
    let named = component.get("RECURRENCE-ID");
    let range = named.and_then(|it| it.parameter("RANGE"));
    let changes = named.and_then(|it| reader.points(it, &start).pop());
    let has = |name| component.get(name).is_some();
    let has_end = has("DTEND") || has("DURATION");
    let rules = reader.rules(component, "RRULE", &start);
    let excluded_by = reader.rules(component, "EXRULE", &start);
    let added = (component.all("RDATE"))
        .flat_map(|it| reader.added(it, &start))
        .collect();
    let excluded = (component.all("EXDATE"))
        .flat_map(|it| reader.points(it, &start))
        .collect();
    let length = reader.length(component, &start);
    let sequence = component
        .get("SEQUENCE")
        .and_then(|it| it.value.parse().ok());
    let stamp = component
        .get("DTSTAMP")
        .and_then(|it| match written(&it.value)? {
            Written::Moment(at) | Written::Civil(at) => Some(at),
            Written::Day(day) => Some(day.and_time(NaiveTime::MIN)),
        });
    Event {
        line: component.line,
        title: text("SUMMARY"),
        uid: text("UID"),
        sequence: sequence.unwrap_or(0),
        stamp,
        fate: fate(component, calendar.is_some_and(|it| it.cancels)),
        zone: start.zone,
        is_days: start.is_days,
        start: start.civil,
        length,
        rules,
        excluded_by,
        added,
        excluded,
        changes,
        is_for_later: range.is_some_and(|it| it.eq_ignore_ascii_case("THISANDFUTURE")),
        is_bare: changes.is_some() && !has("DTSTART") && !has_end,
        is_unbounded: component.kind == Kind::Availability
            && (component.has_free_parts || !has("DTSTART") || !has_end),
        remarks: reader.remarks,
    }
}

fn fate(component: &Component, cancels: bool) -> Fate {
    let is = |name, value: &str| {
        (component.get(name)).is_some_and(|it| it.value.eq_ignore_ascii_case(value))
    };
    // What Exchange and Outlook say of an event, where the standard's own property is missing.
    const MICROSOFT: &str = "X-MICROSOFT-CDO-BUSYSTATUS";
    if component.kind == Kind::Note {
        Fate::Not(IcsCause::Note)
    } else if cancels || is("STATUS", "CANCELLED") {
        Fate::Not(IcsCause::Cancelled)
    } else if is("TRANSP", "TRANSPARENT") {
        Fate::Not(IcsCause::Free)
    } else if component.get("TRANSP").is_none() && is(MICROSOFT, "FREE") {
        Fate::Not(IcsCause::FreeInOutlook)
    } else {
        Fate::Busy
    }
}

/// When a component starts.
#[derive(Clone, Debug)]
struct Start {
    zone: Zone,
    is_days: bool,
    civil: Option<NaiveDateTime>,
}

struct Reader<'a, 'd> {
    zones: &'a mut Zones<'d>,
    budget: &'a mut Budget,
    calendar: usize,
    /// The zone of times that name none.
    floating: Option<&'a str>,
    remarks: Vec<IcsCause>,
}

impl Reader<'_, '_> {
    fn remark(&mut self, cause: IcsCause) {
        if !self.remarks.contains(&cause) {
            self.remarks.push(cause);
        }
    }

    /// The zone `name`, or that of Việt Nam where nobody can know it, which is said.
    fn zone(&mut self, name: &str) -> Zone {
        let zone = self.zones.get(self.calendar, name, self.budget);
        zone.unwrap_or_else(|| {
            self.remark(IcsCause::Zone(name.to_owned()));
            Zone::HOME
        })
    }

    /// One value of `property`; what cannot be read is said.
    fn written(&mut self, property: &Property, text: &str) -> Option<Written> {
        let is_day = property
            .parameter("VALUE")
            .is_some_and(|it| it.eq_ignore_ascii_case("DATE"));
        let value = match written(text) {
            Some(Written::Civil(at) | Written::Moment(at)) if is_day => {
                if at.time() != NaiveTime::MIN {
                    self.remark(IcsCause::DayWithTime(text.to_owned()));
                }
                Some(Written::Day(at.date()))
            }
            other => other,
        };
        if value.is_none() {
            self.unreadable(property, text);
        }
        value
    }

    fn unreadable(&mut self, property: &Property, text: &str) {
        self.remark(IcsCause::value(&property.name, text));
    }

    /// The start, from RECURRENCE-ID if there is no other.
    fn start(&mut self, component: &Component) -> Start {
        let due = || {
            component
                .get("DUE")
                .filter(|_| component.kind == Kind::Note)
        };
        let named = (component.get("DTSTART"))
            .or_else(|| component.get("RECURRENCE-ID"))
            .or_else(due);
        let value = named.and_then(|it| Some((it, self.written(it, &it.value)?)));
        let (zone, is_days, civil) = match value {
            None => (Zone::HOME, false, None),
            Some((_, Written::Day(day))) => (Zone::HOME, true, Some(day.and_time(NaiveTime::MIN))),
            Some((_, Written::Moment(at))) => (Zone::UNIVERSAL, false, Some(at)),
            Some((property, Written::Civil(at))) => {
                let name = property.parameter("TZID").or(self.floating);
                let zone = name.map_or(Zone::HOME, |it| self.zone(it));
                (zone, false, Some(at))
            }
        };
        Start {
            zone,
            is_days,
            civil,
        }
    }

    /// A value on the clocks of a series that starts at `start`.
    fn civil(&mut self, property: &Property, value: Written, start: &Start) -> NaiveDateTime {
        match value {
            Written::Day(day) => day.and_time(NaiveTime::MIN),
            Written::Moment(at) => start.zone.civil(at),
            Written::Civil(at) => match property.parameter("TZID") {
                Some(name) if !start.is_days => {
                    let zone = self.zone(name);
                    start.zone.civil(zone.moment(at))
                }
                _ => at,
            },
        }
    }

    /// The days or moments that a list names.
    fn points(&mut self, property: &Property, start: &Start) -> Vec<Point> {
        let mut points = Vec::new();
        for text in property.values() {
            let Some(value) = self.written(property, text) else {
                continue;
            };
            points.push(match value {
                Written::Day(day) => Point::Day(day),
                Written::Civil(_) | Written::Moment(_) if start.is_days => {
                    Point::Day(day_of(value))
                }
                Written::Civil(at) if property.parameter("TZID").is_none() => Point::Civil(at),
                Written::Civil(_) | Written::Moment(_) => {
                    let civil = self.civil(property, value, start);
                    Point::Moment(start.zone.moment(civil))
                }
            });
        }
        points
    }

    fn rules(&mut self, component: &Component, name: &str, start: &Start) -> Vec<Rule> {
        let mut rules = Vec::new();
        for property in component.all(name) {
            match Rule::read(&property.value, start.is_days) {
                Some(rule) => rules.push(rule),
                None => self.remark(IcsCause::rule(name, &property.value)),
            }
        }
        rules
    }

    /// What an RDATE adds.
    fn added(&mut self, property: &Property, start: &Start) -> Vec<Occurrence> {
        let mut added = Vec::new();
        for text in property.values() {
            let (from, to) = text
                .split_once('/')
                .map_or((text, None), |(a, b)| (a, Some(b)));
            let Some(value) = self.written(property, from) else {
                continue;
            };
            let mut civil = self.civil(property, value, start);
            if let (Written::Day(day), Some(first)) = (value, start.civil) {
                civil = day.and_time(first.time());
            } else if start.is_days {
                civil = day_of(value).and_time(NaiveTime::MIN);
            }
            let length = match to {
                None => None,
                Some(text) => {
                    let length = self.until(property, text, civil, start);
                    if length.is_none() {
                        self.unreadable(property, text);
                    }
                    length
                }
            };
            added.push(Occurrence { civil, length });
        }
        added
    }

    /// The length of a period that starts at `civil`, from its second half.
    fn until(
        &mut self,
        property: &Property,
        text: &str,
        civil: NaiveDateTime,
        start: &Start,
    ) -> Option<Length> {
        match length(text) {
            Some(length) => Some(length),
            None => {
                let end = self.civil(property, written(text)?, start);
                let seconds = (start.zone.moment(end) - start.zone.moment(civil)).num_seconds();
                (0 <= seconds).then_some(Length { days: 0, seconds })
            }
        }
    }

    /// How long each occurrence lasts; `None` if it ends before it starts.
    fn length(&mut self, component: &Component, start: &Start) -> Option<Length> {
        let day = Length {
            days: 1,
            seconds: 0,
        };
        let civil = start.civil?;
        if let Some(property) = component.get("DTEND")
            && let Some(value) = self.written(property, &property.value)
        {
            let end = match value {
                Written::Civil(_) | Written::Moment(_) if start.is_days => {
                    match property.parameter("TZID") {
                        Some(name) => {
                            let zone = self.zone(name);
                            Zone::HOME.civil(match value {
                                Written::Moment(at) => at,
                                Written::Civil(at) => zone.moment(at),
                                Written::Day(day) => day.and_time(NaiveTime::MIN),
                            })
                        }
                        None => self.civil(property, value, start),
                    }
                }
                Written::Day(_) | Written::Civil(_) | Written::Moment(_) => {
                    self.civil(property, value, start)
                }
            };
            // Many programs write the last day, or the first again, for the end of whole days.
            if start.is_days && end == civil {
                return Some(day);
            }
            let seconds = (start.zone.moment(end) - start.zone.moment(civil)).num_seconds();
            return match (start.is_days, seconds) {
                (_, ..0) => None,
                (true, _) if seconds % 86_400 == 0 => Some(Length {
                    days: (seconds / 86_400).unsigned_abs(),
                    seconds: 0,
                }),
                (_, _) => Some(Length { days: 0, seconds }),
            };
        }
        if let Some(property) = component.get("DURATION") {
            let read = length(&property.value);
            if read.is_none() {
                self.unreadable(property, &property.value);
            }
            return read;
        }
        Some(if start.is_days {
            day
        } else {
            Length::default()
        })
    }
}

/// What a list of busy times says (RFC 5545, 3.6.4), as an event that has been added to its set.
pub(super) fn busy_list(
    component: &Component,
    document: &Document,
    zones: &mut Zones<'_>,
    budget: &mut Budget,
) -> Event {
    let list = event(component, document, zones, budget);
    let calendar = document.calendars.get(component.calendar);
    let mut reader = Reader {
        zones,
        budget,
        calendar: component.calendar,
        floating: calendar.and_then(|it| it.zone.as_deref()),
        remarks: list.remarks,
    };
    let start = Start {
        zone: Zone::UNIVERSAL,
        is_days: false,
        civil: None,
    };
    let is_free = |it: &&Property| {
        let kind = it.parameter("FBTYPE").unwrap_or_default();
        kind.eq_ignore_ascii_case("FREE")
    };
    let busy = component.all("FREEBUSY").filter(|it| !is_free(it));
    let added = busy.flat_map(|it| reader.added(it, &start)).collect();
    Event {
        zone: Zone::UNIVERSAL,
        start: None,
        added,
        remarks: reader.remarks,
        ..list
    }
}
