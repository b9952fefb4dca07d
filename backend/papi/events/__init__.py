"""Events: the facts of business as other machines are told them, in stable codes, without words, drafts and personal data."""
