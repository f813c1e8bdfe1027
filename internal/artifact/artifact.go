// Package artifact opens a file of any accepted format as an [app.App]. It
// writes nothing to disk and never touches the network.
package artifact

import (
	"bytes"
	"cmp"
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/proguard"
	"github.com/zicha-lint/zicha/internal/workers"
	"github.com/zicha-lint/zicha/internal/ziparchive"
	"github.com/zicha-lint/zicha/rules"
)

// MaxStdin is how many bytes are read from standard input, which is held in
// memory.
const MaxStdin = 256 << 20

// Options are what reading depends on.
type Options struct {
	Catalog *rules.Catalog    // packers, runtimes, APIs and whose code is whose
	Limits  ziparchive.Limits // on the container
	Mapping *proguard.Mapping // restores the names of code; nil: they stay as they are
	Workers int               // goroutines that read code; what is read does not depend on it. 0 is 1
	Hosts   bool              // also the hosts that third-party code of nobody names
	MD5     bool              // also the MD5 of the file, which takes as long as much of its code
}

// Open reads the file at path. A file of which only a part can be read is no
// error: the App then has gaps. The error is a [*Refusal] where the file is
// nothing that zicha reads, or the system's own.
func Open(path string, o Options) (*app.App, error) {
	info, err := os.Stat(path) // before it is opened: that would wait for the writer of a pipe
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, refuse("是文件夹，不是安装包", "is a folder, not a package")
	}
	if !info.Mode().IsRegular() {
		return nil, refuse("不是普通文件", "is not a regular file")
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return read(path, f, info.Size(), o)
}

// Read reads a package from a stream of at most [MaxStdin] bytes, such as
// standard input.
func Read(name string, r io.Reader, o Options) (*app.App, error) {
	data := make([]byte, atMost(r)+1) // in one piece: memory that stays untouched costs nothing, a slice that grows is held twice
	n, err := io.ReadFull(r, data)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, err
	}
	if n > MaxStdin {
		return nil, refuse(
			fmt.Sprintf("超过标准输入的上限 %d MiB，请改用文件路径", MaxStdin>>20),
			fmt.Sprintf("is over the limit of %d MiB for standard input; give a path instead", MaxStdin>>20))
	}
	return read(name, ziparchive.Memory(data[:n:n]), int64(n), o)
}

// atMost returns how many bytes a stream can have: its size where it tells, as a
// file that is redirected does, else what is read at all.
func atMost(r io.Reader) int64 {
	size := int64(MaxStdin)
	switch r := r.(type) {
	case interface{ Len() int }:
		size = int64(r.Len())
	case *os.File:
		if info, err := r.Stat(); err == nil && info.Mode().IsRegular() {
			size = info.Size()
		}
	}
	return min(size, MaxStdin)
}

// read opens the container first: data can stand before a zip, so the first
// bytes decide nothing.
func read(name string, r io.ReaderAt, size int64, o Options) (*app.App, error) {
	zip, err := ziparchive.Open(r, size, o.Limits)
	if errors.Is(err, ziparchive.ErrNotZip) {
		return nil, notZip(r)
	}
	if err != nil {
		return nil, unopened(err)
	}
	var source app.Source
	var hashing workers.Group
	hashing.Go(func() { source, err = identify(name, r, size, o.MD5) })
	a, refused := readZip(r, zip, o)
	hashing.Wait()
	if refused != nil || err != nil {
		return nil, cmp.Or(refused, err)
	}
	source.Kind = a.Source.Kind
	a.Source = source
	return a, nil
}

// readZip reads a package or a library.
func readZip(r io.ReaderAt, zip *ziparchive.Archive, o Options) (*app.App, error) {
	a := &apk{
		App: &app.App{}, file: r, zip: zip, o: o,
		sought: soughtClasses(o.Catalog), defined: map[string]bool{},
	}
	if kind := libraryKind(zip); kind != "" {
		a.Source.Kind = kind
		a.readLibrary()
		return a.App, nil
	}
	a.Source.Kind = app.KindAPK
	return a.App, a.readAPK()
}

// notZip names, by its first bytes, what is often mistaken for a package.
func notZip(r io.ReaderAt) error {
	head := make([]byte, 64)
	n, err := r.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return err
	}
	head = head[:n]
	switch {
	case len(head) == 0:
		return refuse("文件为空，请重新构建或下载", "is empty; build or download it again")
	case bytes.HasPrefix(head, []byte("version https://git-lfs.github.com/")):
		return refuse("是 Git LFS 指针，不是安装包本身，请先执行 git lfs pull", "is a Git LFS pointer, not the package; run git lfs pull first")
	case bytes.HasPrefix(head, []byte("dex\n")):
		return refuse("是 DEX 文件，不是安装包，请给出 APK", "is a DEX file, not a package; give the APK")
	case bytes.HasPrefix(head, []byte{3, 0, 8, 0}):
		return refuse("是编译后的清单文件，不是安装包，请给出 APK", "is a compiled manifest, not a package; give the APK")
	}
	return refuse("不是 zip 文件，因此不是 APK；请确认路径指向构建产出的 .apk", "is not a zip file and so no APK; does the path lead to the .apk that was built?")
}

// identify hashes the file, with MD5 only if that is asked for.
func identify(name string, r io.ReaderAt, size int64, withMD5 bool) (app.Source, error) {
	sha, md := sha256.New(), md5.New()
	var to io.Writer = sha
	if withMD5 {
		to = io.MultiWriter(sha, md)
	}
	if _, err := io.Copy(to, io.NewSectionReader(r, 0, size)); err != nil {
		return app.Source{}, err
	}
	source := app.Source{Name: name, Size: size, SHA256: hex.EncodeToString(sha.Sum(nil))}
	if withMD5 {
		source.MD5 = hex.EncodeToString(md.Sum(nil))
	}
	return source, nil
}
