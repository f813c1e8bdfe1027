// Package dex reads DEX files, the bytecode container of Android, without
// copying them: https://source.android.com/docs/core/runtime/dex-format.
//
// [Open] checks the tables of strings, types and classes. Members, code and
// everything else is checked when it is read, so that a damaged method costs
// no more than itself.
package dex

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// The limits for hostile files. The first two are those of the format.
const (
	maxTypes = 1 << 16 // instructions name a type by 16 bits
	noIndex  = math.MaxUint32
	maxFiles = 256 // logical files of one container

	maxParams     = 255     // of a method
	maxDescriptor = 1 << 16 // bytes of a prototype
	maxValueDepth = 8       // arrays and annotations inside each other
	maxHandlers   = 1 << 16 // exception handlers of a method
	maxDebugSteps = 1 << 20 // debug instructions of a method
)

// Sizes in bytes, and positions in the header.
const (
	headerSize    = 0x70
	headerSizeV41 = 0x78
	stringIDSize  = 4
	typeIDSize    = 4
	protoIDSize   = 12
	fieldIDSize   = 8
	methodIDSize  = 8
	classDefSize  = 32
	callSiteSize  = 4
	handleSize    = 8
	mapItemSize   = 12

	atFileSize      = 32
	atHeaderSize    = 36
	atEndian        = 40
	atMap           = 52
	atStrings       = 56
	atTypes         = 64
	atProtos        = 72
	atFields        = 80
	atMethods       = 88
	atClasses       = 96
	atContainerSize = 112
	atHeaderOff     = 116

	mapCallSites = 7
	mapHandles   = 8

	littleEndian     = 0x12345678
	containerVersion = 41
)

// File is one logical DEX file. It keeps the bytes it was opened from, which
// must not change.
type File struct {
	name    string
	data    []byte // every offset counts from its start: the file, or the v41 container
	version int
	size    int

	stringIDs []byte   // string_id_item, 4 bytes each
	ends      []uint32 // where each string ends in data; as long as stringIDs has items
	shared    bool     // an earlier file of the container has the same strings
	typeIDs   []byte   // type_id_item, 4 bytes each
	protoIDs  []byte   // proto_id_item, 12 bytes each
	fieldIDs  []byte   // field_id_item, 8 bytes each
	methodIDs []byte   // method_id_item, 8 bytes each
	classDefs []byte   // class_def_item, 32 bytes each
	callSites []byte   // call_site_id_item, 4 bytes each
	handles   []byte   // method_handle_item, 8 bytes each
}

