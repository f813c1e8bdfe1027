package artifact

import (
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/zicha-lint/zicha/internal/apksig"
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/arsc"
	"github.com/zicha-lint/zicha/internal/ziparchive"
)

const manifestFile = "AndroidManifest.xml"

// apk is one package while it is being read.
type apk struct {
	*app.App
	file  io.ReaderAt
	zip   *ziparchive.Archive
	table *arsc.Table // nil where there is none, or none that can be read
	o     Options

	sought  map[string]sought // class descriptors the catalogue names
	defined map[string]bool   // names of packers and runtimes that the DEX files define
	index   nameIndex         // of the entries
	owners  *owners           // of classes, by the manifest

	texts, textBytes int  // kept so far, for the bounds in resources.go
	textsFull        bool // one of them is reached
}

// readAPK fills an App from the parts of the package, each as far as it goes.
func (a *apk) readAPK() error {
	if err := a.otherFormat(); err != nil {
		return err
	}
	a.readContainer()
	a.readResources()
	a.readManifest()
	a.nameOwners()
	a.readSigning()
	files, versions := a.readClasses()
	a.readLayouts()
	a.readTextAssets()
	a.recognisePackers()
	a.recogniseRuntimes()
	files = append(files, a.readHidden()...)
	a.recogniseSDKs(files, versions)
	a.nameHosts(files)
	a.readCode(files)
	a.findPolicies()
	a.readAnomalies()
	a.listLimits()
	return nil
}

// otherFormat refuses zip files that are plainly something else.
func (a *apk) otherFormat() error {
	if a.zip.Lookup(manifestFile) != nil {
		return nil
	}
	for _, other := range []struct{ entry, zh, en string }{
		{"BundleConfig.pb", "AAB（Android App Bundle），本版本不读取；请用 bundletool 生成 APK 后检测", "an AAB (Android App Bundle), which this version does not read; make an APK of it with bundletool"},
		{"base.apk", "APKS/XAPK 合集，本版本不读取；请解出其中的 base.apk 后检测", "a set of APKs, which this version does not read; take base.apk out of it"},
		{"module.json", "HAP（HarmonyOS），本版本不读取", "a HAP (HarmonyOS), which this version does not read"},
		{"manifest.json", "快应用或小程序包，本版本不读取", "a quick app or mini program, which this version does not read"},
		{"[Content_Types].xml", "Office 文档，不是安装包", "an Office document, not a package"},
	} {
		if a.zip.Lookup(other.entry) != nil {
			return refuse("是"+other.zh, "is "+other.en)
		}
	}
	for _, e := range a.zip.Entries {
		if strings.HasPrefix(e.Name, "Payload/") && strings.Contains(e.Name, ".app/") {
			return refuse("是 IPA（iOS），本版本不读取", "is an IPA (iOS), which this version does not read")
		}
	}
	return nil
}

func (a *apk) readContainer() {
	a.Has |= app.FactContainer
	a.Container.Entries = make([]app.Entry, len(a.zip.Entries))
	for i, e := range a.zip.Entries {
		a.Container.Entries[i] = app.Entry{Name: e.Name, Size: e.Size}
		dir, name := path.Split(e.Name)
		if !strings.HasSuffix(name, ".so") {
			continue
		}
		abi := ""
		if rest, ok := strings.CutPrefix(dir, nativeFolders[a.Source.Kind]); ok {
			abi = strings.TrimSuffix(rest, "/")
		}
		a.Container.Libraries = append(a.Container.Libraries, app.Library{Name: name, ABI: abi, Path: e.Name})
	}
}

// nativeFolders are where native libraries lie, by ABI.
var nativeFolders = map[app.Kind]string{app.KindAPK: "lib/", app.KindAAR: "jni/", app.KindJAR: "lib/"}

// readAnomalies takes over the container's disagreements once everything has
// been read; those by which zicha may see another file than Android are gaps.
func (a *apk) readAnomalies() { a.noteAnomalies("", a.zip) }

// noteAnomalies takes over those of an archive, whose entries are named with where
// it lies before them.
func (a *apk) noteAnomalies(inside string, zip *ziparchive.Archive) {
	for _, x := range zip.Anomalies() {
		at := app.Location{File: inside + x.Entry}
		if x.More > 0 {
			x.What.ZH += fmt.Sprintf("（同类另有 %d 处）", x.More)
			x.What.EN += fmt.Sprintf(" (and %d more of this kind)", x.More)
		}
		a.Container.Anomalies = append(a.Container.Anomalies, app.Anomaly{Kind: x.Kind, What: x.What, At: at})
		if x.Serious {
			a.AddGap(app.Gap{Facts: everyRead, What: x.What, At: at, Blocking: true})
		}
	}
}

// everyRead is every fact that comes out of the container.
const everyRead = app.FactContainer | app.FactManifest | app.FactNetworkSecurity | app.FactResources | app.FactSigning | app.FactClasses | app.FactCode

// content returns an entry inflated. What goes wrong is a gap in the facts.
func (a *apk) content(e *ziparchive.Entry, facts app.Facts, most int64) ([]byte, bool) {
	data, err := a.entry(e, most)
	if err != nil {
		a.unread(e.Name, facts, err)
		return nil, false
	}
	return data, true
}

// entry returns an entry inflated if it has at most so many bytes.
func (a *apk) entry(e *ziparchive.Entry, most int64) ([]byte, error) {
	if e.Size > most {
		return nil, &sizeError{e.Size, most}
	}
	return a.zip.Read(e)
}

func (a *apk) readSigning() {
	blocks := map[string][]byte{}
	for i := range a.zip.Entries {
		e := &a.zip.Entries[i]
		if !apksig.IsBlockFile(e.Name) || len(blocks) == maxBlockFiles {
			continue
		}
		if data, ok := a.content(e, app.FactSigning, maxBlockFile); ok {
			blocks[e.Name] = data
		}
	}
	var gaps []app.Gap
	a.Signing, gaps = apksig.Read(apksig.Source{File: a.file, CentralDirectory: a.zip.DirectoryOffset, BlockFiles: blocks})
	a.Gaps = append(a.Gaps, gaps...)
	a.Has |= app.FactSigning
}

// Bounds on the v1 signature files that are read; apps have one, of some KiB.
const (
	maxBlockFiles = 16
	maxBlockFile  = 1 << 20 // bytes of one
)
