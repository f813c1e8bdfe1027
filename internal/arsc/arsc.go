// Package arsc reads resources.arsc, the resource table of a package.
//
// The values come from github.com/shogo82148/androidbinary, which trusts the
// lengths it reads: it can ask for gigabytes or run for ever on a table of a
// few bytes. [Open] therefore walks the chunks first and refuses what
// androidbinary could not take, and lets it run under a deadline.
//
// Format: frameworks/base/libs/androidfw/include/androidfw/ResourceTypes.h.
package arsc

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/shogo82148/androidbinary"
)

// Limits on one table. They are far above what apps have and keep the memory
// of a hostile one below some hundred MiB.
const (
	MaxSize    = 128 << 20 // bytes of the table
	MaxEntries = 8 << 20   // resource entries, empty ones counted
	deadline   = 20 * time.Second

	// MaxConfigurations of one type: languages, densities and the like. The
	// framework itself has some hundred.
	MaxConfigurations = 4000
)

// ErrUnsupported marks tables in an encoding that zicha does not read: sparse
// or compact entries.
var ErrUnsupported = errors.New("sparse or compact resource entries are not supported")

// Table is a resource table. It is safe for concurrent use.
type Table struct {
	file    *androidbinary.TableFile
	strings []string
	locales []string

	resources resources
}

// Open reads a resource table. The error says which chunk is broken; it wraps
// [ErrUnsupported] where the table is sound but uses an encoding that is not read.
func Open(data []byte) (*Table, error) {
	if len(data) > MaxSize {
		return nil, fmt.Errorf("table has %d bytes, more than the limit of %d", len(data), MaxSize)
	}
	v := validator{data: data}
	if err := v.table(); err != nil {
		return nil, err
	}
	file, err := parse(data)
	if err != nil {
		return nil, err
	}
	slices.Sort(v.locales)
	return &Table{file: file, strings: v.strings, locales: slices.Compact(v.locales), resources: v.resources}, nil
}

// parse runs androidbinary behind recover and the deadline. A run that misses
// the deadline is left behind; the validator has bounded what it can use.
func parse(data []byte) (*androidbinary.TableFile, error) {
	type result struct {
		file *androidbinary.TableFile
		err  error
	}
	done := make(chan result, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				done <- result{nil, fmt.Errorf("table is malformed: %v", r)}
			}
		}()
		file, err := androidbinary.NewTableFile(bytes.NewReader(data))
		done <- result{file, err}
	}()
	timer := time.NewTimer(deadline)
	defer timer.Stop()
	select {
	case r := <-done:
		return r.file, r.err
	case <-timer.C:
		return nil, fmt.Errorf("table was not read within %s", deadline)
	}
}

// Strings returns the strings of the table's pool, in every language and in
// the order of the file. They are shared; do not change them.
func (t *Table) Strings() []string { return t.strings }

// Locales returns the locales that have resources, sorted; "" is the default.
func (t *Table) Locales() []string { return t.locales }

// chinese is the configuration of a phone in mainland China. A nil
// configuration would make androidbinary pick the most specific locale.
var chinese = &androidbinary.ResTableConfig{Language: [2]uint8{'z', 'h'}, Country: [2]uint8{'C', 'N'}}

// maxHops bounds a chain of references from one resource to the next.
const maxHops = 8

// String returns the string of a resource id in zh-CN, then zh, then the
// default configuration, following references. It reports false where the id
// is unknown or no string.
func (t *Table) String(id uint32) (string, bool) {
	v, ok := t.value(id)
	if !ok {
		return "", false
	}
	s, ok := v.(string)
	return s, ok
}

// Bool returns the boolean of a resource id as [Table.String] does.
func (t *Table) Bool(id uint32) (value, ok bool) {
	v, ok := t.value(id)
	if !ok {
		return false, false
	}
	value, ok = v.(bool)
	return value, ok
}

func (t *Table) value(id uint32) (v any, ok bool) {
	defer func() {
		if recover() != nil { // a string reference beyond the pool
			v, ok = nil, false
		}
	}()
	for range maxHops {
		v, err := t.file.GetResource(androidbinary.ResID(id), chinese)
		if err != nil || v == nil {
			return nil, false
		}
		next, isRef := v.(uint32)
		if !isRef || next>>24 == 0 || next == id {
			return v, true
		}
		id = next
	}
	return nil, false
}
