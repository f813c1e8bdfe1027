package dex

// codeHeader is the size of a code_item before its instructions.
const codeHeader = 16

// Code is the body of a method. Positions in it count in units of two bytes.
type Code struct {
	Registers int // all of them; the last Ins are the parameters
	Ins       int

	file  *File
	insns []byte // whole units
	tries []byte // try_item, 8 bytes each
	after int    // where the handlers stand, behind the tries
	debug int    // where the debug info stands; 0 where there is none
}

// Code returns the body that stands at offset off, as a [Member] gives it.
func (f *File) Code(off uint32) (Code, error) {
	if off == 0 || int(off) > len(f.data)-codeHeader {
		return Code{}, f.errorf("code at %#x lies outside the file", off)
	}
	item := f.data[off:]
	c := Code{
		Registers: int(half(item, 0)),
		Ins:       int(half(item, 2)),
		file:      f,
		debug:     int(word(item, 8)),
	}
	tries, size := int(half(item, 6)), int(word(item, 12))
	if item = item[codeHeader:]; size > len(item)/2 || c.Ins > c.Registers {
		return Code{}, f.errorf("code at %#x cannot be read", off)
	}
	c.insns = item[:2*size]
	if tries == 0 {
		return c, nil
	}
	start := 2 * (size + size&1) // the tries stand on four bytes
	if start+tries*trySize > len(item) {
		return Code{}, f.errorf("tries of the code at %#x end early", off)
	}
	c.tries = item[start : start+tries*trySize]
	c.after = int(off) + codeHeader + start + len(c.tries)
	return c, nil
}

// Units returns the length of the body.
func (c *Code) Units() int { return len(c.insns) / 2 }

// Catches reports whether the body has exception handlers.
func (c *Code) Catches() bool { return len(c.tries) > 0 }

// Ops is a set of opcodes.
type Ops [256]bool

// Opcodes returns the set of the given opcodes.
func Opcodes(ops ...Op) *Ops {
	var set Ops
	for _, op := range ops {
		set[op] = true
	}
	return &set
}

// Walk calls visit for the instructions whose opcode is in the set, in one pass
// from the first to the last, as the runtime's verifier goes; the tables of
// switches and arrays count as nop. The error says where the body breaks off;
// the instructions before that were visited.
func (c *Code) Walk(wanted *Ops, visit func(Insn)) error {
	insns := c.insns
	for pc := 0; pc < len(insns); {
		op := insns[pc]
		size := int(sizes[op])
		if op == byte(OpNop) && insns[pc+1] != 0 {
			size = payloadSize(insns[pc:])
		}
		if size > len(insns)-pc {
			return c.file.errorf("instruction at %#x of %#x ends early", pc/2, len(insns)/2)
		}
		if wanted[op] {
			visit(Insn{PC: pc / 2, Op: Op(op), code: insns[pc : pc+size]})
		}
		pc += size
	}
	return nil
}

// WalkFrom calls visit for all instructions from the one at pc on, until it
// returns false; the tables of switches and arrays count as nop. A body that
// breaks off ends the walk.
func (c *Code) WalkFrom(pc int, visit func(Insn) bool) {
	insns := c.insns
	for pc *= 2; pc >= 0 && pc < len(insns); {
		op := insns[pc]
		size := int(sizes[op])
		if op == byte(OpNop) && insns[pc+1] != 0 {
			size = payloadSize(insns[pc:])
		}
		if size > len(insns)-pc || !visit(Insn{PC: pc / 2, Op: Op(op), code: insns[pc : pc+size]}) {
			return
		}
		pc += size
	}
}

// At returns the instruction that begins at pc; ok is false where the body ends
// before it does.
func (c *Code) At(pc int) (insn Insn, ok bool) {
	if pc < 0 || pc >= c.Units() {
		return Insn{}, false
	}
	rest := c.insns[2*pc:]
	size := int(sizes[rest[0]])
	if size > len(rest) {
		return Insn{}, false
	}
	return Insn{PC: pc, Op: Op(rest[0]), code: rest[:size]}, true
}

// payloadSize returns the bytes that a table takes among the instructions:
// https://source.android.com/docs/core/runtime/dalvik-bytecode#packed-switch.
// Where even its head is cut it gives more bytes than there are.
func payloadSize(code []byte) int {
	if len(code) < 4 {
		return 2 // a nop with an odd second byte
	}
	count := int(half(code, 2))
	switch half(code, 0) {
	case packedPayload:
		return 8 + 4*count
	case sparsePayload:
		return 4 + 8*count
	case arrayPayload:
		if len(code) < 8 {
			return 8
		}
		bytes := count * int(word(code, 4)) // of the elements: at most 2^48
		return 8 + bytes + bytes&1
	}
	return 2
}

// Handler is a stretch of a body and where an exception in it leads.
type Handler struct {
	Start, End int // the units from Start to before End
	Target     int
	Type       int // of the exception; -1 for any
}

// Handlers calls visit for every exception handler, in the order of the file.
func (c *Code) Handlers(visit func(Handler)) error {
	budget := maxHandlers
	for try := c.tries; len(try) > 0; try = try[trySize:] {
		h := Handler{Start: int(word(try, 0)), Type: -1}
		h.End = h.Start + int(half(try, 4))
		r := reader{data: c.file.data, at: c.after + int(half(try, 6))}
		count := r.sleb()
		typed := int(max(count, -count))
		if budget -= typed + 1; budget < 0 || typed < 0 {
			return c.file.errorf("a method has more than %d exception handlers", maxHandlers)
		}
		for range typed {
			h.Type, h.Target = int(r.uleb()), int(r.uleb())
			if !r.bad {
				visit(h)
			}
		}
		if count <= 0 {
			h.Type, h.Target = -1, int(r.uleb())
		}
		if r.bad || h.End > c.Units() {
			return c.file.errorf("exception handlers of a method cannot be read")
		}
		if count <= 0 {
			visit(h)
		}
	}
	return nil
}
