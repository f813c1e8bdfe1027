package apksig

// maxDepth is how deep values of indefinite length may nest.
const maxDepth = 16

// Identifier octets, class and constructed bit included (X.690, 8.1.2).
const (
	tagInteger     = 0x02
	tagOID         = 0x06
	tagSequence    = 0x30
	tagSet         = 0x31
	tagContext0    = 0xa0
	tagMultiByte   = 0x1f // low five bits: the tag goes on
	bitConstructed = 0x20
)

// element is one value in ASN.1's basic encoding rules. encoding/asn1 insists
// on the distinguished rules, which old signers and odd certificates break:
// indefinite lengths, lengths with leading zeros.
type element struct {
	tag  byte
	body []byte
	raw  []byte // with tag and length
}

// next splits the first element off in. Bodies are not copied.
func next(in []byte) (e element, rest []byte, err error) { return nextAt(in, 0) }

func nextAt(in []byte, depth int) (e element, rest []byte, err error) {
	if len(in) < 2 {
		return element{}, nil, endsEarly
	}
	tag := in[0]
	if tag&tagMultiByte == tagMultiByte {
		return element{}, nil, notBER
	}
	if in[1] == 0x80 {
		return indefinite(in, depth)
	}
	size, head, err := length(in[1:])
	if err != nil {
		return element{}, nil, err
	}
	head++
	if size > len(in)-head {
		return element{}, nil, endsEarly
	}
	return element{tag: tag, body: in[head : head+size], raw: in[:head+size]}, in[head+size:], nil
}

// length reads a definite length and returns it with the number of its octets.
func length(in []byte) (size, octets int, err error) {
	if in[0] < 0x80 {
		return int(in[0]), 1, nil
	}
	octets = int(in[0] & 0x7f)
	if octets > 8 {
		return 0, 0, notBER
	}
	if octets >= len(in) {
		return 0, 0, endsEarly
	}
	for _, b := range in[1 : 1+octets] {
		if size > maxBlockFile {
			return 0, 0, endsEarly
		}
		size = size<<8 | int(b)
	}
	return size, 1 + octets, nil
}

// indefinite reads an element that ends with two zero octets (X.690, 8.1.3.6).
func indefinite(in []byte, depth int) (e element, rest []byte, err error) {
	if in[0]&bitConstructed == 0 || depth == maxDepth {
		return element{}, nil, notBER
	}
	rest = in[2:]
	for len(rest) >= 2 && (rest[0] != 0 || rest[1] != 0) {
		if _, rest, err = nextAt(rest, depth+1); err != nil {
			return element{}, nil, err
		}
	}
	if len(rest) < 2 {
		return element{}, nil, endsEarly
	}
	body := in[2 : len(in)-len(rest)]
	rest = rest[2:]
	return element{tag: in[0], body: body, raw: in[:len(in)-len(rest)]}, rest, nil
}

// expect splits off an element that must have the tag.
func expect(in []byte, tag byte) (e element, rest []byte, err error) {
	e, rest, err = next(in)
	if err == nil && e.tag != tag {
		err = flaw{ZH: "ASN.1 结构不符", EN: "the ASN.1 structure is not the expected one"}
	}
	return e, rest, err
}

// optional splits off an element where it has the tag; otherwise it returns
// an empty one and all of in.
func optional(in []byte, tag byte) (e element, rest []byte, err error) {
	if len(in) == 0 || in[0] != tag {
		return element{}, in, nil
	}
	return next(in)
}

var notBER = flaw{ZH: "ASN.1 编码有误", EN: "the ASN.1 encoding is wrong"}
