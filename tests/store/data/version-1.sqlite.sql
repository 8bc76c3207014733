BEGIN TRANSACTION;
CREATE TABLE forgetting (account TEXT PRIMARY KEY NOT NULL);
CREATE TABLE history (
        change_id TEXT PRIMARY KEY NOT NULL,
        account TEXT NOT NULL REFERENCES plans (account),
        revision INTEGER NOT NULL,
        who TEXT NOT NULL,
        at TEXT NOT NULL,
        edits TEXT NOT NULL,
        words TEXT NOT NULL,
        plan TEXT,
        UNIQUE (account, revision));
INSERT INTO "history" VALUES('c1','northwind',1,'priya','2026-07-17T12:00:00.000000+00:00','[]','created','{"id":"northwind","account":{"name":"Northwind Frächt","fee":216000.0},"objective":"Plan in 15 minutes","start_on":"2026-03-02","stages":[{"id":"s1","name":"Onboard","weeks":2.0}],"activities":[{"id":"a1","title":"Kick-off","stage":"s1","days":1.0},{"id":"a2","title":"Train","stage":"s1","side":"customer","after":["a1"]}]}');
INSERT INTO "history" VALUES('c2','northwind',2,'dana','2026-07-17T13:00:00.000000+00:00','[{"field":"state","kind":"set","old":"not_started","row":"a1","table":"activities","value":"done"},{"field":"finished_on","kind":"set","old":null,"row":"a1","table":"activities","value":"2026-03-02"}]','signed by Ruth',NULL);
INSERT INTO "history" VALUES('c3','northwind',3,'priya','2026-07-17T14:00:00.000000+00:00','[{"kind":"remove","old":{"after":["a1"],"id":"a2","side":"customer","stage":"s1","title":"Train"},"row":"a2","table":"activities"},{"after":"￿","kind":"add","row":"r1","table":"risks","value":{"id":"r1","name":"Rota"}}]','',NULL);
CREATE TABLE plans (
        account TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL,
        revision INTEGER NOT NULL,
        plan TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        changed_by TEXT NOT NULL);
INSERT INTO "plans" VALUES('northwind','Northwind Frächt',3,'{"id":"northwind","account":{"name":"Northwind Frächt","fee":216000.0},"objective":"Plan in 15 minutes","start_on":"2026-03-02","stages":[{"id":"s1","name":"Onboard","weeks":2.0}],"activities":[{"id":"a1","title":"Kick-off","stage":"s1","state":"done","days":1.0,"finished_on":"2026-03-02"}],"risks":[{"id":"r1","name":"Rota"}]}','2026-07-17T14:00:00.000000+00:00','priya');
CREATE TABLE snapshots (
        sha256 TEXT PRIMARY KEY NOT NULL,
        account TEXT NOT NULL REFERENCES plans (account),
        kind TEXT NOT NULL,
        taken_on TEXT NOT NULL,
        plan TEXT NOT NULL,
        results TEXT NOT NULL,
        rules_version INTEGER NOT NULL,
        made_at TEXT NOT NULL);
INSERT INTO "snapshots" VALUES('d0fc91fdbde175c6be2ab41206bf83bdc3bde57db64088aa6e9441852eacabe4','northwind','qbr','2026-07-17','{"id":"northwind","account":{"name":"Northwind Frächt","fee":216000.0},"objective":"Plan in 15 minutes","start_on":"2026-03-02","stages":[{"id":"s1","name":"Onboard","weeks":2.0}],"activities":[{"id":"a1","title":"Kick-off","stage":"s1","state":"done","days":1.0,"finished_on":"2026-03-02"}],"risks":[{"id":"r1","name":"Rota"}]}','{"letter":"B","points":80.5}',1,'2026-07-17T12:00:00.000000+00:00');
CREATE TABLE store_version (version INTEGER PRIMARY KEY NOT NULL);
INSERT INTO "store_version" VALUES(1);
CREATE TABLE tombstones (
        account_sha256 TEXT NOT NULL,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        PRIMARY KEY (account_sha256, at));
INSERT INTO "tombstones" VALUES('283bb9deef02e6843abfb538efa1eca70801bd8a701c3f98191e123496339247','2026-07-17T12:00:00.000000+00:00','dpo');
CREATE INDEX ix_snapshots_account ON snapshots (account);
CREATE TRIGGER history_no_update BEFORE UPDATE ON history
        BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
CREATE TRIGGER history_no_delete BEFORE DELETE ON history
        WHEN NOT EXISTS (SELECT 1 FROM forgetting WHERE account = OLD.account)
        BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
CREATE TRIGGER history_no_replace BEFORE INSERT ON history
        WHEN EXISTS (SELECT 1 FROM history WHERE change_id = NEW.change_id OR (account = NEW.account AND revision = NEW.revision))
        BEGIN SELECT RAISE(ABORT, 'history is never replaced'); END;
CREATE TRIGGER snapshots_no_update BEFORE UPDATE ON snapshots
        BEGIN SELECT RAISE(ABORT, 'snapshots is never changed'); END;
CREATE TRIGGER snapshots_no_delete BEFORE DELETE ON snapshots
        WHEN NOT EXISTS (SELECT 1 FROM forgetting WHERE account = OLD.account)
        BEGIN SELECT RAISE(ABORT, 'snapshots is never deleted'); END;
CREATE TRIGGER snapshots_no_replace BEFORE INSERT ON snapshots
        WHEN EXISTS (SELECT 1 FROM snapshots WHERE sha256 = NEW.sha256)
        BEGIN SELECT RAISE(ABORT, 'snapshots is never replaced'); END;
COMMIT;
