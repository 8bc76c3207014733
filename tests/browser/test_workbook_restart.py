"""Reload, restart, Run All, a dead kernel: the plan comes back, and what was typed is saved."""

from __future__ import annotations

import os
import signal
import threading

import pytest
from playwright.sync_api import expect

from support.planscreen import PlanScreen
from support.workbook import DeliveredWorkbook

pytestmark = pytest.mark.browser

ACCOUNT = "northwind"


@pytest.fixture(scope="module")
def screen(workbook: DeliveredWorkbook) -> PlanScreen:
    """Ada at Northwind's plan, which is not the one that the notebook opens with."""
    opened = workbook.sit_down()
    assert opened.account != ACCOUNT
    opened.choose(ACCOUNT)
    return opened


def test_a_reload_brings_back_the_plan_that_was_open(screen: PlanScreen):
    screen.fill("wave-3", "title", "Before the reload")
    screen.open()
    _assert_restored(screen, "Before the reload")


def test_run_all_brings_back_the_plan_that_was_open(screen: PlanScreen):
    screen.fill("wave-3", "title", "Before Run All")
    with screen.made_anew():
        screen.command("notebook:run-all-cells")
    _assert_restored(screen, "Before Run All")


def test_a_restart_brings_back_the_plan_by_itself(screen: PlanScreen):
    screen.fill("wave-3", "title", "Before the restart")
    pid = _kernel(screen)
    with screen.made_anew():
        screen.command("kernelmenu:restart")
        screen.page.locator(".jp-Dialog button", has_text="Restart").click()
    assert _kernel(screen) != pid
    _assert_restored(screen, "Before the restart")
    assert screen.page.locator(".jp-Cell").count() == 1


def test_what_is_typed_while_the_kernel_is_dead_is_saved_once_when_it_is_back(screen: PlanScreen):
    begun, pid = screen.revision(), _kernel(screen)
    os.kill(pid, signal.SIGSTOP)  # dead to whoever types; killed now, it would be back too soon
    screen.fill("wave-3", "title", "Typed while it was dead")
    screen.fill("sheets", "title", "And this")
    expect(screen.editor.locator(".csp-status")).to_contain_text("Not saved yet", timeout=10_000)
    with screen.made_anew():
        os.kill(pid, signal.SIGKILL)
        screen.page.locator(".jp-Dialog button", has_text="Ok").click()
    _assert_restored(screen, "Typed while it was dead")
    assert screen.step("sheets").title == "And this"
    entries = screen.workbook.book.history(ACCOUNT)[: screen.revision() - begun]
    assert [edit.value for entry in entries for edit in entry.change.edits] == [
        "And this",
        "Typed while it was dead",
    ]


def test_what_waits_for_a_busy_kernel_survives_a_reload_and_is_saved_once(screen: PlanScreen):
    begun = screen.revision()
    kernel = _kernel(screen)
    os.kill(kernel, signal.SIGSTOP)  # a cell that runs would not do: edits are saved meanwhile
    screen.fill("wave-3", "title", "Typed while it was busy")
    assert len(screen.unsent()) == 1
    threading.Timer(2, os.kill, (kernel, signal.SIGCONT)).start()
    screen.open()
    _assert_restored(screen, "Typed while it was busy")
    assert screen.revision() == begun + 1


def _assert_restored(screen: PlanScreen, title: str) -> None:
    expect(screen.header.locator(".csp-header-picker")).to_have_value(ACCOUNT, timeout=60_000)
    screen.account = ACCOUNT  # a quick kernel shows another one first, for a moment
    expect(screen.cell("wave-3", "title")).to_have_text(title, timeout=30_000)
    screen.assert_in_step()
    assert screen.step("wave-3").title == title


def _kernel(screen: PlanScreen) -> int:
    return int(screen.workbook.lab.ask(screen.page, "import os; print(os.getpid())"))
