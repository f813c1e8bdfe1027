"""Makes rules.db, a database of invented rules in the form of LibChecker-Rules."""
import os
import sqlite3

here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "rules.db")
if os.path.exists(here):
    os.remove(here)
NATIVE, SERVICE, ACTIVITY, RECEIVER, PROVIDER, DEX, STATIC, METADATA, ACTION = 0, 1, 2, 3, 4, 5, 6, 8, 9
rules = [
    ("libexampleads.so", "示例广告", NATIVE, False),
    (r"libexampleads_v(.*)\.so", "示例广告", NATIVE, True),
    (r"org.example.ads.(.*)", "示例广告", ACTIVITY, True),
    ("org.example.ads.AdService", "示例广告", SERVICE, False),
    ("org.example.ads.action.SHOW", "示例广告", ACTION, False),
    ("org.example.push.PushReceiver", "Example Push", RECEIVER, False),
    (r"org.example.push.stub[0-9]*.Stub", "Example Push", PROVIDER, True),
    (r"org\.example\.net\.(.*)", "Example Net", DEX, True),
    ("com.umeng.message.UmengIntentService", "友盟推送", SERVICE, False),
    ("org.example.broken(", "Broken", SERVICE, True),
    ("org.example.static", "Example Static", STATIC, False),
    ("ORG_EXAMPLE_KEY", "Example Key", METADATA, False),
]
db = sqlite3.connect(here)
db.execute("PRAGMA page_size = 512")
db.execute("CREATE TABLE rules_table(_id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, label TEXT NOT NULL, type INTEGER NOT NULL, "
           "iconIndex INTEGER NOT NULL, isRegexRule INTEGER NOT NULL, regexName TEXT)")
for name, label, kind, regex in rules:
    db.execute("INSERT INTO rules_table(name, label, type, iconIndex, isRegexRule, regexName) VALUES (?, ?, ?, -1, ?, ?)",
               (name, label, kind, int(regex), "regex" if regex else None))
db.commit()
db.close()
