package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var legacyStorage = lint.Define(lint.Check{
	Name:  "legacy-storage",
	Doc:   lang.Text{ZH: "目标版本已支持分区存储，仍申请存储读写权限", EN: "asks for storage although scoped storage is there"},
	Stage: rules.StageManifest,
	Needs: app.FactManifest,
	Most:  rules.Review,
}, func(c *lint.Case, p struct {
	TargetSDK int `json:"target_sdk" doc:"targetSdkVersion from which scoped storage does"`
}) []lint.Finding {
	m := &c.App.Manifest
	if m.TargetSDK < p.TargetSDK {
		return nil
	}
	var out []lint.Finding
	for _, asked := range []struct {
		name string
		last int // API level up to which there is no other way
	}{
		// Other apps' pictures take READ_MEDIA_… from API 33 on only.
		{"android.permission.READ_EXTERNAL_STORAGE", 32},
		{"android.permission.WRITE_EXTERNAL_STORAGE", p.TargetSDK - 1},
	} {
		if r, ok := m.Requests(asked.name); ok && (r.MaxSDK == 0 || r.MaxSDK > asked.last) {
			out = append(out, permissionFinding(c, r))
		}
	}
	return out
})
