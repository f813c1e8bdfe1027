package arsc

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// tables returns the resource tables in testdata, by name.
func tables(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("testdata/*.arsc")
	if err != nil || len(files) == 0 {
		t.Fatalf("no tables in testdata: %v", err)
	}
	out := map[string][]byte{}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(f)] = data
	}
	return out
}

// The table holds app_name as 自查 in zh-rCN, 自查繁 in zh, Zicha by default,
// only_zh in zh, alias → app_name and the boolean yes.
func TestString(t *testing.T) {
	table, err := Open(tables(t)["locales.arsc"])
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[uint32]string{
		0x7f020000: "自查",      // alias, a reference
		0x7f020001: "自查",      // app_name
		0x7f020002: "Default", // only_default
		0x7f020003: "只有中文",    // only_zh
	} {
		if got, ok := table.String(id); !ok || got != want {
			t.Errorf("String(%#x) = %q, %t, want %q", id, got, ok, want)
		}
	}
	if _, ok := table.String(0x7f0200ff); ok {
		t.Error("an unknown id has a string")
	}
	if v, ok := table.Bool(0x7f010000); !ok || !v {
		t.Errorf("Bool = %t, %t", v, ok)
	}
	if got, want := table.Locales(), []string{"", "zh", "zh-rCN"}; !slices.Equal(got, want) {
		t.Errorf("Locales() = %q, want %q", got, want)
	}
	if !slices.Contains(table.Strings(), "自查繁") {
		t.Errorf("Strings() = %q", table.Strings())
	}
}

func TestEncode(t *testing.T) {
	table, err := Open(Encode("cn.example", []Resource{
		{Name: "app_name", Values: map[string]string{"": "Zicha", "zh": "自查繁", "zh-rCN": "自查"}},
		{Name: "only_default", Values: map[string]string{"": "Default"}},
		{Name: "only_zh", Values: map[string]string{"zh": "只有中文"}},
	}))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"自查", "Default", "只有中文"} {
		if got, ok := table.String(FirstString + uint32(i)); !ok || got != want {
			t.Errorf("String(%d) = %q, %t, want %q", i, got, ok, want)
		}
	}
}

func TestNames(t *testing.T) {
	list := []Resource{
		{Name: "layout/main", Values: map[string]string{"": "res/layout/main.xml", "zh-rCN": "res/a1.xml"}},
		{Name: "id/agree", Plain: &Value{0x12, 0}},
		{Name: "dimen/close", Plain: &Value{0x05, 0x1001}},
		{Name: "dimen/small", Plain: &Value{0x01, 0x7f030000}},
		{Name: "layout/other", Values: map[string]string{"": "res/layout/other.xml"}},
	}
	table, err := Open(Encode("cn.example", list))
	if err != nil {
		t.Fatal(err)
	}
	ids := IDs(list)
	for name, id := range ids {
		if got := table.Name(id); got != name {
			t.Errorf("Name(%#x) = %q, want %q", id, got, name)
		}
	}
	for _, unknown := range []uint32{0, 0x7f000000, 0x7f010002, 0x7fff0000, 0x01010000} {
		if got := table.Name(unknown); got != "" {
			t.Errorf("Name(%#x) = %q", unknown, got)
		}
	}
	want := []File{{ids["layout/main"], "res/a1.xml"}, {ids["layout/other"], "res/layout/other.xml"}}
	if got := table.Files("layout"); !slices.Equal(got, want) {
		t.Errorf("Files(layout) = %v, want %v", got, want)
	}
	for name, want := range map[string]Value{"dimen/close": {0x05, 0x1001}, "dimen/small": {0x05, 0x1001}} {
		if got, ok := table.Value(ids[name]); !ok || got != want {
			t.Errorf("Value(%s) = %v, %t, want %v", name, got, ok, want)
		}
	}
	if v, ok := table.Value(ids["layout/main"]); ok {
		t.Errorf("a file has the value %v", v)
	}
}

// Every 4-byte field set to extreme values must leave an error or a table,
// never a panic, an endless loop or a huge allocation.
func TestOpenMutants(t *testing.T) {
	for name, data := range tables(t) {
		for at := 0; at+4 <= len(data); at += 2 {
			for _, v := range []uint32{0, 1, 0x7fffffff, 0xffffffff, uint32(len(data))} {
				mutant := slices.Clone(data)
				binary.LittleEndian.PutUint32(mutant[at:], v)
				if table, err := Open(mutant); err == nil {
					look(table)
				}
			}
		}
		for cut := range data {
			if _, err := Open(data[:cut]); err == nil {
				t.Fatalf("%s cut to %d bytes was accepted", name, cut)
			}
		}
	}
}

func FuzzOpen(f *testing.F) {
	for _, data := range tables(f) {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if table, err := Open(data); err == nil {
			look(table)
		}
	})
}

// look asks a table for everything that readers ask it for.
func look(table *Table) {
	for _, kind := range []string{"string", "layout"} {
		table.Files(kind)
	}
	for _, id := range []uint32{0x7f010000, 0x7f020000, 0x7f020001} {
		table.String(id)
		table.Bool(id)
		table.Name(id)
		table.Value(id)
	}
}

func BenchmarkOpen(b *testing.B) {
	data := tables(b)["locales.arsc"]
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Open(data); err != nil {
			b.Fatal(err)
		}
	}
}
