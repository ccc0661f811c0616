"""The shop's own words: `@name` for a text of the settings, and what the policy's own promises say."""

import pytest

from tests.shop import Shop, prepared

PHRASES = """
[phrases]
sent = "A new one is on its way"
sorry = "We are sorry: \\"it\\" is @home"
"""


@prepared
def speaking(shop: Shop) -> Shop:
    shop.configure(PHRASES)
    shop("open 'No sound' --customer 'Dana Reyes' --promise @sent --by 2bd")
    return shop


def test_a_name_stands_for_its_text_where_we_say_something(speaking: Shop) -> None:
    speaking("heard 1 'Where is it?' --said @sorry")
    speaking("follow-up 1 @SENT")
    speaking("promise make 1 @sent --by 3bd")
    speaking("promise correct 2 @sorry --because 'the wrong one'")
    speaking("renegotiate 1 --by 4bd --told @sorry --because late --what @sorry")
    sorry, sent = 'We are sorry: "it" is @home', "A new one is on its way"
    assert [promise["what"] for promise in speaking.case()["promises"]] == [sent, sent, sorry, sorry]
    said = [contact["text"] for contact in speaking.case()["contacts"] if contact["direction"] == "out"]
    assert said == [sorry, sent, sorry]


def test_the_note_in_the_box_may_be_one(speaking: Shop) -> None:
    speaking("ship-replacement 1 --item 'Headset A' --why @sorry --arrives 2bd --because 'no sound'")
    assert "We are sorry" in speaking("replacement slip 1").out


def test_what_the_customer_says_is_never_one(speaking: Shop) -> None:
    speaking("heard 1 @sent")
    assert speaking.case()["contacts"][-1]["text"] == "@sent"


@pytest.mark.parametrize(
    ("typed", "recorded"), [("@@sent", "@sent"), ("@@sent is it", "@sent is it"), ("@sent is it", "@sent is it")]
)
def test_a_plain_at_sign_is_written_twice_or_among_words(speaking: Shop, typed: str, recorded: str) -> None:
    speaking("follow-up 1", typed)
    assert speaking.case()["contacts"][-1]["text"] == recorded


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("@snt", '"@snt" is not a phrase in your settings. Did you mean @sent?'),
        ("@", "There is @sent, @sorry."),
    ],
)
@pytest.mark.parametrize(
    "command",
    [
        "follow-up 1 {}",
        "heard 1 --said {}",
        "promise make 1 {} --by 2bd",
        "renegotiate 1 --by 3bd --told {} --because x",
        "open X --customer Dana --promise {} --by 2bd",
    ],
)
def test_an_unknown_name_is_refused_with_a_suggestion(speaking: Shop, command: str, typed: str, advice: str) -> None:
    assert advice in speaking.refuses(2, command.format(typed))


def test_without_any_the_refusal_says_so(shop: Shop) -> None:
    said = shop.refuses(2, "open X --customer Dana --promise @sent --by 2bd")
    assert "There is none yet. For a plain @, write @@." in said


def test_a_phrase_recorded_stays_what_it_was(speaking: Shop) -> None:
    speaking.configure(PHRASES.replace("A new one", "Another one"))
    assert speaking.promise(1)["what"] == "A new one is on its way"


def test_the_policys_own_promises_say_what_the_settings_say(shop: Shop) -> None:
    shop.configure('[policy]\nacknowledge = "{customer} hears from us"\ncheck_back = "Call {customer} again"\n')
    shop("open 'No sound' --customer 'Dana Reyes'")
    shop("follow-up 1")
    assert [promise["what"] for promise in shop.case()["promises"]] == ["Dana hears from us", "Call Dana again"]
    assert "Dana hears from us" in shop("show 1").out
