"""PAPI Tracker: runs a local government's yearly plan to raise its PAPI index."""
