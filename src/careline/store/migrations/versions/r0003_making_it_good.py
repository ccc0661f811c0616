"""Suppliers and their programmes, what was bought, the whole chain of a replacement, returns, claims and costs."""

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
REPLACEMENTS_DECLINED_IS_OVER = "declined_at IS NULL OR coalesce(approved_at, shipped_at) IS NULL"
COSTS_KIND = "kind = 'goods' OR kind = 'shipping' OR kind = 'labour' OR kind = 'goodwill'"
COSTS_PAYER = "payer = 'us' OR payer = 'supplier' OR payer = 'customer' OR payer = 'carrier'"
PROGRAMMES_CAP_EVERY = "cap_every = 'month' OR cap_every = 'quarter' OR cap_every = 'year'"
PROGRAMMES_CAP_IN_A_PERIOD = "cap_every IS NOT NULL OR coalesce(cap_units, cap_amount) IS NULL"
RETURNS_BECAME = (
    "became = 'restocked' OR became = 'repaired' OR became = 'scrapped' OR became = 'to-supplier' OR became = "
    "'to-customer'"
)
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
        CONSTRAINT ck_replacements_declined_is_over CHECK ({REPLACEMENTS_DECLINED_IS_OVER}),
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
}
NEW_INDEXES = (
    "CREATE INDEX ix_purchases_customer_id ON purchases (customer_id)",
    "CREATE INDEX ix_purchases_delivered_at ON purchases (delivered_at)",
    "CREATE INDEX ix_purchases_product ON purchases (product)",
    "CREATE INDEX ix_returns_awaited ON returns (due_at) WHERE waived_at IS NULL AND received_at IS NULL",
    "CREATE INDEX ix_credits_claim_id ON credits (claim_id)",
    "CREATE INDEX ix_replacements_case_id ON replacements (case_id)",
    "CREATE INDEX ix_replacements_live ON replacements (requested_at) WHERE outcome IS NULL AND declined_at IS NULL",
    "CREATE UNIQUE INDEX uq_replacements_case_id_chain_attempt ON replacements (case_id, chain, attempt)"
    " WHERE declined_at IS NULL",
    "CREATE INDEX ix_costs_at ON costs (at)",
)


def upgrade() -> None:
    """Rebuild the replacements and costs, and add the rest. What was shipped was asked for and packed then, too."""
    shipped_by = "iif(supplier_id IS NOT NULL AND carrier_id IS NULL, 'supplier', 'us')"
    rebuild("replacements", REPLACEMENTS, shipped_by=shipped_by, requested_at="shipped_at", packed_at="shipped_at")
    rebuild("costs", COSTS, waived="0")
    rebuild("cases", CASES.replace("ref VARCHAR,", "ref VARCHAR,\n        serial VARCHAR,"))
    for statement in (*NEW_TABLES.values(), *NEW_INDEXES):
        op.execute(statement)
    for table in ("cases", "replacements", "costs", *NEW_TABLES):
        log_changes(table)
