package reports

import (
	"strings"
	"time"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// hostile is what a package may call itself: terminal escapes in one and two
// bytes, HTML, a text direction override, an invisible character, a line
// break, broken UTF-8 and a Markdown link.
const hostile = "\x1b[31m红\u009b2J<script>alert(1)</script>\u202egnp.exe\u200b\n第二行\xff[点我](https://evil.example)"

func both(zh, en string) lang.Text { return lang.Text{ZH: zh, EN: en} }

func sampleCatalog() *rules.Catalog {
	return &rules.Catalog{
		Regulations: []rules.Regulation{
			{ID: "miit-2020-164", Name: both("关于开展纵深推进APP侵害用户权益专项整治行动的通知", "Notice on deepening the special rectification of apps"), Number: "工信部信管函〔2020〕164号", Kind: "normative_document", Verified: true},
			{ID: "pipl", Name: both("中华人民共和国个人信息保护法", "Personal Information Protection Law"), Number: "主席令第九十一号", Kind: "law", Verified: true},
			{ID: "cac-2019-191", Name: both("App违法违规收集使用个人信息行为认定方法", "Method for identifying unlawful collection by apps"), Number: "国信办秘字〔2019〕191号", Kind: "normative_document", Verified: true},
			{ID: "taf-078.10", Name: both("APP用户权益保护测评规范 第10部分：自启动和关联启动行为", "Evaluation specification, part 10: self-start"), Number: "T/TAF 078.10-2023", Kind: "group_standard", Verified: true},
			{ID: "popup-2022", Name: both("互联网弹窗信息推送服务管理规定", "Provisions on pop-up push services"), Kind: "normative_document"},
		},
	}
}

// sampleTasks has one rule for every way a result can come out.
func sampleTasks() []rules.Task {
	person := []rules.Stage{rules.StagePerson}
	rule := func(id, zh, en string, stages []rules.Stage, basis ...rules.Ref) rules.Rule {
		return rules.Rule{
			ID: id, Title: both(zh, en), Why: both("用户无从知晓"+zh, "users cannot know: "+en), Remedy: both("请改正："+zh, "please mend: "+en),
			Subject: []rules.Subject{rules.SubjectApp}, Clauses: []string{"T1.a"}, Basis: basis, Labels: []string{"illegal-collect"},
			Confidence: rules.Medium, Stages: stages,
		}
	}
	manifest, code := []rules.Stage{rules.StageManifest, rules.StageCode}, []rules.Stage{rules.StageCode, rules.StageRuntime}
	with := func(r rules.Rule, v rules.Verdict, s rules.Severity) rules.Rule {
		r.Evidence = []rules.Evidence{{Check: "sample", Verdict: v, Severity: s}}
		return r
	}
	starts := with(rule("T6-001", "监听系统广播自启动", "Starts itself on system broadcasts", manifest, "miit-2020-164#T6", "taf-078.10#4b", "pipl#6"), rules.Suspected, rules.Error)
	starts.Unverified, starts.OwnDefault = []rules.Doubt{
		{Ref: "taf-078.10#4b", Note: both("仅见目录", "only the contents were read")}, {Note: both("各厂商的广播名称", "names of vendors' broadcasts")},
	}, []lang.Text{both("启动后 60 秒内", "within 60 s of start")}
	asks := rule("T8-001", "以奖励诱导提供个人信息", "Lures users into giving information", person, "miit-2020-164#T8")
	asks.Steps = []lang.Text{both("打开应用，逐页查看", "open the app and look at every page"), both("记录截图", "keep screenshots")}
	return []rules.Task{
		{Number: 1, Title: both("违规收集个人信息", "Improper collection of personal information"), Rules: []rules.Rule{
			with(rule("T1-001", "未发现隐私政策", "No privacy policy found", []rules.Stage{rules.StagePolicy}, "miit-2020-164#T1", "cac-2019-191#一.1"), rules.Violation, rules.Error),
			rule("T1-003", "同意前已收集个人信息", "Collects before consent", code, "pipl#13"),
		}},
		{Number: 2, Title: both("超范围收集个人信息", "Collection beyond what is needed"), Rules: []rules.Rule{
			with(rule("T2-008", "申请与类别无关的权限", "Permissions beyond the category", manifest, "miit-2020-164#T2"), rules.Review, rules.Warning),
			with(rule("T2-013", "申请读取应用列表权限", "Permission to list all apps", manifest, "pipl#6"), rules.Suspected, rules.Warning),
		}},
		{Number: 6, Title: both("APP频繁自启动和关联启动", "Frequent self-start and chain start"), Rules: []rules.Rule{
			starts,
			with(rule("T6-002", "关联启动组件对外开放", "Chain-start components open to others", manifest, "popup-2022"), rules.Suspected, rules.Note),
		}},
		{Number: 8, Title: both("欺骗误导用户提供个人信息", "Deceiving users into giving information"), Rules: []rules.Rule{asks}},
		{Number: 0, Title: both("相邻义务", "Adjacent duties"), Rules: []rules.Rule{
			with(rule("X-001", "允许明文网络传输", "Allows clear-text traffic", []rules.Stage{rules.StageManifest}, "unknown-law#3"), rules.Review, rules.Note),
		}},
	}
}

// sampleRun has two apps, one with everything that can go wrong, and a target
// that could not be opened.
func sampleRun() *Run {
	return &Run{
		Reports:     []*lint.Report{loudReport(), packedReport()},
		Failures:    []Failure{{"下载/readme.apk", both("不是 ZIP 文件，请给出 APK", "not a zip file; please give an APK")}},
		ToolVersion: "0.1.0",
		RulesDigest: strings.Repeat("ab", 32),
		Exit:        1,
	}
}

func loudReport() *lint.Report {
	boot := app.Location{File: "AndroidManifest.xml", Symbol: "receiver com.example.demo.BootReceiver"}
	no := false
	a := &app.App{
		Source: app.Source{Name: "build/out put/演示.apk", Kind: app.KindAPK, Size: 12_345_678, SHA256: strings.Repeat("0123456789abcdef", 4), MD5: strings.Repeat("01", 16)},
		Has:    app.FactContainer | app.FactManifest | app.FactSigning | app.FactPolicy,
		Manifest: app.Manifest{
			File: "AndroidManifest.xml", Package: "com.example.demo", VersionCode: 123, VersionName: "1.2.3", MinSDK: 21, TargetSDK: 30,
			Application: app.Application{Label: ptr(hostile), AllowBackup: &no},
			Permissions: []app.UsesPermission{{Name: "android.permission.RECEIVE_BOOT_COMPLETED"}, {Name: "android.permission.INTERNET", MaxSDK: 28, SDK23: true}},
			Components:  []app.Component{{Kind: app.Receiver, Name: "com.example.demo.BootReceiver", Exported: true, Enabled: true}, {Kind: app.Activity, Name: "com.example.demo.Main", Permission: "p"}},
		},
		Signing: app.Signing{Schemes: []string{"v1", "v2"}, Certificates: []app.Certificate{{
			Scheme: "v2", Subject: "CN=Android Debug,O=" + hostile, Issuer: "CN=Android Debug", Debug: true, SHA256: strings.Repeat("cd", 32),
			NotBefore: time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC), NotAfter: time.Date(2050, 1, 2, 3, 4, 5, 0, time.UTC),
		}}},
		Policy:      app.Policy{File: "docs/policy.md"},
		Gaps:        []app.Gap{{Facts: app.FactResources, What: both("resources.arsc 有 2 处无法解析", "two places of resources.arsc cannot be read"), At: app.Location{File: "resources.arsc"}}},
		Limits:      []app.Limit{{What: both("WebView 中加载的网页内容未检查", "pages loaded in a WebView are not checked")}},
		Runtimes:    []app.Runtime{{ID: "flutter", Name: both("Flutter", "Flutter"), At: []app.Location{{File: "lib/arm64-v8a/libapp.so"}}}},
		PolicyHints: []app.PolicyHint{{Text: "https://example.com/privacy.html", URL: true, At: app.Location{File: "resources.arsc", Symbol: "string/privacy_url"}}},
	}
	a.Container.Anomalies = []app.Anomaly{{Kind: "duplicate-entry", What: both("条目重复："+hostile, "duplicate entry: "+hostile), At: app.Location{File: hostile}}}

	rep := &lint.Report{Case: lint.Case{App: a, Catalog: sampleCatalog(), Said: lint.Said{NoPolicy: true, Category: &rules.Category{ID: "C05"}}}}
	looked, unlooked := []rules.Stage{rules.StageManifest}, []rules.Stage{rules.StageCode}
	fill(rep, map[string]lint.Result{
		"T1-001": {Looked: []rules.Stage{rules.StagePolicy}, Findings: []lint.Finding{
			{Verdict: rules.Violation, Severity: rules.Error, Anchor: "policy", Note: both("政策称不收集，清单却申请定位", "the policy denies what the manifest asks for"), Quote: "我们不会收集您的位置信息" + hostile, At: app.Location{File: "docs/policy.md", Line: 42}},
			{Verdict: rules.Review, Severity: rules.Warning, Owner: "极光推送", Anchor: "sdk", Note: both("SDK 未在政策中出现", "an SDK is not in the policy"), At: app.Location{File: "docs/policy.md"}},
		}},
		"T1-003": {Verdict: rules.Unchecked, Reason: both("缺少代码", "needs the code"), Unlooked: unlooked},
		"T2-008": {Looked: looked, Unlooked: unlooked, Findings: []lint.Finding{
			{Verdict: rules.Review, Severity: rules.Warning, Anchor: "CAMERA", Info: []string{"camera"}, Note: both("“即时通信”类应用申请了 CAMERA", "an app for messages asks for CAMERA"), At: app.Location{File: "AndroidManifest.xml", Symbol: "uses-permission android.permission.CAMERA"}},
		}},
		"T2-013": {Verdict: rules.Pass, Looked: looked, Unlooked: unlooked},
		"T6-001": {Looked: looked, Unlooked: unlooked, Findings: receivers(boot)},
		"T6-002": {Looked: looked, Findings: []lint.Finding{
			{Verdict: rules.Suspected, Severity: rules.Note, Owner: "getui", Anchor: "com.igexin.sdk.PushService", Phase: "background", Note: both("服务 com.igexin.sdk.PushService 可被其他应用启动", "service com.igexin.sdk.PushService can be started by other apps"), At: app.Location{File: "classes2.dex", Symbol: "Lcom/igexin/sdk/PushService;->onCreate()V"},
				Path: []app.Location{{File: "AndroidManifest.xml", Symbol: "service com.igexin.sdk.PushService"}, {File: "classes.dex", Symbol: "La/b;->c()V"}}},
		}},
		"T8-001": {Verdict: rules.Review, Reason: both("只有人能判断", "only a person can tell"), Unlooked: []rules.Stage{rules.StagePerson}},
		"X-001":  {Verdict: rules.Pass, Looked: looked},
	})
	return rep
}

