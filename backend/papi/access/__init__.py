"""Who calls and what they may: the actor, the table of permissions, sessions, tokens, and the dependencies of routes."""
