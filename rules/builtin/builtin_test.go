package builtin

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/zicha-lint/zicha/rules"
)

func TestPackEqualsTheYAML(t *testing.T) {
	loaded, err := rules.Load(os.DirFS(".."), nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(loaded, Pack(), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("run go generate ./rules; -yaml +compiled:\n%.4000s", diff)
	}
	if got := Pack().Digest(); got != Digest {
		t.Errorf("the digest is %s, the constant says %s", got, Digest)
	}
}

func TestPackHoldsTheTenTasks(t *testing.T) {
	var numbers []int
	for _, task := range Pack().Tasks {
		numbers = append(numbers, task.Number)
		if len(task.Rules) == 0 || task.Title.EN == "" {
			t.Errorf("task %d has %d rules and the title %q", task.Number, len(task.Rules), task.Title.EN)
		}
	}
	if diff := cmp.Diff([]int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0}, numbers); diff != "" {
		t.Error(diff)
	}
}

// A user's directory on top must leave the shared pack alone.
func TestPackIsNotChangedByLoad(t *testing.T) {
	if _, err := rules.Load(os.DirFS(".."), Pack()); err != nil {
		t.Fatal(err)
	}
	if got := Pack().Digest(); got != Digest {
		t.Error("loading the same rules again has changed the shared pack")
	}
}

func BenchmarkPack(b *testing.B) {
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		n += len(Pack().Tasks)
	}
	_ = n
}

// What the compiled pack saves.
func BenchmarkLoadYAML(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := rules.Load(os.DirFS(".."), nil); err != nil {
			b.Fatal(err)
		}
	}
}
