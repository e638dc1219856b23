"""One window a desk: a second start hands its articles to the window that has the desk open, and ends.

The two speak over a local socket whose name is made from the desk's path and the account. The lock on the desk
still decides who may write; this only saves a person the message that the desk is open elsewhere.
"""

from __future__ import annotations

import getpass
import json
import logging
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)

PATIENCE = 700
"""Milliseconds a start waits for the other window to answer."""
LONGEST = 1_000_000
"""Bytes of a message; what is longer is no list of files."""
_TAKEN = b"taken\n"


def server_name(desk: Path) -> str:
    """The socket of the window that has this desk open, whoever of this account opened it."""
    try:
        who = getpass.getuser()
    except (OSError, KeyError):
        who = ""
    return "saidso-" + sha256(f"{who}\n{desk.absolute().resolve()}".encode()).hexdigest()[:24]


def hand_over(desk: Path, paths: Sequence[Path]) -> bool:
    """Ask the window that has `desk` open to show itself and take `paths`. False if there is none."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(desk))
    if not socket.waitForConnected(PATIENCE):
        return False
    socket.write(json.dumps([str(path.absolute()) for path in paths]).encode() + b"\n")
    socket.flush()
    taken = socket.waitForReadyRead(PATIENCE) and bytes(socket.readAll().data()) == _TAKEN
    socket.disconnectFromServer()
    return taken


class Instance(QObject):
    """Listens for other starts on the desk that is open. `asked` tells the paths they bring, as str."""

    asked = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server: QLocalServer | None = None

    def listen(self, desk: Path) -> None:
        """Answer for `desk` from now on, and for no other."""
        self.close()
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        name = server_name(desk)
        # The desk's lock is ours: a socket that is left is of a program that is no more.
        QLocalServer.removeServer(name)
        if not server.listen(name):
            log.warning("Other starts will not find this window: %s", server.errorString())
            server.deleteLater()
            return
        server.newConnection.connect(self._answer)
        self._server = server

    def close(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None

    def _answer(self) -> None:
        server = self._server
        socket = server.nextPendingConnection() if server is not None else None
        if socket is None:
            return
        socket.disconnected.connect(socket.deleteLater)
        socket.readyRead.connect(lambda: self._read(socket))
        if socket.canReadLine():
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > LONGEST:
            socket.abort()
            return
        if not socket.canReadLine():
            return
        line = bytes(socket.readLine().data())
        try:
            paths = [str(path) for path in json.loads(line)]
        except (ValueError, TypeError):
            socket.abort()
            return
        socket.write(_TAKEN)
        socket.flush()
        self.asked.emit(paths)
