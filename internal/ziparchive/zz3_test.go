package ziparchive
import ("testing";"bytes";"fmt";"time";"strings")
func TestHostileTime(t *testing.T){
 lfh:=(&headerFields{Header:Header{Name:"a",Method:8,Flags:8}}).appendLocal(nil)
 for n,b:=range map[string][]byte{
  "desc": append(append([]byte{},lfh...), bytes.Repeat([]byte("PK\x07\x08aaaabbbbcccc"),4<<20)...),
  "lfhdd": bytes.Repeat(lfh,2<<20),
  "eocd": append(append([]byte{},lfh...), bytes.Repeat([]byte("PK\x05\x06"+strings.Repeat("\x01",18)),3000)...),
  "PK": append([]byte("PK\x03\x04"), bytes.Repeat([]byte("PK"),32<<20)...),
  "cdh": append([]byte("PK\x03\x04"), bytes.Repeat([]byte("PK\x01\x02"+strings.Repeat("\xff",10)),4<<20)...),
 }{ for i:=0;i<2;i++ { s:=time.Now(); var a *Archive; var err error
   if i==0 {a,err=Open(Memory(b),int64(len(b)),DefaultLimits())} else {a,err=Open(bytes.NewReader(b),int64(len(b)),DefaultLimits())}
   e:=-1; if a!=nil {e=len(a.Entries)}; fmt.Println(n,i,len(b),time.Since(s),err,e) } }
 z:=&zipFile{}; deep:=strings.Repeat("a/",2000)
 for i:=0;i<60000;i++ { z.members=append(z.members, store(fmt.Sprint(i)+"/"+deep,nil)) }
 z.end.zip64=true; b:=z.bytes(); s:=time.Now(); a,err:=Open(Memory(b),int64(len(b)),DefaultLimits()); fmt.Println("deep",len(b),time.Since(s),err, a!=nil)
}
