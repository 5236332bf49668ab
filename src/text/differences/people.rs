//! What is another about a person, by the headings of the table of people.

use crate::domain::person::{Exemption, Leaning, Person, Scope};

use super::super::Lang;
use super::super::people::{ground_label, rank_label};
use super::{Details, Names, joined, pick, stretch};

pub(super) fn details(lang: Lang, names: &Names, a: &Person, b: &Person) -> Vec<String> {
    let mut details = Details::new(lang);
    let out = &mut details;
    out.field(["Họ và tên", "Name"], &a.name, &b.name);
    out.field(["Chức vụ", "Title"], &a.title, &b.title);
    let unit = |it: &Person| names.named(&it.unit);
    out.field(["Đơn vị", "Unit"], &unit(a), &unit(b));
    let rank = |it: &Person| rank_label(lang, it.rank);
    out.field(["Cấp", "Rank"], rank(a), rank(b));
    out.field(["Điện thoại", "Phone"], &a.phone, &b.phone);
    out.field(["Email", "Email"], &a.email, &b.email);
    let duties = |it: &Person| joined(it.duties.iter().map(|it| names.duty(it)));
    out.field(["Loại trực", "Duties"], &duties(a), &duties(b));
    let skills = |it: &Person| joined(it.skills.iter().map(|it| names.named(it)));
    out.field(["Kỹ năng", "Skills"], &skills(a), &skills(b));
    out.yes_no(["Tập sự", "Junior"], a.junior, b.junior);
    let share = |it: &Person| format!("{}%", it.share);
    out.field(["Tỷ lệ làm việc", "Share of a post"], &share(a), &share(b));
    let most = |it: &Person| it.max_turns.map(|it| it.to_string()).unwrap_or_default();
    out.field(["Số ca tối đa", "Most turns"], &most(a), &most(b));
    out.field(["Nhóm", "Group"], &a.group, &b.group);
    out.number(
        ["Số ngày về quê", "Days for the trip home"],
        a.home_days,
        b.home_days,
    );
    for (leaning, name) in [
        (Leaning::Avoid, ["Tránh", "Avoids"]),
        (Leaning::Prefer, ["Muốn trực", "Prefers"]),
    ] {
        let wishes = |it: &Person| {
            let wishes = it.wishes.iter().filter(|it| it.leaning == leaning);
            joined(wishes.map(|it| stretch(it.span)))
        };
        out.field(name, &wishes(a), &wishes(b));
    }
    let spared = |it: &Person| joined(it.exemptions.iter().map(|it| exemption(lang, it)));
    out.field(["Miễn trực", "Spared"], &spared(a), &spared(b));
    let papers = |it: &Person| {
        let papers = it.authorised.iter();
        joined(papers.map(|it| format!("{} ({})", names.duty(&it.duty), it.document)))
    };
    out.field(["Uỷ quyền", "Authorised"], &papers(a), &papers(b));
    details.lines
}

fn exemption(lang: Lang, it: &Exemption) -> String {
    let mut text = ground_label(lang, it.ground).to_owned();
    if it.scope == Scope::Night {
        text += pick(lang, [" (ban đêm)", " (nights)"]);
    }
    if !it.reason.is_empty() {
        text += &format!(" ({})", it.reason);
    }
    text += &format!(" {}", stretch(it.span));
    if let Some(paper) = &it.consent {
        text += &format!("; {}: {paper}", pick(lang, ["đồng ý trực", "consents"]));
    }
    text
}