// Open reads the tables of a DEX file of version 035 to 041. Version 041 is a
// container, of one or several logical files. A damaged file gives every part
// that could be read together with an error that names the file and the first
// thing that could not.
func Open(name string, data []byte) ([]*File, error) {
	data = data[:min(len(data), math.MaxUint32)] // no offset reaches further
	version, err := readVersion(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if version >= containerVersion {
		return openContainer(name, data)
	}
	f, _, err := openOne(name, data, 0, version, nil)
	if f == nil {
		return nil, err
	}
	return []*File{f}, err
}

// openContainer walks the headers of a version 041 file; the size in each one
// leads to the next.
func openContainer(name string, data []byte) (files []*File, first error) {
	for off := 0; off < len(data); {
		own := name
		if off > 0 {
			own = fmt.Sprintf("%s!classes%d.dex", name, len(files)+1) // as ART names them
		}
		f, next, err := openNext(own, data, off, files)
		if first == nil {
			first = err
		}
		if f == nil {
			break
		}
		files = append(files, f)
		off = next
	}
	return files, first
}

// openNext opens the file of a container whose header stands at off.
func openNext(name string, data []byte, off int, before []*File) (f *File, next int, err error) {
	if len(before) == maxFiles {
		return nil, 0, fmt.Errorf("%s: the container has more than %d files", name, maxFiles)
	}
	version, err := readVersion(data[off:])
	if err != nil {
		return nil, 0, fmt.Errorf("%s: %w", name, err)
	}
	if version < containerVersion {
		return nil, 0, fmt.Errorf("%s: version %03d cannot stand in a container", name, version)
	}
	return openOne(name, data, off, version, before)
}

// readVersion reads the magic: "dex\n", three digits, a zero byte.
func readVersion(data []byte) (int, error) {
	if len(data) < 8 || !bytes.HasPrefix(data, []byte("dex\n0")) || data[7] != 0 {
		return 0, errors.New("is not a DEX file")
	}
	version := int(data[5])*10 + int(data[6]) - 11*'0'
	if data[5] < '0' || data[6] < '0' || data[6] > '9' || version < 35 || version > 41 {
		return 0, fmt.Errorf("DEX version %q is unknown; 035 to 041 are read", data[4:7])
	}
	return version, nil
}

// openOne reads the file whose header stands at off, and says where the next
// header of a container would be.
func openOne(name string, data []byte, off, version int, before []*File) (f *File, next int, err error) {
	size := headerSize
	if version >= containerVersion {
		size = headerSizeV41
	}
	if len(data)-off < size {
		return nil, 0, fmt.Errorf("%s: header ends early", name)
	}
	header := data[off : off+size]
	if word(header, atEndian) != littleEndian {
		return nil, 0, fmt.Errorf("%s: is not little-endian", name)
	}
	f = &File{name: name, data: data, version: version, size: int(word(header, atFileSize))}
	o := opening{File: f}
	next = o.checkSizes(header, off)
	f.stringIDs = o.table(header, atStrings, stringIDSize, "string")
	f.typeIDs = o.table(header, atTypes, typeIDSize, "type")
	f.protoIDs = o.table(header, atProtos, protoIDSize, "prototype")
	f.fieldIDs = o.table(header, atFields, fieldIDSize, "field")
	f.methodIDs = o.table(header, atMethods, methodIDSize, "method")
	f.classDefs = o.table(header, atClasses, classDefSize, "class")
	o.readMap(header)
	o.readStrings(before)
	o.checkTypes()
	o.checkClasses()
	return f, next, o.err
}

// opening is a File while its tables are checked. What does not hold is cut
// off, so that the methods of File can trust the tables.
type opening struct {
	*File
	err error // the first thing that did not hold
}

func (o *opening) fail(format string, args ...any) {
	if o.err == nil {
		o.err = fmt.Errorf("%s: %s", o.name, fmt.Sprintf(format, args...))
	}
}

// checkSizes compares the sizes in the header with the data, and returns where
// the next header of a container stands: the end of the data where there is none.
func (o *opening) checkSizes(header []byte, off int) (next int) {
	if got := int(word(header, atHeaderSize)); got != len(header) {
		o.fail("header says it has %d bytes instead of %d", got, len(header))
	}
	whole := o.size
	if o.version >= containerVersion {
		whole = int(word(header, atContainerSize))
	}
	if whole > len(o.data) {
		o.fail("ends early: %d bytes of %d", len(o.data), whole)
	}
	if o.version >= containerVersion && (whole != len(o.data) || int(word(header, atHeaderOff)) != off) {
		o.fail("header says it stands at %d of %d bytes, not at %d of %d", word(header, atHeaderOff), whole, off, len(o.data))
	}
	if o.size < len(header) {
		o.fail("header says the file has only %d bytes", o.size)
		return len(o.data)
	}
	return off + min(o.size, len(o.data)-off)
}

// table returns the whole items of a table that lie inside the data.
func (o *opening) table(header []byte, at, itemSize int, what string) []byte {
	return o.items(int(word(header, at)), int(word(header, at+4)), itemSize, what)
}

func (o *opening) items(count, off, itemSize int, what string) []byte {
	if count == 0 {
		return nil
	}
	if off > len(o.data) {
		o.fail("%s table lies outside the file", what)
		return nil
	}
	if fit := (len(o.data) - off) / itemSize; count > fit {
		o.fail("%s table ends early", what)
		count = fit
	}
	return o.data[off : off+count*itemSize]
}

// readMap takes from the map the two tables that the header does not name.
func (o *opening) readMap(header []byte) {
	off := int(word(header, atMap))
	if off == 0 || off > len(o.data)-4 {
		return // the runtime needs a map; a reader of classes does not
	}
	items := o.items(int(word(o.data, off)), off+4, mapItemSize, "map")
	for ; len(items) > 0; items = items[mapItemSize:] {
		switch count, at := int(word(items, 4)), int(word(items, 8)); half(items, 0) {
		case mapCallSites:
			o.callSites = o.items(count, at, callSiteSize, "call site")
		case mapHandles:
			o.handles = o.items(count, at, handleSize, "method handle")
		}
	}
}

// readStrings finds the end of every string. Strings that overlap are
// refused: together they never have more bytes than the data, so that no
// reader of all strings can be made to work longer than the data is long.
func (o *opening) readStrings(before []*File) {
	if o.shareStrings(before) {
		return
	}
	o.ends = make([]uint32, len(o.stringIDs)/stringIDSize)
	budget := len(o.data)
	for i := range o.ends {
		start, ok := o.stringStart(i)
		length := -1
		if ok {
			length = bytes.IndexByte(o.data[start:], 0)
		}
		if budget -= length; length < 0 || budget < 0 {
			o.fail("string %d of %d cannot be read", i, len(o.ends))
			o.ends = o.ends[:i]
			return
		}
		o.ends[i] = uint32(start + length)
	}
}

// shareStrings takes over the strings of an earlier file in the container, as
// the compiler writes them once for all. Different tables must not overlap.
func (o *opening) shareStrings(before []*File) bool {
	room := len(o.data) - len(o.stringIDs)
	for _, f := range before {
		if len(f.stringIDs) == len(o.stringIDs) && len(f.stringIDs) > 0 && &f.stringIDs[0] == &o.stringIDs[0] {
			o.ends, o.shared = f.ends, true
			return true
		}
		if !f.shared {
			room -= len(f.stringIDs)
		}
	}
	if room < 0 {
		o.fail("string tables of the container overlap")
		o.stringIDs = nil
	}
	return false
}

// stringStart returns where the bytes of a string begin, after its length in
// UTF-16 units, which is not needed: a zero byte ends the string.
func (f *File) stringStart(i int) (int, bool) {
	start := int(word(f.stringIDs, i*stringIDSize))
	for n := 0; n < 5 && start < len(f.data); n++ {
		start++
		if f.data[start-1] < 0x80 {
			return start, true
		}
	}
	return 0, false
}

// checkTypes cuts the types at the first one that names no string or breaks
// the order that the format demands.
func (o *opening) checkTypes() {
	n := o.NumTypes()
	if n > maxTypes {
		o.fail("%d types are more than the format allows", n)
		n = maxTypes
	}
	last := -1
	for i := range n {
		s := int(word(o.typeIDs, i*typeIDSize))
		if s <= last || s >= o.NumStrings() {
			o.fail("type %d of %d cannot be read", i, n)
			n = i
			break
		}
		last = s
	}
	o.typeIDs = o.typeIDs[:n*typeIDSize]
}

// checkClasses cuts the class definitions at the first one that names no type
// or one that is defined already.
func (o *opening) checkClasses() {
	n := o.NumClasses()
	defined := make([]bool, o.NumTypes())
	for i := range n {
		t := int(word(o.classDefs, i*classDefSize))
		if t >= len(defined) || defined[t] {
			o.fail("class %d of %d cannot be read", i, n)
			n = i
			break
		}
		defined[t] = true
	}
	o.classDefs = o.classDefs[:n*classDefSize]
}

// Name returns the name the file was opened with; the second and later files
// of a container have !classes2.dex, … after it.
func (f *File) Name() string { return f.name }

// Version returns the format version, 35 to 41.
func (f *File) Version() int { return f.version }

// Size returns the size in bytes that the header states.
func (f *File) Size() int { return f.size }

// NumStrings returns the number of strings that can be read.
func (f *File) NumStrings() int { return len(f.ends) }

// NumTypes returns the number of types that can be read.
func (f *File) NumTypes() int { return len(f.typeIDs) / typeIDSize }

// NumClasses returns the number of classes that the file defines.
func (f *File) NumClasses() int { return len(f.classDefs) / classDefSize }

// String returns string i as MUTF-8, inside the data of the file; ok is false
// where there is no such string.
func (f *File) String(i int) (mutf8 []byte, ok bool) {
	if i < 0 || i >= len(f.ends) {
		return nil, false
	}
	start, ok := f.stringStart(i)
	if !ok {
		return nil, false
	}
	return f.data[start:f.ends[i]], true
}

// Type returns the descriptor of type i, such as Ljava/lang/Object; or [I.
func (f *File) Type(i int) (descriptor []byte, ok bool) {
	if i < 0 || i >= f.NumTypes() {
		return nil, false
	}
	return f.String(int(word(f.typeIDs, i*typeIDSize)))
}

func (f *File) errorf(format string, args ...any) error {
	return fmt.Errorf("%s: %s", f.name, fmt.Sprintf(format, args...))
}

func word(b []byte, at int) uint32 { return binary.LittleEndian.Uint32(b[at:]) }
