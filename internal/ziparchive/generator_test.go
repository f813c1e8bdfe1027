package ziparchive

import (
	"bytes"
	"compress/flate"
	"hash/crc32"
	"slices"
)

// zipFile is a zip file in parts, every one of which a test may make lie.
type zipFile struct {
	prefix  []byte // before everything
	members []*member
	gap     []byte // between directory and end record
	end     endFields
	suffix  []byte // after the end record
}

// member is an entry: what both headers say, and the bytes.
type member struct {
	central, local headerFields
	body           []byte
	descriptor     []byte
	sharesWith     *member // has no local part of its own
}

type headerFields struct {
	Header
	extra    []byte
	extraLen int // added to the stated length
	offset   int64
}

// endFields are deltas to the true figures of the end record.
type endFields struct {
	count, dirSize, dirOffset int
	comment                   []byte
	commentLen                int
	zip64                     bool
}

var (
	manifest = bytes.Repeat([]byte("manifest "), 40)
	dexFile  = bytes.Repeat([]byte("dex\n035\x00"), 20)
	layout   = bytes.Repeat([]byte("<layout/>"), 30)
)

// sample is a well-formed package.
func sample() *zipFile {
	return &zipFile{members: []*member{
		deflate("AndroidManifest.xml", manifest), store("classes.dex", dexFile), deflate("res/a.xml", layout),
	}}
}

func store(name string, data []byte) *member { return newMember(name, stored, data, data) }

func deflate(name string, data []byte) *member {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, flate.BestCompression)
	_, _ = w.Write(data)
	_ = w.Close()
	return newMember(name, deflated, data, b.Bytes())
}

func newMember(name string, method uint16, data, body []byte) *member {
	h := headerFields{Header: Header{
		Name: name, Method: method, CRC32: crc32.ChecksumIEEE(data),
		CompressedSize: int64(len(body)), Size: int64(len(data)),
	}}
	return &member{central: h, local: h, body: body}
}

// withDescriptor moves sizes and CRC behind the data.
func (m *member) withDescriptor() *member {
	h := m.central
	m.descriptor = le.AppendUint32(nil, descriptorSignature)
	m.descriptor = le.AppendUint32(m.descriptor, h.CRC32)
	m.descriptor = le.AppendUint32(m.descriptor, uint32(h.CompressedSize))
	m.descriptor = le.AppendUint32(m.descriptor, uint32(h.Size))
	m.central.Flags |= flagDescriptor
	m.local.Flags |= flagDescriptor
	m.local.CRC32, m.local.CompressedSize, m.local.Size = 0, 0, 0
	return m
}

// both changes what both headers say.
func (m *member) both(change func(*headerFields)) {
	change(&m.central)
	change(&m.local)
}

func (z *zipFile) bytes() []byte {
	b := slices.Clone(z.prefix)
	for _, m := range z.members {
		if m.sharesWith != nil {
			m.central.offset = m.sharesWith.central.offset
			continue
		}
		m.central.offset += int64(len(b))
		b = m.local.appendLocal(b)
		b = append(append(b, m.body...), m.descriptor...)
	}
	dir := len(b)
	for _, m := range z.members {
		b = m.central.appendCentral(b)
	}
	size := len(b) - dir
	b = append(b, z.gap...)
	b = z.end.append(b, len(z.members), size, dir)
	return append(b, z.suffix...)
}

func (h *headerFields) appendLocal(b []byte) []byte {
	b = le.AppendUint32(b, localSignature)
	b = le.AppendUint16(b, 20)
	return append(append(h.appendShared(b), h.Name...), h.extra...)
}

func (h *headerFields) appendCentral(b []byte) []byte {
	b = le.AppendUint32(b, centralSignature)
	b = le.AppendUint32(b, 20|20<<16)
	b = append(h.appendShared(b), make([]byte, 10)...)
	b = le.AppendUint32(b, uint32(h.offset))
	return append(append(b, h.Name...), h.extra...)
}

// appendShared writes the fields from flags to the length of the extra fields.
func (h *headerFields) appendShared(b []byte) []byte {
	b = le.AppendUint16(b, h.Flags)
	b = le.AppendUint16(b, h.Method)
	b = le.AppendUint32(b, 0)
	b = le.AppendUint32(b, h.CRC32)
	b = le.AppendUint32(b, uint32(h.CompressedSize))
	b = le.AppendUint32(b, uint32(h.Size))
	b = le.AppendUint16(b, uint16(len(h.Name)))
	return le.AppendUint16(b, uint16(len(h.extra)+h.extraLen))
}

func (f *endFields) append(b []byte, count, size, offset int) []byte {
	count, size, offset = count+f.count, size+f.dirSize, offset+f.dirOffset
	if f.zip64 {
		at := len(b)
		b = le.AppendUint32(b, end64Signature)
		b = le.AppendUint64(b, end64Size-12)
		b = append(b, make([]byte, 12)...)
		b = le.AppendUint64(b, uint64(count))
		b = le.AppendUint64(b, uint64(count))
		b = le.AppendUint64(b, uint64(size))
		b = le.AppendUint64(b, uint64(offset))
		b = le.AppendUint32(b, locatorSignature)
		b = le.AppendUint32(b, 0)
		b = le.AppendUint64(b, uint64(at))
		b = le.AppendUint32(b, 1)
		count, size, offset = 0xffff, 0xffffffff, 0xffffffff
	}
	b = le.AppendUint32(b, endSignature)
	b = le.AppendUint32(b, 0)
	b = le.AppendUint16(b, uint16(count))
	b = le.AppendUint16(b, uint16(count))
	b = le.AppendUint32(b, uint32(size))
	b = le.AppendUint32(b, uint32(offset))
	b = le.AppendUint16(b, uint16(len(f.comment)+f.commentLen))
	return append(b, f.comment...)
}

// emptyZip is an archive without entries: an end record alone.
func emptyZip() []byte { return (&zipFile{}).bytes() }

// zip64Extra is a ZIP64 extra field with the given figures.
func zip64Extra(figures ...int64) []byte {
	b := le.AppendUint16(nil, zip64Field)
	b = le.AppendUint16(b, uint16(8*len(figures)))
	for _, f := range figures {
		b = le.AppendUint64(b, uint64(f))
	}
	return b
}
