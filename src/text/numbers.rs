//! Numbers as people write them.

use std::time::Duration;

use super::Lang;

/// Thousands grouped: `7.517` in Vietnamese, `7,517` in English.
pub fn whole(lang: Lang, number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let separator = match lang {
        Lang::Vi => '.',
        Lang::En => ',',
    };
    let mut text = String::new();
    for (idx, digit) in digits.chars().enumerate() {
        if 0 < idx && (digits.len() - idx).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    if number < 0 { format!("-{text}") } else { text }
}

/// `part` of `all` in percent with two decimals, rounded up, so that only nothing shows as nothing.
pub fn percent(lang: Lang, part: i64, all: i64) -> String {
    let basis_points = if all <= 0 {
        0
    } else {
        (i128::from(part) * 10_000 + i128::from(all) - 1) / i128::from(all)
    };
    format!(
        "{}{}{:02} %",
        basis_points / 100,
        decimal_sign(lang),
        basis_points % 100
    )
}

/// Seconds with two decimals.
pub fn seconds(lang: Lang, time: Duration) -> String {
    let hundredths = time.as_millis() / 10;
    format!(
        "{}{}{:02} s",
        hundredths / 100,
        decimal_sign(lang),
        hundredths % 100
    )
}

fn decimal_sign(lang: Lang) -> char {
    match lang {
        Lang::Vi => ',',
        Lang::En => '.',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        for (number, vi, en) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (7517, "7.517", "7,517"),
            (-1_234_567, "-1.234.567", "-1,234,567"),
        ] {
            assert_eq!(whole(Lang::Vi, number), vi);
            assert_eq!(whole(Lang::En, number), en);
        }
    }

    #[test]
    fn a_gap_is_rounded_up() {
        for (part, all, text) in [
            (0, 7517, "0.00 %"),
            (1, 1_000_000, "0.01 %"),
            (1, 8, "12.50 %"),
            (5, 0, "0.00 %"),
        ] {
            assert_eq!(percent(Lang::En, part, all), text);
        }
    }

    #[test]
    fn seconds_have_two_decimals() {
        assert_eq!(seconds(Lang::Vi, Duration::from_millis(12_345)), "12,34 s");
    }
}
