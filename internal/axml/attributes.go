package axml

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

// attributeTable lists every public attribute of the framework up to API 36,
// sorted by id: id, name, formats, symbols, separated by tabs. Names and ids
// are those of AOSP's public-final.xml, formats and symbols those of
// attrs.xml and attrs_manifest.xml, with two flags of protectionLevel that
// only older versions have. A test holds names, ids and symbols up to API 29
// against the framework of Debian's android-framework-res.
//
//go:embed attributes.tsv
var attributeTable string

// attribute is what the framework says about one of its attributes.
type attribute struct {
	id      uint32
	name    string
	formats string // reference|string|integer|boolean|color|float|dimension|fraction|enum|flags
	symbols string // name=number,…
}

const firstAttribute = 0x01010000

// attributes is the table indexed by id - firstAttribute.
var attributes = sync.OnceValue(func() []attribute {
	table := make([]attribute, 0, 1800)
	for line := range strings.Lines(attributeTable) {
		hex, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		id, _ := strconv.ParseUint(hex, 16, 32) // the table is our own; a test reads every line
		a := attribute{id: uint32(id)}
		a.name, rest, _ = strings.Cut(rest, "\t")
		a.formats, a.symbols, _ = strings.Cut(rest, "\t")
		for len(table) < int(id)-firstAttribute {
			table = append(table, attribute{}) // ids that were never made public
		}
		table = append(table, a)
	}
	return table
})

var attributesByName = sync.OnceValue(func() map[string]attribute {
	byName := make(map[string]attribute, len(attributes()))
	for _, a := range attributes() {
		byName[a.name] = a
	}
	delete(byName, "")
	return byName
})

// AttributeName returns the name of a framework attribute, or "" where the
// framework has no public attribute of that id.
func AttributeName(id uint32) string { return attributeByID(id).name }

// AttributeID returns the resource id of a framework attribute, or 0.
func AttributeID(name string) uint32 { return attributesByName()[name].id }

func attributeByID(id uint32) attribute {
	table := attributes()
	if id < firstAttribute || int64(id-firstAttribute) >= int64(len(table)) {
		return attribute{}
	}
	return table[id-firstAttribute]
}

// eachSymbol calls do for every symbol of an enum or of flags, in the order
// of the framework's source, until it returns false.
func (a attribute) eachSymbol(do func(name string, value uint32) bool) {
	for symbol := range strings.SplitSeq(a.symbols, ",") {
		name, number, ok := strings.Cut(symbol, "=")
		if !ok {
			return
		}
		value, _ := strconv.ParseInt(number, 0, 64)
		if !do(name, uint32(value)) {
			return
		}
	}
}

// ProtectionLevel spells android:protectionLevel as a manifest does:
// dangerous, signature|privileged. Source: PermissionInfo.protectionToString.
func ProtectionLevel(level uint32) string {
	const baseMask = 0xf
	base := level & baseMask
	name := ""
	attributeByID(AttrProtectionLevel).eachSymbol(func(symbol string, value uint32) bool {
		if value == base {
			name = symbol
		}
		return name == ""
	})
	if name == "" {
		name = "0x" + strconv.FormatUint(uint64(base), 16)
	}
	if flags := flagNames(AttrProtectionLevel, level&^baseMask); flags != "" {
		name += "|" + flags
	}
	return name
}

// ForegroundServiceType spells android:foregroundServiceType as a manifest
// does: location|camera; "" for none.
func ForegroundServiceType(types uint32) string { return flagNames(AttrForegroundServiceType, types) }

// flagNames spells a set of flags; what has no name stands as a number.
func flagNames(id, flags uint32) string {
	var names []string
	attributeByID(id).eachSymbol(func(name string, value uint32) bool {
		if value != 0 && flags&value == value {
			names = append(names, name)
			flags &^= value
		}
		return true
	})
	if flags != 0 {
		names = append(names, "0x"+strconv.FormatUint(uint64(flags), 16))
	}
	return strings.Join(names, "|")
}
