"""Whether this machine has a network, as far as the system tells."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QNetworkInformation

_Reachability = QNetworkInformation.Reachability


def listen() -> None:
    """From now on the system is asked; where it cannot tell, the sync finds out by trying."""
    QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability)


class Network(QObject):
    """`returned`: it was away and is there again."""

    returned = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        known = QNetworkInformation.instance()
        self._was_there = True
        if known is not None:
            self._was_there = known.reachability() is not _Reachability.Disconnected
            known.reachabilityChanged.connect(self._follow)

    @Slot(object)
    def _follow(self, reachability: QNetworkInformation.Reachability) -> None:
        is_there = reachability is not _Reachability.Disconnected
        if is_there and not self._was_there:
            self.returned.emit()
        self._was_there = is_there
