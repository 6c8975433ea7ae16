"""What the picture can show: the parts that have a pose, the poses of each, and the places where a number can stand."""

from enum import Enum


class Part(Enum):
    """A part of the body or of the machine that can be drawn in more than one way."""

    SEAT = "seat"
    FEET = "feet"
    DEPTH = "depth"
    HIPS = "hips"
    HANDS = "hands"
    BACK = "back"


class Pose(Enum):
    """How one part is drawn. ``seat-up`` and ``depth-less`` are one step from wherever the part is now."""

    SEAT_LOWEST = "seat-lowest"
    SEAT_MIDDLE = "seat-middle"
    SEAT_HIGHEST = "seat-highest"
    SEAT_UP = "seat-up"
    FEET_HIGH = "feet-high"
    FEET_MIDDLE = "feet-middle"
    FEET_LOW = "feet-low"
    DEPTH_DEEP = "depth-deep"
    DEPTH_NINETY = "depth-ninety"
    DEPTH_SHORT = "depth-short"
    DEPTH_LESS = "depth-less"
    HIPS_DOWN = "hips-down"
    HIPS_LIFTED = "hips-lifted"
    HANDS_PULLING = "hands-pulling"
    HANDS_HOLDING = "hands-holding"
    HANDS_OFF = "hands-off"
    BACK_TOUCHING = "back-touching"
    BACK_ON_TOWEL = "back-on-towel"
    BACK_OFF = "back-off"
    BACK_ARCHED = "back-arched"

    @property
    def part(self) -> Part:
        """The part that is drawn so."""
        return Part(self.value.partition("-")[0])


STEPS = frozenset({Pose.SEAT_UP, Pose.DEPTH_LESS})
"""The poses that are one step from how it is now, so that no answer can be drawn so."""


class Place(Enum):
    """Where the number of a tip stands in the picture."""

    SHOULDERS = "shoulders"
    TRUNK = "trunk"
    HANDS = "hands"
    PAD = "pad"
    LOW_BACK = "low-back"
    HIPS = "hips"
    GLUTES = "glutes"
    SEAT = "seat"
    THIGHS = "thighs"
    KNEES = "knees"
    FEET = "feet"
    SLED = "sled"
    WEIGHTS = "weights"
