package apksig

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/binary"
	"errors"
	"math/big"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/zicha-lint/zicha/internal/app"
)

const (
	testKeyHash  = "3814983f4891e45bfbbf614b86eebddb046921926c43544772ff94a6fe43aac8"
	debugKeyHash = "f1bc14c368320e3762dee52e02167e8a1e3e7b1d85ba7ff6a2dd0f61c81e624a"
)

func TestRead(t *testing.T) {
	common := app.Certificate{
		NotBefore: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC),
		NotAfter:  time.Date(2053, 12, 24, 0, 0, 0, 0, time.UTC),
		At:        app.Location{Symbol: "APK Signing Block"},
	}
	test, debug := common, common
	test.Scheme, test.SHA256, test.Subject = "v3", testKeyHash, "CN=示例便签,O=示例科技有限公司,C=CN"
	debug.Scheme, debug.SHA256, debug.Subject = "v2", debugKeyHash, "C=US,O=Android,CN=Android Debug"
	test.Issuer, debug.Issuer, debug.Debug = test.Subject, debug.Subject, true

	for name, want := range map[string]app.Signing{
		"demo.apk":  {Schemes: []string{"v1", "v2", "v3"}, Certificates: []app.Certificate{test}},
		"debug.apk": {Schemes: []string{"v1", "v2"}, Certificates: []app.Certificate{debug}},
	} {
		got, gaps := Read(packageOf(t, name))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if len(gaps) > 0 {
			t.Errorf("%s: gaps: %v", name, gaps)
		}
	}
}

func TestReadV1Alone(t *testing.T) {
	src := packageOf(t, "debug.apk")
	src.CentralDirectory = 0
	got, gaps := Read(src)
	if len(got.Certificates) != 1 || len(gaps) > 0 {
		t.Fatalf("got %v, gaps %v", got, gaps)
	}
	cert := got.Certificates[0]
	if cert.Scheme != "v1" || !cert.Debug || cert.At != (app.Location{File: "META-INF/CERT.RSA"}) {
		t.Errorf("got %+v", cert)
	}
}

func TestIsBlockFile(t *testing.T) {
	for name, want := range map[string]bool{
		"META-INF/CERT.RSA": true, "meta-inf/a.dsa": true, "META-INF/B.EC": true,
		"META-INF/CERT.SF": false, "META-INF/x/CERT.RSA": false, "assets/CERT.RSA": false, "CERT.RSA": false,
	} {
		if IsBlockFile(name) != want {
			t.Errorf("IsBlockFile(%q) = %v", name, !want)
		}
	}
}

func TestSchemesOfTheBlock(t *testing.T) {
	old, young := newCertificate(t, pkix.Name{CommonName: "old"}), newCertificate(t, pkix.Name{CommonName: "young"})
	file := signingBlock(
		pairOf(0x7109871a, signer(old)),
		pairOf(0x42726577, bytes.Repeat([]byte{0}, 100)), // padding, as build tools add it
		pairOf(0xf05368c0, signer(old)),
		pairOf(0x1b93ad61, signer(young)),
		pairOf(0x1b93ad61, signer(old)), // Android takes the first pair of a kind
	)
	got, gaps := Read(Source{File: bytes.NewReader(file), CentralDirectory: int64(len(file))})
	if diff := cmp.Diff([]string{"v2", "v3", "v3.1"}, got.Schemes); diff != "" || len(gaps) > 0 {
		t.Errorf("schemes (-want +got):\n%s\ngaps: %v", diff, gaps)
	}
	var signers []string
	for _, c := range got.Certificates {
		signers = append(signers, c.Scheme+" "+c.Subject)
	}
	if diff := cmp.Diff([]string{"v3.1 CN=young", "v3 CN=old"}, signers); diff != "" {
		t.Errorf("signers (-want +got):\n%s", diff)
	}
}

