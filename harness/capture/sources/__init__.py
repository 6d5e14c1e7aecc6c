"""Where the tracking code of a page comes from: one interface, and its implementations."""

from harness.capture.sources.live import Live
from harness.capture.sources.named import source_named
from harness.capture.sources.recorder import Recorder
from harness.capture.sources.recording import Recording
from harness.capture.sources.replay import Replay
from harness.capture.sources.source import Fetch, Source
from harness.capture.sources.standin import StandIn

__all__ = ["Fetch", "Live", "Recorder", "Recording", "Replay", "Source", "StandIn", "source_named"]
