package signatures

import (
	"errors"
	"fmt"
	"slices"

	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/sqlite"
)

// libCheckerKinds are the types of LibChecker (LibType.kt of
// LibChecker-Rules-Bundle), by their number; "" is one that has no rules.
var libCheckerKinds = [...]Kind{Native, Service, Activity, Receiver, Provider, Package, Static, "", "", Action}

// readLibChecker reads rules.db: one row per name, or per regular expression
// for the whole name.
func readLibChecker(data []byte) (rules []Rule, unread []Unread, records int, err error) {
	db, err := sqlite.Open(data)
	if err != nil {
		return nil, nil, 0, err
	}
	table, err := db.Table("rules_table")
	if err != nil {
		return nil, nil, 0, err
	}
	var at [4]int
	for i, column := range []string{"name", "label", "type", "isRegexRule"} {
		if at[i] = slices.Index(table.Columns, column); at[i] < 0 {
			return nil, nil, 0, fmt.Errorf("rules_table has no column %s", column)
		}
	}
	err = db.Rows(table, func(_ int64, v []sqlite.Value) error {
		if records++; records > maxRules {
			return errTooMany
		}
		name, _ := v[at[0]].(string)
		label, _ := v[at[1]].(string)
		kind, isKind := v[at[2]].(int64)
		pattern, _ := v[at[3]].(int64)
		if name == "" || label == "" || !isKind {
			return errors.New("a rule without name, label or type")
		}
		if !plain(name) || !plain(label) {
			unread = append(unread, unreadable(label, name))
			return nil
		}
		if kind < 0 || kind >= int64(len(libCheckerKinds)) || libCheckerKinds[kind] == "" {
			unread = append(unread, Unread{label, name, lang.Text{ZH: "未知的规则类型", EN: "a type of rule that is not known"}})
			return nil
		}
		r := Rule{Label: label, Kind: libCheckerKinds[kind], Text: name}
		if pattern != 0 {
			if r.Pattern = compile("^(?:" + name + ")$"); r.Pattern == nil {
				unread = append(unread, Unread{label, name, noRegexp})
				return nil
			}
		}
		rules = append(rules, r)
		return nil
	})
	return rules, unread, records, err
}
