"""The yearly workbook of papi.org.vn, taken as it is published.

| years | layout |
|---|---|
| 2011–2017 | provinces in rows: a sheet whose name contains "tổng hợp" (63 rows × 29 columns) with columns such as "1: …", and six sheets |
|           | "Điểm thành phần 1…6", one of them misspelt "Điêm"; 6 dimensions |
| 2018      | sheet `ProvincialIndicators_VIE`: indicators in rows, provinces in columns |
| 2019–2024 | sheet `YYYY_VIE_ENG` (2019 `2019PAPI_Indicators_VIE`, 2024 `2024_PAPI_VIE_ENG`), about 167 rows × 66 columns: label columns |
|           | in Vietnamese and English, "Thang điểm/Scale", then one column per province |

Sheets are told apart by what stands in them, not by their names: `grids` finds the line of provinces, `labels` what a line is
about, `provinces` which province a name means, `choosing` the one year of the file, `reading` the figures, `names` the names.
"""
