"""A model of the tracking code: what a browser will send, keep and tell, said without a browser and without a clock."""

from harness.tracker.model.jar import Cookie
from harness.tracker.model.predict import Outcome, predict
from harness.tracker.model.steps import (
    Answer,
    Follow,
    ForgetCookies,
    GiveCookie,
    Load,
    Push,
    PushBanner,
    PushState,
    Retitle,
    Step,
    Wait,
)
from harness.tracker.model.values import UNDEFINED, Listener, Pushing, Returning, Throwing
from harness.tracker.model.world import Client, PredictedHit, Told

__all__ = [
    "UNDEFINED",
    "Answer",
    "Client",
    "Cookie",
    "Follow",
    "ForgetCookies",
    "GiveCookie",
    "Listener",
    "Load",
    "Outcome",
    "PredictedHit",
    "Push",
    "PushBanner",
    "PushState",
    "Pushing",
    "Retitle",
    "Returning",
    "Step",
    "Throwing",
    "Told",
    "Wait",
    "predict",
]
