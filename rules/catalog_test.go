package rules_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/zicha-lint/zicha/rules"
)

// catalog returns the catalogue of the built-in pack, from its files.
func catalog(t *testing.T) *rules.Catalog {
	t.Helper()
	return &load(t, os.DirFS("."), nil).Catalog
}

// The longest prefix tells whose a class is: two owners of one prefix would
// make it a matter of chance.
func TestEveryPrefixHasOneOwner(t *testing.T) {
	c := catalog(t)
	owner := map[string]string{}
	own := func(id string, prefixes []string) {
		for _, p := range prefixes {
			if other, twice := owner[p]; twice {
				t.Errorf("%s: prefix %s stands in %s already", id, p, other)
			}
			if strings.ContainsAny(p, "/;*") || strings.Trim(p, ".") != p {
				t.Errorf("%s: %q is no package", id, p)
			}
			owner[p] = id
		}
	}
	for _, s := range c.SDKs {
		own("sdk "+s.ID, s.Prefixes)
		for _, p := range s.Prefixes {
			if !strings.Contains(p, ".") {
				t.Errorf("sdk %s: prefix %s is too wide", s.ID, p)
			}
		}
	}
	for _, l := range c.Libraries {
		own("library "+l.ID, l.Prefixes)
	}
}

// A member that is spelled in two ways counts for one of its APIs only.
func TestEveryMemberIsSpelledInOneWay(t *testing.T) {
	type spelling struct {
		member     string
		subclasses bool
	}
	seen := map[string]spelling{}
	for _, a := range catalog(t).APIs {
		for _, call := range a.Calls {
			for _, m := range call.Members {
				bare, _, overload := strings.Cut(m, "(")
				now := spelling{bare, call.Subclasses}
				if overload {
					now.member += "(" // overloads of one method may stand beside each other
				}
				if before, known := seen[bare]; known && before != now {
					t.Errorf("%s: %s stands elsewhere with another descriptor or without its subclasses", a.ID, m)
				}
				seen[bare] = now
			}
		}
	}
}

func TestMethodsOfSDKsAreMembers(t *testing.T) {
	for _, s := range catalog(t).SDKs {
		methods := slices.Clone(s.Init)
		for _, one := range slices.Concat(s.PreInit, s.Consent, s.Personalisation, s.Wake) {
			methods = append(methods, one.Method)
		}
		for _, m := range methods {
			if class, name, ok := strings.Cut(m, ";->"); !ok || name == "" || !strings.HasPrefix(class, "L") {
				t.Errorf("sdk %s: %q is no member", s.ID, m)
			}
		}
	}
}

func TestAPIsAskForKnownPermissions(t *testing.T) {
	c := catalog(t)
	for _, a := range c.APIs {
		for _, p := range a.Permissions {
			if c.Permission(p) == nil {
				t.Errorf("%s: unknown permission %s", a.ID, p)
			}
		}
		if a.Any && len(a.Permissions) < 2 {
			t.Errorf("%s: any of %d permissions", a.ID, len(a.Permissions))
		}
	}
}

// A policy that says 设备标识 has not named the IMEI.
func TestVagueWordsNameNoAPI(t *testing.T) {
	vague := []string{"设备标识", "设备标识符", "设备ID", "设备唯一标识", "唯一标识符", "设备识别码", "设备信息", "个人信息", "广告标识符", "网络信息"}
	for _, a := range catalog(t).APIs {
		for _, term := range a.PolicyTerms {
			for _, v := range vague {
				if term == v {
					t.Errorf("%s: %s may mean many things", a.ID, term)
				}
			}
		}
	}
}

// What task 1 takes for personal information read at start-up.
func TestAPIsCoverTheInformationOfStartup(t *testing.T) {
	read := map[string]bool{}
	for _, a := range catalog(t).APIs {
		read[a.Information] = true
	}
	for _, id := range strings.Fields("imei meid imsi iccid serial android_id oaid mac bt_mac ssid bssid wifi_list cell location precise_location " +
		"phone_number app_list running_process contacts sms call_log calendar accounts clipboard") {
		if !read[id] {
			t.Errorf("no API reads %s", id)
		}
	}
}
