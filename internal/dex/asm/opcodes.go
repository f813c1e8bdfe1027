package asm

import (
	"strings"

	"github.com/zicha-lint/zicha/internal/dex/write"
)

// opcode is how an instruction is written and laid out:
// https://source.android.com/docs/core/runtime/dalvik-bytecode.
type opcode struct {
	code  byte
	units int    // of 16 bits
	slots []slot // in the order of the text
	ref   write.Table
}

// slot is an operand and its bits in the instruction, counted from the lowest
// bit of the first byte.
type slot struct {
	what       operand
	bit, width int
}

type operand int

const (
	register operand = iota
	list             // {v0, v1}: a count, and up to five registers
	span             // {v0 .. v9}: a count, and the first register
	literal
	high // a literal of which only the upper 16 bits are stored
	label
	index
	proto // the second index of invoke-polymorphic
)

// formats are those of https://source.android.com/docs/core/runtime/instruction-formats:
// the first digit is the size in units.
var formats = map[string][]slot{
	"10x":  nil,
	"12x":  {{register, 8, 4}, {register, 12, 4}},
	"11n":  {{register, 8, 4}, {literal, 12, 4}},
	"11x":  {{register, 8, 8}},
	"10t":  {{label, 8, 8}},
	"20t":  {{label, 16, 16}},
	"22x":  {{register, 8, 8}, {register, 16, 16}},
	"21t":  {{register, 8, 8}, {label, 16, 16}},
	"21s":  {{register, 8, 8}, {literal, 16, 16}},
	"21h":  {{register, 8, 8}, {high, 16, 16}},
	"21c":  {{register, 8, 8}, {index, 16, 16}},
	"23x":  {{register, 8, 8}, {register, 16, 8}, {register, 24, 8}},
	"22b":  {{register, 8, 8}, {register, 16, 8}, {literal, 24, 8}},
	"22t":  {{register, 8, 4}, {register, 12, 4}, {label, 16, 16}},
	"22s":  {{register, 8, 4}, {register, 12, 4}, {literal, 16, 16}},
	"22c":  {{register, 8, 4}, {register, 12, 4}, {index, 16, 16}},
	"30t":  {{label, 16, 32}},
	"32x":  {{register, 16, 16}, {register, 32, 16}},
	"31i":  {{register, 8, 8}, {literal, 16, 32}},
	"31t":  {{register, 8, 8}, {label, 16, 32}},
	"31c":  {{register, 8, 8}, {index, 16, 32}},
	"35c":  {{list, 12, 4}, {index, 16, 16}},
	"3rc":  {{span, 8, 8}, {index, 16, 16}},
	"45cc": {{list, 12, 4}, {index, 16, 16}, {proto, 48, 16}},
	"4rcc": {{span, 8, 8}, {index, 16, 16}, {proto, 48, 16}},
	"51l":  {{register, 8, 8}, {literal, 16, 64}},
}

const (
	invokes    = "invoke-virtual invoke-super invoke-direct invoke-static invoke-interface"
	arithmetic = "add-int sub-int mul-int div-int rem-int and-int or-int xor-int shl-int shr-int ushr-int " +
		"add-long sub-long mul-long div-long rem-long and-long or-long xor-long shl-long shr-long ushr-long " +
		"add-float sub-float mul-float div-float rem-float add-double sub-double mul-double div-double rem-double"
)

