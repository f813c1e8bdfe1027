package app

import "math/bits"

// Facts is a set of parts that can be known about an artifact.
type Facts uint32

// One bit per part. The last three are not read but said by the user.
const (
	FactContainer       Facts = 1 << iota // entries of the package, native library names
	FactManifest                          // AndroidManifest.xml
	FactNetworkSecurity                   // the network security config, or that there is none
	FactResources                         // labels and strings
	FactSigning                           // certificates
	FactClasses                           // class and string tables of the DEX files
	FactCode                              // what the code does
	FactSDKs                              // third-party SDKs
	FactPolicy                            // the privacy policy
	FactListing                           // the store listing
	FactRuntime                           // a runtime trace
	FactCategory                          // said: one of the 39 app categories
	FactNoPolicy                          // said: the app has no privacy policy
	FactDisclosure                        // said: an SDK is scanned, and the text handed over as its policy is what it discloses
)

// Each calls f for every single fact in the set, in order.
func (f Facts) Each(do func(Facts)) {
	for f != 0 {
		bit := Facts(1) << bits.TrailingZeros32(uint32(f))
		do(bit)
		f &^= bit
	}
}
