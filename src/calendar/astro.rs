//! Times of new moons and solar longitudes.
//!
//! Floats live here because the series are sums of sines; everything that leaves the room is a
//! whole number of seconds or of twelfths of the ecliptic. New moons: Meeus, *Astronomical
//! Algorithms*, 2nd ed., ch. 49. Solar longitude: the 49-term series of Bretagnon and Simon,
//! *Planetary Programs and Tables* (1986). Difference between dynamical and universal time: the
//! polynomials of Espenak and Meeus (NASA, *Five Millennium Canon of Solar Eclipses*, 2006).

/// Seconds of a day.
const DAY: f64 = 86400.0;
/// Noon of 1 January 2000 as a Julian day.
const J2000: f64 = 2451545.0;
/// The Julian day at which 1 January 1970, 00:00 begins.
const UNIX_EPOCH: f64 = 2440587.5;

/// Sine coefficients of the new moon in days: factor, power of the eccentricity, and multiples of
/// the sun's anomaly, the moon's anomaly, the moon's argument of latitude and the node.
const NEW_MOON: [(f64, i32, [f64; 4]); 25] = [
    (-0.40720, 0, [0.0, 1.0, 0.0, 0.0]),
    (0.17241, 1, [1.0, 0.0, 0.0, 0.0]),
    (0.01608, 0, [0.0, 2.0, 0.0, 0.0]),
    (0.01039, 0, [0.0, 0.0, 2.0, 0.0]),
    (0.00739, 1, [-1.0, 1.0, 0.0, 0.0]),
    (-0.00514, 1, [1.0, 1.0, 0.0, 0.0]),
    (0.00208, 2, [2.0, 0.0, 0.0, 0.0]),
    (-0.00111, 0, [0.0, 1.0, -2.0, 0.0]),
    (-0.00057, 0, [0.0, 1.0, 2.0, 0.0]),
    (0.00056, 1, [1.0, 2.0, 0.0, 0.0]),
    (-0.00042, 0, [0.0, 3.0, 0.0, 0.0]),
    (0.00042, 1, [1.0, 0.0, 2.0, 0.0]),
    (0.00038, 1, [1.0, 0.0, -2.0, 0.0]),
    (-0.00024, 1, [-1.0, 2.0, 0.0, 0.0]),
    (-0.00017, 0, [0.0, 0.0, 0.0, 1.0]),
    (-0.00007, 0, [2.0, 1.0, 0.0, 0.0]),
    (0.00004, 0, [0.0, 2.0, -2.0, 0.0]),
    (0.00004, 0, [3.0, 0.0, 0.0, 0.0]),
    (0.00003, 0, [1.0, 1.0, -2.0, 0.0]),
    (0.00003, 0, [0.0, 2.0, 2.0, 0.0]),
    (-0.00003, 0, [1.0, 1.0, 2.0, 0.0]),
    (0.00003, 0, [-1.0, 1.0, 2.0, 0.0]),
    (-0.00002, 0, [-1.0, 1.0, -2.0, 0.0]),
    (-0.00002, 0, [1.0, 3.0, 0.0, 0.0]),
    (0.00002, 0, [0.0, 4.0, 0.0, 0.0]),
];

/// Planetary corrections of the new moon: factor in days, argument at k = 0, its step.
const PLANETS: [(f64, f64, f64); 14] = [
    (0.000325, 299.77, 0.107408),
    (0.000165, 251.88, 0.016321),
    (0.000164, 251.83, 26.651886),
    (0.000126, 349.42, 36.412478),
    (0.000110, 84.66, 18.206239),
    (0.000062, 141.74, 53.303771),
    (0.000060, 207.14, 2.453732),
    (0.000056, 154.84, 7.306860),
    (0.000047, 34.52, 27.261239),
    (0.000042, 207.19, 0.121824),
    (0.000040, 291.34, 1.844379),
    (0.000037, 161.72, 24.198154),
    (0.000035, 239.56, 25.513099),
    (0.000023, 331.55, 3.592518),
];

/// Solar longitude: coefficient, phase and speed in degrees per Julian century.
const SUN: [(f64, f64, f64); 49] = [
    (403406.0, 270.54861, 0.9287892),
    (195207.0, 340.19128, 35999.1376958),
    (119433.0, 63.91854, 35999.4089666),
    (112392.0, 331.26220, 35998.7287385),
    (3891.0, 317.843, 71998.20261),
    (2819.0, 86.631, 71998.4403),
    (1721.0, 240.052, 36000.35726),
    (660.0, 310.26, 71997.4812),
    (350.0, 247.23, 32964.4678),
    (334.0, 260.87, -19.4410),
    (314.0, 297.82, 445267.1117),
    (268.0, 343.14, 45036.8840),
    (242.0, 166.79, 3.1008),
    (234.0, 81.53, 22518.4434),
    (158.0, 3.50, -19.9739),
    (132.0, 132.75, 65928.9345),
    (129.0, 182.95, 9038.0293),
    (114.0, 162.03, 3034.7684),
    (99.0, 29.8, 33718.148),
    (93.0, 266.4, 3034.448),
    (86.0, 249.2, -2280.773),
    (78.0, 157.6, 29929.992),
    (72.0, 257.8, 31556.493),
    (68.0, 185.1, 149.588),
    (64.0, 69.9, 9037.750),
    (46.0, 8.0, 107997.405),
    (38.0, 197.1, -4444.176),
    (37.0, 250.4, 151.771),
    (32.0, 65.3, 67555.316),
    (29.0, 162.7, 31556.080),
    (28.0, 341.5, -4561.540),
    (27.0, 291.6, 107996.706),
    (27.0, 98.5, 1221.655),
    (25.0, 146.7, 62894.167),
    (24.0, 110.0, 31437.369),
    (21.0, 5.2, 14578.298),
    (21.0, 342.6, -31931.757),
    (20.0, 230.9, 34777.243),
    (18.0, 256.1, 1221.999),
    (17.0, 45.3, 62894.511),
    (14.0, 242.9, -4442.039),
    (13.0, 115.2, 107997.909),
    (13.0, 151.8, 119.066),
    (13.0, 285.3, 16859.071),
    (12.0, 53.3, -4.578),
    (10.0, 126.6, 26895.292),
    (10.0, 205.7, -39.127),
    (10.0, 85.9, 12297.536),
    (10.0, 146.1, 90073.778),
];

