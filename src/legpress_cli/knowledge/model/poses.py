"""What the picture can show: the parts that have a pose, and the poses of each."""

from enum import Enum


class Part(Enum):
    """A part of the body or of the machine that can be drawn in more than one way."""

    SEAT = "seat"
    FEET = "feet"
    DEPTH = "depth"
    HIPS = "hips"
    KNEES = "knees"
    LEGS = "legs"
    HANDS = "hands"
    BACK = "back"
    GLUTES = "glutes"
    BREATH = "breath"
    WEIGHT = "weight"


class Pose(Enum):
    """How one part is drawn. ``seat-up``, ``seat-down`` and ``depth-less`` are one step from wherever the part is now."""

    SEAT_LOWEST = "seat-lowest"
    SEAT_MIDDLE = "seat-middle"
    SEAT_HIGHEST = "seat-highest"
    SEAT_UP = "seat-up"
    SEAT_DOWN = "seat-down"
    FEET_HIGH = "feet-high"
    FEET_MIDDLE = "feet-middle"
    FEET_LOW = "feet-low"
    DEPTH_DEEP = "depth-deep"
    DEPTH_NINETY = "depth-ninety"
    DEPTH_SHORT = "depth-short"
    DEPTH_LESS = "depth-less"
    HIPS_DOWN = "hips-down"
    HIPS_LIFTED = "hips-lifted"
    KNEES_APART = "knees-apart"
    KNEES_TO_CHEST = "knees-to-chest"
    LEGS_BOTH = "legs-both"
    LEGS_ONE = "legs-one"
    HANDS_PULLING = "hands-pulling"
    HANDS_HOLDING = "hands-holding"
    HANDS_ON_THIGHS = "hands-on-thighs"
    HANDS_OFF = "hands-off"
    BACK_TOUCHING = "back-touching"
    BACK_ON_TOWEL = "back-on-towel"
    BACK_OFF = "back-off"
    BACK_ARCHED = "back-arched"
    GLUTES_SQUEEZED = "glutes-squeezed"
    GLUTES_RELAXED = "glutes-relaxed"
    BREATH_OUT = "breath-out"
    BREATH_HELD = "breath-held"
    WEIGHT_USUAL = "weight-usual"
    WEIGHT_QUARTER_OFF = "weight-quarter-off"
    WEIGHT_HALF_OFF = "weight-half-off"
    WEIGHT_LIGHT = "weight-light"

    @property
    def part(self) -> Part:
        """The part that is drawn so."""
        return Part(self.value.partition("-")[0])


ONLY_TIPS = frozenset(
    {
        Pose.SEAT_UP,
        Pose.SEAT_DOWN,
        Pose.DEPTH_LESS,
        Pose.LEGS_BOTH,
        Pose.LEGS_ONE,
        Pose.WEIGHT_USUAL,
        Pose.WEIGHT_QUARTER_OFF,
        Pose.WEIGHT_HALF_OFF,
        Pose.WEIGHT_LIGHT,
    }
)
"""The poses that only a tip is drawn in: no answer says that it is so now."""
