package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestCounts(t *testing.T) {
	if _, err := exec.LookPath("dexdump"); err != nil {
		t.Skip("dexdump is not installed")
	}
	folder := t.TempDir()
	broken := filepath.Join(folder, "broken.dex")
	if err := os.WriteFile(broken, []byte("dex\n035\x00"), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := run([]string{"counts", "../dex/testdata", broken}, &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{" compared 2 equal 2 different 0 ", "broken.dex: exit status 1: "} {
		if !strings.Contains(strings.Join(strings.Fields(out.String()), " "), want) {
			t.Errorf("%q is missing in:\n%s", want, &out)
		}
	}
}

func TestParseDump(t *testing.T) {
	const output = `Opened 'classes.dex', DEX version '039'
      positions     :
        0x0000 line=3
000254:                                        |[000254] code.Main.<clinit>:()V
000264: 1220                                   |0000: const/4 v0, #int 2 // #2
000266: 7010 0100 0000                         |0001: invoke-direct {v0}, Ljava/lang/Object;.<init>:()V // method@0001
1000266: fc10 0100 0000                         |10001: invoke-custom {v0}, call_site@0001
000270: 0e00                                   |0004: return-void
000272: 1a00 0000                              |0005: const-string v0, "000266: 7010 |0001: invoke-direct" // string@0000
`
	got, err := parseDump(strings.NewReader(output + strings.Repeat("x", 1<<17) + "\n000272: 00"))
	if want := (tally{instructions: 5, invokes: 2}); err != nil || got != want {
		t.Errorf("%+v, %v; want %+v", got, err, want)
	}
}

func TestReason(t *testing.T) {
	c := counting{file: "/x/classes.dex"}
	got := c.reason("dexdump I 1\ndexdump E 01-01 00:00:00 1 1 dexdump.cc:121] Failure to verify dex file '/x/classes.dex': Bad checksum\n")
	if want := "Failure to verify dex file 'the file': Bad checksum"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
