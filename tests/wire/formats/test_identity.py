"""Ids for copy that brings none."""

from wire.formats.identity import derived_guid


def test_the_same_parts_are_the_same_story_however_they_are_typed():
    assert derived_guid("dpa", "061", "Ferry  SINKS") == derived_guid("dpa", "061", "ferry sinks ")


def test_parts_cannot_run_into_each_other():
    assert derived_guid("ab", "c") != derived_guid("a", "bc")