func TestDamagedBlock(t *testing.T) {
	cert := newCertificate(t, pkix.Name{CommonName: "any"})
	good := signingBlock(pairOf(0x7109871a, signer(cert)))
	unequal := bytes.Clone(good)
	unequal[len(prefix)]++
	huge := bytes.Clone(good)
	binary.LittleEndian.PutUint64(huge[len(huge)-footerSize:], 1<<63)
	long := bytes.Clone(good)
	binary.LittleEndian.PutUint64(long[len(prefix)+8:], 1<<40)
	eleven := bytes.Repeat(signer(cert), maxSigners+1)
	crowded := bytes.Repeat(pairOf(1, nil), maxPairs+1)

	for name, test := range map[string]struct {
		file    []byte
		schemes int
		signers int
		gap     string
	}{
		"no block":          {[]byte("nothing of the kind stands in this file at all"), 0, 0, ""},
		"too short":         {good[len(good)-footerSize:], 0, 0, ""},
		"unequal sizes":     {unequal, 0, 0, "two sizes"},
		"huge":              {huge, 0, 0, "too large"},
		"long pair":         {long, 0, 0, "wrong length"},
		"half a pair":       {signingBlock(make([]byte, 5)), 0, 0, "end early"},
		"too many pairs":    {signingBlock(crowded), 0, 0, "too many pairs"},
		"no signer":         {signingBlock(pairOf(0x7109871a, nil)), 1, 0, "no signer"},
		"no certificate":    {signingBlock(pairOf(0x7109871a, lengthed(lengthed(lengthed(nil), lengthed(nil))))), 1, 0, "no certificate"},
		"eleven signers":    {signingBlock(pairOf(0x7109871a, eleven)), 1, 1, "too many signers"},
		"empty value":       {signingBlock(binary.LittleEndian.AppendUint32([]byte{4, 0, 0, 0, 0, 0, 0, 0}, 0xf05368c0)), 1, 0, "end early"},
		"large certificate": {signingBlock(pairOf(0x7109871a, signer(make([]byte, maxCertificate+1)))), 1, 1, "certificate is too large"},
		"large pair":        {signingBlock(pairOf(0x7109871a, signer(make([]byte, maxPair)))), 1, 0, "signature is too large"},
	} {
		got, gaps := Read(Source{File: bytes.NewReader(test.file), CentralDirectory: int64(len(test.file))})
		if len(got.Schemes) != test.schemes || len(got.Certificates) != test.signers {
			t.Errorf("%s: got %v", name, got)
		}
		wantGap(t, name, gaps, test.gap)
	}
}

func TestBlockThatCannotBeRead(t *testing.T) {
	_, gaps := Read(Source{File: brokenDisk{}, CentralDirectory: 1000})
	wantGap(t, "broken disk", gaps, "cannot be read: broken")
	_, gaps = Read(Source{File: bytes.NewReader(nil), CentralDirectory: 1 << 40})
	wantGap(t, "directory behind the end", gaps, "cannot be read")
}

type brokenDisk struct{}

func (brokenDisk) ReadAt([]byte, int64) (int, error) { return 0, errors.New("broken") }

func TestDamagedBlockFile(t *testing.T) {
	good := blockFile(t)
	data := append([]byte(nil), good...)
	data[bytes.Index(data, oidSignedData)+8]++
	_, gaps := Read(Source{BlockFiles: map[string][]byte{"META-INF/A.RSA": data}})
	wantGap(t, "other content", gaps, "no PKCS#7")

	for cut := range len(good) {
		if _, gaps := Read(Source{BlockFiles: map[string][]byte{"META-INF/A.RSA": good[:cut]}}); len(gaps) != 1 {
			t.Fatalf("cut at %d: gaps %v", cut, gaps)
		}
	}
	many := map[string][]byte{}
	for i := range maxSigners + 1 {
		many["META-INF/"+string(rune('A'+i))+".RSA"] = good
	}
	got, gaps := Read(Source{BlockFiles: many})
	wantGap(t, "many", gaps, "too many signers")
	if len(got.Certificates) != 1 {
		t.Errorf("many: one key signed all files, got %v", got.Certificates)
	}
}

// TestIndefiniteLength opens a block file whose outer values end with two zero
// octets, as some old signing tools wrote it.
func TestIndefiniteLength(t *testing.T) {
	outer, _, err := next(blockFile(t))
	if err != nil {
		t.Fatal(err)
	}
	kind, rest, _ := next(outer.body)
	wrapped, _, _ := next(rest)
	signed, _, _ := next(wrapped.body)
	file := indefinitely(tagSequence, kind.raw, indefinitely(tagContext0, indefinitely(tagSequence, signed.body)))
	certs, err := blockFileSigners(file)
	if err != nil || len(certs) != 1 {
		t.Fatalf("%d certificates, %v", len(certs), err)
	}
	if cert, _ := certificate(certs[0]); cert.SHA256 != debugKeyHash {
		t.Errorf("got %v", cert)
	}
}

