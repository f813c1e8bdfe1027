package main

import (
	"context"
	"errors"
	"io"
	"os"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/internal/webpage"
)

// readPolicies reads the files of a policy, one after another; nil where none is
// named.
func readPolicies(paths []string) (*app.Policy, error) {
	if len(paths) == 0 {
		return nil, nil
	}
	var parts []app.Policy
	for i, path := range paths {
		source, err := openPolicy(path)
		if err != nil {
			return nil, err
		}
		source.Part = i > 0
		p, err := source.Read()
		var refused *policy.Error
		if errors.As(err, &refused) {
			return nil, userError{ZH: path + "：" + refused.What.ZH, EN: path + ": " + refused.What.EN}
		}
		if err != nil {
			return nil, err
		}
		parts = append(parts, p)
	}
	return policy.Join(parts), nil
}

func openPolicy(path string) (policy.Source, error) {
	source := policy.Source{Name: path}
	if webpage.IsAddress(path) {
		return fetchPolicy(path)
	}
	file, err := os.Open(path)
	if err != nil {
		return source, userError{ZH: path + "：无法打开隐私政策文件，请检查路径", EN: path + ": cannot open the policy file; check the path"}
	}
	defer file.Close()
	source.Data, err = io.ReadAll(io.LimitReader(file, policy.MaxSize+1))
	if err != nil {
		return source, userError{ZH: path + "：无法读取隐私政策文件：" + err.Error(), EN: path + ": cannot read the policy file: " + err.Error()}
	}
	return source, nil
}

// fetchPolicy gets a policy that the user named by its address: the only time that
// zicha uses the network.
func fetchPolicy(address string) (policy.Source, error) {
	page, err := webpage.Get(context.Background(), address, webpage.DefaultLimits(policy.MaxSize))
	var told *webpage.Error
	if errors.As(err, &told) {
		return policy.Source{}, userError{ZH: address + "：" + told.What.ZH, EN: address + ": " + told.What.EN}
	}
	if err != nil {
		return policy.Source{}, err
	}
	return policy.Source{Name: address, Data: page.Data, Type: page.Type, Charset: page.Charset}, nil
}
