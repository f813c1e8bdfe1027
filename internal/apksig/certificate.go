package apksig

import (
	"crypto/sha256"
	"encoding/asn1"
	"encoding/hex"
	"slices"
	"time"

	"github.com/zicha-lint/zicha/internal/app"
)

// certificate reads an X.509 certificate (RFC 5280, 4.1) as far as it is
// shown. The result always carries the hash; the error says what is missing.
// crypto/x509 is not asked: it refuses what Android accepts, such as negative
// serial numbers and keys of unusual size.
func certificate(raw []byte) (app.Certificate, error) {
	sum := sha256.Sum256(raw)
	cert := app.Certificate{SHA256: hex.EncodeToString(sum[:])}
	cert.Debug = slices.Contains(testKeys, cert.SHA256)
	if len(raw) > maxCertificate {
		return cert, flaw{ZH: "证书过大", EN: "the certificate is too large"}
	}
	f, err := fieldsOf(raw)
	if err != nil {
		return cert, err
	}
	subject, err := parseName(f.subject)
	if err != nil {
		return cert, err
	}
	issuer, err := parseName(f.issuer)
	if err != nil {
		return cert, err
	}
	cert.Subject, cert.Issuer = subject.String(), issuer.String()
	cert.Debug = cert.Debug || isDebug(subject)
	cert.NotBefore, cert.NotAfter, err = validity(f.validity)
	return cert, err
}

// fields are the undecoded parts of a certificate that zicha looks at, without
// their tags and lengths.
type fields struct{ serial, issuer, validity, subject []byte }

// fieldsOf takes a certificate apart:
//
//	Certificate    ::= SEQUENCE { tbsCertificate, … }
//	TBSCertificate ::= SEQUENCE { version [0] EXPLICIT OPTIONAL, serialNumber INTEGER,
//	  signature SEQUENCE, issuer SEQUENCE, validity SEQUENCE, subject SEQUENCE, … }
func fieldsOf(raw []byte) (fields, error) {
	outer, _, err := expect(raw, tagSequence)
	if err != nil {
		return fields{}, err
	}
	tbs, _, err := expect(outer.body, tagSequence)
	if err != nil {
		return fields{}, err
	}
	_, rest, err := optional(tbs.body, tagContext0)
	if err != nil {
		return fields{}, err
	}
	var parts [5]element
	for i, tag := range []byte{tagInteger, tagSequence, tagSequence, tagSequence, tagSequence} {
		if parts[i], rest, err = expect(rest, tag); err != nil {
			return fields{}, err
		}
	}
	return fields{serial: parts[0].body, issuer: parts[2].body, validity: parts[3].body, subject: parts[4].body}, nil
}

func validity(body []byte) (from, until time.Time, err error) {
	from, rest, err := instant(body)
	if err != nil {
		return time.Time{}, time.Time{}, err
	}
	until, _, err = instant(rest)
	return from, until, err
}

// instant splits a UTCTime or a GeneralizedTime off in.
func instant(in []byte) (t time.Time, rest []byte, err error) {
	e, rest, err := next(in)
	if err != nil {
		return t, nil, err
	}
	if _, err := asn1.Unmarshal(e.raw, &t); err != nil {
		return time.Time{}, nil, flaw{ZH: "证书有效期无法识别", EN: "the validity of the certificate is not readable"}
	}
	return t.UTC(), rest, nil
}

// isDebug reports whether a subject is the one the Android Gradle plugin and
// the tools before it give to a debug key, in whatever order.
// https://developer.android.com/studio/publish/app-signing#debug-mode
func isDebug(subject name) bool {
	want := map[string]string{"CN": "Android Debug", "O": "Android", "C": "US"}
	for _, a := range subject {
		if v, ok := want[a.key]; !ok || v != a.value {
			return false
		}
		delete(want, a.key)
	}
	return len(want) == 0
}

// testKeys are certificates whose private keys everybody has: those of the
// Android Open Source Project, platform/build/target/product/security.
var testKeys = []string{
	"a40da80a59d170caa950cf15c18c454d47a39b26989d8b640ecd745ba71bf5dc", // testkey
	"c8a2e9bccf597c2fb6dc66bee293fc13f2fc47ec77bc6b2b0d52c11f51192ab8", // platform
	"28bbfe4a7b97e74681dc55c2fbb6ccb8d6c74963733f6af6ae74d8c3a6e879fd", // shared
	"465983f7791f2abeb43ea2cbdc7f21a8260b72bc08a55c839fc1a43bc741a81e", // media
	"e1dbadce60dc080d15b58a014b0dcf9400e24de23fa00b287a5a982bfebda2ee", // networkstack
	"a6ccc500ff0e7421200eb66a7fe174ef1b00e52ca91727070cbedf061ff76c35", // bluetooth
	"fae9122a8721d6e2a196d2224dffcf773c9127e2bb956cbddb40b009192ffdfd", // nfc
	"abf21f9e2af1d881cc673fddcefa6ed9c269a437bd64b279cf45844cfd589126", // sdk_sandbox
}
