package proguard

import (
	"bytes"
	"fmt"
	"runtime"
	"testing"
)

// BenchmarkRead reads a mapping of some 36 MiB in the manner of R8.
func BenchmarkRead(b *testing.B) {
	data := generate(5000)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	var m *Mapping
	for b.Loop() {
		var err error
		if m, err = Read(bytes.NewReader(data)); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(retained(m))/float64(len(data)), "retained/byte")
}

// retained measures what is freed when nothing holds m any more.
func retained(m *Mapping) uint64 {
	var with, without runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&with)
	runtime.KeepAlive(m)
	m.pool, m.classes, m.sources, m.methods, m.lines = pool{}, nil, nil, nil, nil
	runtime.GC()
	runtime.ReadMemStats(&without)
	return with.HeapAlloc - without.HeapAlloc
}

func BenchmarkFrames(b *testing.B) {
	m, err := Read(bytes.NewReader(generate(5000)))
	if err != nil {
		b.Fatal(err)
	}
	f := Frame{Class: "a/a2500", Name: "b", Descriptor: "(La/a2499;I[J)La/a2500;", Line: 14}
	if got := m.Frames(f); len(got) != 2 {
		b.Fatalf("got %+v", got)
	}
	b.ReportAllocs()
	for b.Loop() {
		m.Frames(f)
	}
}

func generate(classes int) []byte {
	var w bytes.Buffer
	w.WriteString("# compiler: R8\n# {\"id\":\"com.android.tools.r8.mapping\",\"version\":\"2.2\"}\n")
	class := func(i int) string {
		return fmt.Sprintf("com.example.feature%d.presentation.Screen%dViewModel", i%50, i)
	}
	for i := range classes {
		fmt.Fprintf(&w, "%s -> a.a%d:\n# {\"id\":\"sourceFile\",\"fileName\":\"Screen%dViewModel.kt\"}\n", class(i), i, i)
		fmt.Fprintf(&w, "    %s previous -> a\n", class(i-1))
		for j, residual := range []string{"a", "b", "c"} {
			signature := fmt.Sprintf("%s onStateChanged%d(%s,int,long[])", class(i), j, class(i-1))
			for line := 1; line < 20; line += 2 {
				fmt.Fprintf(&w, "    %d:%d:void com.example.core.Preconditions%d.check(java.lang.Object):%d:%d -> %s\n", line, line+1, line, line+50, line+51, residual)
				fmt.Fprintf(&w, "    %d:%d:%s:%d -> %s\n", line, line+1, signature, line+90, residual)
				if line == 1 {
					fmt.Fprintf(&w, "      # {\"id\":\"com.android.tools.r8.residualsignature\",\"signature\":\"(La/a%d;I[J)La/a%d;\"}\n", i-1, i)
				}
			}
		}
	}
	return w.Bytes()
}
