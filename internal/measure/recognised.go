package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/artifact"
	"github.com/zicha-lint/zicha/internal/ziparchive"
	"github.com/zicha-lint/zicha/rules"
	"github.com/zicha-lint/zicha/rules/builtin"
)

// recognise looks whether SDKs are found in their own classes, without manifest,
// native libraries and files: as published, and after ProGuard has shrunk and
// renamed them by the keep rules that they bring, with one way in: the methods by
// which an app sets them to work. The index is that of catalog.
func recognise(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("recognised", flag.ContinueOnError)
	which := flags.String("versions", "newest", "of each SDK: all, oldest or newest")
	only := flags.String("sdk", "", "ids of the SDKs, parted by commas; all where empty")
	platform := flags.String("platform", "", "a JAR with the classes of Android; without it nothing is renamed")
	proguard := flags.String("proguard", "proguard", "the command")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 || !slices.Contains([]string{"all", "oldest", "newest"}, *which) {
		return errors.New("name the index of the artifacts")
	}
	releases, err := readIndex(flags.Arg(0))
	if err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "zicha-recognised")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	r := recognition{catalog: &builtin.Pack().Catalog, work: work, platform: *platform, proguard: *proguard}
	r.table.row("SDK", "version", "plain", "said", "renamed", "said", "by", "also found")
	for _, id := range sortedKeys(releases) {
		if r.catalog.SDK(id) == nil || *only != "" && !slices.Contains(strings.Split(*only, ","), id) {
			continue
		}
		for _, one := range chosen(releases[id], *which) {
			if err := r.release(id, &one); err != nil {
				return fmt.Errorf("%s %s: %w", id, one.name(), err)
			}
		}
	}
	r.table.write(out)
	fmt.Fprintf(out, "\n%-9s%8s%12s%16s%16s\n", "", "of", "recognised", "version right", "version wrong")
	for _, s := range []*score{&r.plain, &r.renamed} {
		fmt.Fprintf(out, "%-9s%8d%12d%16d%16d\n", s.name, s.of, s.found, s.right, s.wrong)
	}
	list(out, "not read by ProGuard", r.unread)
	return nil
}

// recognition looks at one release after the other.
type recognition struct {
	catalog        *rules.Catalog
	work           string // a folder
	platform       string
	proguard       string
	table          table
	plain, renamed score
	unread         []string // by ProGuard
}

// score counts what was recognised; versions count where the release has one.
type score struct {
	name                    string
	of, found, right, wrong int
}

func (r *recognition) release(id string, one *release) error {
	r.plain.name, r.renamed.name = "plain", "renamed"
	classes, keep, err := classesOf(one.files)
	if err != nil || len(classes) == 0 {
		return err
	}
	jar := filepath.Join(r.work, "plain.jar")
	if err := writeJar(jar, classes); err != nil {
		return err
	}
	found, err := r.look(jar)
	if err != nil {
		return err
	}
	row := []any{id, one.name()}
	row = append(row, r.judge(&r.plain, found, id, one)...)
	renamed := filepath.Join(r.work, "renamed.jar")
	if r.platform == "" {
		row = append(row, "–", "–")
	} else if err := r.shrink(jar, renamed, r.rules(id, classes)+keep); err != nil {
		r.unread = append(r.unread, id+" "+one.name()+": "+err.Error())
		row = append(row, "–", "–")
	} else {
		found, err := r.look(renamed)
		if err != nil {
			return err
		}
		row = append(row, r.judge(&r.renamed, found, id, one)...)
		row = append(row, tracesOf(found, id))
		r.table.row(append(row, others(found, id))...)
		return nil
	}
	r.table.row(append(row, tracesOf(found, id), others(found, id))...)
	return nil
}

// judge counts whether the SDK was found, and its version.
func (r *recognition) judge(s *score, found []app.SDK, id string, one *release) []any {
	s.of++
	i := slices.IndexFunc(found, func(k app.SDK) bool { return k.Kind == app.OwnerSDK && k.ID == id })
	if i < 0 {
		return []any{"no", "–"}
	}
	s.found++
	said := found[i].Version
	switch {
	case said == "" || one.unknown():
	case sameVersion(said, one.version):
		s.right++
	default:
		s.wrong++
		said += " WRONG"
	}
	if said == "" {
		said = "–"
	}
	return []any{[]string{"weak", "yes", "yes"}[found[i].Confidence], said}
}

// sameVersion reports whether a version is that of a release, whose coordinate may
// carry a date or a variant behind it: 6.4.0 of 6.4.0_20230808.
func sameVersion(said, release string) bool {
	rest, begins := strings.CutPrefix(release, said)
	return begins && (rest == "" || strings.ContainsRune("-_+", rune(rest[0])))
}

