"""Where customers work, through whom they came, and what they are to us besides."""

from datetime import datetime

from careline.domain.cases.case import BeforeItExisted, BlankText, Customer
from careline.domain.errors import BadInput, NotFound, Refused
from careline.domain.names import fold, read_person
from careline.domain.people import relations as rules
from careline.domain.people.relations import Company, flag_words, not_flagged
from careline.domain.shop.shop import Shop
from careline.domain.time.moments import short
from careline.domain.wording import shell_word
from careline.store.people import relations
from careline.store.people.customers import find_customer
from careline.store.recording import Recording
from careline.store.tables import relations as tables
from careline.usecases import known_or_new


def add_company(work: Recording, typed: str) -> Company:
    """Record a new company, however near its name. Raises BlankText and BadInput."""
    name = _name(typed)
    if known := relations.company_named(work.fetch, fold(name)):
        raise BadInput(f"There is already a company called {known.name}.")
    return Company(work.add(tables.Company(name=name, folded=fold(name))), name)


def company(work: Recording, typed: str) -> tuple[Company, bool]:
    """The company that was meant, and True where it was made. Raises BlankText and NearName."""
    name = _name(typed)
    known = relations.find_company(work.fetch, name, f"careline company add {shell_word(name)}")
    return (known, False) if known else (add_company(work, name), True)


def works_for(work: Recording, customer: Customer, company: Company) -> None:
    """Record where a customer works, or correct where they do now."""
    now = rules.current(relations.memberships_of(work.fetch, customer.id, work.now))
    if now is None:
        work.add(tables.Membership(customer_id=customer.id, company_id=company.id, since_at=work.now))
    else:
        work.session.get_one(tables.Membership, now.id).company_id = company.id
        work.session.flush()


def move(work: Recording, shop: Shop, customer: Customer, company: Company, *, at: datetime) -> Company | None:
    """Record that a customer works for a company from a moment on. The company that they left, or None.

    Raises Refused and BeforeItExisted for an --at before they came to where they are, or left the last one.
    """
    known_or_new.check_remembered(work, customer)
    known = relations.memberships_of(work.fetch, customer.id, work.now)
    now = rules.current(known)
    if now and now.company == company:
        raise Refused(f"{customer.name} already works for {company.name}; name the company they moved to.")
    for each in known:
        _check_after(work, shop, f"{customer.name} came to {each.company.name}", each.since_at, at)
        _check_after(work, shop, f"{customer.name} left {each.company.name}", each.until_at, at)
    if now:
        work.session.get_one(tables.Membership, now.id).until_at = at
        work.session.flush()
    work.add(tables.Membership(customer_id=customer.id, company_id=company.id, since_at=at))
    return now.company if now else None


def refer(work: Recording, customer: Customer, by: str, note: str | None, *, at: datetime) -> str:
    """Record through whom a customer came: a company or another customer. Their name.

    A name that both have is the company's; a customer is named by the address then. Raises Refused, BadInput, NotFound,
    AmbiguousName, NearName, BlankName and BadAddress.
    """
    known_or_new.check_remembered(work, customer)
    person = read_person(by, "referrer")
    found = None if person.email else relations.company_named(work.fetch, fold(by))
    if found:
        _check_first(work, customer)
        work.add(tables.Referral(customer_id=customer.id, by_company_id=found.id, at=at, note=note))
        return found.name
    other = find_customer(work.fetch, person, "'careline customer list' shows everybody")
    if other is None:
        relations.find_company(work.fetch, by, "'careline company list' shows every one")
        raise NotFound(
            f'Neither a customer nor a company is called "{by}"; add them first: careline customer add "{by}", '
            f'or careline company add "{by}".'
        )
    if other.id == customer.id:
        raise BadInput(f"{customer.name} cannot be referred by themselves; name somebody else.")
    _check_first(work, customer)
    work.add(tables.Referral(customer_id=customer.id, by_customer_id=other.id, at=at, note=note))
    return other.name


def _check_first(work: Recording, customer: Customer) -> None:
    if known := relations.referral_of(work.fetch, customer.id, work.now):
        raise Refused(
            f"{customer.name} is already recorded as a referral from {known.by}; if that was a mistake: careline undo."
        )


def flag(work: Recording, customer: Customer, typed: str, *, at: datetime) -> str:
    """Record what a customer is to us besides. The flag as it is kept. Raises BlankText and Refused."""
    known_or_new.check_remembered(work, customer)
    words = _flag(typed)
    if any(each.flag == words and each.until_at is None for each in relations.flags_of(work.fetch, customer.id)):
        raise Refused(f"{customer.name} is already flagged as {words}.")
    work.add(tables.Flag(customer_id=customer.id, flag=words, since_at=at))
    return words


def unflag(work: Recording, shop: Shop, customer: Customer, typed: str, *, at: datetime) -> str:
    """Record that a customer is no longer that. The flag. Raises BlankText, Refused and BeforeItExisted."""
    words = _flag(typed)
    held = {each.flag: each for each in relations.flags_of(work.fetch, customer.id) if each.until_at is None}
    if words not in held:
        raise not_flagged(customer.name, words, sorted(held))
    _check_after(work, shop, f"{customer.name} was flagged as {words}", held[words].since_at, at)
    work.session.get_one(tables.Flag, held[words].id).until_at = at
    return words


def _check_after(work: Recording, shop: Shop, what: str, since: datetime | None, at: datetime) -> None:
    if since is not None and at < since:
        raise BeforeItExisted(what, short(since, work.now, shop.calendar.zone))


def _name(typed: str) -> str:
    name = " ".join(typed.split())
    if not name:
        raise BlankText("The company")
    return name


def _flag(typed: str) -> str:
    words = flag_words(typed)
    if not words:
        raise BlankText("The flag")
    return words
