"""The mirror: a local copy for analysts in one SQLite file, made and kept current over the API alone."""
