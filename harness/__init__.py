"""Playwright tests for HubSpot tracking: what must be sent, what must not, and what a live site really sends."""

from harness.capture.tap import Surroundings
from harness.errors import HarnessError
from harness.hubspot import Hubspot, Tap
from harness.sync import expect

__all__ = ["HarnessError", "Hubspot", "Surroundings", "Tap", "expect"]
