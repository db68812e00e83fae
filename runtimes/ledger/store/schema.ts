/**
 * The tables of a ledger's file. README.md in this folder documents each for people with a SQLite tool.
 * A file says what it is (`application_id`) and which version of the schema it has (`user_version`).
 */

/** "ILVL" */
export const APPLICATION_ID = 0x494c564c;

/** `MIGRATIONS[v]` takes a file from version v to v + 1; version 0 is an empty file. Never changed once released, only added to. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE ledger (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE block (
    id INTEGER PRIMARY KEY,
    parent INTEGER REFERENCES block (id),
    number INTEGER NOT NULL,
    hash TEXT NOT NULL,
    timestamp INTEGER,
    policy TEXT,
    transactions INTEGER NOT NULL,
    gas_used ANY NOT NULL,
    context BLOB,
    decisions TEXT,
    state_root TEXT
  ) STRICT;
  CREATE INDEX block_parent ON block (parent);
  CREATE INDEX block_hash ON block (hash);

  CREATE TABLE branch (
    name TEXT PRIMARY KEY,
    block INTEGER NOT NULL REFERENCES block (id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE move (
    id INTEGER PRIMARY KEY,
    branch TEXT NOT NULL,
    was INTEGER,
    now INTEGER,
    what TEXT NOT NULL
  ) STRICT;

  CREATE TABLE cell (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL
  ) STRICT;

  CREATE TABLE change (
    block INTEGER NOT NULL REFERENCES block (id),
    cell INTEGER NOT NULL REFERENCES cell (id),
    before TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (block, cell)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE tx (
    block INTEGER NOT NULL REFERENCES block (id),
    position INTEGER NOT NULL,
    sender TEXT NOT NULL,
    recipient TEXT,
    runtime TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT,
    gas_used ANY NOT NULL,
    created TEXT,
    output BLOB,
    body BLOB NOT NULL,
    PRIMARY KEY (block, position)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE event (
    block INTEGER NOT NULL REFERENCES block (id),
    tx INTEGER NOT NULL,
    position INTEGER NOT NULL,
    account TEXT NOT NULL,
    topics TEXT NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (block, tx, position)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE record (
    block INTEGER NOT NULL REFERENCES block (id),
    tx INTEGER NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (block, tx)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE code (
    hash TEXT PRIMARY KEY,
    bytes BLOB NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE preimage (
    hash TEXT PRIMARY KEY,
    bytes BLOB NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE trace (
    block INTEGER PRIMARY KEY REFERENCES block (id),
    effects BLOB,
    schedule BLOB
  ) STRICT;

  CREATE TABLE artifact (
    hash TEXT PRIMARY KEY,
    runtime TEXT NOT NULL,
    contract TEXT NOT NULL,
    source TEXT NOT NULL,
    compiler TEXT NOT NULL,
    json BLOB NOT NULL
  ) STRICT;

  CREATE TABLE contract (
    block INTEGER NOT NULL REFERENCES block (id),
    account TEXT NOT NULL,
    name TEXT NOT NULL,
    artifact TEXT NOT NULL REFERENCES artifact (hash),
    PRIMARY KEY (block, account)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE block ADD COLUMN outcomes TEXT;
  `,
  // The versions of one cell, without a look at every block.
  `
  CREATE INDEX change_cell ON change (cell, block);
  `,
];

/** The oldest version that can be looked at as it is; what came since may be missing there. */
export const READABLE_FROM = 1;

/** The version that this program writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;
