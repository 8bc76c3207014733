CREATE FUNCTION history_guard() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN
            IF TG_OP = 'DELETE' THEN
                IF EXISTS (SELECT 1 FROM forgetting WHERE account = OLD.account) THEN
                    RETURN OLD;
                END IF;
            END IF;
            RAISE EXCEPTION 'history is never changed or deleted';
        END $$;
CREATE FUNCTION snapshots_guard() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN
            IF TG_OP = 'DELETE' THEN
                IF EXISTS (SELECT 1 FROM forgetting WHERE account = OLD.account) THEN
                    RETURN OLD;
                END IF;
            END IF;
            RAISE EXCEPTION 'snapshots is never changed or deleted';
        END $$;
CREATE TABLE forgetting (
    account text NOT NULL
);
CREATE TABLE history (
    change_id text NOT NULL,
    account text NOT NULL,
    revision integer NOT NULL,
    who text NOT NULL,
    at text NOT NULL,
    edits text NOT NULL,
    words text NOT NULL,
    plan text
);
CREATE TABLE plans (
    account text NOT NULL,
    name text NOT NULL,
    revision integer NOT NULL,
    plan text NOT NULL,
    changed_at text NOT NULL,
    changed_by text NOT NULL
);
CREATE TABLE snapshots (
    sha256 text NOT NULL,
    account text NOT NULL,
    kind text NOT NULL,
    taken_on text NOT NULL,
    plan text NOT NULL,
    results text NOT NULL,
    rules_version integer NOT NULL,
    made_at text NOT NULL
);
CREATE TABLE store_version (
    version integer NOT NULL
);
CREATE TABLE tombstones (
    account_sha256 text NOT NULL,
    at text NOT NULL,
    who text NOT NULL
);
INSERT INTO history VALUES ('c1', 'northwind', 1, 'priya', '2026-07-17T12:00:00.000000+00:00', '[]', 'created', '{"id":"northwind","account":{"name":"Northwind Frächt","fee":216000.0},"objective":"Plan in 15 minutes","start_on":"2026-03-02","stages":[{"id":"s1","name":"Onboard","weeks":2.0}],"activities":[{"id":"a1","title":"Kick-off","stage":"s1","days":1.0},{"id":"a2","title":"Train","stage":"s1","side":"customer","after":["a1"]}]}');
INSERT INTO history VALUES ('c2', 'northwind', 2, 'dana', '2026-07-17T13:00:00.000000+00:00', '[{"field":"state","kind":"set","old":"not_started","row":"a1","table":"activities","value":"done"},{"field":"finished_on","kind":"set","old":null,"row":"a1","table":"activities","value":"2026-03-02"}]', 'signed by Ruth', NULL);
INSERT INTO history VALUES ('c3', 'northwind', 3, 'priya', '2026-07-17T14:00:00.000000+00:00', '[{"kind":"remove","old":{"after":["a1"],"id":"a2","side":"customer","stage":"s1","title":"Train"},"row":"a2","table":"activities"},{"after":"￿","kind":"add","row":"r1","table":"risks","value":{"id":"r1","name":"Rota"}}]', '', NULL);
INSERT INTO plans VALUES ('northwind', 'Northwind Frächt', 3, '{"id":"northwind","account":{"name":"Northwind Frächt","fee":216000.0},"objective":"Plan in 15 minutes","start_on":"2026-03-02","stages":[{"id":"s1","name":"Onboard","weeks":2.0}],"activities":[{"id":"a1","title":"Kick-off","stage":"s1","state":"done","days":1.0,"finished_on":"2026-03-02"}],"risks":[{"id":"r1","name":"Rota"}]}', '2026-07-17T14:00:00.000000+00:00', 'priya');
INSERT INTO snapshots VALUES ('d0fc91fdbde175c6be2ab41206bf83bdc3bde57db64088aa6e9441852eacabe4', 'northwind', 'qbr', '2026-07-17', '{"id":"northwind","account":{"name":"Northwind Frächt","fee":216000.0},"objective":"Plan in 15 minutes","start_on":"2026-03-02","stages":[{"id":"s1","name":"Onboard","weeks":2.0}],"activities":[{"id":"a1","title":"Kick-off","stage":"s1","state":"done","days":1.0,"finished_on":"2026-03-02"}],"risks":[{"id":"r1","name":"Rota"}]}', '{"letter":"B","points":80.5}', 1, '2026-07-17T12:00:00.000000+00:00');
INSERT INTO store_version VALUES (1);
INSERT INTO tombstones VALUES ('283bb9deef02e6843abfb538efa1eca70801bd8a701c3f98191e123496339247', '2026-07-17T12:00:00.000000+00:00', 'dpo');
ALTER TABLE ONLY forgetting
    ADD CONSTRAINT forgetting_pkey PRIMARY KEY (account);
ALTER TABLE ONLY history
    ADD CONSTRAINT history_account_revision_key UNIQUE (account, revision);
ALTER TABLE ONLY history
    ADD CONSTRAINT history_pkey PRIMARY KEY (change_id);
ALTER TABLE ONLY plans
    ADD CONSTRAINT plans_pkey PRIMARY KEY (account);
ALTER TABLE ONLY snapshots
    ADD CONSTRAINT snapshots_pkey PRIMARY KEY (sha256);
ALTER TABLE ONLY store_version
    ADD CONSTRAINT store_version_pkey PRIMARY KEY (version);
ALTER TABLE ONLY tombstones
    ADD CONSTRAINT tombstones_pkey PRIMARY KEY (account_sha256, at);
CREATE INDEX ix_snapshots_account ON snapshots USING btree (account);
CREATE TRIGGER history_no_change BEFORE DELETE OR UPDATE ON history FOR EACH ROW EXECUTE FUNCTION history_guard();
CREATE TRIGGER history_no_truncate BEFORE TRUNCATE ON history FOR EACH STATEMENT EXECUTE FUNCTION history_guard();
CREATE TRIGGER snapshots_no_change BEFORE DELETE OR UPDATE ON snapshots FOR EACH ROW EXECUTE FUNCTION snapshots_guard();
CREATE TRIGGER snapshots_no_truncate BEFORE TRUNCATE ON snapshots FOR EACH STATEMENT EXECUTE FUNCTION snapshots_guard();
ALTER TABLE ONLY history
    ADD CONSTRAINT history_account_fkey FOREIGN KEY (account) REFERENCES plans(account);
ALTER TABLE ONLY snapshots
    ADD CONSTRAINT snapshots_account_fkey FOREIGN KEY (account) REFERENCES plans(account);
