package dex

// The debug instructions that move: https://source.android.com/docs/core/runtime/dex-format#debug-info-item.
const (
	debugEnd          = 0x00
	debugAdvancePC    = 0x01
	debugAdvanceLine  = 0x02
	debugStartLocal   = 0x03
	debugStartLocalEx = 0x04
	debugEndLocal     = 0x05
	debugRestartLocal = 0x06
	debugSetFile      = 0x09
	debugFirstSpecial = 0x0A

	debugLineBase  = -4
	debugLineRange = 15
)

// Line returns the source line of the instruction at pc, from 1; 0 where the
// file does not say, as after shrinking.
func (c *Code) Line(pc int) int {
	if c.debug == 0 {
		return 0
	}
	r := reader{data: c.file.data, at: c.debug}
	at, line, found := 0, int(r.uleb()), 0
	for n := r.uleb(); n > 0 && !r.bad; n-- {
		r.uleb() // the name of a parameter
	}
	for range maxDebugSteps {
		op := r.byte()
		if r.bad || op == debugEnd {
			break
		}
		switch op {
		case debugAdvancePC:
			at += int(r.uleb())
		case debugAdvanceLine:
			line += int(r.sleb())
		default:
			r.skipDebug(op)
		}
		if op >= debugFirstSpecial {
			at += int(op-debugFirstSpecial) / debugLineRange
			line += debugLineBase + int(op-debugFirstSpecial)%debugLineRange
		}
		if at > pc {
			break
		}
		if op >= debugFirstSpecial {
			found = line
		}
	}
	return max(found, 0)
}

// skipDebug passes over the operands of what does not move.
func (r *reader) skipDebug(op byte) {
	operands := 0
	switch op {
	case debugEndLocal, debugRestartLocal, debugSetFile:
		operands = 1
	case debugStartLocal:
		operands = 3
	case debugStartLocalEx:
		operands = 4
	}
	for range operands {
		r.uleb()
	}
}