func TestDeepNesting(t *testing.T) {
	if _, _, err := next(bytes.Repeat([]byte{tagSequence, 0x80}, 1<<16)); err != notBER {
		t.Errorf("got %v", err)
	}
}

func TestCertificateWithOnlyItsHash(t *testing.T) {
	cert, err := certificate([]byte("no certificate"))
	if err == nil || len(cert.SHA256) != 64 || cert.Subject != "" {
		t.Errorf("got %v, %v", cert, err)
	}
}

// TestNegativeSerial reads what crypto/x509 refuses and Android takes.
func TestNegativeSerial(t *testing.T) {
	raw := newCertificate(t, pkix.Name{CommonName: "negative"})
	serial := []byte{tagInteger, 1, 5}
	i := bytes.Index(raw, serial)
	raw[i+2] = 0xfb
	if _, err := x509.ParseCertificate(raw); err == nil {
		t.Error("crypto/x509 takes negative serial numbers: the comment at certificate is out of date")
	}
	cert, err := certificate(raw)
	if err != nil || cert.Subject != "CN=negative" {
		t.Errorf("got %v, %v", cert, err)
	}
}

func TestNames(t *testing.T) {
	cn := asn1.ObjectIdentifier{2, 5, 4, 3}
	for want, attributes := range map[string][]any{
		`CN=a\, b`:                        {pkix.AttributeTypeAndValue{Type: cn, Value: "a, b"}},
		`CN=\ #\ `:                        {pkix.AttributeTypeAndValue{Type: cn, Value: " # "}},
		`CN=\#1`:                          {pkix.AttributeTypeAndValue{Type: cn, Value: "#1"}},
		`CN=a\0a\1b[31m`:                  {pkix.AttributeTypeAndValue{Type: cn, Value: "a\n\x1b[31m"}},
		`CN=\e2\80\aeabc`:                 {pkix.AttributeTypeAndValue{Type: cn, Value: "\u202eabc"}},
		`CN=\c4\e3\ba\c3`:                 {typed{cn, asn1.RawValue{Tag: asn1.TagT61String, Bytes: []byte("\xc4\xe3\xba\xc3")}}},
		`CN=自查`:                           {typed{cn, asn1.RawValue{Tag: asn1.TagBMPString, Bytes: []byte{0x81, 0xea, 0x67, 0xe5}}}},
		`CN=#0403616263`:                  {typed{cn, asn1.RawValue{Tag: asn1.TagOctetString, Bytes: []byte("abc")}}},
		`1.2.3.4=x`:                       {pkix.AttributeTypeAndValue{Type: asn1.ObjectIdentifier{1, 2, 3, 4}, Value: "x"}},
		`emailAddress=a@example.com,CN=b`: {pkix.AttributeTypeAndValue{Type: cn, Value: "b"}, pkix.AttributeTypeAndValue{Type: asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 1}, Value: "a@example.com"}},
		`CN=` + strings.Repeat("x", 300):  {pkix.AttributeTypeAndValue{Type: cn, Value: strings.Repeat("x", 300)}},
	} {
		var body []byte
		for _, a := range attributes {
			set, err := asn1.MarshalWithParams([]any{a}, "set")
			if err != nil {
				t.Fatal(err)
			}
			body = append(body, set...)
		}
		got, err := parseName(body)
		if err != nil || got.String() != want {
			t.Errorf("got %q, %v, want %q", got, err, want)
		}
	}
}

type typed struct {
	Type  asn1.ObjectIdentifier
	Value asn1.RawValue
}

func TestJoinedAttributes(t *testing.T) {
	n := name{{key: "C", value: "CN"}, {key: "CN", value: "a"}, {key: "OU", value: "b", joined: true}}
	if got := n.String(); got != "CN=a+OU=b,C=CN" {
		t.Errorf("got %q", got)
	}
}

