package main

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"flag"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"github.com/zicha-lint/zicha/internal/ziparchive"
)

// targets reads the flags of a measurement and returns the files to measure:
// those named, and every file below the folders named that has one of the
// extensions. Of files with the same bytes the first one counts.
func targets(flags *flag.FlagSet, args []string, extensions ...string) ([]string, error) {
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	var list []string
	for _, root := range flags.Args() {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && (path == root || slices.Contains(extensions, filepath.Ext(path))) {
				list = append(list, path)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	if len(list) == 0 {
		return nil, errors.New("name files or folders to measure")
	}
	return distinct(list)
}

func distinct(paths []string) (list []string, err error) {
	seen := map[[sha256.Size]byte]bool{}
	for _, path := range paths {
		sum, err := hashFile(path)
		if err != nil {
			return nil, err
		}
		if !seen[sum] {
			seen[sum] = true
			list = append(list, path)
		}
	}
	return list, nil
}

// hashFile reads in pieces: what this process holds in memory counts as the
// peak of the processes it starts; see [maxRSS].
func hashFile(path string) (sum [sha256.Size]byte, err error) {
	f, err := os.Open(path)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.Copy(h, f)
	return [sha256.Size]byte(h.Sum(nil)), err
}

// code is the bytes of a DEX file.
type code struct {
	name string
	data []byte
}

var dexName = regexp.MustCompile(`^classes\d*\.dex$`)

// readCode returns a DEX file as it is, and the classes*.dex of a package, in
// the order of the runtime, as far as zicha can read them.
func readCode(path string) ([]code, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if filepath.Ext(path) == ".dex" {
		return []code{{filepath.Base(path), data}}, nil
	}
	zip, err := ziparchive.Open(ziparchive.Memory(data), int64(len(data)), ziparchive.DefaultLimits())
	if err != nil {
		return nil, err
	}
	var list []code
	for i := range zip.Entries {
		e := &zip.Entries[i]
		if !dexName.MatchString(e.Name) || zip.Lookup(e.Name) != e {
			continue
		}
		if data, readErr := zip.Read(e); readErr == nil {
			list = append(list, code{e.Name, data})
		} else {
			err = cmp.Or(err, readErr)
		}
	}
	slices.SortFunc(list, func(a, b code) int {
		return cmp.Or(cmp.Compare(len(a.name), len(b.name)), cmp.Compare(a.name, b.name))
	})
	return list, err
}
