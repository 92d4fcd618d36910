"""A wish as it can be written down, for the help: every field there is."""

EXAMPLE = """\
words = "vorlesen, Garten"
target_groups = ["Kinder"]
without_target_groups = ["Tiere"]
fields = ["Bildung & Lernen"]
without_fields = ["Leben im Alter"]
week = "dienstags nachmittags"
districts = ["Barmen", "Elberfeld"]
near_to = "Barmen"
mobility = "Fahrrad"
skills = ["Gitarre"]
extents = ["monatlich"]
hours_a_week = 3
languages = ["Deutsch"]
motives = ["Neues lernen"]
age = 17
step_free = true
remote = false
certificate = false
"""
