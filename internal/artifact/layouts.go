package artifact

import (
	"fmt"
	"math"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/arsc"
	"github.com/zicha-lint/zicha/internal/axml"
	"github.com/zicha-lint/zicha/internal/lang"
)

// Bounds on the layouts that are read; the largest apps have some thousands, of
// some KiB each.
const (
	maxLayouts     = 20_000
	maxLayoutSize  = 1 << 20  // bytes of one, inflated
	maxLayoutBytes = 64 << 20 // of all
	maxLayoutViews = 2000     // in one
	maxViews       = 400_000  // in all
	maxLayoutTexts = 32 << 20 // bytes of the texts in all of them
)

// readLayouts reads the layouts of the resource table, of several configurations
// the plainest.
func (a *apk) readLayouts() {
	if a.table == nil {
		return
	}
	r := layoutReader{apk: a, strings: map[uint32]string{}, names: map[uint32]string{}}
	for _, f := range a.table.Files("layout") {
		name := a.table.Name(f.ID)
		if libraryLayout(name) {
			continue
		}
		if r.files == maxLayouts || r.bytes > maxLayoutBytes || r.views > maxViews || r.texts > maxLayoutTexts {
			r.full = true
			break
		}
		r.read(f, name)
	}
	r.dropTakenNames()
	r.noteGaps()
}

