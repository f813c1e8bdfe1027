package classfile

// kind is what a word of the stack or a local holds, as far as instructions of
// DEX files differ by it.
type kind byte

const (
	kindInt kind = iota + 1 // also boolean, byte, char and short
	kindFloat
	kindLong
	kindDouble
	kindRef
)

// words is how many registers a value takes.
func (k kind) words() int {
	if k == kindLong || k == kindDouble {
		return 2
	}
	return 1
}

// kindOf returns the kind of a type; zero for void.
func kindOf(descriptor string) kind {
	switch descriptor[0] {
	case 'Z', 'B', 'S', 'C', 'I':
		return kindInt
	case 'J':
		return kindLong
	case 'F':
		return kindFloat
	case 'D':
		return kindDouble
	case 'V':
		return 0
	}
	return kindRef
}

// variant is which of the seven instructions that read or write a field or an
// array is meant: get, wide, object, boolean, byte, char, short.
func variant(descriptor string) int {
	switch descriptor[0] {
	case 'J', 'D':
		return 1
	case 'L', '[':
		return 2
	case 'Z':
		return 3
	case 'B':
		return 4
	case 'C':
		return 5
	case 'S':
		return 6
	}
	return 0
}

// boxes are the classes that primitive types are wrapped in.
var boxes = map[string]struct{ class, unbox string }{
	"Z": {"Ljava/lang/Boolean;", "booleanValue"},
	"B": {"Ljava/lang/Byte;", "byteValue"},
	"S": {"Ljava/lang/Short;", "shortValue"},
	"C": {"Ljava/lang/Character;", "charValue"},
	"I": {"Ljava/lang/Integer;", "intValue"},
	"J": {"Ljava/lang/Long;", "longValue"},
	"F": {"Ljava/lang/Float;", "floatValue"},
	"D": {"Ljava/lang/Double;", "doubleValue"},
}
