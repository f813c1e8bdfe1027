package signatures

import (
	"cmp"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
)

// tracker is an entry of /api/trackers of Exodus, as far as it matters here.
type tracker struct {
	Name       string   `json:"name"`
	Code       string   `json:"code_signature"`
	Categories []string `json:"categories"`
}

// leastSignature: exodus-core leaves out signatures that are no longer.
const leastSignature = 3

// exodusCategories say what trackers are for in words of the catalogue, the most
// telling one first.
var exodusCategories = []struct{ theirs, ours string }{
	{"Advertisement", "ads"}, {"Crash reporting", "crash"}, {"Location", "map"}, {"Identification", "login"},
	{"Analytics", "analytics"}, {"Profiling", "analytics"},
}

// readExodus reads the answer of /api/trackers. A signature is a regular
// expression that is searched for in the name of every class (exodus-core,
// static_analysis.py); its dots stand for any character, and so for a slash.
func readExodus(data []byte) (rules []Rule, unread []Unread, records int, err error) {
	var file struct {
		Trackers map[string]tracker `json:"trackers"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, nil, 0, err
	}
	if len(file.Trackers) == 0 {
		return nil, nil, 0, errors.New(`no "trackers"`)
	}
	if len(file.Trackers) > maxRules {
		return nil, nil, 0, errTooMany
	}
	for _, id := range ordered(file.Trackers) {
		t := file.Trackers[id]
		if t.Name == "" || len(t.Code) <= leastSignature {
			continue // only addresses in the network tell it
		}
		if !plain(t.Name) || !plain(t.Code) {
			unread = append(unread, unreadable(t.Name, t.Code))
			continue
		}
		pattern := compile(t.Code)
		if pattern == nil {
			unread = append(unread, Unread{t.Name, t.Code, noRegexp})
			continue
		}
		rules = append(rules, Rule{Label: t.Name, Kind: Class, Text: t.Code, Pattern: pattern, Category: category(t.Categories)})
	}
	return rules, unread, len(file.Trackers), nil
}

// ordered sorts ids, which are numbers as a rule.
func ordered(trackers map[string]tracker) []string {
	ids := make([]string, 0, len(trackers))
	for id := range trackers {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int {
		x, _ := strconv.Atoi(a)
		y, _ := strconv.Atoi(b)
		return cmp.Or(cmp.Compare(x, y), strings.Compare(a, b))
	})
	return ids
}

func category(theirs []string) string {
	for _, c := range exodusCategories {
		if slices.Contains(theirs, c.theirs) {
			return c.ours
		}
	}
	return ""
}