// libraryLayout reports whether a layout belongs to the platform's own support
// libraries, which put no words of the app on the screen.
func libraryLayout(name string) bool {
	name = strings.TrimPrefix(name, "layout/")
	for _, prefix := range []string{"abc_", "mtrl_", "m3_", "design_", "material_", "notification_template_", "notification_media_", "support_simple_"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// layoutReader fills App.Layouts.
type layoutReader struct {
	*apk
	strings, names map[uint32]string // resolved so far

	files, views, texts int
	bytes               int64
	full                bool   // one of the bounds is reached
	broken              int    // layouts that could not be read
	first               string // of them
}

func (r *layoutReader) read(f arsc.File, name string) {
	e := r.zip.Lookup(f.Path)
	if e == nil {
		return // nor can Android find it
	}
	r.files++
	data, err := r.entry(e, maxLayoutSize)
	var doc *axml.Document
	if err == nil {
		r.bytes += int64(len(data))
		doc, err = axml.Parse(data)
	}
	if err != nil {
		if r.broken++; r.broken == 1 {
			r.first = e.Name
		}
	}
	if doc == nil || doc.Root == nil {
		return
	}
	l := app.Layout{ID: f.ID, Name: name, At: app.Location{File: e.Name, Symbol: name}}
	r.view(&l, doc.Root, -1)
	r.views += len(l.Views)
	r.Layouts = append(r.Layouts, l)
}

// view adds an element and what stands in it.
func (r *layoutReader) view(l *app.Layout, e *axml.Element, parent int) {
	if len(l.Views) == maxLayoutViews {
		r.full = true
		return
	}
	v := app.View{Class: e.Name, Parent: parent, Alpha: 1, Line: e.Line}
	for i := range e.Attrs {
		r.attribute(&v, &e.Attrs[i])
	}
	at := len(l.Views)
	l.Views = append(l.Views, v)
	for _, child := range e.Children {
		r.view(l, child, at)
	}
}

func (r *layoutReader) attribute(v *app.View, a *axml.Attr) {
	switch a.ID {
	case axml.AttrText:
		v.Text = r.text(a.Value)
	case axml.AttrHint:
		v.Hint = r.text(a.Value)
	case axml.AttrContentDescription:
		v.Description = r.text(a.Value)
	case axml.AttrOnClick:
		v.OnClick = r.text(a.Value)
	case axml.AttrId:
		v.ID = strings.TrimPrefix(r.name(a.Value), "id/")
	case axml.AttrLayout:
		v.Layout = r.name(a.Value)
	case axml.AttrChecked:
		v.Checked = r.isTrue(a.Value)
	case axml.AttrClickable:
		v.Clickable = r.isTrue(a.Value)
	case axml.AttrVisibility:
		n, ok := a.Value.Int()
		v.Hidden = ok && n != 0
	case axml.AttrLayout_width:
		v.Width = r.length(a.Value)
	case axml.AttrLayout_height:
		v.Height = r.length(a.Value)
	case axml.AttrTextSize:
		v.TextSize = r.length(a.Value)
	case axml.AttrTextColor:
		v.TextColor = r.colour(a.Value)
	case axml.AttrAlpha:
		if x := r.literal(a.Value); x.Type == axml.TypeFloat {
			v.Alpha = float64(math.Float32frombits(x.Data))
		}
	case 0:
		switch {
		case a.Namespace != "":
		case a.Name == "layout":
			v.Layout = r.name(a.Value)
		case a.Name == "class" && v.Class == "view":
			v.Class = a.Value.String()
		}
	}
}

// text returns what a user reads; "" where it is not known.
func (r *layoutReader) text(v axml.Value) string {
	if v.Type == axml.TypeString {
		return r.keep(v.Raw)
	}
	id, ok := v.Reference()
	if !ok {
		return ""
	}
	s, known := r.strings[id]
	if !known {
		s, _ = r.table.String(id)
		s = r.keep(s)
		r.strings[id] = s
	}
	return s
}

func (r *layoutReader) keep(s string) string {
	if len(s) > maxTextLen {
		s = strings.ToValidUTF8(s[:maxTextLen], "")
	}
	r.texts += len(s)
	return s
}

// name returns the name of the resource that a value refers to.
func (r *layoutReader) name(v axml.Value) string {
	id, ok := v.Reference()
	if !ok {
		return ""
	}
	s, known := r.names[id]
	if !known {
		s = r.table.Name(id)
		r.names[id] = s
		r.texts += len(s)
	}
	return s
}

// literal returns a value as it is, or that of the resource that it refers to.
func (r *layoutReader) literal(v axml.Value) axml.Value {
	id, ok := v.Reference()
	if !ok {
		return v
	}
	x, _ := r.table.Value(id)
	return axml.Value{Type: x.Type, Data: x.Data}
}

func (r *layoutReader) isTrue(v axml.Value) bool {
	b, ok := r.literal(v).Bool()
	return ok && b
}

// length returns a length in dp or sp; 0 where it is none.
func (r *layoutReader) length(v axml.Value) float64 {
	n, unit, ok := r.literal(v).Dimension()
	if !ok || unit != "dp" && unit != "sp" || n <= 0 {
		return 0
	}
	return n
}

func (r *layoutReader) colour(v axml.Value) uint32 {
	switch x := r.literal(v); x.Type {
	case axml.TypeIntColorARGB8, axml.TypeIntColorRGB8, axml.TypeIntColorARGB4, axml.TypeIntColorRGB4:
		return x.Data
	}
	return 0
}

// dropTakenNames forgets names that many layouts share: a shrinker that takes
// the names of resources away gives all of them the same.
func (r *layoutReader) dropTakenNames() {
	count := map[string]int{}
	for i := range r.Layouts {
		count[r.Layouts[i].Name]++
	}
	for i := range r.Layouts {
		l := &r.Layouts[i]
		if count[l.Name] == 1 {
			continue
		}
		l.Name, l.At.Symbol = "", ""
		for j := range l.Views {
			l.Views[j].ID, l.Views[j].Layout = "", ""
		}
	}
}

func (r *layoutReader) noteGaps() {
	if r.broken > 0 {
		r.AddGap(app.Gap{
			Facts: app.FactResources,
			What: lang.Text{
				ZH: fmt.Sprintf("%d 个布局文件无法完整读取（如 %s）", r.broken, r.first),
				EN: fmt.Sprintf("%d layouts could not be read completely, such as %s", r.broken, r.first),
			},
			At: app.Location{File: r.first},
		})
	}
	if r.full {
		r.AddGap(app.Gap{
			Facts: app.FactResources,
			What:  lang.Text{ZH: "布局文件过多或过大，其余未读取", EN: "there are too many layouts, or too large ones; the rest was not read"},
			At:    app.Location{File: tableFile},
		})
	}
}
