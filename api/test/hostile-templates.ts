/** Harmless with the values of an example, but not with those of a person. */
export const hostileTemplates: Record<string, string> = {
  loops:
    '{% for a in (1..1000) %}{% for b in (1..1000) %}{% for c in (1..1000) %}x{% endfor %}{% endfor %}{% endfor %}',
  'doubled texts':
    "{% assign a = 'xxxxxxxx' %}{% for i in (1..60) %}{% assign a = a | append: a %}{% endfor %}{{ a }}",
  'replaced texts':
    "{% assign a = 'xxxxxxxx' %}{% for i in (1..9) %}{% assign a = a | replace: 'x', 'xxxxxxxxxxxx' %}{% endfor %}{{ a }}",
  lists: '{% assign l = (1..100000000) %}{{ l | sort | join: "," }}',
  captures: '{% for i in (1..60) %}{% capture c %}{{ c }}{{ c }}x{% endcapture %}{% endfor %}{{ c }}',
  values: '{% for i in (1..100000) %}{{ recipient.attributes.bomb }}{% endfor %}',
  comparisons:
    '{% for i in (1..100000) %}{% if recipient.attributes.bomb contains "y" %}{% endif %}{% endfor %}',
};
