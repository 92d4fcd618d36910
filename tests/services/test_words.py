"""Everything that can be expected to go wrong, and every name a person meets, has German words."""

import ast
import inspect
import re
from collections.abc import Iterator

import pytest

from kosidesk.domain import consultation, errors, finding, freshness, offer
from kosidesk.domain.change import EXTRA
from kosidesk.domain.errors import KosiError, Unreadable
from kosidesk.domain.fault import Fault
from kosidesk.domain.finding import Finding
from kosidesk.exchange import limits, logo_child, logos, meaning, notices
from kosidesk.printing.printers.queues import JobState, Printer, State
from kosidesk.printing.printers.trouble import Trouble
from kosidesk.protocol import faults, frame, papers
from kosidesk.schema import REGISTRY
from kosidesk.services import (
    cities,
    city_districts,
    city_files,
    city_stops,
    clients,
    editing,
    feed_records,
    finishing,
    follow_ups,
    import_plan,
    words,
)

GARBLED = {frame.DAMAGED, frame.FOREIGN, frame.TOO_LARGE, frame.MALFORMED}
PAPERS = {papers.FOREIGN, papers.NEWER, papers.TAMPERED, papers.WRONG_CODE, papers.NOT_FOR_US}
FAULTS = sorted(number for name, number in vars(faults).items() if name.isupper())

SAMPLES: dict[type[KosiError], tuple[tuple[object, ...], ...]] = {
    errors.NoDeskHere: (("/daten/tisch",),),
    errors.DeskExists: (("/daten/tisch",),),
    errors.DeskBusy: ((),),
    errors.WrongPassphrase: ((),),
    errors.WeakPassphrase: (("short",), ("blocked",)),
    errors.NoPassphrase: (("",), ("geheim.txt",)),
    errors.VaultDamaged: (("vault.json",),),
    errors.IndexDamaged: ((),),
    errors.FileDamaged: (("desk.db",),),
    errors.NewerFile: ((3, 1), ("3", 1)),
    errors.DiskFull: (("desk.db",),),
    errors.ProgramTooOld: (("SQLite", "3.40.1", "3.53.3"),),
    errors.Cancelled: ((),),
    errors.NotWhole: ((1,), (1234,)),
    errors.BackupDamaged: (("alt.kosibackup",),),
    errors.FolderNotEmpty: (("/daten/tisch",),),
    errors.NotFound: tuple((kind, "4711") for kind in ("offer", "consultation", "city", "organisation")),
    errors.Ambiguous: (("4711", ("freinet:999:4711", ":4711")),),
    errors.ChangedMeanwhile: (("offer", "some-id", ""), ("contact", "some-id", "other-id")),
    errors.NotPossibleNow: (
        ("pick", "closed"),
        ("pick", "paused"),
        ("missed", "done"),
        ("decide", "decided"),
        ("erase", "offer"),
        ("merge", "merged"),
    ),
    errors.Invalid: (((Fault("title", "missing"), Fault("mail", "mail", "bitte anrufen")),),),
    errors.Unreadable: (("liste.xml", limits.TRUNCATED, 7, ""), ("liste.xml", limits.EMPTY, None, "")),
    errors.NeedsMapping: (("liste.csv", ("Titel", "Verein")),),
    errors.ForeignSource: (("liste.xml", "freinet:998", "freinet:999"),),
    errors.UnclearWish: (("wunsch.toml", (Fault("farbe", "wish_field"), Fault("age", "wish_value", "alt"))),),
    errors.Shrunken: (("liste.xml", 0, 0), ("liste.xml", 10, 1429)),
    errors.PrinterFailed: (("lp: no such printer",),),
    errors.PrinterNotReady: tuple(("Kyocera", trouble) for trouble in Trouble),
    errors.CannotRead: (("vault.json", "Permission denied"),),
    errors.CannotWrite: (("zettel.pdf", "Permission denied"),),
    errors.ServerUnreachable: (("kosi.example.org", "Connection refused"),),
    errors.NotOurServer: (("kosi.example.org", "certificate"), ("kosi.example.org", "answer")),
    errors.Garbled: tuple((code,) for code in sorted(GARBLED)),
    errors.PaperRefused: tuple((code,) for code in sorted(PAPERS)),
    errors.DeskRevoked: ((),),
    errors.UpgradeNeeded: ((),),
    errors.Refused: tuple((number,) for number in (*FAULTS, 599)),
    errors.NotConnected: ((),),
    errors.ManyGone: ((1,), (1200,)),
    errors.LeaseEnded: ((),),
}
ALL = [(error, facts) for error, samples in SAMPLES.items() for facts in samples]

