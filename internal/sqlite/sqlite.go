// Package sqlite reads the rows of ordinary tables out of the bytes of a
// SQLite 3 database (https://www.sqlite.org/fileformat2.html), and nothing
// else: no indexes, no views, no write-ahead log, no SQL. Databases of
// signatures that others publish need no more, and a whole engine would be
// several times the size of zicha.
package sqlite

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"
)

// MaxSize is the size of the largest database that is read, in bytes.
const MaxSize = 64 << 20

const (
	magic      = "SQLite format 3\x00"
	headerSize = 100
	maxDepth   = 20      // of a b-tree; five levels hold a billion rows
	maxRecord  = 1 << 20 // bytes of a row
	maxColumns = 2000    // SQLite's own default
)

// Value is a nil, int64, float64, string or []byte. SQLite stores whole numbers
// of a REAL column as integers.
type Value any

// File is an open database. It may be read by one goroutine at a time.
type File struct {
	data     []byte
	page     int // bytes of a page
	usable   int // bytes of a page that content may use
	seen     []bool
	payload  int // bytes of rows that may still be read
	overflow int // largest payload that a leaf keeps whole
}

// Table is a table of the schema.
type Table struct {
	Name    string
	Columns []string // in the order of the values of a row
	root    uint32
}

// ErrNoDatabase is returned for what does not begin as a database does.
var ErrNoDatabase = errors.New("no SQLite 3 database")

var errShort = errors.New("the file ends early")

// Open reads the header of a database.
func Open(data []byte) (*File, error) {
	if len(data) < headerSize || string(data[:len(magic)]) != magic {
		return nil, ErrNoDatabase
	}
	if len(data) > MaxSize {
		return nil, fmt.Errorf("larger than %d MiB", MaxSize>>20)
	}
	page := int(binary.BigEndian.Uint16(data[16:]))
	if page == 1 {
		page = 65536
	}
	if page < 512 || page&(page-1) != 0 {
		return nil, fmt.Errorf("pages of %d bytes", page)
	}
	usable := page - int(data[20])
	if usable < 480 {
		return nil, fmt.Errorf("pages with %d usable bytes", usable)
	}
	if encoding := binary.BigEndian.Uint32(data[56:]); encoding > 1 {
		return nil, errors.New("text that is not UTF-8")
	}
	return &File{data: data, page: page, usable: usable, overflow: usable - 35}, nil
}

// Table finds a table by its name.
func (f *File) Table(name string) (*Table, error) {
	schema := &Table{Name: "sqlite_schema", Columns: []string{"type", "name", "tbl_name", "rootpage", "sql"}, root: 1}
	var found *Table
	err := f.Rows(schema, func(_ int64, v []Value) error {
		kind, _ := v[0].(string)
		called, _ := v[1].(string)
		root, _ := v[3].(int64)
		sql, _ := v[4].(string)
		if kind != "table" || !strings.EqualFold(called, name) || found != nil {
			return nil
		}
		if root < 1 || root > math.MaxUint32 {
			return fmt.Errorf("table %s: root page %d", name, root)
		}
		columns, err := columns(sql)
		if err != nil {
			return fmt.Errorf("table %s: %w", name, err)
		}
		found = &Table{called, columns, uint32(root)}
		return nil
	})
	if err == nil && found == nil {
		err = fmt.Errorf("no table %s", name)
	}
	return found, err
}

// Rows calls visit with every row of a table in the order of their row ids.
// Values that the row does not store are nil, and so is a column that stands
// for the row id (INTEGER PRIMARY KEY). The values belong to visit.
func (f *File) Rows(t *Table, visit func(id int64, values []Value) error) error {
	f.seen = make([]bool, len(f.data)/f.page+1)
	f.payload = len(f.data) // rows that share no bytes cannot be longer
	return f.walk(t, t.root, maxDepth, visit)
}

// at returns the bytes of a page, which may be read only once: what two places
// point to is a loop, or a way to make a small file a long read.
func (f *File) at(number uint32) ([]byte, error) {
	if number == 0 || int64(number)*int64(f.page) > int64(len(f.data)) {
		return nil, fmt.Errorf("page %d: %w", number, errShort)
	}
	if f.seen[number] {
		return nil, fmt.Errorf("page %d is used twice", number)
	}
	f.seen[number] = true
	start := int(number-1) * f.page
	return f.data[start : start+f.page], nil
}

const (
	interior = 5
	leaf     = 13
)

