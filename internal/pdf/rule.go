package pdf

import "math"

// The limits of the borders that are kept.
const (
	maxRules  = 30_000
	maxPath   = 2000 // segments of one path; what has more is a picture
	thin      = 3    // points: a rectangle that is no wider is a line
	shortest  = 6    // points
	deviation = 0.5  // points, from straight across or down
)

type point struct{ x, y float64 }

type segment struct{ from, to point }

// on returns where a point of the open space lies on the page.
func (d *drawing) on(x, y float64) point {
	m := d.ctm
	return point{x*m.a + y*m.c + m.e, x*m.b + y*m.d + m.f}
}

// trace adds to the path: 8.5.2.
func (d *drawing) trace(o operator, args []any) {
	if len(d.path) >= maxPath {
		return
	}
	switch o {
	case "m":
		if v, ok := numbers(args, 2); ok {
			d.at = d.on(v[0], v[1])
			d.begun = d.at
		}
	case "l":
		if v, ok := numbers(args, 2); ok {
			to := d.on(v[0], v[1])
			d.path = append(d.path, segment{d.at, to})
			d.at = to
		}
	case "h":
		d.path = append(d.path, segment{d.at, d.begun})
		d.at = d.begun
	case "re":
		if v, ok := numbers(args, 4); ok {
			d.rectangle(d.on(v[0], v[1]), d.on(v[0]+v[2], v[1]+v[3]))
		}
	}
}

// rectangle adds the edges of a rectangle, or the line that it is.
func (d *drawing) rectangle(a, b point) {
	switch w, h := math.Abs(a.x-b.x), math.Abs(a.y-b.y); {
	case h <= thin:
		y := (a.y + b.y) / 2
		d.path = append(d.path, segment{point{a.x, y}, point{b.x, y}})
	case w <= thin:
		x := (a.x + b.x) / 2
		d.path = append(d.path, segment{point{x, a.y}, point{x, b.y}})
	default:
		d.path = append(d.path, segment{a, point{b.x, a.y}}, segment{point{b.x, a.y}, b}, segment{b, point{a.x, b.y}}, segment{point{a.x, b.y}, a})
	}
}

// rule keeps the segments of a path that is painted and that go across or down.
func (d *drawing) rule() {
	for _, s := range d.path {
		w, h := math.Abs(s.from.x-s.to.x), math.Abs(s.from.y-s.to.y)
		if len(d.rules) >= maxRules || max(w, h) < shortest {
			continue
		}
		switch {
		case h <= deviation:
			d.rules = append(d.rules, Rule{d.page, false, s.from.y, min(s.from.x, s.to.x), max(s.from.x, s.to.x)})
		case w <= deviation:
			d.rules = append(d.rules, Rule{d.page, true, s.from.x, min(s.from.y, s.to.y), max(s.from.y, s.to.y)})
		}
	}
}
