"""The screens of the window in the order of its navigation, each with its wishes connected."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from kosidesk.app.help_texts import HELP
from kosidesk.app.models import Models
from kosidesk.app.wishes import Wishes
from kosidesk.i18n import _
from kosidesk.ui.conflicts.screen import KEYS as CONFLICTS_KEYS
from kosidesk.ui.conflicts.screen import ConflictsScreen
from kosidesk.ui.consultation.screen import KEYS as CONSULTATION_KEYS
from kosidesk.ui.consultation.screen import ConsultationScreen
from kosidesk.ui.demand.screen import KEYS as DEMAND_KEYS
from kosidesk.ui.demand.screen import DemandScreen
from kosidesk.ui.editing.screen import KEYS as EDITING_KEYS
from kosidesk.ui.editing.screen import EditingScreen
from kosidesk.ui.follow_up.screen import KEYS as FOLLOW_UP_KEYS
from kosidesk.ui.follow_up.screen import FollowUpScreen
from kosidesk.ui.frame.screen import Screen
from kosidesk.ui.import_wizard.screen import KEYS as IMPORT_KEYS
from kosidesk.ui.import_wizard.screen import ImportScreen
from kosidesk.ui.lists.screen import KEYS as LIST_KEYS
from kosidesk.ui.lists.screen import ListScreen
from kosidesk.ui.offers.screen import KEYS as OFFERS_KEYS
from kosidesk.ui.offers.screen import OffersScreen
from kosidesk.ui.organisations.screen import KEYS as ORGANISATIONS_KEYS
from kosidesk.ui.organisations.screen import OrganisationsScreen
from kosidesk.ui.papers.screen import PapersScreen
from kosidesk.ui.preferences.screen import PreferencesScreen
from kosidesk.ui.sheet_preview.screen import KEYS as SHEET_KEYS
from kosidesk.ui.sheet_preview.screen import SheetScreen
from kosidesk.ui.start.screen import KEYS as START_KEYS
from kosidesk.ui.start.screen import StartScreen
from kosidesk.ui.syncing.screen import SyncScreen
from kosidesk.ui.theses.screen import KEYS as THESES_KEYS
from kosidesk.ui.theses.screen import ThesesScreen


class Screens:
    """Makes each screen when it is first shown."""

    def __init__(self, models: Models, wishes: Wishes) -> None:
        self._models, self._wishes = models, wishes

    def all(self) -> tuple[Screen, ...]:
        return tuple(replace(screen, help=HELP[screen.name]) for screen in self._all())

    def _all(self) -> tuple[Screen, ...]:
        return (
            Screen("start", _("Start"), "start", self._start, START_KEYS),
            Screen("consultation", _("Beratung"), "talk", self._talk, CONSULTATION_KEYS),
            Screen("follow_up", _("Wiedervorlage"), "followup", self._follow_ups, FOLLOW_UP_KEYS),
            Screen("offers", _("Angebote"), "offers", self._offers, OFFERS_KEYS, searches=True),
            Screen(
                "organisations", _("Einrichtungen"), "organisations", self._organisations, ORGANISATIONS_KEYS
            ),
            Screen("papers", _("Drucken"), "print", self._papers),
            Screen("import", _("Importieren"), "import", self._import, IMPORT_KEYS),
            Screen("conflicts", _("Abgleich"), "check", self._conflicts, CONFLICTS_KEYS),
            Screen("preferences", _("Einstellungen"), "settings", self._preferences),
            Screen("editing", _("Bearbeiten"), "edit", self._editing, EDITING_KEYS, in_navigation=False),
            Screen("theses", _("Thesen"), "talk", self._theses, THESES_KEYS, in_navigation=False),
            Screen("demand", _("Nachfrage"), "demand", self._demand, DEMAND_KEYS, in_navigation=False),
            Screen("sync", _("Gemeinsamer Server"), "sync", self._sync, in_navigation=False),
            Screen("sheet", _("Zettel"), "sheet", self._sheet, SHEET_KEYS, in_navigation=False),
            Screen("list", _("Liste"), "export", self._list, LIST_KEYS, in_navigation=False),
        )

    def _start(self, parent: QWidget) -> QWidget:
        made, wishes = StartScreen(self._models.desktop, self._models.desk.clock, parent), self._wishes
        made.begin_wanted.connect(self._models.conversation.begin)
        made.resume_wanted.connect(wishes.resume)
        made.code_wanted.connect(wishes.look_for)
        made.find_wanted.connect(wishes.find)
        made.import_wanted.connect(wishes.see_import)
        made.follow_ups_wanted.connect(wishes.see_follow_ups)
        made.doubts_wanted.connect(wishes.see_doubts)
        made.conflicts_wanted.connect(wishes.see_conflicts)
        made.questions_wanted.connect(wishes.see_questions)
        made.unfinished_wanted.connect(wishes.see_unfinished)
        made.drafts_wanted.connect(wishes.resume_draft)
        made.sync_wanted.connect(wishes.see_sync)
        made.tour_wanted.connect(wishes.take_tour)
        made.settings_wanted.connect(wishes.see_settings)
        made.list_wanted.connect(wishes.see_list)
        return made

    def _talk(self, parent: QWidget) -> QWidget:
        made = ConsultationScreen(self._models.conversation, parent)
        made.show_closed(self._models.syncing.is_closed())
        self._models.syncing.closed.connect(made.show_closed)
        made.theses_wanted.connect(self._wishes.see_theses)
        made.list_wanted.connect(self._wishes.find_by_wish)
        made.read_wanted.connect(self._wishes.see_offer)
        made.sheet_wanted.connect(self._wishes.see_sheet)
        return made

    def _theses(self, parent: QWidget) -> QWidget:
        made = ThesesScreen(self._models.theses, parent)
        made.left.connect(self._wishes.see_talk)
        return made

    def _follow_ups(self, parent: QWidget) -> QWidget:
        made = FollowUpScreen(self._models.follow_ups, parent)
        made.offer_wanted.connect(self._wishes.see_offer)
        made.letter_wanted.connect(self._wishes.write_letter)
        self._models.syncing.closed.connect(self._models.follow_ups.look_again)
        made.list_wanted.connect(self._wishes.see_list)
        return made

    def _offers(self, parent: QWidget) -> QWidget:
        models, wishes = self._models, self._wishes
        made = OffersScreen(models.desk, models.tasks, models.bus, parent)
        made.search_wanted.connect(wishes.search_for)
        made.pick_wanted.connect(wishes.pick)
        models.editor.saved.connect(made.model.show_saved)
        made.model.found.connect(models.past_searches.see)
        made.unpick_wanted.connect(models.conversation.unpick)
        models.conversation.picked.connect(made.model.show_picked)
        made.model.show_picked(models.conversation.picks())
        made.edit_wanted.connect(wishes.edit)
        made.conflicts_wanted.connect(wishes.see_conflicts_about)
        made.list_wanted.connect(wishes.see_list)
        made.import_wanted.connect(wishes.see_import)
        made.practice_wanted.connect(wishes.practice_wanted)
        made.done.connect(wishes.done)
        made.refused.connect(wishes.refused)
        return made

    def _organisations(self, parent: QWidget) -> QWidget:
        models, wishes = self._models, self._wishes
        made = OrganisationsScreen(models.desk, models.tasks, models.bus, parent)
        made.edit_wanted.connect(wishes.edit)
        models.editor.saved.connect(made.model.show_saved)
        made.new_offer_wanted.connect(wishes.begin_offer)
        made.letter_wanted.connect(models.papers.toggle)
        models.papers.chosen.connect(made.model.show_letters)
        made.model.show_letters(models.papers.organisations)
        made.offer_wanted.connect(wishes.see_offer)
        made.conflicts_wanted.connect(wishes.see_conflicts_about)
        made.list_wanted.connect(wishes.see_list)
        made.import_wanted.connect(wishes.see_import)
        made.done.connect(wishes.done)
        made.refused.connect(wishes.refused)
        return made

    def _papers(self, parent: QWidget) -> QWidget:
        models = self._models
        made = PapersScreen(models.papers, models.printing, models.desk, parent)
        made.organisations_wanted.connect(self._wishes.see_organisations)
        return made

    def _import(self, parent: QWidget) -> QWidget:
        made = ImportScreen(self._models.wizard, self._models.tasks, parent)
        made.conflicts_wanted.connect(self._wishes.see_conflicts)
        made.find_wanted.connect(self._wishes.find)
        return made

    def _conflicts(self, parent: QWidget) -> QWidget:
        made = ConflictsScreen(self._models.disagreements, parent)
        made.list_wanted.connect(self._wishes.see_list)
        made.record_wanted.connect(self._wishes.see_record)
        return made

    def _demand(self, parent: QWidget) -> QWidget:
        models = self._models
        made = DemandScreen(models.demands, models.tasks, models.wardrobe, parent)
        made.list_wanted.connect(self._wishes.see_list)
        return made

    def _preferences(self, parent: QWidget) -> QWidget:
        return PreferencesScreen(self._models.preferences, self._models.joining, parent)

    def _sync(self, parent: QWidget) -> QWidget:
        made = SyncScreen(self._models.syncing, self._models.desk.clock, parent)
        made.conflicts_wanted.connect(self._wishes.see_conflicts)
        made.settings_wanted.connect(self._wishes.join_server)
        return made

    def _editing(self, parent: QWidget) -> QWidget:
        made = EditingScreen(self._models.editor, self._models.desk, parent)
        made.left.connect(self._wishes.leave_editing)
        made.conflicts_wanted.connect(self._wishes.see_conflicts_about)
        made.record_wanted.connect(self._wishes.see_record)
        made.done.connect(self._wishes.done)
        made.refused.connect(self._wishes.refused)
        return made

    def _list(self, parent: QWidget) -> QWidget:
        made = ListScreen(self._models.list_out, self._models.printing, parent)
        made.left.connect(self._wishes.leave_list)
        return made

    def _sheet(self, parent: QWidget) -> QWidget:
        made = SheetScreen(self._models.preview, self._models.printing, parent)
        made.after_print.connect(self._wishes.after_print)
        return made
