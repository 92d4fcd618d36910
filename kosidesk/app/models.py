"""The models of an open desk; they live as long as it is open."""

from PySide6.QtCore import QObject

from kosidesk.app.past_searches import PastSearches
from kosidesk.services.vault import Opened
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.conflicts.model import Disagreements
from kosidesk.ui.consultation.model import Conversation
from kosidesk.ui.demand.model import Demands
from kosidesk.ui.editing.model import Editor
from kosidesk.ui.follow_up.model import FollowUps
from kosidesk.ui.frame.finder import Finder
from kosidesk.ui.import_wizard.model import ImportWizard
from kosidesk.ui.lists.model import ListOut
from kosidesk.ui.papers.model import Papers
from kosidesk.ui.preferences.model import Preferences
from kosidesk.ui.preferences.server_model import Joining
from kosidesk.ui.printing.model import Printing
from kosidesk.ui.sheet_preview.model import SheetPreview
from kosidesk.ui.start.model import Desktop
from kosidesk.ui.syncing.model import Syncing
from kosidesk.ui.tasks import Tasks
from kosidesk.ui.theses.model import Questionnaire
from kosidesk.ui.tour.model import Tour
from kosidesk.ui.wardrobe import Wardrobe


class Models(QObject):
    """What the screens share: the desk, its threads, its bus, and the state behind each screen."""

    def __init__(self, opened: Opened, wardrobe: Wardrobe, parent: QObject) -> None:
        super().__init__(parent)
        self.opened, self.desk, self.wardrobe = opened, opened.desk, wardrobe
        self.tasks, self.bus = Tasks(self), ChangeBus(self)
        shared = (self.desk, self.tasks, self.bus, self)
        self.desktop = Desktop(*shared)
        self.tour = Tour(self)
        self.finder = Finder(self.desk, self.tasks, self)
        self.conversation = Conversation(*shared)
        self.theses = Questionnaire(self.desk, self.tasks, self)
        self.conversation.wishing.wished.connect(self.theses.follow)
        self.preview = SheetPreview(self.desk, self.tasks, self.bus, wardrobe, self)
        self.printing = Printing(self.tasks, wardrobe, self)
        self.list_out = ListOut(self.desk, self.tasks, self.printing, self)
        self.papers = Papers(self.desk, self.tasks, self.bus, self.printing)
        self.editor = Editor(*shared)
        self.follow_ups = FollowUps(*shared)
        self.wizard = ImportWizard(*shared)
        self.disagreements = Disagreements(*shared)
        self.demands = Demands(*shared)
        self.past_searches = PastSearches(self.desk, self.tasks, self.bus, wardrobe, self)
        self.preferences = Preferences(opened, self.tasks, self.bus, wardrobe, self)
        self.joining = Joining(opened, self.tasks, self)
        self.syncing = Syncing(*shared)
