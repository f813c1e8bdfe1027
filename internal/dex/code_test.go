package dex

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files of testdata")

// every holds all opcodes.
var every = func() *Ops {
	var set Ops
	for i := range set {
		set[i] = true
	}
	return &set
}()

// TestCode compares everything there is to read of code.dex with code.txt,
// which was checked line by line against dexdump and the source.
func TestCode(t *testing.T) {
	var b strings.Builder
	for _, f := range open(t, read(t, "testdata/code.dex")) {
		for i := range f.NumClasses() {
			printClass(t, &b, f, i)
		}
	}
	if *update {
		if err := os.WriteFile("testdata/code.txt", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(string(read(t, "testdata/code.txt")), b.String()); diff != "" {
		t.Errorf("code (-want +got):\n%s", diff)
	}
}

func printClass(t *testing.T, b *strings.Builder, f *File, i int) {
	def := f.Def(i)
	super, _ := f.Type(def.Super)
	source, _ := f.String(def.Source)
	class, _ := f.Type(def.Type)
	fmt.Fprintf(b, "class %s %#x < %s from %s\n", class, def.Access, super, source)
	for n := range f.Interfaces(i) {
		name, _ := f.Type(n)
		fmt.Fprintf(b, "  implements %s\n", name)
	}
	err := f.StaticValues(i, func(field int, v Value) {
		fmt.Fprintf(b, "  %s = %#x %s\n", fieldName(f, field), v.Kind, printValue(f, v))
	})
	if err != nil {
		t.Error(err)
	}
	err = f.Members(i, func(m Member) {
		if m.Kind <= InstanceField {
			fmt.Fprintf(b, "  field %s %#x\n", fieldName(f, m.Index), m.Access)
			return
		}
		fmt.Fprintf(b, "  method %s %#x\n", methodName(f, m.Index), m.Access)
		if m.Code != 0 {
			printCode(t, b, f, m.Code)
		}
	})
	if err != nil {
		t.Error(err)
	}
}

func printCode(t *testing.T, b *strings.Builder, f *File, off uint32) {
	code, err := f.Code(off)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(b, "    %d registers, %d in, %d units\n", code.Registers, code.Ins, code.Units())
	err = code.Walk(every, func(i Insn) {
		fmt.Fprintf(b, "    %04x+%d line %d: %02x%s\n", i.PC, i.Units(), code.Line(i.PC), byte(i.Op), printInsn(f, &code, i))
	})
	if err != nil {
		t.Error(err)
	}
	err = code.Handlers(func(h Handler) {
		class, _ := f.Type(h.Type)
		fmt.Fprintf(b, "    catch %q %04x..%04x -> %04x\n", class, h.Start, h.End, h.Target)
	})
	if err != nil {
		t.Error(err)
	}
}

func printInsn(f *File, c *Code, i Insn) string {
	switch op := i.Op; {
	case op == OpNop || op == OpReturnVoid:
		return ""
	case op.IsInvoke() || op == OpFilledNewArray || op == OpFilledNewArrayRange || op.Between(OpInvokeCustom, OpInvokeCustomRange):
		return printCall(f, i)
	case op.Between(OpConst4, OpConstWideHigh16):
		return fmt.Sprintf(" v%d %d", i.A(), i.Literal())
	case op == OpConstString || op == OpConstStringJumbo:
		s, _ := f.String(i.Index())
		return fmt.Sprintf(" v%d %q", i.A(), s)
	case op == OpConstClass || op == OpCheckCast || op == OpNewInstance:
		s, _ := f.Type(i.Index())
		return fmt.Sprintf(" v%d %s", i.A(), s)
	case op == 0x20 || op == OpNewArray:
		s, _ := f.Type(i.Index())
		return fmt.Sprintf(" v%d v%d %s", i.A(), i.B(), s)
	case op.Between(OpIget, OpIputShort):
		return fmt.Sprintf(" v%d v%d %s", i.A(), i.B(), fieldName(f, i.Index()))
	case op.Between(OpSget, OpSputShort):
		return fmt.Sprintf(" v%d %s", i.A(), fieldName(f, i.Index()))
	case op.Between(OpGoto, OpGoto32):
		return fmt.Sprintf(" -> %04x", i.Target())
	case op.Between(OpPackedSwitch, OpSparseSwitch):
		s := fmt.Sprintf(" v%d table %04x", i.A(), i.Target())
		c.SwitchTargets(i, func(pc int) { s += fmt.Sprintf(" -> %04x", pc) })
		return s
	case op.Between(OpIfEq, OpIfLe):
		return fmt.Sprintf(" v%d v%d -> %04x", i.A(), i.B(), i.Target())
	case op.Between(OpIfEqz, OpIfLez):
		return fmt.Sprintf(" v%d -> %04x", i.A(), i.Target())
	case op <= OpMoveObject16 || op >= 0xD0 && op < 0xD8:
		return fmt.Sprintf(" v%d v%d", i.A(), i.B())
	case op.Between(OpAput, OpAputShort):
		return fmt.Sprintf(" v%d v%d v%d", i.A(), i.B(), i.C())
	}
	return fmt.Sprintf(" v%d", i.A())
}

func printCall(f *File, i Insn) string {
	var s strings.Builder
	for n := range i.NumArgs() {
		fmt.Fprintf(&s, " v%d", i.Arg(n))
	}
	switch {
	case i.Op.IsInvoke():
		return s.String() + " " + methodName(f, i.Index())
	case i.Op < OpInvokeVirtual:
		class, _ := f.Type(i.Index())
		return s.String() + " " + string(class)
	}
	if err := f.CallSite(i.Index(), func(v Value) { s.WriteString(" " + printValue(f, v)) }); err != nil {
		return err.Error()
	}
	return s.String()
}

func printValue(f *File, v Value) string {
	switch v.Kind {
	case ValueString:
		s, _ := f.String(int(v.Bits))
		return fmt.Sprintf("%q", s)
	case ValueMethodType:
		s, _ := f.AppendProto(nil, int(v.Bits))
		return string(s)
	case ValueMethodHandle:
		if kind, index, ok := f.MethodHandle(int(v.Bits)); ok && kind.IsMethod() {
			return methodName(f, index)
		}
	}
	return fmt.Sprint(v.Bits)
}

func methodName(f *File, i int) string {
	id, _ := f.Method(i)
	class, _ := f.Type(id.Class)
	name, _ := f.String(id.Name)
	proto, _ := f.AppendProto(nil, id.Proto)
	return fmt.Sprintf("%s->%s%s", class, name, proto)
}

func fieldName(f *File, i int) string {
	id, _ := f.Field(i)
	class, _ := f.Type(id.Class)
	name, _ := f.String(id.Name)
	kind, _ := f.Type(id.Type)
	return fmt.Sprintf("%s->%s:%s", class, name, kind)
}
