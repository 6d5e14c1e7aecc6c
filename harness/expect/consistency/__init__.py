"""Whether each hit agrees with the page that sent it: one check per file, found by standing in this folder."""

from harness.expect.consistency.disagreement import Disagreement
from harness.expect.consistency.moment import Moment, Scene
from harness.expect.consistency.registry import Check, checks
from harness.expect.consistency.scene import scene_of

__all__ = ["Check", "Disagreement", "Moment", "Scene", "checks", "scene_of"]
