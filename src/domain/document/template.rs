//! The language templates are written in, made for people who write letters, not programs.
//!
//! A line is a paragraph. `#` starts a comment, `## ` a heading, `- ` an item, `@word` a command;
//! `{field}` stands for a value, `**` switches bold and `__` italics. A line one of whose fields has
//! no value is left out. See `docs/documents.md`.

/// Most bytes of a template.
pub const MAX_BYTES: usize = 256 << 10;

/// What `{…}` stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Name of the office.
    Office,
    /// The superior agency.
    Superior,
    /// Place of issue.
    Place,
    /// `Tết Nguyên đán Mậu Tuất 2018`.
    Holiday,
    /// Solar year of mùng 1.
    Year,
    /// First day on duty, solar and lunar.
    FirstDay,
    /// Last day on duty, solar and lunar.
    LastDay,
    /// How many days.
    Days,
    /// Phone of the duty desk.
    Hotline,
    /// Number and symbol of the letter.
    Number,
    /// Its date in words.
    Date,
    /// What kind of paper it is.
    Kind,
    /// Hour of the daily report.
    ReportDaily,
    /// Day of the final report.
    ReportFinal,
    /// The room that keeps the roster.
    Keeper,
    /// Title of the head.
    Head,
    /// Name of the person a slip is for.
    Name,
    /// Title of the person the slip is for.
    Title,
    /// Unit of the person the slip is for.
    Unit,
    /// Phone of the person the slip is for.
    Phone,
    /// How many turns they stand.
    Turns,
}

impl Field {
    /// All of them.
    pub const ALL: [Self; 21] = [
        Self::Office,
        Self::Superior,
        Self::Place,
        Self::Holiday,
        Self::Year,
        Self::FirstDay,
        Self::LastDay,
        Self::Days,
        Self::Hotline,
        Self::Number,
        Self::Date,
        Self::Kind,
        Self::ReportDaily,
        Self::ReportFinal,
        Self::Keeper,
        Self::Head,
        Self::Name,
        Self::Title,
        Self::Unit,
        Self::Phone,
        Self::Turns,
    ];

    /// What stands between the braces.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Office => "co_quan",
            Self::Superior => "cap_tren",
            Self::Place => "dia_danh",
            Self::Holiday => "ky_tet",
            Self::Year => "nam",
            Self::FirstDay => "tu_ngay",
            Self::LastDay => "den_ngay",
            Self::Days => "so_ngay",
            Self::Hotline => "dien_thoai_truc",
            Self::Number => "so_ky_hieu",
            Self::Date => "ngay_ban_hanh",
            Self::Kind => "ten_loai",
            Self::ReportDaily => "bao_cao_hang_ngay",
            Self::ReportFinal => "bao_cao_cuoi",
            Self::Keeper => "don_vi_dau_moi",
            Self::Head => "thu_truong",
            Self::Name => "ho_ten",
            Self::Title => "chuc_vu",
            Self::Unit => "don_vi",
            Self::Phone => "dien_thoai",
            Self::Turns => "so_ca",
        }
    }
}

/// A stretch of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// As it stands.
    Text(String),
    /// The value of a field, filled in for each paper.
    Value(Field),
    /// From here on bold, or no longer.
    Bold,
    /// From here on italic, or no longer.
    Italic,
}

/// A line with its values not yet put in.
pub type Pieces = Vec<Piece>;

/// What the program puts in by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Insert {
    /// The legal bases.
    Bases,
    /// Each duty with its hours and place.
    Duties,
    /// The table the form is about.
    Table,
}

/// A line of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Text filled to both sides.
    Paragraph(Pieces),
    /// Text that heads what follows.
    Heading(Pieces),
    /// An item of a list.
    Item(Pieces),
    /// Bold in the middle: `QUYẾT ĐỊNH:`.
    Center(Pieces),
    /// What the program knows.
    Insert(Insert),
    /// Places to sign side by side.
    Signatures(Vec<Pieces>),
}

/// The text of a form, with fields to be filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// Name of the kind of paper: `THÔNG BÁO`.
    pub name: Pieces,
    /// What it is about (trích yếu).
    pub subject: Pieces,
    /// The paper's part of the symbol: `TB`.
    pub symbol: String,
    /// In a decision, who decides.
    pub authority: Pieces,
    /// Heading of the appendix.
    pub appendix: Pieces,
    /// Lines after the title.
    pub body: Vec<Line>,
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateCause {
    /// No such field.
    Field(String),
    /// No such command.
    Command(String),
    /// `{` without `}`.
    OpenBrace,
    /// It has no name (`@ten`).
    NoName,
    /// Larger than any letter.
    TooBig,
}

/// What is wrong, and in which line (from 1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateFault {
    /// Number of the line in the file, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub cause: TemplateCause,
}

