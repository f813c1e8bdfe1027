package callgraph

import (
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/dex"
)

// Objects are known by their class and by what the platform's methods were told
// about them: an Intent by its action, a dialog by its buttons. Builders return
// themselves, and what they build is told what they were told.

// The limits on what is known of an object; beyond them nothing is.
const (
	maxCalls = 40  // of methods on it
	maxParts = 256 // values that it consists of, with those of the objects in it
)

// newObject is one of a class, of which nothing else is known yet.
func newObject(class string, pc int) *value {
	return &value{kind: anObject, text: class, object: pc + 1}
}

// makers are methods of the platform whose result is known by what they are given:
// their classes, by their names.
var makers = map[string][]string{
	"getDefaultSensor":          {"android/hardware/SensorManager"},
	"createChooser":             {"android/content/Intent"},
	"parseUri":                  {"android/content/Intent"},
	"getLaunchIntentForPackage": {"android/content/pm/PackageManager"},
	"getActivity":               {"android/app/PendingIntent"},
	"getBroadcast":              {"android/app/PendingIntent"},
	"getService":                {"android/app/PendingIntent"},
	"getForegroundService":      {"android/app/PendingIntent"},
	"fromParts":                 {"android/net/Uri"},
	"getAttributes":             {"android/view/Window"},
}

// call notes what a call tells about the object that it is made on, and returns
// what the call itself returns as far as that is an object.
func (t *tracing) call(i dex.Insn, class, name string) *value {
	on, static := t.get(i.Arg(0)), i.Op.Unranged() == dex.OpInvokeStatic
	if static && i.NumArgs() == 1 && makesList[name] && (class == "java/util/Arrays" || strings.HasPrefix(class, "kotlin/collections/")) {
		return on // its elements
	}
	if !static && on != nil && (on.kind == anArray || on.kind == aParameter) && strings.HasPrefix(class, "java/util/") && takes[name] {
		return on // a list that an array stands for
	}
	makes := slices.Contains(makers[name], class)
	// The object that the method runs on is told too much to keep it all.
	if !makes && (static || on == nil || on.kind != anObject || on.object == 0 || !t.platform(class)) {
		return nil
	}
	id, _ := t.files[t.file].Method(i.Index())
	proto, _ := t.files[t.file].AppendProto(nil, id.Proto)
	result := inner(string(proto[slices.Index(proto, ')')+1:]))
	if makes {
		made := newObject(result, i.PC)
		made.list = []*value{t.told(i, class+"->"+name, string(proto), static)}
		return made.bounded()
	}
	if lists[on.text] && name != "<init>" && !strings.HasPrefix(name, "add") {
		return on.taken(name)
	}
	changed := on.with(t.told(i, name, string(proto), static))
	t.replace(on, changed)
	switch {
	case changed == nil || !strings.Contains(result, "/"):
		return nil
	case builds(name):
		made := *changed
		made.text, made.object = result, i.PC+1
		return &made
	case t.isA(changed.text, result):
		return changed
	}
	return nil
}

// lists are the classes of lists and sets that are known by what is added to them.
var lists = map[string]bool{
	"java/util/ArrayList": true, "java/util/LinkedList": true, "java/util/HashSet": true, "java/util/LinkedHashSet": true, "java/util/Vector": true,
}

// makesList are the methods that make a list of an array.
var makesList = map[string]bool{"asList": true, "listOf": true, "mutableListOf": true, "arrayListOf": true, "setOf": true, "toList": true, "toMutableList": true}

// taken returns what a list gives back by a method: all of it, or one of its
// elements, for which the list stands.
func (v *value) taken(name string) *value {
	if !takes[name] {
		return nil
	}
	return &value{kind: anArray, list: v.elements()}
}

var takes = map[string]bool{"toArray": true, "get": true, "iterator": true, "next": true, "subList": true, "clone": true}

// elements are what was added to a list.
func (v *value) elements() (all []*value) {
	for _, call := range v.list {
		if strings.HasPrefix(call.text, "add") && len(call.list) > 0 {
			all = append(all, call.list[len(call.list)-1])
		}
	}
	return all
}

// builds reports whether a builder's method of the name returns what it builds.
func builds(name string) bool { return hasVerb(name, "build", "create", "show") }

// platform reports whether no file of the app defines the class.
func (t *tracing) platform(class string) bool { return !t.defined(t.typeByName["L"+class+";"]) }

// isA reports whether one class is another or extends it.
func (t *tracing) isA(class, other string) bool {
	if class == other {
		return true
	}
	of, above := t.typeByName["L"+class+";"], t.typeByName["L"+other+";"]
	return of != 0 && above != 0 && slices.Contains(t.ancestors(of), above)
}

// told is a call with what it is given.
func (t *tracing) told(i dex.Insn, name, proto string, static bool) *value {
	v := &value{kind: aCall, text: name}
	receiver := 1
	if static {
		receiver = 0
	}
	for _, at := range parameters(proto) {
		var arg *value
		if at+receiver < i.NumArgs() {
			arg = t.get(i.Arg(at + receiver))
		}
		v.list = append(v.list, arg)
	}
	return v
}