// opcodes is the instruction set by name.
var opcodes = numbered([]run{
	{0x00, "10x", write.NoTable, "nop", ""},
	{0x01, "12x", write.NoTable, "move", ""},
	{0x02, "22x", write.NoTable, "move", "/from16"},
	{0x03, "32x", write.NoTable, "move", "/16"},
	{0x04, "12x", write.NoTable, "move-wide", ""},
	{0x05, "22x", write.NoTable, "move-wide", "/from16"},
	{0x06, "32x", write.NoTable, "move-wide", "/16"},
	{0x07, "12x", write.NoTable, "move-object", ""},
	{0x08, "22x", write.NoTable, "move-object", "/from16"},
	{0x09, "32x", write.NoTable, "move-object", "/16"},
	{0x0A, "11x", write.NoTable, "move-result move-result-wide move-result-object move-exception", ""},
	{0x0E, "10x", write.NoTable, "return-void", ""},
	{0x0F, "11x", write.NoTable, "return return-wide return-object", ""},
	{0x12, "11n", write.NoTable, "const", "/4"},
	{0x13, "21s", write.NoTable, "const", "/16"},
	{0x14, "31i", write.NoTable, "const", ""},
	{0x15, "21h", write.NoTable, "const", "/high16"},
	{0x16, "21s", write.NoTable, "const-wide", "/16"},
	{0x17, "31i", write.NoTable, "const-wide", "/32"},
	{0x18, "51l", write.NoTable, "const-wide", ""},
	{0x19, "21h", write.NoTable, "const-wide", "/high16"},
	{0x1A, "21c", write.Strings, "const-string", ""},
	{0x1B, "31c", write.Strings, "const-string", "/jumbo"},
	{0x1C, "21c", write.Types, "const-class", ""},
	{0x1D, "11x", write.NoTable, "monitor-enter monitor-exit", ""},
	{0x1F, "21c", write.Types, "check-cast", ""},
	{0x20, "22c", write.Types, "instance-of", ""},
	{0x21, "12x", write.NoTable, "array-length", ""},
	{0x22, "21c", write.Types, "new-instance", ""},
	{0x23, "22c", write.Types, "new-array", ""},
	{0x24, "35c", write.Types, "filled-new-array", ""},
	{0x25, "3rc", write.Types, "filled-new-array", "/range"},
	{0x26, "31t", write.NoTable, "fill-array-data", ""},
	{0x27, "11x", write.NoTable, "throw", ""},
	{0x28, "10t", write.NoTable, "goto", ""},
	{0x29, "20t", write.NoTable, "goto", "/16"},
	{0x2A, "30t", write.NoTable, "goto", "/32"},
	{0x2B, "31t", write.NoTable, "packed-switch sparse-switch", ""},
	{0x2D, "23x", write.NoTable, "cmpl-float cmpg-float cmpl-double cmpg-double cmp-long", ""},
	{0x32, "22t", write.NoTable, "if-eq if-ne if-lt if-ge if-gt if-le", ""},
	{0x38, "21t", write.NoTable, "if-eqz if-nez if-ltz if-gez if-gtz if-lez", ""},
	{0x44, "23x", write.NoTable, "aget aget-wide aget-object aget-boolean aget-byte aget-char aget-short", ""},
	{0x4B, "23x", write.NoTable, "aput aput-wide aput-object aput-boolean aput-byte aput-char aput-short", ""},
	{0x52, "22c", write.Fields, "iget iget-wide iget-object iget-boolean iget-byte iget-char iget-short", ""},
	{0x59, "22c", write.Fields, "iput iput-wide iput-object iput-boolean iput-byte iput-char iput-short", ""},
	{0x60, "21c", write.Fields, "sget sget-wide sget-object sget-boolean sget-byte sget-char sget-short", ""},
	{0x67, "21c", write.Fields, "sput sput-wide sput-object sput-boolean sput-byte sput-char sput-short", ""},
	{0x6E, "35c", write.Methods, invokes, ""},
	{0x74, "3rc", write.Methods, invokes, "/range"},
	{0x7B, "12x", write.NoTable, "neg-int not-int neg-long not-long neg-float neg-double", ""},
	{0x81, "12x", write.NoTable, "int-to-long int-to-float int-to-double long-to-int long-to-float long-to-double", ""},
	{0x87, "12x", write.NoTable, "float-to-int float-to-long float-to-double double-to-int double-to-long double-to-float", ""},
	{0x8D, "12x", write.NoTable, "int-to-byte int-to-char int-to-short", ""},
	{0x90, "23x", write.NoTable, arithmetic, ""},
	{0xB0, "12x", write.NoTable, arithmetic, "/2addr"},
	{0xD0, "22s", write.NoTable, "add-int", "/lit16"},
	{0xD1, "22s", write.NoTable, "rsub-int", ""},
	{0xD2, "22s", write.NoTable, "mul-int div-int rem-int and-int or-int xor-int", "/lit16"},
	{0xD8, "22b", write.NoTable, "add-int rsub-int mul-int div-int rem-int and-int or-int xor-int shl-int shr-int ushr-int", "/lit8"},
	{0xFA, "45cc", write.Methods, "invoke-polymorphic", ""},
	{0xFB, "4rcc", write.Methods, "invoke-polymorphic", "/range"},
	{0xFF, "21c", write.Protos, "const-method-type", ""},
})

const (
	opConstWideHigh16   = 0x19
	opFillArrayData     = 0x26
	opPackedSwitch      = 0x2B
	opSparseSwitch      = 0x2C
	opInvokePolymorphic = 0xFA
	opConstMethodType   = 0xFF
)

// run is a row of opcodes with consecutive numbers and the same format.
type run struct {
	first         byte
	format        string
	ref           write.Table
	names, suffix string
}

func numbered(runs []run) map[string]opcode {
	set := map[string]opcode{}
	for _, r := range runs {
		for i, name := range strings.Fields(r.names) {
			set[name+r.suffix] = opcode{r.first + byte(i), int(r.format[0] - '0'), formats[r.format], r.ref}
		}
	}
	return set
}
