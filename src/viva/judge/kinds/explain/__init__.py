"""Free text against an authored rubric: what was covered, in whose words, and what is unsure.

Knows no particular question, no network and no language model.
"""
