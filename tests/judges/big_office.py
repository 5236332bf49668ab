"""Writes an office folder of so many people, nine days, with names that are hard on papers.

    big_office.py PEOPLE DIR
"""

import csv
import sys
from pathlib import Path

FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Lý"]
MIDDLE = ["Văn", "Thị", "Quốc", "Thị Ngọc", "Hữu", "Đình", "Công Tằng Tôn Nữ", "Xuân"]
GIVEN = ["An", "Bình", "Ước", "Dũng", "Em", "Giỏi", "Hằng", "Khuyên", "Lĩnh", "Mỹ", "Nghĩa", "Phượng"]
HARD = [
    "Nguye\u0302\u0303n NFD",
    "Phạm 👩‍👩‍👧‍👦 Emoji",
    "שלום עולם",
    "مرحبا بالعالم",
    "=HYPERLINK(\"http://example.org\")",
    "+84 912", "-1", "@SUM(A1)",
    "<b>&amp;</b> \"'",
    "Chữ Quá Dài " * 20,
    "Khôngdấucách" * 20,
]
OFFICE = """
[office]
id = "big"
name = "Sở Thông tin và Truyền thông, Khoa học và Công nghệ"
superior = "Ủy ban nhân dân tỉnh"
place = "Lạng Sơn"
hotline = "0200 000 000"
year = 2026

[[units]]
id = "u"
name = "Phòng Kế hoạch - Tài chính"

[[duties]]
id = "office"
name = "Trực cơ quan"
kind = "office"
[[duties.shifts]]
id = "day"
name = "Ca ngày"
start = "07:30"
hours = 9
minutes = 30
need = {office}
[[duties.shifts]]
id = "night"
name = "Ca đêm"
start = "17:00"
hours = 14
minutes = 30
need = {office}

[[duties]]
id = "technical"
name = "Trực kỹ thuật"
kind = "technical"
[[duties.shifts]]
id = "full"
name = "Cả ngày"
start = "07:30"
hours = 24
need = {technical}

[document]
symbol = "STTTT"
sign_as = "KT."
head_title = "Giám đốc"
signer_title = "Phó Giám đốc"
signer = "Lê Văn Mẫu"
"""


def main():
    n_people, folder = int(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True)
    seats = max(n_people // 24, 1)
    text = OFFICE.replace("{office}", str(seats)).replace("{technical}", str(max(seats // 2, 1)))
    (folder / "office.toml").write_text(text)
    with (folder / "people.csv").open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["id", "name", "title", "unit", "phone", "duties"])
        for nth in range(n_people):
            name = " ".join([
                FAMILY[nth % len(FAMILY)],
                MIDDLE[nth // len(FAMILY) % len(MIDDLE)],
                GIVEN[nth // 7 % len(GIVEN)],
            ])
            name = HARD[nth] if nth < len(HARD) else name
            title = "Chuyên viên chính phụ trách " * 10 if nth == 20 else "Chuyên viên"
            duties = "office" if nth % 3 else "office|technical"
            table.writerow([f"p{nth}", name, title.strip(), "u", f"0200 {nth:06d}", duties])


main()
