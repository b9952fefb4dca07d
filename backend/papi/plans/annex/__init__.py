"""The annex of a plan as offices have it: a table in Excel or Word, read row by row, held against the plan, stored, and made again.

| what | where |
|---|---|
| the tables of a file | `opening`, `word`, `grids` |
| which column is what; rows of sections, repeated headings, totals | `headings`, `lines` |
| what a cell means: times, figures, units, indicators | `times`, `figures`, `units`, `nodes` |
| a row as a proposal, with what is wrong and what is asked | `proposals`, `reading` |
| held against the plan, and stored | `comparing`, `storing` |
| the annex as a file, the same with an error column, the empty one | `exporting`, `marking`, `template` |

Nothing is guessed silently: a name that is not the name of a unit, words of time that may mean several things, become questions.
"""
