package main

import (
	"archive/zip"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// extracted is the code of a package in the forms that other tools take.
type extracted struct {
	files    []string // DEX files
	bundle   string   // the deflate streams; see testdata/libdeflate.c
	size     int64    // bytes of all dexes
	deflated int64    // bytes of them in the package
}

// extract writes the code of a package to a new folder, in small pieces: see
// [maxRSS] for why.
func extract(path, folder string) (x extracted, err error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return x, err
	}
	defer z.Close()
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return x, err
	}
	x.bundle = filepath.Join(folder, "bundle")
	bundle, err := os.Create(x.bundle)
	if err != nil {
		return x, err
	}
	defer bundle.Close()
	for _, entry := range z.File {
		if !dexName.MatchString(entry.Name) {
			continue
		}
		file := filepath.Join(folder, fmt.Sprintf("%d-%s", len(x.files), entry.Name))
		if err := errors.Join(writeDex(entry, file), addStream(entry, bundle)); err != nil {
			return x, err
		}
		x.files = append(x.files, file)
		x.size += int64(entry.UncompressedSize64)
		x.deflated += int64(entry.CompressedSize64)
	}
	if len(x.files) == 0 {
		return x, errors.New("it has no classes*.dex")
	}
	return x, bundle.Close()
}

func writeDex(entry *zip.File, path string) error {
	r, err := entry.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	w, err := os.Create(path)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	return errors.Join(err, w.Close())
}

// addStream leaves out what is not deflated.
func addStream(entry *zip.File, w io.Writer) error {
	if entry.Method != zip.Deflate {
		return nil
	}
	r, err := entry.OpenRaw()
	if err != nil {
		return err
	}
	if err := binary.Write(w, binary.LittleEndian, []uint64{entry.CompressedSize64, entry.UncompressedSize64}); err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	return err
}

// inflateChild is the measurement that runs as a child of speed.
const inflateChild = "inflate-dexes"

// inflate reads all code of a package with the standard library, into memory as
// a reader of code would.
func inflate(args []string, _ io.Writer) error {
	if len(args) != 1 {
		return errors.New("name one package")
	}
	z, err := zip.OpenReader(args[0])
	if err != nil {
		return err
	}
	defer z.Close()
	for _, entry := range z.File {
		if dexName.MatchString(entry.Name) {
			if err := inflateEntry(entry); err != nil {
				return err
			}
		}
	}
	return nil
}

func inflateEntry(entry *zip.File) error {
	r, err := entry.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	if _, err := io.ReadFull(r, make([]byte, entry.UncompressedSize64)); err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, r) // to the end, where the checksum is compared
	return err
}

//go:embed testdata/libdeflate.c
var libdeflateSource []byte

func buildLibdeflate(folder string) (program string, err error) {
	source := filepath.Join(folder, "libdeflate.c")
	if err := os.WriteFile(source, libdeflateSource, 0o600); err != nil {
		return "", err
	}
	program = filepath.Join(folder, "libdeflate")
	if text, err := exec.Command("cc", "-O2", "-o", program, source, "-ldeflate").CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w\n%s", err, text)
	}
	return program, nil
}
