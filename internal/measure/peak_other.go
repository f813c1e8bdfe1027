//go:build !linux

package main

import "os"

// The peak is measured on Linux only; 0 is unknown.
func maxRSS(*os.ProcessState) int64 { return 0 }

func ownPeak() int64 { return 0 }
