package artifact

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
)

// listLimits says what no static reader sees in this package. These are no
// gaps: nothing failed, and no check becomes doubtful by them.
func (a *apk) listLimits() {
	if n := len(a.Container.Libraries); n > 0 {
		a.Limits = append(a.Limits, app.Limit{
			What: lang.Text{
				ZH: fmt.Sprintf("%d 个本地库（.so）只看文件名，不分析其中的代码", n),
				EN: fmt.Sprintf("%d native libraries (.so) are known by name only; their code is not analysed", n),
			},
			At: app.Location{File: a.Container.Libraries[0].Path},
		})
	}
	for _, e := range a.Container.Entries {
		if strings.HasPrefix(e.Name, "assets/") && (strings.HasSuffix(e.Name, ".html") || strings.HasSuffix(e.Name, ".htm")) {
			a.Limits = append(a.Limits, app.Limit{
				What: lang.Text{ZH: "包内网页（H5）只搜索文字，不执行脚本", EN: "pages in the package (H5) are searched for words; their scripts are not run"},
				At:   app.Location{File: e.Name},
			})
			break
		}
	}
	a.listScreens()
	if a.Code.Methods > 0 {
		a.Limits = append(a.Limits, app.Limit{What: lang.Text{
			ZH: "代码路径不含经 JNI、名称不是常量的反射和运行时注入进入的调用",
			EN: "paths through the code leave out calls by JNI, by reflection with non-constant names, and by injection at run time",
		}})
	}
	a.Limits = append(a.Limits, app.Limit{What: lang.Text{
		ZH: "服务器行为、远程配置、运行时下载的代码与网页不在静态检测范围内",
		EN: "servers, remote configuration, and code or pages loaded at run time cannot be seen by static analysis",
	}})
}

// listScreens says what layouts do not tell.
func (a *apk) listScreens() {
	if len(a.Layouts) > 0 {
		a.Limits = append(a.Limits, app.Limit{
			What: lang.Text{
				ZH: "布局只按其中写明的读取：样式、代码设置的文字和状态、自绘的界面不在内",
				EN: "layouts are read as they are written: styles, words and states that code sets, and what views draw themselves are left out",
			},
			At: a.Layouts[0].At,
		})
	}
	if at, ok := a.composes(); ok {
		a.Limits = append(a.Limits, app.Limit{
			What: lang.Text{ZH: "Jetpack Compose 的界面由代码画出，只搜索其中的文字", EN: "code draws the screens of Jetpack Compose; they are searched for words only"},
			At:   at,
		})
	}
}

// composes returns a trace of Jetpack Compose: the version file that it leaves, or
// its classes.
func (a *apk) composes() (app.Location, bool) {
	if e := a.zip.Lookup("META-INF/androidx.compose.ui_ui.version"); e != nil {
		return app.Location{File: e.Name}, true
	}
	const classes = "androidx.compose.ui"
	return app.Location{Symbol: classes}, slices.ContainsFunc(a.Classes.Packages, func(p app.Package) bool { return p.Name == classes })
}