# Kinds no person ever sees a record of.
HIDDEN = {"image", "mapping", "draft", "conflict", "filter_set"}


def every_error(base: type[KosiError] = KosiError) -> Iterator[type[KosiError]]:
    for error in base.__subclasses__():
        yield error
        yield from every_error(error)


def codes(module: object) -> set[str]:
    """The constants of a module that are texts in lower case: its codes."""
    named = {name: value for name, value in vars(module).items() if name.isupper() and name[0] != "_"}
    return {value for value in named.values() if isinstance(value, str) and value.islower()}


# What says a fault, and which of its arguments is the code.
SAYING_A_FAULT = {"Fault": 1, "refusal": 1, "Refused": 0}


def written_fault_codes(*modules: object) -> set[str]:
    """Every code the sources of these modules give to a fault, as far as it is written there."""
    trees = (ast.parse(inspect.getsource(module)) for module in modules)  # type: ignore[arg-type]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    saying = ((call.args, SAYING_A_FAULT.get(ast.unparse(call.func))) for call in calls)
    codes = (arguments[at] for arguments, at in saying if at is not None)
    return {code.value for code in codes if isinstance(code, ast.Constant)}


def test_every_error_has_a_sample_here() -> None:
    ours = {error for error in every_error() if error.__module__ == errors.__name__}  # the server has its own
    assert ours == set(SAMPLES)


@pytest.mark.parametrize(("error", "facts"), ALL, ids=lambda value: getattr(value, "__name__", ""))
def test_an_error_is_told_in_whole_german_sentences(
    error: type[KosiError], facts: tuple[object, ...]
) -> None:
    said = words.sentence(error(*facts))
    assert re.fullmatch(r"[A-ZÄÖÜ].*[^ ]", said, re.DOTALL)
    assert not re.search(r"[{}!]|Fehler:|None", said)


@pytest.mark.parametrize(("error", "facts"), ALL, ids=lambda value: getattr(value, "__name__", ""))
def test_what_a_person_named_is_named_again(error: type[KosiError], facts: tuple[object, ...]) -> None:
    names = [fact for fact in facts if isinstance(fact, str) and ("." in fact or "/" in fact)]
    silent = {errors.DiskFull, errors.NewerFile}  # a database file nobody has named
    said = words.sentence(error(*facts))
    assert error in silent or all(name in said for name in names)


def test_a_busy_desk_is_told_in_the_words_everyone_knows() -> None:
    assert words.sentence(errors.DeskBusy()) == "Der Schreibtisch ist gerade geöffnet."


@pytest.mark.parametrize("code", sorted(codes(limits)))
def test_every_refusal_of_a_file_says_why_and_where(code: str) -> None:
    said = words.sentence(errors.Unreadable("liste.xml", code, 12, "offer.titel"))
    assert "liste.xml" in said
    assert "Zeile 12" in said
    assert said.count(".") >= 3


@pytest.mark.parametrize("code", sorted(codes(notices) - {"no_title", "no_number"}))
def test_every_notice_or_refused_entry_has_words(code: str) -> None:
    refusals = {"number_twice", "row_width", "not_an_offer", "text_too_long"}
    assert words.refusal(code) if code in refusals else words.notice(code)


@pytest.mark.parametrize("code", ["no_title", "no_number", feed_records.REPEATED])
def test_an_entry_that_is_left_out_says_why(code: str) -> None:
    assert words.refusal(code).endswith(".")


def test_a_word_the_city_does_not_know_is_noticed_in_words() -> None:
    assert words.notice(import_plan.UNKNOWN_WORD)


def test_every_fault_explains_itself() -> None:
    folder = (cities, city_districts, city_files, city_stops, logo_child, logos)
    known = written_fault_codes(editing, *folder) | set(editing._SHAPES)
    assert len(known) > 12
    for code in known:
        said = words.fault(Fault("title", code, "was da steht"))
        assert said.endswith((".", "was da steht"))


