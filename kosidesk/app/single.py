"""One window a desk: a second start brings the first one to the front."""

from hashlib import blake2b
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 500


class FirstWindow(QObject):
    """`called` tells that the desk was started once more."""

    called = Signal()

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        # Whoever held the name was called before, and did not answer: it is gone.
        QLocalServer.removeServer(_name(folder))
        self._server.listen(_name(folder))

    @Slot()
    def _answer(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.disconnected.connect(caller.deleteLater)
            caller.disconnectFromServer()
            self.called.emit()


def call(folder: Path) -> bool:
    """Whether a window of this desk is there; it then comes to the front."""
    socket = QLocalSocket()
    socket.connectToServer(_name(folder))
    return socket.waitForConnected(_PATIENCE_MS)


def _name(folder: Path) -> str:
    """Short enough for a socket's path, and without the name of the person it belongs to."""
    return f"kosidesk-{blake2b(str(folder).encode(), digest_size=12).hexdigest()}"
