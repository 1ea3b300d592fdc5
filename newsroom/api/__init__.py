"""/api/: what readers see, for programs. Stories in IPTC's ninjs 3, no key, no cookie, and a limit on how fast."""