func (f *File) walk(t *Table, number uint32, depth int, visit func(int64, []Value) error) error {
	if depth == 0 {
		return fmt.Errorf("page %d: too deep", number)
	}
	page, err := f.at(number)
	if err != nil {
		return err
	}
	header := page
	if number == 1 {
		header = page[headerSize:]
	}
	kind, cells, pointers := header[0], int(binary.BigEndian.Uint16(header[3:])), header[8:]
	if kind == interior {
		pointers = header[12:]
	}
	if kind != interior && kind != leaf {
		return fmt.Errorf("page %d is of kind %d, which no ordinary table has", number, kind)
	}
	if cells*2 > len(pointers) {
		return fmt.Errorf("page %d: %d cells", number, cells)
	}
	for i := range cells {
		at := int(binary.BigEndian.Uint16(pointers[2*i:]))
		if at+4 > f.usable {
			return fmt.Errorf("page %d, cell %d: %w", number, i, errShort)
		}
		cell := page[at:f.usable]
		if kind == interior {
			err = f.walk(t, binary.BigEndian.Uint32(cell), depth-1, visit)
		} else if err = f.row(t, cell, visit); err != nil {
			err = fmt.Errorf("page %d, cell %d: %w", number, i, err)
		}
		if err != nil {
			return err
		}
	}
	if kind == interior {
		return f.walk(t, binary.BigEndian.Uint32(header[8:]), depth-1, visit)
	}
	return nil
}

// row reads a cell of a leaf: the length of the record, the row id, and the
// record, of which pages of their own may hold the end.
func (f *File) row(t *Table, cell []byte, visit func(int64, []Value) error) error {
	size, cell, err := varint(cell)
	if err != nil {
		return err
	}
	id, cell, err := varint(cell)
	if err != nil {
		return err
	}
	if size > maxRecord {
		return fmt.Errorf("a row of %d bytes", size)
	}
	if f.payload -= int(size); f.payload < 0 {
		return errors.New("rows overlap")
	}
	record, err := f.record(cell, int(size))
	if err != nil {
		return err
	}
	values, err := decode(record, len(t.Columns))
	if err != nil {
		return err
	}
	return visit(int64(id), values)
}

func (f *File) record(cell []byte, size int) ([]byte, error) {
	if size <= f.overflow {
		if size > len(cell) {
			return nil, errShort
		}
		return cell[:size], nil
	}
	least := (f.usable-12)*32/255 - 23
	local := least + (size-least)%(f.usable-4)
	if local > f.overflow {
		local = least
	}
	if local+4 > len(cell) {
		return nil, errShort
	}
	record := append(make([]byte, 0, size), cell[:local]...)
	next := binary.BigEndian.Uint32(cell[local:])
	for len(record) < size {
		page, err := f.at(next)
		if err != nil {
			return nil, err
		}
		next = binary.BigEndian.Uint32(page)
		record = append(record, page[4:min(f.usable, 4+size-len(record))]...)
	}
	return record, nil
}

// decode reads a record: the types of its values, then the values.
func decode(record []byte, columns int) ([]Value, error) {
	length, types, err := varint(record)
	if err != nil {
		return nil, err
	}
	consumed := len(record) - len(types)
	if length < uint64(consumed) || length > uint64(len(record)) {
		return nil, errShort
	}
	types, body := types[:int(length)-consumed], record[length:]
	values := make([]Value, columns)
	for i := 0; len(types) > 0 && i < columns; i++ {
		var kind uint64
		if kind, types, err = varint(types); err != nil {
			return nil, err
		}
		if values[i], body, err = value(kind, body); err != nil {
			return nil, err
		}
	}
	return values, nil
}

// sizes are the bytes of the values of a fixed size, by type.
var sizes = [...]int{0, 1, 2, 3, 4, 6, 8, 8, 0, 0}

func value(kind uint64, body []byte) (Value, []byte, error) {
	if kind >= 12 {
		size := (kind - 12) / 2
		if size > uint64(len(body)) {
			return nil, nil, errShort
		}
		if kind%2 == 1 {
			return string(body[:size]), body[size:], nil
		}
		return append([]byte(nil), body[:size]...), body[size:], nil
	}
	if kind >= uint64(len(sizes)) {
		return nil, nil, fmt.Errorf("a value of type %d", kind)
	}
	size := sizes[kind]
	if size > len(body) {
		return nil, nil, errShort
	}
	raw, body := body[:size], body[size:]
	switch kind {
	case 0:
		return nil, body, nil
	case 7:
		return math.Float64frombits(binary.BigEndian.Uint64(raw)), body, nil
	case 8, 9:
		return int64(kind - 8), body, nil
	}
	n := int64(int8(raw[0]))
	for _, b := range raw[1:] {
		n = n<<8 | int64(b)
	}
	return n, body, nil
}

// varint reads up to nine bytes, the most significant first; the ninth counts
// whole.
func varint(b []byte) (uint64, []byte, error) {
	var n uint64
	for i := range min(9, len(b)) {
		if i == 8 {
			return n<<8 | uint64(b[i]), b[9:], nil
		}
		n = n<<7 | uint64(b[i]&0x7f)
		if b[i] < 0x80 {
			return n, b[i+1:], nil
		}
	}
	return 0, nil, errShort
}
