"""Facts: every change, who made it, in which role, from where and when; the timeline, and what the worker carries up."""
