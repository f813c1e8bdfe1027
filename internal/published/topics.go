package published

import (
	"regexp"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/policy"
)

// What texts call the lists that every app publishes, in the form of
// [policy.Normalize].
var (
	elsewhere = regexp.MustCompile(`(?:sdk|三方|合作方|合作伙伴)(?:类)?(?:共享|合作|服务|信息|个人信息|接入|应用|收集|使用|及类似|技术|的|与|和)*(?:清单|目录|列表|名单|调用说明)》?`)
	collected = regexp.MustCompile(`(?:收集|使用).{0,8}信息.{0,8}(?:清单|明细|列表)|个人信息.{0,8}(?:清单|明细)|信息收集.{0,4}(?:清单|明细|列表)|双清单|收集清单`)
	sharing   = regexp.MustCompile(`(?:第?三方|共享|合作).{0,12}(?:清单|目录|列表|名单|明细)|sdk.{0,8}(?:清单|目录|列表|名单|明细|说明)|双清单`)
)

// listWord reports whether a text has a word that all names of lists have.
func listWord(text string) bool {
	return slices.ContainsFunc([]string{"清单", "目录", "列表", "名单", "说明", "明细"}, func(w string) bool { return strings.Contains(text, w) })
}

// ListOfCollected reports whether a text speaks of 已收集个人信息清单.
func ListOfCollected(text string) bool {
	return listWord(text) && collected.MatchString(policy.Normalize(text))
}

// ListOfSharing reports whether a text speaks of 与第三方共享个人信息清单.
func ListOfSharing(text string) bool {
	return listWord(text) && sharing.MatchString(policy.Normalize(text))
}
