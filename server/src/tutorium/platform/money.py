"""Money is a whole number of kopecks; shares are basis points; halves round up (domain.md D0)."""

BASIS = 10_000
CURRENCY = "RUB"


def share(kopecks: int, basis_points: int) -> int:
    """`basis_points` hundredths of a percent of `kopecks`, rounded half up to the kopeck."""
    return (kopecks * basis_points * 2 + BASIS) // (BASIS * 2)


def price_of(minutes: int, kopecks_per_hour: int) -> int:
    """The price in kopecks of `minutes` at an hourly price, rounded half up to the kopeck."""
    return (minutes * kopecks_per_hour * 2 + 60) // 120


def rubles(kopecks: int) -> str:
    """Kopecks as the decimal string that payment systems exchange: 150000 -> "1500.00"."""
    return f"{kopecks // 100}.{kopecks % 100:02d}"


def kopecks(rubles: str) -> int:
    """The reverse of `rubles`; ValueError when the text is not a plain decimal with two places."""
    whole, point, part = rubles.partition(".")
    if not (point and whole.isdigit() and part.isdigit() and len(part) == 2):
        raise ValueError(f"not an amount of money: {rubles!r}")
    return int(whole) * 100 + int(part)
