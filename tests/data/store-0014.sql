BEGIN TRANSACTION;
CREATE TABLE absences (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        party_id INTEGER NOT NULL,
        from_on DATE NOT NULL,
        until_on DATE NOT NULL,
        to_id INTEGER NOT NULL,
        CONSTRAINT ck_absences_until_on_after_from_on CHECK (from_on <= until_on),
        CONSTRAINT ck_absences_to_another CHECK (party_id <> to_id),
        CONSTRAINT fk_absences_party_id FOREIGN KEY(party_id) REFERENCES parties (id),
        CONSTRAINT fk_absences_to_id FOREIGN KEY(to_id) REFERENCES parties (id)
    );
INSERT INTO "absences" VALUES(1,3,'2026-06-08','2026-06-12',4);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0014');
CREATE TABLE "applied_rules" (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        rule VARCHAR NOT NULL,
        cause VARCHAR NOT NULL,
        cause_id INTEGER NOT NULL,
        case_id INTEGER NOT NULL,
        due_at DATETIME NOT NULL,
        applied_at DATETIME NOT NULL,
        escalation_id INTEGER,
        promise_id INTEGER,
        CONSTRAINT ck_applied_rules_rule CHECK (rule = 'overdue' OR rule = 'unanswered' OR rule = 'came_back' OR rule = 'declined' OR rule = 'unacknowledged' OR rule = 'idle' OR rule = 'chased' OR rule = 'exhausted'),
        CONSTRAINT ck_applied_rules_cause CHECK (cause = 'promises' OR cause = 'contacts' OR cause = 'replacements' OR cause = 'reopenings' OR cause = 'escalations'),
        CONSTRAINT ck_applied_rules_applied_at_after_due_at CHECK (due_at <= applied_at),
        CONSTRAINT uq_applied_rules_rule_cause_cause_id_due_at UNIQUE (rule, cause, cause_id, due_at),
        CONSTRAINT fk_applied_rules_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
        CONSTRAINT fk_applied_rules_escalation_id FOREIGN KEY(escalation_id) REFERENCES escalations (id),
        CONSTRAINT fk_applied_rules_promise_id FOREIGN KEY(promise_id) REFERENCES promises (id)
    );
INSERT INTO "applied_rules" VALUES(1,'exhausted','promises',6,5,'2026-06-01 14:17:00.000000','2026-06-12 14:00:00.000000',NULL,33);
CREATE TABLE arrival_checks (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            purchase_id INTEGER NOT NULL,
            sent_at DATETIME NOT NULL,
            CONSTRAINT uq_arrival_checks_purchase_id UNIQUE (purchase_id),
            CONSTRAINT fk_arrival_checks_purchase_id FOREIGN KEY(purchase_id) REFERENCES purchases (id)
        );
INSERT INTO "arrival_checks" VALUES(1,1,'2026-06-05 21:00:00.000000');
PRAGMA writable_schema=ON;
CREATE TABLE articles (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            product VARCHAR NOT NULL,
            symptom VARCHAR NOT NULL,
            remedy VARCHAR NOT NULL,
            sends VARCHAR,
            added_at DATETIME NOT NULL,
            added_by VARCHAR NOT NULL,
            retired_at DATETIME,
            retired_because VARCHAR,
            CONSTRAINT ck_articles_product_filled CHECK (trim(product) <> ''),
            CONSTRAINT ck_articles_symptom_filled CHECK (trim(symptom) <> ''),
            CONSTRAINT ck_articles_remedy_filled CHECK (trim(remedy) <> ''),
            CONSTRAINT ck_articles_retired_for_a_reason CHECK ((retired_at IS NULL) = (retired_because IS NULL)),
            CONSTRAINT ck_articles_retired_at_after_added_at CHECK (added_at <= retired_at)
        );
INSERT INTO "articles" VALUES(1,'Headset A','No sound','Send a cable','Cable B','2026-08-03 15:01:00.000000','Ana','2026-08-03 15:05:00.000000','Cable B is sold out');
CREATE TABLE ask_agains (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            case_id INTEGER NOT NULL,
            at DATETIME NOT NULL,
            due_at DATETIME NOT NULL,
            done_at DATETIME,
            CONSTRAINT ck_ask_agains_due_at_after_at CHECK (at <= due_at),
            CONSTRAINT ck_ask_agains_done_at_after_at CHECK (at <= done_at),
            CONSTRAINT fk_ask_agains_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
        );
INSERT INTO "ask_agains" VALUES(1,1,'2026-06-02 16:00:00.000000','2026-07-02 21:00:00.000000','2026-06-02 16:01:00.000000');
CREATE TABLE attachment_contents (
            sha256 VARCHAR NOT NULL,
            content BLOB NOT NULL,
            CONSTRAINT pk_attachment_contents PRIMARY KEY (sha256)
        );
CREATE TABLE attachments (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            case_id INTEGER NOT NULL,
            at DATETIME NOT NULL,
            who VARCHAR NOT NULL,
            name VARCHAR NOT NULL,
            media_type VARCHAR NOT NULL,
            size INTEGER NOT NULL,
            sha256 VARCHAR,
            note VARCHAR,
            CONSTRAINT ck_attachments_name_filled CHECK (trim(name) <> ''),
            CONSTRAINT ck_attachments_size CHECK (typeof(size) = 'integer' AND size > 0),
            CONSTRAINT ck_attachments_sha256 CHECK (
                length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'
            ),
            CONSTRAINT fk_attachments_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
        );
INSERT INTO "attachments" VALUES(1,1,'2026-06-03 14:08:00.000000','Ana','orders.csv','text/plain',129,'cd2896b845f84918211ed2c7e5b8baf9fcf00bd915ccded63f964f7e7d06ffd9','what was bought');
CREATE TABLE believed_outcomes (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            correction_id INTEGER NOT NULL,
            outcome VARCHAR NOT NULL,
            at DATETIME NOT NULL,
            came VARCHAR,
            CONSTRAINT ck_believed_outcomes_outcome CHECK (outcome = 'works' OR outcome = 'doa' OR outcome = 'wrong-item' OR outcome = 'damaged' OR outcome = 'incomplete' OR outcome = 'lost' OR outcome = 'failed'),
            CONSTRAINT fk_believed_outcomes_correction_id
                FOREIGN KEY(correction_id) REFERENCES outcome_corrections (id)
        );
INSERT INTO "believed_outcomes" VALUES(1,1,'works','2026-06-10 14:01:00.000000',NULL);
INSERT INTO "believed_outcomes" VALUES(2,2,'doa','2026-06-10 14:03:00.000000',NULL);
INSERT INTO "believed_outcomes" VALUES(3,3,'lost','2026-08-03 15:10:00.000000',NULL);
CREATE TABLE case_links (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        case_id INTEGER NOT NULL,
        other_id INTEGER NOT NULL,
        at DATETIME NOT NULL,
        because VARCHAR,
        CONSTRAINT ck_case_links_to_another CHECK (case_id <> other_id),
        CONSTRAINT uq_case_links_case_id_other_id UNIQUE (case_id, other_id),
        CONSTRAINT fk_case_links_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
        CONSTRAINT fk_case_links_other_id FOREIGN KEY(other_id) REFERENCES cases (id)
    );
INSERT INTO "case_links" VALUES(2,1,5,'2026-06-03 14:09:00.000000',NULL);
CREATE TABLE "cases" (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        customer_id INTEGER NOT NULL,
        subject VARCHAR NOT NULL,
        product VARCHAR,
        order_number VARCHAR,
        channel VARCHAR,
        found_by VARCHAR NOT NULL,
        fault VARCHAR NOT NULL,
        severity VARCHAR NOT NULL,
        usable BOOLEAN,
        tried VARCHAR,
        opened_at DATETIME NOT NULL,
        closed_at DATETIME,
        closed_how VARCHAR,
        may_be_silent BOOLEAN NOT NULL,
        update_every VARCHAR,
        merged_into INTEGER,
        source VARCHAR,
        ref VARCHAR,
        serial VARCHAR,
        review_address VARCHAR, quantity INTEGER DEFAULT 1 NOT NULL CONSTRAINT ck_cases_quantity CHECK (quantity >= 1),
        CONSTRAINT ck_cases_subject_filled CHECK (trim(subject) <> ''),
        CONSTRAINT ck_cases_found_by CHECK (found_by = 'customer' OR found_by = 'us' OR found_by = 'review'),
        CONSTRAINT ck_cases_fault CHECK (fault = 'unknown' OR fault = 'product' OR fault = 'shipping' OR fault = 'us' OR fault = 'third_party' OR fault = 'customer' OR fault = 'nobody'),
        CONSTRAINT ck_cases_severity CHECK (severity = 'minor' OR severity = 'normal' OR severity = 'major'),
        CONSTRAINT ck_cases_closed_how CHECK (closed_how = 'confirmed' OR closed_how = 'unconfirmed' OR closed_how = 'merged'),
        CONSTRAINT ck_cases_closed_somehow CHECK ((closed_at IS NULL) = (closed_how IS NULL)),
        CONSTRAINT ck_cases_merged_is_closed CHECK (merged_into IS NULL OR coalesce(closed_how, '') = 'merged'),
        CONSTRAINT ck_cases_closed_at_after_opened_at CHECK (opened_at <= closed_at),
        CONSTRAINT uq_cases_source_ref UNIQUE (source, ref),
        CONSTRAINT fk_cases_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id),
        CONSTRAINT fk_cases_merged_into FOREIGN KEY(merged_into) REFERENCES cases (id)
    );
INSERT INTO "cases" VALUES(1,1,'No sound at all','Headset A','4711',NULL,'customer','unknown','normal',NULL,NULL,'2026-06-01 14:02:00.000000',NULL,NULL,0,'2bd',NULL,NULL,NULL,NULL,NULL,1);
INSERT INTO "cases" VALUES(2,1,'Crackles',NULL,NULL,NULL,'customer','unknown','normal',NULL,NULL,'2026-06-03 14:03:00.000000','2026-06-03 14:08:00.000000','merged',0,'2bd',1,NULL,NULL,NULL,NULL,1);
INSERT INTO "cases" VALUES(5,1,'The cable',NULL,NULL,NULL,'customer','unknown','normal',NULL,NULL,'2026-06-01 14:04:00.000000',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,1);
INSERT INTO "cases" VALUES(6,6,'Two units broke',NULL,NULL,NULL,'us','us','normal',NULL,NULL,'2026-06-03 14:14:00.000000',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,1);
INSERT INTO "cases" VALUES(7,1,'Left ear','Headset A',NULL,NULL,'customer','unknown','normal',NULL,NULL,'2026-06-08 14:07:00.000000',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,1);
INSERT INTO "cases" VALUES(8,1,'Three of five','Headset A',NULL,NULL,'customer','unknown','normal',NULL,NULL,'2026-06-08 14:18:00.000000',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,3);
INSERT INTO "cases" VALUES(9,7,'No sound','Headset A',NULL,NULL,'us','unknown','normal',NULL,NULL,'2026-08-03 15:04:00.000000',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,1);
CREATE TABLE causes (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            case_id INTEGER NOT NULL,
            at DATETIME NOT NULL,
            who VARCHAR NOT NULL,
            cause VARCHAR NOT NULL,
            promise_id INTEGER,
            CONSTRAINT ck_causes_cause_filled CHECK (trim(cause) <> ''),
            CONSTRAINT fk_causes_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
            CONSTRAINT fk_causes_promise_id FOREIGN KEY(promise_id) REFERENCES promises (id)
        );
