package apksig

import (
	"bytes"
	"slices"
)

// oidSignedData is 1.2.840.113549.1.7.2 as it is encoded.
var oidSignedData = []byte{0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02}

// blockFileSigners returns the certificate of every signer in a v1 signature
// block file, undecoded, and an error where not all could be read. The file
// is PKCS#7 SignedData (RFC 2315, 9.1), which names each signer by issuer and
// serial number of one of the certificates it carries.
func blockFileSigners(file []byte) ([][]byte, error) {
	if len(file) > maxBlockFile {
		return nil, flaw{ZH: "签名文件过大", EN: "the signature file is too large"}
	}
	certs, infos, err := signedData(file)
	if err != nil {
		return nil, err
	}
	if len(infos) == 0 {
		return nil, flaw{ZH: "没有签名者", EN: "there is no signer"}
	}
	var out [][]byte
	for n := 0; len(infos) > 0; n++ {
		if n == maxSigners {
			return out, flaw{ZH: "签名者过多", EN: "too many signers"}
		}
		var info element
		if info, infos, err = expect(infos, tagSequence); err != nil {
			return out, err
		}
		cert, err := signerOf(info.body, certs)
		if err != nil {
			return out, err
		}
		if !slices.ContainsFunc(out, func(c []byte) bool { return bytes.Equal(c, cert) }) {
			out = append(out, cert)
		}
	}
	return out, nil
}

// signedData returns the certificates and the bytes of the signer infos.
//
//	ContentInfo ::= SEQUENCE { contentType OID, content [0] EXPLICIT SignedData }
//	SignedData  ::= SEQUENCE { version, digestAlgorithms, contentInfo,
//	  certificates [0] IMPLICIT OPTIONAL, crls [1] IMPLICIT OPTIONAL, signerInfos }
func signedData(file []byte) (certs [][]byte, infos []byte, err error) {
	outer, _, err := expect(file, tagSequence)
	if err != nil {
		return nil, nil, err
	}
	kind, rest, err := expect(outer.body, tagOID)
	if err != nil {
		return nil, nil, err
	}
	if !bytes.Equal(kind.body, oidSignedData) {
		return nil, nil, flaw{ZH: "不是 PKCS#7 SignedData", EN: "it is no PKCS#7 SignedData"}
	}
	wrapped, _, err := expect(rest, tagContext0)
	if err != nil {
		return nil, nil, err
	}
	signed, _, err := expect(wrapped.body, tagSequence)
	if err != nil {
		return nil, nil, err
	}
	rest = signed.body
	for _, tag := range []byte{tagInteger, tagSet, tagSequence} {
		if _, rest, err = expect(rest, tag); err != nil {
			return nil, nil, err
		}
	}
	bag, rest, err := optional(rest, tagContext0)
	if err != nil {
		return nil, nil, err
	}
	if _, rest, err = optional(rest, tagContext0+1); err != nil {
		return nil, nil, err
	}
	set, _, err := expect(rest, tagSet)
	if err != nil {
		return nil, nil, err
	}
	certs, err = bagOf(bag.body)
	return certs, set.body, err
}

func bagOf(bag []byte) (certs [][]byte, err error) {
	for len(bag) > 0 {
		if len(certs) == maxCertificates {
			return nil, flaw{ZH: "证书过多", EN: "too many certificates"}
		}
		var cert element
		if cert, bag, err = next(bag); err != nil {
			return nil, err
		}
		certs = append(certs, cert.raw)
	}
	return certs, nil
}

// signerOf returns the certificate that a SignerInfo names:
//
//	SEQUENCE { version, SEQUENCE { issuer Name, serialNumber INTEGER }, … }
func signerOf(info []byte, certs [][]byte) ([]byte, error) {
	_, rest, err := expect(info, tagInteger)
	if err != nil {
		return nil, err
	}
	id, _, err := expect(rest, tagSequence)
	if err != nil {
		return nil, err
	}
	issuer, rest, err := expect(id.body, tagSequence)
	if err != nil {
		return nil, err
	}
	serial, _, err := expect(rest, tagInteger)
	if err != nil {
		return nil, err
	}
	want, err := parseName(issuer.body)
	if err != nil {
		return nil, err
	}
	for _, raw := range certs {
		f, err := fieldsOf(raw)
		if err != nil || !bytes.Equal(f.serial, serial.body) {
			continue
		}
		// The same name may be spelled in two string types, so bytes do not decide.
		if name, err := parseName(f.issuer); err == nil && name.String() == want.String() {
			return raw, nil
		}
	}
	return nil, noCertificate
}
