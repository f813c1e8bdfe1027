package apksig

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zicha-lint/zicha/internal/app"
)

// TestAgainstApksigner compares schemes, hashes and subjects with apksigner
// over every package that apksigner accepts: those of testdata/apk, and the
// files and folders that ZICHA_APKS names, separated like PATH.
func TestAgainstApksigner(t *testing.T) {
	apksigner, err := exec.LookPath("apksigner")
	if err != nil {
		t.Skip("apksigner not installed")
	}
	compared := 0
	for _, file := range packages(t) {
		src, err := open(file)
		if err != nil {
			t.Logf("not compared: %v", err)
			continue
		}
		said, v1Looked := verify(apksigner, file)
		if said == nil {
			t.Logf("not compared: %s: apksigner refuses it", file)
			continue
		}
		signing, gaps := Read(src)
		if slices.Contains(signing.Schemes, "v3.1") {
			t.Logf("not compared: %s: it has v3.1, which not every apksigner knows", file)
			continue
		}
		compared++
		if len(gaps) > 0 {
			t.Errorf("%s: gaps: %v", file, gaps)
		}
		schemes := signing.Schemes
		if !v1Looked && len(schemes) > 1 {
			schemes = slices.DeleteFunc(slices.Clone(schemes), func(s string) bool { return s == "v1" })
		}
		same(t, file, "schemes", matches(schemeLine, said), schemes)
		same(t, file, "hashes", sorted(matches(hashLine, said)), newest(signing, func(c app.Certificate) string { return c.SHA256 }))
		same(t, file, "subjects", subjectsSaid(said), newest(signing, func(c app.Certificate) string { return c.Subject }))
	}
	t.Logf("%d packages compared", compared)
}

// verify runs apksigner as a device of API level 18, 24 or 28 would, the first
// that accepts the package. From 24 on v1 is not looked at where v2 is there.
func verify(apksigner, file string) (said []byte, v1Looked bool) {
	for _, level := range []string{"18", "24", "28"} {
		said, err := exec.Command(apksigner, "verify", "--min-sdk-version", level, "--print-certs", "-v", file).Output()
		if err == nil {
			return said, level == "18"
		}
	}
	return nil, false
}

// TestAgainstKeytool compares the validity, which apksigner does not print.
func TestAgainstKeytool(t *testing.T) {
	keytool, err := exec.LookPath("keytool")
	if err != nil {
		t.Skip("keytool not installed")
	}
	for _, file := range packages(t) {
		said, err := exec.Command(keytool, "-J-Duser.language=en", "-J-Duser.timezone=UTC", "-printcert", "-jarfile", file).Output()
		if err != nil || !bytes.Contains(said, []byte("SHA256: ")) {
			continue // keytool verifies, and says nothing of what does not
		}
		src, err := open(file)
		if err != nil {
			continue
		}
		src.CentralDirectory = 0 // v1 alone
		signing, _ := Read(src)
		for _, c := range signing.Certificates {
			hash := strings.ToUpper(c.SHA256)
			for i := 2; i < len(hash); i += 3 {
				hash = hash[:i] + ":" + hash[i:]
			}
			const layout = "Mon Jan 02 15:04:05 UTC 2006"
			want := "Valid from: " + c.NotBefore.Format(layout) + " until: " + c.NotAfter.Format(layout)
			if !bytes.Contains(said, []byte(hash)) || !bytes.Contains(said, []byte(want)) {
				t.Errorf("%s: keytool does not say %q of %s", file, want, hash)
			}
		}
	}
}

var (
	schemeLine  = regexp.MustCompile(`(?m)^Verified using (v[123]) scheme .*: true$`)
	hashLine    = regexp.MustCompile(`(?m)^Signer .*certificate SHA-256 digest: ([0-9a-f]{64})$`)
	subjectLine = regexp.MustCompile(`(?m)^Signer .*certificate DN: (.*)$`)
)

func matches(re *regexp.Regexp, said []byte) []string {
	var out []string
	for _, m := range re.FindAllSubmatch(said, -1) {
		out = append(out, string(m[1]))
	}
	return out
}

func same(t *testing.T, file, what string, want, got []string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: %s (-apksigner +zicha):\n%s", file, what, diff)
	}
}

func sorted(s []string) []string {
	slices.Sort(s)
	return slices.Compact(s)
}

// subjectsSaid brings Java's spelling of names to RFC 4514's.
func subjectsSaid(said []byte) []string {
	subjects := matches(subjectLine, said)
	for i, s := range subjects {
		s = strings.ReplaceAll(s, ", ", ",")
		subjects[i] = strings.ReplaceAll(s, "EMAILADDRESS=", "emailAddress=")
	}
	return sorted(subjects)
}

// newest returns a field of the signers of the newest scheme, those that
// apksigner prints.
func newest(s app.Signing, field func(app.Certificate) string) []string {
	var out []string
	for _, c := range s.Certificates {
		if c.Scheme == s.Schemes[len(s.Schemes)-1] {
			out = append(out, field(c))
		}
	}
	return sorted(out)
}

// packages lists the files to compare.
func packages(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "apk", "*.apk"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no packages in testdata/apk: %v", err)
	}
	for _, root := range filepath.SplitList(os.Getenv("ZICHA_APKS")) {
		err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && filepath.Ext(file) == ".apk" {
				files = append(files, file)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// open reads a package the simple way, good enough for well-formed ones.
func open(file string) (Source, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return Source{}, err
	}
	src := Source{File: bytes.NewReader(data), BlockFiles: map[string][]byte{}}
	if eocd := bytes.LastIndex(data, []byte("PK\x05\x06")); eocd >= 0 && eocd+20 <= len(data) {
		src.CentralDirectory = int64(binary.LittleEndian.Uint32(data[eocd+16:]))
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return Source{}, fmt.Errorf("%s: %w", file, err)
	}
	var names []string
	for _, f := range archive.File {
		names = append(names, f.Name)
	}
	for _, f := range archive.File {
		if !IsBlockFile(f.Name) || !slices.Contains(names, strings.TrimSuffix(f.Name, path.Ext(f.Name))+".SF") {
			continue // apksigner leaves out a block file without its .SF
		}
		if src.BlockFiles[f.Name], err = inflate(f); err != nil {
			return Source{}, fmt.Errorf("%s: %w", file, err)
		}
	}
	return src, nil
}

func inflate(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}
