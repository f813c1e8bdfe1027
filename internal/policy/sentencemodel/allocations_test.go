//go:build !race

package sentencemodel

import "testing"

// TestAllocations does not run under the race detector, which empties pools at
// random.
func TestAllocations(t *testing.T) {
	here := Load().In(Context{})
	sentence := fold("我们会收集您的设备型号、操作系统版本，用于改进服务。")
	if n := testing.AllocsPerRun(100, func() { here.Topics(sentence) }); n > 0 {
		t.Errorf("%v allocations for a sentence", n)
	}
}
