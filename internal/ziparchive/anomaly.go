package ziparchive

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/zicha-lint/zicha/internal/lang"
)

// Anomaly is a disagreement within the archive.
type Anomaly struct {
	Kind    string // stable, kebab-case
	Entry   string // "" where the archive as a whole is meant
	What    lang.Text
	Serious bool // what Read returns may not be what a device runs
	More    int  // further ones of this kind that are not listed; on the last listed one
}

// maxPerKind is how many anomalies of one kind are listed.
const maxPerKind = 5

// kind is a class of disagreement. The sentences take the name of the entry
// first, where there is one, and then the figures given to note.
type kind struct {
	name    string
	serious bool
	zh, en  string
}

// What is wrong with the archive as a whole.
var (
	trailingData = &kind{"trailing-data", false,
		"目录结束记录（偏移 %d）之后还有多余数据，Android 会拒绝安装",
		"data follow the end record at offset %d: Android refuses the file"}
	badEnd = &kind{"bad-end-record", true,
		"最后一个目录结束记录（偏移 %d）不完整，Android 会拒绝安装；已改读其他记录",
		"the last end record, at offset %d, is cut off: Android refuses the file; read without it"}
	badZip64 = &kind{"bad-zip64", true,
		"目录结束记录（偏移 %d）所需的 ZIP64 记录缺失或有误，Android 会拒绝安装",
		"the ZIP64 record that the end record at offset %d needs is missing or wrong: Android refuses the file"}
	emptyDirectory = &kind{"empty-directory", true,
		"最后一个目录结束记录（偏移 %d）称压缩包为空，Android 会拒绝安装",
		"the last end record, at offset %d, says that the archive is empty: Android refuses the file"}
	misplacedDirectory = &kind{"misplaced-directory", true,
		"最后一个目录结束记录（偏移 %d）所指的位置没有完整的中央目录，Android 会拒绝安装",
		"there is no whole directory where the last end record, at offset %d, points to: Android refuses the file"}
	prependedData = &kind{"prepended-data", true,
		"压缩包之前被加入了数据（相关偏移 %d），新版 Android 会拒绝安装，旧版可能执行其中的代码",
		"data stand before the archive (offset %d): Android refuses the file, old versions may run code in them"}
	damagedDirectory = &kind{"damaged-directory", true,
		"中央目录损坏：应有 %d 个条目，只读出 %d 个，Android 会拒绝安装",
		"the central directory is damaged: it should list %d entries and lists %d: Android refuses the file"}
	recoveredEntries = &kind{"recovered-entries", true,
		"没有可用的中央目录，%d 个条目是从文件各处的头部找回的，可能不全",
		"there is no usable central directory; %d entries were recovered from headers in the file, there may be more"}
	extraEnd = &kind{"extra-eocd", false,
		"偏移 %d 处另有一个目录结束记录，不同工具可能读出不同内容",
		"another end record stands at offset %d: tools may read different contents"}
	hiddenRecords = &kind{"hidden-records", false,
		"中央目录中的条目多于声明的 %d 个，Android 不读多出的部分",
		"the central directory holds more than the %d entries it declares: Android does not read the others"}
	directorySize = &kind{"directory-size", false,
		"中央目录声明的大小比其条目多出 %d 字节",
		"the central directory is declared %d bytes longer than its entries"}
	directoryGap = &kind{"directory-gap", false,
		"中央目录与目录结束记录之间有 %d 字节来历不明的数据",
		"%d bytes that belong to nothing stand between the central directory and the end record"}
	unlistedData = &kind{"unlisted-data", false,
		"第一个条目之前有 %d 字节的内容未列入中央目录",
		"%d bytes before the first entry are not listed in the central directory"}
	longName = &kind{"long-name", true,
		"%d 个条目的名称超过 %d 字节，未读取",
		"%d entries have names of more than %d bytes and were not read"}
)

