package callgraph

import (
	_ "embed"
	"strings"
	"sync"
)

// hierarchy holds the supertypes that matter among the platform's own: they lead
// from what apps extend to what is called back, and to what the catalogue of
// APIs names.
//
//go:embed hierarchy.txt
var hierarchy string

// platformParents returns the direct supertypes of a type of the platform, as
// far as they matter; of a class its superclass stands first.
var platformParents = sync.OnceValue(func() map[string][]string {
	parents := map[string][]string{}
	for line := range strings.Lines(hierarchy) {
		if names := strings.Fields(line); names[0] != "#" {
			for i := range names {
				names[i] = "L" + names[i] + ";"
			}
			parents[names[0]] = names[1:]
		}
	}
	return parents
})

// meaning is what a call to the platform means to the graph beyond itself.
type meaning int

const (
	nothing      meaning = iota
	starts               // starts the component whose class stands beside it
	instantiates         // makes an instance of the class that stands beside it
	loadsClass           // returns the class with a given name
	findsMethod          // returns the method with a given name of such a class
	sleeps               // waits
	meaningCount
)

// meanings are told by the name of the method alone: their class is often a
// subclass of the app, or unknown.
var meanings = map[string]meaning{
	"startActivity":          starts,
	"startActivityForResult": starts,
	"startActivities":        starts,
	"startActivityIfNeeded":  starts,
	"startService":           starts,
	"startForegroundService": starts,
	"bindService":            starts,
	"sendBroadcast":          starts,
	"sendOrderedBroadcast":   starts,
	"sendStickyBroadcast":    starts,
	"newInstance":            instantiates,
	"forName":                loadsClass,
	"loadClass":              loadsClass,
	"getMethod":              findsMethod,
	"getDeclaredMethod":      findsMethod,
	"sleep":                  sleeps,
}

// callback is a platform or library type and the methods that are called on
// every instance of it, by name.
type callback struct {
	methods []string
	when    Phase // the earliest phase; Startup where the phase of the creator holds
}

