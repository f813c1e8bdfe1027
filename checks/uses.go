package checks

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// collected yields the uses by which somebody gets personal information, with
// the API. Those in libraries that nobody is known to have told, and those
// before which the SDK is told to wait for consent, are none.
func collected(c *lint.Case, yield func(*app.Use, *rules.API)) {
	apis := make(map[string]*rules.API, len(c.Catalog.APIs))
	for i := range c.Catalog.APIs {
		apis[c.Catalog.APIs[i].ID] = &c.Catalog.APIs[i]
	}
	for i := range c.App.Code.Uses {
		u := &c.App.Code.Uses[i]
		if u.NoData == "" && u.Owner.Kind != app.OwnerLibrary {
			yield(u, apis[u.API])
		}
	}
}

// told is what an SDK knows of the user's consent.
type told int

const (
	toldNothing   told = iota
	toldToWait         // the user has not agreed, as far as the app says
	toldSomething      // a value that is not known, such as the stored answer
)

// consentOf returns what the SDK that a use belongs to was told: to wait, by the
// method on the way to the use, which its vendor documents as collecting nothing,
// or by a call at start-up that says the user has not agreed while none says
// otherwise. Some wait of themselves until they are told.
func consentOf(c *lint.Case, u *app.Use) told {
	sdk := c.Catalog.SDK(u.Owner.ID)
	if sdk == nil || u.Owner.Kind != app.OwnerSDK {
		return toldNothing
	}
	for _, step := range u.Path {
		method, _, _ := strings.Cut(step.Symbol, "(")
		if slices.ContainsFunc(sdk.PreInit, func(s rules.Switch) bool { return s.Method == method }) {
			return toldToWait
		}
	}
	answer := toldNothing
	waits := slices.ContainsFunc(sdk.Consent, func(s rules.Switch) bool {
		return s.DefaultOff && slices.Contains(c.App.Code.Switches, s.Method)
	})
	if waits {
		answer = toldToWait
	}
	for i := range c.App.Code.Told {
		switch t := &c.App.Code.Told[i]; {
		case t.SDK != sdk.ID || t.Switch != app.SwitchConsent:
		case waits && t.Phase == app.Unreached && t.Given != "0":
			answer = toldSomething // by a way that was not seen, such as a script
		case t.Phase != app.Startup || t.Gate != nil:
		case t.Given == "":
			answer = toldSomething
		case t.Given != "0":
			return toldNothing
		case answer == toldNothing:
			answer = toldToWait
		}
	}
	return answer
}

// useGroup is what one owner does with one thing, and the best proof of it.
type useGroup struct {
	owner  app.Owner
	anchor string
	best   *app.Use
	api    *rules.API
	places int
}

// group puts uses together by owner and anchor, in the order in which they come.
type groups struct {
	list []*useGroup
	at   map[string]*useGroup
}

func (g *groups) add(owner app.Owner, u *app.Use, api *rules.API, anchor string) {
	if g.at == nil {
		g.at = map[string]*useGroup{}
	}
	key := owner.ID + "\x00" + anchor
	one := g.at[key]
	if one == nil {
		one = &useGroup{owner: owner, anchor: anchor, best: u, api: api}
		g.at[key] = one
		g.list = append(g.list, one)
	}
	one.places++
	if better(u, one.best) {
		one.best, one.api = u, api
	}
}

// better reports whether a proves more than b: by an earlier phase, without a
// gate, over calls that leave no doubt, on a shorter path.
func better(a, b *app.Use) bool {
	return cmp.Or(
		cmp.Compare(phaseOrder[a.Phase], phaseOrder[b.Phase]),
		boolOrder(a.Gate != nil, b.Gate != nil),
		boolOrder(a.Doubtful(), b.Doubtful()),
		cmp.Compare(len(a.Path)+a.Weight, len(b.Path)+b.Weight),
	) < 0
}

var phaseOrder = map[app.Phase]int{app.Startup: 0, app.Background: 1, app.Called: 2, app.User: 3, app.Unreached: 4}

