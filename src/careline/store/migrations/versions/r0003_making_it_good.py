"""The whole chain of a replacement, with what it costs and who pays; and what makes a customer stay."""

from alembic import op

from careline.store.migrations.rebuilding import rebuild
from careline.store.migrations.triggers import log_changes
from careline.store.migrations.versions.r0002_rules_and_words import CASES

revision = "0003"
down_revision = "0002"

REPLACEMENTS_OUTCOME = (
    "outcome = 'works' OR outcome = 'doa' OR outcome = 'wrong-item' OR outcome = 'damaged' OR outcome = "
    "'incomplete' OR outcome = 'lost'"
)
REPLACEMENTS_OUTCOME_NEEDS_DELIVERY = "outcome IS NULL OR outcome = 'lost' OR delivered_at IS NOT NULL"
REPLACEMENTS_SHIPPED_FIRST = "shipped_at IS NOT NULL OR coalesce(announced_at, delivered_at, outcome_at) IS NULL"
COSTS_KIND = "kind = 'goods' OR kind = 'shipping' OR kind = 'labour' OR kind = 'goodwill'"
COSTS_PAYER = "payer = 'us' OR payer = 'supplier' OR payer = 'customer' OR payer = 'carrier'"
PROGRAMMES_CAP_EVERY = "cap_every = 'month' OR cap_every = 'quarter' OR cap_every = 'year'"
PROGRAMMES_CAP_IN_A_PERIOD = "cap_every IS NOT NULL OR coalesce(cap_units, cap_amount) IS NULL"
RETURNS_BECAME = (
    "became = 'restocked' OR became = 'repaired' OR became = 'scrapped' OR became = 'to-supplier' OR became = "
    "'to-customer'"
)
TONE_REVIEWS_FOUND_SOMETHING = "(found_at IS NULL) = (coalesce(finding, found_by) IS NULL)"
ENDINGS_TAKEN_BACK_FOR_A_REASON = "(taken_back_at IS NULL) = (taken_back_because IS NULL)"
REPLACEMENTS = f"""
    CREATE TABLE new_replacements (
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
        came VARCHAR,
        CONSTRAINT ck_replacements_wanted_filled CHECK (trim(wanted) <> ''),
        CONSTRAINT ck_replacements_item_filled CHECK (trim(item) <> ''),
        CONSTRAINT ck_replacements_why_filled CHECK (trim(why) <> ''),
        CONSTRAINT ck_replacements_shipped_by CHECK (shipped_by = 'us' OR shipped_by = 'supplier'),
        CONSTRAINT ck_replacements_basis CHECK (basis = 'warranty' OR basis = 'doa' OR basis = 'goodwill'),
        CONSTRAINT ck_replacements_outcome CHECK ({REPLACEMENTS_OUTCOME}),
        CONSTRAINT ck_replacements_outcome_somewhen CHECK ((outcome IS NULL) = (outcome_at IS NULL)),
        CONSTRAINT ck_replacements_outcome_needs_delivery CHECK ({REPLACEMENTS_OUTCOME_NEEDS_DELIVERY}),
        CONSTRAINT ck_replacements_shipped_first CHECK ({REPLACEMENTS_SHIPPED_FIRST}),
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
    )
"""
COSTS = f"""
    CREATE TABLE new_costs (
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
        CONSTRAINT ck_costs_kind CHECK ({COSTS_KIND}),
        CONSTRAINT ck_costs_payer CHECK ({COSTS_PAYER}),
        CONSTRAINT ck_costs_amount CHECK (typeof(amount) = 'integer' AND amount >= 0),
        CONSTRAINT ck_costs_currency CHECK (length(currency) = 3),
        CONSTRAINT ck_costs_waived_is_our_labour CHECK (NOT waived OR kind = 'labour' AND payer = 'us'),
        CONSTRAINT ck_costs_goodwill_is_never_billed CHECK (kind <> 'goodwill' OR payer <> 'customer'),
        CONSTRAINT fk_costs_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
        CONSTRAINT fk_costs_replacement_id FOREIGN KEY(replacement_id) REFERENCES replacements (id)
    )
"""
NEW_TABLES = {
    "products": """
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
        )
    """,
    "programmes": f"""
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
            CONSTRAINT ck_programmes_cap_every CHECK ({PROGRAMMES_CAP_EVERY}),
            CONSTRAINT ck_programmes_returns_above_a_price CHECK ((returns = 'above') = (return_above IS NOT NULL)),
            CONSTRAINT ck_programmes_cap_in_a_period CHECK ({PROGRAMMES_CAP_IN_A_PERIOD}),
            CONSTRAINT ck_programmes_amounts CHECK (min(coalesce(return_above, 0), coalesce(cap_amount, 0)) >= 0),
            CONSTRAINT ck_programmes_currency CHECK (length(currency) = 3),
            CONSTRAINT uq_programmes_party_id UNIQUE (party_id),
            CONSTRAINT fk_programmes_party_id FOREIGN KEY(party_id) REFERENCES parties (id)
        )
    """,
    "purchases": """
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
        )
    """,
    "returns": f"""
        CREATE TABLE returns (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            replacement_id INTEGER NOT NULL,
            asked_at DATETIME NOT NULL,
            due_at DATETIME NOT NULL,
            waived_at DATETIME,
            waived_because VARCHAR,
            received_at DATETIME,
            inspected_at DATETIME,
            finding VARCHAR,
            became VARCHAR,
            CONSTRAINT ck_returns_became CHECK ({RETURNS_BECAME}),
            CONSTRAINT ck_returns_ends_once CHECK (waived_at IS NULL OR received_at IS NULL),
            CONSTRAINT ck_returns_waived_for_a_reason CHECK ((waived_at IS NULL) = (waived_because IS NULL)),
            CONSTRAINT ck_returns_inspected_and_became CHECK (inspected_at IS NULL OR became IS NOT NULL),
            CONSTRAINT ck_returns_inspected_when_received CHECK (inspected_at IS NULL OR received_at IS NOT NULL),
            CONSTRAINT ck_returns_due_at_after_asked_at CHECK (asked_at <= due_at),
            CONSTRAINT ck_returns_waived_at_after_asked_at CHECK (asked_at <= waived_at),
            CONSTRAINT ck_returns_received_at_after_asked_at CHECK (asked_at <= received_at),
            CONSTRAINT ck_returns_inspected_at_after_received_at CHECK (received_at <= inspected_at),
            CONSTRAINT uq_returns_replacement_id UNIQUE (replacement_id),
            CONSTRAINT fk_returns_replacement_id FOREIGN KEY(replacement_id) REFERENCES replacements (id)
        )
    """,
    "claims": """
        CREATE TABLE claims (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            replacement_id INTEGER NOT NULL,
            supplier_id INTEGER NOT NULL,
            amount INTEGER NOT NULL,
            currency VARCHAR NOT NULL,
            due_at DATETIME NOT NULL,
            submitted_at DATETIME,
            reference VARCHAR,
            rejected_at DATETIME,
            rejected_because VARCHAR,
            CONSTRAINT ck_claims_amount CHECK (typeof(amount) = 'integer' AND amount > 0),
            CONSTRAINT ck_claims_currency CHECK (length(currency) = 3),
            CONSTRAINT ck_claims_rejected_for_a_reason CHECK ((rejected_at IS NULL) = (rejected_because IS NULL)),
            CONSTRAINT ck_claims_submitted_at_after_due_at CHECK (due_at <= submitted_at),
            CONSTRAINT ck_claims_rejected_at_after_submitted_at CHECK (submitted_at <= rejected_at),
            CONSTRAINT uq_claims_replacement_id UNIQUE (replacement_id),
            CONSTRAINT fk_claims_replacement_id FOREIGN KEY(replacement_id) REFERENCES replacements (id),
            CONSTRAINT fk_claims_supplier_id FOREIGN KEY(supplier_id) REFERENCES parties (id)
        )
    """,
    "credits": """
        CREATE TABLE credits (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            claim_id INTEGER NOT NULL,
            at DATETIME NOT NULL,
            amount INTEGER NOT NULL,
            note VARCHAR,
            CONSTRAINT ck_credits_amount CHECK (typeof(amount) = 'integer' AND amount > 0),
            CONSTRAINT fk_credits_claim_id FOREIGN KEY(claim_id) REFERENCES claims (id)
        )
    """,
    "cost_shares": """
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
        )
    """,
    "articles": """
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
        )
    """,
    "diagnoses": """
        CREATE TABLE diagnoses (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            case_id INTEGER NOT NULL,
            article_id INTEGER,
            at DATETIME NOT NULL,
            who VARCHAR NOT NULL,
            CONSTRAINT fk_diagnoses_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
            CONSTRAINT fk_diagnoses_article_id FOREIGN KEY(article_id) REFERENCES articles (id)
        )
    """,
    "causes": """
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
        )
    """,
    "disclosures": """
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
        )
    """,
    "praises": """
        CREATE TABLE praises (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            contact_id INTEGER NOT NULL,
            party_id INTEGER NOT NULL,
            CONSTRAINT uq_praises_contact_id_party_id UNIQUE (contact_id, party_id),
            CONSTRAINT fk_praises_contact_id FOREIGN KEY(contact_id) REFERENCES contacts (id),
            CONSTRAINT fk_praises_party_id FOREIGN KEY(party_id) REFERENCES parties (id)
        )
    """,
    "tone_reviews": f"""
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
            CONSTRAINT ck_tone_reviews_found_something CHECK ({TONE_REVIEWS_FOUND_SOMETHING}),
            CONSTRAINT ck_tone_reviews_found_at_after_requested_at CHECK (requested_at <= found_at),
            CONSTRAINT fk_tone_reviews_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
            CONSTRAINT fk_tone_reviews_about_id FOREIGN KEY(about_id) REFERENCES parties (id),
            CONSTRAINT fk_tone_reviews_reviewer_id FOREIGN KEY(reviewer_id) REFERENCES parties (id),
            CONSTRAINT fk_tone_reviews_promise_id FOREIGN KEY(promise_id) REFERENCES promises (id)
        )
    """,
    "efforts": """
        CREATE TABLE efforts (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            case_id INTEGER NOT NULL,
            at DATETIME NOT NULL,
            effort INTEGER NOT NULL,
            words VARCHAR,
            CONSTRAINT ck_efforts_effort CHECK (typeof(effort) = 'integer' AND effort BETWEEN 1 AND 5),
            CONSTRAINT fk_efforts_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
        )
    """,
    "ask_agains": """
        CREATE TABLE ask_agains (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            case_id INTEGER NOT NULL,
            at DATETIME NOT NULL,
            due_at DATETIME NOT NULL,
            done_at DATETIME,
            CONSTRAINT ck_ask_agains_due_at_after_at CHECK (at <= due_at),
            CONSTRAINT ck_ask_agains_done_at_after_at CHECK (at <= done_at),
            CONSTRAINT fk_ask_agains_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
        )
    """,
    "invitations": """
        CREATE TABLE invitations (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            purchase_id INTEGER NOT NULL,
            sent_at DATETIME NOT NULL,
            CONSTRAINT uq_invitations_purchase_id UNIQUE (purchase_id),
            CONSTRAINT fk_invitations_purchase_id FOREIGN KEY(purchase_id) REFERENCES purchases (id)
        )
    """,
    "opt_outs": """
        CREATE TABLE opt_outs (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            customer_id INTEGER NOT NULL,
            at DATETIME NOT NULL,
            words VARCHAR NOT NULL,
            CONSTRAINT ck_opt_outs_words_filled CHECK (trim(words) <> ''),
            CONSTRAINT uq_opt_outs_customer_id UNIQUE (customer_id),
            CONSTRAINT fk_opt_outs_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id)
        )
    """,
    "arrival_checks": """
        CREATE TABLE arrival_checks (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            purchase_id INTEGER NOT NULL,
            sent_at DATETIME NOT NULL,
            CONSTRAINT uq_arrival_checks_purchase_id UNIQUE (purchase_id),
            CONSTRAINT fk_arrival_checks_purchase_id FOREIGN KEY(purchase_id) REFERENCES purchases (id)
        )
    """,
    "companies": """
        CREATE TABLE companies (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            name VARCHAR NOT NULL,
            folded VARCHAR NOT NULL,
            CONSTRAINT ck_companies_name_filled CHECK (trim(name) <> ''),
            CONSTRAINT uq_companies_folded UNIQUE (folded)
        )
    """,
    "memberships": """
        CREATE TABLE memberships (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            customer_id INTEGER NOT NULL,
            company_id INTEGER NOT NULL,
            since_at DATETIME NOT NULL,
            until_at DATETIME,
            CONSTRAINT ck_memberships_until_at_after_since_at CHECK (since_at <= until_at),
            CONSTRAINT fk_memberships_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id),
            CONSTRAINT fk_memberships_company_id FOREIGN KEY(company_id) REFERENCES companies (id)
        )
    """,
    "referrals": """
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
        )
    """,
    "flags": """
        CREATE TABLE flags (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            customer_id INTEGER NOT NULL,
            flag VARCHAR NOT NULL,
            since_at DATETIME NOT NULL,
            until_at DATETIME,
            CONSTRAINT ck_flags_flag_filled CHECK (trim(flag) <> ''),
            CONSTRAINT ck_flags_until_at_after_since_at CHECK (since_at <= until_at),
            CONSTRAINT fk_flags_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id)
        )
    """,
    "endings": f"""
        CREATE TABLE endings (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            customer_id INTEGER NOT NULL,
            at DATETIME NOT NULL,
            who VARCHAR NOT NULL,
            because VARCHAR NOT NULL,
            taken_back_at DATETIME,
            taken_back_because VARCHAR,
            CONSTRAINT ck_endings_because_filled CHECK (trim(because) <> ''),
            CONSTRAINT ck_endings_taken_back_for_a_reason CHECK ({ENDINGS_TAKEN_BACK_FOR_A_REASON}),
            CONSTRAINT ck_endings_taken_back_at_after_at CHECK (at <= taken_back_at),
            CONSTRAINT fk_endings_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id)
        )
    """,
    "tries": """
        CREATE TABLE tries (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            ending_id INTEGER NOT NULL,
            on_date DATE NOT NULL,
            what VARCHAR NOT NULL,
            CONSTRAINT ck_tries_what_filled CHECK (trim(what) <> ''),
            CONSTRAINT fk_tries_ending_id FOREIGN KEY(ending_id) REFERENCES endings (id)
        )
    """,
    "forgettings": """
        CREATE TABLE forgettings (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            customer_id INTEGER NOT NULL,
            command_id INTEGER NOT NULL,
            at DATETIME NOT NULL,
            who VARCHAR NOT NULL,
            CONSTRAINT uq_forgettings_customer_id UNIQUE (customer_id),
            CONSTRAINT fk_forgettings_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id),
            CONSTRAINT fk_forgettings_command_id FOREIGN KEY(command_id) REFERENCES commands (id)
        )
    """,
}
NEW_INDEXES = (
    "CREATE INDEX ix_cases_found_in_review ON cases (closed_at) WHERE found_by = 'review'",
    "CREATE INDEX ix_cases_found_by_us ON cases (closed_at) WHERE found_by = 'us'",
    "CREATE INDEX ix_purchases_customer_id ON purchases (customer_id)",
    "CREATE INDEX ix_purchases_delivered_at ON purchases (delivered_at)",
    "CREATE INDEX ix_purchases_product ON purchases (product)",
    "CREATE INDEX ix_returns_awaited ON returns (due_at) WHERE waived_at IS NULL AND received_at IS NULL",
    "CREATE INDEX ix_credits_claim_id ON credits (claim_id)",
    "CREATE INDEX ix_diagnoses_article_id ON diagnoses (article_id)",
    "CREATE INDEX ix_diagnoses_case_id ON diagnoses (case_id)",
    "CREATE INDEX ix_causes_case_id ON causes (case_id)",
    "CREATE INDEX ix_disclosures_at ON disclosures (at)",
    "CREATE INDEX ix_disclosures_case_id ON disclosures (case_id)",
    "CREATE INDEX ix_praises_party_id ON praises (party_id)",
    "CREATE INDEX ix_tone_reviews_case_id ON tone_reviews (case_id)",
    "CREATE INDEX ix_tone_reviews_open ON tone_reviews (requested_at) WHERE found_at IS NULL",
    "CREATE INDEX ix_efforts_case_id ON efforts (case_id)",
    "CREATE INDEX ix_ask_agains_case_id ON ask_agains (case_id)",
    "CREATE INDEX ix_ask_agains_open ON ask_agains (due_at) WHERE done_at IS NULL",
    "CREATE INDEX ix_memberships_company_id ON memberships (company_id)",
    "CREATE INDEX ix_memberships_customer_id ON memberships (customer_id)",
    "CREATE UNIQUE INDEX uq_memberships_customer_id ON memberships (customer_id) WHERE until_at IS NULL",
    "CREATE INDEX ix_referrals_by_company_id ON referrals (by_company_id)",
    "CREATE INDEX ix_referrals_by_customer_id ON referrals (by_customer_id)",
    "CREATE INDEX ix_flags_customer_id ON flags (customer_id)",
    "CREATE UNIQUE INDEX uq_flags_customer_id_flag ON flags (customer_id, flag) WHERE until_at IS NULL",
    "CREATE INDEX ix_endings_customer_id ON endings (customer_id)",
    "CREATE UNIQUE INDEX uq_endings_customer_id ON endings (customer_id) WHERE taken_back_at IS NULL",
    "CREATE INDEX ix_tries_ending_id ON tries (ending_id)",
    "CREATE INDEX ix_replacements_case_id ON replacements (case_id)",
    "CREATE INDEX ix_replacements_live ON replacements (requested_at) WHERE outcome IS NULL AND declined_at IS NULL",
    "CREATE INDEX ix_replacements_outcome_at ON replacements (outcome_at)",
    "CREATE UNIQUE INDEX uq_replacements_case_id_chain_attempt ON replacements (case_id, chain, attempt)"
    " WHERE declined_at IS NULL",
    "CREATE INDEX ix_costs_at ON costs (at)",
)
SEARCH = (
    """
    CREATE VIRTUAL TABLE article_search USING fts5 (
        product, symptom, remedy, tokenize = 'porter unicode61 remove_diacritics 2'
    )
    """,
    # What stands inside a longer word is found by three letters of it; the text is folded before it comes in.
    "CREATE VIRTUAL TABLE article_search_parts USING fts5 (about, tokenize = 'trigram')",
)
# What was before a change may be blanked by the command that forgets a customer, and by no other.
FORGETTING = (
    "DROP TRIGGER keep_changes_update",
    """
    CREATE TRIGGER keep_changes_update BEFORE UPDATE ON changes
    WHEN NOT EXISTS (SELECT 1 FROM forgettings WHERE command_id = (SELECT max(id) FROM commands))
        OR new.id <> old.id OR new.command_id <> old.command_id OR new.table_name <> old.table_name
        OR new.row_id <> old.row_id OR new.action <> old.action
    BEGIN SELECT raise(ABORT, 'the log is only added to'); END
    """,
)


def upgrade() -> None:
    """Rebuild the replacements and costs, and add the rest. What was shipped was asked for and packed then, too."""
    shipped_by = "iif(supplier_id IS NOT NULL AND carrier_id IS NULL, 'supplier', 'us')"
    rebuild("replacements", REPLACEMENTS, shipped_by=shipped_by, requested_at="shipped_at", packed_at="shipped_at")
    rebuild("costs", COSTS, waived="0")
    rebuild(
        "cases", CASES.replace("ref VARCHAR,", "ref VARCHAR,\n        serial VARCHAR,\n        review_address VARCHAR,")
    )
    for statement in (*NEW_TABLES.values(), *NEW_INDEXES, *SEARCH, *FORGETTING):
        op.execute(statement)
    for table in ("cases", "replacements", "costs", *NEW_TABLES):
        log_changes(table)
