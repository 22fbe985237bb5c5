"""Page components: design tokens, base pages, template tags, error pages.

A page extends ``pages/citizen.html`` or ``pages/desk.html`` and fills the blocks ``title``, ``content`` and,
if it must, ``head_extra`` and ``crumbs``. Classes worth knowing: ``stack``, ``stack-wide``, ``tight``
(vertical rhythm), ``columns`` (text and an aside), ``panel``, ``notice`` (``warn``, ``bad``, ``good``),
``button`` (``quiet``, ``danger``, ``small``), ``actions``, ``tag`` (``good``, ``warn``, ``bad``, ``info``),
``rows`` (lists), ``summary`` (a ``dl`` of answers), ``tasks``, ``fold`` (``details``), ``hint``, ``soft``,
``code``, ``figure``. Tags and filters are in ``templatetags/pages.py`` and need no ``load``. No inline script
or style: the content security policy refuses them.
"""
