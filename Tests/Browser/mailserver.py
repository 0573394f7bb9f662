"""A mail server on this machine that keeps what it is sent, and a sendmail to send it with."""

import contextlib
import subprocess
from dataclasses import dataclass

from aiosmtpd.controller import Controller


@dataclass
class Delivery:
    """What the server was told, and the message with its line ends as they came."""

    sender: str
    recipients: list[str]
    content: bytes


class _Keeper:
    def __init__(self):
        self.deliveries = []

    async def handle_DATA(self, _server, _session, envelope):
        self.deliveries.append(Delivery(envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 kept"


class _AnyPort(Controller):
    """Listens on a port that the system chooses, and knows which."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class MailServer:
    def __init__(self, controller, keeper):
        self._controller = controller
        self.deliveries = keeper.deliveries

    def sendmail(self, message):
        """Pipes a message into `sendmail -t`, as msmtp has it: sender and recipients are those of its header."""
        subprocess.run(
            ["msmtp", "-t", "--read-envelope-from", f"--host={self._controller.hostname}",
             f"--port={self._controller.port}", "--tls=off", "--auth=off"],
            input=message, capture_output=True, timeout=60, check=True,
        )
        return self.deliveries[-1]


@contextlib.contextmanager
def mail_server():
    keeper = _Keeper()
    controller = _AnyPort(keeper, hostname="127.0.0.1", port=0, data_size_limit=200_000_000)
    controller.start()
    try:
        yield MailServer(controller, keeper)
    finally:
        controller.stop()
