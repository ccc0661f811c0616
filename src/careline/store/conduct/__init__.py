"""How we behaved: own faults, tone, lessons, praise, measures."""