func (r *recognition) look(jar string) ([]app.SDK, error) {
	a, err := artifact.Open(jar, artifact.Options{Catalog: r.catalog, Limits: ziparchive.DefaultLimits(), Workers: 2})
	if err != nil {
		return nil, err
	}
	return a.SDKs, nil
}

// rules keep the classes by which an app sets the SDK to work, under whatever
// name; where the catalogue knows none of them, all that is public.
func (r *recognition) rules(id string, classes map[string][]byte) string {
	var text strings.Builder
	for _, method := range r.catalog.SDK(id).Init {
		class, _, _ := strings.Cut(strings.TrimPrefix(method, "L"), ";")
		if classes[class+".class"] != nil {
			fmt.Fprintf(&text, "-keep,allowobfuscation class %s { public *; }\n", strings.ReplaceAll(class, "/", "."))
		}
	}
	if text.Len() == 0 {
		return "-keep,allowobfuscation public class * { public *; }\n"
	}
	return text.String()
}

// shrink runs ProGuard without its optimiser, which needs the classes of what the
// SDK builds on.
func (r *recognition) shrink(from, to, keep string) error {
	rules := filepath.Join(r.work, "rules.pro")
	text := fmt.Sprintf("-injars '%s'\n-outjars '%s'\n-libraryjars '%s'\n-dontoptimize\n-dontpreverify\n-dontwarn **\n-dontnote **\n-ignorewarnings\n%s\n", from, to, r.platform, keep)
	if err := os.WriteFile(rules, []byte(text), 0o600); err != nil {
		return err
	}
	os.Remove(to)
	said, err := exec.Command(r.proguard, "@"+rules).CombinedOutput()
	if err != nil {
		lines := bytes.Split(bytes.TrimSpace(said), []byte("\n"))
		return fmt.Errorf("%w: %s", err, lines[len(lines)-1])
	}
	return nil
}

// classesOf returns the classes of AARs and JARs by path, the first of two with
// one name, and the keep rules that they bring for whoever builds them in.
func classesOf(files []string) (classes map[string][]byte, keep string, err error) {
	classes = map[string][]byte{}
	for _, file := range files {
		if ext := filepath.Ext(file); ext != ".aar" && ext != ".jar" {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, "", err
		}
		rules, err := addClasses(classes, data, true)
		if err != nil {
			return nil, "", fmt.Errorf("%s: %w", file, err)
		}
		keep += rules
	}
	return classes, keep, nil
}

func addClasses(classes map[string][]byte, data []byte, outer bool) (keep string, err error) {
	archive, err := ziparchive.Open(ziparchive.Memory(data), int64(len(data)), ziparchive.DefaultLimits())
	if err != nil {
		return "", err
	}
	for i := range archive.Entries {
		e := &archive.Entries[i]
		class := path.Ext(e.Name) == ".class" && !strings.HasPrefix(e.Name, "META-INF/") && path.Base(e.Name) != "module-info.class"
		rules := outer && e.Name == "proguard.txt" || strings.HasPrefix(e.Name, "META-INF/proguard/") && !strings.HasSuffix(e.Name, "/")
		inner := outer && path.Ext(e.Name) == ".jar"
		if !class && !rules && !inner || archive.Lookup(e.Name) != e {
			continue
		}
		content, err := archive.Read(e)
		if err != nil {
			return "", err
		}
		switch {
		case rules:
			keep += string(content) + "\n"
		case inner:
			more, err := addClasses(classes, content, false)
			if err != nil {
				return "", err
			}
			keep += more
		case classes[e.Name] == nil:
			classes[e.Name] = content
		}
	}
	return keep, nil
}

func writeJar(name string, classes map[string][]byte) error {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, class := range sortedKeys(classes) {
		f, err := w.Create(class)
		if err != nil {
			return err
		}
		if _, err := f.Write(classes[class]); err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	return os.WriteFile(name, b.Bytes(), 0o600)
}

// tracesOf tells by which traces the SDK was found.
func tracesOf(found []app.SDK, id string) string {
	var kinds []string
	for _, k := range found {
		if k.Kind != app.OwnerSDK || k.ID != id {
			continue
		}
		for _, t := range k.Traces {
			if name := t.Kind.Name().EN; !slices.Contains(kinds, name) {
				kinds = append(kinds, name)
			}
		}
	}
	return strings.Join(kinds, ", ")
}

// others are further SDKs that were found: those that come with it, or a mistake.
func others(found []app.SDK, id string) string {
	var ids []string
	for _, k := range found {
		if k.Kind == app.OwnerSDK && k.ID != id {
			ids = append(ids, k.ID)
		}
	}
	return strings.Join(ids, " ")
}