// receivers are more proofs than the terminal shows, the first one hostile.
func receivers(at app.Location) []lint.Finding {
	names := []string{hostile, "com.example.demo.BootReceiver", "com.example.demo." + strings.Repeat("Very", 40) + "LongReceiver", "com.huawei.Push", "com.oppo.Push", "com.vivo.Push", "com.xiaomi.Push"}
	var out []lint.Finding
	for i, n := range names {
		f := lint.Finding{Verdict: rules.Suspected, Severity: rules.Error, Anchor: n, Note: both("广播接收器 "+n+" 监听 BOOT_COMPLETED", "receiver "+n+" listens to BOOT_COMPLETED"), At: at}
		if i > 2 {
			f.Owner = "厂商推送"
		}
		out = append(out, f)
	}
	return out
}

func packedReport() *lint.Report {
	a := &app.App{
		Source:   app.Source{Name: "../packed.apk", Kind: app.KindAPK, Size: 2048},
		Has:      app.FactContainer | app.FactManifest,
		Manifest: app.Manifest{File: "AndroidManifest.xml", Package: "com.example.packed", VersionName: "9", VersionCode: 9, MinSDK: 1, TargetSDK: 22, Application: app.Application{Label: ptr("加固应用")}},
		Packers:  []app.Packer{{ID: "legu", Name: both("腾讯乐固", "Tencent Legu"), At: []app.Location{{File: "lib/armeabi/libshella.so"}}}},
		Gaps:     []app.Gap{{Facts: app.FactClasses | app.FactCode, Blocking: true, What: both("应用经过加固（腾讯乐固），代码被隐藏，无法检查", "the app is packed (Tencent Legu): its code is hidden and cannot be checked"), At: app.Location{File: "classes.dex"}}},
	}
	rep := &lint.Report{Case: lint.Case{App: a, Catalog: sampleCatalog()}}
	fill(rep, nil)
	return rep
}

// fill gives every rule a result, as the linter does.
func fill(rep *lint.Report, results map[string]lint.Result) {
	tasks := sampleTasks()
	for t := range tasks {
		tr := lint.TaskResult{Task: &tasks[t]}
		for r := range tasks[t].Rules {
			res, ok := results[tasks[t].Rules[r].ID]
			if !ok {
				res = lint.Result{Reason: both("未能完整读取：代码", "not read completely: the code"), Unlooked: tasks[t].Rules[r].Stages}
			}
			res.Rule = &tasks[t].Rules[r]
			for i := range res.Findings {
				f := &res.Findings[i]
				f.Check = "sample"
				f.Fingerprint = lint.Fingerprint(res.Rule.ID, rep.Case.App.Manifest.Package, f.Owner, f.Anchor)
			}
			if len(res.Findings) > 0 {
				res.Verdict, res.Severity = res.Findings[0].Verdict, res.Findings[0].Severity
			}
			tr.Results = append(tr.Results, res)
		}
		rep.Tasks = append(rep.Tasks, tr)
	}
}

func ptr(s string) *string { return &s }