/// The `k`-th new moon after that of 6 January 2000, in seconds of universal time since 1970.
pub(super) fn new_moon(k: i32) -> i64 {
    let k = f64::from(k);
    let t = k / 1236.85;
    let (t2, t3, t4) = (t * t, t * t * t, t * t * t * t);
    let mean =
        2451550.09766 + 29.530588861 * k + 0.00015437 * t2 - 0.000000150 * t3 + 0.00000000073 * t4;
    let sun = 2.5534 + 29.10535670 * k - 0.0000014 * t2 - 0.00000011 * t3;
    let moon = 201.5643 + 385.81693528 * k + 0.0107582 * t2 + 0.00001238 * t3 - 0.000000058 * t4;
    let latitude =
        160.7108 + 390.67050284 * k - 0.0016118 * t2 - 0.00000227 * t3 + 0.000000011 * t4;
    let node = 124.7746 - 1.56375588 * k + 0.0020672 * t2 + 0.00000215 * t3;
    let eccentricity = 1.0 - 0.002516 * t - 0.0000074 * t2;
    let mut days = mean;
    for (factor, power, [a, b, c, d]) in NEW_MOON {
        let angle = a * sun + b * moon + c * latitude + d * node;
        days += factor * eccentricity.powi(power) * angle.to_radians().sin();
    }
    for (nth, (factor, phase, speed)) in PLANETS.into_iter().enumerate() {
        let bend = if nth == 0 { -0.009173 * t2 } else { 0.0 };
        days += factor * (phase + speed * k + bend).to_radians().sin();
    }
    let dynamical = (days - UNIX_EPOCH) * DAY;
    (dynamical - delta_t(days)).round() as i64
}

/// Which twelfth of the ecliptic, counted from the March equinox, the sun is in at a moment of
/// universal time, in seconds since 1970: 9 from the winter solstice on.
pub(super) fn sun_sign(seconds: i64) -> i64 {
    let day = seconds as f64 / DAY + UNIX_EPOCH;
    let c = (day + delta_t(day) / DAY - J2000) / 36525.0;
    let series: f64 = SUN
        .iter()
        .map(|(factor, phase, speed)| factor * (phase + speed * c).to_radians().sin())
        .sum();
    let mean = 282.7771834 + 36000.76953744 * c + 0.000005729577951308232 * series;
    let aberration = 0.0000974 * (177.63 + 35999.01848 * c).to_radians().cos() - 0.005575;
    let a = (124.90 - 1934.134 * c + 0.002063 * c * c).to_radians();
    let b = (201.11 + 72001.5377 * c + 0.00057 * c * c).to_radians();
    let nutation = -0.004778 * a.sin() - 0.0003667 * b.sin();
    ((mean + aberration + nutation).rem_euclid(360.0) / 30.0).floor() as i64
}

/// Dynamical less universal time, in seconds, around a Julian day of 1860–2150.
fn delta_t(day: f64) -> f64 {
    let y = 2000.0 + (day - J2000) / 365.25;
    let polynomial = |t: f64, c: &[f64]| c.iter().rev().fold(0.0, |sum, it| sum * t + it);
    if y < 1900.0 {
        let c = [7.62, 0.5737, -0.251754, 0.01680668, -0.0004473624];
        polynomial(y - 1860.0, &c) + (y - 1860.0).powi(5) / 233_174.0
    } else if y < 1920.0 {
        polynomial(
            y - 1900.0,
            &[-2.79, 1.494119, -0.0598939, 0.0061966, -0.000197],
        )
    } else if y < 1941.0 {
        polynomial(y - 1920.0, &[21.20, 0.84493, -0.076100, 0.0020936])
    } else if y < 1961.0 {
        polynomial(y - 1950.0, &[29.07, 0.407, -1.0 / 233.0, 1.0 / 2547.0])
    } else if y < 1986.0 {
        polynomial(y - 1975.0, &[45.45, 1.067, -1.0 / 260.0, -1.0 / 718.0])
    } else if y < 2005.0 {
        let c = [
            63.86,
            0.3345,
            -0.060374,
            0.0017275,
            0.000651814,
            0.00002373599,
        ];
        polynomial(y - 2000.0, &c)
    } else if y < 2050.0 {
        polynomial(y - 2000.0, &[62.92, 0.32217, 0.005589])
    } else {
        -20.0 + 32.0 * ((y - 1820.0) / 100.0).powi(2) - 0.5628 * (2150.0 - y)
    }
}
