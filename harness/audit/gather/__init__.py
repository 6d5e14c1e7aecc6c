"""Visits with a browser: the only part of the audit that drives one."""

from harness.audit.gather.target import Target, Wishes, site_target
from harness.audit.gather.visits import Gathered, Gathering, gather

__all__ = ["Gathered", "Gathering", "Target", "Wishes", "gather", "site_target"]
