package dex

import (
	"bytes"
	"iter"
)

// Class is a class that a file defines. The descriptors are MUTF-8 inside the
// data of the file.
type Class struct {
	Descriptor []byte // Lcom/example/Main;
	Super      []byte // nil for java.lang.Object, or where it cannot be read
}

// Classes yields the classes the file defines, in its order.
func (f *File) Classes() iter.Seq[Class] {
	return func(yield func(Class) bool) {
		for i := range f.NumClasses() {
			def := f.classDefs[i*classDefSize:]
			var c Class
			c.Descriptor, _ = f.Type(int(word(def, 0)))
			if super := word(def, 8); super != noIndex {
				c.Super, _ = f.Type(int(super))
			}
			if !yield(c) {
				return
			}
		}
	}
}

// CountPackages counts the classes the files define by package: com/example/app
// → n. Classes without a package count under "".
func CountPackages(files []*File) map[string]int {
	counts := map[string]*int{}
	for _, f := range files {
		for c := range f.Classes() {
			p := packageOf(c.Descriptor)
			n := counts[string(p)] // no copy: only a new package costs one
			if n == nil {
				n = new(int)
				counts[string(p)] = n
			}
			*n++
		}
	}
	total := make(map[string]int, len(counts))
	for p, n := range counts {
		total[p] = *n
	}
	return total
}

// packageOf returns com/example of Lcom/example/Main;.
func packageOf(descriptor []byte) []byte {
	end := bytes.LastIndexByte(descriptor, '/')
	if end < 1 {
		return nil
	}
	return descriptor[1:end]
}
