"""Papers in Word: the shipped template, what fills it, and the merging of both."""
