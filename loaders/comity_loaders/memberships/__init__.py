"""How patterns of membership find their states, bodies and dates."""
