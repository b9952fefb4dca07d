"""Dispatches: an approved report on its way to the province, until there is a receipt, or somebody says how it was sent otherwise."""
