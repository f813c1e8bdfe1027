package classfile_test

import (
	"testing"

	"github.com/zicha-lint/zicha/internal/classfile"
	"github.com/zicha-lint/zicha/internal/dex"
)

// FuzzTranslate wants a DEX file that can be read to its end of whatever is
// taken for a class.
func FuzzTranslate(f *testing.F) {
	for _, path := range jars(f) {
		for _, data := range classesOf(f, path) {
			if len(data) < 6<<10 {
				f.Add(data)
			}
		}
	}
	f.Add([]byte("\xca\xfe\xba\xbe\x00\x00\x00\x34\xff\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		translator := classfile.NewTranslator(nil)
		_ = translator.Add(data)
		list, stats := translator.Finish()
		if stats.DexMissed > 0 {
			t.Errorf("%+v", stats)
		}
		for _, data := range list {
			readAll(t, data)
		}
	})
}

var everyOp = func() *dex.Ops {
	var all dex.Ops
	for i := range all {
		all[i] = true
	}
	return &all
}()

// readAll reads everything of a DEX file that the analysis reads.
func readAll(t *testing.T, data []byte) {
	files, err := dex.Open("classes.dex", data)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		for i := range f.NumClasses() {
			err := f.StaticValues(i, func(int, dex.Value) {})
			if err != nil {
				t.Error(err)
			}
			err = f.Members(i, func(m dex.Member) {
				if m.Kind >= dex.DirectMethod && m.Code != 0 {
					readCode(t, f, m.Code)
				}
			})
			if err != nil {
				t.Error(err)
			}
		}
	}
}

// readCode wants every register, index and target inside of what there is.
func readCode(t *testing.T, f *dex.File, at uint32) {
	c, err := f.Code(at)
	if err != nil {
		t.Error(err)
		return
	}
	begins := map[int]bool{}
	var targets []int
	err = c.Walk(everyOp, func(i dex.Insn) {
		begins[i.PC] = true
		switch op := i.Op; {
		case op.IsInvoke():
			if _, ok := f.Method(i.Index()); !ok {
				t.Errorf("no method %d", i.Index())
			}
			for n := range i.NumArgs() {
				if i.Arg(n) >= c.Registers {
					t.Errorf("argument in register %d of %d", i.Arg(n), c.Registers)
				}
			}
		case op == dex.OpPackedSwitch, op == dex.OpSparseSwitch:
			c.SwitchTargets(i, func(pc int) { targets = append(targets, pc) })
		case op.Between(dex.OpGoto, dex.OpGoto32), op.Between(dex.OpIfEq, dex.OpIfLez):
			targets = append(targets, i.Target())
		case op == dex.OpConstStringJumbo:
			if _, ok := f.String(i.Index()); !ok {
				t.Errorf("no string %d", i.Index())
			}
		}
		if i.Op.WritesA() && i.A() >= c.Registers {
			t.Errorf("result in register %d of %d", i.A(), c.Registers)
		}
	})
	if err != nil {
		t.Error(err)
	}
	err = c.Handlers(func(h dex.Handler) { targets = append(targets, h.Start, h.Target) })
	if err != nil {
		t.Error(err)
	}
	for _, pc := range targets {
		if !begins[pc] {
			t.Errorf("a branch leads to %d, where no instruction begins", pc)
		}
	}
}

func BenchmarkTranslate(b *testing.B) {
	var classes [][]byte
	size := 0
	for _, path := range jars(b) {
		for _, data := range classesOf(b, path) {
			classes = append(classes, data)
			size += len(data)
		}
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		translator := classfile.NewTranslator(nil)
		for _, data := range classes {
			_ = translator.Add(data)
		}
		translator.Finish()
	}
}
