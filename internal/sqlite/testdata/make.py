"""Makes rows.db: small pages, so that few rows already take interior and overflow pages."""
import os
import sqlite3

here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "rows.db")
if os.path.exists(here):
    os.remove(here)
db = sqlite3.connect(here)
db.execute("PRAGMA page_size = 512")
db.execute("PRAGMA encoding = 'UTF-8'")
db.execute('CREATE TABLE other("first column" TEXT, [second] BLOB, third INTEGER CHECK (third IN (1, 2)), UNIQUE (third))')
db.execute("INSERT INTO other VALUES ('a', x'00ff', 2)")
db.execute("CREATE TABLE rows_table(_id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, number INTEGER, ratio REAL)")
for i in range(120):
    db.execute("INSERT INTO rows_table(name, number, ratio) VALUES (?, ?, ?)",
               ("名" * (i * i // 60), (-1) ** i * 7 ** (i % 22), i + 1 / 8 if i % 3 else None))
db.execute("ALTER TABLE rows_table ADD COLUMN late TEXT")
db.execute("INSERT INTO rows_table(_id, name, late) VALUES (-5, 'before all', 'here')")
db.execute("INSERT INTO rows_table(_id, name, number) VALUES (5000000000, 'after all', 1)")
db.commit()
db.execute("VACUUM")
db.close()
