"""When something is possible in a week: 21 bits, seven days from Monday × morning, afternoon, evening."""

DAYS, PARTS = 7, 3
ALWAYS = (1 << DAYS * PARTS) - 1


def bit(day: int, part: int) -> int:
    """Monday is day 0, the morning part 0."""
    return 1 << day * PARTS + part
