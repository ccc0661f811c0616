"""What careline says no to: one line on standard error, the right exit code, and nothing written."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.shop import NewShop, Shop
from tests.tree import commands, example

SHIP = "ship-replacement 1 --why w --arrives 2bd"
ESCALATE = "escalate 1 --to Ben --ack-by 4bh --backup x"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """C-1 is open with P-1 (due Tue 2 Jun 17:00) and R-1 on its way; C-2 is closed, its P-4 kept; E-1 has ended."""
    shop = Shop(tmp_path_factory.mktemp("shop"))
    shop(
        'open "Network card" --customer "Robin Vale <robin@example.com>" --product "Network card"'
        ' --promise "FieldCo calls" --by "2026-06-02 17:00" --performer FieldCo'
    )
    shop(f"{SHIP} --carrier FedEx")
    shop('open "No sound" --customer "Kim Ito" --promise "I ring" --by 1bd')
    shop("keep 4")
    shop('close 2 --confirmed "Fine"')
    shop(ESCALATE)
    shop("escalation resolve 1")
    shop('customer add "Mia Tan <mia@example.com>"')
    shop('customer add "Mia Tan <tan@example.com>"')
    return shop.store


@pytest.fixture
def shop(shop: Shop, store: Path) -> Shop:
    return shop.like(store)


NOT_FOUND = [
    ("article show 99", "K-99"),
    ("article edit 99 --remedy x", "K-99"),
    ("article retire 99 --because x", "K-99"),
    ("article affected 99", "K-99"),
    ("case diagnose 99 --none", "C-99"),
    ("case diagnose 1 --article 99", "K-99"),
    ("show 99", "C-99"),
    ("show 0", "C-0"),
    ("heard 99", "C-99"),
    ("follow-up 99 x", "C-99"),
    ("follow-up 1 99 x", "C-99"),
    ("case note 99 x", "C-99"),
    ("case edit 99 --order 7", "C-99"),
    ("case asked 99", "C-99"),
    ("case edit 99 --update-every 2bd", "C-99"),
    ("escalate 99 --to Ben --ack-by 4bh --backup x", "C-99"),
    ("ship-replacement 99 --why w --arrives 2bd", "C-99"),
    ("replacement request 99 --why w", "C-99"),
    ("replacement approve 99", "R-99"),
    ("replacement decline 99 --because x", "R-99"),
    ("replacement pack 99", "R-99"),
    ("replacement ship 99 --arrives 2bd", "R-99"),
    ("replacement announced 99", "R-99"),
    ("close 99 --unconfirmed", "C-99"),
    ("reopen 99", "C-99"),
    ("case merge 99 --into 1", "C-99"),
    ("hand-over 99 --to Ben --because x", "C-99"),
    ("party edit 'Nobody Knows' --kind staff", "Nobody Knows"),
    ("party edit 'Nobody Knows' --doa-days 14", "Nobody Knows"),
    ("product edit 'Nobody Knows' --warranty-months 6", "Nobody Knows"),
    ("product show 'Nobody Knows'", "Nobody Knows"),
    ("party away 'Nobody Knows' --from tomorrow --until 'next fri' --to Ben", "Nobody Knows"),
    ("case merge 1 --into 99", "C-99"),
    ("case link 1 99", "C-99"),
    ("open X --from 99", "C-99"),
    ("open X --from 1 --move 99", "P-99"),
    ("promise make 99 x --by 2bd", "C-99"),
    ("promise list --case 99", "C-99"),
    ("promise show 99", "P-99"),
    ("promise history 99", "C-99"),
    ("promise history --performer 'Nobody Knows'", "Nobody Knows"),
    ("promise why 99", "P-99"),
    ("keep P-99", "P-99"),
    ("promise release 99 --because x", "P-99"),
    ("promise remind 99 x", "P-99"),
    ("promise withdraw 99 --because x", "P-99"),
    ("promise correct 99 x --because y", "P-99"),
    ("renegotiate 99 --by 2bd --told x --because y", "P-99"),
    ("renegotiate 1 --by 2bd --told x --because y --depends-on 99", "P-99"),
    ("promise make 1 x --by 2bd --depends-on 99", "P-99"),
    ("promise make 1 x --after 99 --margin 1bd", "P-99"),
    ("open X --customer Dana --promise x --by 2bd --depends-on 99", "P-99"),
    ("heard 1 --promise x --by 2bd --depends-on 99", "P-99"),
    ("follow-up 1 x --promise x --by 2bd --depends-on 99", "P-99"),
    ("reopen 2 --promise x --by 2bd --depends-on 99", "P-99"),
    ("heard 1 --keeps 99", "P-99"),
    ("follow-up 1 x --keeps 99", "P-99"),
    ("delivered 99", "R-99"),
    ("outcome 99 works", "R-99"),
    ("replacement slip 99", "R-99"),
    ("replacement show 99", "R-99"),
    ("replacement track 99 --tracking 986578788855", "R-99"),
    ("escalation acknowledge 99 --who Ben", "E-99"),
    ("escalation told 99", "E-99"),
    ("escalation resolve 99", "E-99"),
    ("escalation decline 99", "E-99"),
    ("escalation show 99", "E-99"),
    ("show 'Nobody Knows'", "Nobody Knows"),
    ("show nobody@example.com", "nobody@example.com"),
    ("heard 'Kim Ito'", "no open case"),
    ("list --customer 'Nobody Knows'", "Nobody Knows"),
    ("customer show 'Nobody Knows'", "Nobody Knows"),
    ("party show 'Nobody Knows'", "Nobody Knows"),
    ("company show 'Nobody Knows'", "Nobody Knows"),
    ("customer move 'Nobody Knows' --to 'Arden Pharma'", "Nobody Knows"),
    ("customer refer 'Nobody Knows' --by 'Kim Ito'", "Nobody Knows"),
    ("customer refer 'Kim Ito' --by 'Nobody Knows'", "Nobody Knows"),
    ("customer flag 'Nobody Knows' friend", "Nobody Knows"),
    ("customer end 'Nobody Knows' --because x --tried 'a call on 2026-05-04'", "Nobody Knows"),
    ("customer take-back 'Nobody Knows' --because x", "Nobody Knows"),
    ("customer forget 'Nobody Knows' --yes", "Nobody Knows"),
    ("customer unflag 'Nobody Knows' friend", "Nobody Knows"),
    ("cost add 99 6.50 --kind goods", "C-99"),
    ("cost split 99 --customer 50% --offered x", "M-99"),
    ("cost list 99", "C-99"),
    ("return ask 99 --by 5bd", "R-99"),
    ("return waive 99 --because x", "R-99"),
    ("return received 99", "R-99"),
    ("return inspected 99 --became scrapped", "R-99"),
    ("claim add 99 1.00", "R-99"),
    ("claim submit 99", "R-99"),
    ("claim credit 99", "R-99"),
    ("claim reject 99 --because x", "R-99"),
    ("purchase delivered 99", "99"),
    ("invitations sent 99", '"99"'),
    ("invitations sent B-99", "B-99"),
    ("invitations opt-out 'Nobody Knows' --words x", "Nobody Knows"),
    ("arrival-checks sent B-99", "B-99"),
    ("purchase list 'Nobody Knows'", "Nobody Knows"),
    ("purchase show 99", "99"),
    ("report nonsense", "nonsense"),
    ("undo 999", "999"),
]

BAD_INPUT = [
    ("case diagnose 1", "--none"),
    ("case diagnose 1 --article K-1 --none", "--none"),
    ("article add --product x --symptom y", "--remedy"),
    ("article add --product x --remedy y", "--symptom"),
    ("article search ' '", "blank"),
    # words that are always needed
    ("open", "SUBJECT"),
    ("open X", "--customer"),
    ("open X --customer ''", "--customer"),
    ("open ' ' --customer Dana", "subject"),
    ("open X --customer Dana --promise x", "--by"),
    ("product add", "NAME"),
    ("product edit", "PRODUCT"),
    ("product show", "PRODUCT"),
    ("open X --customer Dana --by 2bd", "--promise"),
    ("open X --customer Dana --performer FieldCo", "--performer"),
    ("open X --customer Dana --backup x", "--backup"),
    ("open X --customer Dana --kind fix", "--kind"),
    ("heard 1 --kind fix", "--kind"),
    ("show 1 --quiet", "--quiet"),
    ("open X --customer Dana --promise ' ' --by 2bd", "blank"),
    ("open X --customer Dana --promise x --by ''", "blank"),
    ("open X --customer Dana --promise x --by 2bd --owner ' '", "--owner"),
    ("open X --customer Dana --promise x --by 2bd --performer ''", "--performer"),
    ("open X --customer Dana --promise x --by 2bd --backup ''", "--backup"),
    ("open X --customer Dana --product ''", "--product"),
    ("open X --customer Dana --order ' '", "--order"),
    ("open X --customer Dana --phone ''", "--phone"),
    ("open X --customer Dana --tried ''", "--tried"),
    (f"{SHIP} --carrier ''", "--carrier"),
    ("heard", "CASE"),
    ("heard 1 --by 2bd", "--promise"),
    ("heard 1 --promise x", "--by"),
    ("heard 1 --said ' '", "--said"),
    ("heard 1 ' '", "TEXT"),
    ("follow-up 1 ''", "TEXT"),
    ("keep 1 --note ' '", "--note"),
    ("open X --customer Dana --text ''", "--text"),
    (f"{ESCALATE} --because ''", "--because"),
    ("reopen 2 --because ' '", "--because"),
    ("heard 1 --owner Ben", "--owner"),
    ("hand-over 1 --to 'Nobody Knows' --because x", "party add"),
    ("hand-over 1 --to FieldCo --because x", "party edit"),
    ("--me 'Nobody Knows' case note 1 x", "party add"),
    ("promise make 1 x --by 2bd --owner FieldCo", "party edit"),
    ("follow-up", "CASE"),
    ("follow-up 1 x --promise y", "--by"),
    ("follow-up 1 x --by 2bd", "--promise"),
    ("follow-up 1 --on 2bd --no-answer", "--no-answer"),
    ("follow-up 1 one two", "quotation"),
    ("case note 1 ' '", "blank"),
    ("case edit 1", "--subject"),
    ("case edit 1 --subject ' '", "--subject"),
    ("close 1", "--confirmed"),
    ("close 1 --confirmed x --unconfirmed", "--unconfirmed"),
    ("close 1 --confirmed ' '", "--confirmed"),
    ("close 1 --confirmed x --ask-again yesterday", "past"),
    ("reopen 2 --by 2bd", "--promise"),
    ("case merge 1", "--into"),
    ("hand-over", "CASE"),
    ("hand-over 1 --because x", "--to"),
    ("hand-over 1 --to Ben", "--because"),
    ("hand-over 1 --to Ben --because ' '", "--because"),
    ("hand-over 1 --to tomorrow --because x", "date"),
    ("party edit FieldCo", "--kind"),
    ("party away FieldCo --from 'next fri' --until tomorrow --to Ben", "--until"),
    ("party away FieldCo --from tomorrow --to Ben", "--until"),
    ("party away FieldCo --from tomorrow --until Ben --to Ben", "Ben"),
    ("party away FieldCo --from tomorrow --until 'next fri' --to tomorrow", "date"),
    ("party edit FieldCo --phone ''", "--phone"),
    ("case merge 1 --into 1", "itself"),
    ("case link 1", "OTHER"),
    ("case link 1 1", "itself"),
    ("case link 1 2 --because ''", "--because"),
    ("open X --from 1 --customer Dana", "--customer"),
    ("open X --customer Dana --move 1", "--from"),
    ("open X --from 1 --move 4", "C-2"),
    ("promise make 1 x", "--by"),
    ("promise make 1 ' ' --by 2bd", "blank"),
    ("renegotiate 1 --told x --because y", "--by"),
    ("renegotiate 1 --by 2bd --because y", "--told"),
    ("renegotiate 1 --by 2bd --told x", "--because"),
    ("renegotiate 1 --by 2bd --told ' ' --because y", "--told"),
    ("renegotiate 1 --by 2bd --agreed ' ' --because y", "--agreed"),
    ("renegotiate 1 --by 2bd --told x --because ' '", "--because"),
    ("renegotiate 1 --by 2bd --told x --agreed y --because z", "--agreed"),
    ("renegotiate 1 --by 2bd --told x --because y --what ' '", "--what"),
    ("renegotiate 1 --by '2026-06-02 17:00' --told x --because y", "already due then"),
    ("renegotiate 1 --by yesterday --told x --because y", "past"),
    ("renegotiate 1 --by '2026-06-01 09:59' --told x --because y", "past"),
    ("renegotiate 1 --by 2bd --told x --because y --depends-on 1", "itself"),
    ("heard 1 --depends-on 1", "--promise"),
    ("promise make 1 x --by 2bd --depends-on C-1", "case"),
    ("promise make 1 x --by 2bd --margin 1bd", "--after"),
    ("promise make 1 x --after 1", "--margin"),
    ("promise make 1 x --after 1 --margin 1bd --by 2bd", "--by"),
    ("promise make 1 x --after 1 --margin 1bd --depends-on 1", "--depends-on"),
    ("promise make 1 x --after 1 --margin 0bd", "nothing"),
    ("promise make 1 x --after 1 --margin fri", "duration"),
    ("open X --customer Dana --update-every 0bd", "nothing"),
    ("open X --customer Dana --update-every -2bd", "duration"),
    ("open X --customer Dana --update-every fri", "duration"),
    ("open X --customer Dana --update-every ''", "duration"),
    ("case edit 1 --update-every 0d", "nothing"),
    ("case edit 1 --update-every often", "duration"),
    ("follow-up 1 --no-news --no-answer", "--no-news"),
    ("follow-up 1 --no-news --on 2bd", "--no-news"),
    ("promise correct 1 --because slip", "right"),
    ("promise correct 1 x", "--because"),
    ("promise history", "--performer"),
    ("promise remind 1", "TEXT"),
    ("promise remind 1 ' '", "TEXT"),
    ("promise release 1", "--because"),
    ("promise release 1 --because ' '", "--because"),
    ("promise withdraw 1", "--because"),
    ("escalate 1 --to Ben --ack-by 4bh --backup ' '", "--backup"),
    ("escalate 1 --to ' ' --ack-by 4bh --backup x", "--to"),
    ("escalate 1 --ack-by 4bh --backup x", "--to"),
    ("escalate 1 --to Ben --backup x", "--ack-by"),
    ("escalation acknowledge 1 --who ' '", "--who"),
    ("ship-replacement 1 --arrives 2bd", "--why"),
    ("ship-replacement 1 --arrives 2bd --why ' '", "--why"),
    ("ship-replacement 1 --why w", "--arrives"),
    ("replacement request 1", "--why"),
    ("replacement request 1 --why ' '", "--why"),
    ("replacement request 1 --why w --basis luck", "--basis"),
    ("replacement request 1 --why w --arrives yesterday", "past"),
    ("replacement request 1 --why w --goods 1.005", "decimals"),
    ("replacement request 1 --why w --item ' '", "--item"),
    ("replacement request 1 --why w --serial ''", "--serial"),
    ("replacement request 1 --why w --supplier tomorrow", "date"),
    ("replacement request 1 --why w --at tomorrow", "in the future"),
    ("replacement approve 1 --at tomorrow", "in the future"),
    ("replacement approve P-1", "R-1"),
    ("replacement decline 1", "--because"),
    ("replacement decline 1 --because ' '", "--because"),
    ("replacement pack 1 --item ' '", "--item"),
    ("replacement pack 1 --serial ' '", "--serial"),
    ("replacement announced 1 --at tomorrow", "in the future"),
    ("replacement announced 1 --at 2026-05-01", "before C-1"),
    ("replacement announced 1 --channel pigeon", "pigeon"),
    ("replacement ship 1 --goods -1", "below zero"),
    ("replacement ship 1 --postage '6 XXX'", "not a currency"),
    ("replacement ship 1 --carrier tomorrow", "date"),
    ("replacement ship 1 --return-by 2bd --no-return", "--no-return"),
    ("ship-replacement 1 --why w --arrives 2bd --return-by yesterday", "past"),
    ("outcome 1", "OUTCOME"),
    ("cost add", "CASE"),
    ("return ask", "REPL"),
    ("return ask 1", "--by"),
    ("return waive", "REPL"),
    ("return waive 1", "--because"),
    ("return received", "REPL"),
    ("return inspected", "REPL"),
    ("return inspected 1", "--became"),
    ("return inspected 1 --became eaten", "eaten"),
    ("claim add", "REPL"),
    ("claim add 1", "AMOUNT"),
    ("claim submit", "REPL"),
    ("claim credit", "REPL"),
    ("claim reject", "REPL"),
    ("claim reject 1", "--because"),
    ("cost add 1", "--kind"),
    ("cost add 1 --kind goods", "AMOUNT"),
    ("cost add 1 6.505 --kind goods", "decimals"),
    ("cost add 1 --kind goods -- -6.50", "below zero"),
    ("cost add 1 '6.50 XYZ' --kind goods", "not a currency"),
    ("cost add 1 '6.50 EUR' --kind goods", "counts in USD"),
    ("cost add 1 6.50 --kind beer", "beer"),
    ("cost split 1 --customer 50%", "--offered"),
    ("purchase add 'Kim Ito'", "PRODUCT"),
    ("purchase add 'Kim Ito' Lamp", "--price"),
    ("purchase add 'Kim Ito' Lamp --price 6.505", "decimals"),
    ("purchase import nowhere.csv", "nowhere.csv"),
    ("customer import nowhere.csv", "nowhere.csv"),
    ("open X --customer 'Kim Ito' --review-address 'one star'", "--review-address"),
    ("open X --customer 'Kim Ito' --review-address https://example.com/r --found-by us", "--found-by"),
    ("invitations sent", "--all-due"),
    ("invitations sent B-1 --all-due", "--all-due"),
    ("invitations sent nowhere.csv", "nowhere.csv"),
    ("invitations opt-out 'Kim Ito'", "--words"),
    ("invitations opt-out 'Kim Ito' --words ' '", "--words"),
    ("arrival-checks sent", "--all-due"),
    ("report costs --since tomorrow", "is after the end"),
    ("customer add ' '", "name"),
    ("company add ' '", "blank"),
    ("customer add X --company ' '", "blank"),
    ("customer move 'Kim Ito'", "--to"),
    ("customer move 'Kim Ito' --to ' '", "--to"),
    ("customer refer 'Kim Ito'", "--by"),
    ("customer refer 'Kim Ito' --by 'Kim Ito'", "themselves"),
    ("customer refer 'Kim Ito' --by 'Robin Vale' --note ' '", "--note"),
    ("open X --customer 'Kim Ito' --referred-by 'Kim Ito'", "themselves"),
    ("customer flag 'Kim Ito' ' '", "blank"),
    ("customer flag 'Kim Ito'", "FLAG"),
    ("customer list --flag ' '", "--flag"),
    ("customer end 'Kim Ito' --because x", "--tried"),
    ("customer end 'Kim Ito' --because x --tried 'a call'", "has no date"),
    ("customer end 'Kim Ito' --tried 'a call on 2026-05-04'", "--because"),
    ("customer take-back 'Kim Ito' --because ' '", "--because"),
    ("customer forget 'Kim Ito'", "--yes"),
    ("party add ''", "name"),
    ("date ''", "blank"),
    ("find ' '", "blank"),
    # ids and people
    ("show P-1", "promise"),
    ("keep C-1", "2 open promises"),
    ("keep Robin", "2 open promises"),
    ("delivered P-1", "promise"),
    ("escalation told C-1", "case"),
    ("heard 1 --keeps C-1", "case"),
    ("heard 1 --keeps 4", "C-2"),
    ("show 'Mia Tan'", "more than one"),
    ("open X --customer 'Mia Tan'", "more than one"),
    ("open X --customer 'Robin Vail'", "Robin Vale"),
    ("open X --customer 'Robin <robin>'", "address"),
    ("open X --customer tomorrow", "date"),
    ("party add FIELDCO", "already"),
    ("customer add robin@example.com", "Robin Vale"),
    ("promise make 1 x --by 2bd --performer FeildCo", "FieldCo"),
    # moments
    ("promise make 1 x --by yesterday", "past"),
    ("promise make 1 x --by '2026-06-01 10:00'", "right now"),
    ("promise make 1 x --by '2026-06-01 09:00'", "past"),
    ("promise make 1 x --by now", "right now"),
    ("promise make 1 x --by someday", "someday"),
    ("promise make 1 x --by 06/05/2026", "2026-06-05"),
    ("promise make 1 x --by 5m", "5min"),
    ("promise make 1 x --by mon", "next mon"),
    ("promise make 1 x --by 2026-02-30", "calendar"),
    ("promise make 1 x --by '2027-03-14 02:30'", "does not exist"),
    ("promise make 1 x --by '2026-11-01 01:30'", "twice"),
    ("promise make 1 x --by Ana", "Ana"),
    ("follow-up 1 --on yesterday", "past"),
    ("follow-up 1 x --next yesterday", "past"),
    ("keep 1 --next yesterday", "past"),
    ("escalate 1 --to Ben --ack-by yesterday --backup x", "past"),
    ("ship-replacement 1 --why w --arrives yesterday", "past"),
    (f"{SHIP} --carrier FedEx --tracking 4711", "4711 has 4 characters"),
    (f"{SHIP} --tracking 1Z999", "1Z999 has 5 characters"),
    (f"{SHIP} --tracking ' '", "tracking number"),
    ("replacement track 1", "--tracking"),
    ("replacement track 1 --tracking ''", "tracking number"),
    ("replacement track 1 --tracking 986578788855 --carrier tomorrow", "date"),
    ("replacement track 1 --tracking 98657878885", "98657878885 has 11 characters"),
    ("heard 1 --at tomorrow", "in the future"),
    ("heard 1 --at '2026-06-01 10:01'", "in the future"),
    ("heard 1 --at '2026-06-01 09:59'", "C-1"),
    ("keep 1 --at '2026-06-01 09:59'", "C-1"),
    ("outcome 1 works --delivered tomorrow", "in the future"),
    ("overdue --as-of someday", "someday"),
    # options and their values
    ("overdue --formt json", "--format"),
    ("overdue --format xml", "xml"),
    ("overdue --section nonsense", "nonsense"),
    ("open X --custmer Dana", "--customer"),
    ("open X --customer Dana --severity urgent", "urgent"),
    ("open X --customer Dana --channel fax", "fax"),
    ("open X --customer Dana --fault mine", "mine"),
    ("open X --customer Dana --found-by me", "me"),
    ("promise make 1 x --by 2bd --kind promise", "promise"),
    ("outcome 1 broken", "broken"),
    ("list --status half-open", "half-open"),
    ("promise list --state late", "late"),
    ("party add X --kind friend", "friend"),
    ("heard 1 x y", "y"),
    ("overdue extra", "extra"),
    ("heard 1 --praise --keeps 4", "P-4 belongs to C-2, not to C-1; check both numbers."),
    ("--color sometimes overdue", "sometimes"),
    ("--db '' overdue", "--db"),
    # commands
    ("opne X", "open"),
    ("overdu", "overdue"),
    ("case shwo 1", "show"),
    ("promise keeep 1", "keep"),
    ("nonsense", "nonsense"),
    ("case nonsense", "nonsense"),
]

FORBIDDEN = [
    ("case diagnose 2 --none", "reopen"),
    ("invitations skip 'Kim Ito'", "No customer can be skipped"),
    ("cost add 1 6.50 --kind goodwill --payer customer", "never billed"),
    ("close 1 --confirmed 'It works'", "P-1"),
    ("customer unflag 'Kim Ito' friend", "no flag"),
    ("--me Ben customer end 'Kim Ito' --because x --tried 'a call on 2026-05-04'", "Ana"),
    ("customer end 'Robin Vale' --because x --tried 'a call on 2026-05-04'", "P-1"),
    ("customer take-back 'Kim Ito' --because x", "not ended"),
    ("customer forget 'Robin Vale' --yes", "P-1"),
    ("--me Ben customer forget 'Kim Ito' --yes", "Ana"),
    ("close 1 --unconfirmed", "P-1"),
    ("close 2 --confirmed 'It works'", "closed"),
    ("close 2 --unconfirmed", "closed"),
    ("reopen 1", "C-1 is already open."),
    ("case asked 1", "--ask-again"),
    ("case merge 1 --into 2", "reopen"),
    ("hand-over 1 --to Ana --because x", "already"),
    ("hand-over 2 --to Ana --because x", "reopen"),
    ("party away Ben --from tomorrow --until 'next fri' --to ben", "cannot stand in"),
    ("case merge 2 --into 1", "reopen"),
    ("open X --from 2", "reopen"),
    ("open X --from 1 --move 2", "R-1"),
    ("keep 4", "kept"),
    ("keep 4 --next 2bd", "kept"),
    ("promise release 4 --because x", "kept"),
    ("promise remind 4 x", "kept"),
    ("promise remind 3 x", "own to do"),
    ("promise withdraw 4 --because x", "kept"),
    ("promise correct 4 x --because y", "kept"),
    ("renegotiate 4 --by 3bd --told x --because y", "kept"),
    ("heard 2 --praise --keeps 4", "kept"),
    ("follow-up 2 x --keeps 4", "kept"),
    ("promise make 2 x --by 2bd", "reopen"),
    ("promise make 1 x --by 2bd --depends-on 4", "kept"),
    ("promise make 1 x --after 4 --margin 1bd", "kept"),
    ("renegotiate 1 --by 2bd --told x --because y --depends-on 4", "kept"),
    ("follow-up 2 --on 2bd", "reopen"),
    ("follow-up 2 x --next 2bd", "reopen"),
    ("follow-up 2 x --promise y --by 2bd", "reopen"),
    ("follow-up 1 2 x --next 2bd", "reopen"),
    ("heard 2 --praise --promise x --by 2bd", "reopen"),
    ("ship-replacement 2 --why w --arrives 2bd --item X", "reopen"),
    ("replacement request 2 --why w --item X", "reopen"),
    ("replacement request 1 --why w", "R-1 has no outcome yet"),
    ("ship-replacement 1 --again --arrives 2bd", "R-1 has no outcome yet"),
    ("replacement approve 1", "already shipped"),
    ("replacement decline 1 --because x", "already shipped"),
    ("replacement pack 1", "already packed"),
    ("replacement ship 1 --arrives 2bd", "already shipped"),
    ("escalate 2 --to Ben --ack-by 4bh --backup x", "reopen"),
    (SHIP, "R-1"),
    ("outcome 1 works", "delivered"),
    ("outcome 1 doa", "delivered"),
    ("escalate 1 --to Ana --ack-by 4bh --backup x", "Ana"),
    ("escalate 1 --to ana --ack-by 4bh --backup x", "Ana"),
    ("escalation resolve 1", "resolved"),
    ("escalation decline 1", "resolved"),
    ("escalation acknowledge 1 --who Ben", "resolved"),
    ("escalation told 1", "resolved"),
]


def test_what_does_not_exist_is_not_found(shop: Shop, store: Path, subtests: pytest.Subtests) -> None:
    for command, word in NOT_FOUND:
        with subtests.test(command):
            shop.like(store)
            assert word in shop.refuses(3, command)


def test_what_cannot_be_used_is_bad_input(shop: Shop, store: Path, subtests: pytest.Subtests) -> None:
    for command, word in BAD_INPUT:
        with subtests.test(command):
            shop.like(store)
            assert word.lower() in shop.refuses(2, command).lower()


def test_what_history_or_state_forbids_is_refused(shop: Shop, store: Path, subtests: pytest.Subtests) -> None:
    for command, word in FORBIDDEN:
        with subtests.test(command):
            shop.like(store)
            assert word in shop.refuses(4, command)


def test_a_third_attempt_without_what_is_different_is_refused(shop: Shop) -> None:
    for number in (1, 2):
        shop(f"outcome {number} lost")
        if number == 1:
            shop(SHIP)
    assert "--different" in shop.refuses(4, SHIP)


def test_an_outcome_twice_and_a_delivery_twice_are_refused(shop: Shop) -> None:
    shop("delivered 1")
    assert "already delivered" in shop.refuses(4, "delivered 1")
    assert "already delivered" in shop.refuses(4, "outcome 1 works --delivered now")
    shop("outcome 1 works")
    assert "works" in shop.refuses(4, "outcome 1 doa")
    assert "works" in shop.refuses(4, "outcome 1 works")


def test_a_renegotiated_promise_names_its_successor(shop: Shop) -> None:
    shop("renegotiate 1 --by 3bd --told x --because y")
    assert "P-6 took its place" in shop.refuses(4, "keep 1")


@pytest.mark.parametrize("command", ["opne X --customer Dana", "case opne X", "overdu", "promise shwo 1", "reprt"])
def test_a_near_miss_of_a_command_gets_did_you_mean(shop: Shop, command: str) -> None:
    assert "Did you mean" in shop.refuses(2, command)


@pytest.mark.parametrize("option", ["--formt json", "--as-off 2bd", "--quite", "--exitcode"])
def test_a_near_miss_of_an_option_names_the_option(shop: Shop, option: str) -> None:
    sentence = shop.refuses(2, f"overdue {option}")
    assert any(known in sentence for known in ("--format", "--as-of", "--quiet", "--exit-code"))


def test_a_near_miss_of_a_date_gets_did_you_mean(shop: Shop) -> None:
    assert "Did you mean 'tomorrow'?" in shop.refuses(2, "promise make 1 x --by tomorow")


# Odd input: what people do not type, and pipes and scripts do.

LONE = "caf\udce9"
TEXTS = (
    "case note 1",
    "heard 1",
    "follow-up 1",
    "promise make 1 --by 2bd",
    "open --customer Dana",
    "open X --customer Dana --product",
    "open X --customer Dana --order",
    "open X --customer",
    "promise make 1 x --by 2bd --performer",
    "promise make 1 x --by 2bd --backup",
    "renegotiate 1 --by 3bd --because y --told",
    "promise release 1 --because",
    "keep 1 --note",
    "escalate 1 --to Ben --ack-by 4bh --backup",
    "escalate 1 --ack-by 4bh --backup x --to",
    "reopen 2 --because",
    "customer add",
    "party add",
    "company add",
    "customer flag 'Kim Ito'",
    "customer move 'Kim Ito' --to",
    "product add",
    "product add X --supplier",
    "product add X --successor",
)


def test_bytes_that_are_no_text_are_refused(shop: Shop, store: Path, subtests: pytest.Subtests) -> None:
    for command in [*TEXTS, "show", "list --customer", "customer show", "product show"]:
        with subtests.test(command):
            shop.like(store)
            assert "UTF-8" in shop.refuses(2, command, LONE)


def test_so_they_are_on_standard_input(shop: Shop) -> None:
    assert "UTF-8" in shop.refuses(2, "case note 1 -", typed=LONE)


@pytest.mark.parametrize("text", ["\x00", "x" * (1 << 20), "\x1b]52;c;AAAA\x07", "=cmd|'/c calc'!A1", "\u202egnp.exe"])
def test_no_text_is_a_bug(shop: Shop, text: str, store: Path, subtests: pytest.Subtests) -> None:
    for command in TEXTS:
        with subtests.test(command):
            shop.like(store)
            answer = shop.run(command, text)
            assert answer.code in (0, 2, 4)
            assert "Traceback" not in answer.err
            assert "\x1b" not in answer.out + answer.err
            assert "\u202e" not in answer.out + answer.err


WORDS = [
    "show",
    "keep",
    "date",
    "overdue --as-of",
    "report",
    "overdue --format",
    "heard 1 --at",
    "list --status",
    "outcome 1",
    "invitations sent",
]


@pytest.mark.parametrize("text", ["\x00", "\udce9", "x" * (1 << 20), "\x1b[2J", "9" * 4000, "-1", "\u0661", "💥"])
def test_no_odd_word_is_a_bug(shop: Shop, text: str, store: Path, subtests: pytest.Subtests) -> None:
    for command in WORDS:
        with subtests.test(command):
            shop.like(store)
            answer = shop.run(command, text)
            assert answer.code in (2, 3)
            assert answer.err.startswith("careline: ")
            assert answer.err.count("\n") == 1


# The store.

CREATING = {
    "open",
    "case open",
    "call",
    "customer add",
    "party add",
    "company add",
    "product add",
    "purchase add",
    "article add",
    "purchase import",
    "customer import",
    "import",
    "demo",
}
STORELESS = {
    *("date", "config show", "config path", "config init", "config holidays", "config mail", "schema"),
    *("completion show", "completion install", "cron show", "cron install", "cron remove"),
    "restore",  # makes one of the file that it names
    *("mail test", "hooks test"),
}
NEEDING = {name: command for name, command in commands().items() if name not in CREATING | STORELESS}


def test_a_store_that_does_not_exist_is_exit_6_and_none_is_made(new_shop: NewShop, subtests: pytest.Subtests) -> None:
    for name, command in NEEDING.items():
        with subtests.test(name):
            empty = new_shop().at("06-03 12:00")
            assert "no store" in empty.refuses(6, "", *example(command))
            assert not empty.store.exists()


@pytest.mark.parametrize("command", ["overdue --quiet", "overdue --exit-code", "list --json", "overdue --output page"])
def test_it_is_never_nothing_overdue(tmp_path: Path, command: str) -> None:
    empty = Shop(tmp_path)
    empty.refuses(6, command)
    assert empty.run(command).out == ""


@pytest.mark.parametrize(
    "command",
    [
        "open ' ' --customer Dana",
        "open X --customer 'Dana <dana>'",
        "open X --customer Dana --promise x --by yesterday",
        "open X --customer Dana --promise x --by 2bd --performer 'Field <co>'",
        "open X --customer",
        "customer add ''",
        "product add ''",
        "customer add 'Dana <dana>'",
        "party add ' '",
        "party add X --kind friend",
    ],
)
def test_a_refused_first_command_leaves_no_file(tmp_path: Path, command: str) -> None:
    empty = Shop(tmp_path)
    empty.refuses(2, command)
    assert not empty.store.exists()
    empty("open X --customer Dana")


@pytest.mark.parametrize("command", ["overdue", "heard 1", "open X --customer Dana"])
@pytest.mark.parametrize("kind", ["empty", "text", "damaged", "foreign", "newer", "folder"])
def test_what_is_no_store_of_ours_is_exit_6_and_left_as_it_is(shop: Shop, command: str, kind: str) -> None:
    path = shop.store
    whole = path.read_bytes()
    match kind:
        case "text":
            path.write_text("Dear diary, " * 100)
        case "damaged":
            path.write_bytes(whole[:2000] + b"\xff" * (len(whole) - 2000))
        case "foreign" | "newer":
            path.unlink() if kind == "foreign" else None
            with closing(sqlite3.connect(path)) as store:
                if kind == "foreign":
                    store.execute("CREATE TABLE recipes (id INTEGER)")
                else:
                    store.execute("UPDATE alembic_version SET version_num = '9999'")
                store.commit()
        case "folder":
            path.unlink()
            path.mkdir()
        case "empty":
            path.write_bytes(b"")
    before = None if path.is_dir() else path.read_bytes()
    answer = shop.run(command)
    if (kind, command) == ("empty", "open X --customer Dana"):
        assert answer.code in (0, 6)
        return
    assert (answer.code, answer.err.count("\n")) == (6, 1), answer.err
    assert (None if path.is_dir() else path.read_bytes()) == before
