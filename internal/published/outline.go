package published

import (
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/policy/outline"
	"github.com/zicha-lint/zicha/internal/policy/sentencemodel"
)

// Section is what stands under one heading, up to the next, and what it speaks of.
type Section struct {
	Spot             // of the heading, or else of the first sentence
	Title     string // the heading; "" for what stands before the first one
	Level     int    // of the heading, 1 the outermost; 0 before the first one
	Sentences int    // without the heading
	Spoken    []Spoken
}

// Spoken is how many sentences speak of something, by the model of sentence topics.
type Spoken struct {
	ID        string
	Name      lang.Text
	Sentences int
}

var spokenNames = [...]lang.Text{
	sentencemodel.Collect:     {ZH: "收集", EN: "collecting"},
	sentencemodel.Use:         {ZH: "使用", EN: "use"},
	sentencemodel.Share:       {ZH: "共享", EN: "sharing"},
	sentencemodel.Storage:     {ZH: "存储", EN: "storage"},
	sentencemodel.Permissions: {ZH: "权限", EN: "permissions"},
	sentencemodel.Security:    {ZH: "安全", EN: "security"},
	sentencemodel.Minors:      {ZH: "特殊人群", EN: "minors"},
	sentencemodel.Rights:      {ZH: "用户权利", EN: "rights"},
	sentencemodel.Contact:     {ZH: "联系方式", EN: "contact"},
	sentencemodel.Change:      {ZH: "政策变更", EN: "changes"},
	sentencemodel.Cease:       {ZH: "停止运营", EN: "end of service"},
}

// SpokenName returns the name of a topic of sentences.
func SpokenName(t sentencemodel.Topic) lang.Text { return spokenNames[t] }

// sections outlines the policy, where that is wished for.
func (o *overview) sections() {
	if !o.Outline {
		return
	}
	parts := outline.Outline(o.a)
	for i, p := range parts[:min(len(parts), mostHits)] {
		s := Section{Title: quoted(p.Title), Level: p.Level, Sentences: p.Sentences, Spot: o.spot(p.Place, func() *Spot { return &o.Sections[i].Spot })}
		for _, c := range p.Topics {
			s.Spoken = append(s.Spoken, Spoken{c.Topic.String(), SpokenName(c.Topic), c.Sentences})
		}
		o.Sections = append(o.Sections, s)
	}
}
