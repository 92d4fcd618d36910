"""What an import would change and did change, as lines for a list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kosidesk.i18n import _, ngettext, number
from kosidesk.services import words
from kosidesk.services.import_plan import Disagreement, Line, Plan
from kosidesk.services.imports import SHOWN, Notice, Refused
from kosidesk.ui.kit.row import Row


@dataclass(frozen=True)
class Result:
    """What became of one file. `transaction` takes it back."""

    file: str
    summary: str
    transaction: str
    conflicts: int = 0


@dataclass(frozen=True)
class Group:
    """One list of the preview: its name, how many there are, and its lines."""

    name: str
    count: int
    lines: Sequence[object]
    line: Callable[..., Row]

    def row(self, number_: int) -> Row:
        return self.line(self.lines[number_])


def groups(plan: Plan) -> tuple[Group, ...]:
    """Everything worth looking at; what there is none of is left out."""
    every = (
        Group(_("neu"), len(plan.new), plan.new, _offer),
        Group(_("geändert"), len(plan.changed), plan.changed, _offer),
        Group(_("verschwunden"), len(plan.vanished), plan.vanished, _offer),
        Group(
            ngettext("Widerspruch", "Widersprüche", len(plan.conflicts)),
            len(plan.conflicts),
            plan.conflicts,
            _conflict,
        ),
        Group(_("abgelehnt"), len(plan.refused), plan.refused, _refused),
        Group(ngettext("Hinweis", "Hinweise", len(plan.notices)), len(plan.notices), plan.notices, _notice),
    )
    return tuple(group for group in every if group.count)


def summary(plan: Plan) -> str:
    """Counts of offers, the zeros too: a person expects them at the same place each time."""
    said = _("{new} neu · {changed} geändert · {unchanged} unverändert · {vanished} verschwunden")
    return said.format(
        new=number(len(plan.new)),
        changed=number(len(plan.changed)),
        unchanged=number(plan.unchanged),
        vanished=number(len(plan.vanished)),
    )


def result(plan: Plan, transaction: str) -> Result:
    return Result(plan.file, summary(plan), transaction, len(plan.conflicts))


def _offer(line: Line) -> Row:
    """The second line says whose it is and, if it is not new, what is different."""
    fields = ", ".join(dict.fromkeys(map(words.field_name, line.fields)))
    changed = _("anders: {fields}").format(fields=fields) if fields else ""
    meta = " · ".join(filter(None, (line.organisation, changed)))
    return Row(title=line.title or _("(ohne Titel)"), meta=meta, number=line.number)


def _refused(entry: Refused) -> Row:
    where = _("Zeile {line}").format(line=entry.line)
    return Row(title=words.refusal(entry.code), meta=entry.given, number=where)


def _notice(notice: Notice) -> Row:
    title = _("{count} × {notice}").format(count=number(notice.count), notice=words.notice(notice.code))
    lines = _listed(tuple(map(str, notice.lines)), notice.count)
    where = (
        ngettext("Zeile {lines}", "Zeilen {lines}", len(notice.lines)).format(lines=lines) if lines else ""
    )
    examples = _listed(notice.examples, notice.count)
    return Row(title=title, meta=" · ".join(filter(None, (examples, where))))


def _listed(shown: tuple[str, ...], count: int) -> str:
    """A list that was cut says so."""
    is_cut = SHOWN <= len(shown) < count
    return ", ".join((*shown, "…") if is_cut else shown)


def _conflict(one: Disagreement) -> Row:
    field = words.field_name(one.field)
    said = _("{field}: hier „{mine}“, in der Datei „{theirs}“. Unser Stand bleibt, bis jemand entscheidet.")
    mine, theirs = (words.told("offer", one.field, value) for value in (one.mine, one.theirs))
    meta = said.format(field=field, mine=mine, theirs=theirs)
    return Row(title=one.offer.title, meta=meta, number=one.offer.number)