// with returns the object with one more call; nil beyond the limits.
func (v *value) with(call *value) *value {
	changed := *v
	changed.list = slices.Clone(v.list)
	switch n := slices.IndexFunc(v.list, call.alike); {
	case n < 0:
		changed.list = append(changed.list, call)
	case v.list[n].number == 0:
		return v // as in a loop
	default:
		changed.list[n] = call
	}
	return changed.bounded()
}

func (v *value) bounded() *value {
	if len(v.list) > maxCalls || v.parts() > maxParts {
		return nil
	}
	return v
}

// parts counts the values that a value consists of, up to some more than maxParts.
func (v *value) parts() int {
	n := 1
	if v == nil {
		return n
	}
	for _, part := range v.list {
		if n += part.parts(); n > maxParts {
			break
		}
	}
	return n
}

// meet is what two ways that meet agree on. Of an object it is what was told on
// either of them, where it is then only possible.
func meet(a, b *value) *value {
	if same(a, b) {
		return a
	}
	if a == nil || b == nil || a.kind != anObject || b.kind != anObject || a.object != b.object || a.text != b.text {
		return nil
	}
	var list []*value
	for _, call := range a.list {
		list = append(list, call.ifIn(b.list))
	}
	for _, call := range b.list {
		if !slices.ContainsFunc(a.list, call.alike) {
			list = append(list, call.possible())
		}
	}
	if slices.EqualFunc(list, a.list, same) {
		return a
	}
	joined := *a
	joined.list = list
	return joined.bounded()
}

// alike reports whether two calls are the same but for how certain they are.
func (v *value) alike(other *value) bool {
	return v.text == other.text && slices.EqualFunc(v.list, other.list, same)
}

// ifIn returns a call that is certain only if the other list has it for certain.
func (v *value) ifIn(list []*value) *value {
	n := slices.IndexFunc(list, v.alike)
	if n >= 0 && list[n].number == 0 {
		return v
	}
	return v.possible()
}

func (v *value) possible() *value {
	if v.number != 0 {
		return v
	}
	copied := *v
	copied.number = 1
	return &copied
}

// loaded returns what an instance field of the app's own holds, as far as only the
// constructors fill it with constants.
func (t *tracing) loaded(i dex.Insn) *value {
	class, key, ok := t.fieldKey(i.Index())
	if !ok || !t.defined(class) || !strings.HasSuffix(key, ":[Ljava/lang/String;") {
		return nil
	}
	return t.instances(class)[key]
}

// instances returns the instance fields of a class with arrays of texts that only its
// constructors fill, and all alike.
func (p *program) instances(class typeID) map[string]*value {
	if known, ok := p.fieldArrays[class]; ok {
		return known
	}
	p.fieldArrays[class] = map[string]*value{}
	t := &tracing{program: p, file: int(p.types[class].file), class: class, stored: map[string]*value{}}
	others := map[string]bool{}
	for _, e := range p.load(class).methods {
		name := p.methodName(e.method)
		if name == "<init>" {
			one := &tracing{program: p, file: t.file, class: class, stored: t.stored, watched: map[int32][]*value{}}
			one.run(e.method)
			continue
		}
		code, err := p.files[t.file].Code(p.methods[e.method].code)
		if p.methods[e.method].code == 0 || err != nil {
			continue
		}
		p.work -= code.Units()
		_ = code.Walk(putsObject, func(i dex.Insn) {
			if of, key, ok := t.fieldKey(i.Index()); ok && of == class {
				others[key] = true
			}
		})
	}
	known := map[string]*value{}
	for key, v := range t.stored {
		if v != nil && v.kind == anArray && !others[key] {
			known[key] = v.outside()
		}
	}
	p.fieldArrays[class] = known
	return known
}

var putsObject = dex.Opcodes(dex.OpIputObject)

// keepField notes a field of the platform that is set on an object.
func (t *tracing) keepField(i dex.Insn) {
	if t.stored != nil {
		t.keep(i)
	}
	on := t.get(i.B())
	if on == nil || on.kind != anObject {
		return
	}
	class, key, ok := t.fieldKey(i.Index())
	if !ok || t.defined(class) {
		return
	}
	name, _, _ := strings.Cut(key, ":")
	t.replace(on, on.with(&value{kind: aCall, text: name, list: []*value{t.get(i.A())}}))
}

// mayHold reports whether a parameter of the type can be given a constant, or an
// object about which something is told.
func mayHold(descriptor string) bool {
	switch strings.TrimLeft(descriptor, "[") {
	case "I", "J", "Z", "S", "B", "C", "Ljava/lang/String;", "Ljava/lang/CharSequence;", "Ljava/lang/Object;", "Ljava/lang/Class;",
		"Ljava/util/List;", "Ljava/util/ArrayList;", "Ljava/util/Collection;", "Ljava/util/Set;", "Ljava/lang/Iterable;", "Landroid/net/Uri;", "Landroid/content/Intent;", "Landroid/content/ComponentName;", "Landroid/app/PendingIntent;",
		"Ljava/lang/StringBuilder;", "Ljava/lang/Integer;", "Ljava/lang/Long;", "Ljava/lang/Boolean;":
		return true
	}
	return false
}
