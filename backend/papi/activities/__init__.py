"""What units do for the index among people: communication, legal education, training, dialogue, self-inspection; written down once."""