INSERT INTO "causes" VALUES(1,6,'2026-06-03 14:18:00.000000','Ana','No box for them',21);
CREATE TABLE changes (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	command_id INTEGER NOT NULL, 
	table_name VARCHAR NOT NULL, 
	row_id INTEGER NOT NULL, 
	action VARCHAR NOT NULL, 
	"before" VARCHAR, 
	CONSTRAINT ck_changes_action CHECK (action = 'insert' OR action = 'update' OR action = 'delete'), 
	CONSTRAINT fk_changes_command_id FOREIGN KEY(command_id) REFERENCES commands (id)
);
INSERT INTO "changes" VALUES(1,1,'customers',1,'insert',NULL);
INSERT INTO "changes" VALUES(2,2,'parties',1,'insert',NULL);
INSERT INTO "changes" VALUES(3,2,'parties',1,'update','{"id":1,"name":"FieldCo","folded":"fieldco","kind":"contractor","email":null,"phone":null,"retired_at":null}');
INSERT INTO "changes" VALUES(4,2,'party_addresses',1,'insert',NULL);
INSERT INTO "changes" VALUES(5,3,'cases',1,'insert',NULL);
INSERT INTO "changes" VALUES(6,3,'contacts',1,'insert',NULL);
INSERT INTO "changes" VALUES(7,3,'parties',2,'insert',NULL);
INSERT INTO "changes" VALUES(8,3,'promises',1,'insert',NULL);
INSERT INTO "changes" VALUES(9,4,'contacts',2,'insert',NULL);
INSERT INTO "changes" VALUES(10,5,'promises',2,'insert',NULL);
INSERT INTO "changes" VALUES(11,6,'promises',2,'update','{"id":2,"case_id":1,"kind":"other","what":"A technician calls you","said":1,"automatic":0,"owner_id":2,"performer_id":1,"made_at":"2026-06-01 14:04:00.000000","recorded_at":"2026-06-01 14:04:00.000000","due_at":"2026-06-03 21:00:00.000000","backup":null,"replacement_id":null,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(12,6,'promises',3,'insert',NULL);
INSERT INTO "changes" VALUES(13,7,'reminders',1,'insert',NULL);
INSERT INTO "changes" VALUES(14,8,'reminders',2,'insert',NULL);
INSERT INTO "changes" VALUES(15,9,'promises',4,'insert',NULL);
INSERT INTO "changes" VALUES(16,10,'promises',4,'update','{"id":4,"case_id":1,"kind":"other","what":"A voucher","said":1,"automatic":0,"owner_id":2,"performer_id":2,"made_at":"2026-06-01 14:06:00.000000","recorded_at":"2026-06-01 14:06:00.000000","due_at":"2026-06-08 21:00:00.000000","backup":null,"replacement_id":null,"supersedes":null,"depends_on":3,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(17,11,'contacts',3,'insert',NULL);
INSERT INTO "changes" VALUES(18,11,'promises',1,'update','{"id":1,"case_id":1,"kind":"acknowledge","what":"We get back to Dana","said":0,"automatic":1,"owner_id":2,"performer_id":2,"made_at":"2026-06-01 14:02:00.000000","recorded_at":"2026-06-01 14:02:00.000000","due_at":"2026-06-02 21:00:00.000000","backup":null,"replacement_id":null,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(19,11,'promises',5,'insert',NULL);
INSERT INTO "changes" VALUES(20,11,'contacts',1,'update','{"id":1,"case_id":1,"at":"2026-06-01 14:02:00.000000","direction":"in","channel":null,"who":"Dana Reyes","text":"No sound","chasing":0,"praise":0,"apology":0,"reached":0,"in_reply_to":null,"number":1,"no_reply":0,"spoken_for":1,"awaits":null,"answered_at":null}');
INSERT INTO "changes" VALUES(21,11,'contacts',2,'update','{"id":2,"case_id":1,"at":"2026-06-01 14:03:00.000000","direction":"in","channel":null,"who":"Dana Reyes","text":"It is both ears","chasing":1,"praise":0,"apology":0,"reached":0,"in_reply_to":null,"number":2,"no_reply":0,"spoken_for":0,"awaits":null,"answered_at":null}');
INSERT INTO "changes" VALUES(22,12,'cases',1,'update','{"id":1,"customer_id":1,"subject":"No sound","product":"Headset A","order_number":null,"channel":null,"found_by":"customer","fault":"unknown","severity":"normal","usable":null,"tried":null,"opened_at":"2026-06-01 14:02:00.000000","closed_at":null,"closed_how":null,"may_be_silent":0,"update_every":null,"merged_into":null,"source":null,"ref":null,"serial":null,"review_address":null,"quantity":1}');
INSERT INTO "changes" VALUES(23,13,'notes',1,'insert',NULL);
INSERT INTO "changes" VALUES(24,14,'promises',3,'update','{"id":3,"case_id":1,"kind":"other","what":"A technician rings you","said":1,"automatic":0,"owner_id":2,"performer_id":1,"made_at":"2026-06-01 14:05:00.000000","recorded_at":"2026-06-01 14:05:00.000000","due_at":"2026-06-04 21:00:00.000000","backup":null,"replacement_id":null,"supersedes":2,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(25,14,'contacts',4,'insert',NULL);
INSERT INTO "changes" VALUES(26,14,'promises',6,'insert',NULL);
INSERT INTO "changes" VALUES(27,15,'parties',3,'insert',NULL);
INSERT INTO "changes" VALUES(28,15,'escalations',1,'insert',NULL);
INSERT INTO "changes" VALUES(29,16,'escalations',1,'update','{"id":1,"case_id":1,"promise_id":6,"level":1,"to_id":3,"because":"asked","raised_at":"2026-06-01 14:12:00.000000","raised_by":"Ana","ack_by":"2026-06-01 18:12:00.000000","backup":"Ana calls","told_at":null,"acknowledged_at":null,"acknowledged_by":null,"resolved_at":null,"declined_at":null,"ended_because":null,"policy":"{\"rungs\": [], \"idle_after\": \"1bd\", \"overdue_after\": \"1bd\", \"answer_within\": \"1bd\"}"}');
INSERT INTO "changes" VALUES(30,17,'escalations',1,'update','{"id":1,"case_id":1,"promise_id":6,"level":1,"to_id":3,"because":"asked","raised_at":"2026-06-01 14:12:00.000000","raised_by":"Ana","ack_by":"2026-06-01 18:12:00.000000","backup":"Ana calls","told_at":"2026-06-01 14:13:00.000000","acknowledged_at":null,"acknowledged_by":null,"resolved_at":null,"declined_at":null,"ended_because":null,"policy":"{\"rungs\": [], \"idle_after\": \"1bd\", \"overdue_after\": \"1bd\", \"answer_within\": \"1bd\"}"}');
INSERT INTO "changes" VALUES(31,18,'escalations',1,'update','{"id":1,"case_id":1,"promise_id":6,"level":1,"to_id":3,"because":"asked","raised_at":"2026-06-01 14:12:00.000000","raised_by":"Ana","ack_by":"2026-06-01 18:12:00.000000","backup":"Ana calls","told_at":"2026-06-01 14:13:00.000000","acknowledged_at":"2026-06-01 14:14:00.000000","acknowledged_by":"Ben","resolved_at":null,"declined_at":null,"ended_because":null,"policy":"{\"rungs\": [], \"idle_after\": \"1bd\", \"overdue_after\": \"1bd\", \"answer_within\": \"1bd\"}"}');
INSERT INTO "changes" VALUES(32,19,'parties',4,'insert',NULL);
INSERT INTO "changes" VALUES(33,19,'escalations',2,'insert',NULL);
INSERT INTO "changes" VALUES(34,20,'escalations',2,'update','{"id":2,"case_id":1,"promise_id":6,"level":1,"to_id":4,"because":null,"raised_at":"2026-06-01 14:16:00.000000","raised_by":"Ana","ack_by":"2026-06-01 18:16:00.000000","backup":"Ana calls","told_at":null,"acknowledged_at":null,"acknowledged_by":null,"resolved_at":null,"declined_at":null,"ended_because":null,"policy":"{\"rungs\": [], \"idle_after\": \"1bd\", \"overdue_after\": \"1bd\", \"answer_within\": \"1bd\"}"}');
INSERT INTO "changes" VALUES(35,21,'promises',6,'update','{"id":6,"case_id":1,"kind":"other","what":"A technician rings you","said":1,"automatic":0,"owner_id":2,"performer_id":1,"made_at":"2026-06-01 14:11:00.000000","recorded_at":"2026-06-01 14:11:00.000000","due_at":"2026-06-05 21:00:00.000000","backup":null,"replacement_id":null,"supersedes":3,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(36,22,'promises',5,'update','{"id":5,"case_id":1,"kind":"follow_up","what":"Follow up with Dana","said":0,"automatic":0,"owner_id":2,"performer_id":2,"made_at":"2026-06-01 14:08:00.000000","recorded_at":"2026-06-01 14:08:00.000000","due_at":"2026-06-03 21:00:00.000000","backup":null,"replacement_id":null,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(37,22,'promises',7,'insert',NULL);
INSERT INTO "changes" VALUES(38,23,'parties',5,'insert',NULL);
INSERT INTO "changes" VALUES(39,23,'replacements',1,'insert',NULL);
INSERT INTO "changes" VALUES(40,23,'replacements',1,'update','{"id":1,"case_id":1,"chain":1,"attempt":1,"wanted":"Headset A","item":"Headset A","serial":null,"basis":null,"because":"no sound","why":"Dana, your headset broke. This one is yours; nothing to do.","different":null,"substitute_because":null,"consent":null,"supplier_id":null,"carrier_id":5,"tracking":null,"shipped_by":"us","requested_at":"2026-06-01 14:20:00.000000","approver_id":null,"approved_at":null,"declined_at":null,"declined_because":null,"packed_at":null,"shipped_at":null,"announced_at":null,"delivered_at":null,"outcome":null,"outcome_at":null,"came":null,"shipment":null,"quantity":1}');
INSERT INTO "changes" VALUES(41,23,'replacements',1,'update','{"id":1,"case_id":1,"chain":1,"attempt":1,"wanted":"Headset A","item":"Headset A","serial":null,"basis":null,"because":"no sound","why":"Dana, your headset broke. This one is yours; nothing to do.","different":null,"substitute_because":null,"consent":null,"supplier_id":null,"carrier_id":5,"tracking":null,"shipped_by":"us","requested_at":"2026-06-01 14:20:00.000000","approver_id":null,"approved_at":null,"declined_at":null,"declined_because":null,"packed_at":"2026-06-01 14:20:00.000000","shipped_at":"2026-06-01 14:20:00.000000","announced_at":null,"delivered_at":null,"outcome":null,"outcome_at":null,"came":null,"shipment":null,"quantity":1}');
INSERT INTO "changes" VALUES(42,23,'promises',7,'update','{"id":7,"case_id":1,"kind":"follow_up","what":"Check back with Dana","said":0,"automatic":1,"owner_id":2,"performer_id":2,"made_at":"2026-06-01 14:19:00.000000","recorded_at":"2026-06-01 14:19:00.000000","due_at":"2026-06-02 21:00:00.000000","backup":null,"replacement_id":null,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(43,23,'promises',8,'insert',NULL);
INSERT INTO "changes" VALUES(44,23,'promises',9,'insert',NULL);
INSERT INTO "changes" VALUES(45,24,'replacements',1,'update','{"id":1,"case_id":1,"chain":1,"attempt":1,"wanted":"Headset A","item":"Headset A","serial":null,"basis":null,"because":"no sound","why":"Dana, your headset broke. This one is yours; nothing to do.","different":null,"substitute_because":null,"consent":null,"supplier_id":null,"carrier_id":5,"tracking":"986578788855","shipped_by":"us","requested_at":"2026-06-01 14:20:00.000000","approver_id":null,"approved_at":null,"declined_at":null,"declined_because":null,"packed_at":"2026-06-01 14:20:00.000000","shipped_at":"2026-06-01 14:20:00.000000","announced_at":null,"delivered_at":null,"outcome":null,"outcome_at":null,"came":null,"shipment":null,"quantity":1}');
INSERT INTO "changes" VALUES(46,25,'replacements',1,'update','{"id":1,"case_id":1,"chain":1,"attempt":1,"wanted":"Headset A","item":"Headset A","serial":null,"basis":null,"because":"no sound","why":"Dana, your headset broke. This one is yours; nothing to do.","different":null,"substitute_because":null,"consent":null,"supplier_id":null,"carrier_id":5,"tracking":"799531274483","shipped_by":"us","requested_at":"2026-06-01 14:20:00.000000","approver_id":null,"approved_at":null,"declined_at":null,"declined_because":null,"packed_at":"2026-06-01 14:20:00.000000","shipped_at":"2026-06-01 14:20:00.000000","announced_at":null,"delivered_at":null,"outcome":null,"outcome_at":null,"came":null,"shipment":null,"quantity":1}');
INSERT INTO "changes" VALUES(47,25,'promises',8,'update','{"id":8,"case_id":1,"kind":"delivery","what":"Replacement arrives","said":1,"automatic":0,"owner_id":2,"performer_id":5,"made_at":"2026-06-01 14:20:00.000000","recorded_at":"2026-06-01 14:20:00.000000","due_at":"2026-06-03 21:00:00.000000","backup":null,"replacement_id":1,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(48,26,'replacements',1,'update','{"id":1,"case_id":1,"chain":1,"attempt":1,"wanted":"Headset A","item":"Headset A","serial":null,"basis":null,"because":"no sound","why":"Dana, your headset broke. This one is yours; nothing to do.","different":null,"substitute_because":null,"consent":null,"supplier_id":null,"carrier_id":5,"tracking":"799531274483","shipped_by":"us","requested_at":"2026-06-01 14:20:00.000000","approver_id":null,"approved_at":null,"declined_at":null,"declined_because":null,"packed_at":"2026-06-01 14:20:00.000000","shipped_at":"2026-06-01 14:20:00.000000","announced_at":null,"delivered_at":"2026-06-02 14:00:00.000000","outcome":null,"outcome_at":null,"came":null,"shipment":null,"quantity":1}');
INSERT INTO "changes" VALUES(49,26,'promises',9,'update','{"id":9,"case_id":1,"kind":"check","what":"Check that it works","said":0,"automatic":0,"owner_id":2,"performer_id":2,"made_at":"2026-06-01 14:20:00.000000","recorded_at":"2026-06-01 14:20:00.000000","due_at":"2026-06-04 21:00:00.000000","backup":null,"replacement_id":1,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(50,26,'promises',10,'insert',NULL);
INSERT INTO "changes" VALUES(51,27,'contacts',5,'insert',NULL);
INSERT INTO "changes" VALUES(52,27,'promises',10,'update','{"id":10,"case_id":1,"kind":"follow_up","what":"Check back with Dana","said":0,"automatic":1,"owner_id":2,"performer_id":2,"made_at":"2026-06-02 15:00:00.000000","recorded_at":"2026-06-02 15:00:00.000000","due_at":"2026-06-03 21:00:00.000000","backup":null,"replacement_id":null,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(53,27,'cases',1,'update','{"id":1,"customer_id":1,"subject":"No sound at all","product":"Headset A","order_number":"4711","channel":null,"found_by":"customer","fault":"unknown","severity":"normal","usable":null,"tried":null,"opened_at":"2026-06-01 14:02:00.000000","closed_at":null,"closed_how":null,"may_be_silent":0,"update_every":null,"merged_into":null,"source":null,"ref":null,"serial":null,"review_address":null,"quantity":1}');
INSERT INTO "changes" VALUES(54,27,'ask_agains',1,'insert',NULL);
INSERT INTO "changes" VALUES(55,27,'contacts',5,'update','{"id":5,"case_id":1,"at":"2026-06-02 16:00:00.000000","direction":"in","channel":null,"who":"Dana Reyes","text":"It works, thank you","chasing":0,"praise":0,"apology":0,"reached":1,"in_reply_to":null,"number":6,"no_reply":0,"spoken_for":0,"awaits":null,"answered_at":null}');
INSERT INTO "changes" VALUES(56,28,'ask_agains',1,'update','{"id":1,"case_id":1,"at":"2026-06-02 16:00:00.000000","due_at":"2026-07-02 21:00:00.000000","done_at":null}');
INSERT INTO "changes" VALUES(57,29,'efforts',1,'insert',NULL);
INSERT INTO "changes" VALUES(58,30,'reopenings',1,'insert',NULL);
INSERT INTO "changes" VALUES(59,30,'cases',1,'update','{"id":1,"customer_id":1,"subject":"No sound at all","product":"Headset A","order_number":"4711","channel":null,"found_by":"customer","fault":"unknown","severity":"normal","usable":null,"tried":null,"opened_at":"2026-06-01 14:02:00.000000","closed_at":"2026-06-02 16:00:00.000000","closed_how":"confirmed","may_be_silent":0,"update_every":null,"merged_into":null,"source":null,"ref":null,"serial":null,"review_address":null,"quantity":1}');
INSERT INTO "changes" VALUES(60,30,'notes',2,'insert',NULL);
INSERT INTO "changes" VALUES(61,30,'promises',11,'insert',NULL);
INSERT INTO "changes" VALUES(62,31,'customers',2,'insert',NULL);
INSERT INTO "changes" VALUES(63,32,'customers',2,'update','{"id":2,"name":"Dana Reyes","folded":"dana reyes","email":"dana@old.example","phone":null,"phone_key":null}');
INSERT INTO "changes" VALUES(64,33,'cases',2,'insert',NULL);
INSERT INTO "changes" VALUES(65,33,'contacts',6,'insert',NULL);
INSERT INTO "changes" VALUES(66,33,'promises',12,'insert',NULL);
INSERT INTO "changes" VALUES(67,34,'cases',2,'update','{"id":2,"customer_id":2,"subject":"Crackles","product":null,"order_number":null,"channel":null,"found_by":"customer","fault":"unknown","severity":"normal","usable":null,"tried":null,"opened_at":"2026-06-03 14:03:00.000000","closed_at":null,"closed_how":null,"may_be_silent":0,"update_every":null,"merged_into":null,"source":null,"ref":null,"serial":null,"review_address":null,"quantity":1}');
INSERT INTO "changes" VALUES(68,34,'customers',1,'update','{"id":1,"name":"Dana Reyes","folded":"dana reyes","email":"dana@example.com","phone":"+1 617 555 0100","phone_key":"5550100"}');
INSERT INTO "changes" VALUES(69,34,'customers',2,'delete','{"id":2,"name":"Dana Reyes","folded":"dana reyes","email":"dana@old.example","phone":"+1 617 555 0199","phone_key":"5550199"}');
INSERT INTO "changes" VALUES(70,34,'other_addresses',1,'insert',NULL);
INSERT INTO "changes" VALUES(71,34,'other_addresses',2,'insert',NULL);
INSERT INTO "changes" VALUES(72,35,'cases',2,'update','{"id":2,"customer_id":1,"subject":"Crackles","product":null,"order_number":null,"channel":null,"found_by":"customer","fault":"unknown","severity":"normal","usable":null,"tried":null,"opened_at":"2026-06-03 14:03:00.000000","closed_at":null,"closed_how":null,"may_be_silent":0,"update_every":null,"merged_into":null,"source":null,"ref":null,"serial":null,"review_address":null,"quantity":1}');
INSERT INTO "changes" VALUES(73,35,'promises',13,'insert',NULL);
INSERT INTO "changes" VALUES(74,36,'customers',3,'insert',NULL);
INSERT INTO "changes" VALUES(75,36,'customers',4,'insert',NULL);
INSERT INTO "changes" VALUES(76,36,'cases',3,'insert',NULL);
INSERT INTO "changes" VALUES(77,36,'cases',4,'insert',NULL);
INSERT INTO "changes" VALUES(78,36,'contacts',7,'insert',NULL);
INSERT INTO "changes" VALUES(79,36,'contacts',8,'insert',NULL);
INSERT INTO "changes" VALUES(80,36,'promises',14,'insert',NULL);
INSERT INTO "changes" VALUES(81,36,'promises',15,'insert',NULL);
INSERT INTO "changes" VALUES(82,37,'promises',15,'delete','{"id":15,"case_id":4,"kind":"other","what":"A new cable","said":1,"automatic":0,"owner_id":2,"performer_id":2,"made_at":"2026-05-29 13:00:00.000000","recorded_at":null,"due_at":"2026-06-01 21:00:00.000000","backup":null,"replacement_id":null,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":"2026-05-30 16:00:00.000000","withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(83,37,'promises',14,'delete','{"id":14,"case_id":3,"kind":"other","what":"A new cushion","said":1,"automatic":0,"owner_id":2,"performer_id":1,"made_at":"2026-05-28 13:00:00.000000","recorded_at":null,"due_at":"2026-06-20 21:00:00.000000","backup":null,"replacement_id":null,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(84,37,'contacts',8,'delete','{"id":8,"case_id":4,"at":"2026-05-29 13:00:00.000000","direction":"in","channel":null,"who":"Lou Park","text":"Cable frayed","chasing":0,"praise":0,"apology":0,"reached":1,"in_reply_to":null,"number":10,"no_reply":0,"spoken_for":1,"awaits":null,"answered_at":null}');
INSERT INTO "changes" VALUES(85,37,'contacts',7,'delete','{"id":7,"case_id":3,"at":"2026-05-28 13:00:00.000000","direction":"in","channel":null,"who":"Kim Lee","text":"Left ear silent","chasing":0,"praise":0,"apology":0,"reached":1,"in_reply_to":null,"number":9,"no_reply":0,"spoken_for":1,"awaits":null,"answered_at":null}');
INSERT INTO "changes" VALUES(86,37,'cases',4,'delete','{"id":4,"customer_id":4,"subject":"Cable frayed","product":null,"order_number":null,"channel":null,"found_by":"customer","fault":"unknown","severity":"normal","usable":null,"tried":null,"opened_at":"2026-05-29 13:00:00.000000","closed_at":null,"closed_how":null,"may_be_silent":1,"update_every":null,"merged_into":null,"source":"tickets.csv","ref":"8","serial":null,"review_address":null,"quantity":1}');
INSERT INTO "changes" VALUES(87,37,'cases',3,'delete','{"id":3,"customer_id":3,"subject":"Left ear silent","product":null,"order_number":null,"channel":null,"found_by":"customer","fault":"unknown","severity":"normal","usable":null,"tried":null,"opened_at":"2026-05-28 13:00:00.000000","closed_at":null,"closed_how":null,"may_be_silent":0,"update_every":null,"merged_into":null,"source":"tickets.csv","ref":"7","serial":null,"review_address":null,"quantity":1}');
INSERT INTO "changes" VALUES(88,37,'customers',4,'delete','{"id":4,"name":"Lou Park","folded":"lou park","email":null,"phone":null,"phone_key":null}');
INSERT INTO "changes" VALUES(89,37,'customers',3,'delete','{"id":3,"name":"Kim Lee","folded":"kim lee","email":"kim@example.com","phone":null,"phone_key":null}');
INSERT INTO "changes" VALUES(90,38,'case_links',1,'insert',NULL);
INSERT INTO "changes" VALUES(91,39,'attachments',1,'insert',NULL);
INSERT INTO "changes" VALUES(92,40,'contacts',3,'update','{"id":3,"case_id":1,"at":"2026-06-01 14:08:00.000000","direction":"out","channel":null,"who":"Ana","text":"We are looking into it","chasing":0,"praise":0,"apology":0,"reached":1,"in_reply_to":null,"number":3,"no_reply":0,"spoken_for":0,"awaits":null,"answered_at":null}');
INSERT INTO "changes" VALUES(93,40,'notes',3,'insert',NULL);
INSERT INTO "changes" VALUES(94,40,'notes',4,'insert',NULL);
INSERT INTO "changes" VALUES(95,40,'contacts',1,'update','{"id":1,"case_id":1,"at":"2026-06-01 14:02:00.000000","direction":"in","channel":null,"who":"Dana Reyes","text":"No sound","chasing":0,"praise":0,"apology":0,"reached":0,"in_reply_to":null,"number":1,"no_reply":0,"spoken_for":1,"awaits":null,"answered_at":"2026-06-01 14:08:00.000000"}');
INSERT INTO "changes" VALUES(96,40,'contacts',2,'update','{"id":2,"case_id":1,"at":"2026-06-01 14:03:00.000000","direction":"in","channel":null,"who":"Dana Reyes","text":"It is both ears","chasing":1,"praise":0,"apology":0,"reached":0,"in_reply_to":null,"number":2,"no_reply":0,"spoken_for":0,"awaits":null,"answered_at":"2026-06-01 14:08:00.000000"}');
INSERT INTO "changes" VALUES(97,41,'contacts',3,'update','{"id":3,"case_id":2,"at":"2026-06-01 14:08:00.000000","direction":"out","channel":null,"who":"Ana","text":"We are looking into it","chasing":0,"praise":0,"apology":0,"reached":1,"in_reply_to":null,"number":3,"no_reply":0,"spoken_for":0,"awaits":null,"answered_at":null}');
INSERT INTO "changes" VALUES(98,41,'contacts',6,'update','{"id":6,"case_id":2,"at":"2026-06-03 14:03:00.000000","direction":"in","channel":null,"who":"Dana Reyes","text":"Crackles","chasing":0,"praise":0,"apology":0,"reached":0,"in_reply_to":null,"number":8,"no_reply":0,"spoken_for":1,"awaits":null,"answered_at":null}');
INSERT INTO "changes" VALUES(99,41,'notes',4,'update','{"id":4,"case_id":2,"at":"2026-06-03 14:08:00.000000","who":"Ana","text":"W-3 moved here from C-1.","number":12}');
INSERT INTO "changes" VALUES(100,41,'promises',12,'update','{"id":12,"case_id":2,"kind":"acknowledge","what":"We get back to Dana","said":0,"automatic":1,"owner_id":2,"performer_id":2,"made_at":"2026-06-03 14:03:00.000000","recorded_at":"2026-06-03 14:03:00.000000","due_at":"2026-06-04 21:00:00.000000","backup":null,"replacement_id":null,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(101,41,'promises',13,'update','{"id":13,"case_id":2,"kind":"follow_up","what":"Update Dana","said":0,"automatic":1,"owner_id":2,"performer_id":2,"made_at":"2026-06-03 14:05:00.000000","recorded_at":"2026-06-03 14:05:00.000000","due_at":"2026-06-05 21:00:00.000000","backup":null,"replacement_id":null,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(102,41,'cases',1,'update','{"id":1,"customer_id":1,"subject":"No sound at all","product":"Headset A","order_number":"4711","channel":null,"found_by":"customer","fault":"unknown","severity":"normal","usable":null,"tried":null,"opened_at":"2026-06-01 14:02:00.000000","closed_at":null,"closed_how":null,"may_be_silent":0,"update_every":null,"merged_into":null,"source":null,"ref":null,"serial":null,"review_address":null,"quantity":1}');
INSERT INTO "changes" VALUES(103,41,'case_links',1,'delete','{"id":1,"case_id":1,"other_id":2,"at":"2026-06-03 14:07:00.000000","because":"the same cable"}');
INSERT INTO "changes" VALUES(104,41,'cases',2,'update','{"id":2,"customer_id":1,"subject":"Crackles","product":null,"order_number":null,"channel":null,"found_by":"customer","fault":"unknown","severity":"normal","usable":null,"tried":null,"opened_at":"2026-06-03 14:03:00.000000","closed_at":null,"closed_how":null,"may_be_silent":0,"update_every":"2bd","merged_into":null,"source":null,"ref":null,"serial":null,"review_address":null,"quantity":1}');
INSERT INTO "changes" VALUES(105,41,'notes',5,'insert',NULL);
INSERT INTO "changes" VALUES(106,41,'contacts',1,'update','{"id":1,"case_id":1,"at":"2026-06-01 14:02:00.000000","direction":"in","channel":null,"who":"Dana Reyes","text":"No sound","chasing":0,"praise":0,"apology":0,"reached":0,"in_reply_to":null,"number":1,"no_reply":0,"spoken_for":1,"awaits":null,"answered_at":"2026-06-01 14:11:00.000000"}');
INSERT INTO "changes" VALUES(107,41,'contacts',2,'update','{"id":2,"case_id":1,"at":"2026-06-01 14:03:00.000000","direction":"in","channel":null,"who":"Dana Reyes","text":"It is both ears","chasing":1,"praise":0,"apology":0,"reached":0,"in_reply_to":null,"number":2,"no_reply":0,"spoken_for":0,"awaits":null,"answered_at":"2026-06-01 14:11:00.000000"}');
INSERT INTO "changes" VALUES(108,42,'contacts',3,'update','{"id":3,"case_id":1,"at":"2026-06-01 14:08:00.000000","direction":"out","channel":null,"who":"Ana","text":"We are looking into it","chasing":0,"praise":0,"apology":0,"reached":1,"in_reply_to":null,"number":3,"no_reply":0,"spoken_for":0,"awaits":null,"answered_at":null}');
INSERT INTO "changes" VALUES(109,42,'contacts',6,'update','{"id":6,"case_id":1,"at":"2026-06-03 14:03:00.000000","direction":"in","channel":null,"who":"Dana Reyes","text":"Crackles","chasing":0,"praise":0,"apology":0,"reached":0,"in_reply_to":null,"number":8,"no_reply":0,"spoken_for":1,"awaits":null,"answered_at":null}');
INSERT INTO "changes" VALUES(110,42,'notes',4,'update','{"id":4,"case_id":1,"at":"2026-06-03 14:08:00.000000","who":"Ana","text":"W-3 moved here from C-1.","number":12}');
INSERT INTO "changes" VALUES(111,42,'promises',12,'update','{"id":12,"case_id":1,"kind":"acknowledge","what":"We get back to Dana","said":0,"automatic":1,"owner_id":2,"performer_id":2,"made_at":"2026-06-03 14:03:00.000000","recorded_at":"2026-06-03 14:03:00.000000","due_at":"2026-06-04 21:00:00.000000","backup":null,"replacement_id":null,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(112,42,'promises',13,'update','{"id":13,"case_id":1,"kind":"follow_up","what":"Update Dana","said":0,"automatic":1,"owner_id":2,"performer_id":2,"made_at":"2026-06-03 14:05:00.000000","recorded_at":"2026-06-03 14:05:00.000000","due_at":"2026-06-05 21:00:00.000000","backup":null,"replacement_id":null,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(113,42,'cases',2,'update','{"id":2,"customer_id":1,"subject":"Crackles","product":null,"order_number":null,"channel":null,"found_by":"customer","fault":"unknown","severity":"normal","usable":null,"tried":null,"opened_at":"2026-06-03 14:03:00.000000","closed_at":"2026-06-03 14:08:00.000000","closed_how":"merged","may_be_silent":0,"update_every":"2bd","merged_into":1,"source":null,"ref":null,"serial":null,"review_address":null,"quantity":1}');
INSERT INTO "changes" VALUES(114,42,'cases',1,'update','{"id":1,"customer_id":1,"subject":"No sound at all","product":"Headset A","order_number":"4711","channel":null,"found_by":"customer","fault":"unknown","severity":"normal","usable":null,"tried":null,"opened_at":"2026-06-01 14:02:00.000000","closed_at":null,"closed_how":null,"may_be_silent":0,"update_every":"2bd","merged_into":null,"source":null,"ref":null,"serial":null,"review_address":null,"quantity":1}');
INSERT INTO "changes" VALUES(115,42,'case_links',1,'insert',NULL);
INSERT INTO "changes" VALUES(116,42,'notes',6,'insert',NULL);
INSERT INTO "changes" VALUES(117,42,'notes',7,'insert',NULL);
INSERT INTO "changes" VALUES(118,42,'contacts',1,'update','{"id":1,"case_id":1,"at":"2026-06-01 14:02:00.000000","direction":"in","channel":null,"who":"Dana Reyes","text":"No sound","chasing":0,"praise":0,"apology":0,"reached":0,"in_reply_to":null,"number":1,"no_reply":0,"spoken_for":1,"awaits":null,"answered_at":"2026-06-01 14:08:00.000000"}');
INSERT INTO "changes" VALUES(119,42,'contacts',2,'update','{"id":2,"case_id":1,"at":"2026-06-01 14:03:00.000000","direction":"in","channel":null,"who":"Dana Reyes","text":"It is both ears","chasing":1,"praise":0,"apology":0,"reached":0,"in_reply_to":null,"number":2,"no_reply":0,"spoken_for":0,"awaits":null,"answered_at":"2026-06-01 14:08:00.000000"}');
INSERT INTO "changes" VALUES(120,43,'contacts',3,'update','{"id":3,"case_id":2,"at":"2026-06-01 14:08:00.000000","direction":"out","channel":null,"who":"Ana","text":"We are looking into it","chasing":0,"praise":0,"apology":0,"reached":1,"in_reply_to":null,"number":3,"no_reply":0,"spoken_for":0,"awaits":null,"answered_at":null}');
INSERT INTO "changes" VALUES(121,43,'contacts',6,'update','{"id":6,"case_id":2,"at":"2026-06-03 14:03:00.000000","direction":"in","channel":null,"who":"Dana Reyes","text":"Crackles","chasing":0,"praise":0,"apology":0,"reached":0,"in_reply_to":null,"number":8,"no_reply":0,"spoken_for":1,"awaits":null,"answered_at":null}');
INSERT INTO "changes" VALUES(122,43,'notes',4,'update','{"id":4,"case_id":2,"at":"2026-06-03 14:08:00.000000","who":"Ana","text":"W-3 moved here from C-1.","number":12}');
INSERT INTO "changes" VALUES(123,43,'notes',7,'update','{"id":7,"case_id":2,"at":"2026-06-03 14:08:00.000000","who":"Ana","text":"No longer part of C-1.","number":15}');
INSERT INTO "changes" VALUES(124,43,'promises',12,'update','{"id":12,"case_id":2,"kind":"acknowledge","what":"We get back to Dana","said":0,"automatic":1,"owner_id":2,"performer_id":2,"made_at":"2026-06-03 14:03:00.000000","recorded_at":"2026-06-03 14:03:00.000000","due_at":"2026-06-04 21:00:00.000000","backup":null,"replacement_id":null,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(125,43,'promises',13,'update','{"id":13,"case_id":2,"kind":"follow_up","what":"Update Dana","said":0,"automatic":1,"owner_id":2,"performer_id":2,"made_at":"2026-06-03 14:05:00.000000","recorded_at":"2026-06-03 14:05:00.000000","due_at":"2026-06-05 21:00:00.000000","backup":null,"replacement_id":null,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(126,43,'cases',1,'update','{"id":1,"customer_id":1,"subject":"No sound at all","product":"Headset A","order_number":"4711","channel":null,"found_by":"customer","fault":"unknown","severity":"normal","usable":null,"tried":null,"opened_at":"2026-06-01 14:02:00.000000","closed_at":null,"closed_how":null,"may_be_silent":0,"update_every":null,"merged_into":null,"source":null,"ref":null,"serial":null,"review_address":null,"quantity":1}');
INSERT INTO "changes" VALUES(127,43,'case_links',1,'delete','{"id":1,"case_id":1,"other_id":2,"at":"2026-06-03 14:07:00.000000","because":"the same cable"}');
INSERT INTO "changes" VALUES(128,43,'cases',2,'update','{"id":2,"customer_id":1,"subject":"Crackles","product":null,"order_number":null,"channel":null,"found_by":"customer","fault":"unknown","severity":"normal","usable":null,"tried":null,"opened_at":"2026-06-03 14:03:00.000000","closed_at":null,"closed_how":null,"may_be_silent":0,"update_every":"2bd","merged_into":null,"source":null,"ref":null,"serial":null,"review_address":null,"quantity":1}');
INSERT INTO "changes" VALUES(129,43,'notes',8,'insert',NULL);
INSERT INTO "changes" VALUES(130,43,'contacts',1,'update','{"id":1,"case_id":1,"at":"2026-06-01 14:02:00.000000","direction":"in","channel":null,"who":"Dana Reyes","text":"No sound","chasing":0,"praise":0,"apology":0,"reached":0,"in_reply_to":null,"number":1,"no_reply":0,"spoken_for":1,"awaits":null,"answered_at":"2026-06-01 14:11:00.000000"}');
INSERT INTO "changes" VALUES(131,43,'contacts',2,'update','{"id":2,"case_id":1,"at":"2026-06-01 14:03:00.000000","direction":"in","channel":null,"who":"Dana Reyes","text":"It is both ears","chasing":1,"praise":0,"apology":0,"reached":0,"in_reply_to":null,"number":2,"no_reply":0,"spoken_for":0,"awaits":null,"answered_at":"2026-06-01 14:11:00.000000"}');
INSERT INTO "changes" VALUES(132,44,'cases',5,'insert',NULL);
INSERT INTO "changes" VALUES(133,44,'escalations',1,'update','{"id":1,"case_id":1,"promise_id":6,"level":1,"to_id":3,"because":"asked","raised_at":"2026-06-01 14:12:00.000000","raised_by":"Ana","ack_by":"2026-06-01 18:12:00.000000","backup":"Ana calls","told_at":"2026-06-01 14:13:00.000000","acknowledged_at":"2026-06-01 14:14:00.000000","acknowledged_by":"Ben","resolved_at":"2026-06-01 14:15:00.000000","declined_at":null,"ended_because":"booked","policy":"{\"rungs\": [], \"idle_after\": \"1bd\", \"overdue_after\": \"1bd\", \"answer_within\": \"1bd\"}"}');
INSERT INTO "changes" VALUES(134,44,'escalations',2,'update','{"id":2,"case_id":1,"promise_id":6,"level":1,"to_id":4,"because":null,"raised_at":"2026-06-01 14:16:00.000000","raised_by":"Ana","ack_by":"2026-06-01 18:16:00.000000","backup":"Ana calls","told_at":null,"acknowledged_at":null,"acknowledged_by":null,"resolved_at":null,"declined_at":"2026-06-01 14:17:00.000000","ended_because":"not ours","policy":"{\"rungs\": [], \"idle_after\": \"1bd\", \"overdue_after\": \"1bd\", \"answer_within\": \"1bd\"}"}');
INSERT INTO "changes" VALUES(135,44,'promises',2,'update','{"id":2,"case_id":1,"kind":"other","what":"A technician calls you","said":1,"automatic":0,"owner_id":2,"performer_id":1,"made_at":"2026-06-01 14:04:00.000000","recorded_at":"2026-06-01 14:04:00.000000","due_at":"2026-06-03 21:00:00.000000","backup":null,"replacement_id":null,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":"2026-06-01 14:05:00.000000","superseded_at":null,"told_at":null,"ended_because":"wrong day","ended_recorded_at":"2026-06-01 14:05:00.000000"}');
INSERT INTO "changes" VALUES(136,44,'promises',3,'update','{"id":3,"case_id":1,"kind":"other","what":"A technician rings you","said":1,"automatic":0,"owner_id":2,"performer_id":1,"made_at":"2026-06-01 14:05:00.000000","recorded_at":"2026-06-01 14:05:00.000000","due_at":"2026-06-04 21:00:00.000000","backup":null,"replacement_id":null,"supersedes":2,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":"2026-06-01 14:11:00.000000","told_at":"2026-06-01 14:11:00.000000","ended_because":"ill","ended_recorded_at":"2026-06-01 14:11:00.000000"}');
INSERT INTO "changes" VALUES(137,44,'promises',6,'update','{"id":6,"case_id":1,"kind":"other","what":"A technician rings you","said":1,"automatic":0,"owner_id":2,"performer_id":1,"made_at":"2026-06-01 14:11:00.000000","recorded_at":"2026-06-01 14:11:00.000000","due_at":"2026-06-05 21:00:00.000000","backup":null,"replacement_id":null,"supersedes":3,"depends_on":null,"overdue_when_imported":0,"kept_at":"2026-06-01 14:18:00.000000","withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":"left a message","ended_recorded_at":"2026-06-01 14:18:00.000000"}');
INSERT INTO "changes" VALUES(138,44,'case_links',2,'insert',NULL);
INSERT INTO "changes" VALUES(139,44,'promises',16,'insert',NULL);
INSERT INTO "changes" VALUES(140,45,'parties',3,'update','{"id":3,"name":"Ben","folded":"ben","kind":null,"email":null,"phone":null,"retired_at":null}');
INSERT INTO "changes" VALUES(141,45,'parties',3,'update','{"id":3,"name":"Ben","folded":"ben","kind":"staff","email":null,"phone":null,"retired_at":null}');
INSERT INTO "changes" VALUES(142,46,'hand_overs',1,'insert',NULL);
INSERT INTO "changes" VALUES(143,46,'promises',11,'update','{"id":11,"case_id":1,"kind":"acknowledge","what":"We get back to Dana","said":0,"automatic":1,"owner_id":2,"performer_id":2,"made_at":"2026-06-03 14:00:00.000000","recorded_at":"2026-06-03 14:00:00.000000","due_at":"2026-06-04 21:00:00.000000","backup":null,"replacement_id":null,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(144,46,'hand_overs',2,'insert',NULL);
INSERT INTO "changes" VALUES(145,46,'promises',12,'update','{"id":12,"case_id":1,"kind":"acknowledge","what":"We get back to Dana","said":0,"automatic":1,"owner_id":2,"performer_id":2,"made_at":"2026-06-03 14:03:00.000000","recorded_at":"2026-06-03 14:03:00.000000","due_at":"2026-06-04 21:00:00.000000","backup":null,"replacement_id":null,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(146,46,'hand_overs',3,'insert',NULL);
INSERT INTO "changes" VALUES(147,46,'promises',13,'update','{"id":13,"case_id":1,"kind":"follow_up","what":"Update Dana","said":0,"automatic":1,"owner_id":2,"performer_id":2,"made_at":"2026-06-03 14:05:00.000000","recorded_at":"2026-06-03 14:05:00.000000","due_at":"2026-06-05 21:00:00.000000","backup":null,"replacement_id":null,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(148,47,'parties',6,'insert',NULL);
INSERT INTO "changes" VALUES(149,47,'programmes',1,'insert',NULL);
INSERT INTO "changes" VALUES(150,48,'programmes',1,'update','{"id":1,"party_id":6,"approval":"by-itself","approve_within":null,"ships":"supplier","ship_within":null,"pays_goods":"supplier","pays_shipping":"supplier","returns":"never","return_above":null,"warranty_months":null,"doa_days":14,"cap_units":10,"cap_amount":null,"cap_every":"month","currency":"USD"}');
INSERT INTO "changes" VALUES(151,49,'products',1,'insert',NULL);
INSERT INTO "changes" VALUES(152,49,'products',1,'update','{"id":1,"name":"Headset A","folded":"headset a","supplier_id":null,"successor_id":null,"warranty_months":null}');
INSERT INTO "changes" VALUES(153,49,'products',2,'insert',NULL);
INSERT INTO "changes" VALUES(154,49,'products',1,'update','{"id":1,"name":"Headset A","folded":"headset a","supplier_id":6,"successor_id":null,"warranty_months":null}');
INSERT INTO "changes" VALUES(155,50,'products',2,'update','{"id":2,"name":"Headset B","folded":"headset b","supplier_id":null,"successor_id":null,"warranty_months":null}');
INSERT INTO "changes" VALUES(156,51,'companies',1,'insert',NULL);
INSERT INTO "changes" VALUES(157,52,'memberships',1,'insert',NULL);
INSERT INTO "changes" VALUES(158,53,'companies',2,'insert',NULL);
INSERT INTO "changes" VALUES(159,53,'memberships',1,'update','{"id":1,"customer_id":1,"company_id":1,"since_at":"2026-06-03 14:11:00.000000","until_at":null}');
INSERT INTO "changes" VALUES(160,53,'memberships',2,'insert',NULL);
INSERT INTO "changes" VALUES(161,54,'customers',5,'insert',NULL);
INSERT INTO "changes" VALUES(162,54,'memberships',3,'insert',NULL);
INSERT INTO "changes" VALUES(163,55,'referrals',1,'insert',NULL);
INSERT INTO "changes" VALUES(164,56,'flags',1,'insert',NULL);
INSERT INTO "changes" VALUES(165,57,'flags',1,'update','{"id":1,"customer_id":1,"flag":"friend","since_at":"2026-06-03 14:11:00.000000","until_at":null}');
INSERT INTO "changes" VALUES(166,58,'endings',1,'insert',NULL);
INSERT INTO "changes" VALUES(167,58,'tries',1,'insert',NULL);
INSERT INTO "changes" VALUES(168,59,'endings',1,'update','{}');
INSERT INTO "changes" VALUES(169,60,'forgettings',1,'insert',NULL);
INSERT INTO "changes" VALUES(170,60,'customers',5,'update','{}');
INSERT INTO "changes" VALUES(171,60,'referrals',1,'update','{}');
INSERT INTO "changes" VALUES(172,60,'endings',1,'update','{}');
INSERT INTO "changes" VALUES(173,60,'tries',1,'update','{}');
INSERT INTO "changes" VALUES(174,60,'memberships',3,'delete','{}');
INSERT INTO "changes" VALUES(175,61,'absences',1,'insert',NULL);
INSERT INTO "changes" VALUES(176,62,'notes',9,'insert',NULL);
INSERT INTO "changes" VALUES(177,63,'customers',6,'insert',NULL);
INSERT INTO "changes" VALUES(178,63,'cases',6,'insert',NULL);
INSERT INTO "changes" VALUES(179,63,'promises',17,'insert',NULL);
INSERT INTO "changes" VALUES(180,64,'contacts',9,'insert',NULL);
INSERT INTO "changes" VALUES(181,64,'parties',7,'insert',NULL);
INSERT INTO "changes" VALUES(182,64,'disclosures',1,'insert',NULL);
INSERT INTO "changes" VALUES(183,64,'promises',17,'update','{"id":17,"case_id":6,"kind":"acknowledge","what":"We get back to Arden Pharma","said":0,"automatic":1,"owner_id":2,"performer_id":2,"made_at":"2026-06-03 14:14:00.000000","recorded_at":"2026-06-03 14:14:00.000000","due_at":"2026-06-04 21:00:00.000000","backup":null,"replacement_id":null,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(184,64,'promises',18,'insert',NULL);
INSERT INTO "changes" VALUES(185,65,'promises',19,'insert',NULL);
INSERT INTO "changes" VALUES(186,65,'contacts',10,'insert',NULL);
INSERT INTO "changes" VALUES(187,65,'refunds',1,'insert',NULL);
INSERT INTO "changes" VALUES(188,66,'tone_reviews',1,'insert',NULL);
INSERT INTO "changes" VALUES(189,67,'promises',20,'insert',NULL);
INSERT INTO "changes" VALUES(190,67,'tone_reviews',1,'update','{"id":1,"case_id":6,"requested_at":"2026-06-03 14:16:00.000000","requested_by":"Ana","about_id":7,"reviewer_id":2,"because":"too short","found_at":null,"found_by":null,"finding":null,"promise_id":null}');
INSERT INTO "changes" VALUES(191,68,'promises',21,'insert',NULL);
INSERT INTO "changes" VALUES(192,68,'causes',1,'insert',NULL);
INSERT INTO "changes" VALUES(193,69,'contacts',11,'insert',NULL);
INSERT INTO "changes" VALUES(194,69,'praises',1,'insert',NULL);
INSERT INTO "changes" VALUES(195,70,'costs',1,'insert',NULL);
INSERT INTO "changes" VALUES(196,71,'cost_shares',1,'insert',NULL);
INSERT INTO "changes" VALUES(197,72,'purchases',1,'insert',NULL);
INSERT INTO "changes" VALUES(198,73,'purchases',1,'update','{"id":1,"customer_id":1,"product":"Headset A","order_number":"4711","serial":null,"bought_at":"2026-06-03 14:22:00.000000","delivered_at":null,"quantity":1,"price":6000,"cost":4100,"currency":"USD","source":null,"ref":null}');
INSERT INTO "changes" VALUES(199,74,'customers',7,'insert',NULL);
INSERT INTO "changes" VALUES(200,74,'customers',8,'insert',NULL);
INSERT INTO "changes" VALUES(201,74,'purchases',2,'insert',NULL);
INSERT INTO "changes" VALUES(202,74,'purchases',3,'insert',NULL);
INSERT INTO "changes" VALUES(203,74,'sheet_choices',1,'insert',NULL);
INSERT INTO "changes" VALUES(204,74,'sheet_choices',2,'insert',NULL);
INSERT INTO "changes" VALUES(205,74,'sheet_choices',3,'insert',NULL);
INSERT INTO "changes" VALUES(206,74,'sheet_choices',4,'insert',NULL);
INSERT INTO "changes" VALUES(207,74,'sheet_choices',5,'insert',NULL);
INSERT INTO "changes" VALUES(208,74,'sheet_choices',6,'insert',NULL);
INSERT INTO "changes" VALUES(209,74,'sheet_choices',7,'insert',NULL);
INSERT INTO "changes" VALUES(210,74,'sheet_choices',8,'insert',NULL);
INSERT INTO "changes" VALUES(211,75,'customers',9,'insert',NULL);
INSERT INTO "changes" VALUES(212,75,'other_addresses',3,'insert',NULL);
INSERT INTO "changes" VALUES(213,75,'other_addresses',4,'insert',NULL);
INSERT INTO "changes" VALUES(214,75,'memberships',4,'insert',NULL);
INSERT INTO "changes" VALUES(215,75,'memberships',5,'insert',NULL);
INSERT INTO "changes" VALUES(216,75,'customers',7,'update','{"id":7,"name":"Kim Lee","folded":"kim lee","email":null,"phone":null,"phone_key":null}');
INSERT INTO "changes" VALUES(217,75,'customers',7,'update','{"id":7,"name":"Kim Lee","folded":"kim lee","email":"kim@example.com","phone":null,"phone_key":null}');
INSERT INTO "changes" VALUES(218,76,'arrival_checks',1,'insert',NULL);
INSERT INTO "changes" VALUES(219,77,'returns',1,'insert',NULL);
INSERT INTO "changes" VALUES(220,78,'returns',1,'update','{"id":1,"replacement_id":1,"case_id":null,"quantity":null,"asked_at":"2026-06-08 14:00:00.000000","due_at":"2026-06-15 21:00:00.000000","waived_at":null,"waived_because":null,"received_at":null,"inspected_at":null,"finding":null,"became":null}');
INSERT INTO "changes" VALUES(221,79,'returns',1,'update','{"id":1,"replacement_id":1,"case_id":null,"quantity":null,"asked_at":"2026-06-08 14:00:00.000000","due_at":"2026-06-15 21:00:00.000000","waived_at":null,"waived_because":null,"received_at":"2026-06-08 14:01:00.000000","inspected_at":null,"finding":null,"became":null}');
INSERT INTO "changes" VALUES(222,80,'claims',1,'insert',NULL);
INSERT INTO "changes" VALUES(223,81,'claims',1,'update','{"id":1,"replacement_id":1,"promise_id":null,"supplier_id":6,"amount":300,"currency":"USD","due_at":"2026-06-08 14:03:00.000000","submitted_at":null,"reference":null,"rejected_at":null,"rejected_because":null}');
INSERT INTO "changes" VALUES(224,82,'credits',1,'insert',NULL);
INSERT INTO "changes" VALUES(225,83,'claims',1,'update','{"id":1,"replacement_id":1,"promise_id":null,"supplier_id":6,"amount":300,"currency":"USD","due_at":"2026-06-08 14:03:00.000000","submitted_at":"2026-06-08 14:04:00.000000","reference":"RMA-1","rejected_at":null,"rejected_because":null}');
INSERT INTO "changes" VALUES(226,84,'cases',7,'insert',NULL);
INSERT INTO "changes" VALUES(227,84,'contacts',12,'insert',NULL);
INSERT INTO "changes" VALUES(228,84,'promises',22,'insert',NULL);
INSERT INTO "changes" VALUES(229,85,'replacements',2,'insert',NULL);
INSERT INTO "changes" VALUES(230,85,'replacements',2,'update','{"id":2,"case_id":7,"chain":1,"attempt":1,"wanted":"Headset A","item":"Headset A","serial":null,"basis":"warranty","because":null,"why":"Yours broke; this one is yours.","different":null,"substitute_because":null,"consent":null,"supplier_id":null,"carrier_id":null,"tracking":null,"shipped_by":"us","requested_at":"2026-06-08 14:08:00.000000","approver_id":null,"approved_at":null,"declined_at":null,"declined_because":null,"packed_at":null,"shipped_at":null,"announced_at":null,"delivered_at":null,"outcome":null,"outcome_at":null,"came":null,"shipment":null,"quantity":1}');
INSERT INTO "changes" VALUES(231,85,'promises',23,'insert',NULL);
INSERT INTO "changes" VALUES(232,85,'promises',24,'insert',NULL);
INSERT INTO "changes" VALUES(233,86,'returns',2,'insert',NULL);
INSERT INTO "changes" VALUES(234,87,'returns',2,'update','{"id":2,"replacement_id":2,"case_id":null,"quantity":null,"asked_at":"2026-06-08 14:09:00.000000","due_at":"2026-06-15 21:00:00.000000","waived_at":null,"waived_because":null,"received_at":null,"inspected_at":null,"finding":null,"became":null}');
INSERT INTO "changes" VALUES(235,88,'earlier_outcomes',1,'insert',NULL);
INSERT INTO "changes" VALUES(236,88,'replacements',1,'update','{"id":1,"case_id":1,"chain":1,"attempt":1,"wanted":"Headset A","item":"Headset A","serial":null,"basis":null,"because":"no sound","why":"Dana, your headset broke. This one is yours; nothing to do.","different":null,"substitute_because":null,"consent":null,"supplier_id":null,"carrier_id":5,"tracking":"799531274483","shipped_by":"us","requested_at":"2026-06-01 14:20:00.000000","approver_id":null,"approved_at":null,"declined_at":null,"declined_because":null,"packed_at":"2026-06-01 14:20:00.000000","shipped_at":"2026-06-01 14:20:00.000000","announced_at":null,"delivered_at":"2026-06-02 14:00:00.000000","outcome":"works","outcome_at":"2026-06-02 15:00:00.000000","came":null,"shipment":null,"quantity":1}');
INSERT INTO "changes" VALUES(237,88,'promises',25,'insert',NULL);
INSERT INTO "changes" VALUES(238,89,'replacements',3,'insert',NULL);
INSERT INTO "changes" VALUES(239,90,'replacements',3,'update','{"id":3,"case_id":1,"chain":1,"attempt":2,"wanted":"Headset A","item":"Headset A","serial":null,"basis":"warranty","because":"failed","why":"Yours.","different":null,"substitute_because":null,"consent":null,"supplier_id":null,"carrier_id":null,"tracking":null,"shipped_by":"us","requested_at":"2026-06-08 14:11:00.000000","approver_id":null,"approved_at":null,"declined_at":null,"declined_because":null,"packed_at":null,"shipped_at":null,"announced_at":null,"delivered_at":null,"outcome":null,"outcome_at":null,"came":null,"shipment":null,"quantity":1}');
INSERT INTO "changes" VALUES(240,90,'replacements',3,'update','{"id":3,"case_id":1,"chain":1,"attempt":2,"wanted":"Headset A","item":"Headset A","serial":null,"basis":"warranty","because":"failed","why":"Yours.","different":null,"substitute_because":null,"consent":null,"supplier_id":null,"carrier_id":null,"tracking":null,"shipped_by":"us","requested_at":"2026-06-08 14:11:00.000000","approver_id":null,"approved_at":null,"declined_at":"2026-06-08 14:12:00.000000","declined_because":null,"packed_at":null,"shipped_at":null,"announced_at":null,"delivered_at":null,"outcome":null,"outcome_at":null,"came":null,"shipment":null,"quantity":1}');
INSERT INTO "changes" VALUES(241,91,'replacements',4,'insert',NULL);
INSERT INTO "changes" VALUES(242,92,'replacements',4,'update','{"id":4,"case_id":1,"chain":1,"attempt":2,"wanted":"Headset A","item":"Headset A","serial":null,"basis":"warranty","because":"failed","why":"Yours.","different":null,"substitute_because":null,"consent":null,"supplier_id":null,"carrier_id":null,"tracking":null,"shipped_by":"us","requested_at":"2026-06-08 14:13:00.000000","approver_id":null,"approved_at":null,"declined_at":null,"declined_because":null,"packed_at":null,"shipped_at":null,"announced_at":null,"delivered_at":null,"outcome":null,"outcome_at":null,"came":null,"shipment":null,"quantity":1}');
INSERT INTO "changes" VALUES(243,93,'replacements',4,'update','{"id":4,"case_id":1,"chain":1,"attempt":2,"wanted":"Headset A","item":"Headset A","serial":null,"basis":"warranty","because":"failed","why":"Yours.","different":null,"substitute_because":null,"consent":null,"supplier_id":null,"carrier_id":null,"tracking":null,"shipped_by":"us","requested_at":"2026-06-08 14:13:00.000000","approver_id":null,"approved_at":"2026-06-08 14:14:00.000000","declined_at":null,"declined_because":null,"packed_at":null,"shipped_at":null,"announced_at":null,"delivered_at":null,"outcome":null,"outcome_at":null,"came":null,"shipment":null,"quantity":1}');
INSERT INTO "changes" VALUES(244,94,'replacements',4,'update','{"id":4,"case_id":1,"chain":1,"attempt":2,"wanted":"Headset A","item":"Headset A","serial":"4711","basis":"warranty","because":"failed","why":"Yours.","different":null,"substitute_because":null,"consent":null,"supplier_id":null,"carrier_id":null,"tracking":null,"shipped_by":"us","requested_at":"2026-06-08 14:13:00.000000","approver_id":null,"approved_at":"2026-06-08 14:14:00.000000","declined_at":null,"declined_because":null,"packed_at":"2026-06-08 14:15:00.000000","shipped_at":null,"announced_at":null,"delivered_at":null,"outcome":null,"outcome_at":null,"came":null,"shipment":null,"quantity":1}');
INSERT INTO "changes" VALUES(245,94,'promises',25,'update','{"id":25,"case_id":1,"kind":"fix","what":"A working one is sent to Dana","said":0,"automatic":1,"owner_id":2,"performer_id":2,"made_at":"2026-06-08 14:11:00.000000","recorded_at":"2026-06-08 14:11:00.000000","due_at":"2026-06-09 21:00:00.000000","backup":null,"replacement_id":1,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(246,94,'promises',26,'insert',NULL);
INSERT INTO "changes" VALUES(247,94,'promises',27,'insert',NULL);
INSERT INTO "changes" VALUES(248,95,'replacements',4,'update','{"id":4,"case_id":1,"chain":1,"attempt":2,"wanted":"Headset A","item":"Headset A","serial":"4711","basis":"warranty","because":"failed","why":"Yours.","different":null,"substitute_because":null,"consent":null,"supplier_id":null,"carrier_id":null,"tracking":null,"shipped_by":"us","requested_at":"2026-06-08 14:13:00.000000","approver_id":null,"approved_at":"2026-06-08 14:14:00.000000","declined_at":null,"declined_because":null,"packed_at":"2026-06-08 14:15:00.000000","shipped_at":"2026-06-08 14:16:00.000000","announced_at":null,"delivered_at":null,"outcome":null,"outcome_at":null,"came":null,"shipment":null,"quantity":1}');
INSERT INTO "changes" VALUES(249,95,'contacts',13,'insert',NULL);
INSERT INTO "changes" VALUES(250,95,'promises',11,'update','{"id":11,"case_id":1,"kind":"acknowledge","what":"We get back to Dana","said":0,"automatic":1,"owner_id":3,"performer_id":2,"made_at":"2026-06-03 14:00:00.000000","recorded_at":"2026-06-03 14:00:00.000000","due_at":"2026-06-04 21:00:00.000000","backup":null,"replacement_id":null,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(251,95,'promises',12,'update','{"id":12,"case_id":1,"kind":"acknowledge","what":"We get back to Dana","said":0,"automatic":1,"owner_id":3,"performer_id":2,"made_at":"2026-06-03 14:03:00.000000","recorded_at":"2026-06-03 14:03:00.000000","due_at":"2026-06-04 21:00:00.000000","backup":null,"replacement_id":null,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(252,95,'promises',13,'update','{"id":13,"case_id":1,"kind":"follow_up","what":"Update Dana","said":0,"automatic":1,"owner_id":3,"performer_id":2,"made_at":"2026-06-03 14:05:00.000000","recorded_at":"2026-06-03 14:05:00.000000","due_at":"2026-06-05 21:00:00.000000","backup":null,"replacement_id":null,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(253,95,'promises',28,'insert',NULL);
INSERT INTO "changes" VALUES(254,95,'contacts',6,'update','{"id":6,"case_id":1,"at":"2026-06-03 14:03:00.000000","direction":"in","channel":null,"who":"Dana Reyes","text":"Crackles","chasing":0,"praise":0,"apology":0,"reached":0,"in_reply_to":null,"number":8,"no_reply":0,"spoken_for":1,"awaits":null,"answered_at":null}');
INSERT INTO "changes" VALUES(255,96,'cases',8,'insert',NULL);
INSERT INTO "changes" VALUES(256,96,'contacts',14,'insert',NULL);
INSERT INTO "changes" VALUES(257,96,'promises',29,'insert',NULL);
INSERT INTO "changes" VALUES(258,97,'replacements',5,'insert',NULL);
INSERT INTO "changes" VALUES(259,97,'replacements',5,'update','{"id":5,"case_id":8,"chain":1,"attempt":1,"wanted":"Headset A","item":"Headset A","serial":null,"basis":"warranty","because":null,"why":"Three for three.","different":null,"substitute_because":null,"consent":null,"supplier_id":null,"carrier_id":null,"tracking":null,"shipped_by":"us","requested_at":"2026-06-08 14:19:00.000000","approver_id":null,"approved_at":null,"declined_at":null,"declined_because":null,"packed_at":null,"shipped_at":null,"announced_at":null,"delivered_at":null,"outcome":null,"outcome_at":null,"came":null,"shipment":null,"quantity":3}');
INSERT INTO "changes" VALUES(260,97,'promises',30,'insert',NULL);
INSERT INTO "changes" VALUES(261,97,'promises',31,'insert',NULL);
INSERT INTO "changes" VALUES(262,97,'costs',2,'insert',NULL);
INSERT INTO "changes" VALUES(263,97,'returns',3,'insert',NULL);
INSERT INTO "changes" VALUES(264,98,'replacements',5,'update','{"id":5,"case_id":8,"chain":1,"attempt":1,"wanted":"Headset A","item":"Headset A","serial":null,"basis":"warranty","because":null,"why":"Three for three.","different":null,"substitute_because":null,"consent":null,"supplier_id":null,"carrier_id":null,"tracking":null,"shipped_by":"us","requested_at":"2026-06-08 14:19:00.000000","approver_id":null,"approved_at":null,"declined_at":null,"declined_because":null,"packed_at":"2026-06-08 14:19:00.000000","shipped_at":"2026-06-08 14:19:00.000000","announced_at":null,"delivered_at":null,"outcome":null,"outcome_at":null,"came":null,"shipment":null,"quantity":3}');
INSERT INTO "changes" VALUES(265,98,'replacements',6,'insert',NULL);
INSERT INTO "changes" VALUES(266,98,'unit_moves',1,'insert',NULL);
INSERT INTO "changes" VALUES(267,98,'returns',4,'insert',NULL);
INSERT INTO "changes" VALUES(268,98,'costs',2,'update','{"id":2,"case_id":8,"replacement_id":5,"at":"2026-06-08 14:19:00.000000","kind":"goods","amount":12300,"currency":"USD","payer":"us","waived":0,"note":null,"promise_id":null}');
INSERT INTO "changes" VALUES(269,98,'costs',3,'insert',NULL);
INSERT INTO "changes" VALUES(270,98,'replacements',5,'update','{"id":5,"case_id":8,"chain":1,"attempt":1,"wanted":"Headset A","item":"Headset A","serial":null,"basis":"warranty","because":null,"why":"Three for three.","different":null,"substitute_because":null,"consent":null,"supplier_id":null,"carrier_id":null,"tracking":null,"shipped_by":"us","requested_at":"2026-06-08 14:19:00.000000","approver_id":null,"approved_at":null,"declined_at":null,"declined_because":null,"packed_at":"2026-06-08 14:19:00.000000","shipped_at":"2026-06-08 14:19:00.000000","announced_at":null,"delivered_at":null,"outcome":null,"outcome_at":null,"came":null,"shipment":null,"quantity":2}');
INSERT INTO "changes" VALUES(271,99,'replacements',5,'update','{"id":5,"case_id":8,"chain":1,"attempt":1,"wanted":"Headset A","item":"Headset A","serial":null,"basis":"warranty","because":null,"why":"Three for three.","different":null,"substitute_because":null,"consent":null,"supplier_id":null,"carrier_id":null,"tracking":null,"shipped_by":"us","requested_at":"2026-06-08 14:19:00.000000","approver_id":null,"approved_at":null,"declined_at":null,"declined_because":null,"packed_at":"2026-06-08 14:19:00.000000","shipped_at":"2026-06-08 14:19:00.000000","announced_at":null,"delivered_at":"2026-06-10 14:00:00.000000","outcome":null,"outcome_at":null,"came":null,"shipment":null,"quantity":2}');
INSERT INTO "changes" VALUES(272,100,'returns',4,'update','{"id":4,"replacement_id":6,"case_id":null,"quantity":null,"asked_at":"2026-06-08 14:19:00.000000","due_at":"2026-06-15 21:00:00.000000","waived_at":null,"waived_because":null,"received_at":null,"inspected_at":null,"finding":null,"became":null}');
INSERT INTO "changes" VALUES(273,101,'replacements',5,'update','{"id":5,"case_id":8,"chain":1,"attempt":1,"wanted":"Headset A","item":"Headset A","serial":null,"basis":"warranty","because":null,"why":"Three for three.","different":null,"substitute_because":null,"consent":null,"supplier_id":null,"carrier_id":null,"tracking":null,"shipped_by":"us","requested_at":"2026-06-08 14:19:00.000000","approver_id":null,"approved_at":null,"declined_at":null,"declined_because":null,"packed_at":"2026-06-08 14:19:00.000000","shipped_at":"2026-06-08 14:19:00.000000","announced_at":null,"delivered_at":"2026-06-10 14:00:00.000000","outcome":"works","outcome_at":"2026-06-10 14:01:00.000000","came":null,"shipment":null,"quantity":2}');
INSERT INTO "changes" VALUES(274,101,'replacements',7,'insert',NULL);
INSERT INTO "changes" VALUES(275,101,'unit_moves',2,'insert',NULL);
INSERT INTO "changes" VALUES(276,101,'returns',5,'insert',NULL);
INSERT INTO "changes" VALUES(277,101,'costs',2,'update','{"id":2,"case_id":8,"replacement_id":5,"at":"2026-06-08 14:19:00.000000","kind":"goods","amount":8200,"currency":"USD","payer":"us","waived":0,"note":null,"promise_id":null}');
INSERT INTO "changes" VALUES(278,101,'costs',4,'insert',NULL);
INSERT INTO "changes" VALUES(279,101,'outcome_corrections',1,'insert',NULL);
INSERT INTO "changes" VALUES(280,101,'believed_outcomes',1,'insert',NULL);
INSERT INTO "changes" VALUES(281,101,'replacements',5,'update','{"id":5,"case_id":8,"chain":1,"attempt":1,"wanted":"Headset A","item":"Headset A","serial":null,"basis":"warranty","because":null,"why":"Three for three.","different":null,"substitute_because":null,"consent":null,"supplier_id":null,"carrier_id":null,"tracking":null,"shipped_by":"us","requested_at":"2026-06-08 14:19:00.000000","approver_id":null,"approved_at":null,"declined_at":null,"declined_because":null,"packed_at":"2026-06-08 14:19:00.000000","shipped_at":"2026-06-08 14:19:00.000000","announced_at":null,"delivered_at":"2026-06-10 14:00:00.000000","outcome":"works","outcome_at":"2026-06-10 14:01:00.000000","came":null,"shipment":null,"quantity":1}');
INSERT INTO "changes" VALUES(282,101,'promises',32,'insert',NULL);
INSERT INTO "changes" VALUES(283,102,'outcome_corrections',2,'insert',NULL);
INSERT INTO "changes" VALUES(284,102,'believed_outcomes',2,'insert',NULL);
INSERT INTO "changes" VALUES(285,102,'replacements',5,'update','{"id":5,"case_id":8,"chain":1,"attempt":1,"wanted":"Headset A","item":"Headset A","serial":null,"basis":"warranty","because":null,"why":"Three for three.","different":null,"substitute_because":null,"consent":null,"supplier_id":null,"carrier_id":null,"tracking":null,"shipped_by":"us","requested_at":"2026-06-08 14:19:00.000000","approver_id":null,"approved_at":null,"declined_at":null,"declined_because":null,"packed_at":"2026-06-08 14:19:00.000000","shipped_at":"2026-06-08 14:19:00.000000","announced_at":null,"delivered_at":"2026-06-10 14:00:00.000000","outcome":"doa","outcome_at":"2026-06-10 14:03:00.000000","came":null,"shipment":null,"quantity":1}');
INSERT INTO "changes" VALUES(286,102,'promises',32,'update','{"id":32,"case_id":8,"kind":"fix","what":"A working one is sent to Dana","said":0,"automatic":1,"owner_id":2,"performer_id":2,"made_at":"2026-06-10 14:03:00.000000","recorded_at":"2026-06-10 14:03:00.000000","due_at":"2026-06-11 21:00:00.000000","backup":null,"replacement_id":5,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(287,102,'replacements',5,'update','{"id":5,"case_id":8,"chain":1,"attempt":1,"wanted":"Headset A","item":"Headset A","serial":null,"basis":"warranty","because":null,"why":"Three for three.","different":null,"substitute_because":null,"consent":null,"supplier_id":null,"carrier_id":null,"tracking":null,"shipped_by":"us","requested_at":"2026-06-08 14:19:00.000000","approver_id":null,"approved_at":null,"declined_at":null,"declined_because":null,"packed_at":"2026-06-08 14:19:00.000000","shipped_at":"2026-06-08 14:19:00.000000","announced_at":null,"delivered_at":"2026-06-10 14:00:00.000000","outcome":"works","outcome_at":"2026-06-10 14:01:00.000000","came":null,"shipment":null,"quantity":1}');
INSERT INTO "changes" VALUES(288,102,'replacements',7,'update','{"id":7,"case_id":8,"chain":1,"attempt":1,"wanted":"Headset A","item":"Headset A","serial":null,"basis":"warranty","because":null,"why":"Three for three.","different":null,"substitute_because":null,"consent":null,"supplier_id":null,"carrier_id":null,"tracking":null,"shipped_by":"us","requested_at":"2026-06-08 14:19:00.000000","approver_id":null,"approved_at":null,"declined_at":null,"declined_because":null,"packed_at":"2026-06-08 14:19:00.000000","shipped_at":"2026-06-08 14:19:00.000000","announced_at":null,"delivered_at":"2026-06-10 14:00:00.000000","outcome":"works","outcome_at":"2026-06-10 14:01:00.000000","came":null,"shipment":5,"quantity":1}');
INSERT INTO "changes" VALUES(289,102,'unit_moves',3,'insert',NULL);
INSERT INTO "changes" VALUES(290,102,'returns',5,'delete','{"id":5,"replacement_id":7,"case_id":null,"quantity":null,"asked_at":"2026-06-08 14:19:00.000000","due_at":"2026-06-15 21:00:00.000000","waived_at":null,"waived_because":null,"received_at":null,"inspected_at":null,"finding":null,"became":null}');
INSERT INTO "changes" VALUES(291,102,'costs',2,'update','{"id":2,"case_id":8,"replacement_id":5,"at":"2026-06-08 14:19:00.000000","kind":"goods","amount":4100,"currency":"USD","payer":"us","waived":0,"note":null,"promise_id":null}');
INSERT INTO "changes" VALUES(292,102,'costs',4,'delete','{"id":4,"case_id":8,"replacement_id":7,"at":"2026-06-08 14:19:00.000000","kind":"goods","amount":4100,"currency":"USD","payer":"us","waived":0,"note":null,"promise_id":null}');
INSERT INTO "changes" VALUES(293,103,'promises',33,'insert',NULL);
INSERT INTO "changes" VALUES(294,103,'applied_rules',1,'insert',NULL);
INSERT INTO "changes" VALUES(295,104,'invitations',1,'insert',NULL);
INSERT INTO "changes" VALUES(296,105,'opt_outs',1,'insert',NULL);
INSERT INTO "changes" VALUES(297,106,'articles',1,'insert',NULL);
INSERT INTO "changes" VALUES(298,107,'articles',1,'update','{"id":1,"product":"Headset A","symptom":"No sound","remedy":"Send a cable","sends":null,"added_at":"2026-08-03 15:01:00.000000","added_by":"Ana","retired_at":null,"retired_because":null}');
INSERT INTO "changes" VALUES(299,108,'diagnoses',1,'insert',NULL);
INSERT INTO "changes" VALUES(300,109,'cases',9,'insert',NULL);
INSERT INTO "changes" VALUES(301,109,'promises',34,'insert',NULL);
INSERT INTO "changes" VALUES(302,109,'diagnoses',2,'insert',NULL);
INSERT INTO "changes" VALUES(303,110,'articles',1,'update','{"id":1,"product":"Headset A","symptom":"No sound","remedy":"Send a cable","sends":"Cable B","added_at":"2026-08-03 15:01:00.000000","added_by":"Ana","retired_at":null,"retired_because":null}');
INSERT INTO "changes" VALUES(304,111,'parties',8,'insert',NULL);
INSERT INTO "changes" VALUES(305,112,'hand_overs',4,'insert',NULL);
INSERT INTO "changes" VALUES(306,112,'promises',28,'update','{"id":28,"case_id":1,"kind":"follow_up","what":"Update Dana","said":0,"automatic":1,"owner_id":3,"performer_id":3,"made_at":"2026-06-08 14:17:00.000000","recorded_at":"2026-06-08 14:17:00.000000","due_at":"2026-06-10 21:00:00.000000","backup":null,"replacement_id":null,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(307,112,'hand_overs',5,'insert',NULL);
INSERT INTO "changes" VALUES(308,112,'promises',26,'update','{"id":26,"case_id":1,"kind":"delivery","what":"Replacement arrives","said":1,"automatic":0,"owner_id":2,"performer_id":2,"made_at":"2026-06-08 14:16:00.000000","recorded_at":"2026-06-08 14:16:00.000000","due_at":"2026-06-11 21:00:00.000000","backup":null,"replacement_id":4,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(309,112,'hand_overs',6,'insert',NULL);
INSERT INTO "changes" VALUES(310,112,'promises',27,'update','{"id":27,"case_id":1,"kind":"check","what":"Check that it works","said":0,"automatic":0,"owner_id":2,"performer_id":2,"made_at":"2026-06-08 14:16:00.000000","recorded_at":"2026-06-08 14:16:00.000000","due_at":"2026-06-12 21:00:00.000000","backup":null,"replacement_id":4,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(311,113,'hand_overs',7,'insert',NULL);
INSERT INTO "changes" VALUES(312,113,'promises',28,'update','{"id":28,"case_id":1,"kind":"follow_up","what":"Update Dana","said":0,"automatic":1,"owner_id":8,"performer_id":3,"made_at":"2026-06-08 14:17:00.000000","recorded_at":"2026-06-08 14:17:00.000000","due_at":"2026-06-10 21:00:00.000000","backup":null,"replacement_id":null,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(313,113,'hand_overs',8,'insert',NULL);
INSERT INTO "changes" VALUES(314,113,'promises',26,'update','{"id":26,"case_id":1,"kind":"delivery","what":"Replacement arrives","said":1,"automatic":0,"owner_id":8,"performer_id":2,"made_at":"2026-06-08 14:16:00.000000","recorded_at":"2026-06-08 14:16:00.000000","due_at":"2026-06-11 21:00:00.000000","backup":null,"replacement_id":4,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(315,113,'hand_overs',9,'insert',NULL);
INSERT INTO "changes" VALUES(316,113,'promises',27,'update','{"id":27,"case_id":1,"kind":"check","what":"Check that it works","said":0,"automatic":0,"owner_id":8,"performer_id":2,"made_at":"2026-06-08 14:16:00.000000","recorded_at":"2026-06-08 14:16:00.000000","due_at":"2026-06-12 21:00:00.000000","backup":null,"replacement_id":4,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(317,113,'parties',8,'update','{"id":8,"name":"Noor","folded":"noor","kind":"staff","email":null,"phone":null,"retired_at":null}');
INSERT INTO "changes" VALUES(318,114,'contacts',15,'insert',NULL);
INSERT INTO "changes" VALUES(319,114,'contacts',16,'insert',NULL);
INSERT INTO "changes" VALUES(320,114,'promises',28,'update','{"id":28,"case_id":1,"kind":"follow_up","what":"Update Dana","said":0,"automatic":1,"owner_id":3,"performer_id":3,"made_at":"2026-06-08 14:17:00.000000","recorded_at":"2026-06-08 14:17:00.000000","due_at":"2026-06-10 21:00:00.000000","backup":null,"replacement_id":null,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(321,114,'promises',35,'insert',NULL);
INSERT INTO "changes" VALUES(322,114,'contacts',15,'update','{"id":15,"case_id":1,"at":"2026-08-03 15:09:00.000000","direction":"in","channel":"phone","who":"Dana Reyes","text":"Any news?","chasing":0,"praise":0,"apology":0,"reached":0,"in_reply_to":null,"number":24,"no_reply":0,"spoken_for":0,"awaits":null,"answered_at":null}');
INSERT INTO "changes" VALUES(323,115,'replacements',2,'update','{"id":2,"case_id":7,"chain":1,"attempt":1,"wanted":"Headset A","item":"Headset A","serial":null,"basis":"warranty","because":null,"why":"Yours broke; this one is yours.","different":null,"substitute_because":null,"consent":null,"supplier_id":null,"carrier_id":null,"tracking":null,"shipped_by":"us","requested_at":"2026-06-08 14:08:00.000000","approver_id":null,"approved_at":null,"declined_at":null,"declined_because":null,"packed_at":"2026-06-08 14:08:00.000000","shipped_at":"2026-06-08 14:08:00.000000","announced_at":null,"delivered_at":null,"outcome":null,"outcome_at":null,"came":null,"shipment":null,"quantity":1}');
INSERT INTO "changes" VALUES(324,115,'promises',23,'update','{"id":23,"case_id":7,"kind":"delivery","what":"Replacement arrives","said":1,"automatic":0,"owner_id":2,"performer_id":2,"made_at":"2026-06-08 14:08:00.000000","recorded_at":"2026-06-08 14:08:00.000000","due_at":"2026-06-10 21:00:00.000000","backup":null,"replacement_id":2,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(325,115,'promises',24,'update','{"id":24,"case_id":7,"kind":"check","what":"Check that it works","said":0,"automatic":0,"owner_id":2,"performer_id":2,"made_at":"2026-06-08 14:08:00.000000","recorded_at":"2026-06-08 14:08:00.000000","due_at":"2026-06-11 21:00:00.000000","backup":null,"replacement_id":2,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
INSERT INTO "changes" VALUES(326,115,'promises',36,'insert',NULL);
INSERT INTO "changes" VALUES(327,116,'outcome_corrections',3,'insert',NULL);
INSERT INTO "changes" VALUES(328,116,'believed_outcomes',3,'insert',NULL);
INSERT INTO "changes" VALUES(329,116,'replacements',2,'update','{"id":2,"case_id":7,"chain":1,"attempt":1,"wanted":"Headset A","item":"Headset A","serial":null,"basis":"warranty","because":null,"why":"Yours broke; this one is yours.","different":null,"substitute_because":null,"consent":null,"supplier_id":null,"carrier_id":null,"tracking":null,"shipped_by":"us","requested_at":"2026-06-08 14:08:00.000000","approver_id":null,"approved_at":null,"declined_at":null,"declined_because":null,"packed_at":"2026-06-08 14:08:00.000000","shipped_at":"2026-06-08 14:08:00.000000","announced_at":null,"delivered_at":null,"outcome":"lost","outcome_at":"2026-08-03 15:10:00.000000","came":null,"shipment":null,"quantity":1}');
INSERT INTO "changes" VALUES(330,116,'lapsed_ends',1,'insert',NULL);
INSERT INTO "changes" VALUES(331,116,'promises',24,'update','{"id":24,"case_id":7,"kind":"check","what":"Check that it works","said":0,"automatic":0,"owner_id":2,"performer_id":2,"made_at":"2026-06-08 14:08:00.000000","recorded_at":"2026-06-08 14:08:00.000000","due_at":"2026-06-11 21:00:00.000000","backup":null,"replacement_id":2,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":"2026-08-03 15:10:00.000000","released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":"lost on the way","ended_recorded_at":"2026-08-03 15:10:00.000000"}');
INSERT INTO "changes" VALUES(332,116,'promises',36,'update','{"id":36,"case_id":7,"kind":"fix","what":"A working one is sent to Dana","said":0,"automatic":1,"owner_id":2,"performer_id":2,"made_at":"2026-08-03 15:10:00.000000","recorded_at":"2026-08-03 15:10:00.000000","due_at":"2026-08-04 21:00:00.000000","backup":null,"replacement_id":2,"supersedes":null,"depends_on":null,"overdue_when_imported":0,"kept_at":null,"withdrawn_at":null,"released_at":null,"voided_at":null,"superseded_at":null,"told_at":null,"ended_because":null,"ended_recorded_at":null}');
CREATE TABLE "claims" (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        replacement_id INTEGER,
        promise_id INTEGER,
        supplier_id INTEGER NOT NULL,
        amount INTEGER NOT NULL,
        currency VARCHAR NOT NULL,
        due_at DATETIME NOT NULL,
        submitted_at DATETIME,
        reference VARCHAR,
        rejected_at DATETIME,
        rejected_because VARCHAR,
        CONSTRAINT ck_claims_for_one_of_two CHECK ((replacement_id IS NULL) <> (promise_id IS NULL)),
        CONSTRAINT ck_claims_amount CHECK (typeof(amount) = 'integer' AND amount > 0),
        CONSTRAINT ck_claims_currency CHECK (length(currency) = 3),
        CONSTRAINT ck_claims_rejected_for_a_reason CHECK ((rejected_at IS NULL) = (rejected_because IS NULL)),
        CONSTRAINT ck_claims_submitted_at_after_due_at CHECK (due_at <= submitted_at),
        CONSTRAINT ck_claims_rejected_at_after_submitted_at CHECK (submitted_at <= rejected_at),
        CONSTRAINT uq_claims_replacement_id UNIQUE (replacement_id),
        CONSTRAINT uq_claims_promise_id UNIQUE (promise_id),
        CONSTRAINT fk_claims_replacement_id FOREIGN KEY(replacement_id) REFERENCES replacements (id),
        CONSTRAINT fk_claims_promise_id FOREIGN KEY(promise_id) REFERENCES promises (id),
        CONSTRAINT fk_claims_supplier_id FOREIGN KEY(supplier_id) REFERENCES parties (id)
    );
INSERT INTO "claims" VALUES(1,1,NULL,6,300,'USD','2026-06-08 14:03:00.000000','2026-06-08 14:04:00.000000','RMA-1','2026-06-08 14:06:00.000000','too old');
CREATE TABLE commands (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at DATETIME NOT NULL, 
	who VARCHAR NOT NULL, 
	command VARCHAR NOT NULL, 
	undoes INTEGER, source VARCHAR, 
	CONSTRAINT fk_commands_undoes FOREIGN KEY(undoes) REFERENCES commands (id), 
	CONSTRAINT uq_commands_undoes UNIQUE (undoes)
);
INSERT INTO "commands" VALUES(1,'2026-06-01 14:00:00.000000','Ana','customer add',NULL,NULL);
INSERT INTO "commands" VALUES(2,'2026-06-01 14:01:00.000000','Ana','party add',NULL,NULL);
INSERT INTO "commands" VALUES(3,'2026-06-01 14:02:00.000000','Ana','case open',NULL,NULL);
INSERT INTO "commands" VALUES(4,'2026-06-01 14:03:00.000000','Ana','case heard',NULL,NULL);
INSERT INTO "commands" VALUES(5,'2026-06-01 14:04:00.000000','Ana','promise make',NULL,NULL);
INSERT INTO "commands" VALUES(6,'2026-06-01 14:05:00.000000','Ana','promise correct',NULL,NULL);
INSERT INTO "commands" VALUES(7,'2026-06-01 14:06:00.000000','Ana','promise remind',NULL,NULL);
INSERT INTO "commands" VALUES(8,'2026-06-01 14:06:00.000000','Ana','promise remind',NULL,NULL);
INSERT INTO "commands" VALUES(9,'2026-06-01 14:06:00.000000','Ana','promise make',NULL,NULL);
INSERT INTO "commands" VALUES(10,'2026-06-01 14:07:00.000000','Ana','promise withdraw',NULL,NULL);
INSERT INTO "commands" VALUES(11,'2026-06-01 14:08:00.000000','Ana','case follow-up',NULL,NULL);
INSERT INTO "commands" VALUES(12,'2026-06-01 14:09:00.000000','Ana','case edit',NULL,NULL);
INSERT INTO "commands" VALUES(13,'2026-06-01 14:10:00.000000','Ana','case note',NULL,NULL);
INSERT INTO "commands" VALUES(14,'2026-06-01 14:11:00.000000','Ana','promise renegotiate',NULL,NULL);
INSERT INTO "commands" VALUES(15,'2026-06-01 14:12:00.000000','Ana','case escalate',NULL,NULL);
INSERT INTO "commands" VALUES(16,'2026-06-01 14:13:00.000000','Ana','escalation told',NULL,NULL);
INSERT INTO "commands" VALUES(17,'2026-06-01 14:14:00.000000','Ana','escalation acknowledge',NULL,NULL);
INSERT INTO "commands" VALUES(18,'2026-06-01 14:15:00.000000','Ana','escalation resolve',NULL,NULL);
INSERT INTO "commands" VALUES(19,'2026-06-01 14:16:00.000000','Ana','case escalate',NULL,NULL);
INSERT INTO "commands" VALUES(20,'2026-06-01 14:17:00.000000','Ana','escalation decline',NULL,NULL);
INSERT INTO "commands" VALUES(21,'2026-06-01 14:18:00.000000','Ana','promise keep',NULL,NULL);
INSERT INTO "commands" VALUES(22,'2026-06-01 14:19:00.000000','Ana','promise release',NULL,NULL);
INSERT INTO "commands" VALUES(23,'2026-06-01 14:20:00.000000','Ana','case ship-replacement',NULL,NULL);
INSERT INTO "commands" VALUES(24,'2026-06-01 14:21:00.000000','Ana','replacement track',NULL,NULL);
INSERT INTO "commands" VALUES(25,'2026-06-02 14:00:00.000000','Ana','replacement delivered',NULL,NULL);
INSERT INTO "commands" VALUES(26,'2026-06-02 15:00:00.000000','Ana','replacement outcome',NULL,NULL);
INSERT INTO "commands" VALUES(27,'2026-06-02 16:00:00.000000','Ana','case close',NULL,NULL);
INSERT INTO "commands" VALUES(28,'2026-06-02 16:01:00.000000','Ana','case asked',NULL,NULL);
INSERT INTO "commands" VALUES(29,'2026-06-02 16:01:00.000000','Ana','case effort',NULL,NULL);
INSERT INTO "commands" VALUES(30,'2026-06-03 14:00:00.000000','Ana','case reopen',NULL,NULL);
INSERT INTO "commands" VALUES(31,'2026-06-03 14:01:00.000000','Ana','customer add',NULL,NULL);
INSERT INTO "commands" VALUES(32,'2026-06-03 14:02:00.000000','Ana','customer edit',NULL,NULL);
INSERT INTO "commands" VALUES(33,'2026-06-03 14:03:00.000000','Ana','case open',NULL,NULL);
INSERT INTO "commands" VALUES(34,'2026-06-03 14:04:00.000000','Ana','customer merge',NULL,NULL);
INSERT INTO "commands" VALUES(35,'2026-06-03 14:05:00.000000','Ana','case edit',NULL,NULL);
INSERT INTO "commands" VALUES(36,'2026-06-03 14:05:00.000000','Ana','import',NULL,'tickets.csv');
INSERT INTO "commands" VALUES(37,'2026-06-03 14:06:00.000000','Ana','undo',36,NULL);
INSERT INTO "commands" VALUES(38,'2026-06-03 14:07:00.000000','Ana','case link',NULL,NULL);
INSERT INTO "commands" VALUES(39,'2026-06-03 14:08:00.000000','Ana','case attach',NULL,NULL);
INSERT INTO "commands" VALUES(40,'2026-06-03 14:08:00.000000','Ana','case move',NULL,NULL);
INSERT INTO "commands" VALUES(41,'2026-06-03 14:08:00.000000','Ana','case merge',NULL,NULL);
INSERT INTO "commands" VALUES(42,'2026-06-03 14:08:00.000000','Ana','case unmerge',NULL,NULL);
INSERT INTO "commands" VALUES(43,'2026-06-03 14:08:00.000000','Ana','case merge',NULL,NULL);
INSERT INTO "commands" VALUES(44,'2026-06-03 14:09:00.000000','Ana','case open',NULL,NULL);
INSERT INTO "commands" VALUES(45,'2026-06-03 14:10:00.000000','Ana','party edit',NULL,NULL);
INSERT INTO "commands" VALUES(46,'2026-06-03 14:11:00.000000','Ana','case hand-over',NULL,NULL);
INSERT INTO "commands" VALUES(47,'2026-06-03 14:11:00.000000','Ana','party add',NULL,NULL);
INSERT INTO "commands" VALUES(48,'2026-06-03 14:11:00.000000','Ana','party edit',NULL,NULL);
INSERT INTO "commands" VALUES(49,'2026-06-03 14:11:00.000000','Ana','product add',NULL,NULL);
INSERT INTO "commands" VALUES(50,'2026-06-03 14:11:00.000000','Ana','product edit',NULL,NULL);
INSERT INTO "commands" VALUES(51,'2026-06-03 14:11:00.000000','Ana','company add',NULL,NULL);
INSERT INTO "commands" VALUES(52,'2026-06-03 14:11:00.000000','Ana','customer edit',NULL,NULL);
INSERT INTO "commands" VALUES(53,'2026-06-03 14:11:00.000000','Ana','customer move',NULL,NULL);
INSERT INTO "commands" VALUES(54,'2026-06-03 14:11:00.000000','Ana','customer add',NULL,NULL);
INSERT INTO "commands" VALUES(55,'2026-06-03 14:11:00.000000','Ana','customer refer',NULL,NULL);
INSERT INTO "commands" VALUES(56,'2026-06-03 14:11:00.000000','Ana','customer flag',NULL,NULL);
INSERT INTO "commands" VALUES(57,'2026-06-03 14:11:00.000000','Ana','customer unflag',NULL,NULL);
INSERT INTO "commands" VALUES(58,'2026-06-03 14:11:00.000000','Ana','customer end',NULL,NULL);
INSERT INTO "commands" VALUES(59,'2026-06-03 14:11:00.000000','Ana','customer take-back',NULL,NULL);
INSERT INTO "commands" VALUES(60,'2026-06-03 14:11:00.000000','Ana','customer forget',NULL,NULL);
INSERT INTO "commands" VALUES(61,'2026-06-03 14:12:00.000000','Ana','party away',NULL,NULL);
INSERT INTO "commands" VALUES(62,'2026-06-03 14:13:00.000000','Ana','case note',NULL,NULL);
INSERT INTO "commands" VALUES(63,'2026-06-03 14:14:00.000000','Ana','case open',NULL,NULL);
INSERT INTO "commands" VALUES(64,'2026-06-03 14:15:00.000000','Ana','case disclose',NULL,NULL);
INSERT INTO "commands" VALUES(65,'2026-06-03 14:15:00.000000','Ana','case refund',NULL,NULL);
INSERT INTO "commands" VALUES(66,'2026-06-03 14:16:00.000000','Ana','tone request',NULL,NULL);
INSERT INTO "commands" VALUES(67,'2026-06-03 14:17:00.000000','Ana','tone review',NULL,NULL);
INSERT INTO "commands" VALUES(68,'2026-06-03 14:18:00.000000','Ana','case cause',NULL,NULL);
INSERT INTO "commands" VALUES(69,'2026-06-03 14:19:00.000000','Ana','case heard',NULL,NULL);
INSERT INTO "commands" VALUES(70,'2026-06-03 14:20:00.000000','Ana','cost add',NULL,NULL);
INSERT INTO "commands" VALUES(71,'2026-06-03 14:21:00.000000','Ana','cost split',NULL,NULL);
INSERT INTO "commands" VALUES(72,'2026-06-03 14:22:00.000000','Ana','purchase add',NULL,NULL);
INSERT INTO "commands" VALUES(73,'2026-06-03 14:23:00.000000','Ana','purchase delivered',NULL,NULL);
INSERT INTO "commands" VALUES(74,'2026-06-03 14:24:00.000000','Ana','purchase import',NULL,'orders.csv');
INSERT INTO "commands" VALUES(75,'2026-06-03 14:25:00.000000','Ana','customer import',NULL,'people.csv');
INSERT INTO "commands" VALUES(76,'2026-06-05 21:00:00.000000','Ana','arrival-checks sent',NULL,NULL);
INSERT INTO "commands" VALUES(77,'2026-06-08 14:00:00.000000','Ana','return ask',NULL,NULL);
INSERT INTO "commands" VALUES(78,'2026-06-08 14:01:00.000000','Ana','return received',NULL,NULL);
INSERT INTO "commands" VALUES(79,'2026-06-08 14:02:00.000000','Ana','return inspected',NULL,NULL);
INSERT INTO "commands" VALUES(80,'2026-06-08 14:03:00.000000','Ana','claim add',NULL,NULL);
INSERT INTO "commands" VALUES(81,'2026-06-08 14:04:00.000000','Ana','claim submit',NULL,NULL);
INSERT INTO "commands" VALUES(82,'2026-06-08 14:05:00.000000','Ana','claim credit',NULL,NULL);
INSERT INTO "commands" VALUES(83,'2026-06-08 14:06:00.000000','Ana','claim reject',NULL,NULL);
INSERT INTO "commands" VALUES(84,'2026-06-08 14:07:00.000000','Ana','case open',NULL,NULL);
INSERT INTO "commands" VALUES(85,'2026-06-08 14:08:00.000000','Ana','case ship-replacement',NULL,NULL);
INSERT INTO "commands" VALUES(86,'2026-06-08 14:09:00.000000','Ana','return ask',NULL,NULL);
INSERT INTO "commands" VALUES(87,'2026-06-08 14:10:00.000000','Ana','return waive',NULL,NULL);
INSERT INTO "commands" VALUES(88,'2026-06-08 14:11:00.000000','Ana','replacement outcome',NULL,NULL);
INSERT INTO "commands" VALUES(89,'2026-06-08 14:11:00.000000','Ana','replacement request',NULL,NULL);
INSERT INTO "commands" VALUES(90,'2026-06-08 14:12:00.000000','Ana','replacement decline',NULL,NULL);
INSERT INTO "commands" VALUES(91,'2026-06-08 14:13:00.000000','Ana','replacement request',NULL,NULL);
INSERT INTO "commands" VALUES(92,'2026-06-08 14:14:00.000000','Ana','replacement approve',NULL,NULL);
INSERT INTO "commands" VALUES(93,'2026-06-08 14:15:00.000000','Ana','replacement pack',NULL,NULL);
INSERT INTO "commands" VALUES(94,'2026-06-08 14:16:00.000000','Ana','replacement ship',NULL,NULL);
INSERT INTO "commands" VALUES(95,'2026-06-08 14:17:00.000000','Ana','replacement announced',NULL,NULL);
INSERT INTO "commands" VALUES(96,'2026-06-08 14:18:00.000000','Ana','case open',NULL,NULL);
INSERT INTO "commands" VALUES(97,'2026-06-08 14:19:00.000000','Ana','case ship-replacement',NULL,NULL);
INSERT INTO "commands" VALUES(98,'2026-06-10 14:00:00.000000','Ana','replacement delivered',NULL,NULL);
INSERT INTO "commands" VALUES(99,'2026-06-10 14:01:00.000000','Ana','replacement outcome',NULL,NULL);
INSERT INTO "commands" VALUES(100,'2026-06-10 14:02:00.000000','Ana','return received',NULL,NULL);
INSERT INTO "commands" VALUES(101,'2026-06-10 14:03:00.000000','Ana','replacement outcome',NULL,NULL);
INSERT INTO "commands" VALUES(102,'2026-06-10 14:04:00.000000','Ana','replacement outcome',NULL,NULL);
INSERT INTO "commands" VALUES(103,'2026-06-12 14:00:00.000000','Ana','sweep',NULL,NULL);
INSERT INTO "commands" VALUES(104,'2026-08-03 14:00:00.000000','Ana','invitations sent',NULL,NULL);
INSERT INTO "commands" VALUES(105,'2026-08-03 14:01:00.000000','Ana','invitations opt-out',NULL,NULL);
INSERT INTO "commands" VALUES(106,'2026-08-03 15:01:00.000000','Ana','article add',NULL,NULL);
INSERT INTO "commands" VALUES(107,'2026-08-03 15:02:00.000000','Ana','article edit',NULL,NULL);
INSERT INTO "commands" VALUES(108,'2026-08-03 15:03:00.000000','Ana','case diagnose',NULL,NULL);
INSERT INTO "commands" VALUES(109,'2026-08-03 15:04:00.000000','Ana','article affected',NULL,NULL);
INSERT INTO "commands" VALUES(110,'2026-08-03 15:05:00.000000','Ana','article retire',NULL,NULL);
INSERT INTO "commands" VALUES(111,'2026-08-03 15:06:00.000000','Ana','party add',NULL,NULL);
INSERT INTO "commands" VALUES(112,'2026-08-03 15:07:00.000000','Ana','case hand-over',NULL,NULL);
INSERT INTO "commands" VALUES(113,'2026-08-03 15:08:00.000000','Ana','party retire',NULL,NULL);
INSERT INTO "commands" VALUES(114,'2026-08-03 15:09:00.000000','Ana','call',NULL,NULL);
INSERT INTO "commands" VALUES(115,'2026-08-03 15:10:00.000000','Ana','replacement outcome',NULL,NULL);
INSERT INTO "commands" VALUES(116,'2026-08-03 15:11:00.000000','Ana','replacement outcome',NULL,NULL);
CREATE TABLE companies (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            name VARCHAR NOT NULL,
            folded VARCHAR NOT NULL,
            CONSTRAINT ck_companies_name_filled CHECK (trim(name) <> ''),
            CONSTRAINT uq_companies_folded UNIQUE (folded)
        );
INSERT INTO "companies" VALUES(1,'Arden Pharma','arden pharma');
INSERT INTO "companies" VALUES(2,'Second Lab','second lab');
CREATE TABLE "contacts" (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        case_id INTEGER NOT NULL,
        at DATETIME NOT NULL,
        direction VARCHAR NOT NULL,
        channel VARCHAR,
        who VARCHAR NOT NULL,
        text VARCHAR,
        chasing BOOLEAN NOT NULL,
        praise BOOLEAN NOT NULL,
        apology BOOLEAN NOT NULL,
        reached BOOLEAN NOT NULL,
        in_reply_to INTEGER,
        number INTEGER NOT NULL,
        no_reply BOOLEAN NOT NULL,
        spoken_for BOOLEAN NOT NULL,
        awaits VARCHAR,
        answered_at DATETIME,
        CONSTRAINT ck_contacts_direction CHECK (direction = 'in' OR direction = 'out'),
        CONSTRAINT uq_contacts_number UNIQUE (number),
        CONSTRAINT fk_contacts_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
        CONSTRAINT fk_contacts_in_reply_to FOREIGN KEY(in_reply_to) REFERENCES contacts (id)
    );
INSERT INTO "contacts" VALUES(1,1,'2026-06-01 14:02:00.000000','in',NULL,'Dana Reyes','No sound',0,0,0,0,NULL,1,0,1,NULL,'2026-06-01 14:08:00.000000');
INSERT INTO "contacts" VALUES(2,1,'2026-06-01 14:03:00.000000','in',NULL,'Dana Reyes','It is both ears',1,0,0,0,NULL,2,0,0,NULL,'2026-06-01 14:08:00.000000');
INSERT INTO "contacts" VALUES(3,1,'2026-06-01 14:08:00.000000','out',NULL,'Ana','We are looking into it',0,0,0,1,NULL,3,0,0,NULL,NULL);
INSERT INTO "contacts" VALUES(4,1,'2026-06-01 14:11:00.000000','out',NULL,'Ana','It will be Friday',0,0,0,1,NULL,5,0,0,NULL,NULL);
INSERT INTO "contacts" VALUES(5,1,'2026-06-02 16:00:00.000000','in',NULL,'Dana Reyes','It works, thank you',0,0,0,1,NULL,6,0,0,NULL,'2026-06-02 16:00:00.000000');
INSERT INTO "contacts" VALUES(6,1,'2026-06-03 14:03:00.000000','in',NULL,'Dana Reyes','Crackles',0,0,0,0,NULL,8,0,1,NULL,'2026-06-08 14:17:00.000000');
INSERT INTO "contacts" VALUES(9,6,'2026-06-03 14:15:00.000000','out',NULL,'Ana','Two of yours broke',0,0,0,1,NULL,18,0,0,NULL,NULL);
INSERT INTO "contacts" VALUES(10,6,'2026-06-03 14:15:00.000000','out',NULL,'Ana','You get 12.50 for the trouble',0,0,0,1,NULL,19,0,0,NULL,NULL);
INSERT INTO "contacts" VALUES(11,6,'2026-06-03 14:19:00.000000','in',NULL,'Arden Pharma','Wow, impressive',0,1,0,0,NULL,20,0,0,NULL,NULL);
INSERT INTO "contacts" VALUES(12,7,'2026-06-08 14:07:00.000000','in',NULL,'Dana Reyes','Left ear',0,0,0,0,NULL,21,0,1,NULL,NULL);
INSERT INTO "contacts" VALUES(13,1,'2026-06-08 14:17:00.000000','out','email','Ana','Dear Dana Reyes,

Your replacement, Headset A, is on its way. It arrives by Thu 11 Jun.
Yours.

There is nothing to pay.

Questions? Just tell us, and mention C-1.

Ana, Headsets Direct',0,0,0,1,NULL,22,0,0,NULL,NULL);
INSERT INTO "contacts" VALUES(14,8,'2026-06-08 14:18:00.000000','in',NULL,'Dana Reyes','Three of five',0,0,0,0,NULL,23,0,1,NULL,NULL);
INSERT INTO "contacts" VALUES(15,1,'2026-08-03 15:09:00.000000','in','phone','Dana Reyes','Any news?',0,0,0,0,NULL,24,0,0,NULL,'2026-08-03 15:09:00.000000');
INSERT INTO "contacts" VALUES(16,1,'2026-08-03 15:09:00.000000','out','phone','Ana','It leaves today',0,0,0,1,15,25,0,0,NULL,NULL);
CREATE TABLE cost_shares (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            cost_id INTEGER NOT NULL,
            at DATETIME NOT NULL,
            amount INTEGER NOT NULL,
            offered VARCHAR NOT NULL,
            CONSTRAINT ck_cost_shares_amount CHECK (typeof(amount) = 'integer' AND amount > 0),
            CONSTRAINT ck_cost_shares_offered_filled CHECK (trim(offered) <> ''),
            CONSTRAINT uq_cost_shares_cost_id UNIQUE (cost_id),
            CONSTRAINT fk_cost_shares_cost_id FOREIGN KEY(cost_id) REFERENCES costs (id)
        );
INSERT INTO "cost_shares" VALUES(1,1,'2026-06-03 14:21:00.000000',325,'We pay half');
CREATE TABLE "costs" (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        case_id INTEGER NOT NULL,
        replacement_id INTEGER,
        at DATETIME NOT NULL,
        kind VARCHAR NOT NULL,
        amount INTEGER NOT NULL,
        currency VARCHAR NOT NULL,
        payer VARCHAR NOT NULL,
        waived BOOLEAN NOT NULL,
        note VARCHAR,
        promise_id INTEGER,
        CONSTRAINT ck_costs_kind CHECK (kind = 'goods' OR kind = 'shipping' OR kind = 'labour' OR kind = 'goodwill' OR kind = 'refund'),
        CONSTRAINT ck_costs_payer CHECK (payer = 'us' OR payer = 'supplier' OR payer = 'customer' OR payer = 'carrier'),
        CONSTRAINT ck_costs_amount CHECK (typeof(amount) = 'integer' AND amount >= 0),
        CONSTRAINT ck_costs_currency CHECK (length(currency) = 3),
        CONSTRAINT ck_costs_waived_is_our_labour CHECK (NOT waived OR kind = 'labour' AND payer = 'us'),
        CONSTRAINT ck_costs_given_is_never_billed CHECK (kind NOT IN ('goodwill', 'refund') OR payer <> 'customer'),
        CONSTRAINT ck_costs_promised_is_refund CHECK (promise_id IS NULL OR kind = 'refund'),
        CONSTRAINT uq_costs_promise_id UNIQUE (promise_id),
        CONSTRAINT fk_costs_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
        CONSTRAINT fk_costs_replacement_id FOREIGN KEY(replacement_id) REFERENCES replacements (id),
        CONSTRAINT fk_costs_promise_id FOREIGN KEY(promise_id) REFERENCES promises (id)
    );
INSERT INTO "costs" VALUES(1,1,1,'2026-06-03 14:20:00.000000','labour',650,'USD','us',0,'Handling',NULL);
INSERT INTO "costs" VALUES(2,8,5,'2026-06-08 14:19:00.000000','goods',8200,'USD','us',0,NULL,NULL);
INSERT INTO "costs" VALUES(3,8,6,'2026-06-08 14:19:00.000000','goods',4100,'USD','us',0,NULL,NULL);
CREATE TABLE credits (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            claim_id INTEGER NOT NULL,
            at DATETIME NOT NULL,
            amount INTEGER NOT NULL,
            note VARCHAR,
            CONSTRAINT ck_credits_amount CHECK (typeof(amount) = 'integer' AND amount > 0),
            CONSTRAINT fk_credits_claim_id FOREIGN KEY(claim_id) REFERENCES claims (id)
        );
INSERT INTO "credits" VALUES(1,1,'2026-06-08 14:05:00.000000',100,'CN-1');
CREATE TABLE customers (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR NOT NULL, 
	folded VARCHAR NOT NULL, 
	email VARCHAR, 
	phone VARCHAR, phone_key VARCHAR, 
	CONSTRAINT ck_customers_name_filled CHECK (trim(name) <> '')
);
INSERT INTO "customers" VALUES(1,'Dana Reyes','dana reyes','dana@example.com','+1 617 555 0100','5550100');
INSERT INTO "customers" VALUES(5,'Forgotten customer 5','forgotten customer 5',NULL,NULL,NULL);
INSERT INTO "customers" VALUES(6,'Arden Pharma','arden pharma',NULL,NULL,NULL);
INSERT INTO "customers" VALUES(7,'Kim Lee','kim lee','kim@example.com','617 555 0101','5550101');
INSERT INTO "customers" VALUES(8,'Mona Fry','mona fry',NULL,NULL,NULL);
INSERT INTO "customers" VALUES(9,'Ola Berg','ola berg','ola@example.com','617 555 0102','5550102');
CREATE TABLE diagnoses (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            case_id INTEGER NOT NULL,
            article_id INTEGER,
            at DATETIME NOT NULL,
            who VARCHAR NOT NULL,
            CONSTRAINT fk_diagnoses_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
            CONSTRAINT fk_diagnoses_article_id FOREIGN KEY(article_id) REFERENCES articles (id)
        );
INSERT INTO "diagnoses" VALUES(1,1,1,'2026-08-03 15:03:00.000000','Ana');
INSERT INTO "diagnoses" VALUES(2,9,1,'2026-08-03 15:04:00.000000','Ana');
CREATE TABLE disclosures (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            case_id INTEGER NOT NULL,
            contact_id INTEGER NOT NULL,
            at DATETIME NOT NULL,
            who VARCHAR NOT NULL,
            with_id INTEGER,
            no_plan_because VARCHAR,
            CONSTRAINT fk_disclosures_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
            CONSTRAINT fk_disclosures_contact_id FOREIGN KEY(contact_id) REFERENCES contacts (id),
            CONSTRAINT fk_disclosures_with_id FOREIGN KEY(with_id) REFERENCES parties (id)
        );
INSERT INTO "disclosures" VALUES(1,6,9,'2026-06-03 14:15:00.000000','Ana',7,NULL);
CREATE TABLE earlier_outcomes (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        replacement_id INTEGER NOT NULL,
        outcome VARCHAR NOT NULL,
        at DATETIME NOT NULL,
        came VARCHAR,
        CONSTRAINT ck_earlier_outcomes_outcome CHECK (outcome = 'works' OR outcome = 'doa' OR outcome = 'wrong-item' OR outcome = 'damaged' OR outcome = 'incomplete' OR outcome = 'lost' OR outcome = 'failed'),
        CONSTRAINT fk_earlier_outcomes_replacement_id FOREIGN KEY(replacement_id) REFERENCES replacements (id)
    );
INSERT INTO "earlier_outcomes" VALUES(1,1,'works','2026-06-02 15:00:00.000000',NULL);
CREATE TABLE efforts (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            case_id INTEGER NOT NULL,
            at DATETIME NOT NULL,
            effort INTEGER NOT NULL,
            words VARCHAR,
            CONSTRAINT ck_efforts_effort CHECK (typeof(effort) = 'integer' AND effort BETWEEN 1 AND 5),
            CONSTRAINT fk_efforts_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
        );
INSERT INTO "efforts" VALUES(1,1,'2026-06-02 16:01:00.000000',2,'One call');
CREATE TABLE endings (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            customer_id INTEGER NOT NULL,
            at DATETIME NOT NULL,
            who VARCHAR NOT NULL,
            because VARCHAR NOT NULL,
            taken_back_at DATETIME,
            taken_back_because VARCHAR,
            CONSTRAINT ck_endings_because_filled CHECK (trim(because) <> ''),
            CONSTRAINT ck_endings_taken_back_for_a_reason CHECK ((taken_back_at IS NULL) = (taken_back_because IS NULL)),
            CONSTRAINT ck_endings_taken_back_at_after_at CHECK (at <= taken_back_at),
            CONSTRAINT fk_endings_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id)
        );
INSERT INTO "endings" VALUES(1,5,'2026-06-03 14:11:00.000000','Ana','(forgotten)','2026-06-03 14:11:00.000000','(forgotten)');
CREATE TABLE "escalations" (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        case_id INTEGER NOT NULL,
        promise_id INTEGER,
        level INTEGER NOT NULL,
        to_id INTEGER NOT NULL,
        because VARCHAR,
        raised_at DATETIME NOT NULL,
        raised_by VARCHAR NOT NULL,
        ack_by DATETIME NOT NULL,
        backup VARCHAR,
        told_at DATETIME,
        acknowledged_at DATETIME,
        acknowledged_by VARCHAR,
        resolved_at DATETIME,
        declined_at DATETIME,
        ended_because VARCHAR,
        policy VARCHAR,
        CONSTRAINT ck_escalations_backup_filled CHECK (trim(backup) <> ''),
        CONSTRAINT ck_escalations_level CHECK (level >= 1),
        CONSTRAINT ck_escalations_ends_once CHECK (resolved_at IS NULL OR declined_at IS NULL),
        CONSTRAINT ck_escalations_acknowledged_by_somebody CHECK ((acknowledged_at IS NULL) = (acknowledged_by IS NULL)),
        CONSTRAINT ck_escalations_ack_by_after_raised_at CHECK (raised_at <= ack_by),
        CONSTRAINT ck_escalations_acknowledged_at_after_raised_at CHECK (raised_at <= acknowledged_at),
        CONSTRAINT fk_escalations_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
        CONSTRAINT fk_escalations_promise_id FOREIGN KEY(promise_id) REFERENCES promises (id),
        CONSTRAINT fk_escalations_to_id FOREIGN KEY(to_id) REFERENCES parties (id)
    );
INSERT INTO "escalations" VALUES(1,5,6,1,3,'asked','2026-06-01 14:12:00.000000','Ana','2026-06-01 18:12:00.000000','Ana calls','2026-06-01 14:13:00.000000','2026-06-01 14:14:00.000000','Ben','2026-06-01 14:15:00.000000',NULL,'booked','{"rungs": [], "idle_after": "1bd", "overdue_after": "1bd", "answer_within": "1bd"}');
INSERT INTO "escalations" VALUES(2,5,6,1,4,NULL,'2026-06-01 14:16:00.000000','Ana','2026-06-01 18:16:00.000000','Ana calls',NULL,NULL,NULL,NULL,'2026-06-01 14:17:00.000000','not ours','{"rungs": [], "idle_after": "1bd", "overdue_after": "1bd", "answer_within": "1bd"}');
CREATE TABLE flags (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            customer_id INTEGER NOT NULL,
            flag VARCHAR NOT NULL,
            since_at DATETIME NOT NULL,
            until_at DATETIME,
            CONSTRAINT ck_flags_flag_filled CHECK (trim(flag) <> ''),
            CONSTRAINT ck_flags_until_at_after_since_at CHECK (since_at <= until_at),
            CONSTRAINT fk_flags_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id)
        );
INSERT INTO "flags" VALUES(1,1,'friend','2026-06-03 14:11:00.000000','2026-06-03 14:11:00.000000');
CREATE TABLE forgettings (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            customer_id INTEGER NOT NULL,
            command_id INTEGER NOT NULL,
            at DATETIME NOT NULL,
            who VARCHAR NOT NULL,
            CONSTRAINT uq_forgettings_customer_id UNIQUE (customer_id),
            CONSTRAINT fk_forgettings_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id),
            CONSTRAINT fk_forgettings_command_id FOREIGN KEY(command_id) REFERENCES commands (id)
        );
INSERT INTO "forgettings" VALUES(1,5,60,'2026-06-03 14:11:00.000000','Ana');
CREATE TABLE forgotten_addresses (mark VARCHAR NOT NULL, CONSTRAINT pk_forgotten_addresses PRIMARY KEY (mark));
CREATE TABLE hand_overs (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        promise_id INTEGER NOT NULL,
        at DATETIME NOT NULL,
        who VARCHAR NOT NULL,
        from_id INTEGER NOT NULL,
        to_id INTEGER NOT NULL,
        because VARCHAR NOT NULL,
        CONSTRAINT ck_hand_overs_because_filled CHECK (trim(because) <> ''),
        CONSTRAINT ck_hand_overs_to_another CHECK (from_id <> to_id),
        CONSTRAINT fk_hand_overs_promise_id FOREIGN KEY(promise_id) REFERENCES promises (id),
        CONSTRAINT fk_hand_overs_from_id FOREIGN KEY(from_id) REFERENCES parties (id),
        CONSTRAINT fk_hand_overs_to_id FOREIGN KEY(to_id) REFERENCES parties (id)
    );
INSERT INTO "hand_overs" VALUES(1,11,'2026-06-03 14:11:00.000000','Ana',2,3,'Ana is ill');
INSERT INTO "hand_overs" VALUES(2,12,'2026-06-03 14:11:00.000000','Ana',2,3,'Ana is ill');
INSERT INTO "hand_overs" VALUES(3,13,'2026-06-03 14:11:00.000000','Ana',2,3,'Ana is ill');
INSERT INTO "hand_overs" VALUES(4,28,'2026-08-03 15:07:00.000000','Ana',3,8,'Ben is on leave');
INSERT INTO "hand_overs" VALUES(5,26,'2026-08-03 15:07:00.000000','Ana',2,8,'Ben is on leave');
INSERT INTO "hand_overs" VALUES(6,27,'2026-08-03 15:07:00.000000','Ana',2,8,'Ben is on leave');
INSERT INTO "hand_overs" VALUES(7,28,'2026-08-03 15:08:00.000000','Ana',8,3,'Noor has retired');
INSERT INTO "hand_overs" VALUES(8,26,'2026-08-03 15:08:00.000000','Ana',8,3,'Noor has retired');
INSERT INTO "hand_overs" VALUES(9,27,'2026-08-03 15:08:00.000000','Ana',8,3,'Noor has retired');
CREATE TABLE holiday_years (
        country VARCHAR NOT NULL,
        region VARCHAR NOT NULL,
        year INTEGER NOT NULL,
        CONSTRAINT pk_holiday_years PRIMARY KEY (country, region, year)
    );
CREATE TABLE holidays (
        country VARCHAR NOT NULL,
        region VARCHAR NOT NULL,
        on_date DATE NOT NULL,
        name VARCHAR NOT NULL,
        CONSTRAINT pk_holidays PRIMARY KEY (country, region, on_date)
    );
CREATE TABLE hook_calls (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        event VARCHAR NOT NULL,
        cause VARCHAR NOT NULL,
        cause_id INTEGER NOT NULL,
        case_id INTEGER NOT NULL,
        command_id INTEGER,
        at DATETIME NOT NULL,
        runs INTEGER NOT NULL,
        claimed_at DATETIME,
        failed_at DATETIME,
        why VARCHAR,
        done_at DATETIME,
        dropped_at DATETIME
    );
CREATE TABLE hook_watches (
        event VARCHAR NOT NULL,
        since_at DATETIME NOT NULL,
        CONSTRAINT pk_hook_watches PRIMARY KEY (event)
    );
CREATE TABLE invitations (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            purchase_id INTEGER NOT NULL,
            sent_at DATETIME NOT NULL,
            CONSTRAINT uq_invitations_purchase_id UNIQUE (purchase_id),
            CONSTRAINT fk_invitations_purchase_id FOREIGN KEY(purchase_id) REFERENCES purchases (id)
        );
INSERT INTO "invitations" VALUES(1,1,'2026-08-03 14:00:00.000000');
CREATE TABLE lapsed_ends (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            promise_id INTEGER NOT NULL,
            how VARCHAR NOT NULL,
            at DATETIME NOT NULL,
            because VARCHAR,
            recorded_at DATETIME,
            until DATETIME NOT NULL,
            CONSTRAINT ck_lapsed_ends_how CHECK (how = 'kept_at' OR how = 'withdrawn_at' OR how = 'released_at' OR how = 'voided_at' OR how = 'superseded_at'),
            CONSTRAINT ck_lapsed_ends_until_after_at CHECK (at <= until),
            CONSTRAINT fk_lapsed_ends_promise_id FOREIGN KEY(promise_id) REFERENCES promises (id)
        );
INSERT INTO "lapsed_ends" VALUES(1,24,'withdrawn_at','2026-08-03 15:10:00.000000','lost on the way','2026-08-03 15:10:00.000000','2026-08-03 15:11:00.000000');
CREATE TABLE lapsed_reopenings (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            case_id INTEGER NOT NULL,
            reopening_id INTEGER NOT NULL,
            closed_at DATETIME NOT NULL,
            closed_how VARCHAR NOT NULL,
            reopened_at DATETIME NOT NULL,
            lapsed_at DATETIME NOT NULL,
            CONSTRAINT ck_lapsed_reopenings_closed_how CHECK (closed_how = 'confirmed' OR closed_how = 'unconfirmed'),
            CONSTRAINT ck_lapsed_reopenings_reopened_at_after_closed_at CHECK (closed_at <= reopened_at),
            CONSTRAINT ck_lapsed_reopenings_lapsed_at_after_reopened_at CHECK (reopened_at <= lapsed_at),
            CONSTRAINT fk_lapsed_reopenings_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
        );
CREATE TABLE mail_contents (
        mail_id INTEGER NOT NULL,
        subject VARCHAR NOT NULL,
        text VARCHAR NOT NULL,
        html VARCHAR,
        CONSTRAINT pk_mail_contents PRIMARY KEY (mail_id)
    );
CREATE TABLE mail_tries (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        mail_id INTEGER NOT NULL,
        begun_at DATETIME NOT NULL,
        ended_at DATETIME,
        why VARCHAR,
        in_doubt BOOLEAN NOT NULL
    );
CREATE TABLE mails (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        about VARCHAR NOT NULL,
        name VARCHAR,
        email VARCHAR NOT NULL,
        message_id VARCHAR NOT NULL,
        queued_at DATETIME NOT NULL,
        queued_by VARCHAR NOT NULL,
        party_id INTEGER,
        case_id INTEGER,
        replacement_id INTEGER,
        contact_id INTEGER,
        held_at DATETIME,
        sent_at DATETIME,
        refused_at DATETIME,
        cancelled_at DATETIME,
        CONSTRAINT ck_mails_about CHECK (about = 'brief' OR about = 'report' OR about = 'letter'
            OR about = 'announcement' OR about = 'escalation'),
        CONSTRAINT ck_mails_email_filled CHECK (trim(email) <> ''),
        CONSTRAINT ck_mails_ends_once CHECK (sent_at IS NULL OR (refused_at IS NULL AND cancelled_at IS NULL)),
        CONSTRAINT ck_mails_sent_at_after_queued_at CHECK (queued_at <= sent_at),
        CONSTRAINT uq_mails_message_id UNIQUE (message_id),
        CONSTRAINT fk_mails_party_id FOREIGN KEY(party_id) REFERENCES parties (id),
        CONSTRAINT fk_mails_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
        CONSTRAINT fk_mails_replacement_id FOREIGN KEY(replacement_id) REFERENCES replacements (id),
        CONSTRAINT fk_mails_contact_id FOREIGN KEY(contact_id) REFERENCES contacts (id)
    );
CREATE TABLE mark_keys (key VARCHAR NOT NULL, CONSTRAINT pk_mark_keys PRIMARY KEY (key));
INSERT INTO "mark_keys" VALUES('46805311dfa6bd86c6e8b41fc8fc1a3a1b10c8881a21910dff7281fbccf53f4c');
CREATE TABLE memberships (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            customer_id INTEGER NOT NULL,
            company_id INTEGER NOT NULL,
            since_at DATETIME NOT NULL,
            until_at DATETIME,
            CONSTRAINT ck_memberships_until_at_after_since_at CHECK (since_at <= until_at),
            CONSTRAINT fk_memberships_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id),
            CONSTRAINT fk_memberships_company_id FOREIGN KEY(company_id) REFERENCES companies (id)
        );
INSERT INTO "memberships" VALUES(1,1,1,'2026-06-03 14:11:00.000000','2026-06-03 14:11:00.000000');
INSERT INTO "memberships" VALUES(2,1,2,'2026-06-03 14:11:00.000000',NULL);
INSERT INTO "memberships" VALUES(4,7,1,'2026-06-03 14:25:00.000000',NULL);
INSERT INTO "memberships" VALUES(5,9,1,'2026-06-03 14:25:00.000000',NULL);
CREATE TABLE "notes" (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        case_id INTEGER NOT NULL,
        at DATETIME NOT NULL,
        who VARCHAR NOT NULL,
        text VARCHAR NOT NULL,
        number INTEGER NOT NULL,
        CONSTRAINT ck_notes_text_filled CHECK (trim(text) <> ''),
        CONSTRAINT uq_notes_number UNIQUE (number),
        CONSTRAINT fk_notes_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
    );
INSERT INTO "notes" VALUES(1,1,'2026-06-01 14:10:00.000000','Ana','The cable may be loose',4);
INSERT INTO "notes" VALUES(2,1,'2026-06-03 14:00:00.000000','Ana','It broke again',7);
INSERT INTO "notes" VALUES(3,1,'2026-06-03 14:08:00.000000','Ana','W-3 moved to C-2.',11);
INSERT INTO "notes" VALUES(4,1,'2026-06-03 14:08:00.000000','Ana','W-3 moved here from C-1.',12);
INSERT INTO "notes" VALUES(5,1,'2026-06-03 14:08:00.000000','Ana','C-2, Crackles, is now part of this case.',13);
INSERT INTO "notes" VALUES(6,1,'2026-06-03 14:08:00.000000','Ana','C-2, Crackles, is a separate case again.',14);
INSERT INTO "notes" VALUES(7,1,'2026-06-03 14:08:00.000000','Ana','No longer part of C-1.',15);
INSERT INTO "notes" VALUES(8,1,'2026-06-03 14:08:00.000000','Ana','C-2, Crackles, is now part of this case.',16);
INSERT INTO "notes" VALUES(9,1,'2026-06-03 14:13:00.000000','Ana','Ben is away',17);
CREATE TABLE numbers (
        kind VARCHAR NOT NULL,
        last INTEGER NOT NULL,
        CONSTRAINT pk_numbers PRIMARY KEY (kind)
    );
INSERT INTO "numbers" VALUES('W',25);
CREATE TABLE opt_outs (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            customer_id INTEGER NOT NULL,
            at DATETIME NOT NULL,
            words VARCHAR NOT NULL,
            CONSTRAINT ck_opt_outs_words_filled CHECK (trim(words) <> ''),
            CONSTRAINT uq_opt_outs_customer_id UNIQUE (customer_id),
            CONSTRAINT fk_opt_outs_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id)
        );
INSERT INTO "opt_outs" VALUES(1,1,'2026-08-03 14:01:00.000000','No more of these');
CREATE TABLE other_addresses (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        customer_id INTEGER NOT NULL,
        email VARCHAR,
        phone VARCHAR,
        phone_key VARCHAR,
        CONSTRAINT ck_other_addresses_one_of_two CHECK ((email IS NULL) <> (phone IS NULL)),
        CONSTRAINT fk_other_addresses_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id)
    );
INSERT INTO "other_addresses" VALUES(1,1,'dana@old.example',NULL,NULL);
INSERT INTO "other_addresses" VALUES(2,1,NULL,'+1 617 555 0199','5550199');
INSERT INTO "other_addresses" VALUES(3,9,'o.berg@home.example',NULL,NULL);
INSERT INTO "other_addresses" VALUES(4,9,NULL,'617 555 0103','5550103');
CREATE TABLE outcome_corrections (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            replacement_id INTEGER NOT NULL,
            at DATETIME NOT NULL,
            outcome VARCHAR,
            because VARCHAR NOT NULL,
            delivered_at DATETIME,
            CONSTRAINT ck_outcome_corrections_outcome CHECK (outcome = 'works' OR outcome = 'doa' OR outcome = 'wrong-item' OR outcome = 'damaged' OR outcome = 'incomplete' OR outcome = 'lost' OR outcome = 'failed'),
            CONSTRAINT ck_outcome_corrections_because_filled CHECK (trim(because) <> ''),
            CONSTRAINT fk_outcome_corrections_replacement_id FOREIGN KEY(replacement_id) REFERENCES replacements (id)
        );
INSERT INTO "outcome_corrections" VALUES(1,5,'2026-06-10 14:03:00.000000','doa','the wrong one','2026-06-10 14:00:00.000000');
INSERT INTO "outcome_corrections" VALUES(2,5,'2026-06-10 14:04:00.000000','works','it was the third','2026-06-10 14:00:00.000000');
INSERT INTO "outcome_corrections" VALUES(3,2,'2026-08-03 15:11:00.000000',NULL,'it is at the depot',NULL);
CREATE TABLE parties (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR NOT NULL, 
	folded VARCHAR NOT NULL, 
	kind VARCHAR, 
	email VARCHAR, 
	phone VARCHAR, retired_at DATETIME, 
	CONSTRAINT ck_parties_kind CHECK (kind = 'staff' OR kind = 'supplier' OR kind = 'contractor' OR kind = 'carrier'), 
	CONSTRAINT ck_parties_name_filled CHECK (trim(name) <> ''), 
	CONSTRAINT uq_parties_folded UNIQUE (folded)
);
INSERT INTO "parties" VALUES(1,'FieldCo','fieldco','contractor',NULL,'5550190',NULL);
INSERT INTO "parties" VALUES(2,'Ana','ana','staff',NULL,NULL,NULL);
INSERT INTO "parties" VALUES(3,'Ben','ben','staff',NULL,'+1 617 555 0123',NULL);
INSERT INTO "parties" VALUES(4,'Cleo','cleo',NULL,NULL,NULL,NULL);
INSERT INTO "parties" VALUES(5,'FedEx','fedex','carrier',NULL,NULL,NULL);
INSERT INTO "parties" VALUES(6,'Plantronics','plantronics','supplier',NULL,NULL,NULL);
INSERT INTO "parties" VALUES(7,'Lee','lee',NULL,NULL,NULL,NULL);
INSERT INTO "parties" VALUES(8,'Noor','noor','staff',NULL,NULL,'2026-08-03 15:08:00.000000');
CREATE TABLE party_addresses (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            party_id INTEGER NOT NULL,
            email VARCHAR,
            phone VARCHAR,
            CONSTRAINT ck_party_addresses_one_of_two CHECK ((email IS NULL) <> (phone IS NULL)),
            CONSTRAINT fk_party_addresses_party_id FOREIGN KEY(party_id) REFERENCES parties (id)
        );
INSERT INTO "party_addresses" VALUES(1,1,NULL,'5550191');
CREATE TABLE praises (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            contact_id INTEGER NOT NULL,
            party_id INTEGER NOT NULL,
            CONSTRAINT uq_praises_contact_id_party_id UNIQUE (contact_id, party_id),
            CONSTRAINT fk_praises_contact_id FOREIGN KEY(contact_id) REFERENCES contacts (id),
            CONSTRAINT fk_praises_party_id FOREIGN KEY(party_id) REFERENCES parties (id)
        );
INSERT INTO "praises" VALUES(1,11,7);
CREATE TABLE products (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            name VARCHAR NOT NULL,
            folded VARCHAR NOT NULL,
            supplier_id INTEGER,
            successor_id INTEGER,
            warranty_months INTEGER,
            CONSTRAINT ck_products_name_filled CHECK (trim(name) <> ''),
            CONSTRAINT ck_products_warranty_months CHECK (warranty_months >= 0),
            CONSTRAINT ck_products_to_another CHECK (successor_id <> id),
            CONSTRAINT uq_products_folded UNIQUE (folded),
            CONSTRAINT fk_products_supplier_id FOREIGN KEY(supplier_id) REFERENCES parties (id),
            CONSTRAINT fk_products_successor_id FOREIGN KEY(successor_id) REFERENCES products (id)
        );
INSERT INTO "products" VALUES(1,'Headset A','headset a',6,2,NULL);
INSERT INTO "products" VALUES(2,'Headset B','headset b',NULL,NULL,24);
CREATE TABLE programmes (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            party_id INTEGER NOT NULL,
            approval VARCHAR NOT NULL,
            approve_within VARCHAR,
            ships VARCHAR NOT NULL,
            ship_within VARCHAR,
            pays_goods VARCHAR NOT NULL,
            pays_shipping VARCHAR NOT NULL,
            returns VARCHAR NOT NULL,
            return_above INTEGER,
            warranty_months INTEGER,
            doa_days INTEGER,
            cap_units INTEGER,
            cap_amount INTEGER,
            cap_every VARCHAR,
            currency VARCHAR NOT NULL,
            CONSTRAINT ck_programmes_approval CHECK (approval = 'by-itself' OR approval = 'on-request'),
            CONSTRAINT ck_programmes_ships CHECK (ships = 'us' OR ships = 'supplier'),
            CONSTRAINT ck_programmes_pays_goods CHECK (pays_goods = 'us' OR pays_goods = 'supplier'),
            CONSTRAINT ck_programmes_pays_shipping CHECK (pays_shipping = 'us' OR pays_shipping = 'supplier'),
            CONSTRAINT ck_programmes_returns CHECK (returns = 'never' OR returns = 'always' OR returns = 'above'),
            CONSTRAINT ck_programmes_cap_every CHECK (cap_every = 'month' OR cap_every = 'quarter' OR cap_every = 'year'),
            CONSTRAINT ck_programmes_returns_above_a_price CHECK ((returns = 'above') = (return_above IS NOT NULL)),
            CONSTRAINT ck_programmes_cap_in_a_period CHECK (cap_every IS NOT NULL OR coalesce(cap_units, cap_amount) IS NULL),
            CONSTRAINT ck_programmes_amounts CHECK (min(coalesce(return_above, 0), coalesce(cap_amount, 0)) >= 0),
            CONSTRAINT ck_programmes_currency CHECK (length(currency) = 3),
            CONSTRAINT uq_programmes_party_id UNIQUE (party_id),
            CONSTRAINT fk_programmes_party_id FOREIGN KEY(party_id) REFERENCES parties (id)
        );
INSERT INTO "programmes" VALUES(1,6,'by-itself',NULL,'supplier',NULL,'supplier','supplier','above',2500,NULL,14,10,NULL,'month','USD');
CREATE TABLE "promises" (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        case_id INTEGER NOT NULL,
        kind VARCHAR NOT NULL,
        what VARCHAR NOT NULL,
        said BOOLEAN NOT NULL,
        automatic BOOLEAN NOT NULL,
        owner_id INTEGER NOT NULL,
        performer_id INTEGER NOT NULL,
        made_at DATETIME NOT NULL,
        recorded_at DATETIME,
        due_at DATETIME NOT NULL,
        backup VARCHAR,
        replacement_id INTEGER,
        supersedes INTEGER,
        depends_on INTEGER,
        overdue_when_imported BOOLEAN NOT NULL,
        kept_at DATETIME,
        withdrawn_at DATETIME,
        released_at DATETIME,
        voided_at DATETIME,
        superseded_at DATETIME,
        told_at DATETIME,
        ended_because VARCHAR,
        ended_recorded_at DATETIME,
        ended_at DATETIME GENERATED ALWAYS AS (coalesce(kept_at, withdrawn_at, released_at, voided_at, superseded_at)) VIRTUAL,
        CONSTRAINT ck_promises_what_filled CHECK (trim(what) <> ''),
        CONSTRAINT ck_promises_kind CHECK (kind = 'acknowledge' OR kind = 'callback' OR kind = 'follow_up' OR kind = 'visit' OR kind = 'delivery' OR kind = 'check' OR kind = 'fix' OR kind = 'refund' OR kind = 'backup' OR kind = 'other'),
        CONSTRAINT ck_promises_ends_once CHECK ((kept_at IS NOT NULL) + (withdrawn_at IS NOT NULL) + (released_at IS NOT NULL) + (voided_at IS NOT NULL) + (superseded_at IS NOT NULL) <= 1),
        CONSTRAINT ck_promises_due_at_after_made_at CHECK (made_at <= due_at),
        CONSTRAINT ck_promises_kept_at_after_made_at CHECK (made_at <= kept_at),
        CONSTRAINT ck_promises_withdrawn_at_after_made_at CHECK (made_at <= withdrawn_at),
        CONSTRAINT ck_promises_released_at_after_made_at CHECK (made_at <= released_at),
        CONSTRAINT ck_promises_voided_at_after_made_at CHECK (made_at <= voided_at),
        CONSTRAINT ck_promises_superseded_at_after_made_at CHECK (made_at <= superseded_at),
        CONSTRAINT fk_promises_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
        CONSTRAINT fk_promises_owner_id FOREIGN KEY(owner_id) REFERENCES parties (id),
        CONSTRAINT fk_promises_performer_id FOREIGN KEY(performer_id) REFERENCES parties (id),
        CONSTRAINT fk_promises_replacement_id FOREIGN KEY(replacement_id) REFERENCES replacements (id),
        CONSTRAINT fk_promises_supersedes FOREIGN KEY(supersedes) REFERENCES promises (id),
        CONSTRAINT fk_promises_depends_on FOREIGN KEY(depends_on) REFERENCES promises (id)
    );
INSERT INTO "promises" VALUES(1,1,'acknowledge','We get back to Dana',0,1,2,2,'2026-06-01 14:02:00.000000','2026-06-01 14:02:00.000000','2026-06-02 21:00:00.000000',NULL,NULL,NULL,NULL,0,'2026-06-01 14:08:00.000000',NULL,NULL,NULL,NULL,NULL,NULL,'2026-06-01 14:08:00.000000');
INSERT INTO "promises" VALUES(2,5,'other','A technician calls you',1,0,2,1,'2026-06-01 14:04:00.000000','2026-06-01 14:04:00.000000','2026-06-03 21:00:00.000000',NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,'2026-06-01 14:05:00.000000',NULL,NULL,'wrong day','2026-06-01 14:05:00.000000');
INSERT INTO "promises" VALUES(3,5,'other','A technician rings you',1,0,2,1,'2026-06-01 14:05:00.000000','2026-06-01 14:05:00.000000','2026-06-04 21:00:00.000000',NULL,NULL,2,NULL,0,NULL,NULL,NULL,NULL,'2026-06-01 14:11:00.000000','2026-06-01 14:11:00.000000','ill','2026-06-01 14:11:00.000000');
INSERT INTO "promises" VALUES(4,1,'other','A voucher',1,0,2,2,'2026-06-01 14:06:00.000000','2026-06-01 14:06:00.000000','2026-06-08 21:00:00.000000',NULL,NULL,NULL,3,0,NULL,'2026-06-01 14:07:00.000000',NULL,NULL,NULL,NULL,'no longer given','2026-06-01 14:07:00.000000');
INSERT INTO "promises" VALUES(5,1,'follow_up','Follow up with Dana',0,0,2,2,'2026-06-01 14:08:00.000000','2026-06-01 14:08:00.000000','2026-06-03 21:00:00.000000',NULL,NULL,NULL,NULL,0,NULL,NULL,'2026-06-01 14:19:00.000000',NULL,NULL,NULL,'a new one is enough','2026-06-01 14:19:00.000000');
INSERT INTO "promises" VALUES(6,5,'other','A technician rings you',1,0,2,1,'2026-06-01 14:11:00.000000','2026-06-01 14:11:00.000000','2026-06-05 21:00:00.000000',NULL,NULL,3,NULL,0,'2026-06-01 14:18:00.000000',NULL,NULL,NULL,NULL,NULL,'left a message','2026-06-01 14:18:00.000000');
INSERT INTO "promises" VALUES(7,1,'follow_up','Check back with Dana',0,1,2,2,'2026-06-01 14:19:00.000000','2026-06-01 14:19:00.000000','2026-06-02 21:00:00.000000',NULL,NULL,NULL,NULL,0,NULL,NULL,'2026-06-01 14:20:00.000000',NULL,NULL,NULL,'another promise took its place','2026-06-01 14:20:00.000000');
INSERT INTO "promises" VALUES(8,1,'delivery','Replacement arrives',1,0,2,5,'2026-06-01 14:20:00.000000','2026-06-01 14:20:00.000000','2026-06-03 21:00:00.000000',NULL,1,NULL,NULL,0,'2026-06-02 14:00:00.000000',NULL,NULL,NULL,NULL,NULL,NULL,'2026-06-02 14:00:00.000000');
INSERT INTO "promises" VALUES(9,1,'check','Check that it works',0,0,2,2,'2026-06-01 14:20:00.000000','2026-06-01 14:20:00.000000','2026-06-04 21:00:00.000000',NULL,1,NULL,NULL,0,'2026-06-02 15:00:00.000000',NULL,NULL,NULL,NULL,NULL,NULL,'2026-06-02 15:00:00.000000');
INSERT INTO "promises" VALUES(10,1,'follow_up','Check back with Dana',0,1,2,2,'2026-06-02 15:00:00.000000','2026-06-02 15:00:00.000000','2026-06-03 21:00:00.000000',NULL,NULL,NULL,NULL,0,'2026-06-02 16:00:00.000000',NULL,NULL,NULL,NULL,NULL,'the case closed','2026-06-02 16:00:00.000000');
INSERT INTO "promises" VALUES(11,1,'acknowledge','We get back to Dana',0,1,3,2,'2026-06-03 14:00:00.000000','2026-06-03 14:00:00.000000','2026-06-04 21:00:00.000000',NULL,NULL,NULL,NULL,0,'2026-06-08 14:17:00.000000',NULL,NULL,NULL,NULL,NULL,NULL,'2026-06-08 14:17:00.000000');
INSERT INTO "promises" VALUES(12,1,'acknowledge','We get back to Dana',0,1,3,2,'2026-06-03 14:03:00.000000','2026-06-03 14:03:00.000000','2026-06-04 21:00:00.000000',NULL,NULL,NULL,NULL,0,'2026-06-08 14:17:00.000000',NULL,NULL,NULL,NULL,NULL,NULL,'2026-06-08 14:17:00.000000');
INSERT INTO "promises" VALUES(13,1,'follow_up','Update Dana',0,1,3,2,'2026-06-03 14:05:00.000000','2026-06-03 14:05:00.000000','2026-06-05 21:00:00.000000',NULL,NULL,NULL,NULL,0,'2026-06-08 14:17:00.000000',NULL,NULL,NULL,NULL,NULL,NULL,'2026-06-08 14:17:00.000000');
INSERT INTO "promises" VALUES(16,5,'acknowledge','We get back to Dana',0,1,2,2,'2026-06-03 14:09:00.000000','2026-06-03 14:09:00.000000','2026-06-04 21:00:00.000000',NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "promises" VALUES(17,6,'acknowledge','We get back to Arden Pharma',0,1,2,2,'2026-06-03 14:14:00.000000','2026-06-03 14:14:00.000000','2026-06-04 21:00:00.000000',NULL,NULL,NULL,NULL,0,'2026-06-03 14:15:00.000000',NULL,NULL,NULL,NULL,NULL,NULL,'2026-06-03 14:15:00.000000');
INSERT INTO "promises" VALUES(18,6,'other','Two new ones',1,0,2,2,'2026-06-03 14:15:00.000000','2026-06-03 14:15:00.000000','2026-06-05 21:00:00.000000',NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "promises" VALUES(19,6,'refund','You get $12.50 back',1,0,2,2,'2026-06-03 14:15:00.000000','2026-06-03 14:15:00.000000','2026-06-05 21:00:00.000000',NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "promises" VALUES(20,6,'other','Answer Arden Pharma about how we spoke',0,0,2,2,'2026-06-03 14:17:00.000000','2026-06-03 14:17:00.000000','2026-06-04 21:00:00.000000',NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "promises" VALUES(21,6,'other','A box',0,0,2,2,'2026-06-03 14:18:00.000000','2026-06-03 14:18:00.000000','2026-06-10 21:00:00.000000',NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "promises" VALUES(22,7,'acknowledge','We get back to Dana',0,1,2,2,'2026-06-08 14:07:00.000000','2026-06-08 14:07:00.000000','2026-06-09 21:00:00.000000',NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "promises" VALUES(23,7,'delivery','Replacement arrives',1,0,2,2,'2026-06-08 14:08:00.000000','2026-06-08 14:08:00.000000','2026-06-10 21:00:00.000000',NULL,2,NULL,NULL,0,NULL,'2026-08-03 15:10:00.000000',NULL,NULL,NULL,NULL,'lost on the way','2026-08-03 15:10:00.000000');
INSERT INTO "promises" VALUES(24,7,'check','Check that it works',0,0,2,2,'2026-06-08 14:08:00.000000','2026-06-08 14:08:00.000000','2026-06-11 21:00:00.000000',NULL,2,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "promises" VALUES(25,1,'fix','A working one is sent to Dana',0,1,2,2,'2026-06-08 14:11:00.000000','2026-06-08 14:11:00.000000','2026-06-09 21:00:00.000000',NULL,1,NULL,NULL,0,'2026-06-08 14:16:00.000000',NULL,NULL,NULL,NULL,NULL,NULL,'2026-06-08 14:16:00.000000');
INSERT INTO "promises" VALUES(26,1,'delivery','Replacement arrives',1,0,3,2,'2026-06-08 14:16:00.000000','2026-06-08 14:16:00.000000','2026-06-11 21:00:00.000000',NULL,4,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "promises" VALUES(27,1,'check','Check that it works',0,0,3,2,'2026-06-08 14:16:00.000000','2026-06-08 14:16:00.000000','2026-06-12 21:00:00.000000',NULL,4,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "promises" VALUES(28,1,'follow_up','Update Dana',0,1,3,3,'2026-06-08 14:17:00.000000','2026-06-08 14:17:00.000000','2026-06-10 21:00:00.000000',NULL,NULL,NULL,NULL,0,'2026-08-03 15:09:00.000000',NULL,NULL,NULL,NULL,NULL,NULL,'2026-08-03 15:09:00.000000');
INSERT INTO "promises" VALUES(29,8,'acknowledge','We get back to Dana',0,1,2,2,'2026-06-08 14:18:00.000000','2026-06-08 14:18:00.000000','2026-06-09 21:00:00.000000',NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "promises" VALUES(30,8,'delivery','Replacements arrive',1,0,2,2,'2026-06-08 14:19:00.000000','2026-06-08 14:19:00.000000','2026-06-10 21:00:00.000000',NULL,5,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "promises" VALUES(31,8,'check','Check that they work',0,0,2,2,'2026-06-08 14:19:00.000000','2026-06-08 14:19:00.000000','2026-06-11 21:00:00.000000',NULL,5,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "promises" VALUES(32,8,'fix','A working one is sent to Dana',0,1,2,2,'2026-06-10 14:03:00.000000','2026-06-10 14:03:00.000000','2026-06-11 21:00:00.000000',NULL,5,NULL,NULL,0,NULL,NULL,NULL,'2026-06-10 14:04:00.000000',NULL,NULL,'it followed a wrong outcome','2026-06-10 14:04:00.000000');
INSERT INTO "promises" VALUES(33,5,'backup','Ana calls',0,1,2,2,'2026-06-12 14:00:00.000000','2026-06-12 14:00:00.000000','2026-06-12 21:00:00.000000',NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "promises" VALUES(34,9,'acknowledge','We get back to Kim',0,1,2,2,'2026-08-03 15:04:00.000000','2026-08-03 15:04:00.000000','2026-08-04 21:00:00.000000',NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "promises" VALUES(35,1,'follow_up','Update Dana',0,1,3,3,'2026-08-03 15:09:00.000000','2026-08-03 15:09:00.000000','2026-08-05 21:00:00.000000',NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "promises" VALUES(36,7,'fix','A working one is sent to Dana',0,1,2,2,'2026-08-03 15:10:00.000000','2026-08-03 15:10:00.000000','2026-08-04 21:00:00.000000',NULL,2,NULL,NULL,0,NULL,NULL,NULL,'2026-08-03 15:11:00.000000',NULL,NULL,'it followed a wrong outcome','2026-08-03 15:11:00.000000');
CREATE TABLE purchases (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            customer_id INTEGER NOT NULL,
            product VARCHAR NOT NULL,
            order_number VARCHAR,
            serial VARCHAR,
            bought_at DATETIME NOT NULL,
            delivered_at DATETIME,
            quantity INTEGER NOT NULL,
            price INTEGER NOT NULL,
            cost INTEGER,
            currency VARCHAR NOT NULL,
            source VARCHAR,
            ref VARCHAR,
            CONSTRAINT ck_purchases_product_filled CHECK (trim(product) <> ''),
            CONSTRAINT ck_purchases_price CHECK (typeof(price) = 'integer' AND price >= 0),
            CONSTRAINT ck_purchases_cost CHECK (cost IS NULL OR typeof(cost) = 'integer' AND cost >= 0),
            CONSTRAINT ck_purchases_quantity CHECK (quantity >= 1),
            CONSTRAINT ck_purchases_currency CHECK (length(currency) = 3),
            CONSTRAINT ck_purchases_delivered_at_after_bought_at CHECK (bought_at <= delivered_at),
            CONSTRAINT uq_purchases_source_ref UNIQUE (source, ref),
            CONSTRAINT fk_purchases_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id)
        );
INSERT INTO "purchases" VALUES(1,1,'Headset A','4711',NULL,'2026-06-03 14:22:00.000000','2026-06-03 14:23:00.000000',1,6000,4100,'USD',NULL,NULL);
INSERT INTO "purchases" VALUES(2,7,'Headset A','4712',NULL,'2026-05-01 05:00:00.000000',NULL,1,6000,4100,'USD','orders.csv','1');
INSERT INTO "purchases" VALUES(3,8,'Cable','4713',NULL,'2026-05-02 05:00:00.000000',NULL,1,500,NULL,'USD','orders.csv','2');
CREATE TABLE referrals (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            customer_id INTEGER NOT NULL,
            by_customer_id INTEGER,
            by_company_id INTEGER,
            at DATETIME NOT NULL,
            note VARCHAR,
            CONSTRAINT ck_referrals_by_one CHECK ((by_customer_id IS NULL) <> (by_company_id IS NULL)),
            CONSTRAINT ck_referrals_by_another CHECK (by_customer_id IS NULL OR by_customer_id <> customer_id),
            CONSTRAINT uq_referrals_customer_id UNIQUE (customer_id),
            CONSTRAINT fk_referrals_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id),
            CONSTRAINT fk_referrals_by_customer_id FOREIGN KEY(by_customer_id) REFERENCES customers (id),
            CONSTRAINT fk_referrals_by_company_id FOREIGN KEY(by_company_id) REFERENCES companies (id)
        );
INSERT INTO "referrals" VALUES(1,5,1,NULL,'2026-06-03 14:11:00.000000','(forgotten)');
CREATE TABLE refunds (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        promise_id INTEGER NOT NULL,
        amount INTEGER NOT NULL,
        currency VARCHAR NOT NULL,
        return_required BOOLEAN NOT NULL,
        supplier_id INTEGER,
        CONSTRAINT ck_refunds_amount CHECK (typeof(amount) = 'integer' AND amount > 0),
        CONSTRAINT ck_refunds_currency CHECK (length(currency) = 3),
        CONSTRAINT uq_refunds_promise_id UNIQUE (promise_id),
        CONSTRAINT fk_refunds_promise_id FOREIGN KEY(promise_id) REFERENCES promises (id),
        CONSTRAINT fk_refunds_supplier_id FOREIGN KEY(supplier_id) REFERENCES parties (id)
    );
INSERT INTO "refunds" VALUES(1,19,1250,'USD',0,NULL);
CREATE TABLE reminders (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        promise_id INTEGER NOT NULL,
        at DATETIME NOT NULL,
        who VARCHAR NOT NULL,
        text VARCHAR NOT NULL,
        CONSTRAINT ck_reminders_text_filled CHECK (trim(text) <> ''),
        CONSTRAINT fk_reminders_promise_id FOREIGN KEY(promise_id) REFERENCES promises (id)
    );
INSERT INTO "reminders" VALUES(1,3,'2026-06-01 14:06:00.000000','Ana','Dana waits for your call');
INSERT INTO "reminders" VALUES(2,3,'2026-06-01 14:06:00.000000','Ana','Dana still waits');
CREATE TABLE reopenings (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	case_id INTEGER NOT NULL, 
	closed_at DATETIME NOT NULL, 
	closed_how VARCHAR NOT NULL, 
	reopened_at DATETIME NOT NULL, 
	CONSTRAINT ck_reopenings_closed_how CHECK (closed_how = 'confirmed' OR closed_how = 'unconfirmed'), 
	CONSTRAINT ck_reopenings_reopened_at_after_closed_at CHECK (closed_at <= reopened_at), 
	CONSTRAINT fk_reopenings_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
);
INSERT INTO "reopenings" VALUES(1,1,'2026-06-02 16:00:00.000000','confirmed','2026-06-03 14:00:00.000000');
CREATE TABLE "replacements" (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        case_id INTEGER NOT NULL,
        chain INTEGER NOT NULL,
        attempt INTEGER NOT NULL,
        wanted VARCHAR NOT NULL,
        item VARCHAR NOT NULL,
        serial VARCHAR,
        basis VARCHAR,
        because VARCHAR,
        why VARCHAR NOT NULL,
        different VARCHAR,
        substitute_because VARCHAR,
        consent VARCHAR,
        supplier_id INTEGER,
        carrier_id INTEGER,
        tracking VARCHAR,
        shipped_by VARCHAR NOT NULL,
        requested_at DATETIME NOT NULL,
        approver_id INTEGER,
        approved_at DATETIME,
        declined_at DATETIME,
        declined_because VARCHAR,
        packed_at DATETIME,
        shipped_at DATETIME,
        announced_at DATETIME,
        delivered_at DATETIME,
        outcome VARCHAR,
        outcome_at DATETIME,
        came VARCHAR, shipment INTEGER CONSTRAINT fk_replacements_shipment REFERENCES replacements (id), quantity INTEGER DEFAULT 1 NOT NULL CONSTRAINT ck_replacements_quantity CHECK (quantity >= 0),
        CONSTRAINT ck_replacements_wanted_filled CHECK (trim(wanted) <> ''),
        CONSTRAINT ck_replacements_item_filled CHECK (trim(item) <> ''),
        CONSTRAINT ck_replacements_why_filled CHECK (trim(why) <> ''),
        CONSTRAINT ck_replacements_shipped_by CHECK (shipped_by = 'us' OR shipped_by = 'supplier'),
        CONSTRAINT ck_replacements_basis CHECK (basis = 'warranty' OR basis = 'doa' OR basis = 'goodwill'),
        CONSTRAINT ck_replacements_outcome CHECK (outcome = 'works' OR outcome = 'doa' OR outcome = 'wrong-item' OR outcome = 'damaged' OR outcome = 'incomplete' OR outcome = 'lost' OR outcome = 'failed'),
        CONSTRAINT ck_replacements_outcome_somewhen CHECK ((outcome IS NULL) = (outcome_at IS NULL)),
        CONSTRAINT ck_replacements_outcome_needs_delivery CHECK (outcome IS NULL OR outcome = 'lost' OR delivered_at IS NOT NULL),
        CONSTRAINT ck_replacements_shipped_first CHECK (shipped_at IS NOT NULL OR coalesce(announced_at, delivered_at, outcome_at) IS NULL),
        CONSTRAINT ck_replacements_declined_is_over CHECK (declined_at IS NULL OR shipped_at IS NULL),
        CONSTRAINT ck_replacements_approved_at_after_requested_at CHECK (requested_at <= approved_at),
        CONSTRAINT ck_replacements_declined_at_after_requested_at CHECK (requested_at <= declined_at),
        CONSTRAINT ck_replacements_packed_at_after_requested_at CHECK (requested_at <= packed_at),
        CONSTRAINT ck_replacements_shipped_at_after_requested_at CHECK (requested_at <= shipped_at),
        CONSTRAINT ck_replacements_announced_at_after_shipped_at CHECK (shipped_at <= announced_at),
        CONSTRAINT ck_replacements_delivered_at_after_shipped_at CHECK (shipped_at <= delivered_at),
        CONSTRAINT ck_replacements_outcome_at_after_shipped_at CHECK (shipped_at <= outcome_at),
        CONSTRAINT fk_replacements_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
        CONSTRAINT fk_replacements_supplier_id FOREIGN KEY(supplier_id) REFERENCES parties (id),
        CONSTRAINT fk_replacements_carrier_id FOREIGN KEY(carrier_id) REFERENCES parties (id),
        CONSTRAINT fk_replacements_approver_id FOREIGN KEY(approver_id) REFERENCES parties (id)
    );
INSERT INTO "replacements" VALUES(1,1,1,1,'Headset A','Headset A',NULL,NULL,'no sound','Dana, your headset broke. This one is yours; nothing to do.',NULL,NULL,NULL,NULL,5,'799531274483','us','2026-06-01 14:20:00.000000',NULL,NULL,NULL,NULL,'2026-06-01 14:20:00.000000','2026-06-01 14:20:00.000000',NULL,'2026-06-02 14:00:00.000000','failed','2026-06-08 14:11:00.000000',NULL,NULL,1);
INSERT INTO "replacements" VALUES(2,7,1,1,'Headset A','Headset A',NULL,'warranty',NULL,'Yours broke; this one is yours.',NULL,NULL,NULL,NULL,NULL,NULL,'us','2026-06-08 14:08:00.000000',NULL,NULL,NULL,NULL,'2026-06-08 14:08:00.000000','2026-06-08 14:08:00.000000',NULL,NULL,NULL,NULL,NULL,NULL,1);
INSERT INTO "replacements" VALUES(3,1,1,2,'Headset A','Headset A',NULL,'warranty','failed','Yours.',NULL,NULL,NULL,NULL,NULL,NULL,'us','2026-06-08 14:11:00.000000',NULL,NULL,'2026-06-08 14:12:00.000000','no longer made',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1);
INSERT INTO "replacements" VALUES(4,1,1,2,'Headset A','Headset A','4711','warranty','failed','Yours.',NULL,NULL,NULL,NULL,NULL,NULL,'us','2026-06-08 14:13:00.000000',NULL,'2026-06-08 14:14:00.000000',NULL,NULL,'2026-06-08 14:15:00.000000','2026-06-08 14:16:00.000000','2026-06-08 14:17:00.000000',NULL,NULL,NULL,NULL,NULL,1);
INSERT INTO "replacements" VALUES(5,8,1,1,'Headset A','Headset A',NULL,'warranty',NULL,'Three for three.',NULL,NULL,NULL,NULL,NULL,NULL,'us','2026-06-08 14:19:00.000000',NULL,NULL,NULL,NULL,'2026-06-08 14:19:00.000000','2026-06-08 14:19:00.000000',NULL,'2026-06-10 14:00:00.000000','works','2026-06-10 14:01:00.000000',NULL,NULL,2);
INSERT INTO "replacements" VALUES(6,8,1,1,'Headset A','Headset A',NULL,'warranty',NULL,'Three for three.',NULL,NULL,NULL,NULL,NULL,NULL,'us','2026-06-08 14:19:00.000000',NULL,NULL,NULL,NULL,'2026-06-08 14:19:00.000000','2026-06-08 14:19:00.000000',NULL,NULL,NULL,NULL,NULL,5,1);
INSERT INTO "replacements" VALUES(7,8,1,1,'Headset A','Headset A',NULL,'warranty',NULL,'Three for three.',NULL,NULL,NULL,NULL,NULL,NULL,'us','2026-06-08 14:19:00.000000',NULL,NULL,NULL,NULL,'2026-06-08 14:19:00.000000','2026-06-08 14:19:00.000000',NULL,'2026-06-10 14:00:00.000000','works','2026-06-10 14:01:00.000000',NULL,5,0);
CREATE TABLE "returns" (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        replacement_id INTEGER,
        case_id INTEGER,
        quantity INTEGER,
        asked_at DATETIME NOT NULL,
        due_at DATETIME NOT NULL,
        waived_at DATETIME,
        waived_because VARCHAR,
        received_at DATETIME,
        inspected_at DATETIME,
        finding VARCHAR,
        became VARCHAR,
        CONSTRAINT ck_returns_of_one_of_two CHECK ((replacement_id IS NULL) <> (case_id IS NULL)),
        CONSTRAINT ck_returns_quantity CHECK (quantity >= 1),
        CONSTRAINT ck_returns_counted_on_a_case CHECK ((quantity IS NULL) = (case_id IS NULL)),
        CONSTRAINT ck_returns_became CHECK (became = 'restocked' OR became = 'repaired' OR became = 'scrapped' OR became = 'to-supplier' OR became = 'to-customer'),
        CONSTRAINT ck_returns_ends_once CHECK (waived_at IS NULL OR received_at IS NULL),
        CONSTRAINT ck_returns_waived_for_a_reason CHECK ((waived_at IS NULL) = (waived_because IS NULL)),
        CONSTRAINT ck_returns_inspected_and_became CHECK (inspected_at IS NULL OR became IS NOT NULL),
        CONSTRAINT ck_returns_inspected_when_received CHECK (inspected_at IS NULL OR received_at IS NOT NULL),
        CONSTRAINT ck_returns_due_at_after_asked_at CHECK (asked_at <= due_at),
        CONSTRAINT ck_returns_waived_at_after_asked_at CHECK (asked_at <= waived_at),
        CONSTRAINT ck_returns_received_at_after_asked_at CHECK (asked_at <= received_at),
        CONSTRAINT ck_returns_inspected_at_after_received_at CHECK (received_at <= inspected_at),
        CONSTRAINT uq_returns_replacement_id UNIQUE (replacement_id),
        CONSTRAINT fk_returns_replacement_id FOREIGN KEY(replacement_id) REFERENCES replacements (id),
        CONSTRAINT fk_returns_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
    );
INSERT INTO "returns" VALUES(1,1,NULL,NULL,'2026-06-08 14:00:00.000000','2026-06-15 21:00:00.000000',NULL,NULL,'2026-06-08 14:01:00.000000','2026-06-08 14:02:00.000000','a broken hinge','scrapped');
INSERT INTO "returns" VALUES(2,2,NULL,NULL,'2026-06-08 14:09:00.000000','2026-06-15 21:00:00.000000','2026-06-08 14:10:00.000000','worth less than the postage',NULL,NULL,NULL,NULL);
INSERT INTO "returns" VALUES(3,5,NULL,NULL,'2026-06-08 14:19:00.000000','2026-06-15 21:00:00.000000',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "returns" VALUES(4,6,NULL,NULL,'2026-06-08 14:19:00.000000','2026-06-15 21:00:00.000000',NULL,NULL,'2026-06-10 14:02:00.000000',NULL,NULL,NULL);
CREATE TABLE sheet_choices (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            command VARCHAR NOT NULL,
            source VARCHAR NOT NULL,
            what VARCHAR NOT NULL,
            field VARCHAR,
            text VARCHAR NOT NULL,
            CONSTRAINT ck_sheet_choices_what CHECK (
                what = 'column' OR what = 'value' OR what = 'left_alone' OR what = 'date_format' OR what = 'zone'
                OR what = 'layout' OR what = 'delimiter' OR what = 'encoding' OR what = 'skip_lines' OR what = 'sheet'
            ),
            CONSTRAINT ck_sheet_choices_text_filled CHECK (trim(text) <> '')
        );
INSERT INTO "sheet_choices" VALUES(1,'purchase import','orders.csv','column','ref','ref');
INSERT INTO "sheet_choices" VALUES(2,'purchase import','orders.csv','column','customer','customer');
INSERT INTO "sheet_choices" VALUES(3,'purchase import','orders.csv','column','product','product');
INSERT INTO "sheet_choices" VALUES(4,'purchase import','orders.csv','column','order','order');
INSERT INTO "sheet_choices" VALUES(5,'purchase import','orders.csv','column','bought','bought');
INSERT INTO "sheet_choices" VALUES(6,'purchase import','orders.csv','column','price','price');
INSERT INTO "sheet_choices" VALUES(7,'purchase import','orders.csv','column','cost','cost');
INSERT INTO "sheet_choices" VALUES(8,'purchase import','orders.csv','zone',NULL,'America/Chicago');
CREATE TABLE sweeps (
        at DATETIME NOT NULL,
        CONSTRAINT pk_sweeps PRIMARY KEY (at)
    );
INSERT INTO "sweeps" VALUES('2026-06-12 14:00:00.000000');
CREATE TABLE told_by_mails (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        mail_id INTEGER NOT NULL,
        escalation_id INTEGER NOT NULL,
        CONSTRAINT fk_told_by_mails_mail_id FOREIGN KEY(mail_id) REFERENCES mails (id),
        CONSTRAINT fk_told_by_mails_escalation_id FOREIGN KEY(escalation_id) REFERENCES escalations (id)
    );
CREATE TABLE tone_reviews (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            case_id INTEGER NOT NULL,
            requested_at DATETIME NOT NULL,
            requested_by VARCHAR NOT NULL,
            about_id INTEGER NOT NULL,
            reviewer_id INTEGER NOT NULL,
            because VARCHAR,
            found_at DATETIME,
            found_by VARCHAR,
            finding VARCHAR,
            promise_id INTEGER,
            CONSTRAINT ck_tone_reviews_by_somebody_else CHECK (about_id <> reviewer_id),
            CONSTRAINT ck_tone_reviews_found_something CHECK ((found_at IS NULL) = (coalesce(finding, found_by) IS NULL)),
            CONSTRAINT ck_tone_reviews_found_at_after_requested_at CHECK (requested_at <= found_at),
            CONSTRAINT fk_tone_reviews_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
            CONSTRAINT fk_tone_reviews_about_id FOREIGN KEY(about_id) REFERENCES parties (id),
            CONSTRAINT fk_tone_reviews_reviewer_id FOREIGN KEY(reviewer_id) REFERENCES parties (id),
            CONSTRAINT fk_tone_reviews_promise_id FOREIGN KEY(promise_id) REFERENCES promises (id)
        );
INSERT INTO "tone_reviews" VALUES(1,6,'2026-06-03 14:16:00.000000','Ana',7,2,'too short','2026-06-03 14:17:00.000000','Ana','Short, and fair',20);
CREATE TABLE tries (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            ending_id INTEGER NOT NULL,
            on_date DATE NOT NULL,
            what VARCHAR NOT NULL,
            CONSTRAINT ck_tries_what_filled CHECK (trim(what) <> ''),
            CONSTRAINT fk_tries_ending_id FOREIGN KEY(ending_id) REFERENCES endings (id)
        );
INSERT INTO "tries" VALUES(1,1,'2026-06-02','(forgotten)');
CREATE TABLE unit_moves (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            from_id INTEGER NOT NULL,
            to_id INTEGER NOT NULL,
            at DATETIME NOT NULL,
            quantity INTEGER NOT NULL, serials VARCHAR,
            CONSTRAINT ck_unit_moves_quantity CHECK (quantity >= 1),
            CONSTRAINT ck_unit_moves_to_another CHECK (from_id <> to_id),
            CONSTRAINT fk_unit_moves_from_id FOREIGN KEY(from_id) REFERENCES replacements (id),
            CONSTRAINT fk_unit_moves_to_id FOREIGN KEY(to_id) REFERENCES replacements (id)
        );
INSERT INTO "unit_moves" VALUES(1,5,6,'2026-06-10 14:00:00.000000',1,NULL);
INSERT INTO "unit_moves" VALUES(2,5,7,'2026-06-10 14:03:00.000000',1,NULL);
INSERT INTO "unit_moves" VALUES(3,7,5,'2026-06-10 14:04:00.000000',1,NULL);
CREATE TABLE upgrades (
        revision VARCHAR NOT NULL,
        at DATETIME NOT NULL,
        CONSTRAINT pk_upgrades PRIMARY KEY (revision)
    );
CREATE INDEX ix_customers_folded ON customers (folded);
CREATE INDEX ix_customers_key_1 ON customers (length(folded) || substr(folded, 1, length(folded) / 3));
CREATE INDEX ix_customers_key_2 ON customers (length(folded) || substr(folded, length(folded) / 3 + 1, length(folded) * 2 / 3 - length(folded) / 3));
CREATE INDEX ix_customers_key_3 ON customers (length(folded) || substr(folded, length(folded) * 2 / 3 + 1));
CREATE UNIQUE INDEX uq_parties_email ON parties (lower(email)) WHERE email IS NOT NULL;
CREATE INDEX ix_changes_command_id ON changes (command_id);
CREATE INDEX ix_reopenings_case_id ON reopenings (case_id);
CREATE INDEX ix_promises_open_backup ON promises (due_at) WHERE kind = 'backup' AND ended_at IS NULL;
CREATE INDEX ix_promises_case_id ON promises (case_id);
CREATE INDEX ix_promises_ended_at ON promises (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX ix_promises_open_by_due ON promises (due_at) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX uq_promises_supersedes ON promises (supersedes) WHERE supersedes IS NOT NULL;
CREATE INDEX ix_promises_depends_on ON promises (depends_on) WHERE depends_on IS NOT NULL;
CREATE INDEX ix_reminders_promise_id ON reminders (promise_id);
CREATE INDEX ix_hand_overs_promise_id ON hand_overs (promise_id);
CREATE INDEX ix_absences_party_id ON absences (party_id);
CREATE INDEX ix_case_links_other_id ON case_links (other_id);
CREATE INDEX ix_cases_may_be_silent ON cases (closed_at) WHERE may_be_silent;
CREATE INDEX ix_cases_closed_at ON cases (closed_at);
CREATE INDEX ix_cases_customer_id_closed_at ON cases (customer_id, closed_at);
CREATE INDEX ix_cases_found_in_review ON cases (closed_at) WHERE found_by = 'review';
CREATE INDEX ix_cases_found_by_us ON cases (closed_at) WHERE found_by = 'us';
CREATE INDEX ix_purchases_customer_id ON purchases (customer_id);
CREATE INDEX ix_purchases_delivered_at ON purchases (delivered_at);
CREATE INDEX ix_purchases_product ON purchases (product);
CREATE INDEX ix_credits_claim_id ON credits (claim_id);
CREATE INDEX ix_diagnoses_article_id ON diagnoses (article_id);
CREATE INDEX ix_diagnoses_case_id ON diagnoses (case_id);
CREATE INDEX ix_causes_case_id ON causes (case_id);
CREATE INDEX ix_disclosures_at ON disclosures (at);
CREATE INDEX ix_disclosures_case_id ON disclosures (case_id);
CREATE INDEX ix_praises_party_id ON praises (party_id);
CREATE INDEX ix_tone_reviews_case_id ON tone_reviews (case_id);
CREATE INDEX ix_tone_reviews_open ON tone_reviews (requested_at) WHERE found_at IS NULL;
CREATE INDEX ix_efforts_case_id ON efforts (case_id);
CREATE INDEX ix_ask_agains_case_id ON ask_agains (case_id);
CREATE INDEX ix_ask_agains_open ON ask_agains (due_at) WHERE done_at IS NULL;
CREATE INDEX ix_memberships_company_id ON memberships (company_id);
CREATE INDEX ix_memberships_customer_id ON memberships (customer_id);
CREATE UNIQUE INDEX uq_memberships_customer_id ON memberships (customer_id) WHERE until_at IS NULL;
CREATE INDEX ix_referrals_by_company_id ON referrals (by_company_id);
CREATE INDEX ix_referrals_by_customer_id ON referrals (by_customer_id);
CREATE INDEX ix_flags_customer_id ON flags (customer_id);
CREATE UNIQUE INDEX uq_flags_customer_id_flag ON flags (customer_id, flag) WHERE until_at IS NULL;
CREATE INDEX ix_endings_customer_id ON endings (customer_id);
CREATE UNIQUE INDEX uq_endings_customer_id ON endings (customer_id) WHERE taken_back_at IS NULL;
CREATE INDEX ix_tries_ending_id ON tries (ending_id);
CREATE INDEX ix_contacts_chasing ON contacts (case_id) WHERE chasing;
CREATE INDEX ix_contacts_case_id_at ON contacts (case_id, at);
CREATE INDEX ix_notes_case_id ON notes (case_id);
CREATE INDEX ix_escalations_case_id ON escalations (case_id);
CREATE INDEX ix_escalations_live ON escalations (ack_by) WHERE resolved_at IS NULL AND declined_at IS NULL;
CREATE INDEX ix_applied_rules_case_id ON applied_rules (case_id);
CREATE INDEX ix_replacements_repeated ON replacements (case_id) WHERE attempt >= 2;
CREATE INDEX ix_replacements_unverified ON replacements (delivered_at) WHERE outcome IS NULL;
CREATE INDEX ix_replacements_case_id ON replacements (case_id);
CREATE INDEX ix_replacements_live ON replacements (requested_at) WHERE outcome IS NULL AND declined_at IS NULL;
CREATE INDEX ix_replacements_outcome_at ON replacements (outcome_at);
CREATE INDEX ix_contacts_waiting ON contacts (at) WHERE direction = 'in' AND NOT praise AND NOT no_reply AND NOT reached AND NOT spoken_for AND answered_at IS NULL;
CREATE INDEX ix_contacts_waited ON contacts (answered_at) WHERE direction = 'in' AND NOT praise AND NOT no_reply AND NOT reached AND NOT spoken_for AND answered_at IS NOT NULL;
CREATE INDEX ix_contacts_awaiting ON contacts (case_id) WHERE awaits IS NOT NULL;
CREATE INDEX ix_escalations_by_hand ON escalations (case_id) WHERE resolved_at IS NULL AND raised_by <> 'sweep';
CREATE INDEX ix_escalations_resolved_at ON escalations (resolved_at) WHERE resolved_at IS NOT NULL;
CREATE INDEX ix_replacements_failed ON replacements (case_id) WHERE outcome = 'failed';
CREATE INDEX ix_earlier_outcomes_replacement_id ON earlier_outcomes (replacement_id);
CREATE INDEX ix_promises_may_escalate ON promises (due_at) WHERE ended_at IS NULL AND (said OR kind = 'acknowledge' OR kind = 'fix' AND replacement_id IS NOT NULL);
CREATE INDEX ix_customers_email ON customers (lower(email)) WHERE email IS NOT NULL;
CREATE INDEX ix_customers_phone_key ON customers (phone_key) WHERE phone_key IS NOT NULL;
CREATE INDEX ix_other_addresses_customer_id ON other_addresses (customer_id);
CREATE INDEX ix_other_addresses_email ON other_addresses (lower(email)) WHERE email IS NOT NULL;
CREATE INDEX ix_other_addresses_phone_key ON other_addresses (phone_key) WHERE phone_key IS NOT NULL;
CREATE INDEX ix_party_addresses_party_id ON party_addresses (party_id);
CREATE INDEX ix_outcome_corrections_replacement_id ON outcome_corrections (replacement_id);
CREATE INDEX ix_believed_outcomes_correction_id ON believed_outcomes (correction_id);
CREATE INDEX ix_lapsed_ends_promise_id ON lapsed_ends (promise_id);
CREATE INDEX ix_lapsed_reopenings_case_id ON lapsed_reopenings (case_id);
CREATE INDEX ix_attachments_case_id ON attachments (case_id);
CREATE INDEX ix_attachments_sha256 ON attachments (sha256);
CREATE INDEX ix_sheet_choices_source ON sheet_choices (source);
CREATE INDEX ix_unit_moves_from_id ON unit_moves (from_id);
CREATE INDEX ix_unit_moves_to_id ON unit_moves (to_id);
CREATE INDEX ix_mails_open ON mails (queued_at) WHERE sent_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX ix_mails_sent_at ON mails (sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX ix_mails_cancelled_at ON mails (cancelled_at) WHERE cancelled_at IS NOT NULL;
CREATE INDEX ix_mails_case_id ON mails (case_id);
CREATE INDEX ix_told_by_mails_mail_id ON told_by_mails (mail_id);
CREATE INDEX ix_told_by_mails_escalation_id ON told_by_mails (escalation_id);
CREATE INDEX ix_mail_tries_mail_id ON mail_tries (mail_id);
CREATE INDEX ix_costs_case_id ON costs (case_id);
CREATE INDEX ix_costs_at ON costs (at);
CREATE INDEX ix_returns_awaited ON returns (due_at) WHERE waived_at IS NULL AND received_at IS NULL;
CREATE INDEX ix_returns_case_id ON returns (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX ix_purchases_plain_order_number ON purchases (lower(replace(replace(replace(order_number, '#', ''), '-', ''), ' ', ''))) WHERE order_number IS NOT NULL;
CREATE INDEX ix_purchases_plain_serial ON purchases (lower(replace(replace(replace(serial, '#', ''), '-', ''), ' ', ''))) WHERE serial IS NOT NULL;
CREATE INDEX ix_hook_calls_open ON hook_calls (id) WHERE done_at IS NULL AND dropped_at IS NULL;
CREATE INDEX ix_hook_calls_failed_at ON hook_calls (failed_at) WHERE failed_at IS NOT NULL;
CREATE INDEX ix_hook_calls_event_cause_id ON hook_calls (event, cause_id);
CREATE INDEX ix_hook_calls_case_id ON hook_calls (case_id);
CREATE VIEW open_cases AS
    SELECT 'C-' || c.id AS "case", u.name AS customer, c.subject, c.product, c.order_number, c.severity, c.opened_at
    FROM cases c JOIN customers u ON u.id = c.customer_id WHERE c.closed_at IS NULL ORDER BY c.opened_at;
CREATE VIEW promise_states AS
    WITH clock(now) AS (SELECT strftime('%Y-%m-%d %H:%M:%f', 'now'))
    SELECT 'P-' || p.id AS promise, 'C-' || p.case_id AS "case", c.subject, u.name AS customer, p.kind, p.what, p.said,
        o.name AS owner, f.name AS performer, p.made_at, p.due_at, p.kept_at, p.backup,
        CASE
            WHEN p.voided_at IS NOT NULL THEN 'void'
            WHEN p.kept_at <= p.due_at THEN 'kept'
            WHEN p.kept_at > p.due_at THEN 'kept_late'
            WHEN p.superseded_at <= p.due_at AND p.told_at <= p.due_at THEN 'renegotiated'
            WHEN p.withdrawn_at <= p.due_at THEN 'withdrawn'
            WHEN p.released_at <= p.due_at THEN 'released'
            WHEN p.ended_at IS NOT NULL THEN 'missed'
            WHEN clock.now <= p.due_at THEN 'pending'
            ELSE 'overdue'
        END AS state
    FROM clock
    CROSS JOIN promises p
    JOIN cases c ON c.id = p.case_id
    JOIN customers u ON u.id = c.customer_id
    JOIN parties o ON o.id = p.owner_id
    JOIN parties f ON f.id = 
    CASE WHEN p.performer_id IN (SELECT h.from_id 
    FROM hand_overs h WHERE h.promise_id = p.id AND h.at <= p.due_at AND (p.ended_at IS NULL OR p.ended_at >= h.at)
)
        THEN (SELECT h.to_id 
    FROM hand_overs h WHERE h.promise_id = p.id AND h.at <= p.due_at AND (p.ended_at IS NULL OR p.ended_at >= h.at)
 ORDER BY h.id DESC LIMIT 1) ELSE p.performer_id END;
CREATE VIEW open_promises AS
    SELECT promise, "case", subject, customer, kind, what, said, owner, performer, made_at, due_at, backup, state
    FROM promise_states WHERE state IN ('pending', 'overdue') ORDER BY due_at;
CREATE TRIGGER log_reopenings_insert AFTER INSERT ON reopenings BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'reopenings', new.id, 'insert', NULL); END;
CREATE TRIGGER log_reopenings_update AFTER UPDATE ON reopenings BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'reopenings', old.id, 'update', json_object('id', old.id, 'case_id', old.case_id, 'closed_at', old.closed_at, 'closed_how', old.closed_how, 'reopened_at', old.reopened_at)); END;
CREATE TRIGGER log_reopenings_delete AFTER DELETE ON reopenings BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'reopenings', old.id, 'delete', json_object('id', old.id, 'case_id', old.case_id, 'closed_at', old.closed_at, 'closed_how', old.closed_how, 'reopened_at', old.reopened_at)); END;
CREATE TRIGGER keep_commands_update BEFORE UPDATE OF id, at, who, command ON commands BEGIN SELECT raise(ABORT, 'the log is only added to'); END;
CREATE TRIGGER keep_commands_undoes BEFORE UPDATE OF undoes ON commands WHEN old.undoes IS NOT NULL OR old.id < (SELECT max(id) FROM commands) BEGIN SELECT raise(ABORT, 'the log is only added to'); END;
CREATE TRIGGER keep_commands_delete BEFORE DELETE ON commands BEGIN SELECT raise(ABORT, 'the log is only added to'); END;
CREATE TRIGGER keep_commands_insert BEFORE INSERT ON commands WHEN EXISTS (SELECT 1 FROM commands WHERE id = new.id) BEGIN SELECT raise(ABORT, 'the log is only added to'); END;
CREATE TRIGGER keep_changes_delete BEFORE DELETE ON changes BEGIN SELECT raise(ABORT, 'the log is only added to'); END;
CREATE TRIGGER promises_due_never_moves BEFORE UPDATE OF due_at ON promises
    WHEN old.due_at IS NOT new.due_at
    BEGIN SELECT raise(ABORT, 'a due moment never moves'); END;
CREATE TRIGGER log_promises_update AFTER UPDATE ON promises BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'promises', old.id, 'update', json_object('id', old.id, 'case_id', old.case_id, 'kind', old.kind, 'what', old.what, 'said', old.said, 'automatic', old.automatic, 'owner_id', old.owner_id, 'performer_id', old.performer_id, 'made_at', old.made_at, 'recorded_at', old.recorded_at, 'due_at', old.due_at, 'backup', old.backup, 'replacement_id', old.replacement_id, 'supersedes', old.supersedes, 'depends_on', old.depends_on, 'overdue_when_imported', old.overdue_when_imported, 'kept_at', old.kept_at, 'withdrawn_at', old.withdrawn_at, 'released_at', old.released_at, 'voided_at', old.voided_at, 'superseded_at', old.superseded_at, 'told_at', old.told_at, 'ended_because', old.ended_because, 'ended_recorded_at', old.ended_recorded_at)); END;
CREATE TRIGGER log_promises_delete AFTER DELETE ON promises BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'promises', old.id, 'delete', json_object('id', old.id, 'case_id', old.case_id, 'kind', old.kind, 'what', old.what, 'said', old.said, 'automatic', old.automatic, 'owner_id', old.owner_id, 'performer_id', old.performer_id, 'made_at', old.made_at, 'recorded_at', old.recorded_at, 'due_at', old.due_at, 'backup', old.backup, 'replacement_id', old.replacement_id, 'supersedes', old.supersedes, 'depends_on', old.depends_on, 'overdue_when_imported', old.overdue_when_imported, 'kept_at', old.kept_at, 'withdrawn_at', old.withdrawn_at, 'released_at', old.released_at, 'voided_at', old.voided_at, 'superseded_at', old.superseded_at, 'told_at', old.told_at, 'ended_because', old.ended_because, 'ended_recorded_at', old.ended_recorded_at)); END;
CREATE TRIGGER log_reminders_insert AFTER INSERT ON reminders BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'reminders', new.id, 'insert', NULL); END;
CREATE TRIGGER log_reminders_update AFTER UPDATE ON reminders BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'reminders', old.id, 'update', json_object('id', old.id, 'promise_id', old.promise_id, 'at', old.at, 'who', old.who, 'text', old.text)); END;
CREATE TRIGGER log_reminders_delete AFTER DELETE ON reminders BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'reminders', old.id, 'delete', json_object('id', old.id, 'promise_id', old.promise_id, 'at', old.at, 'who', old.who, 'text', old.text)); END;
CREATE TRIGGER log_hand_overs_insert AFTER INSERT ON hand_overs BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'hand_overs', new.id, 'insert', NULL); END;
CREATE TRIGGER log_hand_overs_update AFTER UPDATE ON hand_overs BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'hand_overs', old.id, 'update', json_object('id', old.id, 'promise_id', old.promise_id, 'at', old.at, 'who', old.who, 'from_id', old.from_id, 'to_id', old.to_id, 'because', old.because)); END;
CREATE TRIGGER log_hand_overs_delete AFTER DELETE ON hand_overs BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'hand_overs', old.id, 'delete', json_object('id', old.id, 'promise_id', old.promise_id, 'at', old.at, 'who', old.who, 'from_id', old.from_id, 'to_id', old.to_id, 'because', old.because)); END;
CREATE TRIGGER log_absences_insert AFTER INSERT ON absences BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'absences', new.id, 'insert', NULL); END;
CREATE TRIGGER log_absences_update AFTER UPDATE ON absences BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'absences', old.id, 'update', json_object('id', old.id, 'party_id', old.party_id, 'from_on', old.from_on, 'until_on', old.until_on, 'to_id', old.to_id)); END;
CREATE TRIGGER log_absences_delete AFTER DELETE ON absences BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'absences', old.id, 'delete', json_object('id', old.id, 'party_id', old.party_id, 'from_on', old.from_on, 'until_on', old.until_on, 'to_id', old.to_id)); END;
CREATE TRIGGER log_case_links_insert AFTER INSERT ON case_links BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'case_links', new.id, 'insert', NULL); END;
CREATE TRIGGER log_case_links_update AFTER UPDATE ON case_links BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'case_links', old.id, 'update', json_object('id', old.id, 'case_id', old.case_id, 'other_id', old.other_id, 'at', old.at, 'because', old.because)); END;
CREATE TRIGGER log_case_links_delete AFTER DELETE ON case_links BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'case_links', old.id, 'delete', json_object('id', old.id, 'case_id', old.case_id, 'other_id', old.other_id, 'at', old.at, 'because', old.because)); END;
CREATE TRIGGER keep_changes_update BEFORE UPDATE ON changes
    WHEN NOT EXISTS (SELECT 1 FROM forgettings WHERE command_id = (SELECT max(id) FROM commands))
        OR new.id <> old.id OR new.command_id <> old.command_id OR new.table_name <> old.table_name
        OR new.row_id <> old.row_id OR new.action <> old.action
    BEGIN SELECT raise(ABORT, 'the log is only added to'); END;
CREATE TRIGGER log_products_insert AFTER INSERT ON products BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'products', new.id, 'insert', NULL); END;
CREATE TRIGGER log_products_update AFTER UPDATE ON products BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'products', old.id, 'update', json_object('id', old.id, 'name', old.name, 'folded', old.folded, 'supplier_id', old.supplier_id, 'successor_id', old.successor_id, 'warranty_months', old.warranty_months)); END;
CREATE TRIGGER log_products_delete AFTER DELETE ON products BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'products', old.id, 'delete', json_object('id', old.id, 'name', old.name, 'folded', old.folded, 'supplier_id', old.supplier_id, 'successor_id', old.successor_id, 'warranty_months', old.warranty_months)); END;
CREATE TRIGGER log_programmes_insert AFTER INSERT ON programmes BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'programmes', new.id, 'insert', NULL); END;
CREATE TRIGGER log_programmes_update AFTER UPDATE ON programmes BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'programmes', old.id, 'update', json_object('id', old.id, 'party_id', old.party_id, 'approval', old.approval, 'approve_within', old.approve_within, 'ships', old.ships, 'ship_within', old.ship_within, 'pays_goods', old.pays_goods, 'pays_shipping', old.pays_shipping, 'returns', old.returns, 'return_above', old.return_above, 'warranty_months', old.warranty_months, 'doa_days', old.doa_days, 'cap_units', old.cap_units, 'cap_amount', old.cap_amount, 'cap_every', old.cap_every, 'currency', old.currency)); END;
CREATE TRIGGER log_programmes_delete AFTER DELETE ON programmes BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'programmes', old.id, 'delete', json_object('id', old.id, 'party_id', old.party_id, 'approval', old.approval, 'approve_within', old.approve_within, 'ships', old.ships, 'ship_within', old.ship_within, 'pays_goods', old.pays_goods, 'pays_shipping', old.pays_shipping, 'returns', old.returns, 'return_above', old.return_above, 'warranty_months', old.warranty_months, 'doa_days', old.doa_days, 'cap_units', old.cap_units, 'cap_amount', old.cap_amount, 'cap_every', old.cap_every, 'currency', old.currency)); END;
CREATE TRIGGER log_purchases_update AFTER UPDATE ON purchases BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'purchases', old.id, 'update', json_object('id', old.id, 'customer_id', old.customer_id, 'product', old.product, 'order_number', old.order_number, 'serial', old.serial, 'bought_at', old.bought_at, 'delivered_at', old.delivered_at, 'quantity', old.quantity, 'price', old.price, 'cost', old.cost, 'currency', old.currency, 'source', old.source, 'ref', old.ref)); END;
CREATE TRIGGER log_purchases_delete AFTER DELETE ON purchases BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'purchases', old.id, 'delete', json_object('id', old.id, 'customer_id', old.customer_id, 'product', old.product, 'order_number', old.order_number, 'serial', old.serial, 'bought_at', old.bought_at, 'delivered_at', old.delivered_at, 'quantity', old.quantity, 'price', old.price, 'cost', old.cost, 'currency', old.currency, 'source', old.source, 'ref', old.ref)); END;
CREATE TRIGGER log_credits_insert AFTER INSERT ON credits BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'credits', new.id, 'insert', NULL); END;
CREATE TRIGGER log_credits_update AFTER UPDATE ON credits BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'credits', old.id, 'update', json_object('id', old.id, 'claim_id', old.claim_id, 'at', old.at, 'amount', old.amount, 'note', old.note)); END;
CREATE TRIGGER log_credits_delete AFTER DELETE ON credits BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'credits', old.id, 'delete', json_object('id', old.id, 'claim_id', old.claim_id, 'at', old.at, 'amount', old.amount, 'note', old.note)); END;
CREATE TRIGGER log_cost_shares_insert AFTER INSERT ON cost_shares BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'cost_shares', new.id, 'insert', NULL); END;
CREATE TRIGGER log_cost_shares_update AFTER UPDATE ON cost_shares BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'cost_shares', old.id, 'update', json_object('id', old.id, 'cost_id', old.cost_id, 'at', old.at, 'amount', old.amount, 'offered', old.offered)); END;
CREATE TRIGGER log_cost_shares_delete AFTER DELETE ON cost_shares BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'cost_shares', old.id, 'delete', json_object('id', old.id, 'cost_id', old.cost_id, 'at', old.at, 'amount', old.amount, 'offered', old.offered)); END;
CREATE TRIGGER log_articles_insert AFTER INSERT ON articles BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'articles', new.id, 'insert', NULL); END;
CREATE TRIGGER log_articles_update AFTER UPDATE ON articles BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'articles', old.id, 'update', json_object('id', old.id, 'product', old.product, 'symptom', old.symptom, 'remedy', old.remedy, 'sends', old.sends, 'added_at', old.added_at, 'added_by', old.added_by, 'retired_at', old.retired_at, 'retired_because', old.retired_because)); END;
CREATE TRIGGER log_articles_delete AFTER DELETE ON articles BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'articles', old.id, 'delete', json_object('id', old.id, 'product', old.product, 'symptom', old.symptom, 'remedy', old.remedy, 'sends', old.sends, 'added_at', old.added_at, 'added_by', old.added_by, 'retired_at', old.retired_at, 'retired_because', old.retired_because)); END;
CREATE TRIGGER log_diagnoses_insert AFTER INSERT ON diagnoses BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'diagnoses', new.id, 'insert', NULL); END;
CREATE TRIGGER log_diagnoses_update AFTER UPDATE ON diagnoses BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'diagnoses', old.id, 'update', json_object('id', old.id, 'case_id', old.case_id, 'article_id', old.article_id, 'at', old.at, 'who', old.who)); END;
CREATE TRIGGER log_diagnoses_delete AFTER DELETE ON diagnoses BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'diagnoses', old.id, 'delete', json_object('id', old.id, 'case_id', old.case_id, 'article_id', old.article_id, 'at', old.at, 'who', old.who)); END;
CREATE TRIGGER log_causes_insert AFTER INSERT ON causes BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'causes', new.id, 'insert', NULL); END;
CREATE TRIGGER log_causes_update AFTER UPDATE ON causes BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'causes', old.id, 'update', json_object('id', old.id, 'case_id', old.case_id, 'at', old.at, 'who', old.who, 'cause', old.cause, 'promise_id', old.promise_id)); END;
CREATE TRIGGER log_causes_delete AFTER DELETE ON causes BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'causes', old.id, 'delete', json_object('id', old.id, 'case_id', old.case_id, 'at', old.at, 'who', old.who, 'cause', old.cause, 'promise_id', old.promise_id)); END;
CREATE TRIGGER log_disclosures_insert AFTER INSERT ON disclosures BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'disclosures', new.id, 'insert', NULL); END;
CREATE TRIGGER log_disclosures_update AFTER UPDATE ON disclosures BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'disclosures', old.id, 'update', json_object('id', old.id, 'case_id', old.case_id, 'contact_id', old.contact_id, 'at', old.at, 'who', old.who, 'with_id', old.with_id, 'no_plan_because', old.no_plan_because)); END;
CREATE TRIGGER log_disclosures_delete AFTER DELETE ON disclosures BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'disclosures', old.id, 'delete', json_object('id', old.id, 'case_id', old.case_id, 'contact_id', old.contact_id, 'at', old.at, 'who', old.who, 'with_id', old.with_id, 'no_plan_because', old.no_plan_because)); END;
CREATE TRIGGER log_praises_insert AFTER INSERT ON praises BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'praises', new.id, 'insert', NULL); END;
CREATE TRIGGER log_praises_update AFTER UPDATE ON praises BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'praises', old.id, 'update', json_object('id', old.id, 'contact_id', old.contact_id, 'party_id', old.party_id)); END;
CREATE TRIGGER log_praises_delete AFTER DELETE ON praises BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'praises', old.id, 'delete', json_object('id', old.id, 'contact_id', old.contact_id, 'party_id', old.party_id)); END;
CREATE TRIGGER log_tone_reviews_insert AFTER INSERT ON tone_reviews BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'tone_reviews', new.id, 'insert', NULL); END;
CREATE TRIGGER log_tone_reviews_update AFTER UPDATE ON tone_reviews BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'tone_reviews', old.id, 'update', json_object('id', old.id, 'case_id', old.case_id, 'requested_at', old.requested_at, 'requested_by', old.requested_by, 'about_id', old.about_id, 'reviewer_id', old.reviewer_id, 'because', old.because, 'found_at', old.found_at, 'found_by', old.found_by, 'finding', old.finding, 'promise_id', old.promise_id)); END;
CREATE TRIGGER log_tone_reviews_delete AFTER DELETE ON tone_reviews BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'tone_reviews', old.id, 'delete', json_object('id', old.id, 'case_id', old.case_id, 'requested_at', old.requested_at, 'requested_by', old.requested_by, 'about_id', old.about_id, 'reviewer_id', old.reviewer_id, 'because', old.because, 'found_at', old.found_at, 'found_by', old.found_by, 'finding', old.finding, 'promise_id', old.promise_id)); END;
CREATE TRIGGER log_efforts_insert AFTER INSERT ON efforts BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'efforts', new.id, 'insert', NULL); END;
CREATE TRIGGER log_efforts_update AFTER UPDATE ON efforts BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'efforts', old.id, 'update', json_object('id', old.id, 'case_id', old.case_id, 'at', old.at, 'effort', old.effort, 'words', old.words)); END;
CREATE TRIGGER log_efforts_delete AFTER DELETE ON efforts BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'efforts', old.id, 'delete', json_object('id', old.id, 'case_id', old.case_id, 'at', old.at, 'effort', old.effort, 'words', old.words)); END;
CREATE TRIGGER log_ask_agains_insert AFTER INSERT ON ask_agains BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'ask_agains', new.id, 'insert', NULL); END;
CREATE TRIGGER log_ask_agains_update AFTER UPDATE ON ask_agains BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'ask_agains', old.id, 'update', json_object('id', old.id, 'case_id', old.case_id, 'at', old.at, 'due_at', old.due_at, 'done_at', old.done_at)); END;
CREATE TRIGGER log_ask_agains_delete AFTER DELETE ON ask_agains BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'ask_agains', old.id, 'delete', json_object('id', old.id, 'case_id', old.case_id, 'at', old.at, 'due_at', old.due_at, 'done_at', old.done_at)); END;
CREATE TRIGGER log_invitations_insert AFTER INSERT ON invitations BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'invitations', new.id, 'insert', NULL); END;
CREATE TRIGGER log_invitations_update AFTER UPDATE ON invitations BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'invitations', old.id, 'update', json_object('id', old.id, 'purchase_id', old.purchase_id, 'sent_at', old.sent_at)); END;
CREATE TRIGGER log_invitations_delete AFTER DELETE ON invitations BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'invitations', old.id, 'delete', json_object('id', old.id, 'purchase_id', old.purchase_id, 'sent_at', old.sent_at)); END;
CREATE TRIGGER log_opt_outs_insert AFTER INSERT ON opt_outs BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'opt_outs', new.id, 'insert', NULL); END;
CREATE TRIGGER log_opt_outs_update AFTER UPDATE ON opt_outs BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'opt_outs', old.id, 'update', json_object('id', old.id, 'customer_id', old.customer_id, 'at', old.at, 'words', old.words)); END;
CREATE TRIGGER log_opt_outs_delete AFTER DELETE ON opt_outs BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'opt_outs', old.id, 'delete', json_object('id', old.id, 'customer_id', old.customer_id, 'at', old.at, 'words', old.words)); END;
CREATE TRIGGER log_arrival_checks_insert AFTER INSERT ON arrival_checks BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'arrival_checks', new.id, 'insert', NULL); END;
CREATE TRIGGER log_arrival_checks_update AFTER UPDATE ON arrival_checks BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'arrival_checks', old.id, 'update', json_object('id', old.id, 'purchase_id', old.purchase_id, 'sent_at', old.sent_at)); END;
CREATE TRIGGER log_arrival_checks_delete AFTER DELETE ON arrival_checks BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'arrival_checks', old.id, 'delete', json_object('id', old.id, 'purchase_id', old.purchase_id, 'sent_at', old.sent_at)); END;
CREATE TRIGGER log_companies_insert AFTER INSERT ON companies BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'companies', new.id, 'insert', NULL); END;
CREATE TRIGGER log_companies_update AFTER UPDATE ON companies BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'companies', old.id, 'update', json_object('id', old.id, 'name', old.name, 'folded', old.folded)); END;
CREATE TRIGGER log_companies_delete AFTER DELETE ON companies BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'companies', old.id, 'delete', json_object('id', old.id, 'name', old.name, 'folded', old.folded)); END;
CREATE TRIGGER log_memberships_update AFTER UPDATE ON memberships BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'memberships', old.id, 'update', json_object('id', old.id, 'customer_id', old.customer_id, 'company_id', old.company_id, 'since_at', old.since_at, 'until_at', old.until_at)); END;
CREATE TRIGGER log_memberships_delete AFTER DELETE ON memberships BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'memberships', old.id, 'delete', json_object('id', old.id, 'customer_id', old.customer_id, 'company_id', old.company_id, 'since_at', old.since_at, 'until_at', old.until_at)); END;
CREATE TRIGGER log_referrals_insert AFTER INSERT ON referrals BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'referrals', new.id, 'insert', NULL); END;
CREATE TRIGGER log_referrals_update AFTER UPDATE ON referrals BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'referrals', old.id, 'update', json_object('id', old.id, 'customer_id', old.customer_id, 'by_customer_id', old.by_customer_id, 'by_company_id', old.by_company_id, 'at', old.at, 'note', old.note)); END;
CREATE TRIGGER log_referrals_delete AFTER DELETE ON referrals BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'referrals', old.id, 'delete', json_object('id', old.id, 'customer_id', old.customer_id, 'by_customer_id', old.by_customer_id, 'by_company_id', old.by_company_id, 'at', old.at, 'note', old.note)); END;
CREATE TRIGGER log_flags_insert AFTER INSERT ON flags BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'flags', new.id, 'insert', NULL); END;
CREATE TRIGGER log_flags_update AFTER UPDATE ON flags BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'flags', old.id, 'update', json_object('id', old.id, 'customer_id', old.customer_id, 'flag', old.flag, 'since_at', old.since_at, 'until_at', old.until_at)); END;
CREATE TRIGGER log_flags_delete AFTER DELETE ON flags BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'flags', old.id, 'delete', json_object('id', old.id, 'customer_id', old.customer_id, 'flag', old.flag, 'since_at', old.since_at, 'until_at', old.until_at)); END;
CREATE TRIGGER log_endings_insert AFTER INSERT ON endings BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'endings', new.id, 'insert', NULL); END;
CREATE TRIGGER log_endings_update AFTER UPDATE ON endings BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'endings', old.id, 'update', json_object('id', old.id, 'customer_id', old.customer_id, 'at', old.at, 'who', old.who, 'because', old.because, 'taken_back_at', old.taken_back_at, 'taken_back_because', old.taken_back_because)); END;
CREATE TRIGGER log_endings_delete AFTER DELETE ON endings BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'endings', old.id, 'delete', json_object('id', old.id, 'customer_id', old.customer_id, 'at', old.at, 'who', old.who, 'because', old.because, 'taken_back_at', old.taken_back_at, 'taken_back_because', old.taken_back_because)); END;
CREATE TRIGGER log_tries_insert AFTER INSERT ON tries BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'tries', new.id, 'insert', NULL); END;
CREATE TRIGGER log_tries_update AFTER UPDATE ON tries BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'tries', old.id, 'update', json_object('id', old.id, 'ending_id', old.ending_id, 'on_date', old.on_date, 'what', old.what)); END;
CREATE TRIGGER log_tries_delete AFTER DELETE ON tries BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'tries', old.id, 'delete', json_object('id', old.id, 'ending_id', old.ending_id, 'on_date', old.on_date, 'what', old.what)); END;
CREATE TRIGGER log_forgettings_insert AFTER INSERT ON forgettings BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'forgettings', new.id, 'insert', NULL); END;
CREATE TRIGGER log_forgettings_update AFTER UPDATE ON forgettings BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'forgettings', old.id, 'update', json_object('id', old.id, 'customer_id', old.customer_id, 'command_id', old.command_id, 'at', old.at, 'who', old.who)); END;
CREATE TRIGGER log_forgettings_delete AFTER DELETE ON forgettings BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'forgettings', old.id, 'delete', json_object('id', old.id, 'customer_id', old.customer_id, 'command_id', old.command_id, 'at', old.at, 'who', old.who)); END;
CREATE TRIGGER log_contacts_update AFTER UPDATE ON contacts BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'contacts', old.id, 'update', json_object('id', old.id, 'case_id', old.case_id, 'at', old.at, 'direction', old.direction, 'channel', old.channel, 'who', old.who, 'text', old.text, 'chasing', old.chasing, 'praise', old.praise, 'apology', old.apology, 'reached', old.reached, 'in_reply_to', old.in_reply_to, 'number', old.number, 'no_reply', old.no_reply, 'spoken_for', old.spoken_for, 'awaits', old.awaits, 'answered_at', old.answered_at)); END;
CREATE TRIGGER log_contacts_delete AFTER DELETE ON contacts BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'contacts', old.id, 'delete', json_object('id', old.id, 'case_id', old.case_id, 'at', old.at, 'direction', old.direction, 'channel', old.channel, 'who', old.who, 'text', old.text, 'chasing', old.chasing, 'praise', old.praise, 'apology', old.apology, 'reached', old.reached, 'in_reply_to', old.in_reply_to, 'number', old.number, 'no_reply', old.no_reply, 'spoken_for', old.spoken_for, 'awaits', old.awaits, 'answered_at', old.answered_at)); END;
CREATE TRIGGER log_notes_insert AFTER INSERT ON notes BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'notes', new.id, 'insert', NULL); END;
CREATE TRIGGER log_notes_update AFTER UPDATE ON notes BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'notes', old.id, 'update', json_object('id', old.id, 'case_id', old.case_id, 'at', old.at, 'who', old.who, 'text', old.text, 'number', old.number)); END;
CREATE TRIGGER log_notes_delete AFTER DELETE ON notes BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'notes', old.id, 'delete', json_object('id', old.id, 'case_id', old.case_id, 'at', old.at, 'who', old.who, 'text', old.text, 'number', old.number)); END;
CREATE TRIGGER log_escalations_insert AFTER INSERT ON escalations BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'escalations', new.id, 'insert', NULL); END;
CREATE TRIGGER log_escalations_update AFTER UPDATE ON escalations BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'escalations', old.id, 'update', json_object('id', old.id, 'case_id', old.case_id, 'promise_id', old.promise_id, 'level', old.level, 'to_id', old.to_id, 'because', old.because, 'raised_at', old.raised_at, 'raised_by', old.raised_by, 'ack_by', old.ack_by, 'backup', old.backup, 'told_at', old.told_at, 'acknowledged_at', old.acknowledged_at, 'acknowledged_by', old.acknowledged_by, 'resolved_at', old.resolved_at, 'declined_at', old.declined_at, 'ended_because', old.ended_because, 'policy', old.policy)); END;
CREATE TRIGGER log_escalations_delete AFTER DELETE ON escalations BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'escalations', old.id, 'delete', json_object('id', old.id, 'case_id', old.case_id, 'promise_id', old.promise_id, 'level', old.level, 'to_id', old.to_id, 'because', old.because, 'raised_at', old.raised_at, 'raised_by', old.raised_by, 'ack_by', old.ack_by, 'backup', old.backup, 'told_at', old.told_at, 'acknowledged_at', old.acknowledged_at, 'acknowledged_by', old.acknowledged_by, 'resolved_at', old.resolved_at, 'declined_at', old.declined_at, 'ended_because', old.ended_because, 'policy', old.policy)); END;
CREATE TRIGGER log_applied_rules_insert AFTER INSERT ON applied_rules BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'applied_rules', new.id, 'insert', NULL); END;
CREATE TRIGGER log_applied_rules_update AFTER UPDATE ON applied_rules BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'applied_rules', old.id, 'update', json_object('id', old.id, 'rule', old.rule, 'cause', old.cause, 'cause_id', old.cause_id, 'case_id', old.case_id, 'due_at', old.due_at, 'applied_at', old.applied_at, 'escalation_id', old.escalation_id, 'promise_id', old.promise_id)); END;
CREATE TRIGGER log_applied_rules_delete AFTER DELETE ON applied_rules BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'applied_rules', old.id, 'delete', json_object('id', old.id, 'rule', old.rule, 'cause', old.cause, 'cause_id', old.cause_id, 'case_id', old.case_id, 'due_at', old.due_at, 'applied_at', old.applied_at, 'escalation_id', old.escalation_id, 'promise_id', old.promise_id)); END;
CREATE TRIGGER log_earlier_outcomes_insert AFTER INSERT ON earlier_outcomes BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'earlier_outcomes', new.id, 'insert', NULL); END;
CREATE TRIGGER log_earlier_outcomes_update AFTER UPDATE ON earlier_outcomes BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'earlier_outcomes', old.id, 'update', json_object('id', old.id, 'replacement_id', old.replacement_id, 'outcome', old.outcome, 'at', old.at, 'came', old.came)); END;
CREATE TRIGGER log_earlier_outcomes_delete AFTER DELETE ON earlier_outcomes BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'earlier_outcomes', old.id, 'delete', json_object('id', old.id, 'replacement_id', old.replacement_id, 'outcome', old.outcome, 'at', old.at, 'came', old.came)); END;
CREATE TRIGGER log_customers_update AFTER UPDATE ON customers BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'customers', old.id, 'update', json_object('id', old.id, 'name', old.name, 'folded', old.folded, 'email', old.email, 'phone', old.phone, 'phone_key', old.phone_key)); END;
CREATE TRIGGER log_customers_delete AFTER DELETE ON customers BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'customers', old.id, 'delete', json_object('id', old.id, 'name', old.name, 'folded', old.folded, 'email', old.email, 'phone', old.phone, 'phone_key', old.phone_key)); END;
CREATE TRIGGER log_other_addresses_update AFTER UPDATE ON other_addresses BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'other_addresses', old.id, 'update', json_object('id', old.id, 'customer_id', old.customer_id, 'email', old.email, 'phone', old.phone, 'phone_key', old.phone_key)); END;
CREATE TRIGGER log_other_addresses_delete AFTER DELETE ON other_addresses BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'other_addresses', old.id, 'delete', json_object('id', old.id, 'customer_id', old.customer_id, 'email', old.email, 'phone', old.phone, 'phone_key', old.phone_key)); END;
CREATE TRIGGER log_parties_insert AFTER INSERT ON parties BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'parties', new.id, 'insert', NULL); END;
CREATE TRIGGER log_parties_update AFTER UPDATE ON parties BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'parties', old.id, 'update', json_object('id', old.id, 'name', old.name, 'folded', old.folded, 'kind', old.kind, 'email', old.email, 'phone', old.phone, 'retired_at', old.retired_at)); END;
CREATE TRIGGER log_parties_delete AFTER DELETE ON parties BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'parties', old.id, 'delete', json_object('id', old.id, 'name', old.name, 'folded', old.folded, 'kind', old.kind, 'email', old.email, 'phone', old.phone, 'retired_at', old.retired_at)); END;
CREATE TRIGGER log_party_addresses_insert AFTER INSERT ON party_addresses BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'party_addresses', new.id, 'insert', NULL); END;
CREATE TRIGGER log_party_addresses_update AFTER UPDATE ON party_addresses BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'party_addresses', old.id, 'update', json_object('id', old.id, 'party_id', old.party_id, 'email', old.email, 'phone', old.phone)); END;
CREATE TRIGGER log_party_addresses_delete AFTER DELETE ON party_addresses BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'party_addresses', old.id, 'delete', json_object('id', old.id, 'party_id', old.party_id, 'email', old.email, 'phone', old.phone)); END;
CREATE TRIGGER log_outcome_corrections_insert AFTER INSERT ON outcome_corrections BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'outcome_corrections', new.id, 'insert', NULL); END;
CREATE TRIGGER log_outcome_corrections_update AFTER UPDATE ON outcome_corrections BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'outcome_corrections', old.id, 'update', json_object('id', old.id, 'replacement_id', old.replacement_id, 'at', old.at, 'outcome', old.outcome, 'because', old.because, 'delivered_at', old.delivered_at)); END;
CREATE TRIGGER log_outcome_corrections_delete AFTER DELETE ON outcome_corrections BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'outcome_corrections', old.id, 'delete', json_object('id', old.id, 'replacement_id', old.replacement_id, 'at', old.at, 'outcome', old.outcome, 'because', old.because, 'delivered_at', old.delivered_at)); END;
CREATE TRIGGER log_believed_outcomes_insert AFTER INSERT ON believed_outcomes BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'believed_outcomes', new.id, 'insert', NULL); END;
CREATE TRIGGER log_believed_outcomes_update AFTER UPDATE ON believed_outcomes BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'believed_outcomes', old.id, 'update', json_object('id', old.id, 'correction_id', old.correction_id, 'outcome', old.outcome, 'at', old.at, 'came', old.came)); END;
CREATE TRIGGER log_believed_outcomes_delete AFTER DELETE ON believed_outcomes BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'believed_outcomes', old.id, 'delete', json_object('id', old.id, 'correction_id', old.correction_id, 'outcome', old.outcome, 'at', old.at, 'came', old.came)); END;
CREATE TRIGGER log_lapsed_ends_insert AFTER INSERT ON lapsed_ends BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'lapsed_ends', new.id, 'insert', NULL); END;
CREATE TRIGGER log_lapsed_ends_update AFTER UPDATE ON lapsed_ends BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'lapsed_ends', old.id, 'update', json_object('id', old.id, 'promise_id', old.promise_id, 'how', old.how, 'at', old.at, 'because', old.because, 'recorded_at', old.recorded_at, 'until', old.until)); END;
CREATE TRIGGER log_lapsed_ends_delete AFTER DELETE ON lapsed_ends BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'lapsed_ends', old.id, 'delete', json_object('id', old.id, 'promise_id', old.promise_id, 'how', old.how, 'at', old.at, 'because', old.because, 'recorded_at', old.recorded_at, 'until', old.until)); END;
CREATE TRIGGER log_lapsed_reopenings_insert AFTER INSERT ON lapsed_reopenings BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'lapsed_reopenings', new.id, 'insert', NULL); END;
CREATE TRIGGER log_lapsed_reopenings_update AFTER UPDATE ON lapsed_reopenings BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'lapsed_reopenings', old.id, 'update', json_object('id', old.id, 'case_id', old.case_id, 'reopening_id', old.reopening_id, 'closed_at', old.closed_at, 'closed_how', old.closed_how, 'reopened_at', old.reopened_at, 'lapsed_at', old.lapsed_at)); END;
CREATE TRIGGER log_lapsed_reopenings_delete AFTER DELETE ON lapsed_reopenings BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'lapsed_reopenings', old.id, 'delete', json_object('id', old.id, 'case_id', old.case_id, 'reopening_id', old.reopening_id, 'closed_at', old.closed_at, 'closed_how', old.closed_how, 'reopened_at', old.reopened_at, 'lapsed_at', old.lapsed_at)); END;
CREATE TRIGGER log_attachments_insert AFTER INSERT ON attachments BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'attachments', new.id, 'insert', NULL); END;
CREATE TRIGGER log_attachments_update AFTER UPDATE ON attachments BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'attachments', old.id, 'update', json_object('id', old.id, 'case_id', old.case_id, 'at', old.at, 'who', old.who, 'name', old.name, 'media_type', old.media_type, 'size', old.size, 'sha256', old.sha256, 'note', old.note)); END;
CREATE TRIGGER log_attachments_delete AFTER DELETE ON attachments BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'attachments', old.id, 'delete', json_object('id', old.id, 'case_id', old.case_id, 'at', old.at, 'who', old.who, 'name', old.name, 'media_type', old.media_type, 'size', old.size, 'sha256', old.sha256, 'note', old.note)); END;
CREATE TRIGGER log_sheet_choices_insert AFTER INSERT ON sheet_choices BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'sheet_choices', new.id, 'insert', NULL); END;
CREATE TRIGGER log_sheet_choices_update AFTER UPDATE ON sheet_choices BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'sheet_choices', old.id, 'update', json_object('id', old.id, 'command', old.command, 'source', old.source, 'what', old.what, 'field', old.field, 'text', old.text)); END;
CREATE TRIGGER log_sheet_choices_delete AFTER DELETE ON sheet_choices BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'sheet_choices', old.id, 'delete', json_object('id', old.id, 'command', old.command, 'source', old.source, 'what', old.what, 'field', old.field, 'text', old.text)); END;
CREATE TRIGGER log_cases_update AFTER UPDATE ON cases BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'cases', old.id, 'update', json_object('id', old.id, 'customer_id', old.customer_id, 'subject', old.subject, 'product', old.product, 'order_number', old.order_number, 'channel', old.channel, 'found_by', old.found_by, 'fault', old.fault, 'severity', old.severity, 'usable', old.usable, 'tried', old.tried, 'opened_at', old.opened_at, 'closed_at', old.closed_at, 'closed_how', old.closed_how, 'may_be_silent', old.may_be_silent, 'update_every', old.update_every, 'merged_into', old.merged_into, 'source', old.source, 'ref', old.ref, 'serial', old.serial, 'review_address', old.review_address, 'quantity', old.quantity)); END;
CREATE TRIGGER log_cases_delete AFTER DELETE ON cases BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'cases', old.id, 'delete', json_object('id', old.id, 'customer_id', old.customer_id, 'subject', old.subject, 'product', old.product, 'order_number', old.order_number, 'channel', old.channel, 'found_by', old.found_by, 'fault', old.fault, 'severity', old.severity, 'usable', old.usable, 'tried', old.tried, 'opened_at', old.opened_at, 'closed_at', old.closed_at, 'closed_how', old.closed_how, 'may_be_silent', old.may_be_silent, 'update_every', old.update_every, 'merged_into', old.merged_into, 'source', old.source, 'ref', old.ref, 'serial', old.serial, 'review_address', old.review_address, 'quantity', old.quantity)); END;
CREATE TRIGGER log_replacements_insert AFTER INSERT ON replacements BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'replacements', new.id, 'insert', NULL); END;
CREATE TRIGGER log_replacements_update AFTER UPDATE ON replacements BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'replacements', old.id, 'update', json_object('id', old.id, 'case_id', old.case_id, 'chain', old.chain, 'attempt', old.attempt, 'wanted', old.wanted, 'item', old.item, 'serial', old.serial, 'basis', old.basis, 'because', old.because, 'why', old.why, 'different', old.different, 'substitute_because', old.substitute_because, 'consent', old.consent, 'supplier_id', old.supplier_id, 'carrier_id', old.carrier_id, 'tracking', old.tracking, 'shipped_by', old.shipped_by, 'requested_at', old.requested_at, 'approver_id', old.approver_id, 'approved_at', old.approved_at, 'declined_at', old.declined_at, 'declined_because', old.declined_because, 'packed_at', old.packed_at, 'shipped_at', old.shipped_at, 'announced_at', old.announced_at, 'delivered_at', old.delivered_at, 'outcome', old.outcome, 'outcome_at', old.outcome_at, 'came', old.came, 'shipment', old.shipment, 'quantity', old.quantity)); END;
CREATE TRIGGER log_replacements_delete AFTER DELETE ON replacements BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'replacements', old.id, 'delete', json_object('id', old.id, 'case_id', old.case_id, 'chain', old.chain, 'attempt', old.attempt, 'wanted', old.wanted, 'item', old.item, 'serial', old.serial, 'basis', old.basis, 'because', old.because, 'why', old.why, 'different', old.different, 'substitute_because', old.substitute_because, 'consent', old.consent, 'supplier_id', old.supplier_id, 'carrier_id', old.carrier_id, 'tracking', old.tracking, 'shipped_by', old.shipped_by, 'requested_at', old.requested_at, 'approver_id', old.approver_id, 'approved_at', old.approved_at, 'declined_at', old.declined_at, 'declined_because', old.declined_because, 'packed_at', old.packed_at, 'shipped_at', old.shipped_at, 'announced_at', old.announced_at, 'delivered_at', old.delivered_at, 'outcome', old.outcome, 'outcome_at', old.outcome_at, 'came', old.came, 'shipment', old.shipment, 'quantity', old.quantity)); END;
CREATE TRIGGER log_mails_insert AFTER INSERT ON mails BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'mails', new.id, 'insert', NULL); END;
CREATE TRIGGER log_mails_update AFTER UPDATE ON mails BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'mails', old.id, 'update', json_object('id', old.id, 'about', old.about, 'name', old.name, 'email', old.email, 'message_id', old.message_id, 'queued_at', old.queued_at, 'queued_by', old.queued_by, 'party_id', old.party_id, 'case_id', old.case_id, 'replacement_id', old.replacement_id, 'contact_id', old.contact_id, 'held_at', old.held_at, 'sent_at', old.sent_at, 'refused_at', old.refused_at, 'cancelled_at', old.cancelled_at)); END;
CREATE TRIGGER log_mails_delete AFTER DELETE ON mails BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'mails', old.id, 'delete', json_object('id', old.id, 'about', old.about, 'name', old.name, 'email', old.email, 'message_id', old.message_id, 'queued_at', old.queued_at, 'queued_by', old.queued_by, 'party_id', old.party_id, 'case_id', old.case_id, 'replacement_id', old.replacement_id, 'contact_id', old.contact_id, 'held_at', old.held_at, 'sent_at', old.sent_at, 'refused_at', old.refused_at, 'cancelled_at', old.cancelled_at)); END;
CREATE TRIGGER log_told_by_mails_insert AFTER INSERT ON told_by_mails BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'told_by_mails', new.id, 'insert', NULL); END;
CREATE TRIGGER log_told_by_mails_update AFTER UPDATE ON told_by_mails BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'told_by_mails', old.id, 'update', json_object('id', old.id, 'mail_id', old.mail_id, 'escalation_id', old.escalation_id)); END;
CREATE TRIGGER log_told_by_mails_delete AFTER DELETE ON told_by_mails BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'told_by_mails', old.id, 'delete', json_object('id', old.id, 'mail_id', old.mail_id, 'escalation_id', old.escalation_id)); END;
CREATE TRIGGER log_refunds_insert AFTER INSERT ON refunds BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'refunds', new.id, 'insert', NULL); END;
CREATE TRIGGER log_refunds_update AFTER UPDATE ON refunds BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'refunds', old.id, 'update', json_object('id', old.id, 'promise_id', old.promise_id, 'amount', old.amount, 'currency', old.currency, 'return_required', old.return_required, 'supplier_id', old.supplier_id)); END;
CREATE TRIGGER log_refunds_delete AFTER DELETE ON refunds BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'refunds', old.id, 'delete', json_object('id', old.id, 'promise_id', old.promise_id, 'amount', old.amount, 'currency', old.currency, 'return_required', old.return_required, 'supplier_id', old.supplier_id)); END;
CREATE TRIGGER log_costs_insert AFTER INSERT ON costs BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'costs', new.id, 'insert', NULL); END;
CREATE TRIGGER log_costs_update AFTER UPDATE ON costs BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'costs', old.id, 'update', json_object('id', old.id, 'case_id', old.case_id, 'replacement_id', old.replacement_id, 'at', old.at, 'kind', old.kind, 'amount', old.amount, 'currency', old.currency, 'payer', old.payer, 'waived', old.waived, 'note', old.note, 'promise_id', old.promise_id)); END;
CREATE TRIGGER log_costs_delete AFTER DELETE ON costs BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'costs', old.id, 'delete', json_object('id', old.id, 'case_id', old.case_id, 'replacement_id', old.replacement_id, 'at', old.at, 'kind', old.kind, 'amount', old.amount, 'currency', old.currency, 'payer', old.payer, 'waived', old.waived, 'note', old.note, 'promise_id', old.promise_id)); END;
CREATE TRIGGER log_returns_insert AFTER INSERT ON returns BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'returns', new.id, 'insert', NULL); END;
CREATE TRIGGER log_returns_update AFTER UPDATE ON returns BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'returns', old.id, 'update', json_object('id', old.id, 'replacement_id', old.replacement_id, 'case_id', old.case_id, 'quantity', old.quantity, 'asked_at', old.asked_at, 'due_at', old.due_at, 'waived_at', old.waived_at, 'waived_because', old.waived_because, 'received_at', old.received_at, 'inspected_at', old.inspected_at, 'finding', old.finding, 'became', old.became)); END;
CREATE TRIGGER log_returns_delete AFTER DELETE ON returns BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'returns', old.id, 'delete', json_object('id', old.id, 'replacement_id', old.replacement_id, 'case_id', old.case_id, 'quantity', old.quantity, 'asked_at', old.asked_at, 'due_at', old.due_at, 'waived_at', old.waived_at, 'waived_because', old.waived_because, 'received_at', old.received_at, 'inspected_at', old.inspected_at, 'finding', old.finding, 'became', old.became)); END;
CREATE TRIGGER log_claims_insert AFTER INSERT ON claims BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'claims', new.id, 'insert', NULL); END;
CREATE TRIGGER log_claims_update AFTER UPDATE ON claims BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'claims', old.id, 'update', json_object('id', old.id, 'replacement_id', old.replacement_id, 'promise_id', old.promise_id, 'supplier_id', old.supplier_id, 'amount', old.amount, 'currency', old.currency, 'due_at', old.due_at, 'submitted_at', old.submitted_at, 'reference', old.reference, 'rejected_at', old.rejected_at, 'rejected_because', old.rejected_because)); END;
CREATE TRIGGER log_claims_delete AFTER DELETE ON claims BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'claims', old.id, 'delete', json_object('id', old.id, 'replacement_id', old.replacement_id, 'promise_id', old.promise_id, 'supplier_id', old.supplier_id, 'amount', old.amount, 'currency', old.currency, 'due_at', old.due_at, 'submitted_at', old.submitted_at, 'reference', old.reference, 'rejected_at', old.rejected_at, 'rejected_because', old.rejected_because)); END;
CREATE TRIGGER log_unit_moves_insert AFTER INSERT ON unit_moves BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'unit_moves', new.id, 'insert', NULL); END;
CREATE TRIGGER log_unit_moves_update AFTER UPDATE ON unit_moves BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'unit_moves', old.id, 'update', json_object('id', old.id, 'from_id', old.from_id, 'to_id', old.to_id, 'at', old.at, 'quantity', old.quantity, 'serials', old.serials)); END;
CREATE TRIGGER log_unit_moves_delete AFTER DELETE ON unit_moves BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'unit_moves', old.id, 'delete', json_object('id', old.id, 'from_id', old.from_id, 'to_id', old.to_id, 'at', old.at, 'quantity', old.quantity, 'serials', old.serials)); END;
CREATE TRIGGER log_cases_insert AFTER INSERT ON cases BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'cases', new.id, 'insert', NULL); END;
CREATE TRIGGER log_contacts_insert AFTER INSERT ON contacts BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'contacts', new.id, 'insert', NULL); END;
CREATE TRIGGER promises_never_replaced BEFORE INSERT ON promises
    WHEN EXISTS (SELECT 1 FROM promises WHERE id = new.id)
    BEGIN SELECT raise(ABORT, 'a due moment never moves'); END;
