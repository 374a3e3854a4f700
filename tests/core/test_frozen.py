"""Frozen values: what dataclasses promise, without their price at start."""

from typing import ClassVar

import pytest

from clienthealth.core.frozen import Frozen, replace


class Point(Frozen):
    ORIGIN: ClassVar[str] = "corner"

    x: int
    y: int = 0


class Named(Point, kw_only=True):
    name: str

    def __post_init__(self):
        if not self.name:
            raise ValueError(self.name)


def test_fields_come_in_order_or_by_name_and_keep_their_defaults():
    assert Point(1) == Point(x=1, y=0)
    assert Named(x=1, name="a").y == 0
    assert Point.__fields__ == ("x", "y")


def test_a_value_cannot_be_changed():
    point = Point(1)

    with pytest.raises(AttributeError):
        point.x = 2
    with pytest.raises(AttributeError):
        del point.x
    assert point.x == 1


def test_replacing_makes_a_new_value_and_checks_it():
    named = Named(x=1, name="a")

    assert replace(named, x=2) == Named(x=2, name="a")
    assert named.x == 1
    with pytest.raises(ValueError, match=r"^$"):
        replace(named, name="")


@pytest.mark.parametrize(("args", "given"), [((), {}), ((1, 2, 3), {}), ((1,), {"z": 3}), ((), {"y": 1})])
def test_wrong_arguments_are_a_type_error(args, given):
    with pytest.raises((TypeError, ValueError)):
        Point(*args, **given)


def test_equal_values_hash_alike_and_other_types_differ():
    assert hash(Point(1)) == hash(Point(1, 0))
    assert Point(1) != Named(x=1, name="a")
    assert len({Point(1), Point(1, 0), Point(2)}) == 2


def test_a_value_shows_what_it_was_given():
    assert repr(Named(x=1, name="a")) == "Named(x=1, name='a')"


def test_fields_may_be_called_as_what_makes_a_new_value_calls_its_own():
    class Rule(Frozen):
        value: str
        changes: str = ""

    assert replace(Rule("a"), value="b", changes="c") == Rule("b", "c")
