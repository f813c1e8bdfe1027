package analyzer

import "strings"

// counts reports whether a mention states that the information is collected,
// given or shared.
func (r *reader) counts(m *Mention, s *Sentence) bool {
	if m.Denied { // that says so wherever it stands
		return !m.Weak || m.listed && !m.function
	}
	if s.aside || m.role == roleAside || r.holds(m) || !r.declares(m, s) {
		return false
	}
	if m.Weak {
		return r.weakCounts(m, s)
	}
	switch {
	case m.role == rolePurpose:
		return false
	case m.role == roleWhen:
		return m.listed && !m.manner()
	case m.role == roleVia:
		return !m.manner() && (!m.means() || !s.locates)
	case m.role == roleNone && m.after == roleGive && !m.listed:
		return m.Type != "third_account" && m.Type != "account"
	}
	return true
}

// declares reports whether a mention of its kind declares in this section. In sections
// about information all do; elsewhere those that a verb of collecting, giving or sharing
// governs, and the items of lists that were said to be of such information.
func (r *reader) declares(m *Mention, s *Sentence) bool {
	class := r.Sections[s.Section].Class
	verb := s.Collect || s.Share || s.Provide
	switch class {
	case CollectUse, ThirdParty, Cookie, Minors, Retention, Transfer:
		return true
	case Definition:
		return s.listed || s.first && s.Collect || s.Provide && m.role == roleGive
	case Rights:
		return s.listed || verb && (s.first || s.Provide && !s.Collect)
	case Other:
		if m.content() && !s.Collect && !s.permission {
			return false
		}
	default:
		if !s.Collect && (m.Type == "password" || m.role == roleVia) {
			return false
		}
	}
	bare := m.role == roleNone && m.after == roleNone || m.role == roleList
	return !bare || s.listed || verb || m.listed && s.items >= manyItems || strings.HasSuffix(r.folded.Text[m.from:m.to], "权限")
}

// manyItems is how many items a list has that can only be one of what is collected.
const manyItems = 6

// holds reports whether a mention only says where other information stands: 账号信息中包含的
// 地区, 照片包含的地理标记.
func (r *reader) holds(m *Mention) bool {
	switch m.Type {
	case "account", "third_account", "photos", "order", "ugc":
		for _, word := range [...]string{"包含的", "中包含的", "所包含的", "中的", "内的", "下的"} {
			if strings.HasPrefix(r.folded.Text[m.to:], word) {
				return true
			}
		}
	}
	return false
}

// content reports whether the information is what user agreements have rules about, with
// no word of collecting it: what users publish, and their passwords.
func (m *Mention) content() bool { return m.manner() || m.Type == "password" }

// manner reports whether the information is a usual manner of talking to others: 通过文字、
// 图片、语音等方式.
func (m *Mention) manner() bool {
	return m.Type == "photos" || m.Type == "microphone" || m.Type == "ugc"
}

// means reports whether the information is a usual means to know a place: 通过 GPS, WLAN
// names the place.
func (m *Mention) means() bool {
	switch m.Type {
	case "ip", "wifi", "bluetooth", "cell_tower", "third_account", "account", "sensor":
		return true
	}
	return false
}

// weakCounts reports whether a word that names information only in a list does so here.
func (r *reader) weakCounts(m *Mention, s *Sentence) bool {
	if !m.listed || m.function {
		return false
	}
	switch m.role {
	case roleCollect, roleUse, roleGive, roleShare, roleServe:
		return true
	case roleList, roleWhen:
		return s.items >= 2
	case roleNone:
		return m.after != roleNone || r.Sections[s.Section].Class != Other
	}
	return false
}