def test_what_cannot_be_promised_or_kept_of_a_client_is_explained() -> None:
    for code in written_fault_codes(clients, finishing, follow_ups):
        assert words.fault(Fault("due_on", code, "2026-11-01")).endswith(".")
    assert "01.11.2026" in words.fault(Fault("due_on", "past", "2026-11-01"))


@pytest.mark.parametrize("code", ["copies", "pages", "no_such_page", "receipt_printer"])
def test_what_cannot_be_asked_of_a_printer_says_what_can(code: str) -> None:
    assert "7-3" in words.fault(Fault("pages", code, "7-3"))


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("became", JobState)
def test_every_job_at_every_printer_is_told_in_a_whole_sentence(became: JobState, state: State) -> None:
    assert re.fullmatch(r"[A-ZÄÖÜ][^{}!]+\.", words.job_state(became, Printer("flur", "Flur", state)))
    assert words.printer_state(state)


def test_a_waiting_job_says_what_the_printer_waits_for() -> None:
    empty = Printer("flur", "Flur", State.NO_PAPER)
    assert "Papier fehlt" in words.job_state(JobState.PENDING, empty)
    assert words.job_state(JobState.COMPLETED, empty) == "Der Zettel ist gedruckt."
    assert words.job_state(JobState.PENDING, None) == "Der Zettel wartet am Drucker."


def test_a_job_that_stands_still_at_a_ready_printer_may_come_as_an_image() -> None:
    assert "als Bild drucken" in words.job_state(JobState.STOPPED, Printer("flur", "Flur", State.IDLE))


def test_a_fault_does_not_repeat_a_whole_book() -> None:
    assert len(words.fault(Fault("mail", "mail", "x" * 100_000))) < 200


@pytest.mark.parametrize("code", [finding.FILE, finding.JOURNAL, finding.INDEX, finding.REFERENCE])
def test_every_finding_has_words(code: str) -> None:
    assert "some-id" in words.finding(Finding(code, "offer", "some-id", "organisation"))


@pytest.mark.parametrize("kind", sorted(REGISTRY))
def test_every_kind_has_a_name(kind: str) -> None:
    assert words.kind_name(kind)[0].isupper()


@pytest.mark.parametrize("kind", sorted(set(REGISTRY) - HIDDEN))
def test_every_field_a_person_meets_has_a_name(kind: str) -> None:
    unnamed = [name for name in (*REGISTRY[kind].names(), EXTRA) if words.field_name(name) == name]
    assert unnamed == []


def test_every_meaning_of_a_column_has_a_name_of_its_own() -> None:
    names = [words.target_name(target) for target in meaning.TARGETS]
    assert len(set(names)) == len(names)
    assert not any("_" in name for name in names)


@pytest.mark.parametrize(
    "code",
    [
        *(*offer.STATUSES, *offer.OFFER_KINDS, *offer.QUALITIES),
        *(*consultation.CHANNELS, *consultation.KINDS, *consultation.REFERRAL_STATES),
        *(consultation.OPEN, consultation.CLOSED, "coordination", "counsellor"),
        *(light.value for light in freshness.Light),
    ],
)
def test_every_member_of_a_closed_list_has_a_word(code: str) -> None:
    assert words.choice(code) != code or code == "video"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", None, ""),
        ("title", "active", "active"),
        ("status", "active", "aktiv"),
        ("edited_on", "2026-11-21", "21.11.2026"),
        ("edited_on", "irgendwann", "irgendwann"),
        ("open_places", 1097, "1.097"),
        ("hours_a_week", 2.5, "2,5"),
        ("remote", True, "ja"),
        ("remote", False, "nein"),
        ("fields", ("Bildung & Lernen", "Soziales & Armut"), "Bildung & Lernen, Soziales & Armut"),
        ("week", 1 | 1 << 14, "Montag vormittags, Freitag abends"),
        ("never heard of", "2026-11-21", "2026-11-21"),
    ],
)
def test_a_value_is_told_as_people_read_it(field: str, value: str, said: str) -> None:
    assert words.told("offer", field, value) == said


@pytest.mark.parametrize("code", [limits.ENCODING_UNKNOWN, limits.NUL_INSIDE])
def test_a_broken_workbook_is_not_told_to_become_another_text(code: str) -> None:
    said = words.sentence(Unreadable("Angebote.XLSX", code, 1, ""))
    assert "in Excel neu speichern" in said
    assert "UTF-8" not in said
    assert "Zeile" not in said
