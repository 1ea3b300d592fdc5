"""Where copy comes from. A source yields names and bytes; what becomes of them is the intake's affair."""