// callbacks are entered from the method that creates the object. For the
// methods of these types a call that names the type itself leads nowhere: it
// would tie every creator to every caller, such as all users of one executor.
var callbacks = map[string][]callback{
	// Threads and queues.
	"Ljava/lang/Runnable;":                        {{[]string{"run"}, Startup}},
	"Ljava/util/concurrent/Callable;":             {{[]string{"call"}, Startup}},
	"Ljava/lang/Thread;":                          {{[]string{"run"}, Startup}},
	"Landroid/os/HandlerThread;":                  {{[]string{"run", "onLooperPrepared"}, Startup}},
	"Ljava/util/TimerTask;":                       {{[]string{"run"}, Startup}},
	"Landroid/os/Handler;":                        {{[]string{"handleMessage", "dispatchMessage"}, Startup}},
	"Landroid/os/Handler$Callback;":               {{[]string{"handleMessage"}, Startup}},
	"Landroid/os/MessageQueue$IdleHandler;":       {{[]string{"queueIdle"}, Startup}},
	"Landroid/os/AsyncTask;":                      {{[]string{"doInBackground", "onPreExecute", "onPostExecute", "onProgressUpdate", "onCancelled"}, Startup}},
	"Landroid/os/CountDownTimer;":                 {{[]string{"onTick", "onFinish"}, Startup}},
	"Ljava/util/concurrent/FutureTask;":           {{[]string{"run", "done"}, Startup}},
	"Ljava/util/concurrent/RecursiveAction;":      {{[]string{"compute"}, Startup}},
	"Ljava/util/concurrent/RecursiveTask;":        {{[]string{"compute"}, Startup}},
	"Landroid/view/Choreographer$FrameCallback;":  {{[]string{"doFrame"}, Startup}},
	"Landroid/content/AsyncTaskLoader;":           {{[]string{"loadInBackground", "onStartLoading"}, Startup}},
	"Landroidx/loader/content/AsyncTaskLoader;":   {{[]string{"loadInBackground", "onStartLoading"}, Startup}},
	"Ljava/lang/Thread$UncaughtExceptionHandler;": {{[]string{"uncaughtException"}, Background}},

	"Ljava/util/concurrent/ThreadFactory;":             {{[]string{"newThread"}, Startup}},
	"Ljava/util/concurrent/ThreadPoolExecutor;":        {{[]string{"beforeExecute", "afterExecute", "terminated"}, Startup}},
	"Ljava/lang/ThreadLocal;":                          {{[]string{"initialValue"}, Startup}},
	"Ljava/lang/reflect/InvocationHandler;":            {{[]string{"invoke"}, Startup}},
	"Ljava/util/Comparator;":                           {{[]string{"compare"}, Startup}},
	"Landroid/content/DialogInterface$OnShowListener;": {{[]string{"onShow"}, Startup}},

	// Listeners of SDKs that are called as soon as these have an answer.
	"Lcom/bun/miitmdid/interfaces/IIdentifierListener;":               {{[]string{"onSupport", "OnSupport"}, Startup}},
	"Lcom/bun/miitmdid/core/IIdentifierListener;":                     {{[]string{"onSupport", "OnSupport"}, Startup}},
	"Lcom/bun/supplier/IIdentifierListener;":                          {{[]string{"onSupport", "OnSupport"}, Startup}},
	"Lcom/tencent/bugly/crashreport/CrashReport$CrashHandleCallback;": {{[]string{"onCrashHandleStart", "onCrashHandleStart2GetExtraDatas"}, Background}},

	// Java and Kotlin functions.
	"Ljava/util/function/Consumer;":                               {{[]string{"accept"}, Startup}},
	"Ljava/util/function/BiConsumer;":                             {{[]string{"accept"}, Startup}},
	"Ljava/util/function/Function;":                               {{[]string{"apply"}, Startup}},
	"Ljava/util/function/BiFunction;":                             {{[]string{"apply"}, Startup}},
	"Ljava/util/function/Supplier;":                               {{[]string{"get"}, Startup}},
	"Ljava/util/function/Predicate;":                              {{[]string{"test"}, Startup}},
	"Lkotlin/coroutines/jvm/internal/BaseContinuationImpl;":       {{[]string{"invokeSuspend"}, Startup}},
	"Lkotlin/coroutines/jvm/internal/SuspendLambda;":              {{[]string{"invokeSuspend"}, Startup}},
	"Lkotlin/coroutines/experimental/jvm/internal/CoroutineImpl;": {{[]string{"doResume"}, Startup}},
	"Lkotlin/jvm/functions/Function0;":                            {{[]string{"invoke"}, Startup}},
	"Lkotlin/jvm/functions/Function1;":                            {{[]string{"invoke"}, Startup}},
	"Lkotlin/jvm/functions/Function2;":                            {{[]string{"invoke"}, Startup}},
	"Lkotlin/jvm/functions/Function3;":                            {{[]string{"invoke"}, Startup}},
	"Lkotlin/jvm/functions/Function4;":                            {{[]string{"invoke"}, Startup}},
	"Lkotlin/jvm/functions/Function5;":                            {{[]string{"invoke"}, Startup}},
	"Lkotlin/jvm/functions/Function6;":                            {{[]string{"invoke"}, Startup}},

	// RxJava 1, 2 and 3.
	"Lrx/functions/Action0;":                            {{[]string{"call"}, Startup}},
	"Lrx/functions/Action1;":                            {{[]string{"call"}, Startup}},
	"Lrx/functions/Func0;":                              {{[]string{"call"}, Startup}},
	"Lrx/functions/Func1;":                              {{[]string{"call"}, Startup}},
	"Lrx/functions/Func2;":                              {{[]string{"call"}, Startup}},
	"Lrx/Observer;":                                     {{[]string{"onNext", "onError", "onCompleted"}, Startup}},
	"Lrx/Observable$OnSubscribe;":                       {{[]string{"call"}, Startup}},
	"Lio/reactivex/functions/Action;":                   {{[]string{"run"}, Startup}},
	"Lio/reactivex/functions/Consumer;":                 {{[]string{"accept"}, Startup}},
	"Lio/reactivex/functions/Function;":                 {{[]string{"apply"}, Startup}},
	"Lio/reactivex/Observer;":                           {{[]string{"onSubscribe", "onNext", "onError", "onComplete"}, Startup}},
	"Lio/reactivex/ObservableOnSubscribe;":              {{[]string{"subscribe"}, Startup}},
	"Lio/reactivex/SingleOnSubscribe;":                  {{[]string{"subscribe"}, Startup}},
	"Lio/reactivex/FlowableOnSubscribe;":                {{[]string{"subscribe"}, Startup}},
	"Lio/reactivex/CompletableOnSubscribe;":             {{[]string{"subscribe"}, Startup}},
	"Lio/reactivex/rxjava3/functions/Action;":           {{[]string{"run"}, Startup}},
	"Lio/reactivex/rxjava3/functions/Consumer;":         {{[]string{"accept"}, Startup}},
	"Lio/reactivex/rxjava3/functions/Function;":         {{[]string{"apply"}, Startup}},
	"Lio/reactivex/rxjava3/core/Observer;":              {{[]string{"onSubscribe", "onNext", "onError", "onComplete"}, Startup}},
	"Lio/reactivex/rxjava3/core/ObservableOnSubscribe;": {{[]string{"subscribe"}, Startup}},
	"Lio/reactivex/rxjava3/core/SingleOnSubscribe;":     {{[]string{"subscribe"}, Startup}},

	// What follows the life of the process or of a screen.
	"Landroid/app/Application$ActivityLifecycleCallbacks;": {{[]string{
		"onActivityCreated", "onActivityStarted", "onActivityResumed", "onActivityPreCreated", "onActivityPostCreated"}, Startup},
		{[]string{"onActivityPaused", "onActivityStopped", "onActivityDestroyed", "onActivitySaveInstanceState"}, User}},
	"Landroid/content/ComponentCallbacks;":                   {{[]string{"onConfigurationChanged", "onLowMemory"}, Background}},
	"Landroid/content/ComponentCallbacks2;":                  {{[]string{"onTrimMemory", "onLowMemory", "onConfigurationChanged"}, Background}},
	"Landroidx/lifecycle/DefaultLifecycleObserver;":          {{[]string{"onCreate", "onStart", "onResume"}, Startup}},
	"Landroidx/lifecycle/LifecycleEventObserver;":            {{[]string{"onStateChanged"}, Startup}},
	"Landroidx/lifecycle/Observer;":                          {{[]string{"onChanged"}, Startup}},
	"Landroid/arch/lifecycle/Observer;":                      {{[]string{"onChanged"}, Startup}},
	"Landroid/app/Fragment;":                                 {{fragment, Startup}, {fragmentLater, User}},
	"Landroidx/fragment/app/Fragment;":                       {{fragment, Startup}, {fragmentLater, User}},
	"Landroid/support/v4/app/Fragment;":                      {{fragment, Startup}, {fragmentLater, User}},
	"Landroid/app/Dialog;":                                   {{[]string{"onCreate", "onStart", "show"}, Startup}},
	"Landroid/content/ServiceConnection;":                    {{[]string{"onServiceConnected"}, Startup}, {[]string{"onServiceDisconnected"}, Background}},
	"Landroid/app/LoaderManager$LoaderCallbacks;":            {{[]string{"onCreateLoader", "onLoadFinished"}, Startup}},
	"Landroidx/loader/app/LoaderManager$LoaderCallbacks;":    {{[]string{"onCreateLoader", "onLoadFinished"}, Startup}},
	"Landroid/view/ViewTreeObserver$OnGlobalLayoutListener;": {{[]string{"onGlobalLayout"}, Startup}},
	"Landroid/view/ViewTreeObserver$OnPreDrawListener;":      {{[]string{"onPreDraw"}, Startup}},
	"Landroid/view/View;":                                    {{[]string{"onAttachedToWindow", "onFinishInflate", "onMeasure", "onLayout", "onDraw"}, Startup}},
	"Landroid/view/animation/Animation$AnimationListener;":   {{[]string{"onAnimationStart", "onAnimationEnd"}, Startup}},
	"Landroid/animation/Animator$AnimatorListener;":          {{[]string{"onAnimationStart", "onAnimationEnd"}, Startup}},
	"Landroid/widget/Adapter;":                               {{[]string{"getCount", "getView", "getItem"}, Startup}},
	"Landroid/webkit/WebChromeClient;": {{[]string{"onProgressChanged", "onReceivedTitle"}, Startup},
		{[]string{"onPermissionRequest", "onGeolocationPermissionsShowPrompt", "onShowFileChooser", "onJsPrompt"}, User}},
	"Landroid/webkit/WebViewClient;": {{[]string{"onPageStarted", "onPageFinished", "onLoadResource", "shouldInterceptRequest", "onReceivedError"}, Startup}},
	"Lokhttp3/Interceptor;":          {{[]string{"intercept"}, Startup}},
	"Lokhttp3/Callback;":             {{[]string{"onResponse", "onFailure"}, Startup}},
	"Lretrofit2/Callback;":           {{[]string{"onResponse", "onFailure"}, Startup}},

	// What the system tells later.
	"Landroid/content/BroadcastReceiver;":                                  {{[]string{"onReceive"}, Background}},
	"Landroid/database/ContentObserver;":                                   {{[]string{"onChange"}, Background}},
	"Landroid/os/FileObserver;":                                            {{[]string{"onEvent"}, Background}},
	"Landroid/location/LocationListener;":                                  {{[]string{"onLocationChanged", "onProviderEnabled", "onProviderDisabled", "onStatusChanged"}, Background}},
	"Landroid/location/GpsStatus$Listener;":                                {{[]string{"onGpsStatusChanged"}, Background}},
	"Landroid/hardware/SensorEventListener;":                               {{[]string{"onSensorChanged", "onAccuracyChanged"}, Background}},
	"Landroid/telephony/PhoneStateListener;":                               {{[]string{"onCallStateChanged", "onCellLocationChanged", "onServiceStateChanged", "onSignalStrengthsChanged", "onDataConnectionStateChanged", "onCellInfoChanged"}, Background}},
	"Landroid/net/ConnectivityManager$NetworkCallback;":                    {{[]string{"onAvailable", "onLost", "onCapabilitiesChanged"}, Background}},
	"Landroid/content/ClipboardManager$OnPrimaryClipChangedListener;":      {{[]string{"onPrimaryClipChanged"}, Background}},
	"Landroid/content/SharedPreferences$OnSharedPreferenceChangeListener;": {{[]string{"onSharedPreferenceChanged"}, Background}},
	"Landroid/app/AlarmManager$OnAlarmListener;":                           {{[]string{"onAlarm"}, Background}},
	"Landroid/bluetooth/le/ScanCallback;":                                  {{[]string{"onScanResult", "onBatchScanResults"}, Background}},

	// What the user does.
	"Landroid/view/View$OnClickListener;":                          {{[]string{"onClick"}, User}},
	"Landroid/view/View$OnLongClickListener;":                      {{[]string{"onLongClick"}, User}},
	"Landroid/view/View$OnTouchListener;":                          {{[]string{"onTouch"}, User}},
	"Landroid/view/View$OnKeyListener;":                            {{[]string{"onKey"}, User}},
	"Landroid/view/View$OnFocusChangeListener;":                    {{[]string{"onFocusChange"}, User}},
	"Landroid/view/View$OnDragListener;":                           {{[]string{"onDrag"}, User}},
	"Landroid/view/View$OnCreateContextMenuListener;":              {{[]string{"onCreateContextMenu"}, User}},
	"Landroid/view/MenuItem$OnMenuItemClickListener;":              {{[]string{"onMenuItemClick"}, User}},
	"Landroid/view/GestureDetector$OnGestureListener;":             {{[]string{"onDown", "onSingleTapUp", "onScroll", "onLongPress", "onFling", "onShowPress"}, User}},
	"Landroid/content/DialogInterface$OnClickListener;":            {{[]string{"onClick"}, User}},
	"Landroid/content/DialogInterface$OnCancelListener;":           {{[]string{"onCancel"}, User}},
	"Landroid/content/DialogInterface$OnDismissListener;":          {{[]string{"onDismiss"}, User}},
	"Landroid/content/DialogInterface$OnMultiChoiceClickListener;": {{[]string{"onClick"}, User}},
	"Landroid/widget/AdapterView$OnItemClickListener;":             {{[]string{"onItemClick"}, User}},
	"Landroid/widget/AdapterView$OnItemLongClickListener;":         {{[]string{"onItemLongClick"}, User}},
	"Landroid/widget/AdapterView$OnItemSelectedListener;":          {{[]string{"onItemSelected", "onNothingSelected"}, User}},
	"Landroid/widget/CompoundButton$OnCheckedChangeListener;":      {{[]string{"onCheckedChanged"}, User}},
	"Landroid/widget/RadioGroup$OnCheckedChangeListener;":          {{[]string{"onCheckedChanged"}, User}},
	"Landroid/widget/SeekBar$OnSeekBarChangeListener;":             {{[]string{"onProgressChanged", "onStartTrackingTouch", "onStopTrackingTouch"}, User}},
	"Landroid/widget/TextView$OnEditorActionListener;":             {{[]string{"onEditorAction"}, User}},
	"Landroid/text/TextWatcher;":                                   {{[]string{"beforeTextChanged", "onTextChanged", "afterTextChanged"}, User}},
	"Landroid/text/style/ClickableSpan;":                           {{[]string{"onClick"}, User}},
	"Landroid/preference/Preference$OnPreferenceClickListener;":    {{[]string{"onPreferenceClick"}, User}},
	"Landroid/preference/Preference$OnPreferenceChangeListener;":   {{[]string{"onPreferenceChange"}, User}},
	"Landroidx/activity/result/ActivityResultCallback;":            {{[]string{"onActivityResult"}, User}},
}

