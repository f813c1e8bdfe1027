// Package apksig reads who signed an APK; it does not verify the signatures.
//
// Four places can hold a signer: the PKCS#7 files of a signed JAR (v1) and
// three kinds of pair in the APK Signing Block before the central directory
// (v2, v3, v3.1). See https://source.android.com/docs/security/features/apksigning.
package apksig

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
)

// What is read at most. Android itself refuses more than ten signers.
const (
	maxSigners      = 10
	maxCertificates = 20       // of one v1 signer
	maxBlockFile    = 1 << 20  // bytes of one v1 signature block file
	maxSigningBlock = 64 << 20 // bytes of the APK Signing Block
	maxPairs        = 1024     // of the APK Signing Block
	maxPair         = 4 << 20  // bytes of one v2, v3 or v3.1 pair
	maxCertificate  = 64 << 10 // bytes of one certificate that is read beyond its hash
)

// Source is what a reader of the container hands over.
type Source struct {
	File             io.ReaderAt       // the whole package
	CentralDirectory int64             // offset in File, bytes
	BlockFiles       map[string][]byte // entries for which [IsBlockFile] holds, inflated
}

// IsBlockFile reports whether an entry is a v1 signature block file by its
// name: a file directly in META-INF that ends in RSA, DSA or EC, in any case
// (JAR File Specification, "Signed JAR File").
func IsBlockFile(entry string) bool {
	upper := strings.ToUpper(entry)
	switch path.Ext(upper) {
	case ".RSA", ".DSA", ".EC":
		return path.Dir(upper) == "META-INF"
	}
	return false
}

// Read returns the schemes a package is signed with and the certificates of
// its signers, those of the newest scheme first. A scheme counts when its
// block is there. What could not be read comes back as gaps, none of them
// blocking.
func Read(src Source) (app.Signing, []app.Gap) {
	var r reading
	r.blockFiles(src.BlockFiles)
	r.signingBlock(src.File, src.CentralDirectory)
	slices.SortStableFunc(r.signing.Certificates, func(a, b app.Certificate) int {
		return cmp.Compare(schemeAge(a.Scheme), schemeAge(b.Scheme))
	})
	return r.signing, r.gaps
}

// reading collects what is found on the way from the oldest to the newest scheme.
type reading struct {
	signing app.Signing
	gaps    []app.Gap
}

func (r *reading) blockFiles(files map[string][]byte) {
	for i, name := range slices.Sorted(maps.Keys(files)) {
		at := app.Location{File: name}
		if i == maxSigners {
			r.gap("v1", at, flaw{ZH: "签名者过多", EN: "too many signers"})
			return
		}
		r.scheme("v1")
		certs, err := blockFileSigners(files[name])
		r.add("v1", at, certs, err)
	}
}

func (r *reading) signingBlock(file io.ReaderAt, end int64) {
	at := app.Location{Symbol: "APK Signing Block"}
	pairs, err := schemePairs(file, end)
	if err != nil {
		r.gap("APK Signing Block", at, err)
	}
	for _, s := range schemes {
		pair, ok := pairs[s.id]
		if !ok {
			continue
		}
		r.scheme(s.name)
		certs, err := pair.signers(file)
		r.add(s.name, at, certs, err)
	}
}

// scheme notes that the block of a scheme is there.
func (r *reading) scheme(name string) {
	if !slices.Contains(r.signing.Schemes, name) {
		r.signing.Schemes = append(r.signing.Schemes, name)
	}
}

// add records the signers of a scheme. A certificate that an older scheme
// showed already is moved to the newer one.
func (r *reading) add(scheme string, at app.Location, encoded [][]byte, err error) {
	if err != nil {
		r.gap(scheme, at, err)
	}
	for _, raw := range encoded {
		cert, err := certificate(raw)
		if err != nil {
			r.gap(scheme, at, err)
		}
		cert.Scheme, cert.At = scheme, at
		r.signing.Certificates = slices.DeleteFunc(r.signing.Certificates, func(old app.Certificate) bool {
			return old.SHA256 == cert.SHA256
		})
		r.signing.Certificates = append(r.signing.Certificates, cert)
	}
}

func (r *reading) gap(what string, at app.Location, err error) {
	var why flaw
	if !errors.As(err, &why) {
		why = flaw{ZH: err.Error(), EN: err.Error()}
	}
	r.gaps = append(r.gaps, app.Gap{
		Facts: app.FactSigning,
		What: lang.Text{
			ZH: fmt.Sprintf("签名信息（%s）未能完整读取：%s。", what, why.ZH),
			EN: fmt.Sprintf("The signing information (%s) was not read completely: %s.", what, why.EN),
		},
		At: at,
	})
}

// flaw is an error that a person reads in either language.
type flaw lang.Text

func (f flaw) Error() string { return f.EN }
