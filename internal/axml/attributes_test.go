package axml

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestAttributeTable(t *testing.T) {
	line := regexp.MustCompile(`^0101[0-9a-f]{4}\t\w+(\t(\|?(reference|string|integer|boolean|color|float|dimension|fraction|enum|flags))+(\t(,?[\w-]+=(-?[0-9]+|0x[0-9a-fA-F]+))+)?)?$`)
	last := ""
	for text := range strings.Lines(attributeTable) {
		text = strings.TrimSuffix(text, "\n")
		if !line.MatchString(text) {
			t.Errorf("bad line %q", text)
		}
		if text[:8] <= last {
			t.Errorf("%s stands behind %s", text[:8], last)
		}
		last = text[:8]
	}
	for _, a := range attributes() {
		if a.name != "" && (AttributeID(a.name) != a.id || AttributeName(a.id) != a.name) {
			t.Errorf("%s is %x and %x is %s", a.name, AttributeID(a.name), a.id, AttributeName(a.id))
		}
	}
	for _, id := range []uint32{0, firstAttribute - 1, 0x0101ffff, 0x7f010000, 0xffffffff} {
		if name := AttributeName(id); name != "" {
			t.Errorf("%x is %s", id, name)
		}
	}
}

// The constants are called like the attributes they mean.
func TestAttributeConstants(t *testing.T) {
	source, err := os.ReadFile("ids.go")
	if err != nil {
		t.Fatal(err)
	}
	constants := regexp.MustCompile(`\tAttr(\w+) +uint32 = 0x(\w+)\n`).FindAllStringSubmatch(string(source), -1)
	if len(constants) < 50 {
		t.Fatalf("%d constants found", len(constants))
	}
	for _, c := range constants {
		first, size := utf8.DecodeRuneInString(c[1])
		id, err := strconv.ParseUint(c[2], 16, 32)
		if want := string(unicode.ToLower(first)) + c[1][size:]; err != nil || AttributeName(uint32(id)) != want {
			t.Errorf("Attr%s is the id of %s", c[1], AttributeName(uint32(id)))
		}
	}
}

// TestAttributeTableAgainstFramework compares names, ids and symbols with
// what aapt2 reads from the framework.
func TestAttributeTableAgainstFramework(t *testing.T) {
	if _, err := exec.LookPath("aapt2"); err != nil {
		t.Skip("aapt2 is not installed")
	}
	if _, err := os.Stat(frameworkPath); err != nil {
		t.Skip("android-framework-res is not installed")
	}
	cmd := exec.Command("aapt2", "dump", "resources", frameworkPath)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var current attribute
	compared := 0
	for lines := bufio.NewScanner(out); lines.Scan(); {
		line := strings.TrimSpace(lines.Text())
		if resource, ok := strings.CutPrefix(line, "resource 0x"); ok {
			current = attribute{}
			id, name, _ := strings.Cut(strings.TrimSuffix(resource, " PUBLIC"), " ")
			if name, ok := strings.CutPrefix(name, "attr/"); ok {
				compared++
				current = attributesByName()[name]
				if got := fmt.Sprintf("%08x", current.id); got != id {
					t.Errorf("%s is %s in the table and %s in the framework", name, got, id)
				}
			}
		}
		name, value, ok := strings.Cut(line, ")=0x")
		if ok && current.id != 0 {
			name, _, _ = strings.Cut(name, "(0x")
			v, known := current.symbol(name)
			if got := fmt.Sprintf("%08x", v.Data); !known || got != value {
				t.Errorf("%s of %s is %s in the table and %s in the framework", name, current.name, got, value)
			}
		}
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	if compared < 1000 {
		t.Errorf("only %d attributes compared", compared)
	}
}

func TestProtectionLevel(t *testing.T) {
	tests := map[uint32]string{
		0:          "normal",
		1:          "dangerous",
		2:          "signature",
		3:          "signatureOrSystem",
		4:          "internal",
		0x12:       "signature|privileged",
		0x32:       "signature|privileged|development",
		0x40002:    "signature|documenter",
		0x5:        "0x5",
		0x80000001: "dangerous|0x80000000",
	}
	for level, want := range tests {
		if got := ProtectionLevel(level); got != want {
			t.Errorf("%#x is %s, want %s", level, got, want)
		}
	}
}

func TestForegroundServiceType(t *testing.T) {
	tests := map[uint32]string{
		0:          "",
		1:          "dataSync",
		0x48:       "location|camera",
		0x40000000: "specialUse",
		0x108000:   "0x108000",
		0x100008:   "location|0x100000",
	}
	for types, want := range tests {
		if got := ForegroundServiceType(types); got != want {
			t.Errorf("%#x is %s, want %s", types, got, want)
		}
	}
}
