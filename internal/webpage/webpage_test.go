package webpage

import (
	"compress/gzip"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func limits() Limits { return Limits{Size: 1 << 20, Time: 5 * time.Second, Redirects: 3} }

func serve(t *testing.T, pages map[string]http.HandlerFunc) string {
	t.Helper()
	t.Setenv("HTTP_PROXY", "")
	t.Setenv("http_proxy", "")
	mux := http.NewServeMux()
	for path, page := range pages {
		mux.HandleFunc(path, page)
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

func get(address string, l Limits) (*Page, string) {
	p, err := Get(context.Background(), address, l)
	var told *Error
	if errors.As(err, &told) {
		return nil, told.What.ZH + "|" + told.What.EN
	}
	if err != nil {
		return nil, "untyped: " + err.Error()
	}
	return p, ""
}

func TestGet(t *testing.T) {
	at := serve(t, map[string]http.HandlerFunc{
		"/policy": func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Cookie") != "" || r.Header.Get("Referer") != "" {
				t.Error("sent more than the request")
			}
			w.Header().Set("Content-Type", "text/html; charset=GBK")
			w.Write([]byte("<p>\xd2\xfe\xcb\xbd</p>"))
		},
		"/packed": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			z.Write([]byte(strings.Repeat("隐", 1<<20)))
			z.Close()
		},
		"/gone":  http.NotFound,
		"/large": func(w http.ResponseWriter, _ *http.Request) { w.Write(make([]byte, 2<<20)) },
		"/round": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/round", http.StatusFound) },
		"/away": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
		},
		"/nowhere": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusFound) },
		"/empty":   func(http.ResponseWriter, *http.Request) {},
	})
	p, what := get(at+"/policy", limits())
	if what != "" || p.Type != "text/html" || p.Charset != "GBK" || string(p.Data) != "<p>\xd2\xfe\xcb\xbd</p>" {
		t.Errorf("%+v %s", p, what)
	}
	if p, what := get(at+"/empty", limits()); what != "" || len(p.Data) != 0 {
		t.Errorf("an empty page: %+v %s", p, what)
	}
	for path, want := range map[string]string{
		"/gone": "404", "/large": "超过 1 MiB", "/packed": "超过 1 MiB", "/round": "重定向超过 3 次", "/away": "不是网页", "/nowhere": "不是网页",
	} {
		if _, what := get(at+path, limits()); !strings.Contains(what, want) {
			t.Errorf("%s: %q, want %q", path, what, want)
		}
	}
	for _, address := range []string{"http://", "http://user:pass@127.0.0.1/", "http://[::1"} {
		if _, what := get(address, limits()); !strings.Contains(what, "网址无效") {
			t.Errorf("%s: %q", address, what)
		}
	}
}

// A page that the user named on the same machine may be got; where it leads may not
// be on the same machine.
func TestPrivate(t *testing.T) {
	var asked bool
	inner := serve(t, map[string]http.HandlerFunc{"/secret": func(http.ResponseWriter, *http.Request) { asked = true }})
	at := serve(t, map[string]http.HandlerFunc{
		"/": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, inner+"/secret", http.StatusFound) },
	})
	if _, what := get(at, limits()); !strings.Contains(what, "内网") || asked {
		t.Errorf("followed a redirect into the own machine: %q", what)
	}
	for address, ok := range map[string]bool{
		"8.8.8.8:443": true, "[2400:3200::1]:443": true, "127.0.0.1:80": false, "10.0.0.1:80": false, "192.168.1.1:80": false,
		"172.16.0.1:80": false, "100.64.0.1:80": false, "169.254.169.254:80": false, "[::1]:80": false, "[fc00::1]:80": false,
		"[::ffff:127.0.0.1]:80": false, "0.0.0.0:80": false, "224.0.0.1:80": false, "nonsense": false,
	} {
		if err := public(address); (err == nil) != ok {
			t.Errorf("public(%s) = %v", address, err)
		}
	}
	for _, address := range []string{"169.254.169.254:80", "[fe80::1%eth0]:80", "[::ffff:169.254.169.254]:80", "0.0.0.0:80"} {
		if nearby(address) == nil {
			t.Errorf("nearby(%s) is allowed", address)
		}
	}
}

func TestTime(t *testing.T) {
	done := make(chan struct{})
	defer close(done)
	at := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		w.(http.Flusher).Flush()
		select {
		case <-done:
		case <-r.Context().Done():
		}
	}})
	l := limits()
	l.Time = 100 * time.Millisecond
	if _, what := get(at, l); !strings.Contains(what, "秒内没有读完") {
		t.Errorf("%q", what)
	}
}

// Redirects are counted before anybody follows them.
func TestRedirects(t *testing.T) {
	at := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/", http.StatusFound) }})
	l := limits()
	l.Redirects = 0
	if _, what := get(at, l); !strings.Contains(what, "重定向超过 0 次") {
		t.Errorf("%q", what)
	}
}

func TestIsAddress(t *testing.T) {
	for name, want := range map[string]bool{
		"https://example.cn/privacy": true, "HTTP://example.cn": true, "ftp://example.cn": false, "policy.md": false, "a/http/b.md": false, "http:policy.md": false,
	} {
		if IsAddress(name) != want {
			t.Errorf("IsAddress(%q) is not %v", name, want)
		}
	}
}