CREATE TRIGGER log_promises_insert AFTER INSERT ON promises BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'promises', new.id, 'insert', NULL); END;
CREATE TRIGGER log_purchases_insert AFTER INSERT ON purchases BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'purchases', new.id, 'insert', NULL); END;
CREATE TRIGGER log_customers_insert AFTER INSERT ON customers BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'customers', new.id, 'insert', NULL); END;
CREATE TRIGGER keep_changes_insert BEFORE INSERT ON changes WHEN EXISTS (SELECT 1 FROM changes WHERE id = new.id) BEGIN SELECT raise(ABORT, 'the log is only added to'); END;
CREATE TRIGGER log_other_addresses_insert AFTER INSERT ON other_addresses BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'other_addresses', new.id, 'insert', NULL); END;
CREATE TRIGGER log_memberships_insert AFTER INSERT ON memberships BEGIN INSERT INTO changes (command_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM commands), 'memberships', new.id, 'insert', NULL); END;
PRAGMA writable_schema=OFF;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('commands',116);
INSERT INTO "sqlite_sequence" VALUES('changes',332);
INSERT INTO "sqlite_sequence" VALUES('customers',9);
INSERT INTO "sqlite_sequence" VALUES('parties',8);
INSERT INTO "sqlite_sequence" VALUES('party_addresses',1);
INSERT INTO "sqlite_sequence" VALUES('cases',9);
INSERT INTO "sqlite_sequence" VALUES('contacts',16);
INSERT INTO "sqlite_sequence" VALUES('promises',36);
INSERT INTO "sqlite_sequence" VALUES('reminders',2);
INSERT INTO "sqlite_sequence" VALUES('notes',9);
INSERT INTO "sqlite_sequence" VALUES('escalations',2);
INSERT INTO "sqlite_sequence" VALUES('replacements',7);
INSERT INTO "sqlite_sequence" VALUES('ask_agains',1);
INSERT INTO "sqlite_sequence" VALUES('efforts',1);
INSERT INTO "sqlite_sequence" VALUES('reopenings',1);
INSERT INTO "sqlite_sequence" VALUES('other_addresses',4);
INSERT INTO "sqlite_sequence" VALUES('case_links',2);
INSERT INTO "sqlite_sequence" VALUES('attachments',1);
INSERT INTO "sqlite_sequence" VALUES('hand_overs',9);
INSERT INTO "sqlite_sequence" VALUES('programmes',1);
INSERT INTO "sqlite_sequence" VALUES('products',2);
INSERT INTO "sqlite_sequence" VALUES('companies',2);
INSERT INTO "sqlite_sequence" VALUES('memberships',5);
INSERT INTO "sqlite_sequence" VALUES('referrals',1);
INSERT INTO "sqlite_sequence" VALUES('flags',1);
INSERT INTO "sqlite_sequence" VALUES('endings',1);
INSERT INTO "sqlite_sequence" VALUES('tries',1);
INSERT INTO "sqlite_sequence" VALUES('forgettings',1);
INSERT INTO "sqlite_sequence" VALUES('absences',1);
INSERT INTO "sqlite_sequence" VALUES('disclosures',1);
INSERT INTO "sqlite_sequence" VALUES('refunds',1);
INSERT INTO "sqlite_sequence" VALUES('tone_reviews',1);
INSERT INTO "sqlite_sequence" VALUES('causes',1);
INSERT INTO "sqlite_sequence" VALUES('praises',1);
INSERT INTO "sqlite_sequence" VALUES('costs',4);
INSERT INTO "sqlite_sequence" VALUES('cost_shares',1);
INSERT INTO "sqlite_sequence" VALUES('purchases',3);
INSERT INTO "sqlite_sequence" VALUES('sheet_choices',8);
INSERT INTO "sqlite_sequence" VALUES('arrival_checks',1);
INSERT INTO "sqlite_sequence" VALUES('returns',5);
INSERT INTO "sqlite_sequence" VALUES('claims',1);
INSERT INTO "sqlite_sequence" VALUES('credits',1);
INSERT INTO "sqlite_sequence" VALUES('earlier_outcomes',1);
INSERT INTO "sqlite_sequence" VALUES('unit_moves',3);
INSERT INTO "sqlite_sequence" VALUES('outcome_corrections',3);
INSERT INTO "sqlite_sequence" VALUES('believed_outcomes',3);
INSERT INTO "sqlite_sequence" VALUES('applied_rules',1);
INSERT INTO "sqlite_sequence" VALUES('invitations',1);
INSERT INTO "sqlite_sequence" VALUES('opt_outs',1);
INSERT INTO "sqlite_sequence" VALUES('articles',1);
INSERT INTO "sqlite_sequence" VALUES('diagnoses',2);
INSERT INTO "sqlite_sequence" VALUES('lapsed_ends',1);
COMMIT;
CREATE VIRTUAL TABLE article_search USING fts5 (
        product, symptom, remedy, tokenize = 'porter unicode61 remove_diacritics 2'
    );
