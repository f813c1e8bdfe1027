package main

import (
	"fmt"
	"runtime"
	"sync"

	"github.com/spf13/cobra"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/artifact"
	"github.com/zicha-lint/zicha/internal/proguard"
	"github.com/zicha-lint/zicha/internal/ziparchive"
	"github.com/zicha-lint/zicha/reports"
	"github.com/zicha-lint/zicha/rules"
	"github.com/zicha-lint/zicha/rules/builtin"
)

// readFlags are the wishes of every command that reads packages, as typed.
type readFlags struct {
	mapping         string
	rules           string
	allowIncomplete bool
	jobs            int
	limits          ziparchive.Limits
}

func (c *command) bindReadFlags(cmd *cobra.Command, f *readFlags) {
	f.limits = ziparchive.DefaultLimits()
	s := cmd.Flags()
	s.StringVar(&f.mapping, "mapping", "", c.text("ProGuard/R8 的 `FILE`（mapping.txt），还原路径中的类名、方法名和行号；只用于一个目标", "the mapping.txt `FILE` of ProGuard or R8: restores classes, methods and lines in paths; for a single target"))
	s.StringVar(&f.rules, "rules", "", c.text("再加载文件夹 `DIR` 中的规则，可新增或覆盖", "also load the rules in `DIR`; they add or override"))
	s.BoolVar(&f.allowIncomplete, "allow-incomplete", false, c.text("检测不完整时不以 3 退出", "do not exit with 3 when the scan is incomplete"))
	s.IntVarP(&f.jobs, "jobs", "j", min(runtime.GOMAXPROCS(0), 8), c.text("同时检测 `N` 个目标", "check `N` targets at once"))
	s.Int64Var(&f.limits.File, "max-file-size", f.limits.File, c.text("安装包大小上限，`BYTES` 字节", "limit on the package in `BYTES`"))
	s.IntVar(&f.limits.Entries, "max-entries", f.limits.Entries, c.text("条目数上限 `N`", "limit on entries, `N`"))
	s.Int64Var(&f.limits.Entry, "max-entry-size", f.limits.Entry, c.text("单个条目解压后大小上限，`BYTES` 字节", "limit on one inflated entry in `BYTES`"))
	s.Int64Var(&f.limits.Inflated, "max-inflated", f.limits.Inflated, c.text("解压总量上限，`BYTES` 字节", "limit on all that is inflated in `BYTES`"))
	s.Int64Var(&f.limits.Ratio, "max-ratio", f.limits.Ratio, c.text("大条目的压缩比上限 `N`", "limit on the ratio of large entries, `N`"))
}

// reading is the reading of some packages, with everything checked that can be
// wrong before it starts.
type reading struct {
	command         *command
	targets         []string
	jobs            int
	pack            *rules.Pack
	catalog         *rules.Catalog // of the pack
	digest          string
	mapping         *proguard.Mapping
	limits          ziparchive.Limits
	md5             bool
	allowIncomplete bool
}

func (c *command) reading(f *readFlags, args []string) (*reading, error) {
	r := &reading{command: c, jobs: max(f.jobs, 1), limits: f.limits, allowIncomplete: f.allowIncomplete, digest: builtin.Digest}
	var err error
	if r.targets, err = expand(args); err != nil {
		return nil, err
	}
	pack, own, err := ownPack()
	if err == nil && f.rules != "" {
		pack, err = userPack(pack, f.rules)
	}
	if err != nil {
		return nil, err
	}
	r.pack = pack
	c.tellOwn(own)
	r.catalog = &r.pack.Catalog
	if r.pack != builtin.Pack() {
		r.digest = r.pack.Digest()
	}
	if r.mapping, err = readMapping(f.mapping, r.targets); err != nil {
		return nil, err
	}
	return r, nil
}

// readAll reads the targets side by side, makes something of each, and keeps
// their order. What could not be opened is a failure.
func readAll[T any](r *reading, of func(*app.App) T) ([]T, []reports.Failure) {
	type outcome struct {
		made T
		err  error
	}
	results := make([]outcome, len(r.targets))
	var wait sync.WaitGroup
	work := make(chan int)
	done := newProgress(r)
	for range min(r.jobs, len(r.targets)) {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for i := range work {
				results[i].made, results[i].err = readOne(r, r.targets[i], of)
				done.step(r.targets[i])
			}
		}()
	}
	for i := range r.targets {
		work <- i
	}
	close(work)
	wait.Wait()
	done.finish()

	var all []T
	var failures []reports.Failure
	for i, one := range results {
		if one.err != nil {
			failures = append(failures, reports.Failure{Target: r.targets[i], What: failureText(one.err)})
			continue
		}
		all = append(all, one.made)
	}
	return all, failures
}

// readOne reads one target. No panic reaches the user: what a package may have
// provoked becomes the failure of this target alone.
func readOne[T any](r *reading, target string, of func(*app.App) T) (made T, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("internal error: %v", p)
		}
	}()
	a, err := r.open(target)
	if err != nil {
		return made, err
	}
	return of(a), nil
}

func (r *reading) open(target string) (*app.App, error) {
	o := artifact.Options{
		Catalog: r.catalog, Limits: r.limits, Mapping: r.mapping, MD5: r.md5,
		Workers: max(1, runtime.GOMAXPROCS(0)/min(r.jobs, len(r.targets))),
	}
	if target == "-" {
		return artifact.Read(target, r.command.stdin, o)
	}
	return artifact.Open(target, o)
}

// tell prints the targets that could not be opened.
func (c *command) tell(failures []reports.Failure) {
	for _, f := range failures {
		fmt.Fprintln(c.stderr, "zicha: "+reports.Printable(f.Target+c.text("：", ": ")+f.What.In(c.lang)))
	}
}
