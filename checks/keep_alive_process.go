package checks

import (
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// Words in names of processes, components and libraries that only serve to
// stay alive. They are compared with the last part of a name, in lower case.
var (
	keepAliveProcesses  = []string{"daemon", "guard", "watch", "keepalive", "assist"}
	keepAliveComponents = []string{"onepixel", "onepx", "keepalive", "keeplive", "aliveactivity", "aliveservice", "daemonservice", "guardservice", "playermusicservice", "noisyservice", "daemonreceiver"}
	keepAliveLibraries  = []string{"libdaemon", "libkeepalive", "libmarsdaemon", "libleoric", "libkeep_alive"}
)

var keepAliveProcess = lint.Define(lint.Check{
	Name:  "keep-alive-process",
	Doc:   lang.Text{ZH: "多种进程守护、保活的迹象并存", EN: "several signs of processes that keep each other alive"},
	Stage: rules.StageManifest,
	Needs: app.FactManifest | app.FactContainer,
	Most:  rules.Suspected,
}, func(c *lint.Case, p struct {
	MinSigns int `json:"min_signs" doc:"different kinds of sign that make a finding"`
}) []lint.Finding {
	signs := keepAliveSigns(c.App)
	if len(signs) < p.MinSigns {
		return nil
	}
	f := lint.Finding{Owner: signs[0].owner, Anchor: "keep-alive", At: signs[0].at}
	var names []string
	for _, s := range signs {
		names = append(names, s.at.Symbol)
		if s.owner != f.Owner {
			f.Owner = "" // what two bring, the app puts together
		}
	}
	for _, s := range signs[1:] {
		f.Path = append(f.Path, s.at)
	}
	f.Note = lang.Text{ZH: "保活迹象并存：" + strings.Join(names, "、"), EN: "signs of keeping alive: " + strings.Join(names, ", ")}
	return []lint.Finding{f}
})

// aliveSign is a place that speaks of staying alive, and whose it is.
type aliveSign struct {
	at    app.Location
	owner string
}

// keepAliveSigns returns one place for each kind of sign that is there.
func keepAliveSigns(a *app.App) []aliveSign {
	var signs []aliveSign
	byProcess := func(k app.Component) bool {
		_, name, private := strings.Cut(k.Process, ":")
		return k.Kind == app.Service && private && containsAny(strings.ToLower(name), keepAliveProcesses...)
	}
	byName := func(k app.Component) bool {
		return containsAny(strings.ToLower(k.Name[strings.LastIndexByte(k.Name, '.')+1:]), keepAliveComponents...)
	}
	for _, sign := range []func(app.Component) bool{byProcess, byName} {
		if i := slices.IndexFunc(a.Manifest.Components, sign); i >= 0 {
			signs = append(signs, aliveSign{a.Manifest.Components[i].At, ownerOf(a.Manifest.Components[i])})
		}
	}
	for _, l := range a.Container.Libraries {
		if hasAnyPrefix(strings.ToLower(l.Name), keepAliveLibraries...) {
			return append(signs, aliveSign{at: app.Location{File: l.Path, Symbol: l.Name}})
		}
	}
	return signs
}
