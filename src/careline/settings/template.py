"""The settings file that `careline config init` writes."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


def template() -> str:
    """A settings file with every key, its meaning and its default; where that is no value, the key is commented out."""
    return """\
# careline's settings. Every key may be left out and has its default then; "#" begins a comment.
# Durations: "1bd" working days, "4bh" working hours, "14d" days, "2w" weeks, "90min" minutes.

[shop]
# Stands at the head of every page.
name = ""
# Default: the system's time zone.
# timezone = "America/New_York"
# Three capital letters. Amounts are counted in it.
currency = "USD"
# Who answers for the shop. Default: me.
# owner = "Ana"
# Who acts, unless --me or CARELINE_ME says otherwise. Default: the system's user.
# me = "Ana"
# How customers reach you: slips and letters name them. Default: none.
# phone = "+1 617 555 0100"
# email = "help@example.com"
# The folder of the shop's own letters, as seen from this file. Default: "templates" beside it, which need not exist.
# templates = "templates"

# Several blocks a day are allowed: mon = ["09:00-12:30", "13:30-17:00"]. Where this section stands, a day that is
# left out is a day off.
[hours]
mon = ["09:00-17:00"]
tue = ["09:00-17:00"]
wed = ["09:00-17:00"]
thu = ["09:00-17:00"]
fri = ["09:00-17:00"]
sat = []
sun = []

[calendar]
# Whose public holidays the shop keeps: 'careline config holidays' shows them. Default: no country's.
# country = "US"
# The part of that country, where its holidays differ.
# region = "MA"
# The shop's own days off: "2027-03-19", or the first and the last as "2026-12-24..2027-01-02".
closures = []

[policy]
# Without another promise, a customer whose case is opened hears from us by then.
# By severity: { major = "4bh", normal = "1bd", minor = "2bd" }
acknowledge_within = "1bd"
# Whatever else a customer wants to know is answered by then; by severity likewise.
answer_within = "1bd"
# A case with nothing but plans of ours, one of them late for longer, stands on the morning page.
silent_after = "5bd"
# A promise due within this time is shown as due soon.
due_soon = "1bd"
# A promise overdue for longer is escalated.
escalate_overdue_after = "1bd"
# An acknowledged escalation goes up after so long without anything logged.
idle_after = "1bd"
# When to ask whether a replacement works, after the date on which it arrives.
check_replacement_after = "1bd"
# When to get back to the customer once nothing is promised any more: one duration for each time in a row.
check_back_after = ["1bd", "3bd", "5bd"]
# How many attempts since the customer's last word allow closing a case unconfirmed.
close_unconfirmed_after = 3
# A supplier's claim that nobody has submitted within this time shows in brief.
submit_claims_within = "5bd"

# What careline's own promises say, with {customer} for the first name: the answer to a case opened without a promise,
acknowledge = "We get back to {customer}"
# and what is planned once nothing is promised any more.
check_back = "Check back with {customer}"

# How often the customer of a new case hears from us, news or not, by its severity. Default: none do.
# update_every = { major = "1bd" }

# For how many months a product is warranted, where neither it nor its supplier's programme says so.
warranty_months = 12
# From which price on the old unit is to come back, where no programme says so. Default: none does.
# return_from = "25.00"
# In which time it is to come back.
return_within = "14d"
# Up to which price somebody gives a unit as goodwill without asking the owner. Default: only the owner does.
# goodwill = { Ben = "100.00", others = "25.00" }

# How long after every delivery the customer is invited to review it, with an open case or without:
invite_after = "14d"
# an open case holds the invitation until it is closed, and no longer than so long after the delivery.
invite_at_latest = "60d"
# How long after every delivery the customer is asked whether it arrived well.
arrival_check_after = "2d"

# Which part of a price is left to you, where what a purchase cost you is not known.
margin = "40%"
# For how many years a customer is expected to buy from you; both only work out what a customer is worth.
customer_years = 5

# The ladder of escalations: one [[ladder]] for each rung, lowest first. Default: none.
# [[ladder]]
# Whose promises the rung is for; left out, everybody else's.
# for = "FieldCo"
# Who takes the escalation.
# to = "FieldCo dispatch"
# In which time they acknowledge it.
# ack_within = "4bh"

[store]
# Whose members share the store, each under their own name. Default: it is yours alone.
# group = "staff"

# Words that you often say: name = "text", and @name stands for them, as in --promise @sent. Default: none.
[phrases]
# sent = "A new one is on its way"
"""