// What is wrong with an entry.
var (
	duplicateEntry = &kind{"duplicate-entry", true,
		"条目 %q 出现多次，Android 会拒绝安装；已读取第一个",
		"there is more than one entry %q: Android refuses the file; the first was read"}
	badZip64Field = &kind{"bad-zip64-field", false,
		"条目 %q 的 ZIP64 字段缺失或有误",
		"the ZIP64 field of entry %q is missing or wrong"}
	missingLocalHeader = &kind{"missing-local-header", false,
		"条目 %q 应在偏移 %d 处的本地头部不存在，内容无法读取",
		"entry %q has no local header at offset %d, where it should be: its content cannot be read"}
	localName = &kind{"local-name", false,
		"条目 %q 的本地头部写着另一个名称 %q",
		"the local header of entry %q has another name, %q"}
	localMethod = &kind{"local-method", false,
		"条目 %q 的压缩方式在本地头部为 %d，在中央目录为 %d",
		"the compression method of entry %q is %d in the local header and %d in the directory"}
	localFlags = &kind{"local-flags", false,
		"条目 %q 的标志位在本地头部为 %#04x，在中央目录为 %#04x",
		"the flags of entry %q are %#04x in the local header and %#04x in the directory"}
	localCRC = &kind{"local-crc", false,
		"条目 %q 的 CRC 在本地头部为 %08x，在中央目录为 %08x",
		"the CRC of entry %q is %08x in the local header and %08x in the directory"}
	localSizes = &kind{"local-size", false,
		"条目 %q 的大小（压缩后/解压后）在本地头部为 %d/%d，在中央目录为 %d/%d",
		"the sizes of entry %q, compressed/inflated, are %d/%d in the local header and %d/%d in the directory"}
	localExtra = &kind{"local-extra", false,
		"条目 %q 的本地扩展字段长度 %d 不可能成立，已按中央目录的长度读取",
		"the extra fields of entry %q cannot be %d bytes long; the directory's length was used"}
	beyondDirectory = &kind{"beyond-directory", false,
		"条目 %q 的内容到偏移 %d 为止，越过了应有的终点 %d",
		"the content of entry %q ends at offset %d, beyond %d where all content has to end"}
	sharedHeader = &kind{"shared-local-header", false,
		"条目 %q 与 %q 共用同一个本地头部（压缩炸弹的特征）",
		"entry %q shares its local header with %q, as zip bombs do"}
	overlappingEntries = &kind{"overlapping-entries", false,
		"条目 %q 与 %q 的内容相互重叠（压缩炸弹的特征）",
		"entry %q overlaps the content of %q, as zip bombs do"}
	encryptedFlag = &kind{"encrypted-flag", false,
		"条目 %q 标为已加密；Android 忽略此标志，已按未加密读取",
		"entry %q is marked as encrypted; Android ignores that, and it was read as plain"}
	unknownMethod = &kind{"unknown-method", false,
		"条目 %q 的压缩方式 %d 不存在；Android 按未压缩读取资源，已照此读取",
		"entry %q has the unknown compression method %d; Android reads such a resource as stored, and so was it read"}
	storedSize = &kind{"stored-size", false,
		"条目 %q 未压缩，两个大小却不同：%d 与 %d；已按后者读取",
		"entry %q is stored, yet its sizes differ: %d and %d; the latter was used"}
	wrongSize = &kind{"wrong-size", true,
		"条目 %q 解压后的大小不是声明的 %d 字节",
		"entry %q does not inflate to its declared size of %d bytes"}
	wrongCRC = &kind{"wrong-crc", false,
		"条目 %q 的内容与其 CRC 不符；Android 不检查 CRC",
		"the content of entry %q does not match its CRC, which Android does not check"}
	wrongDescriptor = &kind{"data-descriptor", false,
		"条目 %q 的数据描述符缺失或与中央目录不符",
		"the data descriptor of entry %q is missing or differs from the directory"}
	emptyName = &kind{"empty-name", false,
		"有一个条目没有名称（%q）",
		"an entry has no name (%q)"}
	absoluteName = &kind{"absolute-name", false,
		"条目 %q 的名称是绝对路径",
		"the name of entry %q is an absolute path"}
	parentName = &kind{"parent-name", false,
		"条目 %q 的名称指向上级目录",
		"the name of entry %q leads to a parent folder"}
	nulName = &kind{"nul-in-name", false,
		"条目 %q 的名称含有空字符，Android 会拒绝安装",
		"the name of entry %q holds a NUL: Android refuses the file"}
	notUTF8Name = &kind{"not-utf8-name", false,
		"条目 %q 的名称不是 UTF-8，Android 会拒绝安装",
		"the name of entry %q is not UTF-8: Android refuses the file"}
	backslashName = &kind{"backslash-name", false,
		"条目 %q 的名称含有反斜杠",
		"the name of entry %q holds a backslash"}
	nameCollision = &kind{"name-collision", false,
		"条目 %q 既是文件又是目录（见 %q）",
		"entry %q is a file and, for %q, a folder too"}
)

// sightings are the anomalies of one kind. The listed ones are the first in
// directory order, whatever the order in which concurrent reads found them.
type sightings struct {
	seen   map[int]bool // indexes of entries, -1 for the archive
	listed []sighting
}

type sighting struct {
	index int
	Anomaly
}

// note records an anomaly, once for each kind and entry; e is nil for the
// archive as a whole.
func (a *Archive) note(k *kind, e *Entry, figures ...any) {
	s := sighting{index: -1, Anomaly: Anomaly{Kind: k.name, Serious: k.serious}}
	if e != nil {
		s.index, s.Entry = e.index, e.Name
		figures = append([]any{e.Name}, figures...)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	f := a.found[k]
	if f == nil {
		f = &sightings{seen: map[int]bool{}}
		a.found[k] = f
	}
	if f.seen[s.index] {
		return
	}
	f.seen[s.index] = true
	at, _ := slices.BinarySearchFunc(f.listed, s.index, func(s sighting, i int) int { return cmp.Compare(s.index, i) })
	if at == maxPerKind {
		return
	}
	s.What = lang.Text{ZH: fmt.Sprintf(k.zh, figures...), EN: fmt.Sprintf(k.en, figures...)}
	f.listed = slices.Insert(f.listed, at, s)
	f.listed = f.listed[:min(len(f.listed), maxPerKind)]
}

// Anomalies returns what Open and the calls of Read so far found, sorted by
// kind and then in directory order.
func (a *Archive) Anomalies() []Anomaly {
	a.mu.Lock()
	defer a.mu.Unlock()
	var all []Anomaly
	for _, f := range a.found {
		for _, s := range f.listed {
			all = append(all, s.Anomaly)
		}
		all[len(all)-1].More = len(f.seen) - len(f.listed)
	}
	slices.SortStableFunc(all, func(x, y Anomaly) int { return cmp.Compare(x.Kind, y.Kind) })
	return all
}