func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// finding is the proof that the group's best use gives.
func (g *useGroup) finding() lint.Finding {
	u := g.best
	f := lint.Finding{
		Owner: g.owner.ID, Anchor: g.anchor, Phase: string(u.Phase),
		At: u.Path[len(u.Path)-1], Path: u.Path,
	}
	if g.api.Information != "" {
		f.Info = []string{g.api.Information}
	}
	when, entry := circumstances(u)
	f.Note = lang.Text{
		ZH: when.ZH + g.api.Name.ZH + "（" + usedName(u) + "）" + entry.ZH,
		EN: strings.TrimSuffix(g.api.Name.EN+" ("+usedName(u)+") "+when.EN, " ") + entry.EN,
	}
	return f
}

// doubted lowers the word of a finding whose path may not be real, or not be
// taken at start-up.
func (g *useGroup) doubted(f lint.Finding) lint.Finding {
	if u := g.best; u.Weight > app.MaxWeight && u.Spread <= app.MaxSpread && u.Off == "" && !u.Sent {
		f = lowered(f, lang.Text{
			ZH: "要先通过多个条件判断才会执行到这里，多数在 " + spot(u.Path[u.Hard]) + " 这一处调用之前，是否都成立还不确定",
			EN: "several conditions have to hold to get here, most of them before the call at " + spot(u.Path[u.Hard]) + ", and whether they do is open",
		})
		if u.Gate != nil {
			return f // which has said how to find out
		}
		return tried(f, u, lang.Text{ZH: "不做任何操作", EN: "touch nothing"})
	}
	return g.unsure(f)
}

// unsure lowers the word of a finding whose path may not be real. How many
// conditions stand on it does not matter to what is wrong whenever it happens.
func (g *useGroup) unsure(f lint.Finding) lint.Finding {
	switch u := g.best; {
	case u.Spread > app.MaxSpread:
		return lowered(f, lang.Text{
			ZH: spot(u.Path[u.Widest]) + " 处的调用可能指向多个方法，请确认这条路径成立",
			EN: "the call at " + spot(u.Path[u.Widest]) + " may lead to several methods: make sure that this path is real",
		})
	case u.Off != "":
		return lowered(f, lang.Text{
			ZH: "途中有一步取决于开关 " + u.Off + "，未见此前有代码改变它",
			EN: "a step on the way depends on the switch " + u.Off + ", which no code was seen to change before",
		})
	case u.Sent:
		return lowered(f, lang.Text{
			ZH: "途中经 Intent 启动服务或广播接收器，请确认收到该 Intent 时会走到这里",
			EN: "a step on the way goes by an intent to a service or a receiver: make sure that this intent leads here",
		})
	case u.Caught:
		return lowered(f, lang.Text{
			ZH: "途中有一步只在发生异常时执行",
			EN: "a step on the way is taken only after an exception",
		})
	}
	return f
}

// spot names a place on a path: Main.onCreate(Main.java:12).
func spot(l app.Location) string {
	class, name, _ := strings.Cut(l.Symbol, ";->")
	name, _, _ = strings.Cut(name, "(")
	name = class[strings.LastIndexByte(class, '/')+1:] + "." + name
	switch {
	case l.Line == 0:
		return name
	case l.Source == "":
		return name + "(" + strconv.Itoa(l.Line) + ")"
	}
	return name + "(" + l.Source + ":" + strconv.Itoa(l.Line) + ")"
}

// gated lowers the word of a finding that a question of consent may stand before.
func (g *useGroup) gated(f lint.Finding) lint.Finding {
	gate := g.best.Gate
	if gate == nil {
		return f
	}
	return tried(lowered(f, lang.Text{
		ZH: "途中的 " + gateName(gate) + " 像是在判断用户是否已同意，需确认未同意时不会执行到这里",
		EN: gateName(gate) + " on the way looks like the question whether the user has agreed: make sure that nothing gets here without",
	}), g.best, lang.Text{ZH: "不点同意", EN: "do not agree"})
}

