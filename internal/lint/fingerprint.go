package lint

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Fingerprint gives a finding its identity across builds, versions and file
// names: SHA-256 over "v1", the rule, the package, the owner and the anchor,
// joined by NUL bytes; 64 hex digits. Baselines, diffs and SARIF stand on it, so
// the recipe never changes within v1.
func Fingerprint(rule, pkg, owner, anchor string) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{"v1", rule, pkg, owner, anchor}, "\x00")))
	return hex.EncodeToString(sum[:])
}
