"""Several processes on one socket: begun as copies of one that has loaded everything.

The master answers nobody. It loads the application, so that all workers begin with the same code,
templates and generation; starts a new worker where one dies, ends one that no longer moves, and
on SIGHUP puts a new version of the program in its own place while the old workers go on. A
worker can't fail to begin: what it shows was opened before it was made.
"""

import logging
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType
from typing import NoReturn

log = logging.getLogger("indsatskataloget")
STUCK = 60.0  # seconds in which a worker gives no sign of life
_PATIENCE = 15.0  # seconds for workers to end what they began
_SHORT = 1.0  # a worker that dies sooner is not started again at once
_TRIED = 120  # seconds for a new version to load
INHERIT = "--inherit"  # the socket's number and the old workers' pids
TRY = "--try"  # load everything, answer nothing


@dataclass
class Master:
    """Starts workers and keeps them.

    Attributes:
        listener: the socket that all take from.
        work: what a worker does, told its number and asked to stop by the function it is given;
            in a process of its own.
        count: how many.
        seen: when a worker of a number last gave a sign of life, on the monotonic clock.
        old: workers of the version before, which end when these have begun.
        leave: ends what stands beside, before another version takes this one's place.
    """

    listener: socket.socket
    work: Callable[[int, Callable[[], bool]], None]
    count: int
    seen: Callable[[int], float]
    old: tuple[int, ...] = ()
    leave: Callable[[], None] = lambda: None
    pids: dict[int, int] = field(default_factory=dict)  # number -> pid
    _began: dict[int, float] = field(default_factory=dict)
    _told: set[int] = field(default_factory=set)  # signals that came

    def run(self) -> int:
        """Serve until SIGTERM or SIGINT; 0 when everything ended in time."""
        wake, woken = os.pipe()
        os.set_blocking(woken, False)  # the name is the standard library's
        signal.set_wakeup_fd(woken, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD):
            signal.signal(number, self._note)
        while not self._told & {signal.SIGTERM, signal.SIGINT}:
            self._reap()
            self._fill()
            self._end_old()
            self._end_stuck()
            if signal.SIGHUP in self._told:
                self._told.discard(signal.SIGHUP)
                self._renew()
            if select.select([wake], [], [], 0.5)[0]:
                os.read(wake, 512)
        return self._stop()

    def _note(self, number: int, _frame: FrameType | None) -> None:
        self._told.add(number)

    def _fill(self) -> None:
        now = time.monotonic()
        for number in range(self.count):
            if number not in self.pids and now - self._began.get(number, -_SHORT) >= _SHORT:
                self._began[number] = now
                self.pids[number] = self._start(number)

    def _start(self, number: int) -> int:
        pid = os.fork()
        if pid:
            return pid
        code = 1
        try:
            signal.set_wakeup_fd(-1)
            self._told.clear()
            for ignored in (signal.SIGINT, signal.SIGHUP):
                signal.signal(ignored, signal.SIG_IGN)  # the master's to hear
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            owner = os.getppid()
            self.work(number, lambda: signal.SIGTERM in self._told or os.getppid() != owner)
            code = 0
        except BaseException:  # a copy of the master must never go on as one
            log.exception("worker %s ended by an error", number)
        finally:
            os._exit(code)

    def _reap(self) -> None:
        for number, pid in tuple(self.pids.items()):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                del self.pids[number]
                log.error("worker %s ended (%s); a new one begins", pid, _how(status))

    def _end_stuck(self) -> None:
        now = time.monotonic()
        for number, pid in self.pids.items():
            if now - max(self.seen(number), self._began[number]) > STUCK:
                log.error("worker %s gives no sign of life and is ended", pid)
                os.kill(pid, signal.SIGKILL)

    def _end_old(self) -> None:
        """Once every new worker lives, the old ones take no more."""
        begun = all(
            number in self.pids and self.seen(number) >= self._began[number]
            for number in range(self.count)
        )
        if self.old and begun:
            self._end(self.old, signal.SIGTERM)
            self.old = ()

    def _renew(self) -> None:
        """Become the version of the program that lies on the disk, if it can be loaded at all."""
        log.info("trying the version that lies here now")
        tried = subprocess.run(  # noqa: S603  # ourselves
            [*_program(), TRY], check=False, timeout=_TRIED
        )
        if tried.returncode:
            log.error("it can't be loaded; the one that serves goes on")
            return
        os.set_inheritable(self.listener.fileno(), True)  # noqa: FBT003
        workers = ",".join(map(str, self.pids.values()))
        self.leave()
        _become([*_program(), INHERIT, str(self.listener.fileno()), workers])

    def _stop(self) -> int:
        everybody = (*self.pids.values(), *self.old)
        return 0 if self._end(everybody, signal.SIGTERM) else 1

    def _end(self, pids: tuple[int, ...], how: signal.Signals) -> bool:
        """Ask processes to end and wait for them; False when some had to be ended."""
        left = set(pids)
        for pid in pids:
            os.kill(pid, how)
        end = time.monotonic() + _PATIENCE
        while left and time.monotonic() < end:
            left = {pid for pid in left if not _is_gone(pid)}
            time.sleep(0.02)
        for pid in left:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        self.pids = {number: pid for number, pid in self.pids.items() if pid not in pids}
        return not left


def _become(command: list[str]) -> NoReturn:
    signal.set_wakeup_fd(-1)
    os.execv(command[0], command)  # noqa: S606  # ourselves


def _program() -> list[str]:
    """How this server was started, without what a renewal added."""
    words = sys.orig_argv[1:]
    return [sys.executable, *(words[: words.index(INHERIT)] if INHERIT in words else words)]


def _is_gone(pid: int) -> bool:
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    except ChildProcessError:
        return True


def _how(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    return f"signal {-code}" if code < 0 else f"exit code {code}"
