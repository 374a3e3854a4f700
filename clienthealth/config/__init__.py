"""The one reader of the configuration file and of the environment."""

from clienthealth.config.environment import colour_wanted, configuration, editor, fixed_now, screen_wanted
from clienthealth.config.loading import load
from clienthealth.config.settings import Settings

__all__ = ["Settings", "colour_wanted", "configuration", "editor", "fixed_now", "load", "screen_wanted"]