INSERT INTO article_search (rowid, product, symptom, remedy) VALUES (1, 'Headset A', 'No sound', 'Send a cable Cable B');
CREATE VIRTUAL TABLE article_search_parts USING fts5 (about, tokenize = 'trigram');
INSERT INTO article_search_parts (rowid, about) VALUES (1, 'headset a no sound send a cable cable b');
CREATE VIRTUAL TABLE case_search USING fts5 (
        who, about, numbers, promised, columnsize = 0, tokenize = 'porter unicode61 remove_diacritics 2'
    );
INSERT INTO case_search (rowid, who, about, numbers, promised) VALUES (1, 'Dana Reyes dana@example.com +1 617 555 0100 16175550100 6175550100 5550100 dana@old.example  +1 617 555 0199 16175550199 6175550199 5550199', 'No sound at all Headset A', '4711 799531274483  Headset A   Headset A  4711 Headset A', 'A voucher Follow up with Dana Replacement arrives Check that it works Replacement arrives Check that it works');
INSERT INTO case_search (rowid, who, about, numbers, promised) VALUES (2, 'Dana Reyes dana@example.com +1 617 555 0100 16175550100 6175550100 5550100 dana@old.example  +1 617 555 0199 16175550199 6175550199 5550199', 'Crackles', '', NULL);
INSERT INTO case_search (rowid, who, about, numbers, promised) VALUES (5, 'Dana Reyes dana@example.com +1 617 555 0100 16175550100 6175550100 5550100 dana@old.example  +1 617 555 0199 16175550199 6175550199 5550199', 'The cable', '', 'A technician calls you A technician rings you A technician rings you');
INSERT INTO case_search (rowid, who, about, numbers, promised) VALUES (6, 'Arden Pharma ', 'Two units broke', '', 'Two new ones You get $12.50 back Answer Arden Pharma about how we spoke A box');
INSERT INTO case_search (rowid, who, about, numbers, promised) VALUES (7, 'Dana Reyes dana@example.com +1 617 555 0100 16175550100 6175550100 5550100 dana@old.example  +1 617 555 0199 16175550199 6175550199 5550199', 'Left ear Headset A', '   Headset A', 'Replacement arrives Check that it works');
INSERT INTO case_search (rowid, who, about, numbers, promised) VALUES (8, 'Dana Reyes dana@example.com +1 617 555 0100 16175550100 6175550100 5550100 dana@old.example  +1 617 555 0199 16175550199 6175550199 5550199', 'Three of five Headset A', '   Headset A   Headset A   Headset A', 'Replacements arrive Check that they work');
INSERT INTO case_search (rowid, who, about, numbers, promised) VALUES (9, 'Kim Lee kim@example.com 617 555 0101 6175550101 6175550101 5550101', 'No sound Headset A', '', NULL);
CREATE VIRTUAL TABLE customer_search USING fts5 (
        who, columnsize = 0, tokenize = 'porter unicode61 remove_diacritics 2'
    );
INSERT INTO customer_search (rowid, who) VALUES (1, 'Dana Reyes dana@example.com +1 617 555 0100 16175550100 6175550100 5550100 dana@old.example  +1 617 555 0199 16175550199 6175550199 5550199');
INSERT INTO customer_search (rowid, who) VALUES (5, 'Forgotten customer 5 ');
INSERT INTO customer_search (rowid, who) VALUES (6, 'Arden Pharma ');
INSERT INTO customer_search (rowid, who) VALUES (7, 'Kim Lee kim@example.com 617 555 0101 6175550101 6175550101 5550101');
INSERT INTO customer_search (rowid, who) VALUES (8, 'Mona Fry ');
INSERT INTO customer_search (rowid, who) VALUES (9, 'Ola Berg ola@example.com 617 555 0102 6175550102 6175550102 5550102 o.berg@home.example  617 555 0103 6175550103 6175550103 5550103');
CREATE VIRTUAL TABLE customer_search_words USING fts5vocab (customer_search, row);