func TestIsDebug(t *testing.T) {
	cn, o, c := attribute{key: "CN", value: "Android Debug"}, attribute{key: "O", value: "Android"}, attribute{key: "C", value: "US"}
	for _, yes := range []name{{cn, o, c}, {c, o, cn}} {
		if !isDebug(yes) {
			t.Errorf("%v is a debug key", yes)
		}
	}
	for _, no := range []name{nil, {cn}, {cn, o}, {cn, o, c, c}, {cn, o, {key: "C", value: "CN"}}} {
		if isDebug(no) {
			t.Errorf("%v is no debug key", no)
		}
	}
}

func FuzzRead(f *testing.F) {
	file := signingBlock(pairOf(0x7109871a, []byte("signer")), pairOf(0xf05368c0, nil))
	f.Add(file, int64(len(file)), []byte{tagSequence, 0x80, tagOID, 0, 0, 0})
	for _, name := range []string{"debug.apk", "demo.apk"} {
		src, data := packageOf(f, name), blockFile(f)
		value := make([]byte, 6<<10)
		n, _ := src.File.ReadAt(value, max(0, src.CentralDirectory-int64(len(value))))
		f.Add(value[:n], min(src.CentralDirectory, int64(len(value))), data)
	}
	f.Fuzz(func(t *testing.T, file []byte, directory int64, block []byte) {
		signing, _ := Read(Source{
			File:             bytes.NewReader(file),
			CentralDirectory: directory,
			BlockFiles:       map[string][]byte{"META-INF/CERT.RSA": block},
		})
		for _, c := range signing.Certificates {
			if len(c.SHA256) != 64 || !slices.Contains(signing.Schemes, c.Scheme) {
				t.Errorf("certificate %+v of %v", c, signing.Schemes)
			}
			if strings.ContainsFunc(c.Subject+c.Issuer, func(r rune) bool { return r < ' ' || r == 0x7f }) {
				t.Errorf("control characters in %q %q", c.Subject, c.Issuer)
			}
		}
	})
}

func wantGap(t *testing.T, name string, gaps []app.Gap, want string) {
	t.Helper()
	if want == "" {
		if len(gaps) > 0 {
			t.Errorf("%s: gaps %v", name, gaps)
		}
		return
	}
	if len(gaps) != 1 || !strings.Contains(gaps[0].What.EN, want) || gaps[0].What.ZH == "" || gaps[0].Facts != app.FactSigning {
		t.Errorf("%s: gaps %v, want one that says %q", name, gaps, want)
	}
}

func packageOf(t testing.TB, name string) Source {
	t.Helper()
	src, err := open(filepath.Join("..", "..", "testdata", "apk", name))
	if err != nil {
		t.Fatal(err)
	}
	return src
}

func blockFile(t testing.TB) []byte {
	t.Helper()
	return packageOf(t, "debug.apk").BlockFiles["META-INF/CERT.RSA"]
}

// newCertificate makes a certificate with serial number 5.
func newCertificate(t *testing.T, subject pkix.Name) []byte {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(5), Subject: subject}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// prefix stands before a signing block, as the entries of a package do.
const prefix = "entries"

func signingBlock(pairs ...[]byte) []byte {
	body := bytes.Join(pairs, nil)
	size := uint64(len(body) + footerSize)
	out := binary.LittleEndian.AppendUint64([]byte(prefix), size)
	out = append(out, body...)
	out = binary.LittleEndian.AppendUint64(out, size)
	return append(out, magic...)
}

// pairOf makes a pair whose value is a list of signers.
func pairOf(id uint32, signers []byte) []byte {
	value := lengthed(signers)
	out := binary.LittleEndian.AppendUint64(nil, uint64(4+len(value)))
	out = binary.LittleEndian.AppendUint32(out, id)
	return append(out, value...)
}

// signer makes a signer with one certificate, no digests and no signatures.
func signer(cert []byte) []byte {
	signed := slices.Concat(lengthed(nil), lengthed(lengthed(cert)))
	return lengthed(lengthed(signed))
}

func lengthed(parts ...[]byte) []byte {
	body := bytes.Join(parts, nil)
	return append(binary.LittleEndian.AppendUint32(nil, uint32(len(body))), body...)
}

func indefinitely(tag byte, parts ...[]byte) []byte {
	return slices.Concat([]byte{tag, 0x80}, bytes.Join(parts, nil), []byte{0, 0})
}
