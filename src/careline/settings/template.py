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
# Shown at the top of every page.
name = ""
# Default: the system's time zone.
# timezone = "America/New_York"
# Three capital letters: the currency of every amount.
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

# Several blocks a day are allowed: mon = ["09:00-12:30", "13:30-17:00"]. They may last beyond midnight, as
# "18:00-02:00", or all day, "00:00-24:00". With this section here, a day that is left out is a day off.
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
# Any other question from a customer is answered by then; also by severity, if you like.
answer_within = "1bd"
# A case with nothing but our own plans, one of them later than this, appears on the morning page.
silent_after = "5bd"
# A promise due within this time is shown as due soon.
due_soon = "1bd"
# A promise overdue for longer is escalated.
escalate_overdue_after = "1bd"
# An acknowledged escalation goes one rung up after this long with nothing recorded.
idle_after = "1bd"
# When to ask whether a replacement works, after the date on which it arrives.
check_replacement_after = "1bd"
# When to get back to the customer once nothing else is promised: one duration for each time in a row.
check_back_after = ["1bd", "3bd", "5bd"]
# How many attempts since the customer's last word allow closing a case unconfirmed.
close_unconfirmed_after = 3
# A claim on a supplier that nobody has submitted within this time appears in brief.
submit_claims_within = "5bd"

# What careline's own promises say, with {customer} for the first name: the answer to a case opened without a promise,
acknowledge = "We get back to {customer}"
# and what is planned once nothing else is promised.
check_back = "Check back with {customer}"

# How often the customer of a new case hears from us, news or not, by severity. Default: never.
# update_every = { major = "1bd" }

# Months of warranty, where neither the product nor its supplier's programme says.
warranty_months = 12
# The price from which the old unit is to come back, where no programme says. Default: it never is.
# return_from = "25.00"
# How soon it is to come back.
return_within = "14d"
# How much somebody may give as goodwill without asking the owner. Default: only the owner gives any.
# goodwill = { Ben = "100.00", others = "25.00" }

# How long after every delivery the customer is invited to review it, with an open case or without:
invite_after = "14d"
# an open case holds the invitation until it is closed, but no longer than this after the delivery.
invite_at_latest = "60d"
# How long after every delivery the customer is asked whether it arrived well.
arrival_check_after = "2d"

# Your margin on a price, where the cost of a purchase is not known.
margin = "40%"
# How many years a customer is expected to buy from you; both only work out what a customer is worth.
customer_years = 5
# After how many years without a word 'careline report retention' names a customer for you to forget. Default: never.
# retention_years = 7

# The ladder of escalations: one [[ladder]] for each rung, lowest first. Default: none.
# [[ladder]]
# Whose promises the rung is for; left out, it is for everybody else's.
# for = "FieldCo"
# Who takes the escalation.
# to = "FieldCo dispatch"
# How soon they must acknowledge it.
# ack_within = "4bh"

[store]
# The group of users who share the store, each under their own name. Default: it is yours alone.
# group = "staff"

[backup]
# A second folder, such as one on a stick, that each backup is copied to as well. It must be there: careline does not
# make it, as nobody wants a copy on the same disk because the stick was not plugged in. Default: none.
# also = "/media/usb/careline"

# The account that careline mails pages by; 'careline config mail' asks for it and tries it out. Default: none.
[mail]
# server = "smtp.example.com"
# Default: 465 for tls, 587 for starttls, 25 for none.
# port = 465
# tls, starttls, or none, which is for a server on this machine alone. Default: tls.
# security = "tls"
# Who logs in. Default: nobody does.
# user = "shop@example.com"
# A file that only you can read, with the password in its first line; or a command that prints it, without a shell.
# The variable CARELINE_MAIL_PASSWORD goes before both. The password itself never stands here.
# password_file = "~/.config/careline/mail-password"
# password_command = ["pass", "mail"]
# Whom the mail is from.
# from = "Headsets Direct <shop@example.com>"

# What is called when something happens: a program with its words, or the address of a webhook. Default: nothing.
[hooks]
# overdue = ["/usr/local/bin/ring"]
# unanswered = "https://example.com/our-channel"
# escalated = "https://example.com/our-channel"
# came_back = "https://example.com/our-channel"
# backup_due = "https://example.com/our-channel"
# case_opened = "https://example.com/our-channel"
# promise_kept = "https://example.com/our-channel"

# Phrases that you often use: name = "text", and @name stands for it, as in --promise @sent. Default: none.
[phrases]
# sent = "A new one is on its way"
"""
