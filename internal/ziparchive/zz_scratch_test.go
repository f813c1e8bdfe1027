package ziparchive
import ("testing";"os";"path/filepath";"archive/zip";"bytes";"io";"fmt";"strings";"sort";"os/exec")
func TestScratch(t *testing.T){
 dir:=os.Getenv("SCRATCH"); if dir=="" {t.Skip()}
 files,_:=filepath.Glob(dir+"/*.apk"); sort.Strings(files)
 kinds:=map[string]int{}; clean,n,diff,total:=0,0,0,0
 for _,f:=range files { b,_:=os.ReadFile(f); if len(b)==0 {fmt.Println("EMPTY",f); continue}; n++
  base:=filepath.Base(f)
  a,err:=Open(Memory(b),int64(len(b)),DefaultLimits())
  z,zerr:=zip.NewReader(bytes.NewReader(b),int64(len(b)))
  out,aerr:=exec.Command("aapt","list",f).CombinedOutput(); _=out
  if err!=nil {fmt.Println("ERR",base,err,"| zip:",zerr,"| aapt:",aerr);continue}
  if zerr==nil { if len(z.File)!=len(a.Entries){fmt.Println("COUNT",base,len(a.Entries),len(z.File))} else { for i,zf:=range z.File { total++; r,e1:=zf.Open(); var want []byte; if e1==nil {want,e1=io.ReadAll(r)}; got,e2:=a.Read(&a.Entries[i]); if (e1==nil)!=(e2==nil) || e1==nil&&!bytes.Equal(got,want) || zf.Name!=a.Entries[i].Name {diff++; fmt.Println("DIFF",base,zf.Name,"zip:",e1,"we:",e2)} } } } else { for i:=range a.Entries {_,e:=a.Read(&a.Entries[i]); if e!=nil {fmt.Println("  read",base,e)}} }
  var ks []string; serious:=false
  for _,x:=range a.Anomalies(){ kinds[x.Kind]++; k:=x.Kind; if x.Serious{k+="!"; serious=true}; if len(ks)==0||!strings.HasPrefix(ks[len(ks)-1],x.Kind) {ks=append(ks,k)} }
  if len(ks)==0 {clean++}
  if (aerr!=nil) != serious || zerr!=nil || len(ks)>0 { fmt.Println("AN ",base,ks,"| entries",len(a.Entries),"zip:",zerr,"aapt:",aerr) }
 }
 fmt.Println("files",n,"clean",clean,"entries compared",total,"diff",diff,kinds)
}
