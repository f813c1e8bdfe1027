// Package webpage gets one page that the user named by its address. It is the only
// part of zicha that uses the network, and only for such an address.
//
// The host that the user named is asked wherever it is, a test server on the same
// machine too. Where it redirects to may be chosen by somebody else: any other host
// has to have a public address, so that no page makes zicha read what only the user's
// network can see.
// Addresses of the link itself (169.254.0.0/16, fe80::/10), where clouds keep the
// credentials of machines, are never fetched. No cookie is kept and nothing is sent
// but the request.
package webpage

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"

	"github.com/zicha-lint/zicha/internal/lang"
)

// Limits bound what a page may cost.
type Limits struct {
	Size      int64         // bytes, uncompressed
	Time      time.Duration // for all of it
	Redirects int
}

// DefaultLimits are those for the given size.
func DefaultLimits(size int64) Limits {
	return Limits{Size: size, Time: 20 * time.Second, Redirects: 5}
}

// Page is what a server answered.
type Page struct {
	Address string // after redirects
	Data    []byte
	Type    string // such as text/html; "" where the server did not say
	Charset string // likewise
}

// Error says why a page could not be got: a clause that ends with what to do.
type Error struct{ What lang.Text }

func (e *Error) Error() string { return e.What.EN }

func failure(zh, en string) error { return &Error{lang.Text{ZH: zh, EN: en}} }

// IsAddress reports whether a name is an address of the web and not of a file.
func IsAddress(name string) bool {
	scheme, _, ok := strings.Cut(name, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// Get gets the page at an address. The error is an [*Error].
func Get(ctx context.Context, address string, l Limits) (*Page, error) {
	at, err := url.Parse(address)
	if err != nil || at.Host == "" || at.User != nil {
		return nil, failure("网址无效；请核对", "not a valid address; check it")
	}
	named := at.Host
	ctx, cancel := context.WithTimeout(ctx, l.Time)
	defer cancel()
	for hop := 0; ; hop++ {
		answer, err := request(ctx, at, at.Host != named)
		if err != nil {
			return nil, told(ctx, err, l)
		}
		next, err := redirect(at, answer)
		if err != nil || next == nil {
			defer answer.Body.Close()
			if err != nil {
				return nil, err
			}
			return read(ctx, at, answer, l)
		}
		answer.Body.Close()
		if hop == l.Redirects {
			return nil, failure(fmt.Sprintf("重定向超过 %d 次；请给出最终网址", l.Redirects), fmt.Sprintf("more than %d redirects; give the last address", l.Redirects))
		}
		at = next
	}
}

// request sends one request. One to a host that only a redirect names reaches public
// addresses only.
func request(ctx context.Context, at *url.URL, led bool) (*http.Response, error) {
	allowed := nearby
	if led {
		allowed = public
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", "zicha (privacy policy linter)")
	req.Header.Set("Accept", "text/html, text/plain, text/markdown, application/pdf, */*;q=0.5")
	req.Header.Set("Accept-Language", "zh-CN, zh;q=0.9, en;q=0.5")
	dialer := net.Dialer{Control: func(_, address string, _ syscall.RawConn) error { return allowed(address) }}
	transport := &http.Transport{
		DialContext: dialer.DialContext, DisableKeepAlives: true, MaxResponseHeaderBytes: 256 << 10,
		ForceAttemptHTTP2: true, TLSHandshakeTimeout: 10 * time.Second,
	}
	// Behind a proxy the proxy connects, and addresses can be checked only where the
	// redirect names one.
	proxy, err := http.ProxyFromEnvironment(req)
	if err != nil {
		return nil, err
	}
	if proxy != nil {
		transport.Proxy = http.ProxyURL(proxy)
		allowedHost := allowed
		allowed = nearby
		if _, err := netip.ParseAddr(at.Hostname()); err == nil {
			if err := allowedHost(net.JoinHostPort(at.Hostname(), "0")); err != nil {
				return nil, err
			}
		}
	}
	client := http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return client.Do(req)
}

var errPrivate = errors.New("private address")

// public refuses addresses that are not reachable from everywhere.
func public(address string) error {
	a, err := hostOf(address)
	if err != nil || !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || shared.Contains(a) {
		return errPrivate
	}
	return nil
}

// nearby refuses only addresses that no page stands at.
func nearby(address string) error {
	a, err := hostOf(address)
	if err != nil || a.IsLinkLocalUnicast() || a.IsMulticast() || a.IsUnspecified() {
		return errPrivate
	}
	return nil
}

// shared are the addresses of providers' inner networks: RFC 6598.
var shared = netip.MustParsePrefix("100.64.0.0/10")

func hostOf(address string) (netip.Addr, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return netip.Addr{}, err
	}
	a, err := netip.ParseAddr(host)
	return a.Unmap().WithZone(""), err
}

// redirect returns where an answer leads; nil where it is the page.
func redirect(at *url.URL, answer *http.Response) (*url.URL, error) {
	switch answer.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	case http.StatusOK:
		return nil, nil
	default:
		code := answer.StatusCode
		return nil, failure(fmt.Sprintf("服务器返回 %d，没有得到网页；请核对网址，或在浏览器中打开后保存为文件", code),
			fmt.Sprintf("the server answered %d and gave no page; check the address, or open it in a browser and save it", code))
	}
	to := answer.Header.Get("Location")
	next, err := at.Parse(to)
	if err != nil || to == "" || !IsAddress(next.String()) || next.Host == "" || next.User != nil {
		return nil, failure("重定向的目标不是网页；请给出最终网址", "redirected to what is no page; give the last address")
	}
	if at.Scheme == "https" && next.Scheme == "http" {
		return nil, failure("从 https 重定向到不加密的 http，没有继续；请给出最终网址", "redirected from https to plain http, which was not followed; give the last address")
	}
	return next, nil
}

func read(ctx context.Context, at *url.URL, answer *http.Response, l Limits) (*Page, error) {
	data, err := io.ReadAll(io.LimitReader(answer.Body, l.Size+1))
	if err != nil {
		return nil, told(ctx, err, l)
	}
	if int64(len(data)) > l.Size {
		return nil, failure(fmt.Sprintf("网页超过 %d MiB，不像隐私政策", l.Size>>20), fmt.Sprintf("larger than %d MiB, which no privacy policy is", l.Size>>20))
	}
	p := &Page{Address: at.String(), Data: data}
	if kind, values, err := mime.ParseMediaType(answer.Header.Get("Content-Type")); err == nil {
		p.Type, p.Charset = kind, values["charset"]
	}
	return p, nil
}

// told puts an error of the network into words.
func told(ctx context.Context, err error, l Limits) error {
	switch {
	case errors.Is(err, errPrivate):
		return failure("网址或其重定向指向内网地址，没有访问；请直接给出最终网址，或保存为文件", "the address, or a redirect, leads into a private network and was not followed; give the last address, or save the page")
	case ctx.Err() != nil:
		return failure(fmt.Sprintf("%d 秒内没有读完网页；请在浏览器中打开后保存为文件", int(l.Time.Seconds())), fmt.Sprintf("the page did not come within %d seconds; open it in a browser and save it", int(l.Time.Seconds())))
	}
	var of *url.Error
	if errors.As(err, &of) {
		err = of.Err
	}
	return failure("无法访问网页（"+err.Error()+"）；请核对网址与网络，或保存为文件", "cannot reach the page ("+err.Error()+"); check address and network, or save it")
}
