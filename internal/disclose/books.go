package disclose

import (
	"cmp"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/rules"
)

// books hold what every owner of code does, an account each.
type books struct {
	app         *app.App
	catalog     *rules.Catalog
	apis        map[string]*rules.API
	information map[string]int  // index in the catalogue, which is the order of lists
	requested   map[string]bool // permissions in the manifest
	titles      map[string]Item // of permissions that were looked up
	accounts    map[owner]*account
}

// owner is what tells owners of code apart.
type owner struct {
	Kind app.OwnerKind
	ID   string
}

// account is what one owner does, by information and by permission.
type account struct {
	information map[string]*Item
	permissions map[string]*Item
	calls       int
	first       *app.Use
	firstMark   Mark // of the first
}

// maxPlaces is how many places of a thing are kept.
const maxPlaces = 20

func newBooks(a *app.App, c *rules.Catalog) *books {
	b := &books{app: a, catalog: c, apis: map[string]*rules.API{}, information: map[string]int{}, accounts: map[owner]*account{}, requested: map[string]bool{}, titles: map[string]Item{}}
	for _, p := range a.Manifest.Permissions {
		b.requested[p.Name] = true
	}
	for i := range c.APIs {
		b.apis[c.APIs[i].ID] = &c.APIs[i]
	}
	for i := range c.Information {
		b.information[c.Information[i].ID] = i
	}
	for i := range a.Code.Uses {
		b.enter(&a.Code.Uses[i])
	}
	return b
}

// enter books a use by which somebody gets personal information or needs a
// permission. What libraries do that nobody is known to have told, and for their
// own needs, is none.
func (b *books) enter(u *app.Use) {
	api := b.apis[u.API]
	if api == nil || u.NoData != "" || u.Owner.Kind == app.OwnerLibrary || api.Information == "" && len(api.Permissions) == 0 {
		return
	}
	acc := b.account(u.Owner)
	mark, note := b.certainty(u, api)
	for _, name := range api.Permissions {
		if b.requested[name] {
			add(acc.permissions, b.permissionItem(name, mark), u, note)
		}
	}
	if api.Information == "" {
		return
	}
	acc.calls++
	if acc.first == nil || mark > acc.firstMark || mark == acc.firstMark && phaseOrder[u.Phase] < phaseOrder[acc.first.Phase] {
		acc.first, acc.firstMark = u, mark
	}
	add(acc.information, b.informationItem(api.Information, mark), u, note)
}

func (b *books) account(o app.Owner) *account {
	who := owner{o.Kind, o.ID}
	acc := b.accounts[who]
	if acc == nil {
		acc = &account{information: map[string]*Item{}, permissions: map[string]*Item{}}
		b.accounts[who] = acc
	}
	return acc
}

// add books one more place of a thing. The best proof of it counts: its mark, and
// of equals the one that runs first.
func add(to map[string]*Item, item Item, u *app.Use, note lang.Text) {
	one := to[item.ID]
	if one == nil {
		one = &item
		one.Phase, one.Note, one.Member = u.Phase, note, u.Member
		to[item.ID] = one
	}
	if item.Mark > one.Mark {
		one.Mark, one.Phase, one.Note, one.Member, one.At, one.Phases = item.Mark, u.Phase, note, u.Member, nil, nil // the lesser proofs prove nothing more
	}
	one.Uses++
	if item.Mark < one.Mark {
		return
	}
	at := place(u)
	phases := slices.Repeat([]app.Phase{u.Phase}, len(at))
	if phaseOrder[u.Phase] < phaseOrder[one.Phase] {
		one.Phase, one.Note, one.Member = u.Phase, note, u.Member
		one.At, one.Phases = append(slices.Clone(at), one.At...), append(phases, one.Phases...)
	} else {
		one.At, one.Phases = append(one.At, at...), append(one.Phases, phases...)
	}
	one.At = one.At[:min(len(one.At), maxPlaces)]
	one.Phases = one.Phases[:len(one.At)]
}

// place is the last method on the way to a use that is not the platform's own
// support library: what a developer knows. It is none where there is no path.
func place(u *app.Use) []app.Location {
	for i := len(u.Path) - 1; i >= 0; i-- {
		if s := u.Path[i].Symbol; !strings.HasPrefix(s, "Landroid/") && !strings.HasPrefix(s, "Landroidx/") {
			return []app.Location{u.Path[i]}
		}
	}
	return u.Path[max(0, len(u.Path)-1):]
}

