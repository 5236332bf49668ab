//! Papers as a user gets them: by `plan`, by `export`, with the office's own templates.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::support::tructet;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/langson-2018");

const PAPERS: [(&str, &str); 4] = [
    ("letter", "lich-truc"),
    ("slips", "phieu-truc"),
    ("swap", "doi-truc"),
    ("attendance", "cham-cong"),
];

/// A copy of the sample office.
fn office() -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    for name in ["office.toml", "people.csv", "history.csv", "pins.csv"] {
        fs::copy(Path::new(SAMPLE).join(name), copy.path().join(name)).unwrap();
    }
    fs::create_dir(copy.path().join("templates")).unwrap();
    copy
}

fn plan(folder: &Path) -> TempDir {
    let out = tempfile::tempdir().unwrap();
    tructet([Path::new("plan"), folder, Path::new("--out"), out.path()]).ended(0);
    out
}

fn export(args: &[&str], out: &Path) -> PathBuf {
    let out = out.to_str().unwrap();
    tructet(["export", "--out", out].iter().chain(args)).ended(0);
    PathBuf::from(out)
}

/// The text of a DOCX file, tags taken out.
fn docx_text(path: &Path) -> String {
    let mut zip = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut xml = String::new();
    let mut part = zip.by_name("word/document.xml").unwrap();
    part.read_to_string(&mut xml).unwrap();
    let mut text = String::new();
    let mut is_in_tag = false;
    for char in xml.replace("</w:p>", "\n").chars() {
        match char {
            '<' => is_in_tag = true,
            '>' => is_in_tag = false,
            char if !is_in_tag => text.push(char),
            _ => {}
        }
    }
    text
}

#[test]
fn plan_and_export_write_the_same_papers() {
    let out = plan(Path::new(SAMPLE));
    let roster = out.path().join("roster.json");
    let elsewhere = tempfile::tempdir().unwrap();
    for (paper, stem) in PAPERS {
        for format in ["docx", "pdf"] {
            let file = elsewhere.path().join("paper");
            let roster = roster.to_str().unwrap();
            let args = ["--format", format, "--paper", paper, roster];
            let exported = fs::read(export(&args, &file)).unwrap();
            let planned = fs::read(out.path().join(format!("{stem}.{format}"))).unwrap();
            assert_eq!(exported, planned, "{stem}.{format}");
        }
    }
}

#[test]
fn an_office_changes_words_without_a_programmer() {
    let folder = office();
    let template = folder.path().join("templates/thong-bao.txt");
    let built_in = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/data/templates/documents/thong-bao.txt"
    );
    let text = fs::read_to_string(built_in).unwrap();
    // As Notepad saves it.
    let text = text.replace("## 1. Mục đích", "## 1. Vì sao phải trực");
    fs::write(&template, format!("\u{feff}{}", text.replace('\n', "\r\n"))).unwrap();
    let out = plan(folder.path());
    let letter = docx_text(&out.path().join("lich-truc.docx"));
    assert!(letter.contains("1. Vì sao phải trực"), "{letter}");
    assert!(!letter.contains("1. Mục đích"), "{letter}");

    // The registry gives number and date long after planning.
    let path = folder.path().join("office.toml");
    let toml = fs::read_to_string(&path).unwrap();
    let toml = toml.replace(
        "type = \"notice\"",
        "type = \"plan\"\nnumber = \"7\"\ndate = \"06/02\"",
    );
    fs::write(&path, toml).unwrap();
    let roster = out.path().join("roster.json");
    let args = ["--format", "docx", "--folder"];
    let (folder, roster) = (folder.path().to_str().unwrap(), roster.to_str().unwrap());
    let args: Vec<_> = args.into_iter().chain([folder, roster]).collect();
    let issued = docx_text(&export(&args, &out.path().join("issued.docx")));
    assert!(issued.contains("Số: 07/KH-STTTT"), "{issued}");
    assert!(
        issued.contains("Lạng Sơn, ngày 06 tháng 02 năm 2018"),
        "{issued}"
    );
}

#[test]
fn faults_of_templates_are_told_at_once_with_their_lines() {
    let folder = office();
    let write = |name: &str, text: &str| {
        fs::write(folder.path().join("templates").join(name), text).unwrap();
    };
    write(
        "thong-bao.txt",
        "@ten THÔNG BÁO\n\n{ky_tet} {co_qan}\n@la\n",
    );
    write("doi-truc.txt", "@ten A\nmở {ngoặc\n");
    write("thongbao.txt", "@ten A\n");
    let args = ["check", folder.path().to_str().unwrap()];
    tructet(args)
        .ended(2)
        .says("E130 templates/thong-bao.txt, dòng 3: không có chỗ điền nào tên là {co_qan}")
        .says("{co_quan}");
    tructet(args).ended(2).says("dòng 4: không có lệnh @la");
    tructet(args)
        .ended(2)
        .says("templates/doi-truc.txt, dòng 2");
    for name in ["thong-bao.txt", "doi-truc.txt"] {
        fs::remove_file(folder.path().join("templates").join(name)).unwrap();
    }
    // A misnamed file would silently do nothing.
    tructet(args)
        .ended(0)
        .says("thongbao.txt")
        .says("thong-bao.txt");
}

#[test]
fn faults_of_the_document_table_are_told() {
    for (line, said) in [
        ("type = \"letter\"", "E105"),
        ("sign_as = \"XX.\"", "E105"),
        ("date = \"hôm nào\"", "E108"),
        ("colour = \"red\"", "E105"),
    ] {
        let folder = office();
        let path = folder.path().join("office.toml");
        let toml = fs::read_to_string(&path).unwrap();
        fs::write(&path, toml.replace("type = \"notice\"", line)).unwrap();
        tructet(["check", folder.path().to_str().unwrap()])
            .ended(2)
            .says(said);
    }
}

#[test]
fn init_writes_templates_that_say_what_the_built_in_ones_say() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("office");
    tructet(["init", folder.to_str().unwrap()]).ended(0);
    let names: Vec<_> = fs::read_dir(folder.join("templates")).unwrap().collect();
    assert_eq!(names.len(), 6);
    let out = parent.path().join("out");
    tructet([Path::new("check"), &folder]).ended(0);
    let ran = tructet([
        Path::new("plan"),
        &folder,
        Path::new("--allow-gaps"),
        Path::new("--out"),
        &out,
    ]);
    ran.ended(0);
    let record = fs::read_to_string(out.join("roster.json")).unwrap();
    assert!(
        !record.contains("thong-bao.txt"),
        "built-in templates are not copied"
    );
}

#[test]
fn papers_speak_english_too() {
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().to_str().unwrap();
    tructet(["--lang", "en", "plan", SAMPLE, "--out", folder]).ended(0);
    let letter = docx_text(&out.path().join("lich-truc.docx"));
    for text in [
        "NOTICE",
        "SOCIALIST REPUBLIC OF VIET NAM",
        "Recipients:",
        "Appendix",
        "4. Handover",
    ] {
        assert!(letter.contains(text), "{text}: {letter}");
    }
}
