// Package ziparchive reads an APK as a zip file the way Android does, and
// reports every place where the file contradicts itself.
//
// The model is Android's libziparchive (what the package manager, the asset
// reader and ART open an APK with): the last end record within the last 64 KiB
// counts, the central directory decides on sizes and methods, the "encrypted"
// bit and the CRC are ignored, and every method but deflate is read as stored.
// Where Android refuses the file, this package reads on as well as it can and
// says so in an [Anomaly], so that a tampered file never looks empty or clean.
//
// The file format is PKWARE's APPNOTE.TXT 6.3.10; section numbers below are its.
package ziparchive

import (
	"io"
	"sync"
	"sync/atomic"
)

// Limits bound what an archive may cost. A limit that is reached gives a
// [*LimitError], or for names an [Anomaly].
type Limits struct {
	File      int64 // bytes of the archive
	Entries   int   // number of entries
	Name      int   // bytes of one name; longer ones are left out
	Entry     int64 // bytes of one entry, inflated
	Inflated  int64 // bytes of all entries read, inflated
	Ratio     int64 // inflated bytes for one compressed byte
	RatioFrom int64 // bytes, inflated, up to which an entry may have any ratio
}

// The default limits. Real apps reach 23,000 entries and, in small resources,
// ratios of several hundred.
const (
	MaxFile      = 4 << 30
	MaxEntries   = 100_000
	MaxName      = 4 << 10
	MaxEntry     = 512 << 20
	MaxInflated  = 4 << 30
	MaxRatio     = 200
	MaxRatioFrom = 25 << 20
)

// DefaultLimits returns the limits for a single APK.
func DefaultLimits() Limits {
	return Limits{
		File: MaxFile, Entries: MaxEntries, Name: MaxName, Entry: MaxEntry,
		Inflated: MaxInflated, Ratio: MaxRatio, RatioFrom: MaxRatioFrom,
	}
}

// Archive is an opened APK.
type Archive struct {
	Entries []Entry // in central-directory order

	// DirectoryOffset and EndOffset are the file offsets of the central
	// directory and of its end record: the APK Signing Block ends where the
	// directory starts. Both are -1 where no directory was found.
	DirectoryOffset int64
	EndOffset       int64

	src      source
	limits   Limits
	dataEnd  int64 // where content has to end
	byName   map[string]int32
	inflated atomic.Int64

	longNames int // entries left out

	mu    sync.Mutex // guards found: Read adds to it
	found map[*kind]*sightings
}

// Header is what one of the two headers says about an entry.
type Header struct {
	Name           string
	Method         uint16 // 0 stored, 8 deflated
	Flags          uint16 // general purpose bits, §4.4.4
	CRC32          uint32
	CompressedSize int64 // bytes
	Size           int64 // bytes, inflated
}

// Entry is a file in the archive: the central directory's view, which Android
// goes by, and the local header's.
type Entry struct {
	Header
	Local        Header // zero where the local header is missing
	HeaderOffset int64  // of the local header, in the file
	DataOffset   int64  // of the content, in the file; -1 where it cannot be told

	index    int  // in Archive.Entries
	extra    int  // bytes of extra fields in the directory
	badZip64 bool // a figure of 0xffffffff has no 64-bit figure to it
}

// Open reads the directory and the local headers of the archive in r, which is
// size bytes long. Where r has a method Bytes() []byte (as [Memory] has), that
// slice is used in place of reading.
//
// Errors: ErrNotZip, ErrTruncated, *LimitError, or the reader's own. A damaged
// archive of which something can be read is not an error but has anomalies.
func Open(r io.ReaderAt, size int64, l Limits) (*Archive, error) {
	if size > l.File {
		return nil, &LimitError{Limit: "file", Max: l.File, Value: size}
	}
	a := &Archive{
		DirectoryOffset: -1, EndOffset: -1,
		src: newSource(r, size), limits: l, found: map[*kind]*sightings{},
	}
	ends, err := a.endRecords()
	if err != nil {
		return nil, err
	}
	if err := a.load(ends); err != nil {
		return nil, err
	}
	if err := a.readLocalHeaders(); err != nil {
		return nil, err
	}
	if err := a.checkLayout(ends); err != nil {
		return nil, err
	}
	a.indexNames()
	if a.longNames > 0 {
		a.note(longName, nil, a.longNames, l.Name)
	}
	return a, nil
}

// load fills Entries, from the central directory or, where that is damaged,
// from every header found in the file.
func (a *Archive) load(ends []endRecord) error {
	isZip, err := a.signatureAt(0, localSignature)
	if err != nil {
		return err
	}
	if len(ends) == 0 && !isZip {
		return ErrNotZip
	}
	if end := a.choose(ends); end != nil {
		a.DirectoryOffset, a.EndOffset = end.base+end.dirOffset, end.offset
		a.dataEnd = a.DirectoryOffset
		whole, err := a.readDirectory(end)
		if err != nil || whole {
			return err
		}
		a.note(damagedDirectory, nil, end.count, len(a.Entries))
	}
	a.dataEnd = a.src.size
	if err := a.scan(); err != nil {
		return err
	}
	if len(a.Entries) == 0 && len(ends) == 0 {
		return ErrTruncated
	}
	if len(a.Entries) > 0 {
		a.note(recoveredEntries, nil, len(a.Entries))
	}
	return nil
}

// Lookup returns the entry of that name which Android uses, or nil. Of
// duplicates that is the first: old versions ran the first, later ones refuse
// the file.
func (a *Archive) Lookup(name string) *Entry {
	i, ok := a.byName[name]
	if !ok {
		return nil
	}
	return &a.Entries[i]
}
