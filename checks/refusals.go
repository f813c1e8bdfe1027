package checks

import (
	"cmp"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// The entries of the catalogue that matter once a permission was refused.
const (
	exitAPI          = "beh.exit"
	finishAPI        = "beh.finish"
	dialogAPI        = "beh.dialog"
	settingsAPI      = "beh.app_settings"
	startActivityAPI = "beh.start_activity"
)

// maxOutcomeWeight is how many conditions may stand between a refusal and what
// follows for it to be more than a question; own default, as app.MaxWeight.
const maxOutcomeWeight = 6

// refused calls visit for every place where code of the app, or of an SDK, learns
// of a refusal. Libraries that ask for permissions leave the answer to the app.
func refused(c *lint.Case, visit func(*app.Refusal)) {
	for i := range c.App.Code.Refusals {
		if r := &c.App.Code.Refusals[i]; r.Owner.Kind != app.OwnerLibrary {
			visit(r)
		}
	}
}

// screenOf returns the anchor of what happens in a class: the component, if it is
// one, else a word that no build changes.
func screenOf(c *lint.Case, class, otherwise string) string {
	if slices.ContainsFunc(c.App.Manifest.Components, func(k app.Component) bool { return k.Name == class }) {
		return class
	}
	return otherwise
}

// leaves reports whether an outcome ends the app: its process, all its screens, or
// the first one without another that takes its place.
func leaves(c *lint.Case, r *app.Refusal, o *app.Outcome) bool {
	switch o.API {
	case exitAPI:
		return true
	case finishAPI:
		return firstScreen(c, r, o) != "" && !slices.ContainsFunc(r.Outcomes, func(next app.Outcome) bool { return goesOn(&next, o.Tapped) })
	}
	return false
}

// firstScreen returns the screen with which the app can begin and that an outcome
// closes; "" where it closes none.
func firstScreen(c *lint.Case, r *app.Refusal, o *app.Outcome) string {
	screens := []string{o.On.Class}
	if !isScreen(c, o.On.Class) {
		screens = append([]string{outer(r.Class)}, o.Within...) // a listener within it
	}
	for _, k := range c.App.Manifest.FirstScreens() {
		if name := cmp.Or(k.Target, k.Name); slices.Contains(screens, name) {
			return name
		}
	}
	return ""
}

// isFirstScreen reports whether the app can begin with a screen.
func isFirstScreen(c *lint.Case, class string) bool {
	return slices.ContainsFunc(c.App.Manifest.FirstScreens(), func(k app.Component) bool { return cmp.Or(k.Target, k.Name) == class })
}

func isScreen(c *lint.Case, class string) bool {
	return slices.ContainsFunc(c.App.Manifest.Components, func(k app.Component) bool { return k.Kind == app.Activity && k.Name == class })
}

// goesOn reports whether an outcome opens another screen of the app.
func goesOn(o *app.Outcome, tapped bool) bool {
	return o.API == startActivityAPI && o.Tapped == tapped && !opensSettings(o)
}

func opensSettings(o *app.Outcome) bool {
	return len(o.Args) > 0 && slices.ContainsFunc(o.Args[0].Calls, func(k app.Call) bool {
		return slices.ContainsFunc(k.Args, func(a app.Arg) bool {
			return slices.ContainsFunc(a.Constants, func(s string) bool { return strings.HasPrefix(s, "android.settings.") })
		})
	})
}

// outcomeFinding is the proof that something follows a refusal.
func outcomeFinding(c *lint.Case, r *app.Refusal, o *app.Outcome, anchor string, what lang.Text) lint.Finding {
	f := lint.Finding{Owner: r.Owner.ID, Anchor: anchor, At: o.Path[len(o.Path)-1], Path: o.Path}
	names := askedIn(c, r)
	f.Note = lang.Text{ZH: "拒绝权限后" + what.ZH + "，在 " + spot(r.At) + " 处理结果", EN: "once a permission is refused, the app " + what.EN + "; the result is handled in " + spot(r.At)}
	if len(names) > 0 {
		f.Note.ZH += "；此处申请的权限：" + strings.Join(names, "、")
		f.Note.EN += "; asked for here: " + strings.Join(names, ", ")
	}
	switch {
	case o.Spread > app.MaxSpread:
		return lowered(f, lang.Text{ZH: "途中有调用可能指向多个方法，请确认这条路径成立", EN: "a call on the way may lead to several methods: make sure that this path is real"})
	case o.Weight > maxOutcomeWeight:
		return lowered(f, lang.Text{ZH: "途中的条件很多，请确认拒绝后会走到这里", EN: "there are many conditions on the way: make sure that a refusal leads here"})
	}
	return f
}

// askedIn returns the permissions that the class which learns of a refusal asks
// for before, in short.
func askedIn(c *lint.Case, r *app.Refusal) (names []string) {
	around := []string{outer(r.Class), outer(classOf(r.At))}
	for i := range c.App.Code.Uses {
		u := &c.App.Code.Uses[i]
		if u.API != requestAPI || passes(u.Path, r.At.Symbol) || !slices.ContainsFunc(u.Path, func(l app.Location) bool { return slices.Contains(around, outer(classOf(l))) }) {
			continue
		}
		for _, p := range asked(u.Args) {
			if name := strings.TrimPrefix(p, "android.permission."); p != "requestPermissions" && showsDialog(c, p) && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return names
}

// outer returns the class around an inner one.
func outer(class string) string {
	class, _, _ = strings.Cut(class, "$")
	return class
}

// passes reports whether a path goes through a method.
func passes(path []app.Location, method string) bool {
	return slices.ContainsFunc(path, func(l app.Location) bool { return l.Symbol == method })
}

// button is a button of a dialog, and what it leads to.
type button struct {
	text     string
	listener string // the class that is told of a tap; "" where nobody is, or it is not known
	unknown  bool
}

// dialog is a dialog as far as code says what is in it.
type dialog struct {
	title, message string
	buttons        []button
	locked         bool // neither the key for back nor a touch outside closes it
	custom         bool // it may have other buttons
}

// dialogOf reads what was told to a builder or a dialog; false where nothing is
// known of it.
func dialogOf(a app.Arg) (d dialog, ok bool) {
	for _, k := range a.Calls {
		switch k.Name {
		case "setTitle":
			d.title = textOf(k.Args, 0)
		case "setMessage":
			d.message = textOf(k.Args, 0)
		case "setPositiveButton", "setNegativeButton", "setNeutralButton":
			d.buttons = append(d.buttons, buttonOf(k.Args))
		case "setButton", "setButton2", "setButton3":
			d.buttons = append(d.buttons, buttonOf(k.Args[max(0, len(k.Args)-2):]))
		case "setCancelable":
			d.locked = !k.Possible && len(k.Args) == 1 && slices.Equal(k.Args[0].Constants, []string{"0"})
		case "setView", "setContentView", "setItems", "setAdapter", "setSingleChoiceItems", "setMultiChoiceItems", "setCustomTitle":
			d.custom = true
		case "setOnCancelListener", "setOnDismissListener", "setOnKeyListener":
			d.custom = d.custom || len(k.Args) == 0 || !slices.Equal(k.Args[0].Constants, []string{"0"})
		}
	}
	return d, len(d.buttons) > 0
}

func buttonOf(args []app.Arg) button {
	b := button{text: textOf(args, 0)}
	if len(args) > 1 {
		b.listener = args[1].Class
		b.unknown = b.listener == "" && !slices.Equal(args[1].Constants, []string{"0"})
	}
	return b
}

// textOf returns an argument as a text; "" where it is none that is known.
func textOf(args []app.Arg, n int) string {
	if n >= len(args) || len(args[n].Constants) == 0 {
		return ""
	}
	s := args[n].Constants[len(args[n].Constants)-1]
	if strings.Trim(s, "0123456789") == "" {
		return "" // a resource that names no text
	}
	return s
}

// leadsTo returns the outcomes of a refusal to which a tap on a button leads.
func (b *button) leadsTo(r *app.Refusal) (list []*app.Outcome) {
	if b.listener == "" {
		return nil
	}
	tap := "L" + strings.ReplaceAll(b.listener, ".", "/") + ";->"
	for i := range r.Outcomes {
		o := &r.Outcomes[i]
		if o.Tapped && slices.ContainsFunc(o.Path, func(l app.Location) bool { return strings.HasPrefix(l.Symbol, tap) }) {
			list = append(list, o)
		}
	}
	return list
}

// choice is what the buttons of a dialog leave to the user.
type choice struct {
	dialog
	exit, settings *app.Outcome // to which a button leads; nil where none does
	on             bool         // a button, or closing it, may leave the user where they are
}

// choices returns the dialogs that are shown once a permission was refused, with
// what the user can choose in them.
func choices(c *lint.Case, r *app.Refusal) (list []choice) {
	for i := range r.Outcomes {
		if r.Outcomes[i].API != dialogAPI || r.Outcomes[i].Tapped {
			continue
		}
		d, ok := dialogOf(r.Outcomes[i].On)
		if !ok {
			continue
		}
		one := choice{dialog: d, on: d.custom || !d.locked}
		for _, b := range d.buttons {
			led := false
			for _, o := range b.leadsTo(r) {
				switch {
				case leaves(c, r, o):
					one.exit, led = o, true
				case o.API == settingsAPI:
					one.settings, led = o, true
				}
			}
			one.on = one.on || !led
		}
		list = append(list, one)
	}
	return list
}

// buttonNames spells the buttons of a dialog.
func (d *dialog) buttonNames() string {
	var names []string
	for _, b := range d.buttons {
		if b.text != "" {
			names = append(names, b.text)
		}
	}
	return strings.Join(names, " / ")
}

// quote is what a dialog says.
func (d *dialog) quote() string {
	return strings.Join(slices.DeleteFunc([]string{d.title, d.message, d.buttonNames()}, func(s string) bool { return s == "" }), "｜")
}

// refusalFindings keeps the best proof for each owner and anchor.
type refusalFindings struct{ list []lint.Finding }

func (l *refusalFindings) add(f lint.Finding) {
	i := slices.IndexFunc(l.list, func(k lint.Finding) bool { return k.Owner == f.Owner && k.Anchor == f.Anchor })
	switch {
	case i < 0:
		l.list = append(l.list, f)
	case l.list[i].Cap == rules.Review && f.Cap != rules.Review:
		l.list[i] = f
	}
}
