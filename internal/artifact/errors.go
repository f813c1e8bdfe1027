package artifact

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/axml"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/ziparchive"
)

// Refusal is a file of which nothing can be read, and what to do about it.
type Refusal struct{ What lang.Text }

func (e *Refusal) Error() string { return e.What.EN }

func refuse(zh, en string) error { return &Refusal{lang.Text{ZH: zh, EN: en}} }

// unopened turns an error of the container into a sentence.
func unopened(err error) error {
	var limit *ziparchive.LimitError
	switch {
	case errors.Is(err, ziparchive.ErrTruncated):
		return refuse("zip 文件被截断，没有可读的条目；请重新构建或下载", "is a zip file cut off before the first entry; build or download it again")
	case errors.As(err, &limit):
		return &Refusal{overLimit(limit)}
	}
	return err
}

// unread records that an entry could not be read; the scan is incomplete.
func (a *apk) unread(entry string, facts app.Facts, err error) {
	why := reason(err)
	for _, own := range []string{entry + ": ", strconv.Quote(entry) + ": "} { // the sentence names it already
		why.ZH, why.EN = strings.Replace(why.ZH, own, "", 1), strings.TrimPrefix(why.EN, own)
	}
	a.AddGap(app.Gap{
		Facts:    facts,
		What:     lang.Text{ZH: entry + " 无法完整读取：" + why.ZH, EN: entry + " could not be read completely: " + why.EN},
		At:       app.Location{File: entry},
		Blocking: true,
	})
}

// reason says in both languages why something was not read. Details of a
// format stay in English.
func reason(err error) lang.Text {
	var limit *ziparchive.LimitError
	if errors.As(err, &limit) {
		return overLimit(limit)
	}
	var size *sizeError
	if errors.As(err, &size) {
		return lang.Text{ZH: fmt.Sprintf("解压后 %d 字节，超过上限 %d", size.value, size.max), EN: err.Error()}
	}
	for _, known := range []struct {
		err error
		zh  string
	}{
		{ziparchive.ErrEncrypted, "条目已加密"},
		{ziparchive.ErrBadData, "数据损坏"},
		{axml.ErrTruncated, "文件提前结束"},
		{axml.ErrMalformed, "格式错误"},
	} {
		if errors.Is(err, known.err) {
			return lang.Text{ZH: known.zh + "（" + err.Error() + "）", EN: err.Error()}
		}
	}
	return lang.Text{ZH: err.Error(), EN: err.Error()}
}

// sizeError says that an entry has more bytes than is read of its kind.
type sizeError struct{ value, max int64 }

func (e *sizeError) Error() string {
	return fmt.Sprintf("it has %d bytes, at most %d are read", e.value, e.max)
}

// limitFlags names the flag that raises a limit of the container.
var limitFlags = map[string]struct{ zh, flag string }{
	"file":     {"安装包大小", "--max-file-size"},
	"entries":  {"条目数", "--max-entries"},
	"entry":    {"单个条目解压后的大小", "--max-entry-size"},
	"inflated": {"解压总量", "--max-inflated"},
	"ratio":    {"压缩比", "--max-ratio"},
}

func overLimit(e *ziparchive.LimitError) lang.Text {
	l, ok := limitFlags[e.Limit]
	if !ok {
		return lang.Text{ZH: "超过读取上限：" + e.Error(), EN: e.Error()}
	}
	return lang.Text{
		ZH: fmt.Sprintf("%s %d 超过上限 %d，确需检测请调高 %s", l.zh, e.Value, e.Max, l.flag),
		EN: e.Error() + "; raise " + l.flag + " if it has to be read",
	}
}
