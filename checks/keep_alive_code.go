package checks

import (
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var keepAliveCode = lint.Define(lint.Check{
	Name:  "keep-alive-code",
	Doc:   lang.Text{ZH: "代码让进程互相守护，或用一像素界面保活", EN: "code by which processes guard each other, or that keeps alive by a screen of one pixel"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	out := guards(c)
	var g groups
	collected(c, func(u *app.Use, api *rules.API) {
		if u.API == windowAPI && u.Phase != app.Unreached && onePixel(u) {
			g.add(u.Owner, u, api, screenOf(c, classOf(u.Path[len(u.Path)-1]), "one-pixel"))
		}
	})
	for _, one := range g.list {
		f := one.finding()
		f.Note.ZH += "：窗口的宽和高都是 1 像素"
		f.Note.EN += ": its width and height are one pixel"
		out = append(out, one.doubted(f))
	}
	return out
})

// windowAPI is the entry of the catalogue for the size of windows.
const windowAPI = "beh.window_size"

// onePixel reports whether a window is made so small that nobody sees it.
func onePixel(u *app.Use) bool {
	is := func(a app.Arg) bool { return slices.Equal(a.Constants, []string{"1"}) }
	if len(u.Args) == 2 { // setLayout
		return is(u.Args[0]) && is(u.Args[1])
	}
	if len(u.Args) == 0 {
		return false
	}
	width, height := false, false
	for _, k := range u.Args[0].Calls {
		width = width || k.Name == "width" && is(k.Args[0])
		height = height || k.Name == "height" && is(k.Args[0])
	}
	return width && height
}

// binding is a service that starts or binds another one.
type binding struct {
	from, to string
	use      *app.Use
}

// guards returns pairs of services in different processes that start or bind each
// other: neither can end while the other runs.
func guards(c *lint.Case) (out []lint.Finding) {
	var all []binding
	for i := range c.App.Code.Uses {
		u := &c.App.Code.Uses[i]
		if u.API != startServiceAPI || u.Phase == app.Unreached || len(u.Args) == 0 {
			continue
		}
		if to := serviceNamed(c, u.Args[0]); to != nil {
			if from := serviceOf(c, classOf(u.Path[len(u.Path)-1])); from != nil && from.Process != to.Process {
				all = append(all, binding{from.Name, to.Name, u})
			}
		}
	}
	seen := map[string]bool{}
	for _, b := range all {
		i := slices.IndexFunc(all, func(back binding) bool { return back.from == b.to && back.to == b.from })
		if i < 0 || seen[b.to] || seen[b.from] {
			continue
		}
		seen[b.from] = true
		f := lint.Finding{Owner: b.use.Owner.ID, Anchor: b.from, Phase: string(b.use.Phase), At: b.use.Path[len(b.use.Path)-1], Path: b.use.Path}
		f.Note = lang.Text{
			ZH: "服务 " + b.from + " 与另一进程的服务 " + b.to + " 互相启动或绑定（对方在 " + spot(all[i].use.Path[len(all[i].use.Path)-1]) + "），一个退出即被另一个拉起",
			EN: "the services " + b.from + " and " + b.to + ", in different processes, start or bind each other (the other way in " + spot(all[i].use.Path[len(all[i].use.Path)-1]) + "): each brings the other back",
		}
		out = append(out, f)
	}
	return out
}

// serviceNamed returns the service whose class an Intent names; nil where there is
// none.
func serviceNamed(c *lint.Case, intent app.Arg) *app.Component {
	for _, k := range intent.Calls {
		for _, a := range k.Args {
			for _, s := range a.Constants {
				if found := service(c, s); found != nil {
					return found
				}
			}
		}
	}
	return nil
}

// serviceOf returns the service to whose code a class belongs: it, or a class
// inside it, such as the one that is told of a lost connection.
func serviceOf(c *lint.Case, class string) *app.Component {
	outer, _, _ := strings.Cut(class, "$")
	if found := service(c, class); found != nil {
		return found
	}
	return service(c, outer)
}

func service(c *lint.Case, class string) *app.Component {
	i := slices.IndexFunc(c.App.Manifest.Components, func(k app.Component) bool { return k.Kind == app.Service && k.Name == class })
	if i < 0 {
		return nil
	}
	return &c.App.Manifest.Components[i]
}
