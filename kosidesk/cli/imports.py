"""The command that takes offers in: shows what a file would change, asks, and takes it over."""

from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence

from kosidesk.cli import access
from kosidesk.cli.answers import answer
from kosidesk.domain.errors import Cancelled, KosiError
from kosidesk.i18n import _, number
from kosidesk.services import imports, words
from kosidesk.services.desk import Desk
from kosidesk.services.import_plan import Plan
from kosidesk.services.imports import Import


def import_files(asked: Namespace) -> None:
    """One transaction a file: what was taken over before a file is refused stays, and is told."""
    taken: list[Plan] = []
    with access.opened(asked) as opened:
        try:
            for looked in _looked(asked, opened.desk):
                if _agreed(asked, looked.plan):
                    imports.take_over(opened.desk, looked)
                    taken.append(looked.plan)
        except KosiError:
            if taken:
                _report(asked, taken)
            raise
    _report(asked, taken)


def _looked(asked: Namespace, desk: Desk) -> Iterator[Import]:
    """Each file laid against the desk as the files before have left it."""
    mapping = imports.explained(asked.mapping) if asked.mapping else None
    for file in asked.files:
        yield imports.look(
            desk, file, source=asked.source, mapping=mapping, accept_shrunken=asked.accept_shrunken
        )


def _agreed(asked: Namespace, plan: Plan) -> bool:
    if asked.json:
        return True
    print("\n".join(_preview(plan)))
    if asked.yes:
        return True
    try:
        return input(_("Übernehmen? [j/N] ")).strip().casefold() in {"j", "ja", "y", "yes"}
    except EOFError as error:
        raise Cancelled from error


def _report(asked: Namespace, taken: Sequence[Plan]) -> None:
    files = ", ".join(plan.file for plan in taken)
    done = _("Übernommen: {files}") if taken else _("Es wurde nichts übernommen.")
    answer(asked, _summary(taken), lambda: done.format(files=files))


def _summary(taken: Sequence[Plan]) -> dict[str, object]:
    return {
        "new": sum(len(plan.new) for plan in taken),
        "changed": sum(len(plan.changed) for plan in taken),
        "unchanged": sum(plan.unchanged for plan in taken),
        "vanished": sum(len(plan.vanished) for plan in taken),
        "refused": [
            {"file": plan.file, **vars(one), "text": words.refusal(one.code)}
            for plan in taken
            for one in plan.refused
        ],
        "notices": [
            {"file": plan.file, **vars(one), "text": words.notice(one.code)}
            for plan in taken
            for one in plan.notices
        ],
        "conflicts": [
            {"file": plan.file, **vars(one.offer), "field": one.field, "theirs": one.theirs, "mine": one.mine}
            for plan in taken
            for one in plan.conflicts
        ],
    }


def _preview(plan: Plan) -> Iterator[str]:
    yield _("{file} (Quelle {source})").format(file=plan.file, source=plan.source)
    yield _("  {new} neu, {changed} geändert, {unchanged} unverändert, {vanished} verschwunden").format(
        new=number(len(plan.new)),
        changed=number(len(plan.changed)),
        unchanged=number(plan.unchanged),
        vanished=number(len(plan.vanished)),
    )
    yield from _listed(_("Ausgelassen"), _refused(plan))
    yield from _listed(_("Aufgefallen"), _noticed(plan))
    yield from _listed(_("Widersprüche, in denen der Stand hier bleibt"), _contradicted(plan))


def _listed(heading: str, lines: Iterable[str]) -> Iterator[str]:
    said = [f"    {line}" for line in lines]
    return iter([f"  {heading}:", *said] if said else ())


def _refused(plan: Plan) -> Iterator[str]:
    for one in plan.refused:
        yield _("Zeile {line}: {reason}").format(line=one.line, reason=words.refusal(one.code))


def _noticed(plan: Plan) -> Iterator[str]:
    for one in plan.notices:
        text = _("{count} × {text}").format(count=number(one.count), text=words.notice(one.code))
        if one.lines:
            text = _("{text} (zuerst in Zeile {line})").format(text=text, line=one.lines[0])
        elif one.examples:
            text = _("{text}: {examples}").format(text=text, examples=", ".join(one.examples))
        yield text


def _contradicted(plan: Plan) -> Iterator[str]:
    for one in plan.conflicts:
        yield _("{number} {title}, {field}: hier „{mine}“, in der Datei „{theirs}“").format(
            number=one.offer.number,
            title=one.offer.title,
            field=words.field_name(one.field),
            mine=words.told("offer", one.field, one.mine),
            theirs=words.told("offer", one.field, one.theirs),
        )
