package apksig

import (
	"encoding/binary"
	"io"
	"slices"
)

// The APK Signing Block stands right before the central directory:
//
//	uint64 size, without this field
//	pairs: uint64 length, uint32 id, length-4 bytes of value
//	uint64 size again
//	16 bytes of magic
//
// https://source.android.com/docs/security/features/apksigning/v2#apk-signing-block
const (
	magic      = "APK Sig Block 42"
	footerSize = 8 + len(magic)
	pairHeader = 8 + 4
)

// schemes are the pairs that hold signers, from the oldest to the newest.
var schemes = []struct {
	name string
	id   uint32
}{
	{"v2", 0x7109871a},
	{"v3", 0xf05368c0},
	{"v3.1", 0x1b93ad61},
}

// schemeAge orders schemes: the newest is lowest, v1 is highest.
func schemeAge(name string) int {
	for i, s := range slices.Backward(schemes) {
		if s.name == name {
			return len(schemes) - i
		}
	}
	return len(schemes) + 1
}

// pair is where the value of a pair stands in the file.
type pair struct{ offset, size int64 }

// schemePairs walks the APK Signing Block that ends at end and returns the
// first pair of every scheme, reading no values. Without a block both results
// are empty; with an error the pairs before the damage are returned.
func schemePairs(file io.ReaderAt, end int64) (map[uint32]pair, error) {
	start, err := blockStart(file, end)
	if err != nil || start == 0 {
		return nil, err
	}
	pairs := map[uint32]pair{}
	stop := end - int64(footerSize)
	at := start + 8
	for n := 0; at < stop; n++ {
		if n == maxPairs {
			return pairs, flaw{ZH: "签名块条目过多", EN: "the signing block has too many pairs"}
		}
		var header [pairHeader]byte
		if stop-at < pairHeader {
			return pairs, endsEarly
		}
		if _, err := file.ReadAt(header[:], at); err != nil {
			return pairs, unreadable(err)
		}
		length := binary.LittleEndian.Uint64(header[:])
		if length < 4 || length > uint64(stop-at-8) {
			return pairs, flaw{ZH: "签名块条目长度有误", EN: "a pair of the signing block has a wrong length"}
		}
		id := binary.LittleEndian.Uint32(header[8:])
		if _, again := pairs[id]; !again && isScheme(id) {
			pairs[id] = pair{offset: at + pairHeader, size: int64(length) - 4}
		}
		at += 8 + int64(length)
	}
	return pairs, nil
}

// blockStart returns the offset of the block that ends at end, 0 where there
// is none.
func blockStart(file io.ReaderAt, end int64) (int64, error) {
	if end < int64(8+footerSize) {
		return 0, nil
	}
	var footer [footerSize]byte
	if _, err := file.ReadAt(footer[:], end-int64(footerSize)); err != nil {
		return 0, unreadable(err)
	}
	if string(footer[8:]) != magic {
		return 0, nil
	}
	size := binary.LittleEndian.Uint64(footer[:])
	switch {
	case size > maxSigningBlock:
		return 0, flaw{ZH: "签名块过大", EN: "the signing block is too large"}
	case size < uint64(footerSize) || size > uint64(end-8):
		return 0, wrongSize
	}
	start := end - 8 - int64(size)
	var head [8]byte
	if _, err := file.ReadAt(head[:], start); err != nil {
		return 0, unreadable(err)
	}
	if binary.LittleEndian.Uint64(head[:]) != size {
		return 0, wrongSize
	}
	return start, nil
}

func isScheme(id uint32) bool {
	for _, s := range schemes {
		if s.id == id {
			return true
		}
	}
	return false
}

// signers returns the certificate of every signer, undecoded, and an error
// where not all could be read. The three schemes agree as far as it is read
// here: a list of signers, each opening with its signed data, which opens with
// the digests and the certificates. A signer's own certificate comes first.
func (p pair) signers(file io.ReaderAt) ([][]byte, error) {
	if p.size > maxPair {
		return nil, flaw{ZH: "签名数据过大", EN: "the signature is too large"}
	}
	value := make([]byte, p.size)
	if _, err := file.ReadAt(value, p.offset); err != nil {
		return nil, unreadable(err)
	}
	list, _, err := chunk(value)
	if err != nil {
		return nil, err
	}
	var certs [][]byte
	for len(list) > 0 {
		if len(certs) == maxSigners {
			return certs, flaw{ZH: "签名者过多", EN: "too many signers"}
		}
		signer, rest, err := chunk(list)
		if err != nil {
			return certs, err
		}
		cert, err := signerCertificate(signer)
		if err != nil {
			return certs, err
		}
		certs, list = append(certs, cert), rest
	}
	if len(certs) == 0 {
		return nil, flaw{ZH: "没有签名者", EN: "there is no signer"}
	}
	return certs, nil
}

func signerCertificate(signer []byte) ([]byte, error) {
	signed, _, err := chunk(signer)
	if err != nil {
		return nil, err
	}
	_, afterDigests, err := chunk(signed)
	if err != nil {
		return nil, err
	}
	list, _, err := chunk(afterDigests)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, noCertificate
	}
	cert, _, err := chunk(list)
	return cert, err
}

// chunk splits off one value behind its uint32 length.
func chunk(in []byte) (value, rest []byte, err error) {
	if len(in) < 4 {
		return nil, nil, endsEarly
	}
	n := binary.LittleEndian.Uint32(in)
	if uint64(n) > uint64(len(in)-4) {
		return nil, nil, endsEarly
	}
	return in[4 : 4+n], in[4+n:], nil
}

var (
	endsEarly     = flaw{ZH: "数据提前结束", EN: "the data end early"}
	wrongSize     = flaw{ZH: "签名块首尾长度不符", EN: "the two sizes of the signing block are wrong"}
	noCertificate = flaw{ZH: "签名者没有证书", EN: "a signer has no certificate"}
)

func unreadable(err error) error {
	return flaw{ZH: "文件读取失败：" + err.Error(), EN: "the file cannot be read: " + err.Error()}
}
