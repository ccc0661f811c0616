"""The layouts that are known, and where each program says what its columns are called.

Shopify: "Exporting orders to a CSV file" (Shopify Help Center). An order has a line for each item; what belongs to the
order stands in the first. `Name` is its number, `Lineitem price` of one unit, `Fulfilled at` when it was shipped.
Etsy: "How to Download Your Sales Data", the file of sold order items (Etsy Help Center). `Price` is of one unit, days
are written month first.
Amazon: "Order reports attributes" and "Order Tracking reports attributes" (Selling Partner API). `item-price` is of all
units of the line, as "ListOrderItems" says of ItemPrice. The reports of all orders name no buyer.
Zendesk: "Exporting data to a JSON, CSV, or XML file" and "Exporting a view to a CSV file" (Zendesk help).
Freshdesk: "Exporting ticket data" (Freshdesk support); which columns there are is chosen when it is made.
osTicket: the columns of CustomQueue in its own source (class.queue.php), under which a queue is exported.
Google: "Export, back up or restore contacts" (Google Contacts Help); in 2024 the columns got other names.
Outlook: "Create or edit .csv files to import into Outlook" (Microsoft Support).
"""

from careline.domain.sheets.layouts import Closing, Layout

ENDED = frozenset({"solved", "resolved", "closed"})
CHANNELS = {
    **dict.fromkeys(("mail", "outbound email"), "email"),
    **dict.fromkeys(
        ("web form", "web widget", "web service", "web service (api)", "help center post", "portal", "feedback widget"),
        "web",
    ),
    **dict.fromkeys(("phone call (inbound)", "phone call (outbound)", "phone call", "voicemail"), "phone"),
    **dict.fromkeys(("messaging", "native messaging", "web messenger"), "chat"),
    **dict.fromkeys(("twitter", "x corp", "facebook", "facebook post", "facebook private message"), "social"),
}
"""What help desks call channels; others are spelt as ours are, or have none of ours."""

LAYOUTS = (
    Layout(
        "shopify",
        "Shopify orders",
        "purchase import",
        marks=("Name", "Created at", "Lineitem name", "Lineitem quantity", "Lineitem price"),
        columns={
            "customer": ("Billing Name", "Shipping Name"),
            "email": ("Email",),
            "phone": ("Phone", "Billing Phone", "Shipping Phone"),
            "product": ("Lineitem name", "Lineitem sku"),
            "order": ("Name",),
            "quantity": ("Lineitem quantity",),
            "bought": ("Created at",),
            "price": ("Lineitem price",),
            "currency": ("Currency",),
            "status": ("Cancelled at", "Financial Status"),
        },
        # Who pays by transfer or at the door has the goods all the same.
        words={"status": {"pending": ""}},
        order="Name",
        carried=(
            "Email",
            "Phone",
            "Billing Name",
            "Billing Phone",
            "Shipping Name",
            "Shipping Phone",
            "Currency",
            "Created at",
            "Cancelled at",
            "Financial Status",
        ),
    ),
    Layout(
        "etsy",
        "Etsy orders",
        "purchase import",
        marks=("Sale Date", "Item Name", "Buyer", "Transaction ID", "Listing ID"),
        columns={
            "ref": ("Transaction ID",),
            "customer": ("Ship Name", "Buyer"),
            "product": ("Item Name",),
            "order": ("Order ID",),
            "quantity": ("Quantity",),
            "bought": ("Sale Date",),
            "price": ("Price",),
            "currency": ("Currency",),
        },
        date_formats=("%m/%d/%y", "%m/%d/%Y"),
    ),
    Layout(
        "amazon",
        "Amazon order reports",
        "purchase import",
        marks=("order-id|amazon-order-id", "purchase-date", "sku", "product-name"),
        columns={
            "ref": ("order-item-id", "amazon-order-item-id"),
            "customer": ("buyer-name", "recipient-name"),
            "email": ("buyer-email",),
            "phone": ("buyer-phone-number", "ship-phone-number"),
            "product": ("product-name", "sku"),
            "order": ("order-id", "amazon-order-id"),
            "quantity": ("quantity-purchased", "quantity", "quantity-shipped"),
            "bought": ("purchase-date",),
            "line_total": ("item-price",),
            "currency": ("currency",),
            "status": ("item-status", "order-status"),
        },
    ),
    Layout(
        "zendesk",
        "Zendesk tickets",
        "import",
        marks=("Id", "Requester", "Subject", "Created at", "Solved at"),
        columns={
            "ref": ("Id",),
            "customer": ("Requester",),
            "email": ("Requester email",),
            "subject": ("Subject",),
            "channel": ("Via",),
            "opened": ("Created at",),
            "due": ("Due date",),
            "kept": ("Solved at",),
            "closed": ("Solved at",),
            "owner": ("Assignee",),
            "performer": ("Group",),
        },
        words={"channel": CHANNELS},
        nothing=frozenset({"-"}),
        closing=Closing("Status", ENDED, ("Updated at",)),
    ),
    Layout(
        "freshdesk",
        "Freshdesk tickets",
        "import",
        marks=("Ticket ID", "Subject", "Created time", "Status"),
        columns={
            "ref": ("Ticket ID",),
            "customer": ("Full name", "Contact name", "Requester Name"),
            "email": ("Email", "Requester Email"),
            "phone": ("Work phone", "Mobile phone"),
            "subject": ("Subject",),
            "channel": ("Source",),
            "opened": ("Created time",),
            "due": ("Due by Time",),
            "kept": ("Resolved time", "Closed time"),
            "closed": ("Closed time", "Resolved time"),
            "owner": ("Agent",),
            "performer": ("Group",),
        },
        words={"channel": CHANNELS},
        nothing=frozenset({"-", "no agent", "no group"}),
        closing=Closing("Status", ENDED, ("Last update time", "Last updated time")),
    ),
    Layout(
        "osticket",
        "osTicket tickets",
        "import",
        marks=("Ticket Number", "Date Created|Create Date", "Subject", "From|User"),
        columns={
            "ref": ("Ticket Number",),
            "customer": ("From", "User"),
            "email": ("From Email",),
            "subject": ("Subject",),
            "channel": ("Source",),
            "opened": ("Date Created", "Create Date"),
            "due": ("Due Date", "SLA Due Date"),
            "kept": ("Closed Date", "Close Date"),
            "closed": ("Closed Date", "Close Date"),
            "owner": ("Agent Assigned",),
            "performer": ("Team Assigned", "Department"),
        },
        closing=Closing("Current Status", ENDED, ("Last Updated", "Last Update")),
    ),
    Layout(
        "google",
        "Google contacts",
        "customer import",
        marks=("First Name|Given Name", "Last Name|Family Name", "E-mail 1 - Value|Phone 1 - Value"),
        columns={
            "customer": ("First Name+Last Name", "Given Name+Family Name", "Name", "File As"),
            "company": ("Organization Name", "Organization 1 - Name"),
            "email": ("E-mail * - Value",),
            "phone": ("Phone * - Value",),
        },
    ),
    Layout(
        "outlook",
        "Outlook contacts",
        "customer import",
        marks=("First Name", "Last Name", "E-mail Address", "Mobile Phone|Business Phone"),
        columns={
            "customer": ("First Name+Last Name",),
            "company": ("Company",),
            "email": ("E-mail Address+E-mail 2 Address+E-mail 3 Address",),
            "phone": (
                "Primary Phone+Mobile Phone+Business Phone+Business Phone 2+Company Main Phone+Home Phone+Home Phone 2"
                "+Other Phone+Car Phone",
            ),
        },
    ),
)
"""Each is known by headings that no other has."""
