"""Templates of the user's own: what they can say, and all that they cannot do."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clienthealth.errors import BadData
from clienthealth.render.own_template import Written, body, parted

VALUES = {
    "client": "Acme & Söhne {{ 7*7 }}",
    "end": date(2026, 12, 31),
    "blocks": {"open_end": "Our work ends.", "items": "a word of the user's"},
    "remaining": [{"text": "Logo", "due": date(2026, 12, 1)}, {"text": "Icons", "due": date(2026, 12, 2)}],
    "many": ["x" * 400] * 200,
}
WRITTEN = Written(date=lambda day: f"{day.day}.{day.month}.")


def made(source, values=VALUES):
    return body(source, values, WRITTEN, file="own.j2")


def test_values_lists_conditions_and_dates_make_a_letter():
    source = """{{ blocks.open_end }} It ends {{ end|date }}.

{% if remaining %}
Still to come:
{% for each in remaining %}
- {{ each.text|upper }} ({{ each.due|date }})
{% endfor %}
{% endif %}
"""

    assert parted(made(source)) == [
        ("Our work ends. It ends 31.12..", ()),
        ("Still to come:", ("LOGO (1.12.)", "ICONS (2.12.)")),
    ]


def test_a_value_is_never_a_template():
    assert made("{{ client }}") == "Acme & Söhne {{ 7*7 }}"


def test_a_key_is_found_before_any_method_of_its_name():
    assert made("{{ blocks.items }}") == "a word of the user's"
    with pytest.raises(BadData, match="values"):
        made("{{ blocks.values }}")


ATTACKS = [
    "{{ 'a' * 10**9 }}",
    "{{ 'x'|center(999999999) }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ client.__class__ }}",
    "{% for a in many %}{% for b in many %}{% for c in many %}x{% endfor %}{% endfor %}{% endfor %}",
    "{% for a in many %}{% for b in many %}{{ b }}{% endfor %}{% endfor %}",
    "{% for x in range(999999999) %}x{% endfor %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}{{ os }}",
    "{% set x = client %}{{ x }}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{{ cycler('a').__init__.__globals__ }}",
    "{{ '%99999999d' % 1 }}",
    "{{ many|join(attribute='__class__') }}",
    "{{ client.upper() }}",
    "{{ self }}{{ self._TemplateReference__context }}",
    "{{ client|attr('__class__') }}",
    "{{ many|map('upper')|list }}",
    "{{ '" + "9" * 19_000 + "' ~ client }}",
    "{{ " + "9" * 6_000 + " }}",
    "{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}",
    "{% if client %}" * 150 + "x" + "{% endif %}" * 150,
    "x" * 20_001,
    "{{ no_such_value }}",
    "{{ end > client }}",
    "{{ unfinished",
]


@pytest.mark.parametrize("source", ATTACKS)
def test_an_attack_is_refused_with_the_file_named(source):
    with pytest.raises(BadData, match=r"^own\.j2"):
        made(source)


@given(st.text(alphabet="{}%# |.()[]'*-+~abcdefiorlsn0123456789_=<>\\n", max_size=200))
def test_whatever_stands_in_a_template_it_is_a_text_or_a_clear_error(source):
    with suppress(BadData):
        assert len(made(source)) <= 20_000


@given(st.text(max_size=50))
def test_any_value_is_printed_as_it_is(value):
    assert made("{{ client }}", {"client": value}) == value
