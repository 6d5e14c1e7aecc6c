"""Playwright tests for HubSpot tracking: what must be sent, what must not, and what a live site really sends."""
