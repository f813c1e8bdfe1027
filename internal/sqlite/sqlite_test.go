package sqlite

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func rowsDB(t testing.TB) []byte {
	data, err := os.ReadFile("testdata/rows.db")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestRowsOfEveryKind(t *testing.T) {
	f, err := Open(rowsDB(t))
	if err != nil {
		t.Fatal(err)
	}
	table, err := f.Table("Rows_Table")
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"_id", "name", "number", "ratio", "late"}, table.Columns); d != "" {
		t.Error(d)
	}
	var ids []int64
	err = f.Rows(table, func(id int64, v []Value) error {
		ids = append(ids, id)
		want := []Value{nil, nil, nil, nil, nil}
		switch i := id - 1; {
		case id == -5:
			want[1], want[4] = "before all", "here"
		case id == 5000000000:
			want[1], want[2] = "after all", int64(1)
		default:
			number := int64(1)
			for range i % 22 {
				number *= 7
			}
			if i%2 == 1 {
				number = -number
			}
			want[1], want[2] = strings.Repeat("名", int(i*i/60)), number
			if i%3 != 0 {
				want[3] = float64(i) + 1.0/8
			}
		}
		if d := cmp.Diff(want, v); d != "" {
			t.Errorf("row %d: %s", id, d)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(ids) != 122 || ids[0] != -5 || ids[121] != 5000000000 {
		t.Errorf("%d rows: %v", len(ids), ids)
	}
}

func TestNamesInQuotesAndConstraints(t *testing.T) {
	f, err := Open(rowsDB(t))
	if err != nil {
		t.Fatal(err)
	}
	table, err := f.Table("other")
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"first column", "second", "third"}, table.Columns); d != "" {
		t.Error(d)
	}
	err = f.Rows(table, func(_ int64, v []Value) error {
		if d := cmp.Diff([]Value{"a", []byte{0, 255}, int64(2)}, v); d != "" {
			t.Error(d)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestRefused(t *testing.T) {
	data := rowsDB(t)
	changed := func(at int, b ...byte) []byte {
		out := append([]byte(nil), data...)
		copy(out[at:], b)
		return out
	}
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"no database":    {[]byte("PK\x03\x04"), "no SQLite 3 database"},
		"page size":      {changed(16, 0, 3), "pages of 3 bytes"},
		"reserved":       {changed(20, 255), "usable bytes"},
		"UTF-16":         {changed(56, 0, 0, 0, 2), "not UTF-8"},
		"an index":       {changed(headerSize, 2), "of kind 2"},
		"too many cells": {changed(headerSize+3, 255, 255), "65535 cells"},
		"cut":            {data[:512], "ends early"},
	} {
		err := readAll(c.data)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	if _, err := mustOpen(t, data).Table("nothing"); err == nil || err.Error() != "no table nothing" {
		t.Error(err)
	}
}

func TestLoopIsRefused(t *testing.T) {
	f := mustOpen(t, rowsDB(t))
	table, err := f.Table("rows_table")
	if err != nil {
		t.Fatal(err)
	}
	page := f.data[int(table.root-1)*f.page:]
	if page[0] != interior {
		t.Fatal("the root of the fixture is no interior page")
	}
	page[8], page[9], page[10], page[11] = 0, 0, byte(table.root>>8), byte(table.root) // its last child is itself
	err = f.Rows(table, func(int64, []Value) error { return nil })
	if err == nil || !strings.Contains(err.Error(), "used twice") {
		t.Error(err)
	}
}

func mustOpen(t *testing.T, data []byte) *File {
	f, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func readAll(data []byte) error {
	f, err := Open(data)
	if err != nil {
		return err
	}
	for _, name := range []string{"rows_table", "other"} {
		table, err := f.Table(name)
		if err != nil {
			return err
		}
		if err := f.Rows(table, func(int64, []Value) error { return nil }); err != nil {
			return err
		}
	}
	return nil
}

func FuzzRows(f *testing.F) {
	f.Add(rowsDB(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		_ = readAll(data)
	})
}
