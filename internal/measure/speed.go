package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
)

// speed measures scans in paired rounds with plain inflating, so that whatever
// else the machine does hits both. Times are user and system time of the child
// processes, unless they are called wall.
func speed(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("speed", flag.ContinueOnError)
	var s racing
	flags.IntVar(&s.rounds, "rounds", 7, "rounds of scans and of inflating; a third of them have dexdump")
	flags.BoolVar(&s.androguard, "androguard", false, "also run androguard, once")
	flags.StringVar(&s.python, "python", "/usr/bin/python3", "the Python that has androguard")
	flags.Int64Var(&s.least, "least", 0, "leave out files with fewer bytes of deflated dex")
	paths, err := targets(flags, args, ".apk")
	if err != nil {
		return err
	}
	if s.rounds < 1 {
		return errors.New("-rounds must be at least 1")
	}
	if s.folder, err = os.MkdirTemp("", "measure"); err != nil {
		return err
	}
	defer os.RemoveAll(s.folder)
	if err := s.build(out); err != nil {
		return err
	}
	var results []result
	for _, path := range paths {
		r, err := s.measure(path)
		if err != nil {
			fmt.Fprintf(out, "%s left out: %v\n", filepath.Base(path), err)
			continue
		}
		results = append(results, r)
	}
	writeTimes(out, results)
	writeRatios(out, results)
	return nil
}

// racing is what all rounds share.
type racing struct {
	rounds                           int
	least                            int64
	androguard                       bool
	python                           string
	folder                           string
	self, zicha, libdeflate, dexdump string // programs; "" where there is none
}

// build makes zicha, as it is released, and the program that uses libdeflate.
func (s *racing) build(out io.Writer) (err error) {
	if s.self, err = os.Executable(); err != nil {
		return err
	}
	s.zicha = filepath.Join(s.folder, "zicha")
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", s.zicha, "github.com/zicha-lint/zicha/cmd/zicha")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if text, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("zicha cannot be built: %w\n%s", err, text)
	}
	if s.libdeflate, err = buildLibdeflate(s.folder); err != nil {
		fmt.Fprintln(out, "libdeflate left out:", err)
	}
	if s.dexdump, err = exec.LookPath("dexdump"); err != nil {
		fmt.Fprintln(out, "dexdump left out:", err)
	}
	return nil
}

// runner is a program that takes part, by the name of its column.
type runner struct {
	name    string
	command func() *exec.Cmd
	rounds  int
}

func (s *racing) runners(path string, dexes extracted) []runner {
	scan := func(procs string) func() *exec.Cmd {
		return func() *exec.Cmd {
			cmd := exec.Command(s.zicha, "scan", path, "-o", os.DevNull)
			cmd.Env = append(os.Environ(), "GOMAXPROCS="+procs)
			return cmd
		}
	}
	list := []runner{
		{scan1, scan("1"), s.rounds},
		{scan2, scan("2"), s.rounds},
		{flate, func() *exec.Cmd {
			cmd := exec.Command(s.self, inflateChild, path)
			cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
			return cmd
		}, s.rounds},
	}
	if s.libdeflate != "" {
		list = append(list, runner{deflate, func() *exec.Cmd { return exec.Command(s.libdeflate, dexes.bundle) }, s.rounds})
	}
	if s.dexdump != "" {
		list = append(list, runner{dump, func() *exec.Cmd { return exec.Command(s.dexdump, append([]string{"-d"}, dexes.files...)...) }, (s.rounds + 2) / 3})
	}
	if s.androguard {
		analyze := "import sys, logging; logging.disable(logging.ERROR); from androguard.misc import AnalyzeAPK; AnalyzeAPK(sys.argv[1])"
		list = append(list, runner{guard, func() *exec.Cmd { return exec.Command(s.python, "-c", analyze, path) }, 1})
	}
	return list
}

// The columns.
const (
	scan1   = "scan, 1 core"
	scan2   = "scan, 2 cores"
	flate   = "flate"
	deflate = "libdeflate"
	dump    = "dexdump"
	guard   = "androguard"
)

// result is what the rounds gave for one package: by column the cost of each
// round; nothing where the program failed or took no part.
type result struct {
	name   string
	dexes  extracted
	rounds map[string][]cost
	own    int64 // the peak of this process; those of its children cannot be told below that
	failed []string
}

// measure runs the rounds, every second one in the opposite order.
func (s *racing) measure(path string) (result, error) {
	folder := filepath.Join(s.folder, "dexes")
	dexes, err := extract(path, folder)
	if err != nil {
		return result{}, err
	}
	defer os.RemoveAll(folder)
	if dexes.deflated < s.least {
		return result{}, fmt.Errorf("%d bytes of deflated dex", dexes.deflated)
	}
	r := result{name: filepath.Base(path), dexes: dexes, rounds: map[string][]cost{}}
	list := s.runners(path, dexes)
	for round := range s.rounds {
		for _, one := range list {
			if round < one.rounds && !slices.Contains(r.failed, one.name) {
				c, err := runChild(one.command())
				if err != nil {
					r.failed = append(r.failed, one.name)
					fmt.Fprintf(os.Stderr, "measure: %s: %s: %v\n", r.name, one.name, err)
					continue
				}
				r.rounds[one.name] = append(r.rounds[one.name], c)
			}
		}
		slices.Reverse(list)
	}
	r.own = ownPeak()
	return r, nil
}
