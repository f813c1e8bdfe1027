package main

import (
	"fmt"
	"io"
	"slices"
)

// The memory that a scan may take: for each byte of its dexes, and for the rest.
const (
	peakPerByte = 2.5
	peakBase    = 30e6
)

func writeTimes(out io.Writer, results []result) {
	var t table
	t.row("CPU seconds, median", "dex MB", scan1, scan2, flate, deflate, dump, guard, "wall 1", "wall 2", "peak MB")
	for _, r := range results {
		t.row(r.name, megabytes(r.dexes.size), r.cpu(scan1), r.cpu(scan2), r.cpu(flate), r.cpu(deflate), r.cpu(dump), r.cpu(guard),
			seconds(wallOf(r.rounds[scan1])), seconds(wallOf(r.rounds[scan2])), megabytes(r.peak()))
	}
	t.write(out)
}

func writeRatios(out io.Writer, results []result) {
	var t table
	t.row("ratio, median (least to most)", "scan/flate", "scan/libdeflate", "wall 2/wall 1", "peak/limit", "dexdump/scan", "androguard/scan")
	for _, r := range results {
		t.row(r.name, r.ratio(scan1, flate, cpuOf), r.ratio(scan1, deflate, cpuOf), r.ratio(scan2, scan1, wallOf), r.memory(),
			r.single(dump), r.single(guard))
	}
	fmt.Fprintln(out)
	t.write(out)
	fmt.Fprintf(out, "\nlimit: %v bytes for each byte of dex and %v MB; MB are 10^6 bytes\n", peakPerByte, peakBase/1e6)
}

func cpuOf(list []cost) (seconds []float64) {
	for _, c := range list {
		seconds = append(seconds, c.cpu)
	}
	return seconds
}

func wallOf(list []cost) (seconds []float64) {
	for _, c := range list {
		seconds = append(seconds, c.wall)
	}
	return seconds
}

func (r *result) cpu(name string) string { return seconds(cpuOf(r.rounds[name])) }

func seconds(list []float64) string {
	if len(list) == 0 {
		return "-"
	}
	return fmt.Sprintf("%.3f", median(list))
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f", float64(n)/1e6) }

// median returns the middle of some numbers, of which there must be one.
func median(list []float64) float64 {
	sorted := slices.Sorted(slices.Values(list))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

// ratio compares two programs round by round.
func (r *result) ratio(a, b string, of func([]cost) []float64) string {
	var list []float64
	over := of(r.rounds[b])
	for i, x := range of(r.rounds[a]) {
		if i < len(over) && over[i] > 0 {
			list = append(list, x/over[i])
		}
	}
	if len(list) == 0 {
		return "-"
	}
	return fmt.Sprintf("%.2f (%.2f–%.2f)", median(list), slices.Min(list), slices.Max(list))
}

// single compares the medians of a program with fewer rounds and of the scan.
func (r *result) single(name string) string {
	list, scans := cpuOf(r.rounds[name]), cpuOf(r.rounds[scan1])
	if len(list) == 0 || len(scans) == 0 || median(scans) == 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f", median(list)/median(scans))
}

// peak returns the most memory that a scan took in any round.
func (r *result) peak() (most int64) {
	for _, c := range slices.Concat(r.rounds[scan1], r.rounds[scan2]) {
		most = max(most, c.peak)
	}
	return most
}

// memory holds the peak against the limit; what is not above the peak of this
// process is known from one side only.
func (r *result) memory() string {
	if r.peak() == 0 {
		return "-"
	}
	ratio := fmt.Sprintf("%.2f", float64(r.peak())/(peakPerByte*float64(r.dexes.size)+peakBase))
	if r.peak() <= r.own {
		return "<= " + ratio
	}
	return ratio
}
