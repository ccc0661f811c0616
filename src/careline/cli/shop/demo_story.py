"""What `careline demo` tells: the customers of one small shop in New York, at moments of 2026."""

from careline.domain.values import frozen

SETTINGS = """\
[shop]
name = "Headsets Direct"
timezone = "America/New_York"
owner = "Ana"
me = "Ana"

[policy]
goodwill = { Ben = "100.00" }

[[ladder]]
for = "FieldCo"
to = "FieldCo dispatch"
ack_within = "4bh"

[[ladder]]
for = "FieldCo"
to = "FieldCo manager"
ack_within = "1bd"
"""

OLD_CASES = "old-cases.csv"
SHEET = """\
ref,customer,subject,opened
17,Arden Pharma,Recalibrate two instruments,2026-05-24
"""
"""What the shop kept before: a sheet with one case, in which nobody has promised anything."""


@frozen
class Step:
    """A command line at a moment (month, day and time); `answered` where its answer is worth reading."""

    at: str
    typed: str
    answered: bool = False


@frozen
class Refused(Step):
    """A command line that careline says no to; the no is what it is told for."""

    answered: bool = True


@frozen
class Story:
    """What happened to one customer, in a sentence or two, and what was typed."""

    title: str
    told: str
    steps: tuple[Step, ...]


