package ziparchive

import (
	"errors"
	"fmt"
)

// What can be wrong with a file or an entry; compare with errors.Is.
var (
	ErrNotZip    = errors.New("not a zip file")
	ErrTruncated = errors.New("the zip file is cut off")
	ErrEncrypted = errors.New("marked as encrypted, and the data do not inflate")
	ErrBadData   = errors.New("the data are damaged")
)

// LimitError says that reading stopped at one of the Limits.
type LimitError struct {
	Limit string // file, entries, directory, entry, inflated or ratio
	Entry string // "" where the whole archive is meant
	Max   int64
	Value int64 // what the archive has or would need
}

// Error gives the sentence.
func (e *LimitError) Error() string {
	if e.Entry == "" {
		return fmt.Sprintf("over the %s limit: %d, at most %d are read", e.Limit, e.Value, e.Max)
	}
	return fmt.Sprintf("%q is over the %s limit: %d, at most %d are read", e.Entry, e.Limit, e.Value, e.Max)
}
