"""The PAPI framework by edition: dimensions, sub-dimensions, indicators; and the published scores of the provinces."""
