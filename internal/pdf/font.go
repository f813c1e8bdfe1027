package pdf

import (
	"sort"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// font tells what the bytes of a string mean and how wide they are.
type font struct {
	composite bool
	bold      bool
	unicode   *cmap             // ToUnicode
	charset   encoding.Encoding // of a predefined CMap such as GBK-EUC-H
	utf16     bool              // the codes are UTF-16
	simple    *[256]string      // what the encoding of a simple font says
	widths    map[int]float64   // by code, in thousandths; of predefined CMaps by glyph
	width     float64           // of the others
}

// glyph is what one code stands for.
type glyph struct {
	text  string // "" where the file does not tell
	width float64
	space bool // it is a single byte 32, which word spacing widens
}

func (f *file) font(o any) *font {
	d := f.dict(o)
	base := string(f.name(d["BaseFont"]))
	out := &font{width: 500, widths: map[int]float64{}, bold: boldName(base)}
	if s, ok := f.resolve(d["ToUnicode"]).(*stream); ok {
		out.unicode = f.cmap(s)
	}
	if f.name(d["Subtype"]) == "Type0" {
		f.compositeFont(out, d)
		return out
	}
	first := f.integer(d["FirstChar"])
	for i, w := range f.array(d["Widths"]) {
		if n, ok := f.number(w); ok && i < 256 {
			out.widths[first+i] = n
		}
	}
	if f.name(d["Subtype"]) == "Type3" { // its glyphs are drawn in a space of its own
		if m := f.array(d["FontMatrix"]); len(m) == 6 {
			if a, ok := f.number(m[0]); ok {
				for code := range out.widths {
					out.widths[code] *= a * 1000
				}
			}
		}
	}
	out.simple = f.simpleEncoding(d)
	return out
}

func boldName(base string) bool {
	base = strings.ToLower(base)
	for _, word := range []string{"bold", "black", "heavy", "simhei", "heiti"} {
		if strings.Contains(base, word) {
			return true
		}
	}
	return false
}

func (f *file) compositeFont(out *font, d dict) {
	out.composite, out.width = true, 1000
	encoding := string(f.name(d["Encoding"]))
	switch {
	case strings.HasPrefix(encoding, "Uni") && (strings.Contains(encoding, "UCS2") || strings.Contains(encoding, "UTF16")):
		out.utf16 = true
	case strings.HasPrefix(encoding, "GB"):
		out.charset = simplifiedchinese.GB18030
	case strings.HasPrefix(encoding, "ETen-B5"), strings.HasPrefix(encoding, "B5pc"), strings.HasPrefix(encoding, "HKscs"):
		out.charset = traditionalchinese.Big5
	}
	kids := f.array(d["DescendantFonts"])
	if len(kids) == 0 {
		return
	}
	kid := f.dict(kids[0])
	if w, ok := f.number(kid["DW"]); ok {
		out.width = w
	}
	f.compositeWidths(out, f.array(kid["W"]))
}

// compositeWidths reads [first [w w …] first last w …].
func (f *file) compositeWidths(out *font, w array) {
	const most = 70_000
	for i := 0; i+1 < len(w) && len(out.widths) < most; {
		first := f.integer(w[i])
		if list := f.array(w[i+1]); list != nil {
			for j, one := range list {
				if n, ok := f.number(one); ok && len(out.widths) < most {
					out.widths[first+j] = n
					f.budget--
				}
			}
			i += 2
			continue
		}
		if i+2 >= len(w) {
			return
		}
		last := f.integer(w[i+1])
		if n, ok := f.number(w[i+2]); ok && n != out.width {
			for c := first; c <= last && c <= 0xFFFF && len(out.widths) < most && f.budget > 0; c++ {
				out.widths[c] = n
				f.budget--
			}
		}
		i += 3
	}
}

// simpleEncoding returns what the codes of a simple font stand for.
func (f *file) simpleEncoding(d dict) *[256]string {
	table := &[256]string{}
	base := charmap.Windows1252
	enc := f.resolve(d["Encoding"])
	if f.name(enc) == "MacRomanEncoding" || f.name(f.dict(enc)["BaseEncoding"]) == "MacRomanEncoding" {
		base = charmap.Macintosh
	}
	symbolic := f.integer(f.dict(d["FontDescriptor"])["Flags"])&4 != 0 && enc == nil
	for c := 32; c < 256 && !symbolic; c++ {
		table[c] = string(base.DecodeByte(byte(c)))
	}
	code := 0
	for _, o := range f.array(f.dict(enc)["Differences"]) {
		switch o := f.resolve(o).(type) {
		case float64:
			code = int(o)
		case name:
			if code >= 0 && code < 256 {
				table[code] = glyphText(string(o))
			}
			code++
		}
	}
	return table
}

// glyphText returns what the name of a glyph stands for; "" where it says nothing.
func glyphText(n string) string {
	n, _, _ = strings.Cut(n, ".")
	if len(n) == 1 {
		return n
	}
	if s, ok := glyphNames[n]; ok {
		return s
	}
	var digits string
	switch {
	case strings.HasPrefix(n, "uni") && len(n) >= 7:
		digits = n[3:7]
	case strings.HasPrefix(n, "u") && len(n) >= 5 && len(n) <= 7:
		digits = n[1:]
	}
	if c, err := strconv.ParseUint(digits, 16, 32); err == nil && utf8.ValidRune(rune(c)) {
		return string(rune(c))
	}
	return ""
}

// glyphNames are those of the ASCII and of Chinese typography, of the Adobe Glyph List.
var glyphNames = func() map[string]string {
	out := map[string]string{}
	for _, pair := range strings.Fields(`space:_ exclam:! quotedbl:" numbersign:# dollar:$ percent:% ampersand:& quotesingle:' parenleft:( parenright:) asterisk:*
		plus:+ comma:, hyphen:- period:. slash:/ zero:0 one:1 two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 colon:: semicolon:; less:< equal:=
		greater:> question:? at:@ bracketleft:[ backslash:\ bracketright:] asciicircum:^ underscore:__ grave:` + "`" + ` braceleft:{ bar:| braceright:}
		asciitilde:~ bullet:• endash:– emdash:— quoteleft:‘ quoteright:’ quotedblleft:“ quotedblright:” ellipsis:… copyright:© registered:® trademark:™
		periodcentered:· fi:fi fl:fl ff:ff ffi:ffi ffl:ffl minus:− multiply:× degree:°`) {
		n, s, _ := strings.Cut(pair, ":")
		switch s {
		case "_":
			s = " "
		case "__":
			s = "_"
		}
		out[n] = s
	}
	return out
}()

// read calls use for every code of a string.
func (t *font) read(s text, use func(glyph)) {
	switch {
	case t.composite && t.charset != nil:
		t.readCharset(s, use)
	case t.composite:
		for i := 0; i < len(s); {
			code, size := t.code(s[i:])
			i += size
			g := glyph{text: t.unicode.text(code, size), width: t.widthOf(code), space: size == 1 && code == 32}
			if t.utf16 && size == 2 {
				g.width = t.widthOfRune(rune(code))
			}
			if g.text == "" && t.utf16 && size == 2 {
				g.text = string(utf16.Decode([]uint16{uint16(code)}))
				if utf16.IsSurrogate(rune(code)) && i+1 < len(s) {
					g.text = string(utf16.DecodeRune(rune(code), rune(s[i])<<8|rune(s[i+1])))
					i += 2
				}
			}
			use(g)
		}
	default:
		for _, b := range s {
			g := glyph{text: t.unicode.text(int(b), 1), width: t.widthOf(int(b)), space: b == 32}
			if g.text == "" && t.simple != nil {
				g.text = t.simple[b]
			}
			use(g)
		}
	}
}

func (t *font) widthOf(code int) float64 {
	if w, ok := t.widths[code]; ok {
		return w
	}
	return t.width
}

// widthOfRune returns the width of a character in a font with a predefined CMap. In
// all of Adobe's character collections for Chinese the glyphs 1 to 95 are the ASCII.
func (t *font) widthOfRune(r rune) float64 {
	if r < ' ' || r > '~' {
		return t.width
	}
	if w, ok := t.widths[int(r-' ')+1]; ok {
		return w
	}
	return t.width / 2
}

// code returns the next code of a string of a composite font.
func (t *font) code(s text) (code, size int) {
	if t.unicode != nil && t.unicode.single && !t.utf16 {
		return int(s[0]), 1
	}
	if len(s) == 1 {
		return int(s[0]), 1
	}
	return int(s[0])<<8 | int(s[1]), 2
}

// readCharset reads a string whose codes are those of a character set.
func (t *font) readCharset(s text, use func(glyph)) {
	decoded, err := t.charset.NewDecoder().Bytes(s)
	if err != nil {
		use(glyph{width: 1000 * float64(len(s)) / 2})
		return
	}
	for _, r := range string(decoded) {
		g := glyph{text: string(r), width: t.widthOfRune(r), space: r == ' '}
		if r == utf8.RuneError {
			g.text = ""
		}
		use(g)
	}
}

// cmap is a ToUnicode map: ISO 32000-1, 9.10.3.
type cmap struct {
	ranges []unicodeRange // sorted by from
	single bool           // all codes have one byte
}

// unicodeRange maps the codes from … to to text, whose last character counts on.
type unicodeRange struct {
	from, to int
	text     string
}

func (f *file) cmap(s *stream) *cmap {
	data, err := f.decode(s)
	if err != nil && len(data) == 0 {
		return nil
	}
	c := &cmap{}
	l := lexer{data: data, budget: &f.budget}
	var args []any
	for {
		switch o := l.next(0).(type) {
		case end:
			c.sort()
			return c
		case operator:
			switch o {
			case "endbfchar":
				c.chars(args)
			case "endbfrange":
				c.spans(args)
			case "endcodespacerange":
				c.codespace(args)
			}
			args = args[:0]
		default:
			args = append(args, o)
		}
	}
}

// codespace notes whether the codes have one byte.
func (c *cmap) codespace(args []any) {
	c.single = len(args) > 0
	for _, a := range args {
		if s, ok := a.(text); ok && len(s) != 1 {
			c.single = false
		}
	}
}

func (c *cmap) chars(args []any) {
	for i := 0; i+1 < len(args); i += 2 {
		from, ok1 := args[i].(text)
		to, ok2 := args[i+1].(text)
		if ok1 && ok2 {
			c.add(codeOf(from), codeOf(from), utf16Text(to))
		}
	}
}

func (c *cmap) spans(args []any) {
	for i := 0; i+2 < len(args); i += 3 {
		low, ok1 := args[i].(text)
		high, ok2 := args[i+1].(text)
		if !ok1 || !ok2 {
			continue
		}
		from, to := codeOf(low), codeOf(high)
		switch what := args[i+2].(type) {
		case text:
			c.add(from, to, utf16Text(what))
		case array:
			for j, one := range what {
				if s, ok := one.(text); ok && from+j <= to {
					c.add(from+j, from+j, utf16Text(s))
				}
			}
		}
	}
}

func (c *cmap) add(from, to int, s string) {
	const longest = 64 // bytes that one code stands for
	if from >= 0 && from <= to && s != "" && len(s) <= longest {
		c.ranges = append(c.ranges, unicodeRange{from, min(to, from+0xFFFF), s})
	}
}

func (c *cmap) sort() {
	sort.SliceStable(c.ranges, func(i, j int) bool { return c.ranges[i].from < c.ranges[j].from })
}

func codeOf(s text) int {
	n := 0
	for _, b := range s[:min(len(s), 4)] {
		n = n<<8 | int(b)
	}
	return n
}

func utf16Text(s text) string {
	if len(s) == 1 {
		return string(rune(s[0]))
	}
	var units []uint16
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}

// text returns what a code stands for; "" where the map does not say.
func (c *cmap) text(code, _ int) string {
	if c == nil {
		return ""
	}
	i := sort.Search(len(c.ranges), func(i int) bool { return c.ranges[i].from > code }) - 1
	if i < 0 || c.ranges[i].to < code {
		return ""
	}
	r := &c.ranges[i]
	if code == r.from {
		return known(r.text)
	}
	last, size := utf8.DecodeLastRuneInString(r.text)
	return known(r.text[:len(r.text)-size] + string(last+rune(code-r.from)))
}

// known returns the text unless it says nothing: characters for private use, or
// those that stand for an unknown one.
func known(s string) string {
	for _, r := range s {
		if r == utf8.RuneError || r >= 0xE000 && r <= 0xF8FF || r < ' ' && r != '\t' {
			return ""
		}
	}
	return s
}