/// Commands that a line of a template can begin with.
pub const COMMANDS: [&str; 10] = [
    "ten",
    "trich_yeu",
    "ky_hieu",
    "tham_quyen",
    "phu_luc",
    "giua",
    "can_cu",
    "ca_truc",
    "bang",
    "chu_ky",
];

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    ///
    /// Every fault, never none.
    pub fn read(text: &str) -> Result<Self, Vec<TemplateFault>> {
        let fault = |line, cause| TemplateFault { line, cause };
        if MAX_BYTES < text.len() {
            return Err(vec![fault(1, TemplateCause::TooBig)]);
        }
        let mut template = Self::default();
        let mut faults = Vec::new();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for (number, line) in (1..).zip(text.lines()) {
            if let Err(cause) = template.read_line(line.trim()) {
                faults.push(fault(number, cause));
            }
        }
        if template.name.is_empty() && faults.is_empty() {
            faults.push(fault(1, TemplateCause::NoName));
        }
        if faults.is_empty() {
            Ok(template)
        } else {
            Err(faults)
        }
    }

    fn read_line(&mut self, line: &str) -> Result<(), TemplateCause> {
        if let Some(heading) = line.strip_prefix("## ") {
            self.body.push(Line::Heading(pieces(heading)?));
        } else if line.is_empty() || line.starts_with('#') {
            // A comment, or space between paragraphs, which the layout sets.
        } else if let Some(item) = line.strip_prefix("- ") {
            self.body.push(Line::Item(pieces(item)?));
        } else if let Some(command) = line.strip_prefix('@') {
            let (command, rest) = command.split_once(' ').unwrap_or((command, ""));
            self.obey(command, rest.trim())?;
        } else {
            self.body.push(Line::Paragraph(pieces(line)?));
        }
        Ok(())
    }

    fn obey(&mut self, command: &str, rest: &str) -> Result<(), TemplateCause> {
        match command {
            "ten" => self.name = pieces(rest)?,
            "trich_yeu" => self.subject = pieces(rest)?,
            "ky_hieu" => rest.clone_into(&mut self.symbol),
            "tham_quyen" => self.authority = pieces(rest)?,
            "phu_luc" => self.appendix = pieces(rest)?,
            "giua" => self.body.push(Line::Center(pieces(rest)?)),
            "can_cu" => self.body.push(Line::Insert(Insert::Bases)),
            "ca_truc" => self.body.push(Line::Insert(Insert::Duties)),
            "bang" => self.body.push(Line::Insert(Insert::Table)),
            "chu_ky" => {
                let places = rest.split('|').map(|it| pieces(it.trim()));
                self.body
                    .push(Line::Signatures(places.collect::<Result<_, _>>()?));
            }
            unknown => return Err(TemplateCause::Command(unknown.to_owned())),
        }
        Ok(())
    }
}

fn pieces(line: &str) -> Result<Pieces, TemplateCause> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find(['{', '*', '_']) {
        let (before, mark) = rest.split_at(at);
        let switch = [("**", Piece::Bold), ("__", Piece::Italic)];
        let switch = switch.into_iter().find(|it| mark.starts_with(it.0));
        if let Some((mark_text, piece)) = switch {
            push_text(&mut pieces, before);
            pieces.push(piece);
            rest = &mark[mark_text.len()..];
        } else if let Some(field) = mark.strip_prefix('{') {
            let (name, after) = field.split_once('}').ok_or(TemplateCause::OpenBrace)?;
            let name = name.trim();
            let field = Field::ALL.into_iter().find(|it| it.as_str() == name);
            push_text(&mut pieces, before);
            pieces.push(Piece::Value(
                field.ok_or_else(|| TemplateCause::Field(name.to_owned()))?,
            ));
            rest = after;
        } else {
            push_text(&mut pieces, &rest[..=at]);
            rest = &mark[1..];
        }
    }
    push_text(&mut pieces, rest);
    Ok(pieces)
}

fn push_text(pieces: &mut Pieces, text: &str) {
    if text.is_empty() {
        return;
    }
    if let Some(Piece::Text(last)) = pieces.last_mut() {
        last.push_str(text);
    } else {
        pieces.push(Piece::Text(text.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn faults(text: &str, expected: &[(usize, TemplateCause)]) {
        let found = Template::read(text).err().unwrap_or_default();
        let found: Vec<_> = found.into_iter().map(|it| (it.line, it.cause)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn lines_are_what_they_look_like() {
        let text = "\u{feff}# note\n@ten A {co_quan}\n@ky_hieu TB\n\n## I. B\nmột **hai** ba_bốn * {nam}\n- mục\n@can_cu\n@chu_ky a | b";
        let template = Template::read(text).unwrap();
        let text = |it: &str| Piece::Text(it.to_owned());
        assert_eq!(template.name, [text("A "), Piece::Value(Field::Office)]);
        assert_eq!(template.symbol, "TB");
        assert_eq!(
            template.body,
            [
                Line::Heading(vec![text("I. B")]),
                Line::Paragraph(vec![
                    text("một "),
                    Piece::Bold,
                    text("hai"),
                    Piece::Bold,
                    text(" ba_bốn * "),
                    Piece::Value(Field::Year)
                ]),
                Line::Item(vec![text("mục")]),
                Line::Insert(Insert::Bases),
                Line::Signatures(vec![vec![text("a")], vec![text("b")]]),
            ]
        );
    }

    #[test]
    fn every_fault_is_told_with_its_line() {
        faults("", &[(1, TemplateCause::NoName)]);
        faults(
            "@ten A\n{khong_co}\n@la x\nmở { ngoặc",
            &[
                (2, TemplateCause::Field("khong_co".to_owned())),
                (3, TemplateCause::Command("la".to_owned())),
                (4, TemplateCause::OpenBrace),
            ],
        );
        faults(&"x".repeat(MAX_BYTES + 1), &[(1, TemplateCause::TooBig)]);
    }
}
