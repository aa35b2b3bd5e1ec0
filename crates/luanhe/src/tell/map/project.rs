//! From degrees to pixels: Albers' equal-area conic with standard parallels for Jing-Jin-Ji, so
//! that a coloured county weighs by its true size.

const PARALLELS: (f64, f64) = (37.5, 41.5);
const ORIGIN: (f64, f64) = (116.5, 39.5);

/// Equal-area plane coordinates of a place, in earth radii, y upwards.
pub fn albers((longitude, latitude): (f64, f64)) -> (f64, f64) {
    let (first, second) = (PARALLELS.0.to_radians().sin(), PARALLELS.1.to_radians().sin());
    let n = (first + second) / 2.0;
    let c = PARALLELS.0.to_radians().cos().powi(2) + 2.0 * n * first;
    let radius = |latitude: f64| (c - 2.0 * n * latitude.to_radians().sin()).sqrt() / n;
    let angle = n * (longitude - ORIGIN.0).to_radians();
    let (rho, rho_origin) = (radius(latitude), radius(ORIGIN.1));
    (rho * angle.sin(), rho_origin - rho * angle.cos())
}

/// Puts plane coordinates into a box of pixels, y downwards, same scale both ways.
pub struct Fit {
    left: f64,
    top: f64,
    scale: f64,
    offset: (f64, f64),
    pub height: f64,
}

impl Fit {
    /// Fits what lies between `low` and `high` into `room` pixels, from `offset` on.
    pub fn new(low: (f64, f64), high: (f64, f64), room: (f64, f64), offset: (f64, f64)) -> Fit {
        let (wide, tall) = ((high.0 - low.0).max(1e-9), (high.1 - low.1).max(1e-9));
        let scale = (room.0 / wide).min(room.1 / tall);
        let spare = (room.0 - wide * scale) / 2.0;
        Fit {
            left: low.0,
            top: high.1,
            scale,
            offset: (offset.0 + spare, offset.1),
            height: tall * scale,
        }
    }

    pub fn at(&self, (x, y): (f64, f64)) -> (f64, f64) {
        ((x - self.left) * self.scale + self.offset.0, (self.top - y) * self.scale + self.offset.1)
    }
}

/// The line without points that do not show: those nearer than `least` pixels to the chord
/// (Ramer, Douglas and Peucker). Ends stay, so that neighbours still meet.
pub fn thinned(points: &[(f64, f64)], least: f64) -> Vec<(f64, f64)> {
    let mut keep = vec![false; points.len()];
    let mut open = if points.is_empty() { Vec::new() } else { vec![(0, points.len() - 1)] };
    let least = least * least;
    while let Some((from, to)) = open.pop() {
        keep[from] = true;
        keep[to] = true;
        let far = (from + 1..to)
            .map(|at| (at, distance(points[at], points[from], points[to])))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((at, distance)) = far
            && distance > least
        {
            open.push((from, at));
            open.push((at, to));
        }
    }
    points.iter().zip(keep).filter(|(_, keep)| *keep).map(|(point, _)| *point).collect()
}

/// Squared, from a point to the segment between two others; a ring's ends coincide, then to that end.
fn distance(p: (f64, f64), a: (f64, f64), b: (f64, f64)) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = dx * dx + dy * dy;
    let t = if length == 0.0 {
        0.0
    } else {
        (((p.0 - a.0) * dx + (p.1 - a.1) * dy) / length).clamp(0.0, 1.0)
    };
    (a.0 + t * dx - p.0).powi(2) + (a.1 + t * dy - p.1).powi(2)
}

#[cfg(test)]
mod tests {
    use super::albers;

    #[test]
    fn equal_areas_stay_equal() {
        // A degree square at 37° N and one at 42° N: their plane areas relate as on the sphere.
        let area = |lat: f64| {
            let corner = [(116.0, lat), (117.0, lat), (117.0, lat + 1.0), (116.0, lat + 1.0)];
            let p = corner.map(albers);
            (0..4).map(|i| p[i].0 * p[(i + 1) % 4].1 - p[(i + 1) % 4].0 * p[i].1).sum::<f64>() / 2.0
        };
        let sphere = |lat: f64| {
            1f64.to_radians() * ((lat + 1.0).to_radians().sin() - lat.to_radians().sin())
        };
        for lat in [36.5, 39.0, 42.0] {
            assert!((area(lat) / sphere(lat) - 1.0).abs() < 2e-4, "{lat}");
        }
    }
}
