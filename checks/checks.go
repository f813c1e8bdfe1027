// Package checks holds the verbs of zicha: one file, one check, named alike.
//
// A check reads the [lint.Case] and brings proofs; the rule that names it
// brings the sentence and the word. To add one: a file, a line in [All], and a
// rule that uses it.
package checks

import (
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// All returns every check, by name.
func All() []lint.Check {
	return []lint.Check{
		accountSync,
		adSensor,
		appInstall,
		appListPermission,
		appListRead,
		autoInitCollection,
		autoInitProvider,
		backgroundLocation,
		backgroundWindow,
		baitWithDownload,
		bootReceiver,
		bulkQuery,
		callPermission,
		cancellationConditions,
		cleartextTraffic,
		cleartextURL,
		clipboardRead,
		complaintDeadline,
		consentBoxTicked,
		consentSwitchUnused,
		consentWithoutRefusal,
		disabledLauncher,
		exitOnRefusal,
		exportedProvider,
		faceSDKOutsideCategory,
		forcedUpdate,
		foreignComponent,
		hiddenDownload,
		hiddenLauncher,
		immutableIdentifier,
		informationDeniedInPolicy,
		informationNotInPolicy,
		informationOfOthersInPolicy,
		informationVagueInPolicy,
		jumpWithoutTap,
		keepAliveCode,
		keepAliveProcess,
		legacyStorage,
		locationInterval,
		manyQueries,
		motionSensor,
		nearbyScan,
		noAccountCancellation,
		noFilingNumber,
		noFirstRunPrompt,
		noPersonalisationSwitch,
		noPolicyInPackage,
		noPolicyStated,
		notificationRequest,
		permissionNotInPolicy,
		permissionOutsideCategory,
		permissionPurposeUntold,
		permissionRequested,
		permissionState,
		permissionUndeclared,
		permissionUnused,
		persistedJob,
		personalisationNotInPolicy,
		policyClause,
		policyHardToRead,
		policyLacks,
		policyPermissionNotRequested,
		policyPersonalisationNoOff,
		publishedListsMissing,
		purposeNotInPolicy,
		renewalBoxTicked,
		renewalWithoutNotice,
		repeatedCollection,
		repeatingAlarm,
		requestAfterRefusal,
		requiredOutsideCategory,
		rewardBesideIdentity,
		sdkDisclosureLacks,
		sdkEntryLacks,
		sdkListedVaguely,
		sdkNotListed,
		sdkPermissionRequest,
		sdkReadsUndisclosed,
		selfStartNotInPolicy,
		separateConsentNotInPolicy,
		settingsOnRefusal,
		severalGroups,
		shakeThreshold,
		sharedIdentifier,
		sharingNotInPolicy,
		silentDownloadPermission,
		smallCloseButton,
		smsPermission,
		specialPermission,
		startupCollection,
		startupPermissionRequest,
		switchLeftOn,
		targetSDKBelow,
		unfitForListing,
		updatedPolicyOrExit,
		wakeBroadcast,
		wakeComponent,
	}
}

// Allow is the parameter of checks that do not speak to some categories.
type Allow struct {
	Allow []string `json:"allow,omitempty" doc:"ids of categories for which this is an ordinary function"`
}

// allows reports whether the stated category is among the allowed ones.
func (a Allow) allows(c *lint.Case) bool {
	return c.Said.Category != nil && slices.Contains(a.Allow, c.Said.Category.ID)
}

// readCompletely reports whether facts were read, without a gap.
func readCompletely(a *app.App, facts app.Facts) bool {
	return a.Missing(facts) == 0 && len(a.Incomplete(facts)) == 0
}

// permissionFinding is the proof that the app asks for a permission.
func permissionFinding(c *lint.Case, p app.UsesPermission) lint.Finding {
	f := lint.Finding{Anchor: p.Name, At: p.At, Note: lang.Text{ZH: "申请了权限 " + p.Name, EN: "requests " + p.Name}}
	if k := c.Catalog.Permission(p.Name); k != nil {
		f.Info = k.Information
		f.Note = lang.Text{ZH: "申请了权限 " + p.Name + "（" + k.Title.ZH + "）", EN: "requests " + p.Name + " (" + k.Title.EN + ")"}
	}
	return f
}

// requested returns findings for those of the permissions that the app asks for.
func requested(c *lint.Case, names ...string) []lint.Finding {
	var out []lint.Finding
	for _, n := range names {
		if p, ok := c.App.Manifest.Requests(n); ok {
			out = append(out, permissionFinding(c, p))
		}
	}
	return out
}

// capped lowers the strongest word every finding may earn and adds the reason.
func capped(found []lint.Finding, most rules.Verdict, why lang.Text) []lint.Finding {
	for i := range found {
		found[i].Cap = most
		found[i].Note.ZH += "；" + why.ZH
		found[i].Note.EN += "; " + why.EN
	}
	return found
}

// ownerOf names who answers for a component of the manifest, as for a use: an SDK
// or a package that nobody has identified; "" for the app itself, whose doing is
// also what it lets a library do.
func ownerOf(k app.Component) string {
	if k.Owner.Kind == app.OwnerLibrary {
		return ""
	}
	return k.Owner.ID
}

// platformClass reports whether a class belongs to the platform's own support
// libraries, whose components an app gets without asking for their function.
func platformClass(class string) bool {
	if strings.HasPrefix(class, "androidx.core.") { // under which code for staying alive hides
		return hasAnyPrefix(class, "androidx.core.app.", "androidx.core.content.", "androidx.core.google.")
	}
	return hasAnyPrefix(class, "androidx.", "android.support.", "android.arch.", "com.google.android.gms.", "com.google.firebase.", "com.google.android.datatransport.")
}