// tried adds to a finding how to find out on a device whether a use happens, and
// what not to do while the app starts.
func tried(f lint.Finding, u *app.Use, idle lang.Text) lint.Finding {
	how := lang.Text{ZH: "运行应用", EN: "run the app"}
	if u.Phase == app.Startup {
		how = lang.Text{ZH: "全新安装后启动，" + idle.ZH, EN: "install the app afresh, start it, " + idle.EN}
	}
	f.Note.ZH += "（验证：" + how.ZH + "，用断点或 hook 看是否执行到 " + usedName(u) + "）"
	f.Note.EN += " (to find out, " + how.EN + ", and see by a breakpoint or hook whether " + usedName(u) + " is reached)"
	return f
}

// lowered makes a finding a question, and says why.
func lowered(f lint.Finding, why lang.Text) lint.Finding {
	return capped([]lint.Finding{f}, rules.Review, why)[0]
}

var phaseWords = map[app.Phase]lang.Text{
	app.Startup:    {ZH: "启动阶段", EN: "at start-up"},
	app.Background: {ZH: "后台", EN: "in the background"},
	app.User:       {ZH: "用户操作后", EN: "after a user action"},
	app.Called:     {ZH: "应用调用其接口时", EN: "when the app calls it"},
	app.Unreached:  {ZH: "", EN: ""},
}

// circumstances say when a use happens, and by which class the platform enters where
// that does not say it.
func circumstances(u *app.Use) (when, entry lang.Text) {
	if u.Phase == app.User && u.Entry.Kind == app.Activity && !tapped(u) && opens(u.Path[0]) {
		return lang.Text{ZH: "打开界面 " + u.Entry.Class + " 时", EN: "when screen " + u.Entry.Class + " opens"}, lang.Text{}
	}
	return phaseWords[u.Phase], entryWords(u)
}

// opens reports whether the platform calls a method when it brings a screen up.
func opens(l app.Location) bool {
	_, name, _ := strings.Cut(l.Symbol, ";->")
	name, _, _ = strings.Cut(name, "(")
	switch name {
	case "<clinit>", "<init>", "attachBaseContext", "onCreate", "onStart", "onResume", "onPostCreate", "onPostResume", "onAttach",
		"onAttachedToWindow", "onAttachFragment", "onCreateView", "onViewCreated", "onActivityCreated":
		return true
	}
	return false
}

// entryWords say by which class the platform enters.
func entryWords(u *app.Use) lang.Text {
	if u.Entry.Class == "" {
		return lang.Text{}
	}
	kind := entryKinds[u.Entry.Kind]
	return lang.Text{ZH: "，由" + kind.ZH + " " + u.Entry.Class + " 进入", EN: ", entered by " + kind.EN + " " + u.Entry.Class}
}

var entryKinds = map[app.ComponentKind]lang.Text{
	app.EntryApplication: {ZH: "应用类", EN: "the application class"},
	app.EntryInitializer: {ZH: "androidx.startup 初始化器", EN: "the initialiser of androidx.startup"},
	app.EntryAPI:         {ZH: "接口", EN: "the interface"},
	app.Activity:         {ZH: "界面", EN: "activity"},
	app.Service:          {ZH: "服务", EN: "service"},
	app.Receiver:         {ZH: "广播接收器", EN: "receiver"},
	app.Provider:         {ZH: "内容提供者", EN: "provider"},
}

// usedName spells what is used: Landroid/os/Build;->getSerial()… as
// Build.getSerial, and of a call that an argument decides that too.
func usedName(u *app.Use) string {
	name := memberName(u.Member)
	if u.Value != "" {
		name += `("` + u.Value + `")`
	}
	return name
}

// memberName spells a method or a field: Landroid/app/Activity;->finish as
// Activity.finish.
func memberName(member string) string {
	class, name, _ := strings.Cut(member, ";->")
	if i := strings.IndexAny(name, "(:"); i >= 0 {
		name = name[:i]
	}
	name = strings.ReplaceAll(class[strings.LastIndexByte(class, '/')+1:], "$", ".") + "." + name
	return strings.TrimSuffix(name, ".<init>")
}

// shortMember spells com.example.Main.method as Main.method.
func shortMember(name string) string {
	i := strings.LastIndexByte(name, '.')
	return name[strings.LastIndexByte(name[:max(0, i)], '.')+1:]
}

func gateName(g *app.Gate) string {
	if g.Key != "" {
		return g.Name + `("` + g.Key + `")`
	}
	return g.Name
}