STORIES = (
    Story(
        "The headset, three tries",
        "A piece of Dana's headset broke off. The first replacement was dead on arrival, the second was another model. "
        "The third leaves only once somebody says what is different this time, and the case closes only once it works. "
        "Handling it cost half a dollar more than the sale had brought: her page says so, and it decides nothing.",
        (
            Step(
                "03-09 17:00",
                'careline purchase add "Dana Reyes <dana@example.com>" MX500i --price 60.00 --cost 41.00 --order 10482',
            ),
            Step(
                "04-10 10:00",
                'careline open "A piece broke off" --customer dana@example.com --product MX500i --order 10482',
                answered=True,
            ),
            Step("04-10 10:20", 'careline follow-up 1 "A new one is on its way"'),
            Step(
                "04-10 10:40",
                'careline ship-replacement 1 --arrives 1bd --carrier FedEx --why "This replaces yours."',
            ),
            Step("04-14 09:30", 'careline outcome R-1 doa --delivered "yesterday 15:00"'),
            Step(
                "04-14 10:00",
                "careline ship-replacement 1 --again --arrives 1bd "
                '--why "Yours was dead on arrival. This one is tested."',
            ),
            Step("04-15 13:00", "careline outcome R-2 wrong-item --delivered 11:00 --came MX500c"),
            Refused("04-15 14:00", 'careline ship-replacement 1 --again --arrives 1bd --why "This is your MX500i."'),
            Step(
                "04-15 14:05",
                'careline ship-replacement 1 --again --arrives 1bd --why "This is your MX500i." '
                '--different "model number read back by phone"',
            ),
            Step("04-16 11:00", "careline delivered R-3"),
            Refused("04-16 11:05", 'careline close 1 --confirmed "Thank you"'),
            Step("04-17 09:00", "careline outcome R-3 works"),
            Step("04-17 09:00", 'careline close 1 --confirmed "This one works. Thank you!"', answered=True),
            Step(
                "04-17 09:10", 'careline cost add 1 19.50 --kind labour --note "handling, three times"', answered=True
            ),
        ),
    ),
    Story(
        "The silent reviewer",
        "Kim complained to nobody: she gave one star. Ben promised her money back by 28 May. It is not back, she had "
        "to ask for it, and Ben has handed it to Ana. Everybody is invited to write a review two weeks after the "
        "delivery; an open case holds that back, and nobody can skip it for her.",
        (
            Step(
                "05-08 17:00",
                'careline purchase add "Kim Ito <kim@example.com>" "USB hub" --price 14.95 --delivered now',
            ),
            Step("05-20 11:00", "careline party add Ben --kind staff"),
            Step(
                "05-20 11:00",
                'careline open "One star: it came defective" --customer kim@example.com --product "USB hub" '
                '--review-address https://reviews.example.com/r/77 --promise "Your money is back on your card" '
                "--by 2026-05-28 --owner Ben",
            ),
            Refused("05-25 09:00", "careline invitations skip kim@example.com"),
            Step("05-29 09:00", 'careline --me Ben escalate 2 --to Ana --ack-by 17:00 --backup "Ana sends a cheque"'),
            Step("05-29 10:00", "careline escalation acknowledge E-1 --who Ana"),
            Step("06-01 10:00", 'careline heard 2 "Where is it?" --chasing --said "The bank looks for it"'),
            Step("06-03 10:00", 'careline follow-up 2 "The bank has found it"'),
        ),
    ),
    Story(
        "The label printer",
        "Sam's label printer has no driver any more. That is known already, and its warranty is over: Ben may send a "
        "newer one all the same, with Sam's consent. FedEx were to bring it yesterday.",
        (
            Step(
                "05-21 10:00",
                'careline article add --product "LabelWriter 350" --symptom "No driver since the upgrade" '
                '--remedy "Send a newer unit" --sends "LabelWriter 450"',
            ),
            Step(
                "05-21 10:05",
                'careline purchase add "Sam Otieno <sam@example.com>" "LabelWriter 350" --price 89.00 '
                "--bought 2023-05-04",
            ),
            Step(
                "05-22 11:00",
                'careline --me Ben open "No labels since the upgrade" --customer sam@example.com '
                '--product "LabelWriter 350" --tried "reinstalling it"',
                answered=True,
            ),
            Step("05-22 11:02", "careline --me Ben case diagnose 3 --article K-1"),
            Refused(
                "05-22 11:05",
                'careline --me Ben ship-replacement 3 --item "LabelWriter 450" --substitute-because "no driver" '
                '--consent --why "This one has a driver." --arrives 2026-06-04 --basis warranty',
            ),
            Step(
                "05-22 11:06",
                'careline --me Ben ship-replacement 3 --item "LabelWriter 450" --substitute-because "no driver" '
                '--consent --why "This one has a driver." --arrives 2026-06-04 --basis goodwill --goods 70.00 '
                "--carrier FedEx",
            ),
            Step("05-22 11:10", 'careline --me Ben follow-up 3 "A newer one is on its way"'),
        ),
    ),
    Story(
        "The broken instruments",
        "Lee, new in the team, broke two instruments of a customer, who heard it from us, within the hour and together "
        "with what we do about it; and we did it. Told without a plan, it is refused.",
        (
            Step("05-26 10:00", "careline party add Lee --kind staff"),
            Step(
                "05-26 10:00",
                'careline --me Lee open "2 of 30 instruments broken" --customer "Arden Pharma" '
                "--found-by us --fault us --owner Ana",
            ),
            Refused("05-26 11:00", 'careline case disclose 4 "We broke two of your instruments." --with Lee'),
            Step(
                "05-26 11:00",
                'careline case disclose 4 "We broke two of your instruments." --with Lee --apology '
                '--promise "Two are replaced and calibrated" --promise "A third is yours, as a spare" '
                '--by "tomorrow 17:00"',
                answered=True,
            ),
            Step("05-26 11:10", 'careline heard 4 "Wow, impressive" --praise --earned-by Lee'),
            Step("05-27 15:00", "careline keep P-17 P-18"),
            Step("05-27 15:30", 'careline close 4 --confirmed "All thirty are in order"'),
        ),
    ),
    Story(
        "Three of five",
        "A laboratory bought five probes, and three were dead: one case, one parcel, one letter. Two of the new ones "
        "work. The serial number says which does not; only that one is sent again.",
        (
            Step(
                "05-28 09:00",
                'careline purchase add "North Lab <lab@example.com>" "Probe P2" --price 350.00 --cost 210.00 '
                "--quantity 5 --bought 2026-05-20",
            ),
            Step(
                "05-28 09:05",
                'careline open "Three probes are dead" --customer lab@example.com --product "Probe P2" --quantity 3',
            ),
            Step(
                "05-28 11:00",
                'careline ship-replacement 5 --why "Three of yours were dead. These replace them." --arrives mon '
                "--serial P2-21,P2-22,P2-23 --announced",
            ),
            Step("06-01 15:00", "careline outcome R-5 doa --serial P2-22 --delivered now", answered=True),
            Step("06-01 15:05", "careline outcome R-6 works --delivered now"),
            Step("06-01 16:00", 'careline ship-replacement 5 --why "Tested before it left." --arrives 2bd --announced'),
            Step("06-03 11:00", 'careline outcome R-7 works --delivered now --confirmed "All three work"'),
        ),
    ),
    Story(
        "The network card",
        "Robin waits for a technician's call. FieldCo were to make it and never did; Robin has asked six times and "
        "heard nothing. Someone will call, said without a date, is refused: a promise has a moment.",
        (
            Refused(
                "06-01 10:00",
                'careline open "Network card" --customer "Robin Vale" --promise "Someone will call"',
            ),
            Step(
                "06-01 10:05",
                'careline open "Network card" --customer "Robin Vale" --phone "+1 617 555 0143" '
                '--promise "FieldCo calls to book the visit" --by "tue 17:00" --performer FieldCo '
                '--backup "Second Firm comes on Monday"',
                answered=True,
            ),
            Step("06-03 10:00", "careline heard 6 --chasing"),
            Step("06-03 15:00", "careline heard 6 --chasing", answered=True),
            Step("06-03 15:15", "careline sweep", answered=True),
            Step("06-04 09:30", "careline heard 6 --chasing"),
            Step("06-04 11:30", "careline sweep"),
            Step("06-04 14:00", "careline heard 6 --chasing"),
            Step("06-05 09:15", "careline heard 6 --chasing"),
            Step("06-05 11:00", "careline heard 6 --chasing"),
        ),
    ),
    Story(
        "And this morning",
        "Ana brings in the sheet that she kept before: one case, and no promise in it. Lee Park, another customer, was "
        "to be rung before eleven.",
        (
            Step("06-05 09:30", f"careline import {OLD_CASES}", answered=True),
            Step(
                "06-05 09:40",
                'careline open "The manual is missing" --customer "Lee Park" '
                '--promise "I ring you before eleven" --by 11:00',
            ),
        ),
    ),
)

REPORT = Step("06-05 12:00", "careline overdue")
ONE_CASE = Step("06-05 12:00", "careline show 6")
"""What is looked at in the end: everything that was promised and is not done, and one case whole."""