var fragment = []string{
	"onAttach", "onCreate", "onCreateView", "onViewCreated", "onActivityCreated", "onStart", "onResume",
	"onCreateDialog", "onGetLayoutInflater", "onInflate",
}

var fragmentLater = []string{
	"onListItemClick", "onPreferenceTreeClick", "onOptionsItemSelected", "onContextItemSelected", "onPause", "onStop", "onDestroyView",
	"onDestroy", "onDetach", "onSaveInstanceState", "onActivityResult", "onHiddenChanged", "onRequestPermissionsResult",
}

// byLiteral are types of which the platform or a library makes the instances
// itself: naming the class in code is what registers it. The class may name
// itself, as loggers do, without that meaning anything.
var byLiteral = map[string][]callback{
	"Landroidx/work/ListenableWorker;": {{[]string{"doWork", "startWork"}, Background}},
	"Landroidx/startup/Initializer;":   {{[]string{"create", "dependencies"}, Startup}},
	"Landroidx/work/Worker;":           {{[]string{"doWork"}, Background}},
	"Landroidx/work/CoroutineWorker;":  {{[]string{"doWork"}, Background}},
	"Lcom/evernote/android/job/Job;":   {{[]string{"onRunJob"}, Background}},
	"Landroidx/lifecycle/ViewModel;":   {{[]string{"<init>"}, Startup}},
}