// bySDK reports whether an SDK answers for something: one of the catalogue, or the
// one that is looked at by itself.
func bySDK(c *lint.Case, owner app.Owner) bool {
	return owner.Kind == app.OwnerSDK || owner.Kind == app.OwnerApp && c.App.Source.Kind.IsSDK()
}

// pastLimit reports whether no Android on which the app runs gives ordinary apps
// what the API returns.
func pastLimit(c *lint.Case, api *rules.API) bool {
	return api.MaxSDK > 0 && c.App.Manifest.MinSDK > api.MaxSDK
}

// usesOf yields the reached uses of the given APIs that are somebody's doing.
func usesOf(c *lint.Case, ids []string, yield func(*app.Use, *rules.API)) {
	collected(c, func(u *app.Use, api *rules.API) {
		if u.Phase != app.Unreached && slices.Contains(ids, u.API) {
			yield(u, api)
		}
	})
}

// holder returns the method that holds a use: Lcom/example/Main$1;->run()V.
func holder(u *app.Use) string { return u.Path[len(u.Path)-1].Symbol }

// outerClass returns the class around the one that holds a use:
// Lcom/example/Main.
func outerClass(u *app.Use) string {
	class, _, _ := strings.Cut(holder(u), ";->")
	class, _, _ = strings.Cut(class, "$")
	return class
}

// classOf returns the class of a method as a manifest spells it.
func classOf(l app.Location) string {
	class, _, _ := strings.Cut(l.Symbol, ";->")
	return strings.ReplaceAll(strings.TrimPrefix(class, "L"), "/", ".")
}

// stepNames returns the names of the methods on the path of a use.
func stepNames(u *app.Use) []string {
	names := make([]string, len(u.Path))
	for i, s := range u.Path {
		_, name, _ := strings.Cut(s.Symbol, ";->")
		names[i], _, _ = strings.Cut(name, "(")
	}
	return names
}

// goesThrough reports whether the path of a use goes through a method of that name.
func goesThrough(u *app.Use, names ...string) bool {
	return slices.ContainsFunc(stepNames(u), func(n string) bool { return slices.Contains(names, n) })
}

// tapped reports whether an act of the user stands on the path of a use.
func tapped(u *app.Use) bool {
	return u.Tapped || goesThrough(u, "onClick", "onLongClick", "onItemClick", "onItemLongClick", "onMenuItemClick", "onOptionsItemSelected",
		"onContextItemSelected", "onNavigationItemSelected", "onActionItemClicked", "onTextContextMenuItem", "onPaste",
		"onTouch", "onTouchEvent", "onSingleTapUp", "onDoubleTap", "onKey", "onKeyDown", "onKeyUp", "onEditorAction",
		"onQueryTextSubmit", "onPreferenceClick", "onPreferenceChange", "onCheckedChanged", "onDoubleClick")
}

// constant returns what an argument is known to be, counted from 1; "" where it
// is not known.
func constant(u *app.Use, position int) string {
	if position > len(u.Args) || len(u.Args[position-1].Constants) != 1 {
		return ""
	}
	return u.Args[position-1].Constants[0]
}

// numeric returns an argument that is known to be a number, counted from 1.
func numeric(u *app.Use, position int) (int64, bool) {
	n, err := strconv.ParseInt(constant(u, position), 10, 64)
	return n, err == nil
}

// calledName returns the name of the method or field that is used.
func calledName(u *app.Use) string {
	_, name, _ := strings.Cut(u.Member, ";->")
	if i := strings.IndexAny(name, "(:"); i >= 0 {
		name = name[:i]
	}
	return name
}

// with adds what else was seen to the note of a finding.
func with(f lint.Finding, seen lang.Text) lint.Finding {
	f.Note.ZH += "，" + seen.ZH
	f.Note.EN += ", " + seen.EN
	return f
}

// categoryOf returns what an SDK is for, as the catalogue says; "" where it is none.
func categoryOf(c *lint.Case, owner app.Owner) string {
	if sdk := c.Catalog.SDK(owner.ID); sdk != nil && owner.Kind == app.OwnerSDK {
		return sdk.Category
	}
	return ""
}
