"""Who may come in at the desk: a password that cannot be guessed at leisure, and a code from the person's own phone."""
