package axml

import (
	"math"
	"strconv"
	"strings"
)

// A complex value (dimension or fraction) holds a mantissa of 24 bits, a
// radix of 2 bits that says where its point stands, and a unit of 4 bits.
// Source: Res_value::COMPLEX_* of AOSP's ResourceTypes.h.
const (
	complexMantissaShift = 8
	complexRadixShift    = 4
	complexUnitMask      = 0xf
)

var (
	complexFraction = [4]int{0, 7, 15, 23} // bits behind the point, by radix
	dimensionUnits  = []string{"px", "dp", "sp", "pt", "in", "mm"}
	fractionUnits   = []string{"%", "%p"}
)

func formatComplex(kind uint8, data uint32) string {
	units, scale := dimensionUnits, 1.0
	if kind == TypeFraction {
		units, scale = fractionUnits, 100
	}
	unit := "?"
	if i := int(data & complexUnitMask); i < len(units) {
		unit = units[i]
	}
	return strconv.FormatFloat(complexNumber(data)*scale, 'g', 7, 64) + unit
}

func complexNumber(data uint32) float64 {
	return math.Ldexp(float64(int32(data)>>complexMantissaShift), -complexFraction[data>>complexRadixShift&3])
}

// Dimension returns a length and its unit: px, dp, sp, pt, in or mm.
func (v Value) Dimension() (length float64, unit string, ok bool) {
	i := int(v.Data & complexUnitMask)
	if v.Type != TypeDimension || i >= len(dimensionUnits) {
		return 0, "", false
	}
	return complexNumber(v.Data), dimensionUnits[i], true
}

func compileDimension(s string) (Value, bool) {
	s = strings.Replace(s, "dip", "dp", 1)
	for unit, name := range dimensionUnits {
		if number, ok := strings.CutSuffix(s, name); ok {
			f, ok := parseFloat(number)
			return Value{Type: TypeDimension, Data: packComplex(f) | uint32(unit)}, ok
		}
	}
	return Value{}, false
}

func compileFraction(s string) (Value, bool) {
	for unit, name := range fractionUnits {
		if number, ok := strings.CutSuffix(s, name); ok {
			f, ok := parseFloat(number)
			return Value{Type: TypeFraction, Data: packComplex(f/100) | uint32(unit)}, ok
		}
	}
	return Value{}, false
}

// packComplex keeps as many bits behind the point as the number leaves room
// for in the mantissa; whole numbers have none.
func packComplex(f float64) uint32 {
	bits := uint64(math.Min(math.Abs(f)*(1<<23)+.5, math.MaxInt64))
	radix := 0
	switch {
	case bits&0x7fffff == 0:
	case bits>>23 == 0:
		radix = 3
	case bits>>31 == 0:
		radix = 2
	case bits>>39 == 0:
		radix = 1
	}
	mantissa := int32(bits >> (23 - complexFraction[radix]))
	if f < 0 {
		mantissa = -mantissa
	}
	return uint32(mantissa)<<complexMantissaShift | uint32(radix)<<complexRadixShift
}
