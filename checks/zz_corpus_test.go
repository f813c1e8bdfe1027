package checks_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"archive/zip"
	"io"
	"regexp"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/artifact"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/internal/ziparchive"
	"github.com/zicha-lint/zicha/rules/builtin"
)

var docName = regexp.MustCompile(`(?i)privacy|yinsi|yszc|ysxy|隐私|policy|agreement|sdk.*\.html|protocol|about`)

func TestCorpus(t *testing.T) {
	linter := newLinter(t)
	var files []string
	for _, g := range []string{"/work/corpus/apks/*.apk", "/work/corpus/npm/*.apk", "/work/corpus/more/*.apk"} {
		f, _ := filepath.Glob(g)
		files = append(files, f...)
	}
	for _, f := range files {
		st, _ := os.Stat(f)
		if st.Size() > 120<<20 { fmt.Println("## skip", f); continue }
		a, err := artifact.Open(f, artifact.Options{Catalog: &builtin.Pack().Catalog, Limits: ziparchive.DefaultLimits(), Workers: 1})
		if err != nil { fmt.Println("## err", f, err); continue }
		n := 0
		var names []string
		for _, k := range a.SDKs { if k.Kind == app.OwnerSDK { n++; names = append(names, fmt.Sprintf("%s/%d", k.ID, k.Confidence)) } }
		fmt.Printf("## %s pkg=%s sdks=%d %v\n", filepath.Base(f), a.Manifest.Package, n, names)
		show(linter, a, "T2-018")
		z, err := zip.OpenReader(f)
		if err != nil { continue }
		for _, e := range z.File {
			ext := strings.ToLower(filepath.Ext(e.Name))
			if (ext != ".html" && ext != ".htm" && ext != ".txt" && ext != ".md") || !docName.MatchString(e.Name) || e.UncompressedSize64 > 2<<20 { continue }
			r, err := e.Open(); if err != nil { continue }
			d, _ := io.ReadAll(io.LimitReader(r, 2<<20)); r.Close()
			p, err := policy.Read(e.Name, d)
			if err != nil { continue }
			han := 0
			for _, para := range p.Paragraphs { for _, c := range para.Text { if c >= 0x4e00 && c < 0xa000 { han++ } } }
			if han < 800 { continue }
			b := *a
			b.Policy, b.Has = p, b.Has|app.FactPolicy
			fmt.Printf("#### %s policy %s\n", filepath.Base(f), e.Name)
			show(linter, &b, "T1-012", "T1-013", "T1-023", "T2-018", "T3-001", "T4-001")
		}
		z.Close()
	}
}

func show(linter *lint.Linter, a *app.App, ids ...string) {
	rep := linter.Lint(a, lint.Said{})
	for _, task := range rep.Tasks { for _, r := range task.Results {
		for _, id := range ids { if r.Rule.ID == id { for _, f := range r.Findings { fmt.Printf("   %s %s %s [%s] %s | %s @%d\n", id, f.Verdict, f.Severity, f.Anchor, f.Note.ZH, f.Quote, f.At.Line) } } }
	} }
}