// certainty tells how far a use proves that information is read, and why no further.
func (b *books) certainty(u *app.Use, api *rules.API) (Mark, lang.Text) {
	m := &b.app.Manifest
	switch {
	case api.MaxSDK > 0 && m.MinSDK > api.MaxSDK:
		return Possible, lang.Text{ZH: "应用支持的系统版本已不提供", EN: "no Android that the app supports gives it"}
	case b.app.Has&app.FactManifest != 0 && b.app.Lacks(api.Permissions, api.PermissionsSince):
		return Possible, lang.Text{ZH: "未声明所需权限，取不到", EN: "the permission it needs is not declared"}
	case u.Phase == app.Unreached:
		return Possible, lang.Text{ZH: "未见执行路径", EN: "no way to it was seen"}
	case u.Doubtful():
		return Possible, lang.Text{ZH: "路径不能确定", EN: "the way to it is not certain"}
	}
	return Read, lang.Text{}
}

// close sums up the account of an owner.
func (b *books) close(o app.Owner) Doings {
	acc := b.accounts[owner{o.Kind, o.ID}]
	if acc == nil {
		return Doings{}
	}
	d := Doings{Information: b.sorted(acc.information), Permissions: b.sorted(acc.permissions), Calls: acc.calls}
	if acc.first == nil {
		return d
	}
	d.First, d.FirstMark = acc.first.Phase, acc.firstMark
	if at := place(acc.first); len(at) > 0 {
		d.FirstAt = at[0]
	}
	return d
}

// sorted lists items, the certain ones first, in the order of the catalogue.
func (b *books) sorted(items map[string]*Item) []Item {
	out := make([]Item, 0, len(items))
	for _, i := range items {
		out = append(out, *i)
	}
	slices.SortFunc(out, func(x, y Item) int {
		return cmp.Or(cmp.Compare(y.Mark, x.Mark), cmp.Compare(b.information[x.ID], b.information[y.ID]), cmp.Compare(x.ID, y.ID))
	})
	return out
}

// claims are what an SDK is documented to collect beside what its code reads, or
// may read.
func (b *books) claims(s *rules.SDK, seen []Item) []Item {
	items := map[string]*Item{}
	for _, id := range s.Information {
		if !slices.ContainsFunc(seen, func(i Item) bool { return i.ID == id }) {
			item := b.informationItem(id, claim(s, "information"))
			items[id] = &item
		}
	}
	return b.sorted(items)
}

// permissions adds to those that the code of an SDK needs the ones that it is
// documented to need, as far as the manifest has them.
func (b *books) permissions(s *rules.SDK, used []Item) []Item {
	items := map[string]*Item{}
	for i := range used {
		items[used[i].ID] = &used[i]
	}
	for _, name := range s.Permissions {
		if b.requested[name] && items[name] == nil {
			item := b.permissionItem(name, claim(s, "permissions"))
			items[name] = &item
		}
	}
	return b.sorted(items)
}

// claim is how far a list of the catalogue can be trusted.
func claim(s *rules.SDK, field string) Mark {
	if verified(s, field) {
		return Documented
	}
	return Unverified
}

// verified reports whether a field of the entry was compared with anything.
func verified(s *rules.SDK, field string) bool {
	return slices.ContainsFunc(s.Verified, func(v rules.Seen) bool { return slices.Contains(v.Fields, field) })
}

func (b *books) informationItem(id string, m Mark) Item {
	item := Item{ID: id, Name: same(id), Mark: m}
	if i, ok := b.information[id]; ok {
		item.Name, item.Sensitive = b.catalog.Information[i].Name, b.catalog.Information[i].Sensitive
	}
	return item
}

func (b *books) permissionItem(name string, m Mark) Item {
	item, ok := b.titles[name]
	if !ok {
		item = Item{ID: name, Name: same(name)}
		if p := b.catalog.Permission(name); p != nil {
			item.Name, item.Sensitive = p.Title, p.Sensitive
		}
		b.titles[name] = item
	}
	item.Mark = m
	return item
}
