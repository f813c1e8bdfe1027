package app

import "slices"

// Layout is a compiled layout: what a screen, a dialog or a part of them shows
// as long as no code changes it.
type Layout struct {
	ID    uint32 // by which code names it, in decimals in [Arg.Constants]
	Name  string // layout/main; "" where the names of resources were taken away
	Views []View // in document order
	At    Location
}

// View is an element of a layout. Styles and themes are not followed: what they
// set is as if it were not said.
type View struct {
	Class       string // as the layout writes it: TextView, com.example.Fancy, include
	Parent      int    // index in Views; -1 of the root
	ID          string // btn_agree; "" where it has none or its name was taken away
	Text        string // resolved: zh-CN, zh, default
	Hint        string
	Description string // android:contentDescription
	OnClick     string // name of a method of the activity
	Layout      string // the layout that an <include> or a ViewStub puts here: layout/title
	Checked     bool   // ticked or switched on from the start
	Clickable   bool   // says so itself
	Hidden      bool   // android:visibility is invisible or gone

	// In dp and sp; 0 where it is not said as a number, or in other units.
	Width, Height, TextSize float64

	TextColor uint32  // 0xAARRGGBB; 0 where it is not known
	Alpha     float64 // 1 where it is not said

	Line int // in the source the build tool read
}

// Children yields the views directly inside the view with an index.
func (l *Layout) Children(parent int, yield func(i int, v *View)) {
	for i := parent + 1; i < len(l.Views); i++ {
		if l.Views[i].Parent == parent {
			yield(i, &l.Views[i])
		}
	}
}

// Speaks reports whether a view says something to read, is ticked, or puts another
// layout in its place, which may do so.
func (l *Layout) Speaks() bool {
	return slices.ContainsFunc(l.Views, func(v View) bool {
		return v.Checked || v.Text != "" || v.Hint != "" || v.Description != "" || v.Layout != ""
	})
}

// Place is where a view stands.
func (l *Layout) Place(v *View) Location {
	at := l.At
	at.Line, at.Symbol = v.Line, l.Name
	if v.ID != "" {
		at.Symbol += " " + v.ID
	}
	return at
}
